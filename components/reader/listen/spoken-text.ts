import { sentencesOf } from '../../../utils/aids/sentences';
import type { Utterance } from '../../../utils/aids/speech-queue';
import type { TextMap } from '../../../utils/anchor/text-map';
import { mapOptions, oursClass } from '../marks/map-options';

/** An utterance and its place in the text of the body. */
export interface SpokenSentence extends Utterance {
  start: number;
  end: number;
}

/** Code, formulas and our own words are not read aloud. */
export const spokenOptions = {
  ...mapOptions,
  skip: (element: Element): boolean =>
    ['pre', 'math', 'button'].includes(element.localName) || element.classList.contains(oursClass),
};

/** The sentences of a body in reading order, each with its language: that of its element, or of its script. */
export function spokenSentences(map: TextMap, articleLanguage: string): SpokenSentence[] {
  const found: SpokenSentence[] = [];
  let at = 0;
  for (const [block, line] of map.text.split('\n').entries()) {
    const lang = languageAt(map, at) ?? articleLanguage;
    for (const { start, end, lang: spoken } of sentencesOf(line, lang)) {
      found.push({ block, text: line.slice(start, end), lang: spoken, start: at + start, end: at + end });
    }
    at += line.length + 1;
  }
  return found;
}

function languageAt(map: TextMap, place: number): string | undefined {
  const node = map.stretches(place, place + 1)[0]?.node;
  const own = node?.parentElement?.closest('[lang]');
  // Only inside the body: the reader's own element carries the article's language anyway.
  return own?.closest('.body') ? (own.getAttribute('lang') ?? undefined) : undefined;
}
