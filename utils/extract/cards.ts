/** Lists of teasers: rows of like elements, each with a linked title, whatever they are called. */

import { foldSpace } from '../dom/text';
import { attributeOf, isElement, isText, type TreeElement, type TreeNode } from '../dom/tree';
import type { Measures } from './weigh';

const FEWEST = 3;

/**
 * Finds elements whose children are mostly cards: three or more of one name and class, nearly every one with a line
 * that is all link, none long. Believed where they hold less than half of the page's prose: an article made of sections
 * with linked headings holds more.
 */
export function findCardLists(root: TreeElement, measures: Measures): TreeElement[] {
  const found: TreeElement[] = [];
  const total = measures.get(root)?.good ?? 0;
  const visit = (element: TreeElement): void => {
    const good = measures.get(element)?.good ?? 0;
    if (
      element !== root &&
      good < total * shareOf(element, measures) &&
      !isAnnounced(element) &&
      isCardList(element, measures)
    ) {
      found.push(element);
      return;
    }
    for (const child of element.children) if (isElement(child) && measures.has(child)) visit(child);
  };
  visit(root);
  return found;
}

/** A list after "…:" is part of the sentence before it. */
function isAnnounced(element: TreeElement): boolean {
  const siblings = element.parent?.children ?? [];
  for (let at = siblings.indexOf(element) - 1; at >= 0; at -= 1) {
    const last = lastLetter(siblings[at] as TreeNode);
    if (last) return last === ':' || last === '：';
  }
  return false;
}

/** The last character of what a node says; none of the rest is gone through, which may be the whole page. */
function lastLetter(node: TreeNode): string | undefined {
  if (isText(node)) return foldSpace(node.text).at(-1);
  for (let at = node.children.length - 1; at >= 0; at -= 1) {
    const last = lastLetter(node.children[at] as TreeNode);
    if (last) return last;
  }
  return undefined;
}

/** Short cards with hardly a paragraph each may outweigh a short article and are still cards. */
function shareOf(element: TreeElement, measures: Measures): number {
  const m = measures.get(element);
  return m && m.linkLines >= FEWEST && m.paragraphs <= m.linkLines && m.size / m.linkLines < 350 ? 0.7 : 0.4;
}

function isCardList(element: TreeElement, measures: Measures): boolean {
  if (/^(?:p|h[1-6]|table|tbody|tr|pre)$/.test(element.tag)) return false;
  const groups = new Map<string, TreeElement[]>();
  let filled = 0;
  for (const child of element.children) {
    if (!isElement(child) || !measures.has(child)) continue;
    if (/^(?:p|h[1-6]|br|a|span|strong|em|b|i)$/.test(child.tag)) continue;
    filled += 1;
    const key = `${child.tag} ${(attributeOf(child, 'class') ?? '').split(/\s+/)[0] ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), child]);
  }
  if (filled < FEWEST) return false;
  for (const group of groups.values()) {
    if (group.length < FEWEST || group.length < filled * 0.6) continue;
    const cards = group.filter((item) => isCard(item, measures));
    if (cards.length >= group.length * 0.8) return true;
  }
  return false;
}

/** A card: a linked title with at most a few sentences, and not a list item that is a sentence with a link in it. */
function isCard(element: TreeElement, measures: Measures): boolean {
  const m = measures.get(element);
  if (!m || m.size > 700 || m.linkLines === 0) return false;
  return m.linkSize > m.size * 0.12 && m.paragraphs <= 2;
}
