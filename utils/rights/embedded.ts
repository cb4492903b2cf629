import type { ClipImage, Digest } from '../model/clip';
import { sameName } from '../page/names';
import { fold, squeeze } from '../page/text';

/**
 * What an image file says of itself (rights.md 1.2, E3). The last two are the camera's own settings: the name is
 * often that of whoever owned it once, so it is shown and never compared with the caption.
 */
export const embeddedNames = [
  'creator',
  'credit',
  'copyright',
  'source',
  'webStatement',
  'usageTerms',
  'license',
  'licensor',
  'dataMining',
  'exifArtist',
  'exifCopyright',
] as const;
export type EmbeddedName = (typeof embeddedNames)[number];
export type Embedded = Partial<Record<EmbeddedName, string>>;

/** The longest value that is kept: a file may hold anything. */
export const MAX_EMBEDDED = 500;

/** The groups of tags as ExifReader gives them with `expanded`; everything in them is a stranger's. */
export interface FileTags {
  iptc?: Record<string, unknown>;
  xmp?: Record<string, unknown>;
  exif?: Record<string, unknown>;
}

/** Where each value stands, the better place first: XMP can say every script, IPTC IIM often cannot. */
const places: Record<EmbeddedName, readonly (readonly [keyof FileTags, string])[]> = {
  creator: [
    ['xmp', 'creator'],
    ['iptc', 'By-line'],
  ],
  credit: [
    ['xmp', 'Credit'],
    ['iptc', 'Credit'],
  ],
  copyright: [
    ['xmp', 'rights'],
    ['iptc', 'Copyright Notice'],
  ],
  source: [
    ['xmp', 'Source'],
    ['iptc', 'Source'],
  ],
  webStatement: [['xmp', 'WebStatement']],
  usageTerms: [['xmp', 'UsageTerms']],
  license: [['xmp', 'license']],
  licensor: [['xmp', 'Licensor']],
  dataMining: [['xmp', 'DataMining']],
  exifArtist: [['exif', 'Artist']],
  exifCopyright: [['exif', 'Copyright']],
};

/**
 * The tags of an image file as a short list of plain texts: one line each, without control characters, at most 500
 * characters. Takes the groups of tags, gives only what is there. Never throws.
 */
export function embeddedFacts(tags: FileTags): Embedded {
  const facts: Embedded = {};
  for (const name of embeddedNames) {
    const words = places[name].map(([group, tag]) => wordsOf(tags[group]?.[tag])).find(Boolean);
    if (words) facts[name] = words;
  }
  return facts;
}

/** Controls, and the marks that turn the direction of what follows: they could make a name look like another. */
const invisible = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

function wordsOf(tag: unknown): string {
  const words = squeeze(textsIn(tag, 0).join('; ').replace(invisible, ' '));
  const letters = [...words];
  return letters.length > MAX_EMBEDDED ? `${letters.slice(0, MAX_EMBEDDED - 1).join('')}…` : words;
}

const deepest = 5;

/** All texts of a tag: a tag, a list of tags, or a structure whose members are tags. */
function textsIn(tag: unknown, depth: number): string[] {
  if (typeof tag === 'string') return tag.trim() ? [tag] : [];
  if (typeof tag !== 'object' || tag === null || depth > deepest) return [];
  if (Array.isArray(tag)) return [...new Set(tag.slice(0, 20).flatMap((each) => textsIn(each, depth + 1)))];
  if (!('value' in tag)) return [...new Set(Object.values(tag).flatMap((each) => textsIn(each, depth + 1)))];
  const { value, description } = tag as { value: unknown; description?: unknown };
  const within = Array.isArray(value) || typeof value === 'object' ? textsIn(value, depth + 1) : [];
  // IPTC gives bytes as its value and the text as its description; XMP gives lists and structures as its value.
  return within.length > 0 ? within : textsIn(description ?? value, depth + 1);
}

/**
 * Which words of the file do not agree with what the page prints. The page's caption holds; this only marks the
 * difference. Nothing printed is no difference, nor is what the camera's owner left in EXIF.
 */
export function embeddedConflicts(
  image: Pick<ClipImage, 'embedded' | 'creators' | 'agency' | 'credit'>,
): EmbeddedName[] {
  const { creator, credit } = (image.embedded ?? {}) as Embedded;
  const people = image.creators.map(({ value }) => value.name);
  const printed = [...people, image.agency?.value.name ?? '', image.credit?.value ?? ''].filter(Boolean);
  const found: EmbeddedName[] = [];
  if (creator && people.length > 0 && !agrees(creator, printed)) found.push('creator');
  if (credit && image.agency && !agrees(credit, printed)) found.push('credit');
  return found;
}

/** Whether one of the printed words is, holds, or stands within one of the file's. */
function agrees(words: string, printed: readonly string[]): boolean {
  const parts = words.split(/\s{0,9}[;/|,，、]\s*/u).filter(Boolean);
  return printed.some((print) =>
    [words, ...parts].some((part) => sameName(part, print) || holds(part, print) || holds(print, part)),
  );
}

function holds(long: string, short: string): boolean {
  return fold(short).length >= 2 && fold(long).includes(fold(short));
}

/** What was found in the bytes with this digest; nothing found is an empty list, so that it is not read again. */
export interface EmbeddedFinding {
  digest: Digest;
  embedded: Embedded;
}

/** The images with what their bytes say; those whose bytes were not read stay as they are. */
export function withEmbedded(
  images: readonly ClipImage[],
  findings: readonly EmbeddedFinding[],
): ClipImage[] {
  const found = new Map(findings.map(({ digest, embedded }) => [digest, embedded]));
  return images.map((image) => {
    const embedded = image.digest === undefined ? undefined : found.get(image.digest);
    return embedded ? { ...image, embedded } : image;
  });
}
