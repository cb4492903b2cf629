import { parseInert } from '../../dom/parse-inert';
import { sanitize } from '../../dom/sanitize';
import { serialize } from '../../dom/serialize';
import { countWords, foldSpace } from '../../dom/text';
import { copyTree } from '../../dom/tree';
import { linesOf } from '../../extract/to-text';
import type { Reading } from '../read-page';

type PageWindow = Window & typeof globalThis;

/** A block of an article's HTML by what it says, so that it is found again when the page is read anew. */
export interface BlockKey {
  tag: string;
  text: string;
  /** Addresses of its pictures, for blocks without words. */
  pictures: string;
  /** Which of several that say the same, from 0. */
  nth: number;
}

/** The key of the n-th element of an article's HTML, in document order; undefined where there are fewer. */
export function keyOfBlock(html: string, index: number, window: PageWindow): BlockKey | undefined {
  const body = parseInert(html, window).body;
  const all = Array.from(body.querySelectorAll('*'));
  const element = all[index];
  if (!element) return undefined;
  const key = keyOf(element);
  const nth = all.slice(0, index).filter((other) => sameKey(keyOf(other), key)).length;
  return { ...key, nth };
}

/** A reading without some blocks, and without what then is empty: its text, pictures and gaps follow. */
export function withoutBlocks(reading: Reading, keys: readonly BlockKey[], window: PageWindow): Reading {
  if (keys.length === 0) return reading;
  const body = parseInert(reading.html, window).body;
  const gapped = (reading.gaps ?? []).map((gap) => ({ gap, next: body.children[gap.before] ?? null }));
  for (const key of keys) {
    const element = findBlock(body, key);
    if (element) removeWithEmpty(withItsFigure(element), body);
  }
  const tree = copyTree(body).root;
  const html = sanitize(serialize(tree), window);
  const text = linesOf(tree).join('\n');
  const left = new Set(Array.from(body.querySelectorAll('img'), (image) => image.getAttribute('src')));
  const { article, images, gaps } = reading;
  return {
    ...reading,
    html,
    images: images.filter(({ src }) => left.has(src)),
    ...(gaps && {
      gaps: gapped.map(({ gap, next }) => ({
        ...gap,
        before: next?.isConnected
          ? Array.from(body.children).indexOf(next)
          : Math.min(gap.before, body.children.length),
      })),
    }),
    article: {
      ...article,
      html,
      text,
      images: article.images.filter(({ src }) => left.has(src)),
      wordCount: countWords(text),
    },
    hand: { picked: false, putBack: 0, ...reading.hand, removed: keys.map(wordsOf) },
  };
}

/** The beginning of what a block says, for lists. */
function wordsOf({ text, pictures }: BlockKey): string {
  return text.slice(0, 120) || (pictures.split('/').at(-1) ?? '');
}

function keyOf(element: Element): Omit<BlockKey, 'nth'> {
  const images = [
    ...(element.matches('img') ? [element] : []),
    ...Array.from(element.querySelectorAll('img')),
  ];
  return {
    tag: element.localName,
    text: foldSpace(element.textContent ?? '').slice(0, 2_000),
    pictures: images.map((image) => image.getAttribute('src')).join(' '),
  };
}

function sameKey(one: Omit<BlockKey, 'nth'>, other: Omit<BlockKey, 'nth'>): boolean {
  return one.tag === other.tag && one.text === other.text && one.pictures === other.pictures;
}

function findBlock(body: Element, key: BlockKey): Element | undefined {
  return Array.from(body.querySelectorAll(key.tag)).filter((element) => sameKey(keyOf(element), key))[
    key.nth
  ];
}

/** A picture goes with its caption. */
function withItsFigure(element: Element): Element {
  const figure = element.localName === 'img' ? element.closest('figure') : null;
  return figure && figure.querySelectorAll('img, table, pre, blockquote').length === 1 ? figure : element;
}

/** A list whose last item went, or a figure whose picture went, says nothing any more. */
function removeWithEmpty(element: Element, body: Element): void {
  let at: Element | null = element;
  while (at && at !== body) {
    const parent: Element | null = at.parentElement;
    at.remove();
    if (!parent || parent === body || parent.textContent?.trim() || parent.querySelector('img, math, hr'))
      return;
    at = parent;
  }
}
