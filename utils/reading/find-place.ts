import { TextMap } from '../anchor/text-map';
import { canonicalText } from '../clip/fingerprint';
import type { Evidence } from '../model/claim';

/** Where a value was found on the page: a stretch of its text, or a whole element. */
export type Place = Range | Element;

/**
 * Finds the place of an evidence on the live page: within the element that its selector names, else by its quote in all
 * of the page's text. Only what is seen counts. Gives nothing where the page has changed, or where the value stands in
 * the page's code alone.
 */
export function findPlace(document: Document, evidence: Evidence): Place | undefined {
  const quote = quoteOf(evidence);
  const element = elementOf(document, evidence);
  const within = element && quote && quoteIn(element, quote, 'first');
  if (within) return within;
  const body = document.body;
  // The same words stand more than once: a notice is the last of them, all else the first.
  const anywhere = quote && body && quoteIn(body, quote, evidence.kind === 'footer' ? 'last' : 'first');
  if (anywhere) return anywhere;
  return element && isSeen(element) ? element : undefined;
}

/** Whether the page gives a place room. */
export function isSeen(place: Place): boolean {
  return Array.from(place.getClientRects()).some(({ width, height }) => width > 0 && height > 0);
}

function quoteOf({ selector, quote }: Evidence): string {
  const words = selector?.type === 'TextQuoteSelector' ? selector.exact : quote;
  return canonicalText([words ?? '']);
}

function elementOf(document: Document, { selector }: Evidence): Element | undefined {
  if (selector?.type !== 'CssSelector') return undefined;
  try {
    return document.querySelector(selector.value) ?? undefined;
  } catch {
    return undefined; // a name on the page that CSS cannot carry
  }
}

function quoteIn(root: Element, quote: string, which: 'first' | 'last'): Range | undefined {
  const map = new TextMap(root);
  const places = occurrences(map.text, quote);
  if (which === 'last') places.reverse();
  for (const { start, end } of places) {
    const range = rangeOf(map, root.ownerDocument, start, end);
    if (range && isSeen(range)) return range;
  }
  return undefined;
}

const most = 50;

/** Blanks do not count: a quote may run over blocks, which the evidence joined and the page parts. */
function occurrences(text: string, quote: string): { start: number; end: number }[] {
  const wanted = quote.replace(/\s/g, '');
  if (!wanted) return [];
  const placeOf: number[] = [];
  for (let at = 0; at < text.length; at++) if (!/\s/.test(text[at] ?? '')) placeOf.push(at);
  const packed = text.replace(/\s/g, '');
  const found: { start: number; end: number }[] = [];
  for (let at = packed.indexOf(wanted); at >= 0 && found.length < most; at = packed.indexOf(wanted, at + 1)) {
    const start = placeOf[at];
    const last = placeOf[at + wanted.length - 1];
    if (start !== undefined && last !== undefined) found.push({ start, end: last + 1 });
  }
  return found;
}

function rangeOf(map: TextMap, document: Document, start: number, end: number): Range | undefined {
  const stretches = map.stretches(start, end);
  const first = stretches[0];
  const last = stretches.at(-1);
  if (!first || !last) return undefined;
  const range = document.createRange();
  range.setStart(first.node, first.start);
  range.setEnd(last.node, last.end);
  return range;
}
