/** Articles that stand in the page only as data, because no script has drawn them (yet). */

import { foldSpace } from '../dom/text';
import { makeElement, makeText, type TreeElement } from '../dom/tree';
import { plainText } from '../page/text';
import { sizeOf } from './blocks';
import { statedBody } from './stated';
import type { Work } from './work';

/** Fewer characters than this on the page, and its data is looked at. */
export const DRAWN = 250;
const FEWEST = 3;
const PARAGRAPH = /<(p|h2|h3|li)\b[^<>]{0,400}>((?:(?!<\1\b)[\s\S]){1,8000}?)<\/\1>/gi;

/**
 * The article from `articleBody`, or from HTML inside the data of scripts (application state); undefined where there
 * is none. Text only: what scripts hold was never shown, so nothing but its words is taken.
 */
export function undrawnArticle(document: Document, work: Work): TreeElement | undefined {
  const stated = statedBody(work.facts);
  if (stated)
    return paragraphs(
      stated.split(/\n+|(?<=[.!?。！？])\s{2,}/).map((text) => ({ tag: 'p', text: plainText(text) })),
    );
  let best: { tag: string; text: string }[] = [];
  for (const script of document.querySelectorAll('script:not([src])')) {
    const source = script.textContent ?? '';
    if (source.length > 3_000_000 || !/(?:<|\\u003c)\/p/i.test(source)) continue;
    const found = paragraphsIn(source);
    if (total(found) > total(best)) best = found;
  }
  return best.length >= FEWEST ? paragraphs(best) : undefined;
}

function paragraphsIn(source: string): { tag: string; text: string }[] {
  const html = source
    .replace(/\\{1,9}u003c/gi, '<')
    .replace(/\\{1,9}u003e/gi, '>')
    .replace(/\\{1,9}u0026/gi, '&')
    .replace(/\\{1,9}(?:n|r|t)/g, ' ')
    .replace(/\\{1,9}(["/])/g, '$1');
  const seen = new Set<string>();
  const found: { tag: string; text: string }[] = [];
  for (const match of html.matchAll(PARAGRAPH)) {
    const text = foldSpace(plainText(match[2] ?? ''));
    if (!text || seen.has(text) || /[{}]|=>/.test(text)) continue;
    seen.add(text);
    found.push({
      tag: (match[1] ?? 'p').toLowerCase() === 'li' ? 'p' : (match[1] ?? 'p').toLowerCase(),
      text,
    });
  }
  return found;
}

const total = (found: readonly { text: string }[]) => found.reduce((sum, { text }) => sum + sizeOf(text), 0);

function paragraphs(parts: readonly { tag: string; text: string }[]): TreeElement {
  return makeElement(
    'div',
    parts.filter(({ text }) => text).map(({ tag, text }) => makeElement(tag, [makeText(text)])),
  );
}
