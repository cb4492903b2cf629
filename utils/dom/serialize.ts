/**
 * Writes a tree as HTML by construction: only names from the allow-list, only addresses with a safe scheme,
 * text escaped, and nested so that a parser reads back the very same tree.
 */

import { isSafeImage, isSafeLink, resolveAddress } from './address';
import {
  ADDRESS_ATTRIBUTES,
  ALLOWED_TAGS,
  ATTRIBUTES,
  BLOCK_TAGS,
  BOOLEAN_ATTRIBUTES,
  GLOBAL_ATTRIBUTES,
  MATH_TAGS,
  MATH_TOKENS,
  NUMBER_ATTRIBUTES,
  SILENT_TAGS,
  VOID_TAGS,
} from './allowed';
import { attributeOf, isText, type TreeElement, type TreeNode, textOf } from './tree';

/** Ids that may stay: our own footnote anchors and headings. */
const OWN_ID = /^(?:fn|fnref)-[\w-]{1,40}$/;
const OWN_CLASS = /^language-[\w+#.-]{1,30}$/;
const PHRASING_ONLY = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'dt', 'pre']);
const DEPTH = 200;

interface Place {
  base?: string;
  depth: number;
  /** Names that may not stand inside themselves, and that are open here. */
  inLink: boolean;
  inPhrase: boolean;
  inMath: boolean;
  parent: string;
}

/**
 * Serialises the children of a tree's root.
 * @param base absolute address that relative links and images are resolved against; without it they are dropped.
 */
export function serialize(root: TreeElement, base?: string): string {
  return writeAll(root.children, {
    base,
    depth: 0,
    inLink: false,
    inPhrase: false,
    inMath: false,
    parent: 'body',
  });
}

function writeAll(nodes: readonly TreeNode[], place: Place): string {
  let html = '';
  for (const node of nodes) html += isText(node) ? escapeText(node.text) : writeElement(node, place);
  return html;
}

function writeElement(element: TreeElement, place: Place): string {
  const tag = renamed(element, place);
  if (SILENT_TAGS.has(element.tag)) return '';
  const inner: Place = { ...place, depth: place.depth + 1 };
  if (!tag || place.depth > DEPTH) return writeAll(element.children, inner);
  if (tag === 'img') return writeImage(element, place);
  const attributes = writeAttributes(element, tag, place);
  if (tag === 'a') {
    // Its address is written first; a title may hold the same words.
    if (!attributes.startsWith(' href=')) return writeAll(element.children, inner);
    inner.inLink = true;
  }
  if (tag === 'span' && !attributes) return writeAll(element.children, inner);
  if (VOID_TAGS.has(tag)) return `<${tag}${attributes}>`;
  inner.parent = tag;
  inner.inPhrase = PHRASING_ONLY.has(tag) || (place.inPhrase && !BLOCK_TAGS.has(tag));
  inner.inMath = place.inMath || tag === 'math';
  const content = MATH_TOKENS.has(tag) ? escapeText(textOf(element)) : writeAll(element.children, inner);
  // A parser drops a line feed after <pre>: none may stand there, or each round trip would take one.
  return `<${tag}${attributes}>${tag === 'pre' ? content.replace(/^\n+/, '') : content}</${tag}>`;
}

/** The name under which an element may stand in its place; undefined unwraps it. */
function renamed(element: TreeElement, place: Place): string | undefined {
  const { tag } = element;
  if (!ALLOWED_TAGS.has(tag)) return undefined;
  if (MATH_TAGS.has(tag)) return place.inMath !== (tag === 'math') ? tag : undefined;
  if (place.inMath) return undefined;
  if (tag === 'a' && place.inLink) return undefined;
  if (place.inPhrase && BLOCK_TAGS.has(tag)) return undefined;
  if (PHRASING_ONLY.has(tag) && tag !== 'pre' && holdsBlock(element)) return tag === 'summary' ? tag : 'div';
  if (!fitsParent(tag, place.parent)) return 'div';
  return tag;
}

/** Parts of lists and tables only where the parser accepts them. */
function fitsParent(tag: string, parent: string): boolean {
  switch (tag) {
    case 'li':
      return parent === 'ul' || parent === 'ol';
    case 'dt':
    case 'dd':
      return parent === 'dl';
    case 'caption':
    case 'thead':
    case 'tbody':
    case 'tfoot':
    case 'colgroup':
      return parent === 'table';
    case 'col':
      return parent === 'colgroup';
    case 'tr':
      return parent === 'tbody' || parent === 'thead' || parent === 'tfoot' || parent === 'table';
    case 'td':
    case 'th':
      return parent === 'tr';
    default:
      return true;
  }
}

function holdsBlock(element: TreeElement): boolean {
  return element.children.some(
    (child) => !isText(child) && (BLOCK_TAGS.has(child.tag) || (child.tag !== 'math' && holdsBlock(child))),
  );
}

function writeImage(element: TreeElement, place: Place): string {
  if (place.inMath) return '';
  const src = safeAddress(attributeOf(element, 'src'), 'img', place.base);
  if (!src) return '';
  return `<img${writeAttributes(element, 'img', place)}>`;
}

function writeAttributes(element: TreeElement, tag: string, place: Place): string {
  let written = '';
  for (const name of [...(ATTRIBUTES[tag] ?? []), ...GLOBAL_ATTRIBUTES]) {
    const value = attributeOf(element, name);
    if (value === null) continue;
    const safe = safeValue(name, value, tag, place.base);
    if (safe === undefined) continue;
    written += BOOLEAN_ATTRIBUTES.has(name) ? ` ${name}=""` : ` ${name}="${escapeAttribute(safe)}"`;
  }
  return written;
}

function safeValue(name: string, value: string, tag: string, base?: string): string | undefined {
  if (ADDRESS_ATTRIBUTES.has(name)) return safeAddress(value, tag, base);
  if (NUMBER_ATTRIBUTES.has(name)) return /^-?\d{1,5}$/.test(value.trim()) ? value.trim() : undefined;
  switch (name) {
    case 'id':
      return OWN_ID.test(value) ? value : undefined;
    case 'class':
      return value.split(/\s+/).find((word) => OWN_CLASS.test(word));
    case 'lang':
      return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value) ? value : undefined;
    case 'dir':
      return /^(?:ltr|rtl|auto)$/i.test(value) ? value.toLowerCase() : undefined;
    case 'width':
    case 'height':
      return tag === 'img' ? /^\d{1,5}(?=(?:px)?$)/.exec(value.trim())?.[0] : value.slice(0, 20);
    default:
      return value.slice(0, 2000);
  }
}

function safeAddress(value: string | null, tag: string, base?: string): string | undefined {
  if (!value) return undefined;
  if (tag === 'img') {
    const address = /^(?:data|blob):/i.test(value)
      ? value
      : (resolveAddress(value, base ?? 'about:blank') ?? '');
    return isSafeImage(address) ? address : undefined;
  }
  if (/^#(?:fn|fnref)-/.test(value)) return isSafeLink(value) ? value : undefined;
  const address = resolveAddress(value, base ?? 'about:blank');
  return address && isSafeLink(address) ? address : undefined;
}

/** Escapes text for HTML. */
function escapeText(text: string): string {
  if (!/[&<>\0]/.test(text)) return text;
  return text.replace(/[&<>\0]/g, (c) =>
    c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '',
  );
}

/** Escapes a value for a double-quoted attribute. */
function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;');
}
