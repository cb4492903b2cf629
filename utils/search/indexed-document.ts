import { BlockBuilder, MOST_IMPACT } from './postings-block';
import { BUCKETS, bucketOf, eachPresence, eachTerm, isWordOrPair } from './tokens';

/** What of a clip is searched. Lists of names and tags are joined by line breaks, so no pair spans two. */
export interface SearchableText {
  title: string;
  /** Authors, photographers, site, first publisher, tags. */
  names: string;
  /** The person's notes and highlights. */
  notes: string;
  body: string;
}

/** How much an occurrence counts in each field. */
const WEIGHTS: Record<keyof SearchableText, number> = { title: 5, names: 3, notes: 2, body: 1 };

/** BM25's constants. The average length is fixed, so that a document's impacts do not depend on the others. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const AVERAGE_LENGTH = 600;

/** The impact of each term of one document, from 1 to 15. */
export type DocumentTerms = ReadonlyMap<string, number>;

/**
 * Analyses one document, with its facts as terms (`facetsOf`). Costs most of indexing, so it is done before any
 * transaction opens.
 */
export function analyseDocument(document: SearchableText, facets: readonly string[] = []): DocumentTerms {
  const weights = new Map<string, number>();
  let length = 0;
  for (const field of Object.keys(WEIGHTS) as (keyof SearchableText)[]) {
    const weight = WEIGHTS[field];
    length += eachTerm(document[field], (term) => weights.set(term, (weights.get(term) ?? 0) + weight));
  }
  const impacts = new Map<string, number>();
  for (const [term, weight] of weights) {
    // A lone character has only its term of presence.
    if (isWordOrPair(term)) impacts.set(term, impactOf(weight, length));
    eachPresence(term, (presence) => impacts.set(presence, 1));
  }
  for (const facet of facets) impacts.set(facet, 1);
  return impacts;
}

function impactOf(weight: number, length: number): number {
  const normal = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / AVERAGE_LENGTH);
  return Math.max(1, Math.round((weight / (weight + normal)) * MOST_IMPACT));
}

/** Packs documents, numbered from 0 in their order, into one block. */
export function packDocuments(documents: readonly DocumentTerms[]): Uint8Array<ArrayBuffer> {
  return packLists(listsOf(documents));
}

/** Packs documents into one block for each bucket; gives undefined where a bucket has no term. */
export function packByBucket(documents: readonly DocumentTerms[]): (Uint8Array<ArrayBuffer> | undefined)[] {
  const buckets: PostingLists[] = Array.from({ length: BUCKETS }, () => new Map());
  for (const [term, list] of listsOf(documents)) buckets[bucketOf(term)]?.set(term, list);
  return buckets.map((lists) => (lists.size > 0 ? packLists(lists) : undefined));
}

/** For each term its documents times 16 plus the impact; most terms stand in one document, so no list for one. */
type PostingLists = Map<string, number | number[]>;

function listsOf(documents: readonly DocumentTerms[]): PostingLists {
  const lists: PostingLists = new Map();
  documents.forEach((terms, number) => {
    for (const [term, impact] of terms) {
      const posting = number * 16 + impact;
      const list = lists.get(term);
      if (list === undefined) lists.set(term, posting);
      else if (typeof list === 'number') lists.set(term, [list, posting]);
      else list.push(posting);
    }
  });
  return lists;
}

function packLists(lists: PostingLists): Uint8Array<ArrayBuffer> {
  const builder = new BlockBuilder();
  for (const term of [...lists.keys()].sort(byCodeUnits)) {
    const list = lists.get(term) ?? [];
    for (const posting of typeof list === 'number' ? [list] : list)
      builder.posting(posting >>> 4, posting & 15);
    builder.endTerm(term);
  }
  return builder.build();
}

/** The order of every dictionary. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
