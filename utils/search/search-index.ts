import { DocSet } from './doc-set';
import { dateOfNumber, type FacetKind, numberOf, SORTED_BY } from './facets';
import { type FactCondition, factConditions, factOf, prefixesOf } from './filters';
import { byCodeUnits } from './indexed-document';
import type { KeyValues } from './key-values';
import {
  blockKey,
  LIVE_KEY,
  MANIFEST_KEY,
  type Manifest,
  manifestIn,
  nextDocument,
  type Segment,
} from './manifest';
import {
  OWN_KINDS,
  type OwnCache,
  type OwnFact,
  type OwnKind,
  REVISION_KEY,
  readOwnFacts,
  readTimes,
  revisionIn,
  wordsOfTag,
} from './own-facts';
import { Block, DamagedBlock, type Entry, eachPosting, unpackPostings } from './postings-block';
import type { Query, Sort, TextClause } from './query';
import type { SortKey } from './query-words';
import { bucketOf, PRESENCE, pairsOf, runsOf, SHORT_PREFIX, wordTerm } from './tokens';

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
  /** Passes the documents that may be shown; all when left out. */
  accept?: (document: number) => boolean;
  /** Only what lies in the Trash, or only what does not; both when left out. */
  trash?: 'only' | 'without';
  /** The names of collections by id, outer before inner, joined by `/`. */
  collections?: ReadonlyMap<string, string>;
  own?: OwnCache;
  cache?: BlockCache;
  /** For sorting names; 'en' when left out. */
  locale?: string;
}

export type SearchOutcome =
  | {
      kind: 'found';
      /** All documents that match, in order. */
      documents: Uint32Array;
      /** Which index they are numbered by. */
      born: number;
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
  /** Facts are no words: they add nothing to the score. */
  facts?: FactCondition;
  /** All terms of the kind, to make a column of them. */
  ofColumn?: true;
  excluded: boolean;
}

/** Words beyond these are ignored: nobody types them. */
const MOST_CONDITIONS = 60;
const EXCLUDED = 255;
/** What a word in a tag is worth: as much as one among the names in a text of usual length. */
const TAG_IMPACT = 11;
/** A word that only begins as typed counts this much of a whole one. */
const PREFIX_SHARE = 0.5;

/**
 * Searches the index for the query's words and filters, and sorts as it asks: by how well they fit where there are
 * words, else the last saved first. A query that asks nothing gives every live document.
 */
export async function searchIndex(
  values: KeyValues,
  query: Pick<Query, 'text'> & Partial<Query>,
  options: SearchOptions = {},
): Promise<SearchOutcome> {
  try {
    const head = await readHead(values);
    if (!head) return { kind: 'no-index' };
    const { manifest, live } = head;
    const conditions = conditionsOf(query);
    const [own, read, columns] = await Promise.all([
      ownSets(values, head, conditions, options),
      readEntries(values, manifest, conditions, options.cache),
      readDays(values, manifest, conditions, options),
    ]);
    const scored = score(manifest, conditions, { found: read, own, columns, live, trash: options.trash });
    const matching = matchesOf(scored, options.accept);
    const sort = query.sort ?? { key: scored.isRanked ? 'relevance' : 'saved', reversed: false };
    const documents =
      sort.key === 'relevance'
        ? sortByNumber(matching, (document) => Math.round((scored.scores[document] ?? 0) * 1024), true)
        : await sortByFact(values, manifest, matching, { ...sort, key: sort.key }, options);
    return { kind: 'found', documents, born: manifest.born, needsCheck: query.text.some(needsTextCheck) };
  } catch (error) {
    if (error instanceof DamagedBlock) return { kind: 'no-index' };
    throw error;
  }
}

/**
 * How many live documents have each value of a kind of fact, the most frequent first. Undefined without an index.
 */
export async function countFacts(
  values: KeyValues,
  kind: FacetKind,
  options: SearchOptions = {},
): Promise<Map<string, number> | undefined> {
  const { cache } = options;
  try {
    const head = await readHead(values);
    if (!head) return undefined;
    const { manifest, live } = head;
    const facts = { kinds: [kind], test: () => true, excluded: false };
    const condition = { terms: [], facts, ofColumn: true as const, excluded: false };
    const { trash } = await ownSets(values, head, [], options);
    const accept = acceptOf(options, trash);
    const isShown = (document: number) => live.has(document) && accept(document);
    const counts = await countOwn(values, head, kind, isShown, options);
    const [found = []] = await readEntries(values, manifest, [condition], cache);
    for (const { segment, entry } of found) {
      let count = 0;
      eachPosting(entry, (offset) => {
        if (isShown(segment.base + offset)) count += 1;
      });
      const value = factOf(entry.term);
      if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count);
    }
    return new Map([...counts].sort(([a, m], [b, n]) => n - m || byCodeUnits(a, b)));
  } catch (error) {
    if (error instanceof DamagedBlock) return undefined;
    throw error;
  }
}

