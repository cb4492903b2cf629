/** Gives the chosen part one simple shape: a row of paragraphs, headings, lists, quotes, code, tables and figures. */

import { isElement, isText, makeElement, type TreeElement, type TreeNode } from '../dom/tree';
import { isInline } from './blocks';
import { findImage } from './images';

/** Blocks that keep their name; every other block is only a wrapper and is opened. */
const KEPT = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table caption thead tbody tfoot tr td th colgroup col figure figcaption details summary hr img math'.split(
    ' ',
  ),
);
/** Where a lone line needs no paragraph around it. */
const BARE = new Set('li td th dd figcaption caption summary dt'.split(' '));

/**
 * Rebuilds what is below an element: wrappers opened, bare lines made paragraphs, runs of `<br>` made paragraph
 * breaks, empty elements dropped.
 */
export function normalise(root: TreeElement): TreeElement {
  const out = makeElement('div');
  out.children = childrenOf(root, 'div');
  for (const child of out.children) child.parent = out;
  return out;
}

function childrenOf(element: TreeElement, as: string): TreeNode[] {
  const out: TreeNode[] = [];
  let line: TreeNode[] = [];
  const lines: TreeNode[][] = [];
  const flushLine = () => {
    if (line.some(hasContent)) lines.push(line);
    line = [];
  };
  const flush = () => {
    flushLine();
    for (const nodes of lines) out.push(...asParagraph(nodes, as, element.source));
    lines.length = 0;
  };
  const children = element.children;
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i] as TreeNode;
    if (isText(child)) {
      line.push(child);
    } else if (child.tag === 'br') {
      if (isBreak(children, i)) flushLine();
      else line.push(child);
    } else if (isInline(child)) {
      line.push(child);
    } else {
      flush();
      out.push(...blockOf(child, as));
    }
  }
  flush();
  return out;
}

/** Two `<br>` in a row part paragraphs; so does one where the next line is indented the Chinese way. */
function isBreak(children: readonly TreeNode[], at: number): boolean {
  for (const step of [1, -1]) {
    for (let i = at + step; i >= 0 && i < children.length; i += step) {
      const node = children[i] as TreeNode;
      if (isText(node)) {
        if (step === 1 && /^[\s\u00a0]*(?:\u3000|\u00a0\u00a0)/.test(node.text)) return true;
        if (!node.text.trim()) continue;
      } else if (node.tag === 'br' || findImage(node)) return true;
      else if (node.tag === 'a' && !hasContent(node)) continue;
      break;
    }
  }
  return false;
}

function blockOf(element: TreeElement, as: string): TreeNode[] {
  if (element.tag === 'pre') return [element];
  if (element.tag === 'hr' || element.tag === 'img' || element.tag === 'math') return [element];
  const tag = KEPT.has(element.tag) ? element.tag : undefined;
  if (!tag) {
    // An inline element with blocks in it, such as <a><div> or <font><p>: its blocks stand for themselves.
    return childrenOf(element, as);
  }
  const children = childrenOf(element, tag);
  if (tag === 'p') return children.filter((c) => isElement(c) || hasContent(c));
  if (!children.some(hasContent) && !(tag === 'td' || tag === 'th')) return [];
  const copy: TreeElement = {
    tag,
    parent: null,
    children,
    source: element.source,
    attributes: element.attributes,
  };
  for (const child of children) child.parent = copy;
  return [copy];
}

function asParagraph(nodes: TreeNode[], as: string, source: Element | undefined): TreeNode[] {
  const trimmed = trimBreaks(nodes);
  if (!trimmed.length) return [];
  if (as === 'ul' || as === 'ol' || as === 'table' || as === 'tr' || as === 'tbody') return trimmed;
  if (/^h[1-6]$/.test(as) || BARE.has(as)) return trimmed;
  const made = makeElement('p', trimmed);
  // How a line is drawn (centred, small) and its language stand on what held it.
  if (source) made.source = source;
  return [made];
}

function trimBreaks(nodes: TreeNode[]): TreeNode[] {
  let from = 0;
  let to = nodes.length;
  while (from < to && !hasContent(nodes[from] as TreeNode)) from += 1;
  while (to > from && !hasContent(nodes[to - 1] as TreeNode)) to -= 1;
  return nodes.slice(from, to);
}

/** Has a node words, an image or a formula? */
export function hasContent(node: TreeNode): boolean {
  if (isText(node)) return /[^\s\u00a0\u3000\u200b\ufeff]/.test(node.text);
  if (node.tag === 'img' || node.tag === 'math' || node.tag === 'hr') return true;
  return node.children.some(hasContent);
}
