import type { Light } from '../model/rights';
import { fold } from './fold';
import type { FilterClause, FilterTest, Sort } from './query';
import type { HasPart, IsState } from './query-words';

/** The facts of a clip that filters and sorting ask for. */
export interface SearchFacts {
  title: string;
  siteName: string;
  /** The host of the page. */
  host: string;
  authors: readonly string[];
  tags: readonly string[];
  /** Names of the collections, outer before inner, joined by `/`. */
  collections: readonly string[];
  language?: string;
  light: Light;
  /** RFC 3339. */
  savedAt: string;
  /** ISO, partial. */
  published?: string;
  /** RFC 3339. */
  lastReadAt?: string;
  wordCount: number;
  is: ReadonlySet<IsState>;
  has: ReadonlySet<HasPart>;
}

/**
 * True when the clip passes every filter. Several filters of one key must all hold for tags and parts; of
 * `site`, `author`, `lang`, `light` and `in`, one is enough (`light:red light:amber`).
 */
export function matchesFilters(filters: readonly FilterClause[], facts: SearchFacts): boolean {
  const either = new Map<string, boolean>();
  for (const filter of filters) {
    const holds = matchesFilter(filter, facts);
    if (filter.excluded) {
      if (holds) return false;
    } else if (EITHER.has(filter.key)) {
      either.set(filter.key, holds || (either.get(filter.key) ?? false));
    } else if (!holds) {
      return false;
    }
  }
  return [...either.values()].every(Boolean);
}

const EITHER: ReadonlySet<string> = new Set(['site', 'author', 'lang', 'light', 'in']);

function matchesFilter(filter: FilterTest, facts: SearchFacts): boolean {
  switch (filter.key) {
    case 'tag':
      return facts.tags.some((tag) => isOrWithin(tag, filter.value));
    case 'in':
      return facts.collections.some((name) => isOrWithin(name, filter.value));
    case 'site':
      return holds(facts.siteName, filter.value) || holds(facts.host, filter.value);
    case 'author':
      return facts.authors.some((name) => holds(name, filter.value));
    case 'title':
      return holds(facts.title, filter.value);
    case 'lang':
      return isLanguage(facts.language, filter.value);
    case 'light':
      return facts.light === filter.value;
    case 'is':
      return facts.is.has(filter.value);
    case 'has':
      return facts.has.has(filter.value);
    case 'before':
      return facts.savedAt.slice(0, 10) < filter.value;
    case 'after':
      return facts.savedAt.slice(0, 10) >= filter.value;
    case 'published':
      return overlaps(facts.published, filter.value);
  }
}

function holds(text: string, part: string): boolean {
  return fold(text).includes(fold(part).trim());
}

/** `tag:city` finds `city` and `city/river`, not `cityscape`. */
function isOrWithin(name: string, wanted: string): boolean {
  const [a, b] = [fold(name), fold(wanted).trim()];
  return a === b || a.startsWith(`${b}/`);
}

function isLanguage(language: string | undefined, wanted: string): boolean {
  const [a, b] = [language?.toLowerCase() ?? '', wanted.toLowerCase()];
  return a === b || a.startsWith(`${b}-`);
}

/** A partial date matches when any day that it may mean lies within the range. */
function overlaps(published: string | undefined, range: { first: string; last: string }): boolean {
  const date = /^\d{4}(?:-\d{2})?(?:-\d{2})?/.exec(published ?? '')?.[0];
  if (!date) return false;
  const first = `${date}${'-01-01'.slice(date.length - 4)}`;
  const last = `${date}${'-12-31'.slice(date.length - 4)}`;
  return first <= range.last && last >= range.first;
}

/**
 * Compares two clips for a sort; for `relevance` undefined is given: the index has its own order. Newest
 * first for dates, A to Z for names, longest first for length; what has no value comes last either way.
 */
export function comparatorOf(
  sort: Sort,
  locale: string,
): ((a: SearchFacts, b: SearchFacts) => number) | undefined {
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = sort.reversed ? -1 : 1;
  const byName = (of: (facts: SearchFacts) => string) => (a: SearchFacts, b: SearchFacts) =>
    lastWhenMissing(of(a) || undefined, of(b) || undefined, (x, y) => sign * collator.compare(x, y));
  const byDate = (of: (facts: SearchFacts) => string | undefined) => (a: SearchFacts, b: SearchFacts) =>
    lastWhenMissing(of(a), of(b), (x, y) => sign * (x < y ? 1 : x > y ? -1 : 0));
  switch (sort.key) {
    case 'relevance':
      return undefined;
    case 'saved':
      return byDate((facts) => facts.savedAt);
    case 'published':
      return byDate((facts) => facts.published);
    case 'read':
      return byDate((facts) => facts.lastReadAt);
    case 'title':
      return byName((facts) => facts.title);
    case 'site':
      return byName((facts) => facts.siteName);
    case 'length':
      return (a, b) => sign * (b.wordCount - a.wordCount);
  }
}

function lastWhenMissing<T>(a: T | undefined, b: T | undefined, compare: (a: T, b: T) => number): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return compare(a, b);
}
