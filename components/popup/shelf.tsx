import type { Ref } from 'preact';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { Marked } from '../clips/marked';
import { SearchField } from '../clips/search-field';
import { SearchNotes } from '../clips/search-notes';
import { counted, formatRecent } from '../common/format';
import { Device } from '../common/icon';
import { Glyph, lightWord } from '../common/light';
import { type Listing, useIndexing, useRows } from '../hooks/use-search';

interface ShelfProps {
  listing: Listing;
  /** Any clip is kept, whatever was typed. */
  hasClips: boolean;
  query: string;
  onQuery: (query: string) => void;
  searchRef: Ref<HTMLInputElement>;
  onOpen: (clipId: ClipId) => void;
  onImport: () => void;
}

/** A popup is no library: more rows than anyone scrolls through there are only looked for by typing. */
const mostRows = 60;

/** The clips, newest first; typing searches them. */
export function Shelf({ listing, hasClips, query, onQuery, searchRef, onOpen, onImport }: ShelfProps) {
  const { total, isPartial } = listing.pages;
  const rows = useRows(listing, 0, Math.min(total, mostRows));
  const indexing = useIndexing();
  if (!hasClips) return <EmptyShelf onImport={onImport} />;
  const now = new Date();
  return (
    <>
      <SearchField value={query} placeholder={t('searchHint')} inputRef={searchRef} onValue={onQuery} />
      <SearchNotes listing={listing} indexing={indexing} />
      <h2>
        {listing.query && !isPartial ? counted('clipsMatch', total) : t(listing.query ? 'clips' : 'recent')}
      </h2>
      <p class="sr" role="status">
        {listing.query && !isPartial && counted('clipsMatch', total)}
      </p>
      {total === 0 && <p class="none">{t('noMatch')}</p>}
      <ul>
        {total > 0 &&
          [...rows.values()].map(({ clip, found }) => (
            <li key={clip.id}>
              <a
                class="mini"
                href={pageAddress('library.html', `#clip=${encodeURIComponent(clip.id)}`)}
                onClick={(event) => {
                  event.preventDefault();
                  onOpen(clip.id);
                }}
              >
                <b lang={clip.language}>{found ? <Marked parts={found.title} /> : clip.title}</b>
                <Glyph light={clip.light} label={lightWord(clip.light)} />
                {found && (
                  <span class="passage" lang={clip.language}>
                    <Marked parts={found.passage} />
                  </span>
                )}
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

function EmptyShelf({ onImport }: { onImport: () => void }) {
  return (
    <div class="empty">
      <Device />
      <h2 class="empty-title">{t('emptyLibrary')}</h2>
      <p>{t('emptyHint')}</p>
      <button type="button" class="btn btn-text" onClick={onImport}>
        {t('importFromOther')}
      </button>
    </div>
  );
}
