import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import {
  type FilterPart,
  filterValue,
  hasFilter,
  withFilter,
  withPartToggled,
} from '../../utils/search/query-parts';
import type { FilterKey } from '../../utils/search/query-words';
import { languageName } from '../common/format';
import { Glyph, lightOrder, lightWord } from '../common/light';
import { useFacet } from '../hooks/use-search';
import { NavEntry } from './nav-entry';
import { Section } from './section';
import type { SideProps } from './side';

/** More values than this would bury the rest of the side; the search field completes the others. */
const mostValues = 12;

type FacetsProps = Pick<SideProps, 'query' | 'onQuery' | 'isListed' | 'counts' | 'place'>;

/** What a list may be narrowed down to: rights, sources, and behind their headings authors, languages, reading, dates. */
export function Facets(props: FacetsProps) {
  const { query, onQuery, counts } = props;
  return (
    <>
      <Section title={t('rights')} isOpen>
        <ul class="nav">
          {lightOrder.map((light) => (
            <FilterEntry
              key={light}
              part={{ key: 'light', value: light }}
              query={query}
              count={counts ? (counts.lights.get(light) ?? 0) : undefined}
              onQuery={onQuery}
            >
              <Glyph light={light} />
              {lightWord(light)}
            </FilterEntry>
          ))}
        </ul>
      </Section>
      <Section title={t('sources')} isOpen>
        <Values {...props} filter="site" values={counts?.sites} />
      </Section>
      <LazySection {...props} title={t('authors')} filter="author" facet="author">
        <FilterEntry part={{ key: 'has', value: 'author', excluded: true }} query={query} onQuery={onQuery}>
          {t('noAuthorFilter')}
        </FilterEntry>
      </LazySection>
      <LazySection {...props} title={t('languages')} filter="lang" facet="language" nameOf={languageName} />
      <Section title={t('reading')}>
        <ul class="nav">
          {(['unread', 'reading', 'read'] as const).map((value) => (
            <FilterEntry
              key={value}
              part={{ key: 'is', value }}
              query={query}
              count={counts?.states.get(value) ?? (counts && 0)}
              onQuery={onQuery}
            >
              {t(`readState_${value}`)}
            </FilterEntry>
          ))}
        </ul>
      </Section>
      <Section title={t('pictures')}>
        <ul class="nav">
          <FilterEntry part={{ key: 'has', value: 'image' }} query={query} onQuery={onQuery}>
            {t('withPictures')}
          </FilterEntry>
          <FilterEntry part={{ key: 'has', value: 'uncredited' }} query={query} onQuery={onQuery}>
            {t('picturesUncredited')}
          </FilterEntry>
        </ul>
      </Section>
      <Section title={t('dates')}>
        <Dates query={query} onQuery={onQuery} />
      </Section>
    </>
  );
}

interface FilterEntryProps {
  part: FilterPart;
  query: string;
  count?: number;
  onQuery: (query: string) => void;
  children: ComponentChildren;
}

/** A filter that is put into the search by a click, alone of its key; with Ctrl or Shift beside others. */
export function FilterEntry({ part, query, count, onQuery, children }: FilterEntryProps) {
  const now = new Date().toISOString();
  const isOn = hasFilter(query, part, now);
  const go = (event: MouseEvent): void => {
    const adds = event.ctrlKey || event.metaKey || event.shiftKey || part.excluded;
    const isOnly = isOn && filterValue(query, part.key, now) !== undefined;
    onQuery(
      adds
        ? withPartToggled(query, part, now)
        : withFilter(query, part.key, isOnly ? undefined : part.value, now),
    );
  };
  return (
    <NavEntry isOn={isOn} count={count} onClick={go}>
      {children}
    </NavEntry>
  );
}

interface ValuesProps extends Pick<FacetsProps, 'query' | 'onQuery'> {
  filter: FilterKey;
  values: ReadonlyMap<string, number> | undefined;
  nameOf?: (value: string) => string;
}

function Values({ filter, values, query, onQuery, nameOf }: ValuesProps) {
  return (
    <ul class="nav">
      {[...(values ?? [])].slice(0, mostValues).map(([value, count]) => (
        <FilterEntry key={value} part={{ key: filter, value }} query={query} count={count} onQuery={onQuery}>
          <span class="name">{nameOf ? nameOf(value) : value}</span>
        </FilterEntry>
      ))}
    </ul>
  );
}

interface LazySectionProps extends FacetsProps {
  title: string;
  filter: FilterKey;
  facet: 'author' | 'language';
  nameOf?: (value: string) => string;
  children?: ComponentChildren;
}

/** Counted when it is opened. */
function LazySection({ title, filter, facet, nameOf, children, ...props }: LazySectionProps) {
  const [isOpen, setOpen] = useState(false);
  const values = useFacet(facet, isOpen && props.isListed);
  return (
    <Section title={title} onOpen={setOpen}>
      <Values {...props} filter={filter} values={values} nameOf={nameOf} />
      {children && <ul class="nav">{children}</ul>}
    </Section>
  );
}

/** Saved from and until a day, or within the last days. */
function Dates({ query, onQuery }: Pick<FacetsProps, 'query' | 'onQuery'>) {
  const id = useId();
  const now = new Date().toISOString();
  const spans = ['1d', '7d', '30d', '1y'];
  const day = (key: 'after' | 'before') => {
    const value = filterValue(query, key, now);
    return (
      <label class="day" for={`${id}-${key}`}>
        {t(`saved_${key}`)}
        <input
          id={`${id}-${key}`}
          type="date"
          value={value ?? ''}
          onChange={(event) => onQuery(withFilter(query, key, event.currentTarget.value || undefined, now))}
        />
      </label>
    );
  };
  return (
    <>
      <ul class="nav">
        {spans.map((value) => (
          <FilterEntry key={value} part={{ key: 'after', value }} query={query} onQuery={onQuery}>
            {t(`savedWithin_${value}`)}
          </FilterEntry>
        ))}
      </ul>
      {day('after')}
      {day('before')}
    </>
  );
}
