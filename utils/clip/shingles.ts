/**
 * Finds the same text on other pages: a reprint under another headline, with another introduction or without its end.
 * Shingles and their resemblance after A. Z. Broder, "On the resemblance and containment of documents" (SEQUENCES
 * 1997); min-wise signatures after Broder, Charikar, Frieze and Mitzenmacher (STOC 1998); bands, by which an index
 * finds candidates without comparing all, after Indyk and Motwani (STOC 1998). Pure and the same on every machine.
 */

/** Min-wise values of a text, unsigned 32-bit each. Kept with a clip; two of them tell how far two texts are one. */
export type Signature = readonly number[];

/**
 * 24 bands of 3 values. A pair that shares the part s of its shingles is found with 1 - (1 - s³)²⁴: 99.7 % at 0.6, 96 %
 * at 0.5, 79 % at 0.4, 0.3 % at 0.05, which is more than two texts on the same event commonly share.
 */
const BANDS = 24;
const ROWS = 3;
const LENGTH = BANDS * ROWS;

/** From this resemblance on (estimated or exact) two texts are called the same one. */
export const SAME_TEXT = 0.35;

/** Fewer shingles say too little: two short notices are alike by chance. */
const FEWEST = 40;

/** Words in a shingle; for scripts without blanks a character is a word, and a word says less. */
const SHINGLE_OF_WORDS = 4;
const SHINGLE_OF_CHARACTERS = 8;

const SCRIPT_WITHOUT_BLANKS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]$/u;
const IN_WORD = /^[\p{L}\p{M}\p{N}]$/u;

/** What a code point is: nothing that counts, a letter of a word, or a word of its own. */
const GAP = 0;
const LETTER = 1;
const CHARACTER = 2;
/** By UTF-16 unit, filled as they are met: a pattern for each character of a long text would take most of the time. */
const kinds = new Uint8Array(0x10000).fill(255);

function kindOf(codePoint: number): number {
  const known = codePoint < 0x10000 ? (kinds[codePoint] as number) : 255;
  if (known !== 255) return known;
  const character = String.fromCodePoint(codePoint);
  const kind = SCRIPT_WITHOUT_BLANKS.test(character) ? CHARACTER : IN_WORD.test(character) ? LETTER : GAP;
  if (codePoint < 0x10000) kinds[codePoint] = kind;
  return kind;
}

/**
 * The signature of a text (a clip's `content.text`, without its title: reprints change it). Undefined where the text is
 * too short to tell. Each shingle is hashed once and falls into one of the places, which keeps the least (Li, Owen and
 * Zhang, "One permutation hashing", NIPS 2012): 72 permutations of every shingle took a third of all indexing.
 */
export function signatureOf(text: string): Signature | undefined {
  const shingles = shinglesOf(text);
  if (isFew(shingles)) return undefined;
  const least = new Uint32Array(LENGTH);
  const filled = new Uint8Array(LENGTH);
  for (let at = 0; at < shingles.length; at += 1) {
    const value = mix(shingles[at] as number);
    const place = Math.floor((value / 2 ** 32) * LENGTH);
    // The place has taken the high bits: what is compared is mixed once more, so that all of its bits tell.
    const inner = mix(value ^ PLACED);
    if (filled[place] === 0 || inner < (least[place] as number)) least[place] = inner;
    filled[place] = 1;
  }
  return densified(least, filled);
}

/**
 * A place where no shingle fell takes what the next filled one has, told apart by the distance (Shrivastava and Li,
 * "Densifying one permutation hashing via rotation", ICML 2014): two short texts agree in it as often as elsewhere.
 */
function densified(least: Uint32Array, filled: Uint8Array): number[] {
  return Array.from(least, (value, place) => {
    let distance = 0;
    while (filled[(place + distance) % LENGTH] === 0) distance += 1;
    return distance === 0 ? value : mix((least[(place + distance) % LENGTH] as number) ^ distance);
  });
}

