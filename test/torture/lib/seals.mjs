import { createHash } from 'node:crypto';

/** With the names of its parts in order: a value is the same in whatever order its parts were written. */
export function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!value || typeof value !== 'object') return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name])]));
}

export function fingerprintOf(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The seal of a record, by the README's recipe (Fingerprints) and not by the code of the extension. */
export function sealOf(record) {
  const { record: _, ...integrity } = record.integrity;
  return fingerprintOf(JSON.stringify(inOrder({ ...record, integrity })));
}
