import Dexie, {
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreMutateResponse,
  type DBCoreTable,
  type DBCoreTransaction,
} from 'dexie';
import type { ClipSummary, Digest } from '../model/clip';
import type { Collection } from '../model/collection';
import { changeClip, enterClip, eraseClip, type Stamper } from '../sync/clip-state';
import { makeStamp, nextStamp, ofThePast } from '../sync/clock';
import { changeFields } from '../sync/fields-state';
import type { GroupView } from '../sync/group/group-remote';
import type { ClipBody, FieldsBody, RecordBody, Stamp, VersionBody } from '../sync/model';
import { changeVersion, enterVersion, textNameOf } from '../sync/version-state';
import type { VersionRow } from './db';

/** What this device knows of one record of a shared library. */
export interface SyncStateRow {
  id: string;
  body: RecordBody;
  /** Counts the writings of this row, so that who planned upon an older one sees it. */
  rev: number;
  /** Of a version: the clip that it was made for, its text, and the text that its row here has. */
  clip?: string;
  text?: string;
  has?: string;
  /** Of a clip: the clip of the same page that it is one with (itself where it is alone or gives the id). */
  into?: string;
  keys?: string[];
  /** The other clips that are one with this one. */
  members?: string[];
  /** Of a clip: its newest version here. */
  newest?: string;
  /** Of a clip: addings long ago that were taken away, and since when that is known to be long ago. Milliseconds. */
  fading?: Record<Stamp, number>;
}

/** A record that is to be sent: after each change of it, in the transaction of the change. */
export interface SyncOutboxRow {
  seq?: number;
  id: string;
}

/** `clock`: this device, while sync is on. `remote`: how far one remote is. `group`: with whom it is shared. */
export type SyncMetaRow = SyncClockRow | SyncRemoteRow | SyncGroupRow;

export interface SyncGroupRow {
  key: 'group';
  view: GroupView;
}

export interface SyncClockRow {
  key: 'clock';
  /** Made anew whenever sync is turned on. */
  device: string;
  last: Stamp;
}

export interface SyncRemoteRow {
  key: 'remote';
  /** The library that lies there. */
  library: string;
  /** What was there already is entered up to this clip; absent: all of it. */
  enter?: string;
  /** Everything up to here was fetched. */
  cursor?: string;
  /** When what was taken away long ago was last forgotten. Milliseconds. */
  tidied?: number;
  /** When a round last came to its end. Milliseconds. */
  met?: number;
  /** When pictures that nobody shows were last looked for at the remote, and since when each is one. Milliseconds. */
  swept?: number;
  strays?: Record<string, number>;
}

/** A text that came before the version that shows it. */
export interface SyncTextRow {
  id: string;
  text: { [name: string]: unknown };
}

/** The bytes of a picture: only here and to be sent, here and there, or only there. */
export interface SyncBlobRow {
  digest: Digest;
  state: 'push' | 'both' | 'away';
}

const tracked = ['clips', 'versions', 'collections', 'assets'] as const;
type Tracked = (typeof tracked)[number];
const own = ['syncStates', 'syncOutbox', 'syncMeta', 'syncBlobs'];

const isTracked = (name: string): name is Tracked => (tracked as readonly string[]).includes(name);

const silent = new WeakSet<object>();
const clocks = new WeakMap<object, PromiseLike<SyncClockRow | undefined>>();

/** What this transaction writes is no news: it came from a remote, or concerns this device alone. */
export function silence(transaction: { idbtrans: IDBTransaction } | null | undefined): void {
  if (transaction) silent.add(transaction.idbtrans);
}

/**
 * While sync is on: whoever writes a clip, a version, a collection or a picture, what changed is stamped and put into the
 * outbox here, in the same transaction. The one place, so that nothing that writes can forget it.
 */
export function trackChanges(core: DBCore): Partial<DBCore> {
  return {
    ...core,
    transaction(stores, mode, options) {
      const isChange = mode === 'readwrite' && stores.some(isTracked);
      return core.transaction(isChange ? [...new Set([...stores, ...own])] : stores, mode, options);
    },
    table(name) {
      const table = core.table(name);
      if (!isTracked(name)) return table;
      return {
        ...table,
        mutate: (request) => {
          const { trans } = request;
          // An upgrade of the schema changes no fact.
          if (silent.has(trans) || (trans as unknown as IDBTransaction).mode === 'versionchange')
            return table.mutate(request);
          return clockIn(core, trans).then((clock) =>
            clock ? told(core, name, request, clock) : table.mutate(request),
          ) as Promise<DBCoreMutateResponse>;
        },
      };
    },
  };
}