/**
 * When the live documents were saved, in seconds since 1970, the latest first. Undefined without an index.
 */
export async function savedTimes(
  values: KeyValues,
  options: SearchOptions = {},
): Promise<Uint32Array | undefined> {
  const { cache, locale = 'en' } = options;
  try {
    const head = await readHead(values);
    if (!head) return undefined;
    const { manifest, live } = head;
    const { trash } = await ownSets(values, head, [], options);
    const accept = acceptOf(options, trash);
    const column = await readColumn(values, manifest, 'saved', { cache, locale });
    const times = column.filter((_, document) => live.has(document) && accept(document));
    // A column holds one more than the number, since it has 0 for none.
    return times
      .sort()
      .map((time) => Math.max(0, time - 1))
      .reverse();
  } catch (error) {
    if (error instanceof DamagedBlock) return undefined;
    throw error;
  }
}

/**
 * Documents that hold any of the terms, with how many of them; undefined without an index. For terms that are neither
 * words nor facts (`alike`).
 */
export async function documentsWithTerms(
  values: KeyValues,
  terms: readonly string[],
): Promise<Map<number, number> | undefined> {
  try {
    const head = await readHead(values);
    if (!head) return undefined;
    const { manifest, live } = head;
    const conditions = terms.map((term) => ({ terms: [term], excluded: false }));
    const counts = new Map<number, number>();
    for (const { segment, entry } of (await readEntries(values, manifest, conditions, undefined)).flat()) {
      eachPosting(entry, (offset) => {
        const document = segment.base + offset;
        if (live.has(document)) counts.set(document, (counts.get(document) ?? 0) + 1);
      });
    }
    return counts;
  } catch (error) {
    if (error instanceof DamagedBlock) return undefined;
    throw error;
  }
}

/** What every reading of the index begins with. */
interface Head {
  manifest: Manifest;
  /** The documents that are not forgotten. */
  live: DocSet;
  /** Which change of the person's facts it is. */
  changes: number;
}

/** Reads it in one go. Undefined where there is no index. Throws DamagedBlock. */
async function readHead(values: KeyValues): Promise<Head | undefined> {
  const [bytes, live, revision] = await values.getMany([MANIFEST_KEY, LIVE_KEY, REVISION_KEY]);
  const manifest = manifestIn(bytes);
  if (!manifest) return undefined;
  return { manifest, live: live ? DocSet.unpack(live) : new DocSet(), changes: revisionIn(revision) };
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
function conditionsOf(query: Pick<Query, 'text'> & Partial<Query>): Condition[] {
  const conditions: Condition[] = factConditions(query.filters ?? []).map((facts) => ({
    terms: [],
    facts,
    excluded: facts.excluded,
  }));
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
      const facts = isInColumn(condition) ? undefined : condition.facts;
      for (const start of facts ? prefixesOf(facts.kinds) : []) {
        for (const entry of blocks.get(blockKey(segment, bucketOf(start)))?.startingWith(start) ?? []) {
          if (facts?.test(factOf(entry.term))) found.push({ segment, entry, exact: true });
        }
      }
      if (prefix === undefined) continue;
      for (const entry of blocks.get(blockKey(segment, bucketOf(prefix)))?.startingWith(prefix) ?? []) {
        if (entry.term !== prefix) found.push({ segment, entry, exact: false });
      }
    }
    return found;
  });
}

/**
 * The days that conditions on dates ask for, by document. Each segment has some thousand of them, a term each, and to go
 * through these took as long as all else; a column is kept as numbers.
 */
async function readDays(
  values: KeyValues,
  manifest: Manifest,
  conditions: readonly Condition[],
  { cache, locale = 'en' }: SearchOptions,
): Promise<(Uint32Array | undefined)[]> {
  const columns = new Map<FacetKind, Promise<Uint32Array>>();
  return Promise.all(
    conditions.map(({ facts }) => {
      const kind = dayKindOf(facts);
      if (!kind) return undefined;
      const known = columns.get(kind) ?? readColumn(values, manifest, kind, { cache, locale });
      columns.set(kind, known);
      return known;
    }),
  );
}

/** Whether a condition is met by a column, and not by the terms of its kind. */
function isInColumn({ facts, ofColumn }: Condition): boolean {
  return !ofColumn && dayKindOf(facts) !== undefined;
}

