import { speechLanguage } from './speech-language';

/** A sentence of a text: its place in UTF-16 units, and the language in which it is to be spoken. */
export interface Sentence {
  start: number;
  end: number;
  lang: string;
}

/** After these a sentence goes on: `Mr. Marlowe`, `e.g. slate`, `Nr. 7`, and initials `A. Marlowe`. */
const goesOn =
  /(?:^|[\s(“"'])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|Nos|Fig|Figs|Vol|pp?|cf|e\.g|i\.e|approx|Gen|Col|Lt|Capt|Nr|Bd|bzw|M|Mme|\p{Lu})\.\s*$/u;

const opening = /[\p{Pi}\p{Ps}]{1,9}\s*$/u;

/**
 * The sentences of one block of text. Takes the language of the block; a sentence of another script is given the
 * language of its script, so that a voice can be changed at the sentence. Long sentences are kept whole.
 */
export function sentencesOf(text: string, blockLanguage: string): Sentence[] {
  const segmenter = new Intl.Segmenter(validTag(blockLanguage), { granularity: 'sentence' });
  const found: Sentence[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    const words = text.slice(start, index + segment.length);
    if (goesOn.test(words)) continue;
    // An opening quote or bracket stands at the end of a sentence only where the rules of Unicode do not see that it opens.
    const end = index + segment.length - (opening.exec(words)?.[0].length ?? 0);
    push(found, text, { start, end }, blockLanguage);
    start = end;
  }
  push(found, text, { start, end: text.length }, blockLanguage);
  return found;
}

function push(found: Sentence[], text: string, piece: { start: number; end: number }, lang: string): void {
  const raw = text.slice(piece.start, piece.end);
  const start = piece.start + (raw.length - raw.trimStart().length);
  const end = start + raw.trim().length;
  if (start >= end) return;
  const words = text.slice(start, end);
  const before = found.at(-1);
  // A rest without a letter or digit (a closing bracket, three dots) is spoken with what it closes; `“Go!” he said.`
  // is one breath.
  if (before && (!/[\p{L}\p{N}]/u.test(words) || /^\p{Ll}/u.test(words))) before.end = end;
  else found.push({ start, end, lang: speechLanguage(words, lang) });
}

function validTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
