/** Takes side matter out of the chosen part, block by block. */

import { detach, elementsOf, isElement, isWithin, type TreeElement } from '../dom/tree';
import { lineKind } from '../page/line-kind';
import { fold, holdsOneOf } from '../page/text';
import type { Block } from './blocks';
import { type Hint, wordsOf } from './hints';
import {
  APPEAL,
  APPEAL_SIGNS,
  BOILERPLATE,
  CONSENT,
  CONSENT_SIGNS,
  DATED,
  PAYWALL,
  PAYWALL_SIGNS,
  POINTER,
  TAIL_HEADING,
  TEMPLATE,
} from './phrases';
import type { Measures } from './weigh';
import { note, remove, type Work } from './work';

const CONTAINER =
  /^(?:div|section|ul|ol|dl|table|aside|form|fieldset|figure|header|footer|nav|center|details|span|font|article|menu)$/;
const HEADING = /^h[1-6]$/;
const ENDS_SENTENCE = /[.!?。！？…;；:："”»’)）」』]$/;

/**
 * Leaves only the article below the chosen root: side matter by name, link lists, the head up to the headline, the
 * tail of related lists, lone pointers and boilerplate.
 */
export function clean(
  work: Work,
  blocks: readonly Block[],
  measures: Measures,
  side: Map<TreeElement, Hint>,
): void {
  for (const element of side.keys()) detach(element);
  dropConsents(work, blocks, measures);
  pruneLinks(work, work.root, measures, blocks);
  let left = blocks.filter((block) => isAttached(block, work.root));
  left = dropRepeated(work, left);
  left = dropLines(work, left);
  left = trimHead(work, left);
  left = trimTail(work, left);
}

function isAttached(block: Block, root: TreeElement): boolean {
  if (!block.nodes.some((node) => node.parent)) return false;
  for (let at: TreeElement | null = block.owner; at; at = at.parent) if (at === root) return true;
  return false;
}

/** A box that asks for consent offers something, and is not the article: goes with all that stands in it. */
function dropConsents(work: Work, blocks: readonly Block[], measures: Measures): void {
  const most = Math.min(LARGEST_OFFER, (measures.get(work.root)?.good ?? 0) / 4);
  for (const block of blocks) {
    if (block.size > 500 || !holdsOneOf(block.text, CONSENT_SIGNS)) continue;
    if (!CONSENT.test(block.text) || !isAttached(block, work.root)) continue;
    let box: TreeElement | undefined;
    for (let at: TreeElement | null = block.owner; at && at !== work.root; at = at.parent) {
      if ((measures.get(at)?.good ?? 0) > most + Math.max(0, block.weight)) break;
      box = at;
    }
    if (box) remove(work, box, 'offers', 'asks for consent');
  }
}

/** So much prose an offer may have around the sentence that asks for consent. */
const LARGEST_OFFER = 300;

/** Containers that are mostly links. A list that a sentence announces stays: "Further reasons:". */
function pruneLinks(work: Work, element: TreeElement, measures: Measures, blocks: readonly Block[]): void {
  for (const child of [...element.children]) {
    if (!isElement(child)) continue;
    const m = measures.get(child);
    if (!m) continue;
    if (CONTAINER.test(child.tag) && !isDataTable(child) && m.size > 0 && !isNote(child)) {
      const linked = m.linkSize / m.size;
      const main = m.good > (measures.get(work.root)?.good ?? 0) * 0.3;
      if (
        !main &&
        (linked > 0.6 || (linked > 0.4 && m.sum < 0)) &&
        !isAnnounced(child, m.first, blocks) &&
        !isStep(child, measures)
      ) {
        remove(work, child, 'links', `${Math.round(linked * 100)} % of it is links`);
        continue;
      }
    }
    pruneLinks(work, child, measures, blocks);
  }
}

const NOTES = /\b(?:foot ?notes?|end ?notes?|notes|references|citations?|bibliography)\b/;

/** Notes and references are mostly links by nature. */
function isNote(element: TreeElement): boolean {
  for (let at: TreeElement | null = element, i = 0; at && i < 3; at = at.parent, i += 1)
    if (NOTES.test(wordsOf(at))) return true;
  return false;
}

/** A step of a series, "1. …", whose first words are a link: its neighbours are prose. */
function isStep(element: TreeElement, measures: Measures): boolean {
  if ((measures.get(element)?.linkSize ?? 0) > (measures.get(element)?.size ?? 0) * 0.9) return false;
  const twins = (element.parent?.children ?? []).filter(
    (node): node is TreeElement => isElement(node) && node !== element && node.tag === element.tag,
  );
  const prose = twins.filter((twin) => (measures.get(twin)?.good ?? 0) > 40);
  return prose.length > 1 && prose.length >= twins.length * 0.6;
}

/** A table with headers and rows keeps its links: they are its data. */
function isDataTable(element: TreeElement): boolean {
  if (
    element.tag !== 'table' ||
    /\b(?:infobox|navbox|metadata|ambox|sidebar|vertical navbox|nav)\b/.test(wordsOf(element))
  )
    return false;
  const rows = [...elementsOf(element)].filter((e) => e.tag === 'tr' || e.tag === 'th');
  return rows.filter((e) => e.tag === 'tr').length > 2 && rows.some((e) => e.tag === 'th');
}

function isAnnounced(element: TreeElement, first: number, blocks: readonly Block[]): boolean {
  if (element.tag !== 'ul' && element.tag !== 'ol') return false;
  const before = blocks.findLast((block) => block.index < first);
  return Boolean(before && /[:：]$/.test(before.text) && before.size > 25 && !TAIL_HEADING.test(before.text));
}

function drop(work: Work, block: Block, pass: string, reason: string): void {
  const { tag, source } = block.owner;
  const goes = note(work, { tag, parent: null, children: block.nodes, source }, pass, reason);
  if (goes) for (const node of block.nodes) detach(node);
}

/** A short line that stands three times or more is a label of the template: `Advertisement`, `Article content`. */
function dropRepeated(work: Work, blocks: Block[]): Block[] {
  const counts = new Map<string, number>();
  const key = (block: Block) => fold(block.text);
  const eligible = (block: Block) =>
    block.size < 40 &&
    !isInCell(block.owner) &&
    !/^(?:p|td|th|li|dt|dd|pre|code|h[1-6])$/.test(block.owner.tag) &&
    !ENDS_SENTENCE.test(block.text);
  for (const block of blocks) if (eligible(block)) counts.set(key(block), (counts.get(key(block)) ?? 0) + 1);
  return blocks.filter((block) => {
    const name = eligible(block) ? key(block) : '';
    if (name.length < 3 || (counts.get(name) ?? 0) < 4) return true;
    drop(work, block, 'repeated', 'the same line several times');
    return false;
  });
}

/** Cells and items repeat by nature: a table of subjects says "two hours" in every row. */
function isInCell(element: TreeElement): boolean {
  for (let at: TreeElement | null = element, i = 0; at && i < 3; at = at.parent, i += 1) {
    if (/^(?:td|th|li)$/.test(at.tag)) return true;
  }
  return false;
}

/** Single lines that are never prose, wherever they stand. */
function dropLines(work: Work, blocks: Block[]): Block[] {
  return blocks.filter((block) => {
    const reason = uselessLine(block);
    if (!reason) return true;
    drop(work, block, 'lines', reason);
    return false;
  });
}

function uselessLine(block: Block): string | undefined {
  const { text, size, linkSize, owner } = block;
  const linked = isNote(owner) ? 0 : linkSize / size;
  if (size < 160 && BOILERPLATE.test(text)) return 'not prose';
  if (size < 200 && linkSize > 0 && holdsOneOf(text, APPEAL_SIGNS) && APPEAL.test(text)) return 'an appeal';
  if (TEMPLATE.test(text) && !/^(?:pre|code)$/.test(owner.tag)) return 'a template that was not filled in';
  if (size < 400 && holdsOneOf(text, PAYWALL_SIGNS) && PAYWALL.test(text)) return 'an offer to subscribe';
  if (size < 300 && linked > 0.4 && POINTER.test(text)) return 'points to another article';
  if (
    linked > 0.9 &&
    size > 15 &&
    !ENDS_SENTENCE.test(text) &&
    !/^(?:https?:|www\.)/.test(text) &&
    /^(?:p|div|span|section|strong|b|a)$/.test(owner.tag)
  )
    return 'only a link';
  return undefined;
}

/** Where the headline stands for the last time before the prose begins; it is often printed twice. */
function headlineAt(blocks: readonly Block[], title: string): number {
  let at = -1;
  let prose = 0;
  for (let i = 0; i < blocks.length && prose < 200; i += 1) {
    const block = blocks[i] as Block;
    if (title && fold(block.text) === title) at = i;
    else prose += Math.max(0, block.weight);
  }
  return at;
}

/** The headline itself, and lines of metadata before the first real paragraph. */
function trimHead(work: Work, blocks: Block[]): Block[] {
  const title = fold(work.headline.title.text);
  const subtitle = fold(work.headline.subtitle?.text);
  const at = headlineAt(blocks, title);
  let from = 0;
  if (at >= 0) {
    for (let i = 0; i <= at; i += 1) drop(work, blocks[i] as Block, 'head', 'up to the headline');
    from = at + 1;
  }
  const kept: Block[] = [];
  const short = shortLines(blocks, from);
  let i = from;
  for (; i < blocks.length; i += 1) {
    const block = blocks[i] as Block;
    if (block.weight > 60 && !lineKind(block.text) && fold(block.text) !== subtitle) break;
    const reason = subtitle && fold(block.text) === subtitle ? 'the subtitle' : headLine(block, short);
    if (reason) drop(work, block, 'head', reason);
    else kept.push(block);
  }
  return [...kept, ...blocks.slice(i)];
}

/** How many lines of a few words stand before the first paragraph: many are verses, not metadata. */
function shortLines(blocks: readonly Block[], from: number): number {
  let count = 0;
  for (const block of blocks.slice(from)) {
    if (block.weight > 60) break;
    if (block.size < 40) count += 1;
  }
  return count;
}

function headLine(block: Block, short: number): string | undefined {
  const { text, size, linkSize, owner } = block;
  if (size > 200) return undefined;
  const many = short > 6;
  const kind = lineKind(text);
  if (kind) return kind;
  if (linkSize / size > 0.6) return 'links';
  if (size < 60 && !many && DATED.test(text)) return 'date';
  if (HEADING.test(owner.tag) || /^(?:td|th|li|dt)$/.test(owner.tag)) return undefined;
  return size < 30 && !many && !ENDS_SENTENCE.test(text)
    ? 'a few words before the first paragraph'
    : undefined;
}

const proseOf = (blocks: readonly Block[]) => blocks.reduce((sum, b) => sum + Math.max(0, b.weight), 0);

/** Where paragraphs of the article stand: the parents that hold a good part of its prose. */
function mainParents(blocks: readonly Block[]): Set<TreeElement> {
  const sums = new Map<TreeElement, number>();
  const total = proseOf(blocks);
  for (const block of blocks) {
    const parent = parentOf(block);
    sums.set(parent, (sums.get(parent) ?? 0) + Math.max(0, block.weight));
  }
  return new Set([...sums].filter(([, sum]) => sum > total * 0.15).map(([parent]) => parent));
}

function parentOf(block: Block): TreeElement {
  const { owner } = block;
  // A block that is all of its owner stands for it: the owner's parent is what holds the row of paragraphs.
  const leaf = /^(?:p|h[1-6]|li|blockquote)$/.test(owner.tag) || owner.children.length === block.nodes.length;
  return leaf ? (owner.parent ?? owner) : owner;
}

/** Related lists and all that comes after the last paragraph. */
function trimTail(work: Work, blocks: Block[]): Block[] {
  const parents = mainParents(blocks);
  const total = proseOf(blocks);
  const left = [...blocks];
  const openings = left.filter(opensTail).map((block) => fold(block.text));
  let after = 0;
  for (let i = left.length - 1; i > 0; i -= 1) {
    const block = left[i] as Block;
    if (opensTail(block)) {
      const heading = HEADING.test(block.owner.tag);
      // The same words several times stand in each section; they open no tail.
      const often = openings.filter((text) => text === fold(block.text)).length > 2;
      let late = heading && !often && after < total * 0.35;
      // With much of the article still to come, the heading opens a box and no more than that.
      const box = often || after >= total * 0.35 ? boxOf(block.owner) : undefined;
      let end = i + 1;
      while (end < left.length) {
        const next = left[end] as Block;
        if (box && !isWithin(next.owner, box) && next.linkSize < next.size * 0.6) break;
        if (goesOn(next, parents, late)) break;
        // A box of links within the article: prose after it belongs to the article again.
        if (next.linkSize > next.size * 0.6) late = false;
        end += 1;
      }
      const cut = left.splice(i, end - i);
      for (const b of cut) drop(work, b, 'tail', `under "${block.text.slice(0, 40)}"`);
      after = proseOf(left.slice(i));
      continue;
    }
    if (block.size < 120 && after < total * 0.4 && closesArticle(block)) {
      for (const b of left.splice(i)) drop(work, b, 'tail', `after "${block.text.slice(0, 40)}"`);
      after = 0;
      continue;
    }
    after += Math.max(0, block.weight);
  }
  for (let i = left.length - 1; i > 0; i -= 1) {
    const block = left[i] as Block;
    const again = fold(block.text) === fold(work.headline.title.text) ? 'the headline again' : undefined;
    const reason = again ?? tailLine(block, parents) ?? strayLine(block, parents);
    if (!reason) break;
    drop(work, block, 'tail', reason);
    left.pop();
  }
  return left;
}

/** What a heading stands for: itself where it is a box of its own. */
const boxOf = (owner: TreeElement) =>
  /^(?:p|h[1-6]|span|strong|b|a)$/.test(owner.tag) ? owner.parent : owner;

// A cell is the head of a column and of nothing else, whatever it says ("Share of exports, %").
const opensTail = (block: Block) =>
  block.size < 90 && block.owner.tag !== 'th' && TAIL_HEADING.test(block.text);

/** 责任编辑 and the like stand at the end of a Chinese article; what follows is the platform's. */
function closesArticle(block: Block): boolean {
  return /[编編责責校审審监監]/.test(block.text) && lineKind(block.text) === 'editor';
}

/** Does the article go on with this block, after a heading of side matter? */
function goesOn(block: Block, parents: Set<TreeElement>, late: boolean): boolean {
  if (late)
    return (
      HEADING.test(block.owner.tag) &&
      parents.has(parentOf(block)) &&
      !TAIL_HEADING.test(block.text) &&
      block.linkSize < block.size / 2
    );
  // In the middle of an article only links belong to the box.
  return block.linkSize < block.size * 0.5 && (parents.has(parentOf(block)) || block.owner.tag === 'li');
}

/** A few words after the last paragraph, outside of what holds the paragraphs. */
function strayLine(block: Block, parents: Set<TreeElement>): string | undefined {
  if (block.size >= 40 || ENDS_SENTENCE.test(block.text) || parents.has(parentOf(block))) return undefined;
  return /^(?:li|td|th|dd|dt|pre|code)$/.test(block.owner.tag)
    ? undefined
    : 'a few words after the last paragraph';
}

function tailLine(block: Block, parents: Set<TreeElement>): string | undefined {
  const { text, size, linkSize, owner } = block;
  const kind = size < 700 ? lineKind(text) : undefined;
  // Official documents end with their date, in the row of their paragraphs.
  if (kind && !(kind === 'date' && parents.has(parentOf(block)))) return kind;
  if (HEADING.test(owner.tag)) return 'a heading with nothing under it';
  if (size < 700 && holdsOneOf(text, APPEAL_SIGNS) && APPEAL.test(text)) return 'an appeal';
  if (linkSize / size > 0.6 && !isNote(owner)) return 'links';
  return undefined;
}
