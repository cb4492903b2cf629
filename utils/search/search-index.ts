import type { KeyValues } from './key-values';
import { blockKey, type Manifest, nextDocument, readManifest, type Segment } from './manifest';
import { Block, DamagedBlock, type Entry, eachPosting } from './postings-block';
import type { Query, TextClause } from './query';
import { bucketOf, PRESENCE, pairsOf, runsOf, SHORT_PREFIX, wordTerm } from './tokens';
import { type FoundDocument, TopDocuments } from './top-documents';

/** Blocks never change, so those read once may be kept; the least used are dropped first. */
export interface BlockCache {
  get(key: string): Uint8Array | undefined;
  set(key: string, bytes: Uint8Array): void;
}

/** A cache of at most that many bytes. */
export function createBlockCache(mostBytes: number): BlockCache {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get(key) {
      const bytes = kept.get(key);
      if (bytes) {
        kept.delete(key);
        kept.set(key, bytes);
      }
      return bytes;
    },
    set(key, bytes) {
      if (kept.has(key) || bytes.length > mostBytes / 4) return;
      kept.set(key, bytes);
      size += bytes.length;
      for (const [oldest, old] of kept) {
        if (size <= mostBytes) break;
        kept.delete(oldest);
        size -= old.length;
      }
    },
  };
}

export interface SearchOptions {
  /** At most so many documents are given, the best first. */
  limit: number;
  /** Passes the documents that filters let through; all when left out. */
  accept?: (document: number) => boolean;
  cache?: BlockCache;
}

export type SearchOutcome =
  | {
      kind: 'found';
      documents: FoundDocument[];
      /** How many match in all, before phrases are checked. */
      total: number;
      /** The index knows no places: check the texts with `matchesText` before showing them. */
      needsCheck: boolean;
    }
  /** No index, or one that cannot be read: it must be rebuilt. */
  | { kind: 'no-index' };

/** One condition: documents that hold any of these terms. */
interface Condition {
  /** The exact term first, so that it sets the score where several hold. */
  terms: string[];
  /** All words that begin with this are meant too. */
  prefix?: string;
  excluded: boolean;
}

/** Words beyond these are ignored: nobody types them. */
const MOST_CONDITIONS = 60;
const EXCLUDED = 255;
/** A word that only begins as typed counts this much of a whole one. */
const PREFIX_SHARE = 0.5;

/**
 * Searches the index for the query's words (filters are the caller's). A query without words that must stand
 * gives every live document with score 0, newest first.
 */
export async function searchIndex(
  values: KeyValues,
  query: Pick<Query, 'text'>,
  options: SearchOptions,
): Promise<SearchOutcome> {
  const manifest = await readManifest(values);
  if (!manifest) return { kind: 'no-index' };
  try {
    const conditions = conditionsOf(query);
    const read = await readEntries(values, manifest, conditions, options.cache);
    const scored = score(manifest, conditions, read);
    const needsCheck = query.text.some(needsTextCheck);
    return { kind: 'found', ...best(scored, options), needsCheck };
  } catch (error) {
    if (error instanceof DamagedBlock) return { kind: 'no-index' };
    throw error;
  }
}

/** True where order matters: a phrase of more than one term or its exclusion, or a run of three characters. */
function needsTextCheck(clause: TextClause): boolean {
  const termsOfRuns = runsOf(clause.text).map((run) => runConditions(run.text, run.unspaced, false).length);
  if (clause.kind === 'word' && !clause.excluded) return termsOfRuns.some((count) => count > 1);
  return termsOfRuns.reduce((sum, count) => sum + count, 0) > 1;
}

/**
 * A phrase that is excluded cannot be excluded by the index, which knows no order: it is left to the check of
 * the text.
 */
function conditionsOf(query: Pick<Query, 'text'>): Condition[] {
  const conditions: Condition[] = [];
  for (const clause of query.text) {
    const own = runsOf(clause.text).flatMap((run) =>
      runConditions(run.text, run.unspaced, clause.kind === 'word' && !clause.excluded),
    );
    if (!clause.excluded) conditions.push(...own.map((each) => ({ ...each, excluded: false })));
    else if (own.length === 1 && own[0]) conditions.push({ ...own[0], excluded: true });
  }
  // What must stand comes first: the count of conditions met is the count of steps done.
  return conditions.sort((a, b) => Number(a.excluded) - Number(b.excluded)).slice(0, MOST_CONDITIONS);
}

function runConditions(run: string, unspaced: boolean, prefix: boolean): Omit<Condition, 'excluded'>[] {
  if (unspaced) {
    const pairs = pairsOf(run);
    return pairs.length > 0 ? pairs.map((pair) => ({ terms: [pair] })) : [{ terms: [PRESENCE + run] }];
  }
  const word = wordTerm(run);
  if (!prefix) return [{ terms: [word] }];
  return word.length <= SHORT_PREFIX
    ? [{ terms: [word, PRESENCE + word] }]
    : [{ terms: [word], prefix: word }];
}

