/** What the passes of the extractor share. */

import { foldSpace } from '../dom/text';
import { attributeOf, detach, isText, type TreeElement, type TreeNode, textOf } from '../dom/tree';
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
  partial?: { reason: 'paywall' | 'parts'; part?: number; parts?: number };
}

/** One step of the extractor. The order of the list in `extract-article.ts` is part of the design. */
export interface Pass {
  name: string;
  run(work: Work): void;
}

const TRACE_LIMIT = 400;

/** Takes a node out and writes down which pass did so and why. */
export function remove(work: Work, node: TreeNode, pass: string, reason: string): void {
  note(work, node, pass, reason);
  detach(node);
}

/** Writes a removal down. Empty nodes are not worth a line. */
export function note(work: Work, node: TreeNode, pass: string, reason: string): void {
  if (work.trace.length >= TRACE_LIMIT) return;
  const text = foldSpace(textOf(node)).slice(0, 120);
  if (!text && (isText(node) || node.tag !== 'img')) return;
  work.trace.push({ pass, reason, node: isText(node) ? 'text' : describe(node), text });
}

/** `div.related#more`: enough for a person to find the node. */
export function describe(element: TreeElement): string {
  const id = attributeOf(element, 'id');
  const name = (attributeOf(element, 'class') ?? '').trim().split(/\s+/)[0];
  return `${element.tag}${id ? `#${id}` : ''}${name ? `.${name}` : ''}`;
}
