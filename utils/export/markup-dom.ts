import { type Markup, type MarkupElement, printable } from './markup';

const mathSpace = 'http://www.w3.org/1998/Math/MathML';
const htmlSpace = 'http://www.w3.org/1999/xhtml';

/** A tree as nodes of a document: names and attributes are ours, texts stay texts, and nothing is parsed. */
export function markupDom(node: Markup, document: Document, space = htmlSpace): Node {
  if (typeof node === 'string') return document.createTextNode(printable(node));
  const inside = spaceOf(node, space);
  const element = document.createElementNS(inside, node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!name.includes(':') && name !== 'xmlns') element.setAttribute(name, printable(value));
  }
  for (const child of node.children) element.append(markupDom(child, document, inside));
  return element;
}

function spaceOf({ tag }: MarkupElement, around: string): string {
  return tag === 'math' ? mathSpace : around;
}
