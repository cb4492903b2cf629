import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { SearchField } from '../clips/search-field';
import { SearchNotes } from '../clips/search-notes';
import { IconButton } from '../common/button';
import { failureSentence } from '../common/failure';
import { counted } from '../common/format';
import { Device, Icon, Wordmark } from '../common/icon';
import { libraryFailure } from '../common/library-failure';
import type { Listing } from '../hooks/use-search';
import { type BulkActs, BulkBar } from './bulk-bar';
import type { RowActs } from './clip-row';
import { ClipRows, type RowsHandle } from './clip-rows';
import { EraseDialog } from './erase-dialog';
import type { Place } from './library-state';
import { SortChoice } from './sort-choice';
import type { ListSelection } from './use-selection';

interface ClipListProps {
  listing: Listing | undefined;
  state: 'loading' | 'ready' | 'failed';
  place: Place;
  indexing: { indexed: number; of: number } | undefined;
  query: string;
  searchRef: Ref<HTMLInputElement>;
  chosen: ClipId | undefined;
  selection: ListSelection;
  failure: Failure | undefined;
  rows: Ref<RowsHandle>;
  bulk: BulkActs;
  rowActs: RowActs;
  onQuery: (query: string) => void;
  onSide: () => void;
  onEmptyTrash: () => void;
}

const placeNames: Record<Place, string> = {
  all: 'clips',
  unread: 'unread',
  favourites: 'favourites',
  highlights: 'highlights',
  archive: 'archive',
  trash: 'trash',
};

/** The list of clips with the field that searches it, and what can be done with those that are selected. */
export function ClipList(props: ClipListProps) {
  const { listing, place, query, selection } = props;
  const inTrash = place === 'trash';
  const total = listing?.pages.total ?? 0;
  return (
    <section class="list" tabIndex={-1} aria-label={t(placeNames[place])}>
      <header>
        <h1 class="sr">{t('library')}</h1>
        <div class="head">
          <IconButton icon="side" label={t('filters')} class="side-button" onClick={props.onSide} />
          <Wordmark />
        </div>
        <SearchField
          value={query}
          placeholder={t('searchHint')}
          inputRef={props.searchRef}
          onValue={props.onQuery}
        />
        {inTrash && (
          <p class="notice">
            <Icon name="info" />
            <span>{t('trashHint')}</span>
          </p>
        )}
        {props.failure && (
          <p class="failed-line" role="alert">
            {failureSentence(props.failure)}
          </p>
        )}
        <div class="sorts">
          <p class="num" role="status">
            {listing &&
              !listing.pages.isPartial &&
              counted(listing.query ? 'clipsMatch' : 'clipsCount', listing.pages.total)}
          </p>
          <span class="sp" />
          {total > 0 && (
            <button
              type="button"
              class="btn btn-s select-button"
              aria-pressed={selection.picking}
              onClick={() => (selection.picking ? selection.clear() : selection.setPicking(true))}
            >
              {t('select')}
            </button>
          )}
          {total > 0 && inTrash && <EmptyTrash count={total} onEmpty={props.onEmptyTrash} />}
          {total > 0 && !inTrash && (
            <SortChoice query={query} hasWords={hasWords(listing)} onQuery={props.onQuery} />
          )}
        </div>
        <SearchNotes listing={listing} indexing={props.indexing} />
      </header>
      <Rows {...props} />
      {selection.ids.size > 0 && (
        <BulkBar
          count={selection.ids.size}
          total={total}
          inTrash={inTrash}
          inArchive={place === 'archive'}
          acts={props.bulk}
          onAll={() => void selection.all()}
          onClear={selection.clear}
        />
      )}
      <p class="sr" role="status">
        {selection.ids.size > 0 && counted('selected', selection.ids.size)}
      </p>
    </section>
  );
}

function hasWords(listing: Listing | undefined): boolean {
  return (listing?.query?.text.length ?? 0) > 0;
}

function Rows({ listing, state, place, query, chosen, selection, rows, rowActs }: ClipListProps) {
  if (state === 'failed') return <p class="none">{libraryFailure()}</p>;
  if (!listing) return <div class="rows" aria-busy="true" />;
  if (listing.pages.total === 0) {
    if (query.trim()) return <p class="none">{t('noMatch')}</p>;
    return place === 'all' ? <EmptyList /> : <p class="none">{t(`empty_${place}`)}</p>;
  }
  return (
    <ClipRows
      listing={listing}
      list={`${place} ${query}`}
      inTrash={place === 'trash'}
      chosen={chosen}
      picked={selection.ids}
      picking={selection.picking}
      handle={rows}
      acts={rowActs}
    />
  );
}

/** Only the whole Trash, also where it is searched: what is emptied is said in words before. */
function EmptyTrash({ count, onEmpty }: { count: number; onEmpty: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button type="button" class="btn btn-s btn-danger" onClick={() => setAsked(true)}>
        {t('emptyTrashMore')}
      </button>
      {asked && <EraseDialog count={count} onErase={onEmpty} onClose={() => setAsked(false)} />}
    </>
  );
}

function EmptyList() {
  return (
    <div class="empty">
      <Device />
      <h2 class="empty-title">{t('emptyLibrary')}</h2>
      <p>{t('emptyHint')}</p>
    </div>
  );
}
