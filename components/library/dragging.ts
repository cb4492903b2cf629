import type { ClipId } from '../../utils/model/clip';
import type { CollectionId } from '../../utils/model/collection';

/** What is being dragged within this page. */
export type Dragged = { kind: 'clips'; ids: readonly ClipId[] } | { kind: 'collection'; id: CollectionId };

/** Marks a drag as ours; what is dragged stays here, since it may be a hundred thousand clips. */
const mark = 'application/x-colophon';
let dragged: Dragged | undefined;

/**
 * Begins a drag.
 * @param label what stands under the pointer while it is dragged.
 */
export function beginDrag(event: DragEvent, what: Dragged, label: string): void {
  dragged = what;
  event.dataTransfer?.setData(mark, '');
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copyMove';
  const badge = document.createElement('span');
  badge.className = 'drag-badge';
  badge.textContent = label;
  document.body.append(badge);
  event.dataTransfer?.setDragImage(badge, -8, -8);
  setTimeout(() => badge.remove());
}

/** What is being dragged over something, if it is ours. */
export function draggedOver(event: DragEvent): Dragged | undefined {
  return event.dataTransfer?.types.includes(mark) ? dragged : undefined;
}

/** Where over a line something is dragged: over its upper or lower edge, or its middle. */
export function partOf(event: DragEvent): 'above' | 'into' | 'below' {
  const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const share = (event.clientY - top) / height;
  if (share < 0.25) return 'above';
  return share > 0.75 ? 'below' : 'into';
}

/** What makes a line take what is dropped. `accepts` says in what way it would be taken; undefined where not. */
export function dropTarget(
  accepts: (what: Dragged, event: DragEvent) => string | undefined,
  onDrop: (what: Dragged, way: string) => void,
) {
  const unmark = (event: DragEvent): void => {
    delete (event.currentTarget as HTMLElement).dataset.drop;
  };
  return {
    onDragOver(event: DragEvent): void {
      const what = draggedOver(event);
      const way = what && accepts(what, event);
      if (!way) {
        unmark(event);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      (event.currentTarget as HTMLElement).dataset.drop = way;
    },
    onDragLeave: unmark,
    onDrop(event: DragEvent): void {
      const what = draggedOver(event);
      const way = what && accepts(what, event);
      unmark(event);
      if (!what || !way) return;
      event.preventDefault();
      event.stopPropagation();
      onDrop(what, way);
    },
  };
}
