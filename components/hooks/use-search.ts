import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { CollectionId } from '../../utils/model/collection';
import type { KnownValues } from '../../utils/search/completion';
import type { FacetKind } from '../../utils/search/facets';
import { type NotUnderstood, parseQuery, type Query } from '../../utils/search/query';
import { getSummary } from '../../utils/store/clips';
import { library } from '../../utils/store/db';
import {
  type ClipPages,
  countClips,
  countClipsBy,
  type FoundClips,
  type FoundPassage,
  firstPages,
  hasClips,
  listPages,
  readKnownValues,
  readPassages,
  searchClips,
} from '../../utils/store/search-clips';
import { indexState } from '../../utils/store/search-index';
import { remakeIndex, tendIndex } from '../../utils/store/tend-index';
import { interfaceLanguage } from '../common/format';
import { keepFirstRows, recallFirstRows } from './first-rows';
import { type Loaded, useLiveQuery, watch } from './use-live-query';

/** A list of clips as a search gives it. */
export interface Listing {
  pages: ClipPages;
  /** What was searched; absent where nothing was typed. */
  query?: Query;
  relaxed: boolean;
  notUnderstood: NotUnderstood[];
}

/** The first rows of all clips, asked for before anything is drawn; whoever shows them takes them. */
let early: Promise<ClipPages> | undefined;

/** Rows as they were listed last: what is drawn before the database answers. */
let drawnBefore: readonly ClipSummary[] | undefined;

/** Asks for the first rows: the database is opened while the page is still being made. Called once, by the page. */
export function readEarly(): void {
  drawnBefore = recallFirstRows();
  early = firstPages(false);
  // Whoever waits for them is told; the list itself says what failed.
  early.catch(() => undefined);
}

/** The clips that a query finds, all without one; again whenever the library changes. The last stays until the next is there. */
export function useListing(typed: string, inTrash: boolean): Loaded<Listing> {
  const [loaded, setLoaded] = useState<Loaded<Listing>>(() => begunWith(typed, inTrash));
  const scope = useRef(inTrash);
  if (scope.current !== inTrash) {
    scope.current = inTrash;
    if (loaded.view === 'ready') setLoaded({ view: 'loading' });
  }
  // Before the first paint: what is asked for late is seen late.
  useLayoutEffect(() => {
    let left = false;
    let isTold = false;
    const tell = (value: Listing): void => {
      isTold = true;
      if (typed.trim() === '' && !inTrash) keepFirstRows(value.pages.first ?? []);
      if (!left) setLoaded({ view: 'ready', value });
    };
    // Only while nothing is shown: a list of a hundred thousand must not shrink to its first rows whenever one changes.
    const tellFirst = (value: Listing): void => {
      if (!isTold) tell(value);
    };
    if (typed.trim() === '' && !inTrash)
      early?.then(
        (pages) => pages.total > 0 && tellFirst({ pages, relaxed: false, notUnderstood: [] }),
        () => undefined,
      );
    early = undefined;
    const leaving = new AbortController();
    const subscription = watch(() =>
      readListing(typed, { inTrash, signal: leaving.signal }, tellFirst),
    ).subscribe({
      next: tell,
      error: () => !left && setLoaded({ view: 'failed' }),
    });
    // A database that cannot be opened is no error to a live query: it would wait for ever.
    library.open().catch(() => !left && !isTold && setLoaded({ view: 'failed' }));
    return () => {
      left = true;
      leaving.abort();
      subscription.unsubscribe();
    };
  }, [typed, inTrash]);
  return loaded;
}

/** A page begins with the rows that it, or another one, showed last; they stay for the moment until the library is read. */
function begunWith(typed: string, inTrash: boolean): Loaded<Listing> {
  const first = typed.trim() === '' && !inTrash ? drawnBefore : undefined;
  drawnBefore = undefined;
  if (!first || first.length === 0) return { view: 'loading' };
  const pages: ClipPages = {
    total: first.length,
    isPartial: true,
    first,
    read: async (from, to) => first.slice(from, to),
    ids: async (from, to) => first.slice(from, to).map(({ id }) => id),
    placeOf: async (clipId) => first.findIndex(({ id }) => id === clipId),
  };
  return { view: 'ready', value: { pages, relaxed: false, notUnderstood: [] } };
}

