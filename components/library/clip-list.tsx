import type { Ref } from 'preact';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { SearchField } from '../clips/search-field';
import { SearchNotes } from '../clips/search-notes';
import { IconButton } from '../common/button';
import { failureSentence } from '../common/failure';
import { counted } from '../common/format';
import { Device, Icon, Wordmark } from '../common/icon';
import type { Listing } from '../hooks/use-search';
import { ClipRows } from './clip-rows';

interface ClipListProps {
  listing: Listing | undefined;
  state: 'loading' | 'ready' | 'failed';
  inTrash: boolean;
  indexing: { indexed: number; of: number } | undefined;
  query: string;
  searchRef: Ref<HTMLInputElement>;
  chosen: ClipId | undefined;
  failure: Failure | undefined;
  onQuery: (query: string) => void;
  onSide: () => void;
  onRestore: (clip: ClipSummary) => void;
}

/** The list of clips: a list of links, with the field that filters it. */
export function ClipList(props: ClipListProps) {
  const { listing, inTrash, query } = props;
  return (
    <section class="list" tabIndex={-1} aria-label={t(inTrash ? 'trash' : 'clips')}>
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
        <p class="sorts num" role="status">
          {listing &&
            !listing.pages.isPartial &&
            counted(listing.query ? 'clipsMatch' : 'clipsCount', listing.pages.total)}
        </p>
        <SearchNotes listing={listing} indexing={props.indexing} />
      </header>
      <Rows {...props} />
    </section>
  );
}

function Rows({ listing, state, inTrash, query, chosen, onRestore }: ClipListProps) {
  if (state === 'failed') return <p class="none">{t('failure_storage_failed')}</p>;
  if (!listing) return <div class="rows" aria-busy="true" />;
  if (listing.pages.total === 0) {
    if (inTrash && !query) return <p class="none">{t('trashEmpty')}</p>;
    return !inTrash && !query ? <EmptyList /> : <p class="none">{t('noMatch')}</p>;
  }
  return <ClipRows listing={listing} inTrash={inTrash} chosen={chosen} onRestore={onRestore} />;
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
