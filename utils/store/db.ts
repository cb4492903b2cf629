import Dexie, {
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreMutateResponse,
  type DBCoreTable,
  type DBCoreTransaction,
  type PromiseExtended,
  type Table,
  type Transaction,
} from 'dexie';
import type { FactPatch } from '../model/change';
import type {
  ClipId,
  ClipRecord,
  ClipSummary,
  Digest,
  ListPlace,
  SaveOutcome,
  Timestamp,
} from '../model/clip';
import type { Collection, CollectionId } from '../model/collection';
import {
  type SyncBlobRow,
  type SyncMetaRow,
  type SyncOutboxRow,
  type SyncStateRow,
  type SyncTextRow,
  trackChanges,
} from './sync-track';

/** One dated version of a clip: the whole record. */
export interface VersionRow {
  id: string;
  clipId: ClipId;
  at: Timestamp;
  record: ClipRecord;
  /** The images whose bytes it shows: kept by the database itself, to know which bytes nobody shows any more. */
  digests?: Digest[];
  /** About how many bytes its texts take. */
  size?: number;
}

/** Bytes kept for images. `ArrayBuffer` and not `Blob`: it is written in the same transaction and file. */
export interface AssetRow {
  digest: Digest;
  bytes: ArrayBuffer;
  type: string;
  width?: number;
  height?: number;
  /** How many bytes they are: kept by the database itself, for an index that tells without reading them. */
  size?: number;
}

/** What each save did, by the id that the client made: saving twice is saving once. */
export interface SaveRow {
  draftId: ClipId;
  clipId: ClipId;
  at: Timestamp;
  outcome: SaveOutcome;
  /** The list row as it was before, so that Undo can put it back. */
  before?: ClipSummary;
  undoneAt?: Timestamp;
}

/** An import, from its first byte to its undoing. */
export interface ImportRow {
  id: string;
  at: Timestamp;
  files: string[];
  state: 'running' | 'done' | 'stopped' | 'undone';
  added: number;
  updated: number;
  same: number;
  rejected: number;
  /** Collections that it made. */
  collections?: CollectionId[];
}

/** What an import changed in one clip, so that all of it can be taken back as one act. */
export interface ImportStepRow {
  seq?: number;
  importId: string;
  clipId: ClipId;
  /** The list row as it was; absent where the clip is new. */
  before?: ClipSummary;
  /** What it changed of the person's facts. */
  facts?: Pick<FactPatch, 'before' | 'after'>;
  added: string[];
  /** Versions as they were before they gained marks, with the seal that the import gave them. */
  changed: { row: VersionRow; sealed: Digest }[];
  assets: Digest[];
}

/** A block of the search index, or its table of contents. */
export interface SearchBlockRow {
  key: string;
  bytes: Uint8Array;
  size?: number;
  /** A sum over the bytes. */
  sum?: number;
}

/** Which clip a document of the search index is. */
export interface SearchDocRow {
  doc: number;
  clipId: ClipId;
}

/**
 * Tables that a backup does not carry as such and no import may write to: clips and their bytes have files of their
 * own, the search index is made anew, and work in progress is of this machine only.
 */
export const ownTables: ReadonlySet<string> = new Set([
  'clips',
  'versions',
  'assets',
  'saves',
  'imageJobs',
  'imports',
  'importSteps',
  'searchBlocks',
  'searchDocs',
  'syncStates',
  'syncOutbox',
  'syncMeta',
  'syncTexts',
  'syncBlobs',
]);

let metNewer = false;

/** Whether the library on this machine was made by a newer Colophon, so that this one left it alone. */
export function isLibraryNewer(): boolean {
  return metNewer;
}

/**
 * The browser's databases, but one of a newer schema is refused. Dexie would open it all the same, and add to it whatever
 * it misses: it asks once more without a version. The request that failed before that has changed nothing.
 */
const ownVersionsOnly = {
  open(name: string, version?: number): IDBOpenDBRequest {
    if (version === undefined) {
      metNewer = true;
      throw new DOMException('The library is of a newer version.', 'VersionError');
    }
    const request = Dexie.dependencies.indexedDB.open(name, version);
    request.addEventListener('success', () => {
      metNewer = false;
    });
    return request;
  },
  deleteDatabase: (name: string) => Dexie.dependencies.indexedDB.deleteDatabase(name),
  databases: () => Dexie.dependencies.indexedDB.databases(),
  cmp: (one: unknown, other: unknown) => Dexie.dependencies.indexedDB.cmp(one, other),
} as IDBFactory;

