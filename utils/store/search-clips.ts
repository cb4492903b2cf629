import Dexie from 'dexie';
import type { ClipId, ClipSummary, ListPlace } from '../model/clip';
import type { CollectionId } from '../model/collection';
import { indexedText, textOfClip, wholeText } from '../search/clip-text';
import type { KnownValues } from '../search/completion';
import type { FacetKind } from '../search/facets';
import { matchesText } from '../search/match';
import { createOwnCache } from '../search/own-facts';
import type { Query } from '../search/query';
import { relaxQuery } from '../search/relax';
import { countFacts, createBlockCache, savedTimes, searchIndex } from '../search/search-index';
import { makeSnippet, markAll, type SnippetPart } from '../search/snippet';
import { listCollections } from './collections';
import { library } from './db';
import { indexState, readClips, searchValues } from './search-index';

/** A list of clips that is read page by page. */
export interface ClipPages {
  total: number;
  /** More will come: not all are counted, or checked. */
  isPartial: boolean;
  /** Rows from the first on, where they are read already. */
  first?: readonly ClipSummary[];
  /** The rows from one place to another; fewer where clips went meanwhile. */
  read(from: number, to: number): Promise<ClipSummary[]>;
  /** Only the ids of the clips from one place to another: of any number. */
  ids(from: number, to: number): Promise<ClipId[]>;
  /** The place of a clip, or -1. */
  placeOf(clipId: ClipId): Promise<number>;
}

export interface FoundClips extends ClipPages {
  /** What was searched at last: for marks. */
  query: Query;
  /** Nothing held the words as they were typed: these hold all of them, but apart. */
  relaxed: boolean;
}

/** Blocks that were read stay for the next letter that is typed. */
const cache = createBlockCache(32e6);
const own = createOwnCache();

/** Texts that are checked before anything is shown, and in all; what ranks lower is taken as the index has it. */
const checkedFirst = 16;
const checkedThen = 80;
const checkedAtMost = 1_000;

export interface SearchScope {
  inTrash: boolean;
  /** For sorting names. */
  locale: string;
  /** Nobody waits for it any more: what was found so far is given. */
  signal?: AbortSignal;
}

/** Rows that are read with a list, so that something is shown before all are counted. */
const firstRows = 40;
/** Milliseconds before they are counted: the browser reads nothing else meanwhile, for a page that may be closed again. */
const countAfter = 250;

/**
 * The first rows of all clips outside the Trash, or of those in it, as a list of which no more is known yet. Reads once and
 * nothing else.
 */
export async function firstPages(inTrash: boolean): Promise<ClipPages> {
  const index = inTrash ? 'trashed' : 'listed';
  return pagesAlong(index, await readFirst(index))(true);
}

/**
 * All clips outside the Trash, the last saved first, or those in it, the last deleted first. `tell` gets the first rows
 * before they are counted.
 */
export async function listPages(
  { inTrash }: { inTrash: boolean },
  tell: (pages: ClipPages) => void = () => undefined,
): Promise<ClipPages> {
  const index = inTrash ? 'trashed' : 'listed';
  const first = await readFirst(index);
  const pages = pagesAlong(index, first);
  if (first.length < firstRows) return pages(false);
  tell(pages(true));
  // Dexie's own promise: after another one it would not see what is read.
  await new Dexie.Promise((settled) => setTimeout(settled, countAfter));
  return pages(false, await countAlong(index));
}

type ListIndex = 'listed' | 'trashed';

/**
 * How many clips stand in an index. Those outside the Trash are all but those in it: Chromium counts a hundred thousand
 * entries of an index in two seconds.
 */
async function countAlong(index: ListIndex): Promise<number> {
  const inTrash = library.clips.orderBy('trashed').count();
  if (index === 'trashed') return inTrash;
  const [{ of }, trashed] = await Promise.all([indexState(), inTrash]);
  return of - trashed;
}

function readFirst(index: ListIndex): Promise<ClipSummary[]> {
  return library.clips.orderBy(index).limit(firstRows).toArray();
}

