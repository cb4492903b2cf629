/** Takes side matter out of the chosen part. */

import { detach, isElement, type TreeElement } from '../dom/tree';
import { lineKind } from '../page/line-kind';
import type { Block } from './blocks';
import type { Hint } from './hints';
import { BOILERPLATE, POINTER, TAIL_HEADING } from './phrases';
import type { Measures } from './weigh';
import { note, remove, type Work } from './work';

const CONTAINER =
  /^(?:div|section|ul|ol|dl|table|aside|form|fieldset|figure|header|footer|nav|center|details|span|font|article|menu)$/;

export function clean(
  work: Work,
  blocks: readonly Block[],
  measures: Measures,
  side: Map<TreeElement, Hint>,
): void {
  for (const element of side.keys()) detach(element);
  prune(work, work.root, measures);
  const left = blocks.filter((block) => isAttached(block, work.root));
  trimHead(work, left);
  trimTail(
    work,
    left.filter((block) => isAttached(block, work.root)),
  );
}

function isAttached(block: Block, root: TreeElement): boolean {
  if (!block.nodes.some((node) => node.parent)) return false;
  for (let at: TreeElement | null = block.owner; at; at = at.parent) if (at === root) return true;
  return false;
}

/** Containers that are mostly links, or that hold no sentence at all. */
function prune(work: Work, element: TreeElement, measures: Measures): void {
  for (const child of [...element.children]) {
    if (!isElement(child)) continue;
    const m = measures.get(child);
    if (!m) continue;
    if (CONTAINER.test(child.tag) && m.size > 0) {
      const linked = m.linkSize / m.size;
      if (linked > 0.6 || (linked > 0.4 && m.sum < 0)) {
        remove(work, child, 'links', `${Math.round(linked * 100)} % of it is links`);
        continue;
      }
    }
    prune(work, child, measures);
  }
}

function drop(work: Work, block: Block, pass: string, reason: string): void {
  const first = block.nodes[0];
  if (!first) return;
  note(
    work,
    { tag: block.owner.tag, parent: null, children: block.nodes, source: block.owner.source },
    pass,
    reason,
  );
  for (const node of block.nodes) detach(node);
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The headline itself, and lines of metadata before the first real paragraph. */
function trimHead(work: Work, blocks: readonly Block[]): void {
  const title = fold(work.title);
  const at = blocks.findIndex((b) => title && fold(b.text) === title);
  let from = 0;
  if (at >= 0 && blocks.slice(0, at).reduce((s, b) => s + Math.max(0, b.weight), 0) < 200) {
    for (let i = 0; i <= at; i += 1) drop(work, blocks[i] as Block, 'head', 'up to the headline');
    from = at + 1;
  }
  for (let i = from; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.size > 200) break;
    const kind = lineKind(block.text);
    if (kind) drop(work, block, 'head', kind);
    else if (block.linkSize / block.size > 0.6 || block.size < 12)
      drop(work, block, 'head', 'links or a word');
    else if (block.weight > 50) break;
  }
}

function trimTail(work: Work, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (block.size < 300 && block.linkSize / block.size > 0.5 && POINTER.test(block.text))
      drop(work, block, 'pointer', 'points to another article');
    else if (block.size < 120 && BOILERPLATE.test(block.text)) drop(work, block, 'boilerplate', 'not prose');
  }
  const left = blocks.filter((block) => isAttached(block, work.root));
  const total = left.reduce((s, b) => s + Math.max(0, b.weight), 0);
  let after = 0;
  for (let i = left.length - 1; i > 0; i -= 1) {
    const block = left[i] as Block;
    if (block.size < 80 && TAIL_HEADING.test(block.text) && after < total * 0.3) {
      for (const b of left.splice(i)) drop(work, b, 'tail', `after "${block.text.slice(0, 40)}"`);
      after = 0;
      continue;
    }
    after += Math.max(0, block.weight);
  }
  for (let i = left.length - 1; i > 0; i -= 1) {
    const block = left[i] as Block;
    const kind = block.size < 400 ? lineKind(block.text) : undefined;
    if (kind) drop(work, block, 'tail', kind);
    else if (/^h[1-6]$/.test(block.owner.tag)) drop(work, block, 'tail', 'heading with nothing under it');
    else if (block.linkSize / block.size > 0.6) drop(work, block, 'tail', 'links');
    else break;
  }
}
