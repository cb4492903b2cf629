import { type Bytes, decode, encode, unzip, zip } from './bytes';
import type { SyncRecord } from './model';

/** Records as compressed lines of JSON. */
export function packRecords(records: readonly SyncRecord[]): Promise<Bytes> {
  return zip(encode(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
}

/** What `packRecords` made. Rejects where it is none. */
export async function unpackRecords(bytes: Bytes): Promise<SyncRecord[]> {
  const lines = decode(await unzip(bytes)).split('\n');
  return lines.filter((line) => line !== '').map(toRecord);
}

function toRecord(line: string): SyncRecord {
  const record: unknown = JSON.parse(line);
  if (!isRecord(record)) throw new TypeError('no record');
  return record;
}

/** Whether something from a remote has the outer shape of a record; its insides are the engine's to check. */
export function isRecord(value: unknown): value is SyncRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, body } = value as { id?: unknown; body?: unknown };
  if (typeof id !== 'string' || typeof body !== 'object' || body === null) return false;
  return typeof (body as { kind?: unknown }).kind === 'string';
}
