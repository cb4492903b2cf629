import { parseQuery } from './query';
import type { FilterKey } from './query-words';

/** The value of a query's only filter of a key; undefined where there is none or several. */
export function filterValue(input: string, key: FilterKey, now: string): string | undefined {
  const [only, ...others] = parseQuery(input, now).filters.filter((filter) => filter.key === key);
  return only && others.length === 0 && !only.excluded && typeof only.value === 'string'
    ? only.value
    : undefined;
}

/** A query with one filter of a key in the place of those that it has; none of it without a value. */
export function withFilter(input: string, key: FilterKey, value: string | undefined, now: string): string {
  let rest = '';
  let at = 0;
  for (const filter of parseQuery(input, now).filters) {
    if (filter.key !== key) continue;
    rest += input.slice(at, filter.from);
    at = filter.to;
  }
  rest = (rest + input.slice(at)).replace(/\s+/g, ' ').trim();
  if (value === undefined) return rest;
  const part = `${key}:${/[\s"“”「」『』＂]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
  return rest ? `${part} ${rest}` : part;
}
