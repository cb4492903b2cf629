import type { TextPositionSelector, TextQuoteSelector } from '../model/claim';
import { findNear, likeness } from './approximate';
import { unitsOf, wholeFrom, wholeTo } from './describe';

/** Where a quote stands now; `score` 1 is word for word, with the same words around it and at the same place. */
export interface Attachment {
  start: number;
  end: number;
  score: number;
}

/** A quote may have changed by so much of itself. */
const mostChange = 0.3;
/** More errors than this are not looked for: a long quote of which so much changed is another text. */
const mostErrors = 120;
/** A short quote, or one that changed, counts only where also something around it is the same. */
const longQuote = 24;
const leastContext = 0.55;
const weights = { quote: 50, prefix: 20, suffix: 20, position: 10 } as const;

/**
 * Finds a quote in a text that may have changed: word for word first, then nearly so. Of several places the one wins
 * whose quote, surroundings and position are most alike. Gives undefined where no place can be trusted: a lost mark is
 * listed, a wrong one would lie.
 * @param shift how far the text begins after the text in which the position was counted, in code points.
 */
export function attach(
  text: string,
  [quote, position]: readonly [TextQuoteSelector, TextPositionSelector],
  shift = 0,
): Attachment | undefined {
  if (!quote.exact) return undefined;
  const expected = unitsOf(text, Math.max(0, position.start - shift));
  const exact = occurrences(text, quote.exact).map((start) => ({
    start,
    end: start + quote.exact.length,
    errors: 0,
  }));
  const found = best(text, quote, expected, exact) ?? best(text, quote, expected, nearly(text, quote.exact));
  return found && { ...found, start: wholeFrom(text, found.start), end: wholeTo(text, found.end) };
}

function nearly(text: string, exact: string): { start: number; end: number; errors: number }[] {
  return findNear(text, exact, Math.min(mostErrors, Math.floor(exact.length * mostChange)));
}

function best(
  text: string,
  quote: TextQuoteSelector,
  expected: number,
  places: { start: number; end: number; errors: number }[],
): Attachment | undefined {
  let winner: Attachment | undefined;
  for (const place of places) {
    const candidate = weigh(text, quote, expected, place);
    if (candidate && (!winner || candidate.score > winner.score)) winner = candidate;
  }
  return winner;
}

function weigh(
  text: string,
  { exact, prefix = '', suffix = '' }: TextQuoteSelector,
  expected: number,
  { start, end, errors }: { start: number; end: number; errors: number },
): Attachment | undefined {
  const before = prefix ? likeness(prefix, text.slice(Math.max(0, start - prefix.length), start)) : 1;
  const after = suffix ? likeness(suffix, text.slice(end, end + suffix.length)) : 1;
  // Where the quote stood at the edge of its text there is nothing to compare on that side.
  const around = [...(prefix ? [before] : []), ...(suffix ? [after] : [])];
  const nearest = around.length > 0 ? Math.max(...around) : 1;
  const quoteLikeness = 1 - errors / exact.length;
  if ((errors > 0 || exact.length < longQuote) && nearest < leastContext) return undefined;
  const positionLikeness = 1 - Math.min(1, Math.abs(start - expected) / Math.max(1, text.length));
  const score =
    weights.quote * quoteLikeness +
    weights.prefix * before +
    weights.suffix * after +
    weights.position * positionLikeness;
  return { start, end, score: score / 100 };
}

/** Every place of a quote, also such as overlap; a text of nothing else is cut off at a thousand. */
function occurrences(text: string, exact: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(exact); at >= 0 && starts.length < 1000; at = text.indexOf(exact, at + 1)) {
    starts.push(at);
  }
  return starts;
}

/** Where something that is anchored stands, or that its place is gone. */
export interface Placed<T> {
  placed: { item: T; start: number; end: number }[];
  lost: T[];
}

/** Attaches many: those found, in the order of the text, and those whose text is gone. None is dropped. */
export function attachAll<
  T extends { target: { selector: readonly [TextQuoteSelector, TextPositionSelector] } },
>(text: string, items: readonly T[], shift = 0): Placed<T> {
  const placed: Placed<T>['placed'] = [];
  const lost: T[] = [];
  for (const item of items) {
    const found = attach(text, item.target.selector, shift);
    if (found) placed.push({ item, start: found.start, end: found.end });
    else lost.push(item);
  }
  placed.sort((one, other) => one.start - other.start || other.end - one.end);
  return { placed, lost };
}
