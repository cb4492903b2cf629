import type { Ref } from 'preact';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { filterClips } from '../clips/filter-clips';
import { counted, formatRecent } from '../common/format';
import { Device, Icon } from '../common/icon';
import { Glyph, lightWord } from '../common/light';

interface ShelfProps {
  clips: readonly ClipSummary[];
  query: string;
  onQuery: (query: string) => void;
  searchRef: Ref<HTMLInputElement>;
  onOpen: (clipId: ClipId) => void;
}

/** A popup is no library: more rows than anyone scrolls through there are only looked for by typing. */
const mostRows = 60;

/** The clips, newest first; typing filters them. */
export function Shelf({ clips, query, onQuery, searchRef, onOpen }: ShelfProps) {
  if (clips.length === 0) return <EmptyShelf />;
  const found = filterClips(clips, query);
  const now = new Date();
  return (
    <>
      <label class="field">
        <Icon name="search" small />
        <span class="sr">{t('searchLibrary')}</span>
        <input
          type="search"
          ref={searchRef}
          value={query}
          placeholder={counted('searchClips', clips.length)}
          onInput={(event) => onQuery(event.currentTarget.value)}
          autocomplete="off"
          spellcheck={false}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </label>
      <h2>{query ? counted('clipsMatch', found.length) : t('recent')}</h2>
      <p class="sr" role="status">
        {query && counted('clipsMatch', found.length)}
      </p>
      {found.length === 0 && <p class="none">{t('noMatch')}</p>}
      <ul>
        {found.slice(0, mostRows).map((clip) => (
          <li key={clip.id}>
            <a
              class="mini"
              href={pageAddress('library.html', `#clip=${encodeURIComponent(clip.id)}`)}
              onClick={(event) => {
                event.preventDefault();
                onOpen(clip.id);
              }}
            >
              <b lang={clip.language}>{clip.title}</b>
              <Glyph light={clip.light} label={lightWord(clip.light)} />
              <span class="meta-xs num">
                <span lang={clip.language}>{clip.siteName}</span>
                <i class="dot" lang="en">
                  ·
                </i>
                {formatRecent(clip.clippedAt, now)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function EmptyShelf() {
  return (
    <div class="empty">
      <Device />
      <h2 class="empty-title">{t('emptyLibrary')}</h2>
      <p>{t('emptyHint')}</p>
    </div>
  );
}
