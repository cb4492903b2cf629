import { useEffect } from 'preact/hooks';

/** How much of the window a page key turns. */
const page = 0.88;

/** How far a key leads, in windows; a whole number of articles at the ends. */
const steps: Record<string, number> = {
  PageDown: page,
  ' ': page,
  PageUp: -page,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Columns run to the left, where neither the wheel nor the page keys of a browser lead: both are turned into the
 * direction of reading. A wheel that already goes sideways, and keys with a modifier or in a control, are left alone.
 * @param root the element that the keys are heard on; `article` gives the box that scrolls across.
 */
export function useVerticalScroll(
  root: HTMLElement | null,
  article: () => HTMLElement | null,
  on: boolean,
): void {
  useEffect(() => {
    if (!root || !on) return;
    const turn = (box: HTMLElement, windows: number): void => {
      const room = box.scrollWidth - box.clientWidth;
      const way = Math.max(-room, Math.min(room, windows * box.clientWidth));
      box.scrollBy({ left: -way });
    };
    const onWheel = (event: WheelEvent): void => {
      const box = article();
      if (!box || event.ctrlKey || event.deltaX !== 0 || !isWithin(event, box)) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40;
      box.scrollBy({ left: -pixels, behavior: 'instant' });
    };
    const onKey = (event: KeyboardEvent): void => {
      const box = article();
      const windows = steps[event.key];
      const modified = event.ctrlKey || event.altKey || event.metaKey;
      if (!box || windows === undefined || modified || event.defaultPrevented || isControl(event)) return;
      event.preventDefault();
      turn(box, event.key === ' ' && event.shiftKey ? -windows : windows);
    };
    root.addEventListener('wheel', onWheel, { passive: false });
    root.addEventListener('keydown', onKey);
    return () => {
      root.removeEventListener('wheel', onWheel);
      root.removeEventListener('keydown', onKey);
    };
  }, [root, article, on]);
}

function isWithin(event: Event, box: HTMLElement): boolean {
  return event.composedPath().includes(box);
}

function isControl(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof Element &&
    target.closest('button, a, input, select, textarea, summary, dialog') !== null
  );
}
