import { FACET } from './facets';
import { foldCharacter, isUnspaced, isWordCharacter } from './fold';

/**
 * Terms of the index. A word of letters is a term; a run of Chinese, Japanese or Korean characters gives each
 * pair of neighbours, so any word of two characters is found wherever a segmenter would cut. What is shorter
 * than that is found by terms of presence: single characters, and the first one and two letters of words.
 */

/** Marks a term that says only "something begins with this" or "this character stands here". */
export const PRESENCE = '\u0001';
/** Prefixes up to this length have a term of presence of their own; longer ones are read from the dictionary. */
export const SHORT_PREFIX = 2;
/** A word longer than this is cut: nobody types it, and data would fill the dictionary. */
export const LONGEST_WORD = 40;

/** Longer runs are cut, so that no text overflows a call. */
const LONGEST_RUN = 4096;
const HAS_SURROGATE = /[\ud800-\udfff]/;

/** A word of letters, or a run of characters without spaces, folded, in the order of the text. */
export interface Run {
  text: string;
  /** Of a script without spaces. */
  unspaced: boolean;
}

/** What a character is to the tokenizer. */
const GAP = 0;
const SPACED = 1;
const UNSPACED = 2;
const LONGER = 3;

/**
 * The class of each code unit whose folded form is one code unit, and that form; LONGER sends a character the
 * slow way. Filled as characters are met.
 */
const classes = new Uint8Array(0x10000).fill(255);
const foldedUnits = new Uint16Array(0x10000);

function classOf(unit: number): number {
  const known = classes[unit] ?? LONGER;
  if (known !== 255) return known;
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  const piece = isSurrogate ? '' : foldCharacter(unit);
  const first = piece.charCodeAt(0);
  const found =
    piece.length !== 1 ? LONGER : isUnspaced(first) ? UNSPACED : isWordCharacter(first) ? SPACED : GAP;
  classes[unit] = found;
  foldedUnits[unit] = piece.length === 1 ? first : 0;
  return found;
}

/** Calls `visit` with each word and each run of unspaced script in the text, folded. */
function eachRun(text: string, visit: (run: string, unspaced: boolean) => void): void {
  eachUnits(text, (units, unspaced) => visit(String.fromCharCode(...units), unspaced));
}

/** The same without making strings: `visit` gets the UTF-16 units of each run, in a list that is used again. */
export function eachUnits(text: string, visit: (units: readonly number[], unspaced: boolean) => void): void {
  const units: number[] = [];
  let runIsUnspaced = false;
  const end = () => {
    if (units.length > 0) visit(units, runIsUnspaced);
    units.length = 0;
  };
  const add = (unspaced: boolean) => {
    if (unspaced !== runIsUnspaced || units.length >= LONGEST_RUN) end();
    runIsUnspaced = unspaced;
  };
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const kind = classOf(unit);
    if (kind === GAP) {
      end();
    } else if (kind !== LONGER) {
      add(kind === UNSPACED);
      units.push(foldedUnits[unit] ?? unit);
    } else {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at += 1;
      const piece = foldCharacter(codePoint);
      // A mark that folding takes away neither begins nor ends a word.
      if (piece === '') continue;
      const first = piece.codePointAt(0) ?? 0;
      const unspaced = isUnspaced(first);
      if (!unspaced && !isWordCharacter(first)) {
        end();
        continue;
      }
      add(unspaced);
      for (let index = 0; index < piece.length; index += 1) units.push(piece.charCodeAt(index));
    }
  }
  end();
}

/** The runs of a text as a list. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  eachRun(text, (run, unspaced) => runs.push({ text: run, unspaced }));
  return runs;
}

/** The pairs of neighbours of an unspaced run; none for a single character. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** A word as a term: cut to a sensible length. */
export function wordTerm(word: string): string {
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
}

/**
 * Calls `visit` with each word and each pair of a text as often as it occurs, and with a character that stands
 * alone. Gives their number, the length that ranking wants.
 */
export function eachTerm(text: string, visit: (term: string) => void): number {
  let length = 0;
  eachRun(text, (run, unspaced) => {
    if (unspaced) {
      length += eachPair(run, visit);
      return;
    }
    length += 1;
    visit(wordTerm(run));
  });
  return length;
}

function eachPair(run: string, visit: (term: string) => void): number {
  if (!HAS_SURROGATE.test(run)) {
    if (run.length === 1) visit(run);
    for (let at = 1; at < run.length; at += 1) visit(run.slice(at - 1, at + 1));
    return run.length;
  }
  const pairs = pairsOf(run);
  for (const pair of pairs.length > 0 ? pairs : [run]) visit(pair);
  return pairs.length + 1;
}

/** False for a single character of an unspaced script. */
export function isWordOrPair(term: string): boolean {
  const first = term.codePointAt(0) ?? 0;
  return term.length > (first > 0xffff ? 2 : 1) || !isUnspaced(first);
}

/**
 * Calls `visit` with the terms of presence of one word, pair or lone character: the first one and two letters,
 * or each of the characters.
 */
export function eachPresence(term: string, visit: (presence: string) => void): void {
  if (isUnspaced(term.codePointAt(0) ?? 0)) {
    for (const character of term) visit(PRESENCE + character);
    return;
  }
  for (let size = 1; size <= SHORT_PREFIX && size <= term.length; size += 1)
    visit(PRESENCE + term.slice(0, size));
}

/** Buckets of a large segment: few enough to write, many enough that a query reads little. */
export const BUCKETS = 1024;
/** Words that share this many first letters share a bucket, so a prefix is found in one. */
const BUCKET_PREFIX = SHORT_PREFIX + 1;

/** The bucket of a term, of all words that begin with a prefix of three letters or more, or of all facts of a kind. */
export function bucketOf(term: string): number {
  const first = term.codePointAt(0) ?? 0;
  const key = term.startsWith(FACET)
    ? term.slice(0, FACET.length + 1)
    : term.startsWith(PRESENCE) || isUnspaced(first)
      ? term
      : term.slice(0, BUCKET_PREFIX);
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}
