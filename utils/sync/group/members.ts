import { canonicalJson } from '../../clip/canonical-json';
import { encode, sha256 } from '../bytes';
import type { GroupPin } from '../model';
import { RemoteProblem } from '../remote';
import { memberIdOf, type Sign, type Verify } from './keys';

/** Owners change the list of members, writers the library; readers see it. */
export type Role = 'owner' | 'writer' | 'reader';

/** What a link of the list says. Ids are those of keys (`memberIdOf`). */
export type MemberChange =
  /** The first: who founds the group owns it. `salt` makes two groups of one key two. */
  | { do: 'found'; name: string; key: string; salt: string }
  /** Whoever holds the private half of this key may join once. */
  | { do: 'invite'; key: string; role: Role }
  /** By the key of an invitation. */
  | { do: 'join'; name: string; key: string }
  | { do: 'role'; id: string; role: Role }
  /** A member, by an owner or by itself; an invitation, by an owner. */
  | { do: 'remove'; id: string };

export interface MemberLink {
  by: string;
  change: MemberChange;
  /** Base64. */
  sig: string;
}

export interface Member {
  id: string;
  name: string;
  /** Public. Base64. */
  key: string;
  role: Role | 'removed';
}

export interface Invitation {
  id: string;
  key: string;
  role: Role;
}

/** A group as the list of its members tells it. */
export interface Group extends GroupPin {
  /** The hash of the first link: it names the group for ever, whatever place it is moved to. */
  id: string;
  /** In the order in which they came; also those that were removed, for what they added is still here. */
  members: Member[];
  /** Open ones. */
  invitations: Invitation[];
  /** What each link changed, and by whom. */
  history: { by: string; change: MemberChange }[];
}

export interface GroupKit {
  crypto: Pick<Crypto, 'subtle'>;
  verify: Verify;
}

const mostLinks = 5_000;
const longestName = 80;
const roles: readonly unknown[] = ['owner', 'writer', 'reader'] satisfies Role[];

/**
 * Reads a list of members: a chain of links, each signed by somebody who was allowed to, and naming the one before it.
 * @param pin what was seen of it before: a list that does not go on from there was tampered with, or is an old one.
 * @throws {RemoteProblem} `members` where it is not a list of members from the beginning to the end.
 */
export async function readGroup(links: unknown, pin: GroupPin | undefined, kit: GroupKit): Promise<Group> {
  if (!Array.isArray(links) || links.length === 0 || links.length > mostLinks) throw tampered('no list');
  let group: Group | undefined;
  for (const link of links) {
    group = isLink(link) ? await follow(group, link, kit) : undefined;
    if (!group) throw tampered('link');
    if (group.count === pin?.count && group.tip !== pin.tip) throw tampered('another list');
  }
  if (!group || group.count < (pin?.count ?? 0)) throw tampered('an old list');
  return group;
}

/** Signs one more link. It is checked as any other when the list is read. */
export async function makeLink(
  tip: string,
  by: string,
  change: MemberChange,
  sign: Sign,
): Promise<MemberLink> {
  return { by, change, sig: await sign(wordsOf(tip, by, change)) };
}

/** A present member. */
export function memberOf(group: Group, id: string): (Member & { role: Role }) | undefined {
  const member = group.members.find((each) => each.id === id);
  return member && member.role !== 'removed' ? { ...member, role: member.role } : undefined;
}

/**
 * Whether one member may change another: owners each that came after them, and everybody may leave. So two owners cannot put
 * each other out, and who founded the group stays as long as he likes.
 */
export function mayChange(group: Group, by: string, id: string): boolean {
  if (memberOf(group, by)?.role !== 'owner') return false;
  const places = [by, id].map((each) => group.members.findIndex((member) => member.id === each));
  return by === id || (places[0] ?? 0) < (places[1] ?? -1);
}

/** Whether a member's own signature holds for what it says. */
export function mayWrite(group: Group, id: string): boolean {
  const role = memberOf(group, id)?.role;
  return role === 'owner' || role === 'writer';
}

function tampered(detail: string): RemoteProblem {
  return new RemoteProblem('members', detail);
}

