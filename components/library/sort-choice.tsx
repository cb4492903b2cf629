import { t } from '../../utils/platform/i18n';
import { sortOf, withSort } from '../../utils/search/query-parts';
import type { SortKey } from '../../utils/search/query-words';

/** What a list may be sorted by, in the order of the choice; `-` runs the other way. */
const sorts = [
  'saved',
  '-saved',
  'published',
  '-published',
  'title',
  'site',
  'length',
  '-length',
  'read',
] as const;

interface SortChoiceProps {
  query: string;
  /** Words are searched: without another wish the best match comes first. */
  hasWords: boolean;
  onQuery: (query: string) => void;
}

/** By what the list is sorted. It becomes a part of the search, so that it is saved with it. */
export function SortChoice({ query, hasWords, onQuery }: SortChoiceProps) {
  const plain = hasWords ? 'relevance' : 'saved';
  const sort = sortOf(query, new Date().toISOString());
  const value = sort ? `${sort.reversed ? '-' : ''}${sort.key}` : plain;
  const choose = (next: string): void => {
    const key = next.replace(/^-/, '') as SortKey;
    onQuery(withSort(query, next === plain ? undefined : { key, reversed: next !== key }));
  };
  const offered = hasWords ? ['relevance', ...sorts] : sorts;
  return (
    <select
      class="sort-choice"
      aria-label={t('sortBy')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {offered.map((each) => (
        <option key={each} value={each}>
          {t(`sort_${each.replace('-', 'reversed_')}`)}
        </option>
      ))}
    </select>
  );
}
