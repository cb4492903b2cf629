/** Several articles on one page: only the one of this address is wanted. */

import { foldSpace } from '../../dom/text';
import { elementsOf, isWithin, type TreeElement, textOf } from '../../dom/tree';
import { fold } from '../../page/text';
import type { Measures } from '../weigh';
import type { Work } from '../work';

/** Least prose of an article that can stand by itself. */
const LEAST = 200;

/**
 * Where a page holds more than one `<article>` of some length (infinite scroll), gives the one with the headline in it.
 * Undefined where there is one only, or none is named by the headline.
 */
export function ownArticle(work: Work, measures: Measures): TreeElement | undefined {
  const articles = outermost(work.body, measures);
  if (articles.length < 2) return undefined;
  const title = fold(work.headline.title.text);
  if (!title) return undefined;
  const own = articles.find((article) => holdsTitle(article, title));
  return own && !isWithin(work.root, own) ? own : undefined;
}

function outermost(root: TreeElement, measures: Measures): TreeElement[] {
  const found: TreeElement[] = [];
  for (const element of elementsOf(root)) {
    if (element.tag !== 'article' || (measures.get(element)?.good ?? 0) < LEAST) continue;
    if (!found.some((other) => isWithin(element, other))) found.push(element);
  }
  return found;
}

function holdsTitle(article: TreeElement, title: string): boolean {
  for (const element of elementsOf(article)) {
    if (/^h[1-3]$/.test(element.tag) && fold(foldSpace(textOf(element))) === title) return true;
  }
  return false;
}
