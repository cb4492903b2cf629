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

/** Follows the scrolling of a box: which of the elements is being read, and how far the text has been read. */
export function useReadingPlace(
  scroller: RefObject<HTMLElement | null>,
  elements: readonly HTMLElement[],
): ReadingPlace {
  const [place, setPlace] = useState<ReadingPlace>({ current: 0, progress: 0 });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      setPlace(placeIn(box, elements));
    };
    const later = (): void => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    box.addEventListener('scroll', later, { passive: true });
    return () => {
      box.removeEventListener('scroll', later);
      cancelAnimationFrame(frame);
    };
  }, [scroller, elements]);
  return place;
}

function placeIn(box: HTMLElement, elements: readonly HTMLElement[]): ReadingPlace {
  const top = box.getBoundingClientRect().top;
  const room = box.scrollHeight - box.clientHeight;
  const progress = room > 0 ? Math.min(1, Math.max(0, box.scrollTop / room)) : 1;
  const atEnd = room > 0 && room - box.scrollTop < 2;
  const passed = elements.findLastIndex(
    (element) => element.getBoundingClientRect().top - top <= readingLine,
  );
  return {
    current: atEnd ? elements.length - 1 : Math.max(0, passed),
    progress: Math.round(progress * 100) / 100,
  };
}