/** The kind of a condition on dates alone. */
function dayKindOf(facts: FactCondition | undefined): 'day' | 'published' | undefined {
  const [kind, ...others] = facts?.kinds ?? [];
  return others.length === 0 && (kind === 'day' || kind === 'published') ? kind : undefined;
}

/** Reads each block that the conditions need once, in one go. */
async function readBlocks(
  values: KeyValues,
  manifest: Manifest,
  conditions: readonly Condition[],
  cache: BlockCache | undefined,
): Promise<Map<string, Block>> {
  const terms = conditions.flatMap((condition) => {
    const { terms, prefix, facts } = condition;
    return [
      ...terms,
      ...(prefix === undefined ? [] : [prefix]),
      ...(facts && !isInColumn(condition) ? prefixesOf(facts.kinds) : []),
    ];
  });
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
  /** Some condition is a word, so some documents fit better than others. */
  isRanked: boolean;
}

function score(
  manifest: Manifest,
  conditions: readonly Condition[],
  {
    found,
    own,
    columns,
    live,
    trash,
  }: {
    found: readonly Found[][];
    own: OwnSets;
    columns: readonly (Uint32Array | undefined)[];
    live: DocSet;
    trash: SearchOptions['trash'];
  },
): Scored {
  const size = nextDocument(manifest);
  const met = new Uint8Array(size);
  const scores = new Float32Array(size);
  const excludeIt = (document: number): void => {
    met[document] = EXCLUDED;
  };
  live.eachMissing(size, excludeIt);
  if (trash === 'only') own.trash.eachMissing(size, excludeIt);
  else if (trash === 'without') own.trash.each((document) => document < size && excludeIt(document));
  conditions.forEach((condition, step) => {
    const entries = found[step] ?? [];
    const set = own.sets[step];
    const column = columns[step];
    if (column && condition.facts) {
      meetDays(column, condition.facts, step, met);
    } else if (condition.excluded) {
      exclude(entries, met);
      set?.each((document) => {
        met[document] = EXCLUDED;
      });
    } else if (condition.facts) {
      meetFacts(entries, step, met);
      set?.each((document) => {
        if (met[document] === step) met[document] = step + 1;
      });
    } else {
      addScores(entries, manifest.live, step, met, scores);
      if (set) addTagged(set, manifest.live, step, met, scores);
    }
  });
  const needed = conditions.filter((condition) => !condition.excluded);
  return { met, scores, required: needed.length, isRanked: needed.some(({ facts }) => !facts) };
}

function exclude(found: readonly Found[], met: Uint8Array): void {
  for (const { segment, entry } of found) {
    eachPosting(entry, (document) => {
      met[segment.base + document] = EXCLUDED;
    });
  }
}

/** The person's facts for a query: for each condition the documents that meet it, and the Trash. */
interface OwnSets {
  sets: (DocSet | undefined)[];
  trash: DocSet;
}

async function ownSets(
  values: KeyValues,
  { manifest: { born }, live, changes }: Head,
  conditions: readonly Condition[],
  { collections, own, trash }: SearchOptions,
): Promise<OwnSets> {
  const kinds = new Set<OwnKind>(trash ? ['is'] : []);
  for (const { facts } of conditions) {
    if (!facts) kinds.add('tag');
    for (const kind of facts?.kinds ?? []) if (isOwnKind(kind)) kinds.add(kind);
  }
  const read = await readOwnFacts(values, [...kinds], { born, changes }, own);
  const sets = conditions.map((condition) => ownSetOf(condition, read, live, collections, own));
  const trashed = read.find(({ kind, value }) => kind === 'is' && value === 'trashed');
  return { sets, trash: trashed ? DocSet.unpack(trashed.packed) : new DocSet() };
}

function isOwnKind(kind: FacetKind): kind is OwnKind {
  return (OWN_KINDS as readonly FacetKind[]).includes(kind);
}

function ownSetOf(
  condition: Condition,
  read: readonly OwnFact[],
  live: DocSet,
  collections: SearchOptions['collections'],
  own: OwnCache | undefined,
): DocSet | undefined {
  const { facts } = condition;
  const holds = facts
    ? ({ kind, value }: OwnFact) => facts.kinds.includes(kind) && facts.test(nameOf(kind, value, collections))
    : ({ kind, value }: OwnFact) => kind === 'tag' && holdsTerm(wordsOfTag(value, own), condition);
  const holding = read.filter(holds);
  const asksUnread = facts?.kinds.includes('is') && facts.test('unread');
  if (holding.length === 0 && !asksUnread) return undefined;
  const set = new DocSet();
  for (const { packed } of holding) set.addAll(DocSet.unpack(packed));
  if (asksUnread) set.addAll(unreadOf(read, live));
  return set;
}