/** The library. Versions of the schema are only ever appended. */
export class Library extends Dexie {
  declare readonly clips: Table<ClipSummary, ClipId>;
  declare readonly versions: Table<VersionRow, string>;
  declare readonly assets: Table<AssetRow, Digest>;
  declare readonly saves: Table<SaveRow, ClipId>;
  /** Versions whose images are still to be fetched: an outbox for a worker that may end at any time. */
  declare readonly imageJobs: Table<{ versionId: string }, string>;

  declare readonly searchBlocks: Table<SearchBlockRow, string>;
  declare readonly searchDocs: Table<SearchDocRow, number>;
  declare readonly collections: Table<Collection, CollectionId>;
  declare readonly imports: Table<ImportRow, string>;
  declare readonly importSteps: Table<ImportStepRow, number>;
  declare readonly syncStates: Table<SyncStateRow, string>;
  declare readonly syncOutbox: Table<SyncOutboxRow, number>;
  declare readonly syncMeta: Table<SyncMetaRow, SyncMetaRow['key']>;
  declare readonly syncTexts: Table<SyncTextRow, string>;
  declare readonly syncBlobs: Table<SyncBlobRow, Digest>;

  constructor(name = 'colophon') {
    // Strict: a clip that was acknowledged has reached the disk (reliability.md, finding 2).
    super(name, { chromeTransactionDurability: 'strict', indexedDB: ownVersionsOnly });
    this.version(1).stores({
      // What lies in the Trash has no `listed`, what does not has no `trashed`: each has an index of its own, which runs
      // from the newest on, since only forwards many rows are read at once.
      clips: '&id, pageKey, listed, trashed',
      versions: '&id, clipId, [clipId+at]',
      assets: '&digest',
      saves: '&draftId, clipId',
      imageJobs: '&versionId',
      searchBlocks: '&key',
      searchDocs: '&doc, clipId',
    });
    this.version(2).stores({
      imports: '&id, at',
      importSteps: '++seq, importId',
    });
    this.version(3)
      .stores({
        clips: '&id, pageKey, *otherKeys, listed, trashed, *tags, *collections, withOld, inArchive',
        versions: '&id, clipId, [clipId+at], *digests, [id+size]',
        assets: '&digest, [digest+size]',
        searchBlocks: '&key, [key+size]',
        importSteps: '++seq, importId, clipId',
        collections: '&id, parent',
      })
      .upgrade(bringFactsOut);
    this.version(4).stores({
      syncStates: '&id, clip, into, text, *keys',
      syncOutbox: '++seq, id',
      syncMeta: '&key',
      syncTexts: '&id',
      syncBlobs: '&digest, state',
    });
    this.table<Collection>('collections').hook('reading', (row) => row && bareCollection(row)); // also asked for what is not there
    // Beneath what derives: rows are told of as they are kept.
    this.use({ stack: 'dbcore', name: 'sync', level: 9, create: trackChanges });
    this.use({ stack: 'dbcore', name: 'derived', level: 10, create: keepDerived });
  }

  /**
   * Where opening fails (a full disk, a store that was closed by the browser), the next use tries again: Dexie would stay
   * closed until its page or worker is loaded anew.
   */
  override open(): PromiseExtended<Dexie> {
    const opening = super.open();
    // One of a newer version stays refused, until this page or worker is of that version too.
    opening.catch(() => metNewer || this.close({ disableAutoOpen: false }));
    return opening;
  }
}

/** Notes lay in the records of versions only; from now on a clip has one note, beside them. */
async function bringFactsOut(transaction: Transaction): Promise<void> {
  const notes = new Map<string, { clipId: ClipId; note: string }>();
  const versions = transaction.table<VersionRow, string>('versions');
  await versions.toCollection().modify((row) => {
    const { id, clipId, record } = row;
    if (record.userNotes) notes.set(id, { clipId, note: record.userNotes });
    Object.assign(row, derivedOf(record));
  });
  for (const table of ['assets', 'searchBlocks'])
    await transaction
      .table<AssetRow>(table)
      .toCollection()
      .modify((row) => {
        row.size = row.bytes.byteLength;
      });
  const clips = transaction.table<ClipSummary, ClipId>('clips');
  await clips
    .filter(({ versionCount }) => versionCount > 1)
    .modify((row) => {
      row.withOld = 1;
    });
  for (const [versionId, { clipId, note }] of notes) {
    const row = await clips.get(clipId);
    if (row?.versionId === versionId) await clips.put({ ...row, note });
  }
}

const derive: Record<string, (row: never) => unknown> = {
  clips: withListed,
  versions: withDerived,
  assets: withSize,
  searchBlocks: withSumOfBytes,
  collections: (row: Collection) => withSum(bareCollection(row)),
};

