/**
 * Folding for search: width and case do not matter, Latin, Greek and Cyrillic lose their accents; Chinese,
 * Japanese and Korean characters stay what they are.
 */

/** Letters that Unicode does not take apart. */
const SPECIAL: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const folded = new Map<number, string>();

/** The folded form of one character; '' for a mark that only changes the letter before it. */
export function foldCharacter(codePoint: number): string {
  const known = folded.get(codePoint);
  if (known !== undefined) return known;
  const lower = String.fromCodePoint(codePoint).normalize('NFKC').toLowerCase();
  // Accents, and the points of Hebrew and Arabic. Kana voicing (U+3099) stays: か and が are different letters.
  const bare = lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, '')
    .normalize('NFC');
  const result = Array.from(bare, (letter) => SPECIAL[letter] ?? letter).join('');
  folded.set(codePoint, result);
  return result;
}

/** True for the scripts that are written without spaces, and hangul, which glues endings on: searched by pairs. */
export function isUnspaced(codePoint: number): boolean {
  return (
    (codePoint >= 0x4e00 && codePoint <= 0x9fff) ||
    (codePoint >= 0x3005 && codePoint <= 0x3007) ||
    (codePoint >= 0x3040 && codePoint <= 0x30ff && codePoint !== 0x30fb) ||
    (codePoint >= 0x3400 && codePoint <= 0x4dbf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7af) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    // Thai, Lao, Burmese, Khmer
    (codePoint >= 0x0e01 && codePoint <= 0x0eff) ||
    (codePoint >= 0x1000 && codePoint <= 0x109f) ||
    (codePoint >= 0x1780 && codePoint <= 0x17ff) ||
    (codePoint >= 0x20000 && codePoint <= 0x323af)
  );
}

const wordCharacters = new Map<number, boolean>();

/** True for letters, digits and marks of any script. */
export function isWordCharacter(codePoint: number): boolean {
  const known = wordCharacters.get(codePoint);
  if (known !== undefined) return known;
  const result = /^[\p{L}\p{N}\p{M}]$/u.test(String.fromCodePoint(codePoint));
  wordCharacters.set(codePoint, result);
  return result;
}

/** Text as it is compared: folded, every run of white space one space. */
export function fold(text: string): string {
  return foldWithMap(text).folded;
}

/** The folded text, and for each of its code units where in the original its character begins. */
export interface FoldedText {
  folded: string;
  starts: Uint32Array;
}

/** Folds and remembers the places, so that a match can be marked in the original. */
export function foldWithMap(text: string): FoldedText {
  let result = '';
  const starts: number[] = [];
  let spaceBefore = true;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const isSpace = codePoint <= 0x20 || /^\s$/u.test(String.fromCodePoint(codePoint));
    const piece = isSpace ? (spaceBefore ? '' : ' ') : foldCharacter(codePoint);
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(at);
    result += piece;
    if (piece !== '') spaceBefore = isSpace;
    at += codePoint > 0xffff ? 2 : 1;
  }
  starts.push(text.length);
  return { folded: result, starts: Uint32Array.from(starts) };
}
