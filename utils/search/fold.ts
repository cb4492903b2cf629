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

/** What a UTF-16 unit folds to, where that is one unit; not looked up yet; to be looked up by code point each time. */
const units = new Uint16Array(0x10000);
const UNMET = 0;
const LONGER = 0xffff;

/** For text of one unit a character, which nearly all is, a look into a table instead of one into two maps. */
function foldUnit(unit: number): number {
  const known = units[unit] as number;
  if (known !== UNMET) return known;
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  const piece = isSurrogate ? '' : isSpace(unit) ? ' ' : foldCharacter(unit);
  const found = piece.length === 1 && piece !== '\0' ? piece.charCodeAt(0) : LONGER;
  units[unit] = found;
  return found;
}

function isSpace(codePoint: number): boolean {
  return codePoint <= 0x20 || /^\s$/u.test(String.fromCodePoint(codePoint));
}

/** Folds and remembers the places, so that a match can be marked in the original. */
export function foldWithMap(text: string): FoldedText {
  const folding = new Folding(text.length);
  for (let at = 0; at < text.length; ) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit !== LONGER) {
      folding.add(unit, at);
      at += 1;
      continue;
    }
    const codePoint = text.codePointAt(at) ?? 0;
    const piece = foldCharacter(codePoint);
    for (let index = 0; index < piece.length; index += 1) folding.add(piece.charCodeAt(index), at);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return folding.end(text.length);
}

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
const SPACE = 0x20;

/** Folded units and where they come from, in lists that seldom grow. */
class Folding {
  #units: Uint16Array<ArrayBuffer>;
  #starts: Uint32Array<ArrayBuffer>;
  #length = 0;
  #spaceBefore = true;

  constructor(capacity: number) {
    this.#units = new Uint16Array(capacity + 1);
    this.#starts = new Uint32Array(capacity + 1);
  }

  /** Adds a unit that stands for what is at a place of the original; spaces after a space are left out. */
  add(unit: number, start: number): void {
    if (unit === SPACE && this.#spaceBefore) return;
    this.#spaceBefore = unit === SPACE;
    if (this.#length + 1 >= this.#units.length) this.#grow();
    this.#units[this.#length] = unit;
    this.#starts[this.#length] = start;
    this.#length += 1;
  }

  end(length: number): FoldedText {
    this.#starts[this.#length] = length;
    return {
      folded: decoder.decode(this.#units.subarray(0, this.#length)),
      starts: this.#starts.subarray(0, this.#length + 1),
    };
  }

  #grow(): void {
    const { buffer } = this.#units;
    this.#units = new Uint16Array(this.#units.length * 2);
    this.#units.set(new Uint16Array(buffer));
    const starts = new Uint32Array(this.#units.length);
    starts.set(this.#starts);
    this.#starts = starts;
  }
}
