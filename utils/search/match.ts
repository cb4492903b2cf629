import { type FoldedText, foldWithMap, isUnspaced, isWordCharacter } from './fold';
import type { Query, TextClause } from './query';
import { runsOf } from './tokens';

/** A matched place, in code units of the original text, and the clause that it matches. */
export interface Match {
  from: number;
  to: number;
  clause: number;
}

/**
 * Finds the places of a clause's words in a text: whole words that begin with the typed word (phrases: end
 * with it too), CJK anywhere. A word clause of several runs (`5G基站`) gives the places of each run; a phrase
 * only where its runs follow each other with nothing but spaces and marks between.
 */
export function findMatches(
  text: string,
  clauses: readonly TextClause[],
  folded = foldWithMap(text),
): Match[] {
  const matches = clauses.flatMap((clause, index) => {
    if (clause.excluded) return [];
    const places =
      clause.kind === 'phrase'
        ? phrasePlaces(folded.folded, clause.text)
        : runsOf(clause.text).flatMap((run) => runPlaces(folded.folded, run.text, false));
    return places.map(([from, to]) => ({ ...inOriginal(folded, from, to), clause: index }));
  });
  return matches.sort((a, b) => a.from - b.from || b.to - a.to);
}

function inOriginal({ starts }: FoldedText, from: number, to: number): { from: number; to: number } {
  return { from: starts[from] ?? 0, to: starts[to] ?? 0 };
}

/**
 * True when the text has every word and phrase of the query and none of the excluded ones: the last check of
 * what the index, which knows no places, only thinks likely.
 */
export function matchesText(query: Pick<Query, 'text'>, text: string): boolean {
  const folded = foldWithMap(text);
  return query.text.every((clause) => {
    const shown = { ...clause, excluded: false };
    const found =
      clause.kind === 'phrase'
        ? findMatches(text, [shown], folded).length > 0
        : // An excluded word is meant whole: -art does not exclude an article.
          runsOf(clause.text).every(
            (run) => runPlaces(folded.folded, run.text, clause.excluded, 1).length > 0,
          );
    return found !== clause.excluded;
  });
}

type Place = [from: number, to: number];

/** Where a folded run stands; a word must begin at a word's beginning, and end with it when it is `whole`. */
function runPlaces(text: string, run: string, whole: boolean, most = 1000): Place[] {
  const places: Place[] = [];
  const unspaced = isUnspaced(run.codePointAt(0) ?? 0);
  for (let at = text.indexOf(run); at >= 0 && places.length < most; at = text.indexOf(run, at + 1)) {
    if (unspaced || (!continuesWord(text, at - 1) && !(whole && continuesWord(text, at + run.length)))) {
      places.push([at, at + run.length]);
    }
  }
  return places;
}

/** True when the character at the place belongs to a word of letters (not to CJK, which begins a new one). */
function continuesWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (Number.isNaN(unit)) return false;
  const codePoint =
    unit >= 0xdc00 && unit <= 0xdfff ? (text.codePointAt(at - 1) ?? 0) : (text.codePointAt(at) ?? 0);
  return isWordCharacter(codePoint) && !isUnspaced(codePoint);
}

function phrasePlaces(text: string, phrase: string): Place[] {
  const [first, ...rest] = runsOf(phrase);
  if (!first) return [];
  return runPlaces(text, first.text, true).flatMap(([from, firstEnd]) => {
    let to = firstEnd;
    for (const run of rest) {
      let at = to;
      while (at < text.length && !isWordCharacter(text.codePointAt(at) ?? 0)) at += 1;
      if (!text.startsWith(run.text, at)) return [];
      to = at + run.text.length;
      if (!run.unspaced && continuesWord(text, to)) return [];
    }
    return [[from, to] as Place];
  });
}
