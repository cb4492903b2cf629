/** Pictures with what the page says about them. */

import { foldSpace } from '../dom/text';
import {
  attributeOf,
  isElement,
  isText,
  makeElement,
  makeText,
  type TreeElement,
  type TreeNode,
  textOf,
} from '../dom/tree';
import type { ArticleImage } from '../model/article';
import { type ImageCredit, readImageCredit } from '../page/image-credit';
import { lineKind } from '../page/line-kind';
import { fold } from '../page/text';
import { sizeOf } from './blocks';
import { findImage } from './images';
import type { Work } from './work';

/**
 * Puts each picture of the normalised tree into a figure of its own with its caption, which leaves the text, and
 * lists the pictures. Credits are read from the page's own elements, since the copy was cleaned.
 */
export function collectFigures(work: Work, root: TreeElement): ArticleImage[] {
  const images: ArticleImage[] = [];
  const seen = new Set<string>();
  visit(work, root, images, seen);
  return images;
}

function visit(work: Work, element: TreeElement, images: ArticleImage[], seen: Set<string>): void {
  const out: TreeNode[] = [];
  const children = [...element.children];
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i] as TreeNode;
    if (isText(child)) {
      out.push(child);
      continue;
    }
    if (child.tag === 'figure' && findImage(child)) {
      out.push(
        ...figureOf(work, child, children[i + 1], images, seen, () => {
          i += 1;
        }),
      );
      continue;
    }
    if (child.tag === 'img' || (isLine(child) && findImage(child))) {
      out.push(
        ...lineOf(work, child, children, i, images, seen, (used) => {
          i += used;
        }),
      );
      continue;
    }
    visit(work, child, images, seen);
    out.push(child);
  }
  element.children = out;
  for (const child of out) child.parent = element;
}

/** A paragraph or heading: its pictures go before it. */
function isLine(element: TreeElement): boolean {
  return /^(?:p|h[1-6]|a|span|strong|b|em|i|center|font)$/.test(element.tag);
}

function takeImages(element: TreeElement): TreeElement[] {
  const found: TreeElement[] = [];
  const walk = (at: TreeElement) => {
    at.children = at.children.filter((child) => {
      if (!isElement(child)) return true;
      if (child.tag === 'img') {
        found.push(child);
        return false;
      }
      walk(child);
      return true;
    });
  };
  if (element.tag === 'img') return [element];
  walk(element);
  return found;
}

function figureOf(
  work: Work,
  figure: TreeElement,
  next: TreeNode | undefined,
  images: ArticleImage[],
  seen: Set<string>,
  skipNext: () => void,
): TreeNode[] {
  const caption = findTag(figure, 'figcaption');
  const text = caption ? foldSpace(textOf(caption)) : '';
  const pictures = takeImages(figure);
  const made: TreeNode[] = [];
  pictures.forEach((picture, index) => {
    const last = index === pictures.length - 1;
    const built = build(work, picture, images, seen, last ? text : '');
    if (built) made.push(built.figure);
    if (built && last && !text && next && isCaptionOf(next, built.credit)) {
      append(built.figure, foldSpace(textOf(next)));
      skipNext();
    }
  });
  const rest = figure.children.filter(
    (child) => child !== caption && isElement(child) && /^(?:table|pre|blockquote|ul|ol)$/.test(child.tag),
  );
  return [...made, ...rest];
}

function lineOf(
  work: Work,
  line: TreeElement,
  children: readonly TreeNode[],
  at: number,
  images: ArticleImage[],
  seen: Set<string>,
  skip: (used: number) => void,
): TreeNode[] {
  const pictures = takeImages(line);
  const text = line.tag === 'img' ? '' : foldSpace(textOf(line));
  const made: TreeNode[] = [];
  let last: { figure: TreeElement; credit: ImageCredit } | undefined;
  for (const picture of pictures) {
    const built = build(work, picture, images, seen, '');
    if (!built) continue;
    made.push(built.figure);
    last = built;
  }
  if (!last) return text ? [line] : [];
  if (text) {
    const alt = fold(attributeOf(pictures[pictures.length - 1] as TreeElement, 'alt') ?? '');
    const first = firstLine(line);
    if (first.text === text) {
      const caption =
        isCaptionText(text, last.credit) ||
        (alt.length > 5 && alt === fold(text)) ||
        (isCentred(line) && sizeOf(text) < 160);
      if (!caption) return [...made, line];
      append(last.figure, text);
      return made;
    }
    if (isCaptionText(first.text, last.credit)) {
      append(last.figure, first.text);
      line.children = first.rest;
    }
    return [...made, line];
  }
  const next = children[at + 1];
  if (next && isCaptionOf(next, last.credit, children[at + 2])) {
    append(last.figure, foldSpace(textOf(next)));
    skip(1);
  }
  return made;
}