/** Written in chains of `then`: Dexie's own promises keep the transaction that they run in, native ones do not here. */
function clockIn(core: DBCore, trans: DBCoreTransaction): PromiseLike<SyncClockRow | undefined> {
  const known = clocks.get(trans);
  if (known) return known;
  const read = core.table('syncMeta').get({ trans, key: 'clock' }) as PromiseLike<SyncClockRow | undefined>;
  clocks.set(trans, read);
  return read;
}

interface Told {
  states: SyncStateRow[];
  outbox: string[];
  blobs: SyncBlobRow[];
  lost: Digest[];
}

function told(
  core: DBCore,
  name: Tracked,
  request: DBCoreMutateRequest,
  clock: SyncClockRow,
): PromiseLike<DBCoreMutateResponse> {
  const { trans } = request;
  const table = core.table(name);
  const stamp = stamperOf(clock);
  return keysOf(table, request).then((keys) => {
    const news =
      name === 'clips'
        ? clipNews(core, trans, keys, rowsOf<ClipSummary>(request), stamp)
        : name === 'versions'
          ? versionNews(core, trans, keys, rowsOf<VersionRow>(request), stamp)
          : name === 'collections'
            ? collectionNews(core, trans, keys, rowsOf<Collection>(request), stamp)
            : pictureNews(core, trans, keys, request.type !== 'delete' && request.type !== 'deleteRange');
    return news.then(({ states, outbox, blobs, lost }) =>
      table.mutate(request).then((response) => {
        const put = (store: string, values: readonly object[], type: 'put' | 'add' = 'put') =>
          values.length > 0
            ? core.table(store).mutate({ trans, type, values: [...values] })
            : Dexie.Promise.resolve(undefined);
        const jobs: PromiseLike<unknown>[] = [
          put('syncStates', states),
          put(
            'syncOutbox',
            outbox.map((id) => ({ id })),
            'add',
          ),
          put('syncBlobs', blobs),
          ...(outbox.length > 0 ? [put('syncMeta', [{ ...clock }])] : []),
          ...(lost.length > 0 ? [core.table('syncBlobs').mutate({ trans, type: 'delete', keys: lost })] : []),
        ];
        return Dexie.Promise.all(jobs).then(() => response);
      }),
    );
  });
}

/** Stamps one after the other. Of a time that is known they have a mark of their own. */
export function stamperOf(clock: SyncClockRow): Stamper {
  let count = 0;
  return (time) => {
    if (time !== undefined && Number.isFinite(time)) {
      count += 1;
      return makeStamp(time, count % 46_000, `${clock.device}${ofThePast}`);
    }
    clock.last = nextStamp(clock.last, Date.now(), clock.device);
    return clock.last;
  };
}

function keysOf(table: DBCoreTable, request: DBCoreMutateRequest): PromiseLike<string[]> {
  if (request.type === 'delete') return Dexie.Promise.resolve(request.keys as string[]);
  if (request.type === 'deleteRange') {
    const { trans, range } = request;
    const query = { index: table.schema.primaryKey, range };
    return table.query({ trans, values: false, query }).then(({ result }) => result as string[]);
  }
  const { extractKey } = table.schema.primaryKey;
  return Dexie.Promise.resolve(request.values.map((row) => extractKey?.(row) as string));
}

function rowsOf<R>(request: DBCoreMutateRequest): R[] | undefined {
  return request.type === 'add' || request.type === 'put' ? (request.values as R[]) : undefined;
}

function statesOf(core: DBCore, trans: DBCoreTransaction, ids: readonly string[]) {
  return core.table('syncStates').getMany({ trans, keys: [...ids] }) as PromiseLike<
    (SyncStateRow | undefined)[]
  >;
}

const nothing = (): Told => ({ states: [], outbox: [], blobs: [], lost: [] });

function say(news: Told, state: SyncStateRow): void {
  news.states.push(state);
  news.outbox.push(state.id);
}

function sayWithText(news: Told, state: SyncStateRow): void {
  // The text first: who fetches the version next wants it.
  news.outbox.push(textName(state.text ?? ''));
  say(news, state);
}

function clipNews(
  core: DBCore,
  trans: DBCoreTransaction,
  keys: readonly string[],
  rows: readonly ClipSummary[] | undefined,
  stamp: Stamper,
): PromiseLike<Told> {
  return statesOf(core, trans, keys.map(clipName)).then((states) =>
    statesOf(
      core,
      trans,
      states.flatMap((state) => state?.members ?? []),
    ).then((others) => {
      const byId = new Map(others.map((state) => [state?.id, state]));
      const news = nothing();
      keys.forEach((key, index) => {
        const state = states[index];
        const row = rows?.[index];
        const members = (state?.members ?? []).flatMap((id) => byId.get(id) ?? []);
        if (!row) {
          for (const each of state ? [state, ...members] : [])
            say(news, { ...each, rev: each.rev + 1, body: eraseClip(each.body as ClipBody, stamp) });
        } else if (!state) say(news, freshClip(key, row, stamp));
        else {
          const bodies = members.map(({ body }) => body as ClipBody);
          const isSaved = state.newest !== row.versionId;
          const body = changeClip(state.body as ClipBody, bodies, row, stamp, isSaved);
          const now = { ...state, rev: state.rev + 1, newest: row.versionId };
          if (body) say(news, { ...now, body });
          else if (isSaved) news.states.push(now);
        }
      });
      return news;
    }),
  );
}