/** A collection among the entries of the ledger, where everything else is a version: it is there or not, its row has a sum. */
export function entryOfCollection(id: CollectionId): string {
  return `${collectionEntry}${id}`;
}

/** The collection that an entry of the ledger stands for; nothing where it is a version. */
export function collectionOfEntry(entry: string): CollectionId | undefined {
  return entry.startsWith(collectionEntry) ? entry.slice(collectionEntry.length) : undefined;
}

const collectionEntry = 'collection:';
/** In the place of a seal. */
export const isThere: Digest = 'sha256:there';

/** What a transaction did to versions and collections: the seals of those that were written, and which are gone. */
export interface KeptVersions {
  seals: Map<string, Digest>;
  gone: string[];
  /** A whole range of them is gone. */
  many: boolean;
  /** The list rows of clips that were written last, at most `lastRows`: the sum of each, and that of the row before it. */
  rows: Map<ClipId, { sum: number; before?: number | undefined }>;
}

/** Of so many list rows is told what was written of them: a store that falls back to an older state loses the last ones. */
export const lastRows = 50;

const versionListeners = new Set<(kept: KeptVersions) => void>();
const noted = new WeakMap<object, KeptVersions>();

/** Tells of versions that were written or taken away here, once that is certain. Gives a function that stops it. */
export function onKeptVersions(tell: (kept: KeptVersions) => void): () => void {
  versionListeners.add(tell);
  return () => versionListeners.delete(tell);
}

/** What is about to happen to versions and collections: the seals that they will have, or that they go. */
export interface ComingVersions {
  seals?: ReadonlyMap<string, Digest>;
  gone?: readonly string[];
}

const comingListeners = new Set<(coming: ComingVersions) => Promise<void>>();

/** Tells of versions that are about to be changed back or taken away here, and is waited for. Gives a function that stops it. */
export function onComingVersions(tell: (coming: ComingVersions) => Promise<void>): () => void {
  comingListeners.add(tell);
  return () => comingListeners.delete(tell);
}

/**
 * To be awaited before the transaction that takes versions or collections away or gives them another seal: ended between that and its
 * note in the ledger, a wanted change would be taken for a loss. Never rejects.
 */
export async function announceVersions(coming: ComingVersions): Promise<void> {
  await Promise.all([...comingListeners].map((tell) => tell(coming).catch(console.error)));
}

function isUpgrade(trans: DBCoreTransaction): boolean {
  return (trans as unknown as IDBTransaction).mode === 'versionchange';
}

function keptIn(trans: DBCoreTransaction): KeptVersions {
  const transaction = trans as unknown as IDBTransaction;
  const known = noted.get(transaction);
  if (known) return known;
  const fresh: KeptVersions = { seals: new Map(), gone: [], many: false, rows: new Map() };
  noted.set(transaction, fresh);
  transaction.addEventListener('complete', () => {
    for (const tell of versionListeners) tell(fresh);
  });
  return fresh;
}

/**
 * Notes the last list rows that are written, with the sums of those that they replace. By `then`: Dexie's own promises keep
 * the transaction that they run in.
 */
function noteRows(
  table: DBCoreTable,
  trans: DBCoreTransaction,
  rows: readonly ClipSummary[],
): PromiseLike<void> {
  const last = rows.slice(-lastRows);
  return table
    .getMany({ trans, keys: last.map(({ id }) => id) })
    .then((before: (ClipSummary | undefined)[]) => {
      const kept = keptIn(trans);
      for (const [at, { id, sum }] of last.entries()) {
        const former = kept.rows.get(id)?.before ?? before[at]?.sum;
        kept.rows.delete(id);
        if (sum !== undefined) kept.rows.set(id, { sum, before: former });
      }
      for (const id of [...kept.rows.keys()].slice(0, -lastRows)) kept.rows.delete(id);
    });
}

function noteKept(name: string, request: DBCoreMutateRequest): void {
  const isCollection = name === 'collections';
  const kept = keptIn(request.trans);
  if (request.type === 'delete') {
    for (const key of request.keys as string[]) {
      const id = isCollection ? entryOfCollection(key) : key;
      kept.seals.delete(id);
      kept.gone.push(id);
    }
  } else if (request.type === 'deleteRange') kept.many = true;
  else if (isCollection)
    for (const { id } of request.values as Collection[]) kept.seals.set(entryOfCollection(id), isThere);
  else
    for (const { id, record } of request.values as VersionRow[]) kept.seals.set(id, record.integrity.record);
}

