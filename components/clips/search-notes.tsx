import { t } from '../../utils/platform/i18n';
import { formatList, formatNumber } from '../common/format';
import type { Listing } from '../hooks/use-search';

interface SearchNotesProps {
  listing: Listing | undefined;
  /** Set while clips are not in the index yet. */
  indexing: { indexed: number; of: number } | undefined;
}

/** What a person should know of a search: what was not understood, that it asked for less, that not all is indexed. */
export function SearchNotes({ listing, indexing }: SearchNotesProps) {
  const odd = listing?.notUnderstood.filter(({ reason }) => reason !== 'empty-value') ?? [];
  const asText = odd.filter(({ reason }) => reason === 'unknown-key').map(({ text }) => text);
  const left = odd.filter(({ reason }) => reason !== 'unknown-key').map(({ text }) => text);
  const notes = [
    asText.length > 0 && t('readAsText', formatList(asText)),
    left.length > 0 && t('notUnderstood', formatList(left)),
    listing?.relaxed && t('searchRelaxed'),
    listing?.query &&
      indexing &&
      t('searchIndexing', formatNumber(indexing.indexed), formatNumber(indexing.of)),
  ].filter((note) => typeof note === 'string');
  return (
    <div class="search-notes" role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