async function readListing(
  typed: string,
  { inTrash, signal }: { inTrash: boolean; signal: AbortSignal },
  tell: (listing: Listing) => void,
): Promise<Listing> {
  const query = parseQuery(typed, new Date().toISOString());
  const { text, filters, sort, notUnderstood } = query;
  const plain = (pages: ClipPages): Listing => ({ pages, relaxed: false, notUnderstood });
  if (text.length === 0 && filters.length === 0 && !sort)
    return plain(await listPages({ inTrash }, (pages) => tell(plain(pages))));
  const listing = (pages: FoundClips): Listing => ({
    pages,
    query: pages.query,
    relaxed: pages.relaxed,
    notUnderstood,
  });
  const found = await searchClips(query, { inTrash, locale: interfaceLanguage(), signal }, (first) =>
    tell(listing(first)),
  );
  if (found) return listing(found);
  void remakeIndex();
  return { pages: nothing, query, relaxed: false, notUnderstood };
}

const nothing: ClipPages = {
  total: 0,
  isPartial: false,
  read: async () => [],
  ids: async () => [],
  placeOf: async () => -1,
};

/** A row of the list, with the passage that was searched. */
export interface ListedClip {
  clip: ClipSummary;
  found?: FoundPassage;
}

/** Rows of a listing from one place to another, by place. What is known of other places stays until then. */
export function useRows(listing: Listing | undefined, from: number, to: number): Map<number, ListedClip> {
  const [rows, setRows] = useState<Map<number, ListedClip>>(new Map());
  const inTurn = useMemo(oneAtATime, []);
  useEffect(() => {
    if (!listing) return;
    let subscription: { unsubscribe(): void } | undefined;
    /** Ends the turn of a reading that never began: Dexie begins one a moment after it is asked for. */
    let giveUp: (() => void) | undefined;
    const leaveTurn = inTurn((done) => {
      giveUp = done;
      const read = async (): Promise<ListedClip[]> => {
        giveUp = undefined;
        return readRows(listing, from, to).finally(done);
      };
      subscription = watch(read).subscribe({
        next: (rows) => setRows((before) => byPlace(rows, from, before)),
        error: console.error,
      });
    });
    return () => {
      leaveTurn();
      subscription?.unsubscribe();
      giveUp?.();
    };
  }, [listing, from, to]);
  const first = listing?.pages.first;
  const atOnce = useMemo(() => byPlace(first?.map((clip) => ({ clip })) ?? [], 0), [first]);
  return rows.size > 0 || from > 0 ? rows : atOnce;
}

/**
 * Begins what is asked for last when what was begun before has ended: a list that is dragged along by its bar passes
 * places faster than they are read, and the one where it stops must not wait for all of them.
 */
function oneAtATime(): (begin: (done: () => void) => void) => () => void {
  let isBusy = false;
  let next: (() => void) | undefined;
  const done = (): void => {
    const begin = next;
    next = undefined;
    isBusy = false;
    begin?.();
  };
  return (begin) => {
    const start = (): void => {
      isBusy = true;
      begin(once(done));
    };
    if (isBusy) next = start;
    else start();
    return () => {
      if (next === start) next = undefined;
    };
  };
}

function once(call: () => void): () => void {
  let isCalled = false;
  return () => {
    if (!isCalled) call();
    isCalled = true;
  };
}

/** Rows that say what they said before are the same objects, so that they need not be drawn anew; so is the whole. */
function byPlace(
  rows: readonly ListedClip[],
  from: number,
  before: ReadonlyMap<number, ListedClip> = new Map(),
): Map<number, ListedClip> {
  const known = new Map([...before.values()].map((row) => [row.clip.id, row]));
  return new Map(
    rows.map((row, index) => {
      const kept = known.get(row.clip.id);
      return [from + index, kept && JSON.stringify(kept) === JSON.stringify(row) ? kept : row];
    }),
  );
}