/** The state of a clip that was not told of before. */
export function freshClip(id: string, row: ClipSummary, stamp: Stamper): SyncStateRow {
  const body = enterClip(row, stamp);
  return { id: clipName(id), rev: 1, body, into: id, keys: body.keys, newest: row.versionId };
}

function versionNews(
  core: DBCore,
  trans: DBCoreTransaction,
  keys: readonly string[],
  rows: readonly VersionRow[] | undefined,
  stamp: Stamper,
): PromiseLike<Told> {
  const before = core.table('versions').getMany({ trans, keys: [...keys] }) as PromiseLike<
    (VersionRow | undefined)[]
  >;
  return statesOf(core, trans, keys.map(versionName)).then((states) =>
    before.then((old) => {
      const clipIds = rows ? [] : [...new Set(old.flatMap((row) => row?.clipId ?? []))];
      const clips = core.table('clips').getMany({ trans, keys: clipIds }) as PromiseLike<
        (ClipSummary | undefined)[]
      >;
      return clips.then((found) => {
        const kept = new Set(found.flatMap((row) => row?.id ?? []));
        const news = nothing();
        keys.forEach((_key, index) => {
          const state = states[index];
          const row = rows?.[index];
          const was = old[index];
          if (row && !state) sayWithText(news, freshVersion(row, stamp));
          else if (row && state) {
            const body = changeVersion(state.body as VersionBody, was?.record, row.record, stamp);
            const isNewText = body && body.text[0] !== (state.body as VersionBody).text[0];
            const now = { ...state, rev: state.rev + 1 };
            if (isNewText) sayWithText(news, { ...now, body, text: body.text[1], has: body.text[1] });
            else if (body) say(news, { ...now, body });
            // Of a clip that is erased as a whole nothing need be said of its versions.
          } else if (state && was && kept.has(was.clipId)) {
            const body: VersionBody = { ...(state.body as VersionBody), gone: [stamp(), true] };
            say(news, { ...state, rev: state.rev + 1, body, has: undefined });
          } else if (state) news.states.push({ ...state, rev: state.rev + 1, has: undefined });
        });
        return news;
      });
    }),
  );
}

/** The state of a version that was not told of before. */
export function freshVersion(row: VersionRow, stamp: Stamper, removed?: readonly string[]): SyncStateRow {
  const body = enterVersion(row, stamp, removed);
  const text = textNameOf(row.record);
  return { id: versionName(row.id), rev: 1, body, clip: body.clip, text, has: text };
}

function collectionNews(
  core: DBCore,
  trans: DBCoreTransaction,
  keys: readonly string[],
  rows: readonly Collection[] | undefined,
  stamp: Stamper,
): PromiseLike<Told> {
  const ids = keys.map(collectionName);
  return statesOf(core, trans, ids).then((states) => {
    const news = nothing();
    ids.forEach((id, index) => {
      const state = states[index];
      const row = rows?.[index];
      const body = changeFields('collection', state?.body as FieldsBody, row && { ...row }, stamp);
      if (body) say(news, { id, rev: (state?.rev ?? 0) + 1, body });
    });
    return news;
  });
}

function pictureNews(
  core: DBCore,
  trans: DBCoreTransaction,
  keys: readonly string[],
  isPut: boolean,
): PromiseLike<Told> {
  if (!isPut) return Dexie.Promise.resolve({ ...nothing(), lost: [...keys] });
  const known = core.table('syncBlobs').getMany({ trans, keys: [...keys] }) as PromiseLike<
    (SyncBlobRow | undefined)[]
  >;
  return known.then((rows) => ({
    ...nothing(),
    blobs: keys.map((digest, index) => ({
      digest,
      state: rows[index] && rows[index].state !== 'push' ? ('both' as const) : ('push' as const),
    })),
  }));
}

/** The names of records of the library. */
export function clipName(id: string): string {
  return `clip/${id}`;
}

export function versionName(id: string): string {
  return `version/${id}`;
}

export function textName(hash: string): string {
  return `text/${hash}`;
}

export function collectionName(id: string): string {
  return `collection/${id}`;
}

/** What such a name names: an id, a hash, a saved search. */
export function bareName(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
