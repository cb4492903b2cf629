/** A light tree that becomes HTML or XHTML. Names and attributes are ours; texts and values are escaped here and only here. */

export interface MarkupElement {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: Markup[];
}

export type Markup = string | MarkupElement;

type Attributes = Record<string, string | undefined>;

/** Makes an element; attributes that are undefined and empty children are left out. */
export function h(
  tag: string,
  attributes: Attributes = {},
  ...children: (Markup | undefined | readonly Markup[])[]
): MarkupElement {
  return {
    tag,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    children: children.flat().filter((child): child is Markup => child !== undefined && child !== ''),
  };
}

const voidTags = new Set('br col hr img link meta wbr'.split(' '));
/** Everything that XML 1.0 has no place for, and the controls that HTML forbids. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without what no document may hold. */
export function printable(text: string): string {
  return text.replace(unprintable, '');
}

/** Escapes a text for HTML and XML. */
export function escapeMarkup(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escapes a value for a double-quoted attribute in HTML and XML; line breaks survive XML's folding. */
export function escapeValue(value: string): string {
  return escapeMarkup(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Writes a tree as HTML or as XHTML (which XML parsers read). */
export function writeMarkup(node: Markup, syntax: 'html' | 'xml'): string {
  if (typeof node === 'string') return escapeMarkup(node).replaceAll('\r', syntax === 'xml' ? '&#13;' : '\n');
  const { tag, attributes, children } = node;
  const written = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeValue(value)}"`)
    .join('');
  if (syntax === 'html' && voidTags.has(tag)) return `<${tag}${written}>`;
  if (syntax === 'xml' && children.length === 0) return `<${tag}${written}/>`;
  const content = children.map((child) => writeMarkup(child, syntax)).join('');
  // An HTML parser drops a line feed right after <pre>.
  const lead = syntax === 'html' && tag === 'pre' && content.startsWith('\n') ? '\n' : '';
  return `<${tag}${written}>${lead}${content}</${tag}>`;
}

/** The words of a tree. */
export function markupText(node: Markup): string {
  return typeof node === 'string' ? node : node.children.map(markupText).join('');
}

/** JSON for a script element that holds data: no `<` that could end the element or open a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
