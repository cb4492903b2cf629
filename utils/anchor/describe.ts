import type { TextPositionSelector, TextQuoteSelector } from '../model/claim';

export type Selectors = [TextQuoteSelector, TextPositionSelector];

/** How much of the text before and after a quote is kept with it, in UTF-16 units. */
export const contextLength = 32;

/**
 * Describes a stretch of a text: the quote with what stands before and after it, and its place in code points (W3C Web
 * Annotation). Never cuts a surrogate pair. `start` and `end` count UTF-16 units.
 */
export function describe(text: string, start: number, end: number): Selectors {
  const from = wholeFrom(text, start);
  const to = wholeTo(text, end);
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(from, to),
      prefix: text.slice(wholeTo(text, Math.max(0, from - contextLength)), from),
      suffix: text.slice(to, wholeFrom(text, Math.min(text.length, to + contextLength))),
    },
    { type: 'TextPositionSelector', start: codePoints(text, 0, from), end: codePoints(text, 0, to) },
  ];
}

/** The place in UTF-16 units of a place in code points. */
export function unitsOf(text: string, points: number): number {
  let units = 0;
  for (let point = 0; point < points && units < text.length; point++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The number of code points between two places in UTF-16 units. */
export function codePoints(text: string, start: number, end: number): number {
  let points = 0;
  for (let at = start; at < end; points++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return points;
}

/** A place moved back before a surrogate pair that it would cut. */
export function wholeFrom(text: string, place: number): number {
  return cutsPair(text, place) ? place - 1 : place;
}

/** A place moved on behind a surrogate pair that it would cut. */
export function wholeTo(text: string, place: number): number {
  return cutsPair(text, place) ? place + 1 : place;
}

function cutsPair(text: string, place: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[place - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[place] ?? '');
}
