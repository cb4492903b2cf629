import type { Attachment } from '../../../utils/anchor/attach';
import { TextMap } from '../../../utils/anchor/text-map';
import type { Highlight } from '../../../utils/model/clip';
import { mapOptions, oursClass } from './map-options';

export interface PlacedMark extends Pick<Attachment, 'start' | 'end'> {
  item: Highlight;
}

/** Takes all marks out of a body; its text is as the page had it. */
export function unpaintMarks(body: HTMLElement): void {
  for (const handle of body.querySelectorAll('.mark-handle')) handle.remove();
  const parents = new Set<Node>();
  for (const piece of body.querySelectorAll('mark.hl')) {
    if (piece.parentNode) parents.add(piece.parentNode);
    piece.replaceWith(...piece.childNodes);
  }
  for (const parent of parents) parent.normalize();
}

/**
 * Paints marks: each piece of text gets a `<mark>`, the last of them a button for the keyboard. From the end to the
 * beginning, so that the places of what is still to be painted stay true.
 * @param nameOf what the button of a mark is called.
 */
export function paintMarks(
  body: HTMLElement,
  placed: readonly PlacedMark[],
  nameOf: (mark: Highlight) => string,
): void {
  let map = new TextMap(body, mapOptions);
  let paintedFrom = Number.POSITIVE_INFINITY;
  for (const { item, start, end } of placed.toReversed()) {
    if (end > paintedFrom) map = new TextMap(body, mapOptions); // it lies over one that is painted already
    paintedFrom = Math.min(paintedFrom, start);
    const stretches = map.stretches(start, end);
    let last: HTMLElement | undefined;
    for (const { node, start: from, end: to } of stretches.toReversed()) {
      const piece = wrap(node, from, to, item);
      last ??= piece;
    }
    last?.append(handleOf(body.ownerDocument, item, nameOf(item)));
  }
}

function wrap(node: Text, start: number, end: number, mark: Highlight): HTMLElement {
  const words = start > 0 ? node.splitText(start) : node;
  if (end - start < words.data.length) words.splitText(end - start);
  const piece = node.ownerDocument.createElement('mark');
  piece.className = 'hl';
  piece.dataset.mark = mark.id;
  piece.dataset.colour = mark.colour ?? 'blue';
  if (mark.body) piece.dataset.noted = '';
  words.replaceWith(piece);
  piece.append(words);
  return piece;
}

/** Seen only with the focus: by pointer a mark is pressed itself. */
function handleOf(document: Document, mark: Highlight, name: string): HTMLButtonElement {
  const handle = document.createElement('button');
  handle.type = 'button';
  handle.className = `mark-handle ${oursClass}`;
  handle.dataset.mark = mark.id;
  handle.setAttribute('aria-label', name);
  return handle;
}

/** The id of the mark that an event happened on. */
export function markOfEvent(event: Event): string | undefined {
  const target = event.composedPath()[0];
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-mark]') : null;
  return element?.dataset.mark;
}
