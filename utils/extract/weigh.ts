/** How much each block speaks for being prose of an article; and sums of that over subtrees. */

import { isElement, type TreeElement } from '../dom/tree';
import type { Block } from './blocks';
import { type Hint, hintOf, promisesBody } from './hints';
import { BOILERPLATE, TAIL_HEADING } from './phrases';

export interface Measure {
  /** Sum of the positive weights below. */
  good: number;
  /** Sum of all weights below. */
  sum: number;
  /** Text and link text below. */
  size: number;
  linkSize: number;
  /** Blocks that read as paragraphs. */
  paragraphs: number;
}

export type Measures = Map<TreeElement, Measure>;

const ENDS_SENTENCE = /[.!?。！？…;；:：”"»’)）」』]$/;
const HEADING = /^h[1-6]$/;

/** The weight of a block by itself, without what its surroundings promise. */
export function weighBlock(block: Block): number {
  const { text, size, linkSize, owner } = block;
  const linked = linkSize / size;
  if (size < 160 && (BOILERPLATE.test(text) || TAIL_HEADING.test(text))) return -40;
  if (HEADING.test(owner.tag)) return linked > 0.5 ? -size / 2 : Math.min(size, 20);
  if (linked > 0.6) return -Math.min(size, 80) / 2 - 5;
  const prose = size - 2 * linkSize;
  if (size < 25) return owner.tag === 'p' ? 0 : -5;
  if (size < 80) {
    if (ENDS_SENTENCE.test(text) && prose > 0) return prose * 0.6;
    return owner.tag === 'p' ? prose * 0.3 : owner.tag === 'li' ? 0 : -5;
  }
  return Math.min(prose, 800);
}

/** Sums the weights of blocks over all elements around them. */
export function measure(root: TreeElement, blocks: readonly Block[]): Measures {
  const measures: Measures = new Map();
  for (const block of blocks) {
    const paragraph = block.size >= 80 && block.linkSize < block.size / 3 ? 1 : 0;
    for (let at: TreeElement | null = block.owner; at; at = at.parent) {
      let m = measures.get(at);
      if (!m) {
        m = { good: 0, sum: 0, size: 0, linkSize: 0, paragraphs: 0 };
        measures.set(at, m);
      }
      if (block.weight > 0) m.good += block.weight;
      m.sum += block.weight;
      m.size += block.size;
      m.linkSize += block.linkSize;
      m.paragraphs += paragraph;
      if (at === root) break;
    }
  }
  return measures;
}

/** Names that mean what they say even where much text stands in them. */
const ALWAYS: ReadonlySet<Hint> = new Set(['comments']);
/** Names that wrappers of whole articles carry often; believed only for a small part of the text. */
const WEAK: ReadonlySet<Hint> = new Set([
  'meta',
  'tags',
  'tools',
  'author',
  'caption',
  'player',
  'account',
  'statement',
  'paywall',
  'advert',
  'dialog',
  'footer',
]);

const SIDE_TAGS: Readonly<Record<string, Hint>> = {
  nav: 'navigation',
  footer: 'footer',
  aside: 'sidebar',
  menu: 'navigation',
  dialog: 'dialog',
};

/**
 * Which elements are side matter by their names, believed only where they do not hold most of the page's prose.
 * Gives the outermost element of each.
 */
export function findSideMatter(root: TreeElement, measures: Measures): Map<TreeElement, Hint> {
  const found = new Map<TreeElement, Hint>();
  const total = measures.get(root)?.good ?? 0;
  const visit = (element: TreeElement, inBody: boolean): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const hint = SIDE_TAGS[child.tag] ?? hintOf(child);
      if (
        hint &&
        child.tag !== 'article' &&
        child.tag !== 'main' &&
        child.tag !== 'p' &&
        !HEADING.test(child.tag)
      ) {
        const good = measures.get(child)?.good ?? 0;
        const share = total > 0 ? good / total : 0;
        const limit = ALWAYS.has(hint) ? 0.7 : WEAK.has(hint) ? 0.25 : 0.35;
        if (share < limit && !(promisesBody(child) && share > 0.1)) {
          found.set(child, hint);
          continue;
        }
      }
      visit(child, inBody);
    }
  };
  visit(root, false);
  return found;
}