/** Whoever writes a row: what is derived from it is derived here, so that it never differs from the row. */
function keepDerived(core: DBCore): Partial<DBCore> {
  return {
    ...core,
    table(name) {
      const table = core.table(name);
      const derived = derive[name];
      if (!derived) return table;
      return {
        ...table,
        mutate: (request) => {
          if (name === 'versions' || name === 'collections') noteKept(name, request);
          if (request.type !== 'add' && request.type !== 'put') return table.mutate(request);
          const values = request.values.map((row) => derived(row as never));
          const write = () => table.mutate({ ...request, values });
          // An upgrade of the schema is no change that could be lost by itself.
          if (name !== 'clips' || isUpgrade(request.trans)) return write();
          return noteRows(table, request.trans, values as ClipSummary[]).then(
            write,
          ) as Promise<DBCoreMutateResponse>;
        },
      };
    },
  };
}

function withListed({
  listed: _,
  trashed: __,
  withOld: ___,
  inArchive: ____,
  sum: _____,
  ...row
}: ClipSummary): ClipSummary {
  return withSum({
    ...row,
    ...(row.versionCount > 1 && { withOld: 1 as const }),
    ...(row.archived && { inArchive: 1 as const }),
    ...(row.deletedAt
      ? { trashed: [-Date.parse(row.deletedAt), row.id] satisfies ListPlace }
      : { listed: [-Date.parse(row.clippedAt), row.id] satisfies ListPlace }),
  });
}

function withSum<R extends object>(row: R): R & { sum: number } {
  return { ...row, sum: sumOf(wordsOf(row)) };
}

/** Whether a row is as it was written. One of an older version of the database has no sum, and is believed. */
export function isSoundRow({ sum, ...row }: ClipSummary | (Collection & { sum?: number })): boolean {
  return sum === undefined || sum === sumOf(wordsOf(row));
}

/** A collection without the sum, which nobody but the examination reads. */
function bareCollection({ sum: _, ...row }: Collection & { sum?: number }): Collection {
  return row;
}

/** The collections that are not as they were written, read past what takes their sums away. */
export async function unsoundCollections(): Promise<CollectionId[]> {
  const rows = await library.transaction(
    'r',
    library.collections,
    ({ idbtrans }) =>
      new Dexie.Promise<(Collection & { sum?: number })[]>((resolve, reject) => {
        const request = idbtrans.objectStore('collections').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      }),
  );
  return rows.filter((row) => !isSoundRow(row)).map(({ id }) => id);
}

/** Whether every block of the search index is as it was written. */
export async function isIndexSound(): Promise<boolean> {
  for (const key of await library.searchBlocks.toCollection().primaryKeys()) {
    const block = await library.searchBlocks.get(key);
    if (block?.sum !== undefined && block.sum !== sumOfBytes(block.bytes)) return false;
  }
  return true;
}

function withSumOfBytes(row: SearchBlockRow): SearchBlockRow {
  return { ...withSize(row), sum: sumOfBytes(row.bytes) };
}

/** FNV-1a over 32 bits: for accidents of the store. */
function sumOfBytes(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] as number), 0x01000193);
  return sum >>> 0;
}

/** The row as one text, the same in whatever order its members came. */
function wordsOf(row: object): string {
  const members = Object.entries(row).filter(([, value]) => value !== undefined);
  return JSON.stringify(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A sum of 53 bits (cyrb53): it is for accidents of the store, not against an enemy, and is made within a transaction. */
function sumOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}

function withDerived({ digests: _, ...row }: VersionRow): VersionRow {
  return { ...row, ...derivedOf(row.record) };
}

function derivedOf(record: ClipRecord): Pick<VersionRow, 'digests' | 'size'> {
  const digests = digestsOf(record);
  const { html, text } = record.content;
  return { size: sizeOfText(html) + sizeOfText(text), ...(digests.length > 0 && { digests }) };
}

/** Browsers keep a string with one byte a character as long as all are Latin, else with two. */
function sizeOfText(text: string): number {
  return /[\u0100-\uffff]/.test(text) ? text.length * 2 : text.length;
}

function withSize<R extends { bytes: { byteLength: number } }>(row: R): R {
  return { ...row, size: row.bytes.byteLength };
}

/** The kept images of a record. */
export function digestsOf({ images }: Pick<ClipRecord, 'images'>): Digest[] {
  return [...new Set(images.flatMap(({ digest }) => digest ?? []))];
}

/** The library of this machine. Dexie opens it at the first use. */
export const library = new Library();

/**
 * Tells when the browser has closed the database by itself, as Chromium does when it meets damage: what is opened next may be
 * a new one, with nothing in it. Gives a function that stops it.
 */
export function onTornAway(tell: () => void): () => void {
  const listen = (): void => library.backendDB().addEventListener('close', tell);
  library.on('ready', listen, true); // of each connection
  return () => library.on('ready').unsubscribe(listen);
}
