import { TextMap } from '../../../utils/anchor/text-map';
import { mapOptions } from './map-options';

/** A selected passage of the article's body. */
export interface Picked {
  /** In the text of the body as `TextMap` reads it. */
  start: number;
  end: number;
  /** Where it stands in the window. */
  rect: DOMRect;
}

/** What is selected in the body; undefined where nothing of its text is. */
export function pickedIn(body: HTMLElement): Picked | undefined {
  const range = selectedRange(body);
  if (!range || range.collapsed || !range.intersectsNode(body)) return undefined;
  const found = new TextMap(body, mapOptions).locate(range);
  return found && { ...found, rect: range.getBoundingClientRect() };
}

/** The selected words as they are shown, a line for each block; empty where nothing of the body is selected. */
export function pickedWords(body: HTMLElement): string {
  const range = selectedRange(body);
  if (!range || range.collapsed || !range.intersectsNode(body)) return '';
  const map = new TextMap(body, { skip: mapOptions.skip });
  const found = map.locate(range);
  return found ? map.text.slice(found.start, found.end) : '';
}

/** Whether anything in the body is selected; quick, for while a selection is being drawn. */
export function hasPicked(body: HTMLElement): boolean {
  const range = selectedRange(body);
  return range !== undefined && !range.collapsed && range.intersectsNode(body);
}

/** Ends the selection, once it has become a mark. */
export function unselect(body: HTMLElement): void {
  selectionOf(body)?.removeAllRanges();
}

type WithSelection = { getSelection?: () => Selection | null };

function selectionOf(body: HTMLElement): Selection | null {
  // Only Chromium has a selection for each shadow root.
  const root = body.getRootNode() as unknown as WithSelection;
  return root.getSelection?.() ?? body.ownerDocument.getSelection();
}

/** The selection as a range of real nodes: the plain API does not show what is selected inside a shadow root. */
function selectedRange(body: HTMLElement): Range | undefined {
  const root = body.getRootNode();
  const document = body.ownerDocument;
  const selection = selectionOf(body);
  if (!selection) return undefined;
  if (root instanceof ShadowRoot && typeof selection.getComposedRanges === 'function') {
    const [composed] = selection.getComposedRanges({ shadowRoots: [root] });
    if (composed) {
      const range = document.createRange();
      range.setStart(composed.startContainer, composed.startOffset);
      range.setEnd(composed.endContainer, composed.endOffset);
      return range;
    }
  }
  return selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
}
