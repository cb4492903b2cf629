import type { Table } from 'dexie';
import type { ClipId, ClipSummary } from '../model/clip';
import { withBands } from '../search/analysis';
import { factsOfClip, indexedText, type SearchedClip } from '../search/clip-text';
import { facetsOf, ownFacetsOf, readTimeOf } from '../search/facets';
import type { IndexedDocument } from '../search/indexed-document';
import type { KeyValues } from '../search/key-values';
import { type Manifest, nextDocument, readManifest, writeManifest } from '../search/manifest';
import { changeOwnFacts, type OwnChange } from '../search/own-facts';
import type { PreparedSegment } from '../search/segment-builder';
import { appendSegment, clearIndex, forgetDocuments, mergeOnce, prepareSegment } from '../search/segments';
import { analyseTexts } from './analyst';
import { library } from './db';
import { countRows } from './key-portions';
import { inTurns } from './turns';

/** The index lies in the library's own database, so that it is written in the transaction of the clip. */
export const searchValues: KeyValues = {
  async getMany(keys) {
    return (await library.searchBlocks.bulkGet([...keys])).map((row) => row?.bytes);
  },
  async putMany(entries) {
    await library.searchBlocks.bulkPut(entries.map(([key, bytes]) => ({ key, bytes })));
  },
  async deleteMany(keys) {
    await library.searchBlocks.bulkDelete([...keys]);
  },
  // An async function, or Dexie does not follow what is awaited in it.
  atomically: (work) => library.transaction('rw', library.searchBlocks, async () => work(searchValues)),
};

/** Tables that a transaction needs which changes what is searched. */
export function searchTables(): Table[] {
  return [library.searchBlocks, library.searchDocs];
}

/** Clips ready to be indexed. */
export interface PreparedClips {
  clipIds: ClipId[];
  segment: PreparedSegment;
}

/** Analyses clips, newest version each: done before the transaction opens. */
export function prepareClips(clips: readonly SearchedClip[]): PreparedClips {
  const documents = clips.map(documentOf).map(withBands);
  return { clipIds: idsOf(clips), segment: prepareSegment(documents) };
}

/** The same for many clips: beside this page where that can be, else with breaks between them. */
export async function prepareManyClips(
  clips: readonly SearchedClip[],
  breathe: () => Promise<void>,
): Promise<PreparedClips> {
  return { clipIds: idsOf(clips), segment: await analyseTexts(clips.map(documentOf), breathe) };
}

/** What is indexed of a clip, but for what its text alone tells. */
function documentOf(clip: SearchedClip): IndexedDocument {
  return { text: indexedText(clip), facets: facetsOf(factsOfClip(clip)) };
}

function idsOf(clips: readonly SearchedClip[]): ClipId[] {
  return clips.map(({ summary }) => summary.id);
}

/** Whether two states of a clip are the same to the search, so that nothing need be indexed anew. */
export function isSameToSearch(one: SearchedClip, other: SearchedClip): boolean {
  const whole = (clip: SearchedClip) => JSON.stringify([indexedText(clip), facetsOf(factsOfClip(clip))]);
  return whole(one) === whole(other);
}

/** Indexes prepared clips in the caller's transaction, in the place of what was indexed of them before. */
export async function indexClips({ clipIds, segment }: PreparedClips): Promise<void> {
  if (clipIds.length === 0) return;
  // Asked for together: a save waits for each answer. The rows as they are now, in this transaction: somebody may have
  // changed them since the texts were prepared.
  const [manifest, docs, rows] = await Promise.all([
    readManifest(searchValues),
    library.searchDocs.where('clipId').anyOf(clipIds).primaryKeys(),
    library.clips.bulkGet(clipIds),
  ]);
  // What was numbered by an index that is gone would be taken for other documents.
  if (!manifest) await library.searchDocs.clear();
  else await forgetDocs(docs);
  await appendClips({ clipIds, segment }, rows);
}

/**
 * The same for clips that the caller's transaction has written and of which there was none before: nothing is asked of them.
 * @param rows theirs, as they were written.
 */
export async function indexNewClips(
  prepared: PreparedClips,
  rows: ReadonlyMap<ClipId, ClipSummary>,
): Promise<void> {
  if (!(await readManifest(searchValues))) await library.searchDocs.clear();
  await appendClips(
    prepared,
    prepared.clipIds.map((id) => rows.get(id)),
  );
}

async function appendClips(
  { clipIds, segment }: PreparedClips,
  rows: readonly (ClipSummary | undefined)[],
): Promise<void> {
  const first = await appendSegment(searchValues, segment, Date.now());
  await Promise.all([
    library.searchDocs.bulkAdd(clipIds.map((clipId, index) => ({ doc: first + index, clipId }))),
    changeOwnFacts(
      searchValues,
      rows.flatMap((row, index) => (row ? [factsOfDocument(first + index, row)] : [])),
    ),
  ]);
}