/** A collection that is gone has no name, and is in none. */
function nameOf(kind: OwnKind, value: string, collections: SearchOptions['collections']): string {
  return kind === 'collection' ? (collections?.get(value) ?? '') : value;
}

function holdsTerm(words: ReadonlySet<string>, { terms, prefix }: Condition): boolean {
  if (terms.some((term) => words.has(term))) return true;
  return prefix !== undefined && [...words].some((word) => word.startsWith(prefix));
}

function unreadOf(read: readonly OwnFact[], live: DocSet): DocSet {
  const unread = new DocSet(live.bits.slice());
  for (const { kind, value, packed } of read) {
    if (kind !== 'is' || (value !== 'read' && value !== 'reading')) continue;
    DocSet.unpack(packed).each((document) => unread.delete(document));
  }
  return unread;
}

function acceptOf({ accept, trash }: SearchOptions, trashed: DocSet): (document: number) => boolean {
  if (!trash) return accept ?? (() => true);
  const wanted = trash === 'only';
  return (document) => trashed.has(document) === wanted && (!accept || accept(document));
}

async function countOwn(
  values: KeyValues,
  { manifest: { born }, live, changes }: Head,
  kind: FacetKind,
  isShown: (document: number) => boolean,
  { own }: SearchOptions,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (!isOwnKind(kind)) return counts;
  const read = await readOwnFacts(values, [kind], { born, changes }, own);
  const countIn = (set: DocSet): number => {
    let count = 0;
    set.each((document) => {
      if (isShown(document)) count += 1;
    });
    return count;
  };
  for (const { value, packed } of read) {
    const count = countIn(DocSet.unpack(packed));
    if (count > 0) counts.set(value, count);
  }
  if (kind === 'is') counts.set('unread', countIn(unreadOf(read, live)));
  return counts;
}

/** Of a column of days: what is asked of the few thousand there are is asked of each day once. */
function meetDays(
  column: Uint32Array,
  { test, excluded }: FactCondition,
  step: number,
  met: Uint8Array,
): void {
  const passes = new Map<number, boolean>();
  for (let document = 0; document < column.length; document += 1) {
    const number = column[document] as number;
    if (number === 0 || met[document] === EXCLUDED || (!excluded && met[document] !== step)) continue;
    let passed = passes.get(number);
    if (passed === undefined) {
      passed = test(dateOfNumber(number - 1));
      passes.set(number, passed);
    }
    if (passed) met[document] = excluded ? EXCLUDED : step + 1;
  }
}

function meetFacts(found: readonly Found[], step: number, met: Uint8Array): void {
  for (const { segment, entry } of found) {
    const postings = unpackPostings(entry);
    for (let at = 0; at < postings.length; at += 1) {
      const document = segment.base + ((postings[at] as number) >>> 4);
      if (met[document] === step) met[document] = step + 1;
    }
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
      const postings = unpackPostings(entry);
      for (let at = 0; at < postings.length; at += 1) {
        const posting = postings[at] as number;
        const document = segment.base + (posting >>> 4);
        if (met[document] !== step) continue;
        met[document] = step + 1;
        scores[document] = (scores[document] as number) + weight * (posting & 15);
      }
    }
  }
}

/** A word that stands in a tag of the clip; one that stands in its text too has its score by now. */
function addTagged(set: DocSet, live: number, step: number, met: Uint8Array, scores: Float32Array): void {
  const count = set.countWithin(set);
  const weight = Math.log(1 + (live - count + 0.5) / (count + 0.5));
  set.each((document) => {
    if (met[document] !== step) return;
    met[document] = step + 1;
    scores[document] = (scores[document] ?? 0) + weight * TAG_IMPACT;
  });
}

function matchesOf({ met, required }: Scored, accept: SearchOptions['accept']): Uint32Array {
  const matching = new Uint32Array(met.length);
  let count = 0;
  for (let document = 0; document < met.length; document += 1) {
    if (met[document] !== required) continue;
    matching[count] = document;
    count += 1;
  }
  const all = matching.slice(0, count);
  return accept ? all.filter(accept) : all;
}

