import { eachPresence, eachTerm, isWordOrPair } from './tokens';

/** What of a clip is searched. Lists of names and tags are joined by line breaks, so no pair spans two. */
export interface SearchableText {
  title: string;
  /** Authors, photographers, site, first publisher, tags. */
  names: string;
  /** The person's notes and highlights. */
  notes: string;
  body: string;
}

/** A document as it is indexed: its text, and its facts as terms (`facetsOf`). */
export interface IndexedDocument {
  text: SearchableText;
  facets?: readonly string[];
}

/** The terms of a text as the index has them: words, pairs and terms of presence. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  eachTerm(text, (term) => {
    // A lone character has only its term of presence.
    if (isWordOrPair(term)) terms.add(term);
    eachPresence(term, (presence) => terms.add(presence));
  });
  return terms;
}

/** The order of every dictionary. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
