/** Readability as the second candidate, asked where our own choice holds little of the page's prose (`doubt.ts`). */

import { Readability } from '@mozilla/readability';
import { attributeOf, isText, isWithin, type TreeElement, type TreeText } from '../dom/tree';
import type { Block } from './blocks';
import type { Measures } from './weigh';

/** What Readability reads of an element for its choice. */
const READ_ATTRIBUTES = ['class', 'id', 'role', 'itemprop', 'href', 'src', 'rel'];

/** How much more prose Readability's choice must hold to be taken. */
const BETTER = 1.25;
/** Readability takes seconds where there are more elements than this. */
const MOST_ELEMENTS = 8_000;

/**
 * The part that Readability would choose, where it holds clearly more prose than ours.
 * @param side what was found to be side matter; Readability does not see it.
 * @returns undefined where our choice stands.
 */
export function secondOpinion(
  document: Document,
  body: TreeElement,
  root: TreeElement,
  blocks: readonly Block[],
  measures: Measures,
  side: ReadonlyMap<TreeElement, unknown>,
): TreeElement | undefined {
  const good = (element: TreeElement): number => measures.get(element)?.good ?? 0;
  const kept = textsThatReadabilityKeeps(document, body, side);
  const theirs = blocks.filter((block) => block.nodes.some((node) => isText(node) && kept.has(node)));
  const chosen = commonParent(theirs.map((block) => block.owner));
  return chosen && good(chosen) > good(root) * BETTER ? chosen : undefined;
}

/**
 * Runs Readability on a document of its own that is built from our copy. It moves and renames elements but keeps text
 * nodes, so that its verdict is read by their identity. It may find nothing; then the set is empty.
 */
function textsThatReadabilityKeeps(
  document: Document,
  body: TreeElement,
  side: ReadonlyMap<TreeElement, unknown>,
): Set<TreeText> {
  const own = emptyDocument(document);
  const origins = new Map<Node, TreeText>();
  let elements = 0;
  const build = (from: TreeElement, into: Element): void => {
    for (const child of from.children) {
      if (isText(child)) {
        origins.set(into.appendChild(own.createTextNode(child.text)), child);
        continue;
      }
      if (side.has(child) || child.tag === 'script' || child.tag === 'noscript') continue;
      elements += 1;
      if (elements > MOST_ELEMENTS) return;
      // Names that a parser takes and createElement does not (`a:b"`) say nothing to Readability.
      const made = own.createElement(/^[a-z][\w-]*$/.test(child.tag) ? child.tag : 'span');
      for (const name of READ_ATTRIBUTES) {
        const value = attributeOf(child, name);
        if (value) made.setAttribute(name, value);
      }
      into.appendChild(made);
      build(child, made);
    }
  };
  build(body, own.body);
  const kept = new Set<TreeText>();
  if (elements > MOST_ELEMENTS) return kept;
  const found = new Readability<Node>(own, { serializer: (node) => node }).parse();
  const collect = (node: Node): void => {
    const origin = origins.get(node);
    if (origin) kept.add(origin);
    for (let child = node.firstChild; child; child = child.nextSibling) collect(child);
  };
  if (found?.content) collect(found.content);
  return kept;
}

/** An inert document; linkedom has no `implementation`, but can clone an empty one. */
function emptyDocument(document: Document): Document {
  if (document.implementation) return document.implementation.createHTMLDocument('');
  const own = document.cloneNode(false) as Document;
  const html = own.appendChild(own.createElement('html'));
  html.appendChild(own.createElement('head'));
  html.appendChild(own.createElement('body'));
  return own;
}

/** The nearest element around all of them. */
function commonParent(elements: readonly TreeElement[]): TreeElement | undefined {
  let common: TreeElement | null = elements[0] ?? null;
  for (const element of elements) {
    while (common && !isWithin(element, common)) common = common.parent;
  }
  return common ?? undefined;
}