function factsOfDocument(document: number, row: ClipSummary, before?: ClipSummary): OwnChange {
  const readAt = readTimeOf(row);
  return {
    document,
    before: before ? ownFacetsOf(before) : [],
    after: ownFacetsOf(row),
    ...(readAt !== (before ? readTimeOf(before) : 0) && { readAt }),
  };
}

/** Indexes clips anew whose facts changed, in the caller's transaction; their texts are as they were. */
export async function indexFacts(
  changed: readonly { before: ClipSummary; after: ClipSummary }[],
): Promise<void> {
  if (!(await readManifest(searchValues))) return;
  const noted = changed
    .filter(({ before, after }) => before.note !== after.note)
    .map(({ after }) => after.id);
  const others = changed.filter(({ before, after }) => before.note === after.note);
  const docs = await docsOf(others.map(({ after }) => after.id));
  await changeOwnFacts(
    searchValues,
    others.flatMap(({ before, after }) => {
      const doc = docs.get(after.id);
      return doc === undefined ? [] : [factsOfDocument(doc, after, before)];
    }),
  );
  // A note is text. One that is not indexed yet is when its turn comes.
  const indexed = [...(await docsOf(noted)).keys()];
  const some = 512;
  for (let at = 0; at < indexed.length; at += some)
    await indexClips(prepareClips(await readClips(indexed.slice(at, at + some))));
}

/** From so many on all small rows are read in one go, sooner than each is looked up. */
const many = 2_000;

/** The documents of clips, as far as they are indexed. */
async function docsOf(clipIds: readonly ClipId[]): Promise<Map<ClipId, number>> {
  if (clipIds.length === 0) return new Map();
  const rows =
    clipIds.length > many
      ? await library.searchDocs.toArray()
      : await library.searchDocs.where('clipId').anyOf(clipIds).toArray();
  const wanted = new Set(clipIds);
  return new Map(rows.flatMap(({ clipId, doc }) => (wanted.has(clipId) ? [[clipId, doc]] : [])));
}

/** Takes clips out of the index in the caller's transaction. */
export async function forgetClips(clipIds: readonly ClipId[]): Promise<void> {
  if (clipIds.length === 0) return;
  await forgetDocs(await library.searchDocs.where('clipId').anyOf(clipIds).primaryKeys());
}

async function forgetDocs(docs: readonly number[]): Promise<void> {
  if (docs.length === 0) return;
  await forgetDocuments(searchValues, docs);
  await library.searchDocs.bulkDelete([...docs]);
}

/**
 * How much of the library the index holds. Where that is known to be all, no clip is counted: a hundred thousand take
 * the browser a second and more, after each change.
 */
export async function indexState(): Promise<{ indexed: number; of: number }> {
  const manifest = await readManifest(searchValues);
  const of = manifest?.whole ? manifest.live : await countRows(library.clips);
  return { indexed: Math.min(manifest?.live ?? 0, of), of };
}

/** Throws the index away; `fillIndex` makes it anew. */
export async function dropIndex(): Promise<void> {
  await library.transaction('rw', searchTables(), async () => {
    await library.searchBlocks.clear();
    await clearIndex(searchValues, Date.now());
    await library.searchDocs.clear();
  });
}

/**
 * Clips that are read and indexed at a time while the index is made: each slice is a thousand blocks to write, and to read
 * again when slices are merged, so they are few and large.
 */
const slice = 2048;

/** How an index is tended. */
export interface Tending {
  signal?: AbortSignal | undefined;
  /** It is not compared with the library where it was whole before: that is some seconds of reading in a large one. */
  trusting?: boolean;
  /** Awaited between the steps of comparing. */
  rest?: () => Promise<void>;
}

/**
 * Indexes clips that are not in the index, slice by slice, and merges what has become many. Cut off anywhere, it goes
 * on at the next call. Only one may run at a time: the caller holds a lock.
 */
export async function fillIndex({ signal, ...how }: Tending = {}): Promise<void> {
  if (!(await isWhole(how))) await fillMissing(signal);
  while (!signal?.aborted && (await mergeOnce(searchValues)));
}

/** Clips that are saved while all are counted make what was counted worthless: it is begun anew so often. */
const countings = 3;

