import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface ReadingPlace {
  /** Index of the last element whose top has passed the reading line; 0 at the head. */
  current: number;
  /** 0 to 1. */
  progress: number;
}

/** How far below the top edge a heading counts as being read. */
const readingLine = 140;

/**
 * Follows the scrolling of a box: which of the elements is being read, and how far the text has been read.
 * @param across gives the box that scrolls from right to left, where the text is set in columns.
 */
export function useReadingPlace(
  scroller: RefObject<HTMLElement | null>,
  elements: readonly HTMLElement[],
  across?: () => HTMLElement | null,
): ReadingPlace {
  const [place, setPlace] = useState<ReadingPlace>({ current: 0, progress: 0 });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const columns = across?.();
      const now = columns ? placeAcross(columns, elements) : placeIn(box, elements);
      // The same object where nothing is new: nearly every frame, and each new one draws the reader anew.
      setPlace((before) =>
        before.current === now.current && before.progress === now.progress ? before : now,
      );
    };
    const later = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    later(); // with the frame: asked at once, the browser would lay out everything twice
    const how = { passive: true, capture: true }; // columns scroll in a box of their own, further in
    box.addEventListener('scroll', later, how);
    return () => {
      box.removeEventListener('scroll', later, how);
      cancelAnimationFrame(frame);
    };
  }, [scroller, elements, across]);
  return place;
}

/** The last element that has passed the reading line, found by halving since they stand in order; -1 where none has. */
function lastPassed(elements: readonly HTMLElement[], distance: (element: HTMLElement) => number): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = elements[middle];
    if (element && distance(element) <= readingLine) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The same for columns: scrolled to the left, a heading has been read when it is in the right part of the window. */
function placeAcross(box: HTMLElement, elements: readonly HTMLElement[]): ReadingPlace {
  const room = box.scrollWidth - box.clientWidth;
  const progress = room > 0 ? Math.min(1, Math.abs(box.scrollLeft) / room) : 1;
  const right = box.getBoundingClientRect().right;
  const passed = lastPassed(elements, (element) => right - element.getBoundingClientRect().right);
  const atEnd = room > 0 && room - Math.abs(box.scrollLeft) < 2;
  return {
    current: atEnd ? elements.length - 1 : Math.max(0, passed),
    progress: Math.round(progress * 100) / 100,
  };
}

function placeIn(box: HTMLElement, elements: readonly HTMLElement[]): ReadingPlace {
  const top = box.getBoundingClientRect().top;
  const room = box.scrollHeight - box.clientHeight;
  const progress = room > 0 ? Math.min(1, Math.max(0, box.scrollTop / room)) : 1;
  const atEnd = room > 0 && room - box.scrollTop < 2;
  const passed = lastPassed(elements, (element) => element.getBoundingClientRect().top - top);
  return {
    current: atEnd ? elements.length - 1 : Math.max(0, passed),
    progress: Math.round(progress * 100) / 100,
  };
}
