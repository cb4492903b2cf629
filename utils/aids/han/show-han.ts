import { SILENT_TAGS } from '../../dom/allowed';

/** What a text node said before it was converted. */
const originals = new WeakMap<Text, string>();

/** The words of the page in a text node, whatever script they are shown in. */
export function originalText(node: Text): string {
  return originals.get(node) ?? node.data;
}

/**
 * Shows the Chinese of a tree in the other script, or as it stands (no `convert`). Node by node; a sentence that is
 * parted by a link or emphasis is converted in parts. Code stays as it is.
 */
export function showHan(root: Node, convert: ((text: string) => string) | undefined): void {
  const document = root.ownerDocument;
  if (!document) return;
  const walker = document.createTreeWalker(root, 5 /* elements and texts */, {
    acceptNode: (node) =>
      node.nodeType === 1 && isLeftAlone(node as Element) ? 2 /* reject with all it holds */ : 1,
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 3) showIn(node as Text, convert);
  }
}

function showIn(node: Text, convert: ((text: string) => string) | undefined): void {
  const original = originalText(node);
  const shown = convert && /\p{Script=Han}/u.test(original) ? convert(original) : original;
  if (shown === original) originals.delete(node);
  else originals.set(node, original);
  if (node.data !== shown) node.data = shown;
}

function isLeftAlone(element: Element): boolean {
  const tag = element.localName;
  return SILENT_TAGS.has(tag) || tag === 'pre' || tag === 'code' || tag === 'math';
}