/** The packed postings of one condition in one segment; the whole term's before those of longer words. */
interface Found {
  segment: Segment;
  entry: Entry;
  exact: boolean;
}

async function readEntries(
  values: KeyValues,
  manifest: Manifest,
  conditions: readonly Condition[],
  cache: BlockCache | undefined,
): Promise<Found[][]> {
  const blocks = await readBlocks(values, manifest, conditions, cache);
  return conditions.map((condition) => {
    const found: Found[] = [];
    for (const segment of manifest.segments) {
      for (const term of condition.terms) {
        const entry = blocks.get(blockKey(segment, bucketOf(term)))?.find(term);
        if (entry) found.push({ segment, entry, exact: !term.startsWith(PRESENCE) });
      }
      const { prefix } = condition;
      if (prefix === undefined) continue;
      for (const entry of blocks.get(blockKey(segment, bucketOf(prefix)))?.startingWith(prefix) ?? []) {
        if (entry.term !== prefix) found.push({ segment, entry, exact: false });
      }
    }
    return found;
  });
}

/** Reads each block that the conditions need once, in one go. */
async function readBlocks(
  values: KeyValues,
  manifest: Manifest,
  conditions: readonly Condition[],
  cache: BlockCache | undefined,
): Promise<Map<string, Block>> {
  const terms = conditions.flatMap(({ terms, prefix }) =>
    prefix === undefined ? terms : [...terms, prefix],
  );
  const keys = new Set(
    manifest.segments.flatMap((segment) => terms.map((term) => blockKey(segment, bucketOf(term)))),
  );
  const blocks = new Map<string, Block>();
  const missing: string[] = [];
  for (const key of keys) {
    const bytes = cache?.get(key);
    if (bytes) blocks.set(key, new Block(bytes));
    else missing.push(key);
  }
  const read = missing.length > 0 ? await values.getMany(missing) : [];
  missing.forEach((key, index) => {
    const bytes = read[index];
    if (!bytes) throw new DamagedBlock();
    blocks.set(key, new Block(bytes));
    cache?.set(key, bytes);
  });
  return blocks;
}

interface Scored {
  /** How many conditions a document meets, in order; EXCLUDED when it must not be shown. */
  met: Uint8Array;
  scores: Float32Array;
  required: number;
}

function score(manifest: Manifest, conditions: readonly Condition[], found: readonly Found[][]): Scored {
  const size = nextDocument(manifest);
  const met = new Uint8Array(size);
  const scores = new Float32Array(size);
  for (const document of manifest.forgotten) met[document] = EXCLUDED;
  conditions.forEach((condition, step) => {
    const own = found[step] ?? [];
    if (condition.excluded) exclude(own, met);
    else addScores(own, manifest.live, step, met, scores);
  });
  return { met, scores, required: conditions.filter((condition) => !condition.excluded).length };
}

function exclude(found: readonly Found[], met: Uint8Array): void {
  for (const { segment, entry } of found) {
    eachPosting(entry, (document) => {
      met[segment.base + document] = EXCLUDED;
    });
  }
}

/** BM25's weight of a term by how many of the live documents hold it. */
function rareness(found: readonly Found[], live: number): number {
  const count = Math.min(
    live,
    found.reduce((sum, { entry }) => sum + entry.count, 0),
  );
  return Math.log(1 + (live - count + 0.5) / (count + 0.5));
}

/** BM25's weight of rareness times the impacts; a document counts once, by its first entry. */
function addScores(
  found: readonly Found[],
  live: number,
  step: number,
  met: Uint8Array,
  scores: Float32Array,
): void {
  const whole = found.filter(({ exact }) => exact);
  const parts = found.filter(({ exact }) => !exact);
  // A longer word is never worth more than the typed one for being rarer.
  const all = Math.min(rareness(found, live), rareness(whole, live));
  for (const [list, weight] of [
    [whole, rareness(whole, live)],
    [parts, PREFIX_SHARE * all],
  ] as const) {
    for (const { segment, entry } of list) {
      eachPosting(entry, (offset, impact) => {
        const document = segment.base + offset;
        if (met[document] !== step) return;
        met[document] = step + 1;
        scores[document] = (scores[document] ?? 0) + weight * impact;
      });
    }
  }
}

function best(
  { met, scores, required }: Scored,
  { limit, accept }: SearchOptions,
): { documents: FoundDocument[]; total: number } {
  const top = new TopDocuments(limit);
  let total = 0;
  // From the newest on: among equals the first offered stay, so nothing is moved.
  for (let document = met.length - 1; document >= 0; document -= 1) {
    if (met[document] !== required || (accept && !accept(document))) continue;
    total += 1;
    top.offer(document, scores[document] ?? 0);
  }
  return { documents: top.take(), total };
}