/** The first line of a paragraph with line breaks in it, and what comes after. */
function firstLine(line: TreeElement): { text: string; rest: TreeNode[] } {
  const nodes = [...line.children];
  let text = '';
  while (nodes.length) {
    const node = nodes.shift() as TreeNode;
    if (isElement(node) && node.tag === 'br') {
      if (foldSpace(text)) break;
      continue;
    }
    text += textOf(node);
  }
  return { text: foldSpace(text), rest: nodes };
}

function isCaptionOf(node: TreeNode, credit: ImageCredit, after?: TreeNode): boolean {
  if (isText(node) || !/^p|h[4-6]$/.test(node.tag) || findImage(node)) return false;
  const text = foldSpace(textOf(node));
  // Where the text goes on centred, being centred says nothing.
  const apart = !after || isText(after) || !isCentred(after);
  return isCaptionText(text, credit) || (isCentred(node) && apart && sizeOf(text) < 160);
}

/** A short centred line under a picture is its caption. */
function isCentred(element: TreeElement): boolean {
  if (element.children.some((child) => isElement(child) && child.tag === 'br')) return false;
  for (
    let at: Element | null | undefined = element.source ?? sourceBelow(element), i = 0;
    at && i < 2;
    at = at.parentElement, i += 1
  ) {
    if (at.localName === 'center' || at.getAttribute('align') === 'center') return true;
    if (/text-align\s*:\s*center/i.test(at.getAttribute('style') ?? '')) return true;
    if (
      /(?:^|[\s_-])(?:f_center|text-center|center|aligncenter|has-text-align-center|img_descr|pictext)(?:$|[\s_-])/i.test(
        at.getAttribute('class') ?? '',
      )
    )
      return true;
  }
  return false;
}

function sourceBelow(element: TreeElement): Element | undefined {
  for (const child of element.children) {
    if (isElement(child)) return child.source ?? sourceBelow(child);
  }
  return undefined;
}

/** Is a line the one that the page room read as caption or credit of the picture before it? */
function isCaptionText(text: string, credit: ImageCredit): boolean {
  if (!text || text.length > 400) return false;
  const line = fold(text);
  const caption = fold(credit.caption?.value);
  const by = fold(credit.credit?.value);
  const known = (caption.length + by.length) * 1.5 + 12;
  if (caption && by && line.length < known && line.includes(caption) && line.includes(by)) return true;
  if (caption && (line === caption || (line.startsWith(caption) && line.length < caption.length * 1.4 + 12)))
    return true;
  if (by && line === by) return true;
  return text.length < 60 && lineKind(text) === 'credit';
}

function build(
  work: Work,
  picture: TreeElement,
  images: ArticleImage[],
  seen: Set<string>,
  caption: string,
): { figure: TreeElement; credit: ImageCredit } | undefined {
  const src = attributeOf(picture, 'src');
  if (!src || seen.has(src)) return undefined;
  seen.add(src);
  const credit = picture.source ? readImageCredit(picture.source, work.facts) : { creators: [] };
  const alt = foldSpace(attributeOf(picture, 'alt') ?? '');
  const width = pixels(attributeOf(picture, 'width'));
  const height = pixels(attributeOf(picture, 'height'));
  images.push({
    id: `img${images.length + 1}`,
    src,
    ...(alt ? { alt } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...credit,
  });
  const image = makeElement('img', [], {
    src,
    alt,
    ...(width ? { width: String(width) } : {}),
    ...(height ? { height: String(height) } : {}),
  });
  const figure = makeElement('figure', [image]);
  const words =
    caption ||
    (picture.source?.closest?.('figure')
      ? [credit.caption?.value, credit.credit?.value].filter(Boolean).join(' ')
      : '');
  if (words) append(figure, words);
  return { figure, credit };
}

function append(figure: TreeElement, caption: string): void {
  const made = makeElement('figcaption', [makeText(caption)]);
  made.parent = figure;
  figure.children = [...figure.children.filter((c) => !isElement(c) || c.tag !== 'figcaption'), made];
}

function pixels(value: string | null): number | undefined {
  const number = /^\s*(\d{1,5})(?:px)?\s*$/.exec(value ?? '')?.[1];
  return number && Number(number) > 0 ? Number(number) : undefined;
}

function findTag(element: TreeElement, tag: string): TreeElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.tag === tag) return child;
    const below = findTag(child, tag);
    if (below) return below;
  }
  return undefined;
}