/** Whether there are too few different ones. */
function isFew(shingles: Int32Array): boolean {
  const different = new Set<number>();
  for (let at = 0; at < shingles.length && different.size < FEWEST; at += 1)
    different.add(shingles[at] as number);
  return different.size < FEWEST;
}

/**
 * The keys under which an index finds a signature: texts with a key in common are candidates, to be confirmed by
 * `resemblance`. Safe integers, so that they can be a multi-entry index of numbers.
 */
export function bandsOf(signature: Signature): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = 0x811c9dc5 ^ band;
    for (let row = 0; row < ROWS; row += 1) hash = mix(hash ^ (signature[band * ROWS + row] ?? 0));
    return band * 2 ** 32 + hash;
  });
}

/** How far two texts are one, 0 to 1, estimated from their signatures: the standard error is at most 0.06. */
export function resemblance(one: Signature, other: Signature): number {
  let same = 0;
  for (let at = 0; at < LENGTH; at += 1) if (one[at] !== undefined && one[at] === other[at]) same += 1;
  return same / LENGTH;
}

/**
 * Exactly: how much the two texts have in common of all that either says (`resemblance`), and how much of the shorter
 * one stands in the longer one (`containment`: 1 for a text that was only cut). 0 where one of them is empty.
 */
export function compareTexts(one: string, other: string): { resemblance: number; containment: number } {
  const [shorter, longer] = [new Set(shinglesOf(one)), new Set(shinglesOf(other))].sort(
    (a, b) => a.size - b.size,
  ) as [Set<number>, Set<number>];
  if (shorter.size === 0) return { resemblance: 0, containment: 0 };
  let common = 0;
  for (const shingle of shorter) if (longer.has(shingle)) common += 1;
  return {
    resemblance: common / (shorter.size + longer.size - common),
    containment: common / shorter.size,
  };
}

/** The hashes of all runs of words, or of characters; case, width and punctuation are no difference. */
function shinglesOf(text: string): Int32Array {
  const { hashes, characters } = wordsOf(text.normalize('NFKC').toLowerCase());
  const length = characters * 2 > hashes.length ? SHINGLE_OF_CHARACTERS : SHINGLE_OF_WORDS;
  const shingles = new Int32Array(Math.max(0, hashes.length - length + 1));
  for (let at = 0; at < shingles.length; at += 1) {
    let hash = 0;
    for (let next = 0; next < length; next += 1)
      hash = Math.imul((hash ^ (hashes[at + next] as number)) + 0x9e3779b9, 0x85ebca6b);
    shingles[at] = hash ^ (hash >>> 16);
  }
  return shingles;
}

/** The words of a text as hashes (FNV-1a over UTF-16 units, 32 bits), and how many of them are single characters. */
function wordsOf(text: string): { hashes: Int32Array; characters: number } {
  const hashes = new Int32Array(text.length);
  let count = 0;
  let characters = 0;
  let hash = EMPTY;
  const end = (): void => {
    if (hash === EMPTY) return;
    hashes[count] = hash;
    count += 1;
    hash = EMPTY;
  };
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    const kind = kindOf(codePoint);
    if (kind !== LETTER) end();
    if (kind !== GAP)
      for (let unit = at; unit < next; unit += 1) hash = Math.imul(hash ^ text.charCodeAt(unit), 0x01000193);
    if (kind === CHARACTER) {
      characters += 1;
      end();
    }
    at = next;
  }
  end();
  return { hashes: hashes.subarray(0, count), characters };
}

const EMPTY = 0x811c9dc5 | 0;
/** Any number: it tells the second hash of a shingle from the first. */
const PLACED = 0x5bd1e995;

/** The finaliser of MurmurHash3: a permutation of the 32-bit numbers, which is what min-wise hashing asks for. */
function mix(value: number): number {
  // As 32 bits from the start: a larger number would make each of the steps slower.
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