/** A list along an index: in all as many as there are first rows, where it is not said otherwise. */
function pagesAlong(index: ListIndex, first: readonly ClipSummary[]) {
  const rungs = createRungs(index);
  rungs.remember(0, first);
  /** The first key of a range that begins at a place, or so few rows before it. */
  const beginning = async (place: number, total: number): Promise<Rung | undefined> => {
    const rung = await rungs.below(place, total);
    if (place - rung.at <= overread) return rung;
    const [row] = await along(index, rung.key)
      .offset(place - rung.at)
      .limit(1)
      .toArray();
    return row?.[index] && { key: row[index], at: place };
  };
  return (isPartial: boolean, total = first.length): ClipPages => ({
    total,
    isPartial,
    first,
    async read(from, to) {
      const begin = await beginning(from, total);
      if (!begin) return [];
      const read = await along(index, begin.key)
        .limit(to - begin.at)
        .toArray();
      const rows = read.slice(from - begin.at);
      rungs.remember(from, rows);
      return rows;
    },
    async ids(from, to) {
      const begin = await beginning(from, total);
      if (!begin) return [];
      const read = await along(index, begin.key)
        .limit(to - begin.at)
        .primaryKeys();
      return read.slice(from - begin.at);
    },
    async placeOf(clipId) {
      const key = (await library.clips.get(clipId))?.[index];
      if (key === undefined) return -1;
      const rung = await rungs.before(key, total);
      return rung.at + (await library.clips.where(index).between(rung.key, key).count());
    },
  });
}

function along(index: ListIndex, key: ListPlace) {
  return library.clips.where(index).aboveOrEqual(key);
}

/** So many rows too many are read in one go, sooner than the browser looks for the first that is wanted. */
const overread = 60;

/** A key of a list's index, and how many rows stand before it. */
interface Rung {
  key: ListPlace;
  at: number;
}

const lowest: Rung = { key: [-Number.MAX_VALUE, ''], at: 0 };

/**
 * Places in an index whose keys are known: from there on many rows are read at once, while counting up to them takes the
 * browser a second for a hundred thousand. Known are those whose rows were read, and, for what is listed by the time of
 * saving, all whose time the search index knows.
 */
function createRungs(index: ListIndex) {
  const known = new Map<number, ListPlace>();
  let times: Promise<Uint32Array | undefined> | undefined;
  /** An index that does not hold all of them would tell wrong places. */
  const timesOf = async (total: number): Promise<Uint32Array | undefined> => {
    times ??= index === 'listed' ? readSavedTimes() : Promise.resolve(undefined);
    const read = await times;
    return read?.length === total ? read : undefined;
  };
  return {
    /** @param from the place of the first of these rows */
    remember(from: number, rows: readonly ClipSummary[]): void {
      rows.forEach((row, at) => {
        if (row[index] && (from + at) % 10 === 0) known.set(from + at, row[index]);
      });
    },
    /** A place at or before this one of a list of so many rows, as near as is known. */
    async below(place: number, total: number): Promise<Rung> {
      const key = known.get(place);
      if (key) return { key, at: place };
      const all = await timesOf(total);
      if (all) return all.length > 0 ? rungAt(all[Math.min(place, total - 1)] as number, all) : lowest;
      let nearest = lowest;
      for (const [at, key] of known) if (at <= place && at > nearest.at) nearest = { key, at };
      return nearest;
    },
    /** A place at or before the row with this key. */
    async before([negated]: ListPlace, total: number): Promise<Rung> {
      const all = await timesOf(total);
      return all ? rungAt(Math.floor(-negated / 1000), all) : lowest;
    },
  };
}

/** The place of the first row that was saved within a second, by the times of all, the latest first. */
function rungAt(second: number, times: Uint32Array): Rung {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) > second) low = middle + 1;
    else high = middle;
  }
  return { key: [-(second * 1000 + 999), ''], at: low };
}

async function readSavedTimes(): Promise<Uint32Array | undefined> {
  return library.transaction('r', library.searchBlocks, async () =>
    savedTimes(searchValues, { trash: 'without', cache, own }),
  );
}

