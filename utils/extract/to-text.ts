/** The prose of an article as lines. */

import { foldSpace } from '../dom/text';
import { isElement, isText, type TreeElement, type TreeNode } from '../dom/tree';
import { isInline } from './blocks';

/** Lines of headings, paragraphs, list items, quotes, code and table rows; captions and credits stay out. */
export function linesOf(root: TreeElement): string[] {
  const lines: string[] = [];
  collect(root, lines);
  return lines;
}

function collect(element: TreeElement, lines: string[]): void {
  if (element.tag === 'figure' && !holdsBody(element)) return;
  if (element.tag === 'figcaption') return;
  if (element.tag === 'pre') {
    for (const line of rawText(element).split('\n')) if (line.trim()) lines.push(line.trimEnd());
    return;
  }
  if (element.tag === 'tr') {
    const cells = element.children.filter(isElement).map((cell) => foldSpace(cellText(cell)));
    if (cells.some(Boolean)) lines.push(cells.join('\t'));
    return;
  }
  let run = '';
  const flush = () => {
    for (const line of run.split('\n')) {
      const folded = foldSpace(line);
      if (folded) lines.push(folded);
    }
    run = '';
  };
  for (const child of element.children) {
    if (isInline(child)) run += rawText(child);
    else {
      flush();
      collect(child as TreeElement, lines);
    }
  }
  flush();
}

/** A figure may hold a table or code and not only a picture. */
function holdsBody(element: TreeElement): boolean {
  return element.children.some(
    (child) =>
      isElement(child) && (/^(?:table|pre|blockquote|ul|ol|dl)$/.test(child.tag) || holdsBody(child)),
  );
}

function cellText(node: TreeNode): string {
  if (isText(node)) return node.text;
  if (node.tag === 'br') return ' ';
  return node.children.map(cellText).join(isInline(node) ? '' : ' ');
}

function rawText(node: TreeNode): string {
  if (isText(node)) return node.text.replace(/[\r\n]+/g, (s) => (isPreformatted(node) ? s : ' '));
  if (node.tag === 'br') return '\n';
  if (node.tag === 'rt' || node.tag === 'rp') return '';
  if (node.tag === 'math') return mathText(node);
  return node.children.map(rawText).join('');
}

function isPreformatted(node: TreeNode): boolean {
  for (let at: TreeElement | null = node.parent; at; at = at.parent) if (at.tag === 'pre') return true;
  return false;
}

/** A formula reads as its TeX where the page gives it. */
function mathText(math: TreeElement): string {
  const annotation = find(math, 'annotation');
  if (annotation) return annotation.children.map(rawText).join('').trim();
  return math.children.map(rawText).join('');
}

function find(element: TreeElement, tag: string): TreeElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.tag === tag) return child;
    const below = find(child, tag);
    if (below) return below;
  }
  return undefined;
}
