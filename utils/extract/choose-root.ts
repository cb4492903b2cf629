/** Which part of the page holds the article. */

import { attributeOf, isElement, type TreeElement } from '../dom/tree';
import { promisesBody } from './hints';
import type { Measures } from './weigh';

/** How much of the prose a child must hold for its parent to be only a wrapper around it. */
const DOMINATES = 0.8;
/** The same inside an element that promises to be the article: it is left only for what holds nearly all. */
const DOMINATES_IN_ARTICLE = 0.93;

/**
 * Walks down from the body, always into the child that holds most of the prose, and stops where the prose is spread
 * over several children: that is the parent of the article's paragraphs or sections.
 */
export function chooseRoot(body: TreeElement, measures: Measures): TreeElement {
  let root = body;
  for (;;) {
    const own = measures.get(root)?.good ?? 0;
    let best: TreeElement | undefined;
    let bestGood = 0;
    for (const child of root.children) {
      if (!isElement(child) || !CAN_HOLD.test(child.tag)) continue;
      const good = (measures.get(child)?.good ?? 0) * bonus(child);
      if (good > bestGood) {
        best = child;
        bestGood = good;
      }
    }
    if (!best || own <= 0) return outOfList(root);
    const needed = isArticle(root) ? DOMINATES_IN_ARTICLE : DOMINATES;
    if (bestGood < needed * own) return outOfList(root);
    root = best;
  }
}

/** A paragraph is content and not what holds it; layouts made of lists or tables are gone through. */
const CAN_HOLD = /^(?!(?:p|h[1-6]|blockquote|pre|figure|dt|a|strong|b|em|i)$)/;

/** The items of a list and the rows of a table need what holds them. */
function outOfList(element: TreeElement): TreeElement {
  let at = element;
  while (/^(?:ul|ol|dl|table|tbody|thead|tr)$/.test(at.tag) && at.parent) at = at.parent;
  return at;
}

function isArticle(element: TreeElement): boolean {
  return (
    element.tag === 'article' ||
    /articleBody/i.test(attributeOf(element, 'itemprop') ?? '') ||
    promisesBody(element)
  );
}

function bonus(element: TreeElement): number {
  if (/articleBody/i.test(attributeOf(element, 'itemprop') ?? '')) return 1.3;
  return isArticle(element) || element.tag === 'main' ? 1.1 : 1;
}
