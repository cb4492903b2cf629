import { useEffect, useRef } from 'preact/hooks';
import type { ClipSummary } from '../../utils/model/clip';
import { carryOut } from './carry-out';

/** How long the scrolling must rest before it is kept, in milliseconds. */
const rest = 1_500;
/** Whoever has come so far has begun; so far, is through. */
const begun = 0.05;
const through = 0.97;
/** Steps that are worth a write. */
const step = 0.02;

/**
 * Keeps how far a clip is read while it is scrolled: begun, and at its end read. It never goes back by itself, and what
 * was marked as read stays so.
 * @param clip undefined keeps nothing.
 */
export function useReadingProgress(clip: ClipSummary | undefined, scroller: () => HTMLElement | null): void {
  const latest = useRef(clip);
  latest.current = clip;
  const id = clip?.id;
  useEffect(() => {
    const box = scroller();
    if (!box || !id) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let farthest = 0;
    const keep = (): void => {
      timer = undefined;
      const now = latest.current;
      if (!now || now.id !== id || now.readState === 'read' || farthest < begun) return;
      if (farthest < through && farthest < (now.progress ?? 0) + step) return;
      const state = farthest >= through ? 'read' : 'reading';
      void carryOut({
        kind: 'read',
        clipIds: [id],
        state,
        progress: Math.min(1, Math.round(farthest * 100) / 100),
      });
    };
    const onScroll = (): void => {
      const room = box.scrollHeight - box.clientHeight;
      if (room <= 0) return;
      farthest = Math.max(farthest, box.scrollTop / room);
      clearTimeout(timer);
      timer = setTimeout(keep, rest);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      box.removeEventListener('scroll', onScroll);
      if (!timer) return;
      clearTimeout(timer);
      keep();
    };
  }, [id, scroller]);
}
