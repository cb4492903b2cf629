/** Headings for the list of contents: bold lines and numbered Chinese lines are headings too. */

import { foldSpace } from '../../dom/text';
import { isElement, isText, type TreeElement, type TreeNode, textOf } from '../../dom/tree';
import { sizeOf } from '../blocks';

const LONGEST = 110;
const ENDS = /[。．.!！；;，,、：:]$/;
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十百]{1,4}[章节部分编]\s?)/;
const LEVEL_TWO = /^[（(]/;

/**
 * Makes headings of lines that are drawn as such in the normalised tree, and brings the levels of headings to h2 and
 * below, since the headline is the only h1.
 */
export function nameHeadings(root: TreeElement): void {
  const children = root.children.filter(isElement);
  const stated = children.some((child) => /^h[1-6]$/.test(child.tag));
  const numbered = children.filter(
    (child) => child.tag === 'p' && NUMBERED.test(foldSpace(textOf(child))) && isShort(child),
  ).length;
  children.forEach((child, i) => {
    if (/^h1$/.test(child.tag)) child.tag = 'h2';
    if (child.tag !== 'p' || !isShort(child)) return;
    const next = children[i + 1];
    if (!next || !/^(?:p|ul|ol|figure|blockquote|table)$/.test(next.tag)) return;
    const text = foldSpace(textOf(child));
    if (isBold(child) && !ENDS.test(text) && followedByProse(children, i)) {
      child.tag = stated ? 'h3' : 'h2';
      strip(child);
    } else if (NUMBERED.test(text) && numbered > 1 && !ENDS.test(text)) {
      child.tag = LEVEL_TWO.test(text) ? 'h3' : 'h2';
    }
  });
}

function isShort(element: TreeElement): boolean {
  const size = sizeOf(foldSpace(textOf(element)));
  return size > 3 && size <= LONGEST;
}

/** A heading has a paragraph under it that is longer than itself. */
function followedByProse(children: readonly TreeElement[], at: number): boolean {
  const own = textOf(children[at] as TreeElement).length;
  for (const next of children.slice(at + 1, at + 4)) {
    if (next.tag === 'p' && textOf(next).length > own * 1.5 && !isBold(next)) return true;
    if (/^(?:ul|ol|table)$/.test(next.tag)) return true;
  }
  return false;
}

/** Is all of a line inside `<strong>` or `<b>`? */
function isBold(element: TreeElement): boolean {
  return (
    element.children.every((child) => isBoldNode(child)) && element.children.some((child) => !isText(child))
  );
}

function isBoldNode(node: TreeNode): boolean {
  if (isText(node)) return !node.text.trim();
  if (node.tag === 'strong' || node.tag === 'b') return true;
  if (node.tag === 'br') return true;
  if (/^(?:span|font|u|em|i|a)$/.test(node.tag) && node.children.length)
    return node.children.every(isBoldNode);
  return false;
}

/** A heading is bold by itself. */
function strip(element: TreeElement): void {
  const out: TreeNode[] = [];
  for (const child of element.children) {
    if (!isText(child) && /^(?:strong|b)$/.test(child.tag)) out.push(...child.children);
    else out.push(child);
  }
  for (const child of out) child.parent = element;
  element.children = out;
}
