import { countCjk, countWords } from '../dom/text';

/** A range of minutes: of a quick reader and of a slow one. */
export type Minutes = [from: number, to: number];

/**
 * Words a minute in silent reading of non-fiction, slow to fast. Latin, Cyrillic and others: Brysbaert 2019 (English
 * 238) and, for the relation between languages, IReST (Trauzettel-Klosinski and Dietz 2012).
 */
const wordsAMinute: Readonly<Record<string, [slow: number, fast: number]>> = {
  ar: [140, 185],
  de: [180, 260],
  en: [230, 290],
  es: [220, 280],
  fi: [160, 200],
  fr: [195, 240],
  he: [185, 225],
  it: [190, 285],
  nl: [200, 260],
  pl: [165, 215],
  pt: [180, 240],
  ru: [185, 240],
  sv: [200, 260],
  tr: [165, 215],
};
const otherWords: [number, number] = [190, 250];

/**
 * Characters a minute. Chinese: IReST 255 aloud, 260 words or about 390 characters in silence (Brysbaert 2019).
 * Japanese: 357 ± 56 (IReST). Korean counts syllables: about 2.6 to a word at 226 words a minute.
 */
const charactersAMinute: Readonly<Record<string, [slow: number, fast: number]>> = {
  zh: [300, 420],
  ja: [350, 480],
  ko: [500, 650],
};

/** How much there is to read, counted once for a text. */
export interface ReadingLoad {
  /** Words of scripts that part words by blanks. */
  words: number;
  /** Han, kana and hangul characters. */
  characters: number;
}

/** Counts a text for `minutesFor`. */
export function readingLoad(text: string): ReadingLoad {
  const characters = countCjk(text);
  return { characters, words: countWords(text) - characters };
}

/**
 * Minutes to read, as a range, by the speeds of the article's language; foreign words and characters in it count at
 * their own speed. At least one minute. `share` is the part that is still to be read, 0 to 1.
 */
export function minutesFor(load: ReadingLoad, language: string | undefined, share = 1): Minutes {
  const tag = (language ?? '').toLowerCase().split('-')[0] ?? '';
  const words = wordsAMinute[tag] ?? (charactersAMinute[tag] ? wordsAMinute.en : undefined) ?? otherWords;
  const characters = charactersAMinute[tag === 'yue' ? 'zh' : tag] ?? [300, 420];
  const at = (speed: 0 | 1): number =>
    Math.max(1, Math.round(share * (load.words / words[speed] + load.characters / characters[speed])));
  return [at(1), at(0)];
}
