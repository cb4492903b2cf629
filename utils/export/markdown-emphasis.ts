import type { Emphasis, Nodes, Paragraph, PhrasingContent, Strong, Text } from 'mdast';
import { endRun } from '../dom/text';

/**
 * Settles words that Markdown would not read as they are meant. A mark of emphasis between a letter and a sign
 * (`**“灯”**亮`) is no mark to CommonMark, and in Chinese there is no blank to help: the signs at the edge go outside,
 * `“**灯**”亮`, quotes and brackets in pairs. Blanks before a paragraph, as Chinese pages indent it, go.
 */
export function settleEmphasis<T extends Nodes>(node: T): T {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).map(settleEmphasis);
  node.children = (isLine(node) ? trimStart(settleLine(children as PhrasingContent[])) : children) as never;
  return node;
}

function isLine(node: Nodes): node is Paragraph {
  return (
    node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell' || node.type === 'link'
  );
}

function settleLine(children: PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const [index, child] of children.entries()) {
    if (child.type !== 'strong' && child.type !== 'emphasis') {
      out.push(child);
      continue;
    }
    const [blankBefore, blankAfter] = takeBlanks(child);
    const before = blankBefore || lastLetter(out.at(-1));
    const after = blankAfter || firstLetter(children[index + 1]);
    out.push(...textOf(blankBefore), ...hoisted(child, before, after), ...textOf(blankAfter));
  }
  return joinTexts(out);
}

const sign = /^[\p{P}\p{S}]$/u;
const letter = /^[^\s\p{P}\p{S}]$/u;
const pairs: Record<string, string> = {
  '”': '“',
  '’': '‘',
  '」': '「',
  '』': '『',
  '》': '《',
  '）': '（',
  ')': '(',
  '"': '"',
  '】': '【',
};

function hoisted(node: Strong | Emphasis, before: string, after: string): PhrasingContent[] {
  const first = node.children[0];
  const last = node.children.at(-1);
  let lead = '';
  let trail = '';
  if (last?.type === 'text' && letter.test(after)) [last.value, trail] = splitEnd(last.value);
  const opening = first?.type === 'text' ? first.value.charAt(0) : '';
  const isPaired = opening !== '' && [...trail].some((char) => pairs[char] === opening);
  if (first?.type === 'text' && (letter.test(before) ? sign.test(opening) : isPaired)) {
    [lead, first.value] = isPaired ? [opening, first.value.slice(1)] : splitStart(first.value);
    const closing = Object.entries(pairs).find(([, open]) => lead.includes(open))?.[0];
    // The other half of a pair goes out with the first.
    if (last?.type === 'text' && closing && last.value.endsWith(closing) && trail === '') {
      trail = closing;
      last.value = last.value.slice(0, -closing.length);
    }
  }
  const isEmpty = node.children.every((child) => child.type === 'text' && child.value.trim() === '');
  const inner: PhrasingContent[] = isEmpty ? (node.children as Text[]) : [node];
  return [...textOf(lead), ...inner, ...textOf(trail)];
}

/** Blanks at the edges go outside: Markdown has no emphasis that begins or ends with one. */
function takeBlanks(node: Strong | Emphasis): [string, string] {
  const first = node.children[0];
  const last = node.children.at(-1);
  let before = '';
  let after = '';
  if (first?.type === 'text') {
    [before = ''] = /^\s+/.exec(first.value) ?? [];
    first.value = first.value.slice(before.length);
  }
  if (last?.type === 'text') {
    after = endRun(last.value, /\s/);
    last.value = last.value.slice(0, last.value.length - after.length);
  }
  return [before, after];
}

function textOf(value: string): Text[] {
  return value === '' ? [] : [{ type: 'text', value }];
}

function splitEnd(value: string): [string, string] {
  const signs = endRun(value, sign);
  return [value.slice(0, value.length - signs.length), signs];
}

function splitStart(value: string): [string, string] {
  const [signs = ''] = /^[\p{P}\p{S}]+/u.exec(value) ?? [];
  return [signs, value.slice(signs.length)];
}

function lastLetter(node: PhrasingContent | undefined): string {
  return node?.type === 'text' ? ([...node.value].at(-1) ?? '') : '';
}

function firstLetter(node: PhrasingContent | undefined): string {
  return node?.type === 'text' ? ([...node.value][0] ?? '') : '';
}

function joinTexts(nodes: PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      out[out.length - 1] = { type: 'text', value: last.value + node.value };
    else out.push(node);
  }
  return out;
}

function trimStart(nodes: PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = nodes;
  if (first?.type !== 'text') return nodes;
  const value = first.value.replace(/^[\s\u3000\u00a0]+/, '');
  return value === '' ? rest : [{ ...first, value }, ...rest];
}
