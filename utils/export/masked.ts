import { maskContacts } from '../cite/redact';
import { ownHasher } from '../clip/own-hasher';
import { resealed } from '../clip/reseal';
import type { ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';

/**
 * A record as it leaves the machine. With `mask`, telephone numbers and e-mail addresses in the page's statements and in
 * the words quoted as evidence are hidden; the article's own text is not touched. The copy is sealed anew, so that it can
 * be checked and read back, and names the fingerprint of the record as it is kept (`integrity.masked`). A record without
 * contacts is given as it is, and a broken seal stays broken.
 */
export async function outgoing(
  record: ClipRecord,
  { contacts }: Pick<ExportOptions, 'contacts'>,
): Promise<ClipRecord> {
  if (contacts === 'keep') return record;
  const masked: ClipRecord = {
    ...record,
    source: maskQuotes(record.source),
    rights: maskAll(record.rights),
    images: record.images.map((image) => ({ ...maskQuotes(image), rights: maskAll(image.rights) })),
    edits: record.edits.map((edit) => (/\/rights\b/.test(edit.path) ? maskAll(edit) : maskQuotes(edit))),
  };
  if (JSON.stringify(masked) === JSON.stringify(record)) return record;
  const integrity = { ...record.integrity, masked: record.integrity.masked ?? record.integrity.record };
  return resealed(record, { ...masked, integrity }, ownHasher);
}

/** The page's own words under an evidence, as against values and addresses. */
const quoted = new Set(['quote', 'exact', 'prefix', 'suffix']);

function maskQuotes<T>(value: T): T {
  return mapStrings(value, (text, key) => (quoted.has(key) ? maskContacts(text) : text)) as T;
}

function maskAll<T>(value: T): T {
  return mapStrings(value, maskContacts) as T;
}

/** A copy with each string changed; told the name of the member that holds it. */
function mapStrings(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapStrings(member, change, name)]),
  );
}
