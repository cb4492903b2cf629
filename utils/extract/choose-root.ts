/** Which part of the page holds the article. */

import { attributeOf, isElement, type TreeElement } from '../dom/tree';
import { promisesBody } from './hints';
import type { Measures } from './weigh';

/**
 * The element whose blocks sum to the most: an ancestor is only chosen over a part of it where what it adds is more
 * prose than side matter. Names that promise a body count a little more.
 */
export function chooseRoot(body: TreeElement, measures: Measures): TreeElement {
  let best = body;
  let bestScore = Number.NEGATIVE_INFINITY;
  const visit = (element: TreeElement, depth: number): void => {
    const m = measures.get(element);
    if (!m || m.good <= 0) return;
    const score = m.sum * bonus(element);
    if (score >= bestScore) {
      best = element;
      bestScore = score;
    }
    for (const child of element.children) if (isElement(child)) visit(child, depth + 1);
  };
  visit(body, 0);
  return best;
}

function bonus(element: TreeElement): number {
  if (/articleBody/i.test(attributeOf(element, 'itemprop') ?? '')) return 1.3;
  if (element.tag === 'article') return 1.1;
  if (promisesBody(element)) return 1.1;
  return element.tag === 'main' ? 1.05 : 1;
}
