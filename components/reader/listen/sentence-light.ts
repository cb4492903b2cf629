import type { Stretch } from '../../../utils/anchor/text-map';

/**
 * Shows which sentence is spoken, by boxes behind the words: the words themselves stay untouched, so that marks and
 * selections are not disturbed. The layer stands in the reader's element.
 */
export function lightSentence(layer: HTMLElement, stretches: readonly Stretch[]): void {
  const document = layer.ownerDocument;
  const frame = layer.getBoundingClientRect();
  const boxes = stretches.flatMap(({ node, start, end }) => {
    if (!node.isConnected || end > node.data.length) return [];
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()];
  });
  layer.replaceChildren(
    ...boxes.map((rect) => {
      const box = document.createElement('i');
      box.style.insetBlockStart = `${rect.top - frame.top}px`;
      box.style.left = `${rect.left - frame.left}px`;
      box.style.inlineSize = `${rect.width}px`;
      box.style.blockSize = `${rect.height}px`;
      return box;
    }),
  );
}

/** Scrolls so that the lit sentence is in the middle part of its window, if it is not there. */
export function keepInView(layer: HTMLElement, scroller: HTMLElement): void {
  const first = layer.firstElementChild?.getBoundingClientRect();
  const last = layer.lastElementChild?.getBoundingClientRect();
  if (!first || !last) return;
  const box = scroller.getBoundingClientRect();
  const top = box.top + 90;
  const bottom = box.bottom - 120;
  if (first.top >= top && last.bottom <= bottom) return;
  scroller.scrollBy({ top: first.top - (box.top + box.height * 0.35) });
}
