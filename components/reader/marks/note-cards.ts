import type { Highlight } from '../../../utils/model/clip';
import { oursClass } from './map-options';

/** Puts the notes of marks into the margin, each before the paragraph that it belongs to. */
export function placeNotes(
  body: HTMLElement,
  marks: readonly Highlight[],
  words: { note: string; lang: string },
): void {
  removeNotes(body);
  for (const mark of marks) {
    if (!mark.body) continue;
    const piece = body.querySelector(`mark.hl[data-mark="${CSS.escape(mark.id)}"]`);
    const block = piece && topBlock(piece, body);
    if (block) block.before(noteCard(body.ownerDocument, mark, words));
  }
}

/** Takes the notes out again. */
export function removeNotes(body: HTMLElement): void {
  for (const card of body.querySelectorAll('.notecard')) card.remove();
}

function topBlock(piece: Element, body: HTMLElement): Element | null {
  let block: Element | null = piece;
  while (block && block.parentElement !== body) block = block.parentElement;
  return block;
}

function noteCard(document: Document, mark: Highlight, words: { note: string; lang: string }): HTMLElement {
  const card = document.createElement('aside');
  card.className = `notecard ${oursClass}`;
  card.dataset.mark = mark.id;
  card.dataset.colour = mark.colour ?? 'blue';
  const label = document.createElement('p');
  label.className = 'mine';
  label.lang = words.lang;
  label.textContent = words.note;
  const text = document.createElement('p');
  text.dir = 'auto';
  text.textContent = mark.body ?? '';
  card.append(label, text);
  return card;
}
