/** Code: one block with its lines, its language, and no line numbers or buttons. */

import { isBlockName } from '../../dom/text';
import {
  attributeOf,
  detach,
  elementsOf,
  isElement,
  isText,
  isWithin,
  makeElement,
  makeText,
  replaceWith,
  type TreeElement,
  type TreeNode,
  textOf,
} from '../../dom/tree';
import { wordsOf } from '../hints';
import type { Pass, Work } from '../work';

export const code: Pass = {
  name: 'code',
  run(work: Work): void {
    for (const element of elementsOf(work.root)) {
      if (!isWithin(element, work.root)) continue;
      if (element.tag === 'table') unwrapNumbered(element);
      else if (isLineNumbers(element)) detach(element);
    }
    for (const element of elementsOf(work.root)) {
      if (!isWithin(element, work.root) || isInsidePre(element)) continue;
      if (element.tag === 'pre' || isLooseBlock(element)) replaceWith(element, blockOf(element));
    }
  },
};

/** A table of two cells, numbers beside code, is the code. */
function unwrapNumbered(table: TreeElement): void {
  const blocks = [...elementsOf(table)].filter((e) => e.tag === 'pre' || e.tag === 'code');
  const cells = [...elementsOf(table)].filter((e) => e.tag === 'td');
  if (!blocks.length || cells.length < 2) return;
  const isNumbers = (cell: TreeElement) => /^[\s\d]*$/.test(textOf(cell));
  const rows = [...elementsOf(table)].filter((e) => e.tag === 'tr');
  const code = cells.filter((cell) => !isNumbers(cell));
  if (!cells.some(isNumbers) || code.length !== rows.length) return;
  const pre = makeElement(
    'pre',
    [makeText(code.map((cell) => linesOf(cell).replace(/\n$/, '')).join('\n'))],
    languageAttributes(table),
  );
  replaceWith(table, pre);
}

function isLineNumbers(element: TreeElement): boolean {
  if (
    !/\b(?:line numbers?( rows)?|linenos?|line index|gutter|lineno|hljs ln numbers|code snippet line index)\b/.test(
      wordsOf(element),
    )
  )
    return false;
  return /^[\s\d.]*$/.test(textOf(element)) && element.tag !== 'pre';
}

function isInsidePre(element: TreeElement): boolean {
  for (let at = element.parent; at; at = at.parent) if (at.tag === 'pre') return true;
  return false;
}

/** `<code>` of several lines without `<pre>` around it. */
function isLooseBlock(element: TreeElement): boolean {
  if (element.tag !== 'code') return false;
  const pre = /white-space\s*:\s*(?:pre|break-spaces)/i.test(
    `${attributeOf(element, 'style') ?? ''};${attributeOf(element.parent ?? element, 'style') ?? ''}`,
  );
  const alone = (element.parent?.children ?? []).every((n) => n === element || (isText(n) && !n.text.trim()));
  const lines = textOf(element).trim().split('\n').length;
  return alone && ((pre && lines > 1) || lines > 2) && element.parent?.tag !== 'td';
}

function blockOf(element: TreeElement): TreeElement {
  const text = linesOf(element)
    .trimEnd()
    .replace(/^\n+/, '')
    .replace(/\u00a0/g, ' ');
  return makeElement('pre', [makeElement('code', [makeText(text)], languageAttributes(element))]);
}

/** The text of code; elements that stand for lines end one, unless their text already does. */
function linesOf(element: TreeElement): string {
  let out = '';
  const endLine = () => {
    if (out && !out.endsWith('\n')) out += '\n';
  };
  const codes = element.tag === 'pre' ? element.children.filter((c) => isElement(c) && c.tag === 'code') : [];
  const separate = codes.length > 1;
  const read = (node: TreeNode): void => {
    if (isText(node)) {
      out += node.text;
      return;
    }
    if (node.tag === 'br') {
      out += '\n';
      return;
    }
    if (node.tag === 'button' || /\b(?:copy|clipboard|toolbar)\b/.test(wordsOf(node))) return;
    const line = isBlockName(node.tag) || (separate && node.tag === 'code') || isLine(node);
    if (line) endLine();
    for (const child of node.children) read(child);
    if (line) endLine();
  };
  for (const child of element.children) read(child);
  return out;
}

/** Highlighters that wrap each line in a span with no line feed of its own. */
function isLine(element: TreeElement): boolean {
  return (
    /(?:^|\s)(?:token line|code line|cm line|view line|line)(?:\s|$)/.test(wordsOf(element)) &&
    element.tag === 'span' &&
    !textOf(element).endsWith('\n') &&
    isFollowedByElement(element)
  );
}

function isFollowedByElement(element: TreeElement): boolean {
  const siblings = element.parent?.children ?? [];
  const next = siblings[siblings.indexOf(element) + 1];
  return !next || isElement(next);
}

const LANGUAGE =
  /(?:^|\s)(?:language|lang|brush:?|highlight-source|highlight|code-snippet__)[-: ]?\s*([A-Za-z][\w+#.]{0,20})(?:\s|$)/;
const NOT_LANGUAGE =
  /^(?:none|plaintext|text|plain|nohighlight|code|fix|line|index|source|wrapper|block|container|js-file-line)$/i;

function languageAttributes(element: TreeElement): Record<string, string> {
  const inner = [...elementsOf(element)].filter((e) => e.tag === 'code' || e.tag === 'pre').slice(0, 3);
  for (const at of [element, ...inner, element.parent, element.parent?.parent]) {
    if (!at) continue;
    const data = attributeOf(at, 'data-lang') ?? attributeOf(at, 'data-language');
    const named = data ?? LANGUAGE.exec(attributeOf(at, 'class') ?? '')?.[1];
    if (named && /^[\w+#.]{1,20}$/.test(named) && !NOT_LANGUAGE.test(named))
      return { class: `language-${named.toLowerCase()}` };
  }
  return {};
}
