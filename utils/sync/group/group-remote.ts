import { randomHex } from '../bytes';
import type { GroupAccount, GroupPin, MemberKey, SyncRecord } from '../model';
import { type Pulled, type Remote, type RemoteInfo, type RemoteKit, RemoteProblem } from '../remote';
import { canSign, makeMemberKey, memberIdOf, type Sign, signerOf, type Verify, verifierOf } from './keys';
import { type Group, type MemberChange, makeLink, memberOf, type Role, readGroup } from './members';
import { type Refusal, readSigned, signRecord } from './signed';

/** How many changes of a remote were not taken over, and why. */
export type Refusals = Partial<Record<Refusal, number>>;

/** A group as one of its devices sees it. */
export interface GroupView {
  group: Group;
  me: string;
  role: Role;
}

/** As the remote of a person's own library is, but with a list of members, and every record signed. */
export class GroupRemote implements Remote {
  readonly watch?: NonNullable<Remote['watch']>;
  readonly hasBlobs: Remote['hasBlobs'];
  readonly putBlob: Remote['putBlob'];
  readonly getBlob: Remote['getBlob'];
  readonly #sign: Sign;
  readonly #verify: Verify;
  #view: GroupView | undefined;
  /** The list as it was read last, and what it says. */
  #read: { links: string; group: Group } | undefined;

  constructor(
    private readonly inner: Remote,
    private readonly account: GroupAccount,
    private readonly kit: RemoteKit,
  ) {
    this.#sign = signerOf(account.key, kit.crypto);
    this.#verify = verifierOf(kit.crypto);
    if (inner.watch) this.watch = inner.watch.bind(inner);
    this.hasBlobs = inner.hasBlobs.bind(inner);
    this.putBlob = inner.putBlob.bind(inner);
    this.getBlob = inner.getBlob.bind(inner);
  }

