// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn as they come into view are no table's
import type { Ref } from 'preact';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Heights } from '../common/heights';
import { type Listing, useRows } from '../hooks/use-search';
import { ClipRow, type RowActs } from './clip-row';
import { hashOf } from './library-state';

/** Leads to a row that need not be drawn yet. */
export interface RowsHandle {
  /** Scrolls as little as is needed, and leads the focus to the row's link once it stands. */
  reveal: (place: number, clipId: ClipId) => void;
}

interface ClipRowsProps {
  listing: Listing;
  /** Names what is listed: another list begins at its top. */
  list: string;
  inTrash: boolean;
  chosen: ClipId | undefined;
  picked: ReadonlySet<ClipId>;
  /** Checkboxes stand in the rows: something is selected, or about to be. */
  picking: boolean;
  handle: Ref<RowsHandle>;
  acts: RowActs;
}

/** A row's height before it is drawn. */
const plainRow = 70;
const foundRow = 124;
/** As in the style sheet. */
const rowGap = 2;
/** Rows are read so many at a time, and so many more than are seen stand above and below. */
const step = 20;
const least = 30;

/**
 * The rows of a list of any length: only those near what is seen are read and drawn. A grid of rows that can be
 * selected; one of them is in the order of Tab.
 */
export function ClipRows({
  listing,
  list: name,
  inTrash,
  chosen,
  picked,
  picking,
  handle,
  acts,
}: ClipRowsProps) {
  const { total } = listing.pages;
  const isSearch = (listing.query?.text.length ?? 0) > 0;
  const box = useRef<HTMLDivElement>(null);
  const heights = useHeights(total, isSearch ? foundRow : plainRow, name);
  const [near, setNear] = useState({ from: 0, to: least });
  const [, redraw] = useState(0);
  const wanted = useRef<ClipId>(undefined);
  const from = Math.min(near.from, Math.max(0, total - least));
  const to = Math.min(total, Math.max(near.to, from + least));
  const rows = useRows(listing, from, to);
  const look = useCallback(() => {
    const list = box.current;
    if (!list) return;
    const first = heights.rowAt(list.scrollTop);
    const last = heights.rowAt(list.scrollTop + list.clientHeight);
    const next = {
      from: Math.max(0, Math.floor(first / step - 1) * step),
      to: Math.ceil(last / step + 1) * step,
    };
    keepFocus(list, next);
    setNear((now) => (now.from === next.from && now.to === next.to ? now : next));
  }, [heights]);
  useEffect(look, [look]);
  useLayoutEffect(() => {
    let changed = false;
    for (const row of box.current?.querySelectorAll<HTMLElement>('.row[data-place]') ?? []) {
      changed = heights.measure(Number(row.dataset.place), row.offsetHeight + rowGap) || changed;
    }
    if (changed) redraw((count) => count + 1);
  }, [rows, heights]);
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [name]);
  useImperativeHandle(
    handle,
    () => ({
      reveal(place, clipId) {
        const list = box.current;
        if (!list) return;
        const top = heights.offset(place);
        const bottom = heights.offset(place + 1);
        const room = list.clientHeight - footRoom;
        if (top < list.scrollTop) list.scrollTop = top;
        else if (bottom > list.scrollTop + room) list.scrollTop = bottom - room;
        look();
        wanted.current = focusRow(list, clipId) ? undefined : clipId;
      },
    }),
    [heights, look],
  );
  useLayoutEffect(() => {
    if (wanted.current && focusRow(box.current, wanted.current)) wanted.current = undefined;
  });
  const now = useMinute();
  const stableActs = useStable(acts);
  const places = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  const drawn = [...rows.values()];
  const tabStop = (drawn.find(({ clip }) => clip.id === chosen) ?? drawn[0])?.clip.id;
  return (
    <div
      class="rows"
      ref={box}
      onScroll={look}
      aria-busy={rows.size === 0}
      data-picking={picking ? '' : undefined}
    >
      <div
        class="row-list"
        role="grid"
        aria-multiselectable="true"
        aria-rowcount={total}
        aria-label={t(inTrash ? 'trash' : 'clips')}
        style={{
          paddingBlockStart: `${heights.offset(from)}px`,
          paddingBlockEnd: `${heights.offset(total) - heights.offset(to)}px`,
        }}
      >
        {places.map((place) => {
          const row = rows.get(place);
          if (!row) {
            const blockSize = `${heights.offset(place + 1) - heights.offset(place) - rowGap}px`;
            return <div key={`place ${place}`} aria-hidden="true" style={{ blockSize }} />;
          }
          const { id } = row.clip;
          return (
            <ClipRow
              key={id}
              row={row}
              place={place}
              now={now}
              isOn={id === chosen}
              isPicked={picked.has(id)}
              isTabStop={id === tabStop}
              inTrash={inTrash}
              acts={stableActs}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The heights of a list's rows; of a list that grew or shrank what was measured before stays. */
function useHeights(total: number, estimate: number, list: string): Heights {
  const kept = useRef<{ heights: Heights; list: string }>(undefined);
  return useMemo(() => {
    const before = kept.current?.list === list ? kept.current.heights : undefined;
    const heights = new Heights(total, estimate, before);
    kept.current = { heights, list };
    return heights;
  }, [total, estimate, list]);
}

/** The time, to the minute: rows tell no more of it, and are drawn anew when it changes. */
function useMinute(): Date {
  const minute = Math.floor(Date.now() / 60_000);
  return useMemo(() => new Date(), [minute]);
}

/** The same acts in an object that stays. */
function useStable(acts: RowActs): RowActs {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      onLink: (...args) => latest.current.onLink(...args),
      onCheck: (...args) => latest.current.onCheck(...args),
      onDrag: (...args) => latest.current.onDrag(...args),
      onRestore: (...args) => latest.current.onRestore(...args),
    }),
    [],
  );
}

/** What floats over the foot of the list must not lie over the row that is led to. */
const footRoom = 64;

/** Leads the focus to a clip's row; false where it has none that shows. */
export function focusRow(root: HTMLElement | null, clipId: ClipId): boolean {
  const links = [...(root?.querySelectorAll<HTMLElement>('.row h2 a') ?? [])];
  const link = links.find((each) => each.getAttribute('href') === hashOf(clipId));
  link?.focus({ preventScroll: true });
  return link !== undefined && document.activeElement === link;
}

/** A row that is scrolled away goes, and the focus with it: the list has it then, so that keys go on. */
function keepFocus(list: HTMLElement, near: { from: number; to: number }): void {
  const row = list.contains(document.activeElement) && document.activeElement?.closest<HTMLElement>('.row');
  const place = row ? Number(row.dataset.place) : undefined;
  if (place !== undefined && (place < near.from || place >= near.to))
    list.closest<HTMLElement>('.list')?.focus({ preventScroll: true });
}
