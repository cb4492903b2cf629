import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { ClipPages } from '../../utils/store/search-clips';
import type { RowsHandle } from './clip-rows';
import { clipInHash, hashOf } from './library-state';

export interface Moves {
  /** So many rows on, or back; gives the clip that is shown then. */
  step: (away: number) => Promise<ClipSummary | undefined>;
  /** To a place in the list. */
  to: (place: number) => Promise<ClipSummary | undefined>;
  /** Whether a way that was asked for is not gone yet. */
  areUnderWay: () => boolean;
  /** When all of them are gone. */
  settled: () => Promise<unknown>;
  /** The next clip that stays when some go: after the shown one, or else before it. */
  nextWithout: (gone: ReadonlySet<ClipId>) => Promise<ClipSummary | undefined>;
}

interface MovesFrom {
  pages: ClipPages | undefined;
  shown: ClipSummary | undefined;
  rows: RefObject<RowsHandle | null>;
}

/** Rows that are looked through for one that stays. */
const farthest = 400;

/** Ways from the shown clip to others of the list, one after the other however fast keys are pressed. */
export function useMoves(from: MovesFrom): Moves {
  const latest = useRef(from);
  latest.current = from;
  const moving = useRef<Promise<ClipSummary | undefined>>(undefined);
  return useMemo<Moves>(() => {
    const queue = (find: (clip: ClipId | undefined) => Promise<number>): Promise<ClipSummary | undefined> => {
      const before = moving.current ?? Promise.resolve(latest.current.shown);
      const move = before.then(async (clip) => {
        const { pages, rows, shown } = latest.current;
        // A key may come before the clip of the last one is shown; the address names it already.
        const place = pages ? await find(clipInHash(location.hash) ?? shown?.id) : -1;
        const next = place < 0 ? undefined : (await pages?.read(place, place + 1))?.[0];
        if (next) {
          choose(next.id);
          rows.current?.reveal(place, next.id);
        }
        if (moving.current === move) moving.current = undefined;
        return next ?? clip;
      });
      moving.current = move;
      return move;
    };
    return {
      step: (away) =>
        queue(async (clip) => {
          const { pages } = latest.current;
          if (!pages || !clip) return pages && pages.total > 0 ? 0 : -1;
          const at = await pages.placeOf(clip);
          return at < 0 ? 0 : Math.max(0, Math.min(pages.total - 1, at + away));
        }),
      to: (place) => queue(async () => place),
      areUnderWay: () => moving.current !== undefined,
      settled: async () => moving.current,
      async nextWithout(gone) {
        const { pages, shown } = latest.current;
        const at = pages && shown ? await pages.placeOf(shown.id) : -1;
        if (!pages || at < 0) return undefined;
        const after = await pages.read(at + 1, Math.min(pages.total, at + 1 + farthest));
        const before = await pages.read(Math.max(0, at - farthest), at);
        return after.find(({ id }) => !gone.has(id)) ?? before.findLast(({ id }) => !gone.has(id));
      },
    };
  }, []);
}

/** Shows a clip without a step in the history for each: Back leaves the library, or goes to the list. */
export function choose(clipId: ClipId | undefined): void {
  const { pathname } = location;
  history.replaceState(null, '', clipId ? hashOf(clipId) : pathname);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