  async open(signal: AbortSignal): Promise<RemoteInfo> {
    const info = await this.inner.open(signal);
    const group = await this.#groupIn(info.members);
    const me = await memberIdOf(this.account.key.publicKey, this.kit.crypto);
    const role = memberOf(group, me)?.role ?? (this.account.isUnlisted && 'reader');
    if (!role) throw new RemoteProblem('removed', group.members.find(({ id }) => id === me)?.name);
    this.#view = { group, me, role };
    return { ...info, group: this.#view };
  }

  async *pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled> {
    for await (const { records: signed, ...pulled } of this.inner.pull(cursor, signal)) {
      let { records, refused } = await this.#readAll(signed, signal);
      if (refused.unknown || refused.reader) {
        // Its author may have come in, or have been allowed to write, since the list was read.
        await this.open(signal);
        ({ records, refused } = await this.#readAll(signed, signal));
      }
      // From the beginning come also the own words of those who write no more; an owner has answered for them since.
      if (cursor === undefined) delete refused.reader;
      yield { ...pulled, records, refused };
    }
  }

  async push(records: readonly SyncRecord[], signal: AbortSignal): Promise<void> {
    const { group, me } = await this.#opened(signal);
    const signed: SyncRecord[] = [];
    for (const record of records) {
      const own = await signRecord(record, group, me, this.#sign);
      if (own) signed.push(own);
    }
    if (signed.length > 0) await this.inner.push(signed, signal);
  }

  async advance(cursor: string, signal: AbortSignal): Promise<string> {
    return (await this.inner.advance?.(cursor, signal)) ?? cursor;
  }

  async strayBlobs(wanted: readonly string[], signal: AbortSignal): Promise<string[]> {
    const { role } = await this.#opened(signal);
    return role === 'reader' ? [] : ((await this.inner.strayBlobs?.(wanted, signal)) ?? []);
  }

  async removeBlobs(strays: readonly string[], signal: AbortSignal): Promise<void> {
    await this.inner.removeBlobs?.(strays, signal);
  }

  async compact(signal: AbortSignal): Promise<void> {
    // Who may only read leaves the tidying to others: the server may not let it, either.
    if ((await this.#opened(signal)).role !== 'reader') await this.inner.compact?.(signal);
  }

  async changePassphrase(passphrase: string | undefined, signal: AbortSignal): Promise<void> {
    await this.inner.changePassphrase?.(passphrase, signal);
  }

  async makeRecoveryCode(signal: AbortSignal): Promise<string> {
    if (!this.inner.makeRecoveryCode) throw new RemoteProblem('passphrase');
    return this.inner.makeRecoveryCode(signal);
  }

  /** Adds to the list of members. Rejects with `members` where this member may not. */
  async change(change: MemberChange, signal: AbortSignal): Promise<GroupView> {
    const { me } = await this.#opened(signal);
    const group = await addLink(this.inner, me, change, this.#sign, this.#pinNow(), this.kit, signal);
    const role = memberOf(group, me)?.role;
    if (!role) throw new RemoteProblem('removed');
    this.#view = { group, me, role };
    return this.#view;
  }

  async #opened(signal: AbortSignal): Promise<GroupView> {
    if (!this.#view) await this.open(signal);
    if (!this.#view) throw new RemoteProblem('offline');
    return this.#view;
  }

  async #groupIn(members: string | undefined): Promise<Group> {
    const links = members ?? '';
    if (this.#read?.links === links) return this.#read.group;
    const pin = this.#pinNow() ?? (await this.kit.pin?.()) ?? this.account.pin;
    const group = await readGroup(parse(links), pin, { crypto: this.kit.crypto, verify: this.#verify });
    this.#read = { links, group };
    return group;
  }

  #pinNow(): GroupPin | undefined {
    return this.#read?.group;
  }

  async #readAll(signed: readonly SyncRecord[], signal: AbortSignal) {
    const { group } = await this.#opened(signal);
    const records: SyncRecord[] = [];
    const refused: Refusals = {};
    for (const record of signed) {
      const read = await readSigned(record, group, this.kit.now(), this.#verify);
      records.push(...read.records);
      for (const why of read.refused) refused[why] = (refused[why] ?? 0) + 1;
    }
    return { records, refused };
  }
}

/** Founds a group at a remote where nothing lies yet. Rejects with `not-empty` where something does. */
export async function foundGroup(
  remote: Remote,
  name: string,
  kit: RemoteKit,
  signal: AbortSignal,
): Promise<{ key: MemberKey; pin: GroupPin }> {
  const { members } = await remote.open(signal);
  if (members !== undefined) throw new RemoteProblem('group');
  for await (const { records } of remote.pull(undefined, signal))
    if (records.length > 0) throw new RemoteProblem('not-empty');
  const { crypto } = kit;
  const key = await newKey(kit);
  const me = await memberIdOf(key.publicKey, crypto);
  const salt = randomHex(16, crypto);
  const change: MemberChange = { do: 'found', name, key: key.publicKey, salt };
  const pin = await addLink(remote, me, change, signerOf(key, crypto), undefined, kit, signal);
  return { key, pin };
}

/** What an invitation carries, and the place for which it was made. */
export interface Ticket {
  /** The one-time key that may join. */
  key: MemberKey;
  pin: GroupPin;
  role: Role;
}

/**
 * Comes into a group by an invitation. Where the server lets this user only read, and the invitation is for reading only, the
 * device reads without standing in the list.
 */
export async function joinGroup(
  remote: Remote,
  ticket: Ticket,
  name: string,
  kit: RemoteKit,
  signal: AbortSignal,
): Promise<{ key: MemberKey; pin: GroupPin; isUnlisted?: true }> {
  await remote.open(signal);
  const { crypto } = kit;
  const key = await newKey(kit);
  const by = await memberIdOf(ticket.key.publicKey, crypto);
  const change: MemberChange = { do: 'join', name, key: key.publicKey };
  try {
    const pin = await addLink(remote, by, change, signerOf(ticket.key, crypto), ticket.pin, kit, signal);
    return { key, pin };
  } catch (error) {
    const isReading =
      error instanceof RemoteProblem && error.kind === 'read-only' && ticket.role === 'reader';
    if (!isReading) throw error;
    return { key, pin: ticket.pin, isUnlisted: true };
  }
}

async function newKey({ crypto }: RemoteKit): Promise<MemberKey> {
  if (!(await canSign(crypto))) throw new RemoteProblem('no-signatures');
  return makeMemberKey(crypto);
}

const mostTries = 5;

/** Signs a link and puts it at the end of the list; where somebody else was first, it is signed anew after theirs. */
async function addLink(
  remote: Remote,
  by: string,
  change: MemberChange,
  sign: Sign,
  pin: GroupPin | undefined,
  kit: RemoteKit,
  signal: AbortSignal,
): Promise<Group> {
  const groupKit = { crypto: kit.crypto, verify: verifierOf(kit.crypto) };
  for (let tries = 0; tries < mostTries; tries++) {
    const { members } = await remote.open(signal);
    if ((members === undefined) !== (change.do === 'found')) throw new RemoteProblem('members', 'no list');
    const links = members === undefined ? [] : (parse(members) as unknown[]);
    const before = members === undefined ? undefined : await readGroup(links, pin, groupKit);
    // Found here, it is a wish that the list does not allow, and not a list that somebody spoilt.
    if (before && change.do === 'join' && !before.invitations.some(({ id }) => id === by))
      throw new RemoteProblem('invitation');
    const now = [...links, await makeLink(before?.tip ?? '', by, change, sign)];
    const group = await readGroup(now, pin, groupKit);
    if (!(await remote.keepMembers?.(JSON.stringify(now), signal))) continue;
    // On servers that compare nothing, of two who write at once the second wins: the first looks, and comes again.
    const kept = parse((await remote.open(signal)).members ?? '');
    const isKept = await readGroup(kept, group, groupKit).catch(() => undefined);
    if (isKept) return isKept;
  }
  throw new RemoteProblem('busy', 'others change the list of members');
}

function parse(links: string): unknown {
  try {
    return JSON.parse(links);
  } catch {
    return undefined;
  }
}
