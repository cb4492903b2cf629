import type { Light } from '../model/rights';
import { readDateRange } from './query-dates';
import {
  FILTER_KEYS,
  type FilterKey,
  HAS_PARTS,
  type HasPart,
  IS_STATES,
  type IsState,
  LIGHTS,
  SORT_KEYS,
  type SortKey,
} from './query-words';

/** A part of what was typed, with its place. */
export interface Span {
  from: number;
  to: number;
}

/** Words that must (or must not) stand in the text. A phrase stands exactly so, word after word. */
export interface TextClause extends Span {
  kind: 'word' | 'phrase';
  text: string;
  excluded: boolean;
}

export type FilterTest =
  | { key: 'tag' | 'site' | 'author' | 'title' | 'in' | 'lang'; value: string }
  | { key: 'is'; value: IsState }
  | { key: 'has'; value: HasPart }
  | { key: 'light'; value: Light }
  /** Saved before or after (from that day on); days as `2025-01-31`. */
  | { key: 'before' | 'after'; value: string }
  /** Published within these days, both included. */
  | { key: 'published'; value: { first: string; last: string } };

export type FilterClause = FilterTest & Span & { excluded: boolean };

export interface Sort {
  key: SortKey;
  reversed: boolean;
}

/** A part that looks like a filter and is none. */
export interface NotUnderstood extends Span {
  text: string;
  reason: 'unknown-key' | 'unknown-value' | 'bad-date' | 'empty-value';
}

export interface Query {
  text: TextClause[];
  filters: FilterClause[];
  sort?: Sort;
  notUnderstood: NotUnderstood[];
}

/** One written part: `-tag:"two words"` has the sign, the key and the value. */
export interface Part extends Span {
  excluded: boolean;
  key?: string;
  /** Where the value begins, after the key. */
  valueFrom: number;
  value: string;
  quoted: boolean;
}

const QUOTES: Record<string, string> = { '"': '"', '“': '”', '”': '”', '＂': '＂', '「': '」', '『': '』' };
const SIGN = /^[-－−]/;
/** A key is letters only, then a colon of either width that no second colon or slash follows. */
const KEY = /^(\p{L}{1,12})[:：](?![:：/])/u;

/** Splits what was typed at white space; quotation marks of several kinds hold a part together. */
export function splitQuery(input: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < input.length) {
    if (/\s/.test(input[at] ?? '')) {
      at += 1;
      continue;
    }
    const part = readPart(input, at);
    parts.push(part);
    at = part.to;
  }
  return parts;
}

function readPart(input: string, from: number): Part {
  const excluded = SIGN.test(input.slice(from)) && /\S/.test(input[from + 1] ?? '');
  const afterSign = from + (excluded ? 1 : 0);
  const key = KEY.exec(input.slice(afterSign));
  const valueFrom = afterSign + (key?.[0].length ?? 0);
  const closing = QUOTES[input[valueFrom] ?? ''];
  if (closing !== undefined) {
    const end = input.indexOf(closing, valueFrom + 1);
    const value = input.slice(valueFrom + 1, end < 0 ? input.length : end);
    const to = end < 0 ? input.length : end + 1;
    return { from, to, excluded, key: key?.[1], valueFrom, value, quoted: true };
  }
  const value = /^\S*/.exec(input.slice(valueFrom))?.[0] ?? '';
  return { from, to: valueFrom + value.length, excluded, key: key?.[1], valueFrom, value, quoted: false };
}

/**
 * Reads what a person typed. Relative dates (`30d`) count back from `now` (RFC 3339). Never fails: what looks
 * like a filter and is none is listed in `notUnderstood`; an unknown key is searched as text all the same.
 */
export function parseQuery(input: string, now: string): Query {
  const query: Query = { text: [], filters: [], notUnderstood: [] };
  for (const part of splitQuery(input)) readInto(query, input, part, now);
  return query;
}

function readInto(query: Query, input: string, part: Part, now: string): void {
  const { from, to, excluded, value, quoted } = part;
  const written = input.slice(from, to);
  if (part.key === undefined) {
    if (/[\p{L}\p{N}]/u.test(value)) {
      query.text.push({ kind: quoted ? 'phrase' : 'word', text: value, excluded, from, to });
    }
    return;
  }
  const key = FILTER_KEYS[part.key.toLowerCase()];
  if (!key) {
    // A title like "Notes: a walk" or 专访：小镇 is no mistake.
    const meantAsKey = /^[a-z]+:$/i.test(input.slice(part.valueFrom - part.key.length - 1, part.valueFrom));
    if (meantAsKey && value !== '')
      query.notUnderstood.push({ text: written, reason: 'unknown-key', from, to });
    query.text.push({ kind: 'word', text: `${part.key} ${value}`, excluded, from, to });
    return;
  }
  if (value.trim() === '') {
    query.notUnderstood.push({ text: written, reason: 'empty-value', from, to });
    return;
  }
  if (key === 'sort') {
    const sort = readSort(value);
    if (sort) query.sort = sort;
    else query.notUnderstood.push({ text: written, reason: 'unknown-value', from, to });
    return;
  }
  const test = readFilter(key, value.trim(), now);
  if (test) query.filters.push({ ...test, excluded, from, to });
  else {
    const isDate = key === 'before' || key === 'after' || key === 'published';
    query.notUnderstood.push({ text: written, reason: isDate ? 'bad-date' : 'unknown-value', from, to });
  }
}

/** `sort:title`, `sort:-title` and `sort:title-` (the other way round). */
function readSort(value: string): Sort | undefined {
  const name = value.replace(/^-|-$/g, '');
  const key = SORT_KEYS[name.toLowerCase()];
  return key ? { key, reversed: name !== value } : undefined;
}

function readFilter(key: Exclude<FilterKey, 'sort'>, value: string, now: string): FilterTest | undefined {
  const lower = value.toLowerCase();
  switch (key) {
    case 'is':
      return IS_STATES[lower] && { key, value: IS_STATES[lower] };
    case 'has':
      return HAS_PARTS[lower] && { key, value: HAS_PARTS[lower] };
    case 'light':
      return LIGHTS[lower] && { key, value: LIGHTS[lower] };
    case 'before':
    case 'after': {
      const range = readDateRange(value, now);
      // "after 2025" begins with its first day; "after 30d" with that day.
      return range && { key, value: range.first };
    }
    case 'published': {
      const range = readDateRange(value, now);
      return range && { key, value: range };
    }
    case 'in':
      // The Trash is no collection, but that is how one says it.
      return IS_STATES[lower] === 'trashed' || lower === 'trash'
        ? { key: 'is', value: 'trashed' }
        : { key, value };
    default:
      return { key, value };
  }
}
