import { canonicalJson } from '../../clip/canonical-json';
import { isSyncRecord, stampsOf } from '../check';
import { deviceOf } from '../clock';
import type { RecordBody, SignedState, Stamp, SyncRecord } from '../model';
import type { Sign, Verify } from './keys';
import { type Group, type Member, mayWrite, memberOf } from './members';
import { saidOf } from './said';

/** Why a change is not taken over. `altered`: its signature is not its author's, or it speaks for somebody else. */
export type Refusal = 'unknown' | 'reader' | 'altered';

const prefix = 'signed/';

/**
 * A member's own part of a record, signed; nothing where the member says nothing of it.
 * An owner also answers for those who write no more: what they had added stays.
 */
export async function signRecord(
  { id, body }: SyncRecord,
  group: Group,
  me: string,
  sign: Sign,
): Promise<SyncRecord | undefined> {
  const said = saidOf(body, (at) => mayAnswerFor(group, me, at), me);
  if (!said) return undefined;
  const sig = await sign(wordsOf(group.id, me, id, said));
  return { id: `${prefix}${me}/${id}`, body: { kind: 'signed', states: [{ body: said, sig }] } };
}

/**
 * What holds of a record of a group's library, each state by itself.
 * @param now milliseconds: stamps of a far future are none.
 */
export async function readSigned(
  record: SyncRecord,
  group: Group,
  now: number,
  verify: Verify,
): Promise<{ records: SyncRecord[]; refused: Refusal[] }> {
  const [, by = '', id = ''] = /^signed\/([0-9a-z]+)\/(.+)$/s.exec(record.id) ?? [];
  const { body } = record;
  if (body.kind !== 'signed' || !Array.isArray(body.states)) return { records: [], refused: ['unknown'] };
  const author = group.members.find((member) => member.id === by);
  if (!author) return { records: [], refused: ['unknown'] };
  const records: SyncRecord[] = [];
  const refused: Refusal[] = [];
  for (const state of body.states) {
    const inner = { id, body: state?.body };
    if (!(await isGenuine(state, inner, { group, author, now, verify }))) refused.push('altered');
    else if (!mayWrite(group, by)) refused.push('reader');
    else records.push(inner);
  }
  return { records, refused };
}

interface Around {
  group: Group;
  author: Member;
  now: number;
  verify: Verify;
}

async function isGenuine(
  state: SignedState | undefined,
  inner: { id: string; body: unknown },
  { group, author, now, verify }: Around,
): Promise<boolean> {
  if (typeof state?.sig !== 'string' || !isSyncRecord(inner, now)) return false;
  if (!stampsOf(inner.body).every((at) => mayAnswerFor(group, author.id, at))) return false;
  return verify(author.key, wordsOf(group.id, author.id, inner.id, inner.body), state.sig);
}

/** Whether a member may say what bears this stamp. */
function mayAnswerFor(group: Group, id: string, at: Stamp): boolean {
  const device = deviceOf(at);
  if (device === id) return true;
  const isOfGroup = group.members.some((member) => member.id === device);
  return memberOf(group, id)?.role === 'owner' && isOfGroup && !mayWrite(group, device);
}

function wordsOf(group: string, by: string, id: string, body: RecordBody): string {
  return `colophon/record/1\n${canonicalJson({ group, by, id, body })}`;
}
