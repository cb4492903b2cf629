import type { ClipId } from '../model/clip';

/** A new id. `crypto.randomUUID` is missing on http pages, so the UUID (version 4) is made from random bytes. */
export function newClipId(random: Pick<Crypto, 'getRandomValues'>): ClipId {
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
