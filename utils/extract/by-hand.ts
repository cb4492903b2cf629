/** What a person decided by hand, and how the extractor follows it. */

import { foldSpace } from '../dom/text';
import {
  attributeOf,
  detach,
  elementsOf,
  isElement,
  isText,
  type TreeElement,
  type TreeNode,
  textOf,
} from '../dom/tree';
import { isHidden } from '../dom/visibility';
import { fold } from '../page/text';
import { blocksOf } from './blocks';
import { note, remove, type Work } from './work';

export interface ByHand {
  /** The block that is the article; nothing but what is hidden and its own headline is taken out of it. */
  pick?: Element;
  /** Blocks that are left out. */
  drop?: readonly Element[];
  /** What passes took out and the person put back: ids of trace entries. */
  keep?: ReadonlySet<string>;
}

/** The copy of an element of the page; undefined where it was not copied. */
export function copyOf(root: TreeElement, element: Element): TreeElement | undefined {
  if (root.source === element) return root;
  return elementsOf(root).find(({ source }) => source === element);
}

/** Takes out what the person leaves out on this site. */
export function dropByHand(work: Work, elements: readonly Element[]): void {
  if (elements.length === 0) return;
  const doomed = new Set(elements);
  for (const element of elementsOf(work.body))
    if (element.source && doomed.has(element.source) && element.parent)
      remove(work, element, 'by-hand', 'your rule');
}

/** Makes a picked block the article, with its own headline as the title where the page's stands elsewhere. */
export function takePicked(work: Work, picked: TreeElement): void {
  work.root = picked;
  for (const element of elementsOf(picked))
    if (element.source && element.parent && element.tag !== 'math' && isHidden(element.source))
      remove(work, element, 'side-matter', 'hidden');
  const blocks = blocksOf(picked).slice(0, 6);
  const { title } = work.headline;
  const inside = title.element && picked.source?.contains(title.element);
  const heading = blocks.find(({ owner, size }) => /^h[1-3]$/.test(owner.tag) && size <= 200);
  if (!inside && heading && fold(heading.text) !== fold(title.text))
    work.headline = {
      title: { text: heading.text, rule: 'picked', element: heading.owner.source },
      suffixes: [],
    };
  const own = fold(work.headline.title.text);
  const first = blocks.find(({ text }) => fold(text) === own);
  if (
    first &&
    note(work, { ...first.owner, parent: null, children: first.nodes }, 'head', 'up to the headline')
  )
    for (const node of first.nodes) detach(node);
}

/** Elements that hold nothing to read wherever they stand. */
const SILENT = /^(?:script|noscript|template|input|iframe)$/;

/** A block of the page's frame: beside the part that holds the article. */
interface Outside {
  node: TreeNode;
  before: boolean;
  /** What it was found to be, if anything. */
  hint: string | undefined;
}

/**
 * What stands beside the chosen part, from the outside in, each block of the page's frame once.
 * @param side what was found to be side matter.
 */
export function outsideOf(work: Work, side: ReadonlyMap<TreeNode, string> = new Map()): Outside[] {
  const inward: TreeElement[] = [];
  for (let at: TreeElement = work.root; at !== work.body && at.parent; at = at.parent) inward.unshift(at);
  return inward.flatMap((at) => {
    const siblings = at.parent?.children ?? [];
    const own = siblings.indexOf(at);
    return siblings
      .map((node, index) => ({ node, before: index < own, hint: side.get(node) }))
      .filter(({ node }) => node !== at && isWorthALine(node));
  });
}

/**
 * Writes down what stands outside, and brings back what of it the person asked for: before the article where it stands
 * before it, else after it. Last of all, so that the lines of the passes come first.
 */
export function noteOutside(work: Work, outside: readonly Outside[]): void {
  const back = outside.filter(({ node, hint }) => !note(work, node, 'outside', hint ?? 'beside the article'));
  if (back.length === 0) return;
  for (const { node } of back) detach(node);
  const before = back.filter((each) => each.before).map(({ node }) => node);
  // From the outside in: what stands further in comes first after the article.
  const after = back
    .filter((each) => !each.before)
    .map(({ node }) => node)
    .reverse();
  work.root.children = [...before, ...work.root.children, ...after];
  for (const node of work.root.children) node.parent = work.root;
}

function isWorthALine(node: TreeNode): boolean {
  if (isText(node)) return foldSpace(node.text).length > 20;
  if (SILENT.test(node.tag) || (node.source && isHidden(node.source))) return false;
  if (foldSpace(textOf(node)).length > 1) return true;
  return (
    isElement(node) &&
    elementsOf(node).some(({ tag }) => tag === 'img') &&
    attributeOf(node, 'hidden') === null
  );
}