/** How many clips there are outside the Trash, and in it. */
export async function countClips(): Promise<{ all: number; trash: number }> {
  const [all, trash] = await Promise.all([countAlong('listed'), countAlong('trashed')]);
  return { all, trash };
}

/** Whether any clip is kept outside the Trash. */
export async function hasClips(): Promise<boolean> {
  return (await library.clips.orderBy('listed').limit(1).primaryKeys()).length > 0;
}

/**
 * Searches the library. `tell` gets what is certain first, so that something is shown before every likely text is
 * checked. Gives nothing if there is no index that can be read.
 */
export async function searchClips(
  query: Query,
  scope: SearchScope,
  tell: (found: FoundClips) => void = () => undefined,
): Promise<FoundClips | undefined> {
  const found = await searchOnce(query, scope, (some) =>
    tell({ ...pagesOf(some, query, false), isPartial: true }),
  );
  if (!found) return undefined;
  const relaxed = found.docs.length === 0 ? relaxQuery(query) : undefined;
  const again = relaxed && (await searchOnce(relaxed, scope));
  return relaxed && again && again.docs.length > 0
    ? pagesOf(again, relaxed, true)
    : pagesOf(found, query, false);
}

/** Documents in order, and of which index. */
interface Documents {
  docs: Uint32Array;
  born: number;
}

async function searchOnce(
  query: Query,
  { inTrash, locale, signal }: SearchScope,
  tell?: (found: Documents) => void,
): Promise<Documents | undefined> {
  const asksTrash = query.filters.some((filter) => isTrashFilter(filter) && !filter.excluded);
  const wantsTrash = inTrash || asksTrash;
  const words = { ...query, filters: query.filters.filter((filter) => !isTrashFilter(filter)) };
  const asksCollection = query.filters.some(({ key }) => key === 'in');
  const collections = asksCollection ? await collectionNames() : undefined;
  // One transaction for all that is read of the index: each has a price, and no merge takes blocks away in between.
  const outcome = await library.transaction('r', library.searchBlocks, async () =>
    searchIndex(searchValues, words, {
      trash: wantsTrash ? 'only' : 'without',
      ...(collections && { collections }),
      cache,
      own,
      locale,
    }),
  );
  if (outcome.kind === 'no-index') return undefined;
  const { documents: docs, born, needsCheck } = outcome;
  return needsCheck ? checkTexts(query, { docs, born }, { tell, signal }) : { docs, born };
}

function isTrashFilter(filter: Query['filters'][number]): boolean {
  return filter.key === 'is' && filter.value === 'trashed';
}

async function collectionNames(): Promise<Map<CollectionId, string>> {
  return new Map((await listCollections()).map(({ id, path }) => [id, path]));
}

async function checkTexts(
  query: Query,
  { docs, born }: Documents,
  { tell, signal }: { tell?: ((found: Documents) => void) | undefined; signal?: AbortSignal | undefined },
): Promise<Documents> {
  const kept: number[] = [];
  const most = Math.min(docs.length, checkedAtMost);
  for (let at = 0, step = checkedFirst; at < most; at += step, step = checkedThen) {
    if (signal?.aborted) break;
    const part = docs.slice(at, Math.min(most, at + step));
    const clips = await clipsOf({ docs: part, born });
    const holding = new Set(
      clips.flatMap(({ doc, clip }) => (matchesText(query, wholeText(textOfClip(clip))) ? [doc] : [])),
    );
    const before = kept.length;
    for (const doc of part) if (holding.has(doc)) kept.push(doc);
    if (before === 0 && kept.length > 0 && at + step < docs.length)
      tell?.({ docs: Uint32Array.from(kept), born });
  }
  return { docs: Uint32Array.from([...kept, ...docs.subarray(most)]), born };
}

async function clipsOf(documents: Documents) {
  const ids = await idsOf(documents);
  const docOf = new Map(ids.flatMap((id, index) => (id ? [[id, documents.docs[index] as number]] : [])));
  const clips = await readClips([...docOf.keys()]);
  return clips.map((clip) => ({ clip, doc: docOf.get(clip.summary.id) ?? -1 }));
}

