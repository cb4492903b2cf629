import { type FilterClause, parseQuery, splitQuery } from './query';
import { FILTER_KEYS, type FilterKey, SORT_KEYS, type SortKey } from './query-words';

/** One filter: `light:red`, or with `excluded` `-has:author`. */
export interface FilterPart {
  key: FilterKey;
  value: string;
  excluded?: boolean;
}

/** The value of a query's only filter of a key; undefined where there is none or several. */
export function filterValue(input: string, key: FilterKey, now: string): string | undefined {
  const [only, ...others] = parseQuery(input, now).filters.filter((filter) => filter.key === key);
  return only && others.length === 0 && !only.excluded && typeof only.value === 'string'
    ? only.value
    : undefined;
}

/** Whether a query has just this filter, perhaps among others. */
export function hasFilter(input: string, part: FilterPart, now: string): boolean {
  return parseQuery(input, now).filters.some(isPart(part, now));
}

/** A query with one filter of a key in the place of those that it has; none of it without a value. */
export function withFilter(input: string, key: FilterKey, value: string | undefined, now: string): string {
  const rest = without(input, now, (filter) => filter.key === key);
  return value === undefined ? rest : joined({ key, value }, rest);
}

/** A query with this filter added to what it has, or taken out where it has it. */
export function withPartToggled(input: string, part: FilterPart, now: string): string {
  const rest = without(input, now, isPart(part, now));
  return hasFilter(input, part, now) ? rest : joined(part, rest);
}

/** How a query sorts: its last `sort:`. */
export function sortOf(input: string, now: string): { key: SortKey; reversed: boolean } | undefined {
  return parseQuery(input, now).sort;
}

/** A query that sorts so, or as lists do without being told. */
export function withSort(input: string, sort: { key: SortKey; reversed: boolean } | undefined): string {
  const parts = splitQuery(input).filter(({ key }) => key && FILTER_KEYS[key.toLowerCase()] === 'sort');
  const rest = cut(input, parts);
  if (!sort || !(sort.key in SORT_KEYS)) return rest;
  return `${rest} sort:${sort.reversed ? '-' : ''}${sort.key}`.trim();
}

/** Compared as they are read: `after:7d` and the day that it means are the same. */
function isPart(part: FilterPart, now: string): (filter: FilterClause) => boolean {
  const [read] = parseQuery(writeFilter(part), now).filters;
  return ({ key, value, excluded }) =>
    read !== undefined && key === read.key && value === read.value && excluded === read.excluded;
}

function joined(part: FilterPart, rest: string): string {
  const written = writeFilter(part);
  return rest ? `${written} ${rest}` : written;
}

/** A filter as it is typed; a value that would not be read back whole stands in quotation marks. */
export function writeFilter({ key, value, excluded }: FilterPart): string {
  const quoted = /[\s"“”「」『』＂]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
  return `${excluded ? '-' : ''}${key}:${quoted}`;
}

function without(input: string, now: string, isMeant: (filter: FilterClause) => boolean): string {
  return cut(input, parseQuery(input, now).filters.filter(isMeant));
}

function cut(input: string, parts: readonly { from: number; to: number }[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to } of parts) {
    rest += input.slice(at, from);
    at = to;
  }
  return (rest + input.slice(at)).replace(/\s+/g, ' ').trim();
}
