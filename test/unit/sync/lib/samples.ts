import { canonicalJson } from '../../../../utils/clip/canonical-json';
import { makeStamp } from '../../../../utils/sync/clock';
import { joinRecords } from '../../../../utils/sync/merge';
import type { ClipBody, SyncRecord } from '../../../../utils/sync/model';
import type { Remote } from '../../../../utils/sync/remote';

export const never = new AbortController().signal;

/** A clip's record on which a device set a tag and a field. */
export function clip(id: number, turn: number, device: string): SyncRecord {
  const at = makeStamp(1_790_000_000_000 + turn, 0, device);
  const none = { in: {}, out: {} };
  const body: ClipBody = {
    kind: 'clip',
    born: 1_790_000_000_000 + id,
    keys: [`https://harbour.example/${id}`],
    fields: { read: [at, `${device} ${turn}`] },
    tags: { in: { [at]: `潮 ${device} ${turn}` }, out: {} },
    collections: none,
    note: none,
    place: none,
  };
  return { id: `clip/${id}`, body };
}

/** A record with words that must not be read where it is encrypted. */
export function text(id: number, words = 'The harbour at low tide 低潮的港口'): SyncRecord {
  const at = makeStamp(1_790_000_000_000, 0, 'deva');
  return { id: `text/${String(id).padStart(64, '0')}`, body: { kind: 'text', at, text: { words, id } } };
}

/** Bytes that differ by their number, and their name. */
export async function blob(
  number: number,
  length = 2_000,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = new Uint8Array(length).map((_zero, at) => (at * 31 + number * 7 + (number >> 8)) & 255);
  new DataView(bytes.buffer).setUint32(0, number);
  return { name: await nameOf(bytes), bytes };
}

/** SHA-256 in hexadecimal. */
export async function nameOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a device knows that has taken in these records: by name, each as text with its keys in order. */
export function stateOf(records: Iterable<SyncRecord>): Record<string, string> {
  return Object.fromEntries(
    [...joinRecords(records)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, body]) => [id, canonicalJson(body)]),
  );
}

/** Everything that a remote gives since a cursor, and the cursor after it. */
export async function pullAll(
  remote: Remote,
  cursor?: string,
): Promise<{ records: SyncRecord[]; cursors: string[]; cursor: string | undefined; damaged: string[] }> {
  const records: SyncRecord[] = [];
  const cursors: string[] = [];
  const damaged: string[] = [];
  for await (const pulled of remote.pull(cursor, never)) {
    records.push(...pulled.records);
    cursors.push(pulled.cursor);
    damaged.push(...(pulled.damaged ?? []));
  }
  return { records, cursors, cursor: cursors.at(-1) ?? cursor, damaged };
}