async function readRows({ pages, query }: Listing, from: number, to: number): Promise<ListedClip[]> {
  const clips = await pages.read(from, to);
  if (!query || query.text.length === 0) return clips.map((clip) => ({ clip }));
  const passages = await readPassages(clips, query);
  return clips.map((clip) => ({ clip, found: passages.get(clip.id) }));
}

/** The clip that is asked for, or else the first of the list. */
export function useShown(
  chosen: ClipId | undefined,
  listing: Listing | undefined,
): Loaded<ClipSummary | undefined> {
  return useLiveQuery(
    async () => (chosen ? getSummary(chosen) : (await listing?.pages.read(0, 1))?.[0]),
    [chosen, chosen ? undefined : listing],
  );
}

/** What stands beside the list: how many clips there are in all, in each place, and of each kind. */
export interface ClipCounts {
  all: number;
  unread: number;
  favourites: number;
  highlights: number;
  archive: number;
  trash: number;
  lights: ReadonlyMap<string, number>;
  sites: ReadonlyMap<string, number>;
  tags: ReadonlyMap<string, number>;
  /** By id. */
  collections: ReadonlyMap<CollectionId, number>;
  /** By `is:`. */
  states: ReadonlyMap<string, number>;
}

/**
 * The counts of the library, all by index; not before the list is there, which is waited for. The last stay until the
 * next are there.
 */
export function useCounts(isListed: boolean): ClipCounts | undefined {
  const kept = useRef<ClipCounts>(undefined);
  const loaded = useLiveQuery(async () => (isListed ? countAll() : undefined), [isListed]);
  if (loaded.view === 'ready' && loaded.value) kept.current = loaded.value;
  return kept.current;
}

/** One after the other: all at once they were a second in which a page with a hundred thousand clips did nothing else. */
async function countAll(): Promise<ClipCounts> {
  const counts = await countClips();
  const lights = await countClipsBy('light');
  const tags = await countClipsBy('tag');
  const collections = await countClipsBy('collection');
  const states = await countClipsBy('is');
  const unread = await countFound('is:unread -is:archived');
  const sites = await countClipsBy('site');
  const of = (state: string): number => states.get(state) ?? 0;
  return {
    ...counts,
    unread,
    favourites: of('favourite'),
    highlights: of('highlighted'),
    archive: of('archived'),
    lights,
    sites,
    tags,
    collections,
    states,
  };
}

async function countFound(typed: string): Promise<number> {
  const query = parseQuery(typed, new Date().toISOString());
  return (await searchClips(query, { inTrash: false, locale: interfaceLanguage() }))?.total ?? 0;
}

/** How many clips have each value of a kind of fact; counted where it is wanted. */
export function useFacet(kind: FacetKind, wanted: boolean): ReadonlyMap<string, number> | undefined {
  const loaded = useLiveQuery(async () => (wanted ? countClipsBy(kind) : undefined), [kind, wanted]);
  return loaded.view === 'ready' ? loaded.value : undefined;
}

/** Whether any clip is kept outside the Trash. */
export function useHasClips(): Loaded<boolean> {
  return useLiveQuery(hasClips, []);
}

/** When the page has come to rest the index is tended, and it is watched whether all is in it. */
const restMs = 1_500;

/** How many clips are indexed, while some are not. */
export function useIndexing(): { indexed: number; of: number } | undefined {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const waiting = setTimeout(() => {
      setAtRest(true);
      void tendIndex({ signal: stop.signal, trusting: true });
    }, restMs);
    return () => {
      clearTimeout(waiting);
      stop.abort();
    };
  }, []);
  const state = useLiveQuery(async () => (isAtRest ? indexState() : undefined), [isAtRest]);
  const now = state.view === 'ready' ? state.value : undefined;
  return now && now.indexed < now.of ? now : undefined;
}

/** What may be completed, read when it is first asked for. */
export function useKnownValues(wanted: boolean): KnownValues {
  const [known, setKnown] = useState<KnownValues>(unknown);
  useEffect(() => {
    if (wanted) readKnownValues().then(setKnown, console.error);
  }, [wanted]);
  return known;
}

const unknown: KnownValues = { tag: [], site: [], author: [], lang: [], in: [] };