/** Which clips the documents of an index are never changes, so those that were read are remembered. */
const knownIds = { born: 0, ids: new Map<number, ClipId>() };
const mostKnown = 50_000;

/** The clips of documents; undefined where one is there no more. */
async function idsOf({ docs, born }: Documents): Promise<(ClipId | undefined)[]> {
  if (knownIds.born !== born || knownIds.ids.size > mostKnown) {
    knownIds.born = born;
    knownIds.ids = new Map();
  }
  const { ids } = knownIds;
  const missing = [...docs].filter((doc) => !ids.has(doc));
  if (missing.length > 0)
    for (const row of await library.searchDocs.bulkGet(missing)) if (row) ids.set(row.doc, row.clipId);
  return Array.from(docs, (doc) => ids.get(doc));
}

function pagesOf({ docs, born }: Documents, query: Query, relaxed: boolean): FoundClips {
  const idsFrom = async (from: number, to: number): Promise<ClipId[]> =>
    (await idsOf({ docs: docs.subarray(from, to), born })).filter((id) => id !== undefined);
  return {
    query,
    relaxed,
    total: docs.length,
    isPartial: false,
    read(from, to) {
      return library.transaction('r', library.searchDocs, library.clips, async () => {
        const rows = await library.clips.bulkGet(await idsFrom(from, to));
        return rows.filter((row) => row !== undefined);
      });
    },
    ids: idsFrom,
    async placeOf(clipId) {
      const [doc] = await library.searchDocs.where('clipId').equals(clipId).primaryKeys();
      return doc === undefined ? -1 : docs.indexOf(doc);
    },
  };
}

/** A row of results: the title and the passage that shows most of what was searched, with marks. */
export interface FoundPassage {
  title: SnippetPart[];
  passage: SnippetPart[];
}

/** The passages of clips for a query, by clip: out of their newest versions, as their rows name these. */
export async function readPassages(
  clips: readonly ClipSummary[],
  query: Pick<Query, 'text'>,
): Promise<Map<ClipId, FoundPassage>> {
  const versions = await library.versions.bulkGet(clips.map(({ versionId }) => versionId));
  return new Map(
    clips.flatMap((summary, index) => {
      const record = versions[index]?.record;
      if (!record) return [];
      // Without the title and the tags, which stand in the row themselves.
      const { names, notes, body } = indexedText({ summary, record });
      const passage = passageOf([body, notes, names], query);
      return [[summary.id, { title: markAll(summary.title, query), passage }]];
    }),
  );
}

/** Out of the first of these texts that holds something of the query; the beginning of the first where none does. */
function passageOf(texts: readonly string[], query: Pick<Query, 'text'>): SnippetPart[] {
  let first: SnippetPart[] | undefined;
  for (const text of texts) {
    const parts = makeSnippet(text, query, 150);
    if (parts.some(({ mark }) => mark)) return parts;
    first ??= parts;
  }
  return first ?? [];
}

/**
 * How many clips outside the Trash have each value of a kind of fact, the most frequent first; `is` counts the states
 * (unread, reading, read, favourite, archived, highlighted, tagged), `collection` goes by id.
 */
export async function countClipsBy(kind: FacetKind): Promise<Map<string, number>> {
  const counts = await library.transaction('r', library.searchBlocks, async () =>
    countFacts(searchValues, kind, { trash: 'without', cache, own }),
  );
  return counts ?? new Map();
}

/** What may be completed in the search field. */
export async function readKnownValues(): Promise<KnownValues> {
  const [tag, site, author, lang] = await Promise.all(
    (['tag', 'site', 'author', 'language'] as const).map(async (kind) => [
      ...(await countClipsBy(kind)).keys(),
    ]),
  );
  const names = [...(await collectionNames()).values()];
  return { tag: tag ?? [], site: site ?? [], author: author ?? [], lang: lang ?? [], in: names };
}
