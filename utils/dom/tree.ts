/**
 * A light copy of a part of a document. Everything that reads an article works on such a copy: the page itself
 * is never touched, and walking plain objects is many times faster than walking a DOM.
 */

import { SILENT_TAGS } from './allowed';

export interface TreeText {
  text: string;
  parent: TreeElement | null;
}

export interface TreeElement {
  tag: string;
  parent: TreeElement | null;
  children: TreeNode[];
  /** The element in the page that this is a copy of; absent on elements that we made. */
  source?: Element;
  /** Attributes that we set (or, as null, took away); they go before the source's own. */
  attributes?: Record<string, string | null>;
}

export type TreeNode = TreeElement | TreeText;

export interface TreeLimits {
  /** Elements deeper than this are put beside each other at this depth, so that no walk can overflow. */
  depth: number;
  /** No more nodes than this are copied. */
  nodes: number;
}

export interface Tree {
  root: TreeElement;
  nodes: number;
  /** Set where the limit on nodes cut the copy short. */
  truncated: boolean;
}

export const TREE_LIMITS: TreeLimits = { depth: 300, nodes: 400_000 };

export function isText(node: TreeNode): node is TreeText {
  return 'text' in node;
}

export function isElement(node: TreeNode): node is TreeElement {
  return 'tag' in node;
}

/** An attribute of a tree's element: ours first, then the page's. */
export function attributeOf(element: TreeElement, name: string): string | null {
  const own = element.attributes?.[name];
  if (own !== undefined) return own;
  return element.source?.getAttribute(name) ?? null;
}

/** Sets (or with null takes away) an attribute on the copy. */
export function setAttribute(element: TreeElement, name: string, value: string | null): void {
  element.attributes ??= {};
  element.attributes[name] = value;
}

/** Makes an element of our own with the given children, which are moved. */
export function makeElement(
  tag: string,
  children: TreeNode[] = [],
  attributes?: Record<string, string | null>,
): TreeElement {
  const made: TreeElement = { tag, parent: null, children, attributes };
  for (const child of children) child.parent = made;
  return made;
}

/** Makes a text of our own. */
export function makeText(text: string): TreeText {
  return { text, parent: null };
}

/** Takes a node out of its parent. */
export function detach(node: TreeNode): void {
  const parent = node.parent;
  if (!parent) return;
  const at = parent.children.indexOf(node);
  if (at >= 0) parent.children.splice(at, 1);
  node.parent = null;
}

/** Puts other nodes in the place of a node. */
export function replaceWith(node: TreeNode, ...others: TreeNode[]): void {
  const parent = node.parent;
  if (!parent) return;
  const at = parent.children.indexOf(node);
  for (const other of others) other.parent = parent;
  parent.children.splice(at, 1, ...others);
  node.parent = null;
}

/** Takes an element away and leaves its children in its place. */
export function unwrap(element: TreeElement): void {
  replaceWith(element, ...element.children);
  element.children = [];
}

/** Every element below (not the root itself), in document order, as they stand now: a walk may change them. */
export function elementsOf(root: TreeElement): TreeElement[] {
  const found: TreeElement[] = [];
  const collect = (element: TreeElement): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      found.push(child);
      if (child.children.length) collect(child);
    }
  };
  collect(root);
  return found;
}

/** All text below, unfolded. */
export function textOf(node: TreeNode): string {
  if (isText(node)) return node.text;
  let text = '';
  for (const child of node.children) text += textOf(child);
  return text;
}

/** Is `node` inside `ancestor` (or the same)? */
export function isWithin(node: TreeNode, ancestor: TreeElement): boolean {
  for (let at: TreeNode | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Elements that are silent as text but that a pass may still turn into something readable. */
const KEPT_SILENT = new Set(['iframe', 'video', 'audio', 'noscript', 'script', 'object', 'embed', 'input']);

/**
 * Copies an element and what is below it. Open shadow roots are read in the place of their hosts' children,
 * with slots filled. Comments, styles and the like stay out. Does not recurse, so depth cannot overflow it.
 * @param options.media also copies players, frames, noscript and math scripts, for passes that read them.
 */
export function copyTree(source: Element, options: { limits?: TreeLimits; media?: boolean } = {}): Tree {
  const limits = options.limits ?? TREE_LIMITS;
  const root: TreeElement = { tag: source.localName.toLowerCase(), parent: null, children: [], source };
  let nodes = 1;
  let truncated = false;
  const open: Frame[] = [{ next: contentOf(source), into: root, depth: 1 }];
  while (open.length) {
    const frame = open[open.length - 1] as Frame;
    const node = Array.isArray(frame.next) ? frame.next.pop() : frame.next;
    if (!node) {
      open.pop();
      continue;
    }
    if (!Array.isArray(frame.next)) frame.next = node.nextSibling;
    if (node.nodeType === 3) {
      const text = node.nodeValue;
      if (!text) continue;
      frame.into.children.push({ text, parent: frame.into });
    } else if (node.nodeType === 1) {
      const element = node as Element;
      const tag = element.localName.toLowerCase();
      if (SILENT_TAGS.has(tag) && !(options.media && KEPT_SILENT.has(tag) && isWorthReading(element, tag)))
        continue;
      const copy: TreeElement = { tag, parent: frame.into, children: [], source: element };
      frame.into.children.push(copy);
      const closed = SILENT_TAGS.has(tag) && tag !== 'noscript' && tag !== 'script';
      const content = closed ? null : contentOf(element);
      if (content) {
        const into = frame.depth < limits.depth ? copy : frame.into;
        open.push({ next: content, into, depth: frame.depth + 1 });
      }
    } else continue;
    nodes += 1;
    if (nodes >= limits.nodes) {
      truncated = true;
      break;
    }
  }
  return { root, nodes, truncated };
}

/** Only scripts that hold a formula are read. */
function isWorthReading(element: Element, tag: string): boolean {
  if (tag === 'script') return /^math\/(tex|mml)/i.test(element.getAttribute('type') ?? '');
  if (tag === 'input') return /checkbox/i.test(element.getAttribute('type') ?? '');
  return true;
}

interface Frame {
  /** The next sibling to read, or a list of nodes in reverse. */
  next: Node | Node[] | null;
  into: TreeElement;
  depth: number;
}

/** What an element shows: its open shadow root, what is slotted into it, or its children. */
function contentOf(element: Element): Node | Node[] | null {
  if (element.shadowRoot?.firstChild) return element.shadowRoot.firstChild;
  if (element.localName === 'slot') {
    const slotted = (element as HTMLSlotElement).assignedNodes?.() ?? [];
    if (slotted.length) return [...slotted].reverse();
  }
  return element.firstChild;
}
