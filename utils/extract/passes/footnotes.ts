/** Notes: markers and their notes keep pointing at each other, under names of our own. */

import { isSameDocument, resolveAddress } from '../../dom/address';
import { foldSpace } from '../../dom/text';
import {
  attributeOf,
  elementsOf,
  isElement,
  isWithin,
  makeElement,
  makeText,
  replaceWith,
  setAttribute,
  type TreeElement,
  textOf,
} from '../../dom/tree';
import type { Pass, Work } from '../work';

const MARKER = /^[\s[(（【]*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶]{1,3}|注\d*|note \d+)[\s\])）】.]*$/i;

export const footnotes: Pass = {
  name: 'footnotes',
  run(work: Work): void {
    const targets = targetsOf(work.root);
    const notes: TreeElement[] = [];
    const numbers = new Map<TreeElement, number>();
    for (const link of elementsOf(work.root)) {
      if (link.tag !== 'a' || !isWithin(link, work.root)) continue;
      const hash = hashOf(work, link);
      const text = foldSpace(textOf(link));
      if (!hash) {
        noteInTitle(link, text, notes);
        continue;
      }
      const target = targets.get(hash);
      if (!target || !MARKER.test(text) || isWithin(link, target)) continue;
      const known = numbers.get(target);
      const number = known ?? numbers.size + 1;
      numbers.set(target, number);
      setAttribute(link, 'href', `#fn-${number}`);
      setAttribute(link, 'id', known ? null : `fnref-${number}`);
      if (link.parent?.tag !== 'sup') wrap(link, 'sup');
      anchor(target, `fn-${number}`);
      pointBack(work, target, number);
    }
    if (notes.length) {
      const list = makeElement('ol', notes);
      list.parent = work.root;
      work.root.children.push(list);
    }
  },
};

/** Elements by id, and blocks around `<a name>`. */
function targetsOf(root: TreeElement): Map<string, TreeElement> {
  const found = new Map<string, TreeElement>();
  for (const element of elementsOf(root)) {
    const id = attributeOf(element, 'id');
    const name = element.tag === 'a' ? attributeOf(element, 'name') : null;
    for (const key of [id, name]) {
      if (key && !found.has(key)) found.set(key, blockAround(element, root));
    }
  }
  return found;
}

function blockAround(element: TreeElement, root: TreeElement): TreeElement {
  let at = element;
  while (at.parent && at.parent !== root && /^(?:a|sup|span|b|strong|i|em|small|cite)$/.test(at.tag))
    at = at.parent;
  return at;
}

function hashOf(work: Work, link: TreeElement): string | undefined {
  const href = attributeOf(link, 'href');
  if (!href?.includes('#')) return undefined;
  const absolute = href.startsWith('#')
    ? `${work.url.replace(/#.*/s, '')}${href}`
    : resolveAddress(href, work.base);
  if (!absolute || !isSameDocument(absolute, work.url)) return undefined;
  const hash = absolute.replace(/^[^#]*#/, '');
  try {
    return decodeURIComponent(hash) || undefined;
  } catch {
    return hash || undefined;
  }
}

/** Puts the anchor where it survives: on the note itself, or on a paragraph made of it. */
function anchor(target: TreeElement, id: string): void {
  if (/^(?:div|section|aside|span)$/.test(target.tag)) {
    const block = target.children.find(
      (c): c is TreeElement => isElement(c) && /^(?:p|li|ol|ul|blockquote|div)$/.test(c.tag),
    );
    if (block) {
      anchor(block, id);
      return;
    }
    target.tag = 'p';
  }
  setAttribute(target, 'id', id);
}

/** Links in a note that lead back to its marker. */
function pointBack(work: Work, note: TreeElement, number: number): void {
  for (const link of elementsOf(note)) {
    if (link.tag !== 'a' || !hashOf(work, link)) continue;
    if (foldSpace(textOf(link)).length <= 4) setAttribute(link, 'href', `#fnref-${number}`);
  }
}

/** `<a class="ref" title="note text">`: the note stands only in the title. */
function noteInTitle(link: TreeElement, text: string, notes: TreeElement[]): void {
  const title = attributeOf(link, 'title');
  const href = attributeOf(link, 'href');
  if (!title || title.length < 15 || !MARKER.test(text) || (href && !/^(?:#|javascript:)/i.test(href)))
    return;
  const number = notes.length + 1;
  notes.push(makeElement('li', [makeText(title)], { id: `fn-t${number}` }));
  setAttribute(link, 'href', `#fn-t${number}`);
  setAttribute(link, 'id', `fnref-t${number}`);
  if (link.parent?.tag !== 'sup') wrap(link, 'sup');
}

function wrap(element: TreeElement, tag: string): void {
  const shell = makeElement(tag);
  replaceWith(element, shell);
  shell.children = [element];
  element.parent = shell;
}