async function isWhole({ trusting, rest }: Tending): Promise<boolean> {
  for (let counting = 0; counting < countings; counting += 1) {
    const manifest = await readManifest(searchValues);
    if (trusting && manifest?.whole) return true;
    const docs = await countRows(library.searchDocs, rest);
    const clips = await countRows(library.clips, rest);
    if (!isSameState(manifest, await readManifest(searchValues))) continue;
    // Documents are numbered on and on: an index with many holes is made anew.
    const isWorn = manifest !== undefined && nextDocument(manifest) > Math.min(200_000 + 4 * docs, 2_000_000);
    const isUsable = manifest?.live === docs && !isWorn;
    if (!isUsable) await dropIndex();
    if (!isUsable || docs !== clips) {
      await noteWhole(undefined);
      return false;
    }
    await noteWhole(manifest);
    return true;
  }
  // The library is being written to, index and all: it is compared another time.
  return true;
}

/** Whether neither clips nor segments came or went. */
function isSameState(one: Manifest | undefined, other: Manifest | undefined): boolean {
  return one?.live === other?.live && one?.nextSegment === other?.nextSegment;
}

/**
 * Notes that the index is whole, or not.
 * @param counted as it was when it was found whole: nothing is noted if it is another by now.
 */
async function noteWhole(counted: Manifest | undefined): Promise<void> {
  if (Boolean((await readManifest(searchValues))?.whole) === Boolean(counted)) return;
  await searchValues.atomically(async (inside) => {
    const now = await readManifest(inside);
    if (!now || (counted && !isSameState(counted, now))) return;
    const { whole: _, ...rest } = now;
    await writeManifest(inside, counted ? { ...rest, whole: true } : rest);
  });
}

/** Clips that are to be indexed, out of a run of all clips in the order of their ids. */
interface Slice {
  /** The last id of the run; none at the end of the library. */
  end: ClipId | undefined;
  clips: SearchedClip[];
}

async function fillMissing(signal: AbortSignal | undefined): Promise<void> {
  let last: ClipId = '';
  let coming = readMissing(last);
  while (!signal?.aborted) {
    const read = await coming;
    if (read.end === undefined) return forgetGone();
    // Read while these are analysed beside the page.
    const next = readMissing(read.end);
    // Whether it fails is told when it is awaited.
    next.catch(() => undefined);
    const isDone = await indexMissing(read.clips);
    if (isDone) last = read.end;
    coming = isDone ? next : readMissing(last);
    await mergeOnce(searchValues);
  }
}

async function readMissing(last: ClipId): Promise<Slice> {
  const ids = await library.clips.where('id').above(last).limit(slice).primaryKeys();
  const docs = await library.searchDocs.where('clipId').anyOf(ids).toArray();
  const known = new Set(docs.map(({ clipId }) => clipId));
  return { end: ids.at(-1), clips: await readClips(ids.filter((id) => !known.has(id))) };
}

/** Gives false if a clip changed meanwhile: the slice is then taken once more. */
async function indexMissing(clips: readonly SearchedClip[]): Promise<boolean> {
  if (clips.length === 0) return true;
  const prepared = await prepareManyClips(clips, inTurns());
  return library.transaction('rw', [library.clips, ...searchTables()], async () => {
    // Whoever changed a clip's text meanwhile has indexed it.
    const done = await library.searchDocs.where('clipId').anyOf(prepared.clipIds).count();
    const now = await library.clips.bulkGet(prepared.clipIds);
    const isThere = clips.every(({ summary }, index) => now[index]?.versionId === summary.versionId);
    if (done > 0 || !isThere) return false;
    await indexClips(prepared);
    return true;
  });
}

/** Clips with their newest versions; those that are gone or not whole are left out. */
export function readClips(ids: readonly ClipId[]): Promise<SearchedClip[]> {
  return library.transaction('r', library.clips, library.versions, async () => {
    const summaries = (await library.clips.bulkGet([...ids])).filter((row) => row !== undefined);
    const versions = await library.versions.bulkGet(summaries.map(({ versionId }) => versionId));
    return summaries.flatMap((summary, index) => {
      const record = versions[index]?.record;
      return record ? [{ summary, record }] : [];
    });
  });
}

/** Documents whose clips are no longer there; then it is whole, if no clip is without one. */
async function forgetGone(): Promise<void> {
  await library.transaction('rw', [library.clips, ...searchTables()], async () => {
    const [docs, clips] = await Promise.all([
      library.searchDocs.toArray(),
      library.clips.toCollection().primaryKeys(),
    ]);
    const kept = new Set(clips);
    const gone = docs.filter(({ clipId }) => !kept.has(clipId));
    await forgetClips(gone.map(({ clipId }) => clipId));
    const manifest = await readManifest(searchValues);
    const left = docs.length - gone.length;
    if (left === clips.length && manifest?.live === left)
      await writeManifest(searchValues, { ...manifest, whole: true });
  });
}
