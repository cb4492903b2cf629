import type { ClipRecord, Digest } from '../model/clip';
import { canonicalText, clipBlocks, type Hasher, sealRecord, sha256 } from './fingerprint';

/** What was recomputed. A part is `same`, `changed`, or (an image) `missing`. */
export interface Verification {
  text: 'same' | 'changed';
  html: 'same' | 'changed';
  record: 'same' | 'changed';
  /** Images whose bytes are not those that were saved, or are gone. */
  images: { id: string; state: 'changed' | 'missing' }[];
}

/**
 * Recomputes every fingerprint of a kept clip: canonical text, HTML, record, and the bytes of its images. A match says
 * only that it is unchanged since it was saved on this device; it does not say who wrote it, or when.
 * @param bytesOf the kept bytes of an image, or nothing where they are gone.
 */
export async function verifyRecord(
  record: ClipRecord,
  hasher: Hasher,
  bytesOf: (digest: Digest) => Promise<ArrayBuffer | undefined>,
): Promise<Verification> {
  const { integrity, content, images } = record;
  const same = (one: unknown, other: unknown) => (one === other ? 'same' : 'changed');
  const text = await sha256(canonicalText(clipBlocks(content, images)), hasher);
  const html = integrity.html === undefined ? undefined : await sha256(content.html, hasher);
  const sealed = await sealRecord(record, hasher);
  return {
    text: same(text, integrity.text),
    html: same(html, integrity.html),
    record: same(sealed.integrity.record, integrity.record),
    images: await changedImages(record, hasher, bytesOf),
  };
}

/** Whether nothing differs. */
export function isIntact({ text, html, record, images }: Verification): boolean {
  return [text, html, record].every((part) => part === 'same') && images.length === 0;
}

async function changedImages(
  { images }: ClipRecord,
  hasher: Hasher,
  bytesOf: (digest: Digest) => Promise<ArrayBuffer | undefined>,
): Promise<Verification['images']> {
  const found: Verification['images'] = [];
  for (const { id, digest } of images) {
    if (!digest) continue;
    const bytes = await bytesOf(digest);
    if (!bytes) found.push({ id, state: 'missing' });
    else if ((await sha256(bytes, hasher)) !== digest) found.push({ id, state: 'changed' });
  }
  return found;
}
