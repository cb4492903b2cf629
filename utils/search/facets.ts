import type { ClipFacts } from '../model/clip';
import type { Light } from '../model/rights';
import type { HasPart, IsState, SortKey } from './query-words';

/** The facts of a clip's text that filters and sorting ask for; the person's own are `ClipFacts`. */
export interface SearchFacts {
  title: string;
  siteName: string;
  /** The host of the page. */
  host: string;
  authors: readonly string[];
  language?: string;
  light: Light;
  /** RFC 3339. */
  savedAt: string;
  /** ISO, partial. */
  published?: string;
  wordCount: number;
  is: ReadonlySet<IsState>;
  has: ReadonlySet<HasPart>;
}

/** Marks a term of the index that is a whole fact and no word; the letter of its kind and its value follow. */
export const FACET = '\u0002';

/** Kinds of facts, each with its letter. */
export const KINDS = {
  author: 'A',
  collection: 'C',
  /** The day of saving. */
  day: 'D',
  tag: 'G',
  host: 'H',
  is: 'I',
  language: 'L',
  has: 'O',
  published: 'P',
  light: 'R',
  site: 'S',
  title: 'T',
  /** For sorting: numbers to the base of 36. */
  saved: 'm',
  length: 'n',
  read: 'r',
} as const;

export type FacetKind = keyof typeof KINDS;

const LONGEST_VALUE = 200;

/** The term of a fact, or what all terms of a kind begin with. */
export function facetTerm(kind: FacetKind, value = ''): string {
  return FACET + KINDS[kind] + value.slice(0, LONGEST_VALUE);
}

/** What the person says of a clip, as terms: kept beside the segments (`own-facts`). Unread is what is neither other. */
export function ownFacetsOf({
  tags,
  collections,
  note,
  readState,
  favourite,
  archived,
  deletedAt,
}: ClipFacts): string[] {
  const states: [IsState, boolean][] = [
    ['favourite', favourite === true],
    ['archived', archived === true],
    ['trashed', deletedAt !== undefined],
    ['tagged', tags.length > 0],
  ];
  return [
    ...tags.map((tag) => facetTerm('tag', tag)),
    ...(collections ?? []).map((id) => facetTerm('collection', id)),
    ...(readState ? [facetTerm('is', readState)] : []),
    ...states.filter(([, holds]) => holds).map(([state]) => facetTerm('is', state)),
    ...(tags.length > 0 ? [facetTerm('has', 'tag')] : []),
    ...(note ? [facetTerm('has', 'note')] : []),
  ];
}

/** Seconds since 1970 of the last reading; 0 where there was none. */
export function readTimeOf({ lastReadAt }: ClipFacts): number {
  return lastReadAt ? Number.parseInt(seconds(lastReadAt), 36) : 0;
}

/** The facts of a clip's text as terms of the index: what filters, sorts and counts without reading a single clip. */
export function facetsOf(facts: SearchFacts): string[] {
  const { published } = facts;
  const terms = [
    facetTerm('site', facts.siteName),
    facetTerm('host', facts.host),
    facetTerm('light', facts.light),
    facetTerm('title', facts.title),
    facetTerm('day', facts.savedAt.slice(0, 10)),
    facetTerm('saved', seconds(facts.savedAt)),
    facetTerm('length', facts.wordCount.toString(36)),
    ...facts.authors.map((name) => facetTerm('author', name)),
    ...[...facts.is].map((state) => facetTerm('is', state)),
    ...[...facts.has].map((part) => facetTerm('has', part)),
  ];
  if (facts.language) terms.push(facetTerm('language', facts.language.toLowerCase()));
  if (published) terms.push(facetTerm('published', published.slice(0, 10)));
  return terms;
}

/** Seconds since 1970; what is no moment counts as the oldest. */
function seconds(moment: string): string {
  return Math.max(0, Math.floor(Date.parse(moment) / 1000) || 0).toString(36);
}

/** What a sort goes by, and whether it runs downwards when it is not reversed. */
export const SORTED_BY: Record<Exclude<SortKey, 'relevance'>, { kind: FacetKind; down: boolean }> = {
  saved: { kind: 'saved', down: true },
  published: { kind: 'published', down: true },
  read: { kind: 'read', down: true },
  length: { kind: 'length', down: true },
  title: { kind: 'title', down: false },
  site: { kind: 'site', down: false },
};

/** A value as a number that sorts; undefined where only a collator knows the order. */
export function numberOf(kind: FacetKind, value: string): number | undefined {
  if (kind === 'title' || kind === 'site') return undefined;
  if (kind !== 'published' && kind !== 'day') return Number.parseInt(value, 36);
  return Number(`${value.replaceAll('-', '')}0000`.slice(0, 8));
}

/** The date that `numberOf` made a number of: `2025-01-31`, or as much of it as there was. */
export function dateOfNumber(number: number): string {
  const digits = String(number).padStart(8, '0');
  const parts = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  return parts.filter((part, at) => at === 0 || part !== '00').join('-');
}
