import type { CslItem } from './csl-types';

/** Control characters and line breaks become one space: no format's value may hold them. */
export function oneLine(text: string | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return (text ?? '').replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** Words that headline style leaves small, unless they stand first or last (MLA 9, 2.90; CMOS 18, 8.160). */
const SMALL_WORDS = new Set(
  'a an and as at but by down for from in into nor of off on onto or over so the till to up via with without yet'.split(
    ' ',
  ),
);

/**
 * Headline capitals for English titles. A word with a capital or digit of its own inside stays as printed,
 * and so does every title in another language.
 */
export function headlineCase(title: string, language: string | undefined): string {
  if (language && !/^en\b/i.test(language)) return title;
  const words = title.split(/(\s+)/);
  const lastIndex = words.length - 1;
  return words
    .map((word, index) => {
      const afterPause = index > 1 && /[:?!.—–][”’"']*$/.test(words[index - 2] ?? '');
      const keepsPlace = index === 0 || index === lastIndex || afterPause;
      return headlineWord(word, keepsPlace);
    })
    .join('');
}

function headlineWord(word: string, mustRise: boolean): string {
  const letters = word.replace(/^[“‘"'([]+|[”’"')\],.:;?!…—–]{1,40}$/g, '');
  if (!/^\p{Ll}[\p{Ll}’'-]*$/u.test(letters)) return word;
  if (!mustRise && SMALL_WORDS.has(letters)) return word;
  return word
    .split('-')
    .map((part, index) => (index > 0 && SMALL_WORDS.has(part) ? part : raiseFirst(part)))
    .join('-');
}

function raiseFirst(word: string): string {
  return word.replace(/\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Puts a title in double quotation marks; its own double marks become single ones. */
export function quoted(title: string): string {
  const inner = title
    .replace(/[“„]/g, '‘')
    .replace(/”/g, '’')
    .replace(/"([^"]*)"/g, '‘$1’')
    .replace(/(^|[\s(])"/g, '$1‘')
    .replace(/"/g, '’');
  return `“${inner}”`;
}

/** A quoted title with the full stop or comma within, as American styles want it. */
export function quotedWith(title: string, mark: '.' | ','): string {
  const ended = mark === '.' ? /[.?!。？！…]$/u.test(title) : /[?!。？！]$/u.test(title);
  return quoted(ended ? title : `${title}${mark}`);
}

/** How a style shortens the second number of a page range. */
export type PageRange = 'expanded' | 'minimal-two' | 'chicago';

/** `45-61` → `45–61`; `1123–1145` → `1123–45` where the style shortens. Anything else stays as it is. */
export function pages(printed: string | undefined, range: PageRange): string {
  return oneLine(printed).replace(/(\d{1,20})\s{0,9}[-–—‐]+\s*(\d+)/g, (_, first: string, last: string) => {
    return `${first}–${shortenedLast(first, expandedLast(first, last), range)}`;
  });
}

function expandedLast(first: string, last: string): string {
  return last.length < first.length ? first.slice(0, first.length - last.length) + last : last;
}

/** CMOS 18, 9.63: first numbers under 100 and multiples of 100 keep the whole second number. */
function shortenedLast(first: string, last: string, range: PageRange): string {
  if (range === 'expanded' || first.length !== last.length) return last;
  if (range === 'chicago' && (first.length < 3 || first.endsWith('00'))) return last;
  let common = 0;
  while (common < first.length && first[common] === last[common]) common += 1;
  const zeroTens = range === 'chicago' && first.at(-2) === '0';
  return last.slice(Math.min(common, last.length - (zeroTens ? 1 : 2)));
}

/** The DOI as an address, or the address of the page. */
export function doiOrUrl(item: CslItem): string {
  return item.DOI ? `https://doi.org/${oneLine(item.DOI)}` : oneLine(item.URL);
}
