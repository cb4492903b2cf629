import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Marked } from '../clips/marked';
import { formatList, formatRecent } from '../common/format';
import { Heights } from '../common/heights';
import { Glyph, lightWord } from '../common/light';
import { type ListedClip, type Listing, useRows } from '../hooks/use-search';
import { hashOf } from './library-state';

interface ClipRowsProps {
  listing: Listing;
  inTrash: boolean;
  chosen: ClipId | undefined;
  onRestore: (clip: ClipSummary) => void;
}

/** A row's height before it is drawn. */
const plainRow = 82;
const foundRow = 124;
/** Rows are read so many at a time, and so many more than are seen stand above and below. */
const step = 20;
const least = 30;

/** The rows of a list of any length: only those near what is seen are read and drawn. */
export function ClipRows({ listing, inTrash, chosen, onRestore }: ClipRowsProps) {
  const { total } = listing.pages;
  const isSearch = (listing.query?.text.length ?? 0) > 0;
  const box = useRef<HTMLDivElement>(null);
  const heights = useMemo(() => new Heights(total, isSearch ? foundRow : plainRow), [total, isSearch]);
  const [near, setNear] = useState({ from: 0, to: least });
  const [, redraw] = useState(0);
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
  }, [listing.query, inTrash]);
  const now = new Date();
  const places = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  return (
    <div class="rows" ref={box} onScroll={look} aria-busy={rows.size === 0}>
      <ul
        class="row-list"
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
            return <li key={`place ${place}`} aria-hidden="true" style={{ blockSize }} />;
          }
          return (
            <Row
              key={row.clip.id}
              row={row}
              place={place}
              total={total}
              now={now}
              on={row.clip.id === chosen}
              onRestore={inTrash ? onRestore : undefined}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** As in the style sheet. */
const rowGap = 2;

interface RowProps {
  row: ListedClip;
  place: number;
  total: number;
  now: Date;
  on: boolean;
  onRestore?: (clip: ClipSummary) => void;
}

function Row({ row: { clip, found }, place, total, now, on, onRestore }: RowProps) {
  return (
    <li class={on ? 'row is-on' : 'row'} data-place={place} aria-posinset={place + 1} aria-setsize={total}>
      <span class="lead">
        <Glyph light={clip.light} label={lightWord(clip.light)} />
      </span>
      <div>
        <h2 lang={clip.language}>
          <a href={hashOf(clip.id)} aria-current={on ? 'true' : undefined}>
            {found ? <Marked parts={found.title} /> : clip.title}
          </a>
        </h2>
        {found && (
          <p class="passage" lang={clip.language}>
            <Marked parts={found.passage} />
          </p>
        )}
        <p class="by num">
          <span lang={clip.language}>
            {clip.authors.length > 0 ? formatList(clip.authors) : clip.siteName}
            <i class="dot" lang="en">
              ·
            </i>
            {clip.authors.length > 0 ? (
              clip.siteName
            ) : (
              <span lang={t('interfaceLanguage')}>{t('noAuthor').toLowerCase()}</span>
            )}
          </span>
          <span class="end">
            {onRestore ? (
              <button type="button" class="btn btn-text" onClick={() => onRestore(clip)}>
                {t('putBack')}
                <span class="sr" lang={clip.language}>
                  {clip.title}
                </span>
              </button>
            ) : (
              formatRecent(clip.clippedAt, now)
            )}
          </span>
        </p>
      </div>
    </li>
  );
}
