import { fold } from './fold';
import { type Part, splitQuery } from './query';
import { FILTER_KEYS, type FilterKey, OFFERED_KEYS, OFFERED_VALUES } from './query-words';

/** What the library holds, the most frequent first. */
export interface KnownValues {
  tag: readonly string[];
  site: readonly string[];
  author: readonly string[];
  lang: readonly string[];
  in: readonly string[];
}

/** One offer: put `insert` in the place of the characters from `from` to `to`. */
export interface Candidate {
  kind: 'key' | 'value';
  key: FilterKey;
  /** What is shown: `tag:` or the value alone. */
  label: string;
  insert: string;
  from: number;
  to: number;
}

const MOST_CANDIDATES = 8;

/**
 * Offers for the part that the caret stands in or right behind: filter keys for the beginning of a word, values
 * after a key. Those that begin with what is typed come before those that hold it. Gives none in a plain word
 * that begins no key, and all keys for an empty input.
 */
export function completeQuery(input: string, caret: number, known: KnownValues): Candidate[] {
  const part = splitQuery(input).find((each) => each.from < caret && caret <= each.to);
  if (!part) return input.trim() === '' ? offerKeys('', caret, caret, '') : [];
  const sign = part.excluded ? input.slice(part.from, part.from + 1) : '';
  if (part.key === undefined) {
    return part.quoted ? [] : offerKeys(part.value, part.from, part.to, sign);
  }
  const key = FILTER_KEYS[part.key.toLowerCase()];
  return key ? offerValues(key, part, valuesOf(key, known), input) : [];
}

function offerKeys(typed: string, from: number, to: number, sign: string): Candidate[] {
  const names = Object.keys(FILTER_KEYS).filter((name) => name.startsWith(typed.toLowerCase()));
  const keys = OFFERED_KEYS.filter((key) => names.some((name) => FILTER_KEYS[name] === key));
  return keys
    .filter((key) => sign === '' || key !== 'sort')
    .slice(0, typed === '' ? OFFERED_KEYS.length : MOST_CANDIDATES)
    .map((key) => ({ kind: 'key', key, label: `${key}:`, insert: `${sign}${key}:`, from, to }));
}

function valuesOf(key: FilterKey, known: KnownValues): readonly string[] {
  return key in known ? known[key as keyof KnownValues] : (OFFERED_VALUES[key] ?? []);
}

function offerValues(key: FilterKey, part: Part, values: readonly string[], input: string): Candidate[] {
  const typed = fold(part.value).trim();
  const beginning = values.filter((value) => fold(value).startsWith(typed));
  const within = values.filter((value) => !beginning.includes(value) && fold(value).includes(typed));
  const head = input.slice(part.from, part.valueFrom);
  return [...beginning, ...within]
    .filter((value) => value !== part.value)
    .slice(0, MOST_CANDIDATES)
    .map((value) => ({
      kind: 'value',
      key,
      label: value,
      insert: `${head}${quotedValue(value)} `,
      from: part.from,
      to: part.to,
    }));
}

/** A value that would not be read back whole stands in quotation marks. */
function quotedValue(value: string): string {
  return /[\s"“”「」『』＂]/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}
