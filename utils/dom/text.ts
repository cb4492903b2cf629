/** Text as a reader sees it: blocks, folded white space, words. */

import { SILENT_TAGS } from './allowed';

const BREAKING =
  /^(?:address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

/** Does an element of this name stand on lines of its own? Custom elements count as inline. */
export function isBlockName(tag: string): boolean {
  return BREAKING.test(tag);
}

/** White space, full-width indents and invisible marks folded to single spaces, ends trimmed. */
export function foldSpace(text: string): string {
  return text
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S ]\s*| \s+/g, ' ') // runs that are more than one blank: most blanks stay as they are
    .trim();
}

/**
 * The visible lines of a node: each block and each `<br>` begins a new one. Scripts, styles and form controls
 * are silent. Works on any DOM; does not look at style sheets.
 */
export function blockLines(root: Node): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = () => {
    const folded = foldSpace(line);
    if (folded) lines.push(folded);
    line = '';
  };
  let node: Node | null = root;
  while (node) {
    let descend: Node | null = null;
    if (node.nodeType === 3) line += node.nodeValue ?? '';
    else if (node.nodeType === 1) {
      const tag = (node as Element).localName.toLowerCase();
      if (!SILENT_TAGS.has(tag)) {
        if (isBlockName(tag)) flush();
        descend = node.firstChild;
      }
    } else if (node.nodeType === 11 || node.nodeType === 9) descend = node.firstChild;
    if (descend) {
      node = descend;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node?.nodeType === 1 && isBlockName((node as Element).localName.toLowerCase())) flush();
    }
    node = node && node !== root ? node.nextSibling : null;
  }
  flush();
  return lines;
}

/**
 * The run of characters at the end of a text that each match a pattern of one character. Looked for from the end: a
 * pattern such as `\\s+$` would begin at each place of each run, which is quadratic.
 */
export function endRun(text: string, one: RegExp): string {
  let end = text.length;
  while (end > 0) {
    const low = text.charCodeAt(end - 1);
    const wide = low >= 0xdc00 && low <= 0xdfff && end > 1;
    const letter = text.slice(end - (wide ? 2 : 1), end);
    if (!one.test(letter)) break;
    end -= letter.length;
  }
  return text.slice(end);
}

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]|[\ud840-\ud888][\udc00-\udfff]/g;
const WORD = /[\p{L}\p{N}]+(?:['’.\-_][\p{L}\p{N}]+)*/gu;

/** How many words: Latin and other spaced words, and each Han, kana and hangul character as one. */
export function countWords(text: string): number {
  const ideographs = text.match(CJK)?.length ?? 0;
  const rest = ideographs ? text.replace(CJK, ' ') : text;
  return ideographs + (rest.match(WORD)?.length ?? 0);
}

/** How many Han, kana and hangul characters. */
export function countCjk(text: string): number {
  return text.match(CJK)?.length ?? 0;
}
