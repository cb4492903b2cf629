import { endRun } from '../dom/text';

/** Names that Windows keeps for devices, with or without an ending. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** Controls (C0, C1), bidi marks and overrides, zero-width characters, tags, private and unassigned code points. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/gu;

/** What Windows, macOS or a shell gives a meaning of its own. */
const separators = /[<>:"/\\|?*]+/g;

const maxBytes = 180;
const fallback = 'clip';

/**
 * A file name without an ending, safe on every system, out of a page's title (reliability.md 1.2, #19): NFC, no controls
 * and bidi marks, no separators, no reserved name, no dot or blank at the ends, at most 180 bytes of UTF-8. The ending
 * is always ours, never the page's.
 */
export function fileName(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(unseen, '')
    .replace(separators, '-')
    .replace(/[\s\p{Zs}]+/gu, ' ');
  const cut = trim(cutToBytes(trim(plain), maxBytes));
  if (cut === '') return fallback;
  return reserved.test(cut) ? `_${cut}` : cut;
}

/**
 * Makes names differ from each other, also for file systems that do not tell upper from lower case: `a`, `A 2`, `a 3`.
 */
export class NameShelf {
  readonly #taken = new Set<string>();
  /** How often a name came, so that the thousandth needs no thousand tries. */
  readonly #next = new Map<string, number>();

  /** The name itself, or numbered where it is taken. */
  take(name: string): string {
    const key = fold(name);
    let count = this.#next.get(key) ?? 1;
    let distinct = count === 1 ? name : numbered(name, count);
    while (this.#taken.has(fold(distinct))) {
      count += 1;
      distinct = numbered(name, count);
    }
    this.#next.set(key, count + 1);
    this.#taken.add(fold(distinct));
    return distinct;
  }
}

/** Numbers what is double in a list of names. */
export function distinctNames(names: readonly string[]): string[] {
  const shelf = new NameShelf();
  return names.map((name) => shelf.take(name));
}

function numbered(name: string, count: number): string {
  const tail = ` ${count}`;
  return trim(cutToBytes(name, maxBytes - tail.length)) + tail;
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase();
}

function trim(name: string): string {
  // A leading dot hides a file; a trailing dot or blank is dropped by Windows; a leading hyphen reads as an option.
  const begun = name.replace(/^[\s.\-~]+/u, '');
  return begun.slice(0, begun.length - endRun(begun, /[\s.]/u).length);
}

function cutToBytes(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= bytes) return text;
  let cut = '';
  let size = 0;
  for (const { segment } of graphemes(text)) {
    size += encoder.encode(segment).length;
    if (size > bytes) break;
    cut += segment;
  }
  return cut;
}

/** A letter with its marks, or an emoji with its parts, is never cut in two. */
function graphemes(text: string): Iterable<{ segment: string }> {
  return new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
}
