import type { ClipContent, ClipDraft, ClipImage, ClipRecord, Digest, Integrity } from '../model/clip';
import { canonicalJson } from './canonical-json';

/** `crypto.subtle` of the caller. A content script on an http page has none, so the background seals. */
export type Hasher = Pick<SubtleCrypto, 'digest'>;

const invisible = /[\u200B-\u200D\uFEFF\u00AD]/g;
/** Unicode White_Space (PropList.txt): what JavaScript's `\s` has, plus U+0085, without U+FEFF. */
const whiteSpace = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g;

/**
 * The canonical text of clip-text-v1 (rights.md 2): title, then each block; per block NFC, without zero-width and soft
 * hyphen characters, runs of white space as one blank, trimmed, empty blocks dropped; joined by U+000A. Width, quotes
 * and case are content and stay. Takes the blocks, a title first.
 */
export function canonicalText(blocks: readonly string[]): string {
  return blocks
    .map((block) => block.normalize('NFC').replace(invisible, '').replace(whiteSpace, ' ').trim())
    .filter((block) => block !== '')
    .join('\n');
}

/**
 * The blocks of a clip: title, subtitle, prose in reading order, then each image's caption in reading order. Captions
 * are not prose, so `content.text` does not hold them; the recipe is fixed with that.
 */
export function clipBlocks(content: ClipContent, images: readonly Pick<ClipImage, 'caption'>[]): string[] {
  const captions = images.flatMap((image) => (image.caption ? [image.caption.value] : []));
  return [content.title, content.subtitle ?? '', ...content.text.split('\n'), ...captions];
}

/** `sha256:<hex>` of bytes or of a text as UTF-8. */
export async function sha256(data: string | ArrayBuffer, hasher: Hasher): Promise<Digest> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const hash = new Uint8Array(await hasher.digest('SHA-256', bytes));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Makes a draft a record: nothing marked yet, and sealed. */
export function sealDraft(draft: ClipDraft, hasher: Hasher): Promise<ClipRecord> {
  return sealRecord({ ...draft, highlights: [], tags: [], edits: [] }, hasher);
}

/** Computes the fingerprints of a record anew, after any change of it. */
export async function sealRecord(
  record: ClipDraft &
    Pick<ClipRecord, 'highlights' | 'tags' | 'edits' | 'userNotes'> & {
      integrity?: Pick<Integrity, 'masked'>;
    },
  hasher: Hasher,
): Promise<ClipRecord> {
  const kept = record.images.filter((image) => image.digest);
  const masked = record.integrity?.masked;
  const [text, html] = await Promise.all([
    sha256(canonicalText(clipBlocks(record.content, record.images)), hasher),
    sha256(record.content.html, hasher),
  ]);
  const integrity: Omit<Integrity, 'record'> = {
    canonicalization: 'clip-text-v1',
    text,
    html,
    ...(kept.length > 0 && {
      images: Object.fromEntries(kept.map((image) => [image.id, image.digest as Digest])),
    }),
    ...(masked && { masked }),
  };
  const unsealed = { ...record, integrity };
  return { ...record, integrity: { ...integrity, record: await sha256(canonicalJson(unsealed), hasher) } };
}

/** Whether a record is as it was when it was sealed. A match proves only "unchanged since it was saved here". */
export async function isUnchanged(record: ClipRecord, hasher: Hasher): Promise<boolean> {
  const again = await sealRecord(record, hasher);
  return again.integrity.record === record.integrity.record && again.integrity.text === record.integrity.text;
}
