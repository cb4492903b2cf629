import { FACET, type FacetKind, facetTerm, KINDS } from './facets';
import { fold } from './fold';
import type { FilterClause, FilterTest } from './query';

/** A condition on facts: some value of these kinds must pass. */
export interface FactCondition {
  kinds: readonly FacetKind[];
  test: (value: string) => boolean;
  excluded: boolean;
}

/** Keys of which one match is enough: `light:red light:amber`. Of all others each must hold. */
const EITHER: ReadonlySet<string> = new Set(['site', 'author', 'lang', 'light', 'in']);

/** The filters of a query as conditions on facts. */
export function factConditions(filters: readonly FilterClause[]): FactCondition[] {
  const grouped = new Map<string, FilterClause[]>();
  filters.forEach((filter, index) => {
    const joins = !filter.excluded && EITHER.has(filter.key);
    const name = joins ? filter.key : `${filter.key} ${index}`;
    grouped.set(name, [...(grouped.get(name) ?? []), filter]);
  });
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const tests = group.map(testOf);
    const test = (value: string) => tests.some((each) => each(value));
    return [{ kinds: kindsOf(first), test, excluded: first.excluded }];
  });
}

function kindsOf({ key }: FilterTest): FacetKind[] {
  switch (key) {
    case 'site':
      return ['site', 'host'];
    case 'in':
      return ['collection'];
    case 'lang':
      return ['language'];
    case 'before':
    case 'after':
      return ['day'];
    default:
      return [key];
  }
}

function testOf(filter: FilterTest): (value: string) => boolean {
  switch (filter.key) {
    case 'tag':
    case 'in':
      return isOrWithin(filter.value);
    case 'site':
    case 'author':
    case 'title':
      return holding(filter.value);
    case 'lang':
      return isLanguage(filter.value);
    case 'light':
    case 'is':
    case 'has': {
      const wanted: string = filter.value;
      return (value) => value === wanted;
    }
    case 'before':
      return (day) => day < filter.value;
    case 'after':
      return (day) => day >= filter.value;
    case 'published':
      return (date) => overlaps(date, filter.value);
  }
}

function holding(part: string): (value: string) => boolean {
  const wanted = fold(part).trim();
  return (value) => fold(value).includes(wanted);
}

/** `tag:city` finds `city` and `city/river`, not `cityscape`. */
function isOrWithin(wanted: string): (name: string) => boolean {
  const whole = fold(wanted).trim();
  return (name) => {
    const folded = fold(name);
    return folded === whole || folded.startsWith(`${whole}/`);
  };
}

function isLanguage(wanted: string): (language: string) => boolean {
  const whole = wanted.toLowerCase();
  return (language) => language === whole || language.startsWith(`${whole}-`);
}

/** A partial date matches when any day that it may mean lies within the range. */
function overlaps(published: string, range: { first: string; last: string }): boolean {
  const date = /^\d{4}(?:-\d{2})?(?:-\d{2})?/.exec(published)?.[0];
  if (!date) return false;
  const first = `${date}${'-01-01'.slice(date.length - 4)}`;
  const last = `${date}${'-12-31'.slice(date.length - 4)}`;
  return first <= range.last && last >= range.first;
}

/** What all terms of the kinds begin with. */
export function prefixesOf(kinds: readonly FacetKind[]): string[] {
  return kinds.map((kind) => facetTerm(kind));
}

/** The kind of a term that is a fact. */
export function kindOf(term: string): FacetKind | undefined {
  return kindOfLetter.get(term[FACET.length] ?? '');
}

const kindOfLetter = new Map(
  (Object.entries(KINDS) as [FacetKind, string][]).map(([kind, letter]) => [letter, kind]),
);

/** The value within a term that is a fact. */
export function factOf(term: string): string {
  return term.slice(FACET.length + KINDS.author.length);
}
