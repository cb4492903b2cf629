/** The tree seen as a row of text blocks: what a reader would call paragraphs, lines and items. */

import { countCjk, foldSpace, isBlockName } from '../dom/text';
import { attributeOf, isText, type TreeElement, type TreeNode } from '../dom/tree';

export interface Block {
  /** The nearest block element around the text. */
  owner: TreeElement;
  /** Neighbouring children of the owner that make the text; all of them inline. */
  nodes: TreeNode[];
  text: string;
  /** Length as Latin characters: a Han character says about as much as two and a half. */
  size: number;
  linkSize: number;
  /** Where in the document. */
  index: number;
  weight: number;
  /** Whether the page's own `articleBody` has this text; unset where it states none. */
  stated?: boolean;
}

/** The size of a text in Latin characters. */
export function sizeOf(text: string): number {
  const cjk = countCjk(text);
  return text.length + cjk * 1.5;
}

/** Custom elements hold blocks more often than words; formulas are the known exception. */
function startsBlock(tag: string): boolean {
  return isBlockName(tag) || (tag.includes('-') && !tag.startsWith('mjx-'));
}

const holdsBlocks = new WeakMap<TreeElement, boolean>();

/** Is the node part of a line, with no block inside? */
export function isInline(node: TreeNode): boolean {
  if (isText(node)) return true;
  if (node.tag === 'br') return true;
  if (startsBlock(node.tag)) return false;
  const known = holdsBlocks.get(node);
  if (known !== undefined) return !known;
  const holds = node.children.some((child) => !isInline(child)) || countBreaks(node) > 1;
  holdsBlocks.set(node, holds);
  return !holds;
}

/** Line breaks inside an inline element make it a holder of lines: old pages put a whole article in one <font>. */
function countBreaks(element: TreeElement): number {
  let count = 0;
  for (const child of element.children) {
    if (isText(child)) continue;
    count += child.tag === 'br' ? 1 : countBreaks(child);
  }
  return count;
}

/** Splits a tree into its blocks, in document order. Two or more `<br>` in a row end a block. */
export function blocksOf(root: TreeElement): Block[] {
  const blocks: Block[] = [];
  collect(root, blocks);
  return blocks;
}

function collect(owner: TreeElement, blocks: Block[]): void {
  if (owner.tag === 'pre') {
    pushBlock(owner, owner.children, blocks);
    return;
  }
  let run: TreeNode[] = [];
  const flush = () => {
    if (run.length) pushBlock(owner, run, blocks);
    run = [];
  };
  for (const child of owner.children) {
    if (!isInline(child)) {
      flush();
      collect(child as TreeElement, blocks);
      continue;
    }
    if (!isText(child) && child.tag === 'br') {
      flush();
      continue;
    }
    run.push(child);
  }
  flush();
}

function pushBlock(owner: TreeElement, nodes: TreeNode[], blocks: Block[]): void {
  let raw = '';
  let links = '';
  const read = (node: TreeNode, linked: boolean) => {
    if (isText(node)) {
      raw += node.text;
      if (linked) links += node.text;
      return;
    }
    if (node.tag === 'br') raw += ' ';
    const inLink = linked || leadsAway(node);
    for (const child of node.children) read(child, inLink);
  };
  const linked = isInsideLink(owner);
  for (const node of nodes) read(node, linked);
  const text = foldSpace(raw);
  if (!text) return;
  blocks.push({
    owner,
    nodes,
    text,
    size: sizeOf(text),
    linkSize: links ? sizeOf(foldSpace(links)) : 0,
    index: blocks.length,
    weight: 0,
  });
}

/** A link to elsewhere, or a button; a jump within the page (a note, a toggle) is not one. */
function leadsAway(element: TreeElement): boolean {
  if (element.tag === 'button') return true;
  if (element.tag !== 'a') return false;
  const href = attributeOf(element, 'href');
  return Boolean(href) && !href?.startsWith('#');
}

function isInsideLink(element: TreeElement): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) {
    if (leadsAway(at)) return true;
  }
  return false;
}