function wordsOf(tip: string, by: string, change: MemberChange): string {
  return `colophon/members/1\n${canonicalJson({ tip, by, change })}`;
}

async function follow(group: Group | undefined, link: MemberLink, kit: GroupKit): Promise<Group | undefined> {
  const tip = group?.tip ?? '';
  const words = wordsOf(tip, link.by, link.change);
  const key = await keyOf(group, link, kit);
  if (!key || !(await kit.verify(key, words, link.sig))) return undefined;
  const changed = await changedBy(group, link, kit);
  if (!changed) return undefined;
  const hash = await sha256(encode(words), kit.crypto as Crypto);
  return {
    id: group?.id ?? hash,
    count: (group?.count ?? 0) + 1,
    tip: hash,
    history: [...(group?.history ?? []), { by: link.by, change: link.change }],
    ...changed,
  };
}

/** The key by which a link must be signed. */
async function keyOf(
  group: Group | undefined,
  { by, change }: MemberLink,
  kit: GroupKit,
): Promise<string | undefined> {
  if (!group)
    return change.do === 'found' && (await memberIdOf(change.key, kit.crypto)) === by
      ? change.key
      : undefined;
  if (change.do === 'join') return group.invitations.find(({ id }) => id === by)?.key;
  return memberOf(group, by)?.key;
}

type Changed = Pick<Group, 'members' | 'invitations'>;

async function changedBy(
  group: Group | undefined,
  { by, change }: MemberLink,
  kit: GroupKit,
): Promise<Changed | undefined> {
  if (!group) {
    if (change.do !== 'found') return undefined;
    return { members: [{ id: by, name: change.name, key: change.key, role: 'owner' }], invitations: [] };
  }
  const { members, invitations } = group;
  const isOwner = memberOf(group, by)?.role === 'owner';
  switch (change.do) {
    case 'invite': {
      const id = await memberIdOf(change.key, kit.crypto);
      const isKnown = [...members, ...invitations].some((each) => each.id === id);
      if (!isOwner || isKnown) return undefined;
      return { members, invitations: [...invitations, { id, key: change.key, role: change.role }] };
    }
    case 'join': {
      const invitation = invitations.find(({ id }) => id === by);
      const id = await memberIdOf(change.key, kit.crypto);
      if (!invitation || members.some((member) => member.id === id)) return undefined;
      return {
        members: [...members, { id, name: change.name, key: change.key, role: invitation.role }],
        invitations: invitations.filter((each) => each !== invitation),
      };
    }
    case 'role':
    case 'remove': {
      if (change.do === 'remove' && isOwner && invitations.some(({ id }) => id === change.id))
        return { members, invitations: invitations.filter(({ id }) => id !== change.id) };
      const isLeaving = change.do === 'remove' && change.id === by;
      if (!memberOf(group, change.id) || !(isLeaving || mayChange(group, by, change.id))) return undefined;
      const role: Member['role'] = change.do === 'role' ? change.role : 'removed';
      const now = members.map((member) => (member.id === change.id ? { ...member, role } : member));
      // A group without an owner could never be changed again.
      return now.some((member) => member.role === 'owner') ? { members: now, invitations } : undefined;
    }
    default:
      return undefined;
  }
}

function isLink(value: unknown): value is MemberLink {
  if (typeof value !== 'object' || value === null) return false;
  const { by, sig, change } = value as { by?: unknown; sig?: unknown; change?: unknown };
  if (typeof by !== 'string' || typeof sig !== 'string') return false;
  if (typeof change !== 'object' || change === null) return false;
  const said = change as Record<string, unknown>;
  const isName = typeof said.name === 'string' && said.name !== '' && said.name.length <= longestName;
  switch (said.do) {
    case 'found':
      return isName && typeof said.key === 'string' && typeof said.salt === 'string';
    case 'join':
      return isName && typeof said.key === 'string';
    case 'invite':
      return typeof said.key === 'string' && roles.includes(said.role);
    case 'role':
      return typeof said.id === 'string' && roles.includes(said.role);
    case 'remove':
      return typeof said.id === 'string';
    default:
      return false;
  }
}
