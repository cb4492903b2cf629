import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import type { ClipPages } from '../../utils/store/search-clips';
import { allOf, nothingSelected, ranged, type Selection, toggled } from './selection';

export interface ListSelection {
  ids: ReadonlySet<ClipId>;
  /** Boxes stand in the rows. */
  picking: boolean;
  setPicking: (picking: boolean) => void;
  toggle: (id: ClipId) => void;
  /** From where the range begins, or else from a clip that is given, to a place. */
  extend: (from: ClipId | undefined, place: number) => Promise<void>;
  all: () => Promise<void>;
  clear: () => void;
}

/** Which clips of the list are selected; nothing is when another list is shown. */
export function useSelection(pages: ClipPages | undefined, list: string): ListSelection {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [picking, setPicking] = useState(false);
  /** Ranges are read from the database: one that is overtaken by the next comes too late. */
  const turn = useRef(0);
  /** All were asked for before they were counted: then it is done when they are. */
  const wantsAll = useRef(false);
  const latest = useRef({ pages, selection });
  latest.current = { pages, selection };
  const clear = useCallback(() => {
    wantsAll.current = false;
    setSelection(nothingSelected);
    setPicking(false);
  }, []);
  useEffect(clear, [list, clear]);
  const toggle = useCallback((id: ClipId) => setSelection((now) => toggled(now, id)), []);
  const extend = useCallback(async (from: ClipId | undefined, place: number): Promise<void> => {
    turn.current += 1;
    const own = turn.current;
    const { pages: listed, selection: now } = latest.current;
    const anchor = now.anchor ?? from;
    const begin = anchor && listed ? await listed.placeOf(anchor) : -1;
    if (!listed || !anchor || begin < 0) return;
    const range = await listed.ids(Math.min(begin, place), Math.max(begin, place) + 1);
    if (own === turn.current) setSelection((then) => ranged({ ...then, anchor }, range));
  }, []);
  const all = useCallback(async (): Promise<void> => {
    const listed = latest.current.pages;
    wantsAll.current = listed?.isPartial !== false;
    if (listed && !wantsAll.current) setSelection(allOf(await listed.ids(0, listed.total)));
  }, []);
  useEffect(() => {
    if (wantsAll.current && pages?.isPartial === false) void all();
  }, [pages, all]);
  const { ids } = selection;
  return useMemo(
    () => ({ ids, picking: picking || ids.size > 0, setPicking, toggle, extend, all, clear }),
    [ids, picking, toggle, extend, all, clear],
  );
}
