/** What the passes of the extractor share. */

import { foldSpace, isBlockName } from '../dom/text';
import { attributeOf, detach, isText, type TreeElement, type TreeNode } from '../dom/tree';
import type { TraceEntry } from '../model/article';
import type { PageFacts } from '../page/facts';
import type { Headline } from '../page/headline';

export interface Work {
  url: string;
  /** What relative addresses are resolved against. */
  base: string;
  facts: PageFacts;
  headline: Headline;
  /** The copy of `<body>`; passes change it. */
  body: TreeElement;
  /** The part that holds the article; `body` until it is chosen. */
  root: TreeElement;
  trace: TraceEntry[];
  /** Ids of trace entries that the person put back. */
  keep?: ReadonlySet<string>;
  /** The nodes that these turned out to be, and how often each name was given. */
  kept?: Set<TreeNode>;
  named?: Map<string, number>;
  partial?: { reason: 'paywall' | 'parts'; part?: number; parts?: number };
}

/** One step of the extractor. The order of the list in `extract-article.ts` is part of the design. */
export interface Pass {
  name: string;
  run(work: Work): void;
}

const TRACE_LIMIT = 400;

/** Takes a node out and writes down which pass did so and why; what the person put back stays. */
export function remove(work: Work, node: TreeNode, pass: string, reason: string): void {
  if (note(work, node, pass, reason)) detach(node);
}

/**
 * Writes a removal down. Empty nodes are not worth a line.
 * @returns false where the person put this back, or what it stands in: then it must stay where it is.
 */
export function note(work: Work, node: TreeNode, pass: string, reason: string): boolean {
  if (isKept(work, node)) return false;
  if (work.trace.length >= TRACE_LIMIT) return true;
  const text = foldSpace(beginningOf(node)).slice(0, 120);
  if (!text && (isText(node) || node.tag !== 'img')) return true;
  const name = isText(node) ? 'text' : describe(node);
  const id = idOf(work, `${pass} ${name} ${text}`);
  if (work.keep?.has(id)) {
    keep(work, node);
    return false;
  }
  work.trace.push({ id, pass, reason, node: name, text });
  return true;
}

/** Enough of a text for its first 120 characters, white space folded. */
const ENOUGH = 1_000;

/** How the text of a node begins, with a blank between its blocks. Large nodes are not gone through. */
function beginningOf(node: TreeNode): string {
  let text = '';
  const collect = (at: TreeNode): void => {
    if (text.length > ENOUGH) return;
    if (isText(at)) {
      text += at.text;
      return;
    }
    const pad = isBlockName(at.tag) ? ' ' : '';
    text += pad;
    for (const child of at.children) collect(child);
    text += pad;
  };
  collect(node);
  return text;
}

/** The same block has the same id whenever the page is read, and whatever else was put back. */
function idOf(work: Work, words: string): string {
  work.named ??= new Map();
  const nth = (work.named.get(words) ?? 0) + 1;
  work.named.set(words, nth);
  return nth === 1 ? words : `${words} ${nth}`;
}

/** From now on the node stays, whatever a pass thinks of it. A node that was made to hold others stands for these. */
function keep(work: Work, node: TreeNode): void {
  work.kept ??= new Set();
  work.kept.add(node);
  if (!isText(node) && !node.parent) for (const child of node.children) work.kept.add(child);
}

function isKept(work: Work, node: TreeNode): boolean {
  if (!work.kept) return false;
  const nodes = !isText(node) && !node.parent ? [node, ...node.children] : [node];
  return nodes.some((each) => {
    for (let at: TreeNode | null = each; at; at = at.parent) if (work.kept?.has(at)) return true;
    return false;
  });
}

/** `div.related#more`: enough for a person to find the node. */
export function describe(element: TreeElement): string {
  const id = attributeOf(element, 'id');
  const name = (attributeOf(element, 'class') ?? '').trim().split(/\s+/)[0];
  return `${element.tag}${id ? `#${id}` : ''}${name ? `.${name}` : ''}`;
}
