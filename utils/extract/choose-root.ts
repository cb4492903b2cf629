/** Which part of the page holds the article. */

import { attributeOf, isElement, isWithin, type TreeElement } from '../dom/tree';
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
    if (!best || own <= 0) break;
    const needed = isArticle(root) ? DOMINATES_IN_ARTICLE : DOMINATES;
    if (bestGood < needed * own) break;
    root = best;
  }
  return takeIn(outOfList(root), body, measures);
}

/** How far up sections that belong to the article are looked for. */
const LEVELS = 4;
/** A neighbour is a section of the article where this share of its text counts as prose, in so many paragraphs. */
const PROSE = 0.72;
const PARAGRAPHS = 3;
/** And it holds this much beside what the largest box holds. */
const GAIN = 0.06;

/**
 * An article in several boxes: the walk down ends in the largest. Goes up again while what is gained below it is nearly
 * all prose, as answers and last words are. What stands above is the lead's business (`lead.ts`).
 */
function takeIn(chosen: TreeElement, body: TreeElement, measures: Measures): TreeElement {
  let root = chosen;
  for (let at = chosen.parent, level = 0; at && at !== body && level < LEVELS; at = at.parent, level += 1) {
    const boxes = at.children.filter(
      (child): child is TreeElement => isElement(child) && measures.has(child),
    );
    const main = boxes.findIndex((box) => isWithin(root, box));
    if (boxes.length < 2) continue;
    const gained = { size: 0, sum: 0, good: 0, paragraphs: 0, linkLines: 0 };
    let above = 0;
    let others = 0;
    boxes.forEach((box, i) => {
      const m = measures.get(box);
      if (!m || i === main) return;
      gained.size += m.size;
      gained.sum += m.sum;
      gained.good += m.good;
      gained.paragraphs += m.paragraphs;
      gained.linkLines += m.linkLines;
      if (i < main) above += m.paragraphs;
      if (m.paragraphs && !isTwin(box, boxes[main] as TreeElement)) others += 1;
    });
    if (boxes.some((box, i) => i !== main && isArticleOfItsOwn(box))) break;
    const isProse = gained.paragraphs > 0 && gained.linkLines < 2 && gained.sum > gained.size * PROSE;
    const isMuch =
      gained.paragraphs >= PARAGRAPHS && gained.good > (measures.get(root)?.good ?? 0) * GAIN && !above;
    if (!isProse || (others && !isMuch)) break;
    root = at;
  }
  return root;
}

/** A neighbour with a headline is another article. */
function isArticleOfItsOwn(element: TreeElement): boolean {
  if (element.tag === 'article' || element.tag === 'h1') return true;
  return element.children.some((child) => isElement(child) && isArticleOfItsOwn(child));
}

/** Boxes of one kind hold one kind of thing. */
function isTwin(element: TreeElement, other: TreeElement): boolean {
  const name = attributeOf(element, 'class');
  return Boolean(name) && element.tag === other.tag && name === attributeOf(other, 'class');
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