async function sortByFact(
  values: KeyValues,
  manifest: Manifest,
  matching: Uint32Array,
  sort: Sort & { key: Exclude<SortKey, 'relevance'> },
  { cache, locale = 'en' }: SearchOptions,
): Promise<Uint32Array> {
  const { kind, down } = SORTED_BY[sort.key];
  const column =
    kind === 'read'
      ? await readTimes(values, nextDocument(manifest))
      : await readColumn(values, manifest, kind, { cache, locale });
  const known = matching.filter((document) => (column[document] ?? 0) > 0);
  const sorted = sortByNumber(known, (document) => column[document] ?? 0, down !== sort.reversed);
  if (known.length === matching.length) return sorted;
  // What has no value comes last either way.
  const unknown = matching.filter((document) => (column[document] ?? 0) === 0).reverse();
  const all = new Uint32Array(matching.length);
  all.set(sorted);
  all.set(unknown, sorted.length);
  return all;
}

/** Digits of this many bits: three passes over 32. */
const DIGIT = 11;
const DIGITS = 1 << DIGIT;

/**
 * Sorts by a whole number below 2^32; among equals the newest document first. By digits (LSD radix), which takes a tenth
 * of the time of a sort by comparing: a search may find a hundred thousand.
 */
function sortByNumber(
  documents: Uint32Array,
  numberOfDocument: (document: number) => number,
  down: boolean,
): Uint32Array {
  const size = documents.length;
  let sorted = new Uint32Array(size);
  let keys = new Uint32Array(size);
  for (let at = 0; at < size; at += 1) {
    // Newest first, and what is equal stays in its order.
    const document = documents[size - 1 - at] as number;
    const number = numberOfDocument(document);
    sorted[at] = document;
    keys[at] = down ? 0xffff_ffff - number : number;
  }
  let [otherSorted, otherKeys] = [new Uint32Array(size), new Uint32Array(size)];
  for (let shift = 0; shift < 32; shift += DIGIT) {
    const places = placesOfDigits(keys, shift);
    if (!places) continue;
    for (let at = 0; at < size; at += 1) {
      const key = keys[at] as number;
      const digit = (key >>> shift) & (DIGITS - 1);
      const place = places[digit] as number;
      places[digit] = place + 1;
      otherKeys[place] = key;
      otherSorted[place] = sorted[at] as number;
    }
    [sorted, otherSorted] = [otherSorted, sorted];
    [keys, otherKeys] = [otherKeys, keys];
  }
  return sorted;
}

/** Where the keys with each digit begin; nothing where all have the same one. */
function placesOfDigits(keys: Uint32Array, shift: number): Uint32Array | undefined {
  const places = new Uint32Array(DIGITS);
  for (let at = 0; at < keys.length; at += 1) {
    const digit = ((keys[at] as number) >>> shift) & (DIGITS - 1);
    places[digit] = (places[digit] as number) + 1;
  }
  if (keys.length === 0 || places[((keys[0] as number) >>> shift) & (DIGITS - 1)] === keys.length)
    return undefined;
  let before = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = places[digit] as number;
    places[digit] = before;
    before += count;
  }
  return places;
}

/** For each document the number that it is sorted by, plus one; 0 where it has no value. */
async function readColumn(
  values: KeyValues,
  manifest: Manifest,
  kind: FacetKind,
  { cache, locale }: { cache: BlockCache | undefined; locale: string },
): Promise<Uint32Array> {
  const column = new Uint32Array(nextDocument(manifest));
  const facts = { kinds: [kind], test: () => true, excluded: false };
  const isNumber = numberOf(kind, '0') !== undefined;
  const unread = manifest.segments.filter(({ id, base }) => {
    const kept = isNumber ? cache?.get(columnKey(id, kind)) : undefined;
    if (kept) column.set(new Uint32Array(kept.buffer, kept.byteOffset, kept.byteLength / 4), base);
    return !kept;
  });
  if (unread.length === 0) return column;
  const condition = { terms: [], facts, ofColumn: true as const, excluded: false };
  const [found = []] = await readEntries(values, { ...manifest, segments: unread }, [condition], cache);
  const ranks = isNumber ? undefined : ranksOf(found, locale);
  for (const { segment, entry } of found) {
    const value = factOf(entry.term);
    const number = (ranks ? ranks.get(value) : numberOf(kind, value)) ?? 0;
    eachPosting(entry, (offset) => {
      column[segment.base + offset] = number + 1;
    });
  }
  if (isNumber && cache) {
    for (const { id, base, span } of unread) {
      cache.set(columnKey(id, kind), new Uint8Array(column.slice(base, base + span).buffer));
    }
  }
  return column;
}

function columnKey(segment: number, kind: FacetKind): string {
  return `c:${segment}:${kind}`;
}

function ranksOf(found: readonly Found[], locale: string): Map<string, number> {
  const distinct = [...new Set(found.map(({ entry }) => factOf(entry.term)))];
  const collator = new Intl.Collator(locale, { numeric: true });
  return new Map(distinct.sort(collator.compare).map((value, rank) => [value, rank]));
}
