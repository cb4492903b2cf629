import { decode, encode, fromBase64, toBase64 } from '../bytes';
import type { SyncAccount } from '../model';
import type { GroupRemote, Ticket } from './group-remote';
import { makeMemberKey, memberIdOf } from './keys';
import type { Role } from './members';

/** A ticket, and where the library lies. Neither password nor passphrase is in it. */
export interface Invited extends Ticket {
  kind: SyncAccount['kind'];
  address: string;
  /** Milliseconds. */
  until: number;
}

const mark = 'colophon-group-1.';
const days = 14;
const dayMs = 24 * 60 * 60 * 1000;

/** Invites somebody: the text to hand over, good once and for two weeks. */
export async function invite(
  remote: GroupRemote,
  role: Role,
  { kind, address }: Pick<SyncAccount, 'kind' | 'address'>,
  { crypto, now }: { crypto: Crypto; now: () => number },
  signal: AbortSignal,
): Promise<{ text: string; id: string }> {
  const key = await makeMemberKey(crypto);
  const { group } = await remote.change({ do: 'invite', key: key.publicKey, role }, signal);
  const { count, tip } = group;
  const until = now() + days * dayMs;
  const invited: Invited = { kind, address, key, role, pin: { count, tip }, until };
  const text = toBase64(encode(JSON.stringify(invited)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return { text: `${mark}${text.replace(/={1,2}$/, '')}`, id: await memberIdOf(key.publicKey, crypto) };
}

/** What an invitation says, as somebody pasted it; nothing where it is none. */
export function readInvitation(typed: string): Invited | undefined {
  const found = /colophon-group-1\.([\w-]+)/.exec(typed.replace(/\s/g, ''));
  if (!found?.[1]) return undefined;
  try {
    const text = decode(fromBase64(found[1].replaceAll('-', '+').replaceAll('_', '/')));
    const invited = JSON.parse(text) as Invited;
    const isWhole =
      (invited.kind === 'webdav' || invited.kind === 'couchdb') &&
      typeof invited.address === 'string' &&
      typeof invited.key?.publicKey === 'string' &&
      typeof invited.key.privateKey === 'string' &&
      typeof invited.pin?.tip === 'string' &&
      typeof invited.pin.count === 'number' &&
      typeof invited.until === 'number';
    return isWhole ? invited : undefined;
  } catch {
    return undefined;
  }
}
