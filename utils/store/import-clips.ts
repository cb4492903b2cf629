import { diffFacts, withoutPatch } from '../clip/change-facts';
import { factsIn } from '../clip/facts';
import type { Hasher } from '../clip/fingerprint';
import { pageKey } from '../clip/page-key';
import { summarize } from '../clip/plan-save';
import { clipFromPage, idOfPage } from '../import/page-to-clip';
import { type ImportPlan, type KeptClip, keyOfClip, planClip } from '../import/plan-import';
import type { ReadItem } from '../import/read-file';
import type {
  ImportedAsset,
  ImportedClip,
  ImportedPage,
  ImportKind,
  ImportKit,
  ParsedItem,
  RejectReason,
} from '../import/types';
import type { ClipId, ClipRecord, ClipSummary, Digest, Timestamp } from '../model/clip';
import type { CollectionId } from '../model/collection';
import type { SearchedClip } from '../search/clip-text';
import { announceVersions, entryOfCollection, type ImportStepRow, library, type VersionRow } from './db';
import { dropCollections, ImportShelf } from './import-shelf';
import {
  forgetClips,
  indexClips,
  indexNewClips,
  type PreparedClips,
  prepareClips,
  prepareManyClips,
  readClips,
  searchTables,
} from './search-index';
import { inTurns } from './turns';

/** What an import is going to do, or did. */
export interface ImportReport {
  added: number;
  updated: number;
  same: number;
  rejected: number;
  /** How many of each kind of file. */
  kinds: Map<ImportKind, number>;
  /** Some of each, to look at. */
  examples: Record<'add' | 'update' | 'same', { title: string; url: string }[]>;
  rejections: { where: string; reason: RejectReason; shown: string }[];
  /** Of what is added: addresses whose text is still to be fetched. */
  toFetch: number;
  /** Collections of a backup that are not there. */
  collections: number;
}

const mostExamples = 5;
const mostRejections = 1_000;
/**
 * Clips that are written in one transaction: a cut import has whole clips only, and the next goes on after them. Every
 * transaction makes open lists read again, so they are few; texts and images make one full sooner. The first is small:
 * whoever began an import sees at once that it goes on.
 */
const chunkClips = 2_000;
const firstClips = 100;
/** Texts that are handed to the browser in one go: it copies them while the page waits, and two thousand are half a second. */
const putAtOnce = 200;
const chunkBytes = 16 * 1024 * 1024;

interface Watch {
  tell?: (report: ImportReport) => void;
  signal?: AbortSignal;
}

/** Reads everything, writes nothing, and says what an import would do. Rejects with the signal's reason when stopped. */
export async function planImport(
  items: AsyncIterable<ReadItem>,
  kit: ImportKit,
  watch: Watch = {},
): Promise<ImportReport> {
  const report = emptyReport();
  const seen = new Set<string>();
  const breathe = inTurns();
  const shelf = await ImportShelf.open();
  for await (const chunk of chunks(items, kit, report, watch, shelf)) {
    report.collections += takeCollections(chunk, shelf);
    const known = await knownAssets(chunk.clips);
    for (const { coming, kept } of await withKept(chunk.clips)) {
      await breathe();
      // The same page twice in one file is written once.
      const isAgain = !kept && seen.has(coming.key);
      seen.add(coming.key);
      if (isAgain) count(report, { action: 'same', summary: coming });
      else if (!kept) count(report, { action: 'add', summary: coming });
      else count(report, withPictures(await planClip(await coming.clip(), kept, kit.hasher), coming, known));
    }
    watch.tell?.(report);
  }
  return report;
}

/**
 * Carries an import out, chunk by chunk; each chunk is written whole or not at all. Stopped or cut short, what was
 * written stays, is taken back by `undoImport`, or is passed over as the same when the file is imported again.
 */
export async function runImport(
  items: AsyncIterable<ReadItem>,
  kit: ImportKit,
  job: { id: string; files: string[] } & Watch,
): Promise<ImportReport> {
  const report = emptyReport();
  const shelf = await ImportShelf.open();
  const row = { id: job.id, at: kit.now, files: job.files, collections: [] as CollectionId[] };
  await library.imports.put({ ...row, state: 'running', ...figures(report) });
  try {
    const coming = drafted(chunks(items, kit, report, job, shelf), kit.hasher);
    for await (const chunk of oneAhead(coming, job.signal)) {
      row.collections.push(...(await writeChunk(chunk, { importId: job.id, kit, report, shelf })));
      await library.imports.put({ ...row, state: 'running', ...figures(report) });
      job.tell?.(report);
    }
  } catch (error) {
    await library.imports.put({ ...row, state: 'stopped', ...figures(report) });
    throw error;
  }
  await library.imports.put({ ...row, state: 'done', ...figures(report) });
  return report;
}

function emptyReport(): ImportReport {
  return {
    added: 0,
    updated: 0,
    same: 0,
    rejected: 0,
    kinds: new Map(),
    examples: { add: [], update: [], same: [] },
    rejections: [],
    toFetch: 0,
    collections: 0,
  };
}

function figures({ added, updated, same, rejected }: ImportReport) {
  return { added, updated, same, rejected };
}

function count(
  report: ImportReport,
  {
    action,
    summary,
  }: { action: ImportPlan['action']; summary: Pick<ClipSummary, 'title' | 'url' | 'toFetch'> },
): void {
  if (action === 'add') report.added += 1;
  else if (action === 'update') report.updated += 1;
  else report.same += 1;
  if (action === 'add' && summary.toFetch) report.toFetch += 1;
  const examples = report.examples[action];
  if (examples.length < mostExamples) examples.push({ title: summary.title, url: summary.url });
}

/** What comes, as far as it must be known to look it up; the clip itself is made when it is needed. */
interface Coming {
  id: ClipId;
  key: string;
  title: string;
  url: string;
  toFetch?: true;
  assets: ImportedAsset[];
  /** It is a clip already, and not a page that is still to be made one. */
  isWhole: boolean;
  clip: () => Promise<ImportedClip>;
}

function comingOf(
  { from, item }: ReadItem & { item: { kind: 'page' | 'clip' } },
  kit: ImportKit,
  shelf: ImportShelf,
): Coming {
  if (item.kind === 'page') {
    const { page } = item;
    const { url, title = url } = page;
    return {
      id: idOfPage(url),
      key: pageKey(url),
      title,
      url,
      ...(page.html === undefined && { toFetch: true as const }),
      assets: [],
      isWhole: false,
      clip: () => clipOfPage(page, from, kit, shelf),
    };
  }
  const { clip } = item;
  const [version] = clip.versions;
  if (!version) throw new Error('A clip without a version');
  const { title } = version.record.content;
  const url = version.record.source.urls.retrieved;
  const { id, assets = [] } = clip;
  return { id, key: keyOfClip(clip), title, url, assets, isWhole: true, clip: async () => clip };
}

/** Gives what comes, and has the next read meanwhile: while a chunk is analysed and written, others wait for nothing. */
async function* oneAhead<T>(items: AsyncIterator<T>, signal?: AbortSignal): AsyncGenerator<T> {
  let coming = items.next();
  for (;;) {
    const { done, value } = await coming;
    signal?.throwIfAborted();
    if (done) return;
    coming = items.next();
    // Whether it fails is told when it is awaited.
    coming.catch(() => undefined);
    yield value;
  }
}

interface Chunk {
  clips: Coming[];
  extras: { table: string; row: Record<string, unknown> }[];
  /** What becomes of it if the library has none of its clips, made while the chunk before is written. */
  draft?: Draft;
}

interface Draft {
  plans: ImportPlan[];
  indexed: Promise<PreparedClips>;
}

/**
 * Begins with chunks before it is known what the library has of them: they are mostly new, and then their texts are
 * analysed beside the page while the chunk before is written.
 */
async function* drafted(items: AsyncIterable<Chunk>, hasher: Hasher): AsyncGenerator<Chunk> {
  for await (const chunk of items) {
    const draft = await draftOf(chunk, hasher);
    yield draft ? { ...chunk, draft } : chunk;
  }
}

/** None where clips hang together: pages by the shelf that their folders go to, and two of one page. */
async function draftOf({ clips, extras }: Chunk, hasher: Hasher): Promise<Draft | undefined> {
  const isApart =
    clips.every(({ isWhole }) => isWhole) &&
    new Set(clips.map(({ id }) => id)).size === clips.length &&
    new Set(clips.map(({ key }) => key)).size === clips.length;
  if (!isApart || clips.length === 0 || extras.length > 0) return undefined;
  const plans: ImportPlan[] = [];
  const breathe = inTurns();
  for (const coming of clips) {
    await breathe();
    plans.push(await planClip(await coming.clip(), undefined, hasher));
  }
  const indexed = prepareManyClips(newestOf(plans.map((plan) => ({ plan, kept: undefined }))), inTurns());
  // Whether it fails is told when it is awaited.
  indexed.catch(() => undefined);
  return { plans, indexed };
}

async function* chunks(
  items: AsyncIterable<ReadItem>,
  kit: ImportKit,
  report: ImportReport,
  { signal }: Watch,
  shelf: ImportShelf,
): AsyncGenerator<Chunk> {
  let chunk: Chunk = { clips: [], extras: [] };
  let size = 0;
  let most = firstClips;
  const breathe = inTurns();
  for await (const { from, item } of items) {
    signal?.throwIfAborted();
    await breathe();
    if (item.kind !== 'extra') report.kinds.set(from, (report.kinds.get(from) ?? 0) + 1);
    if (item.kind === 'reject') {
      report.rejected += 1;
      const { where, reason, shown } = item;
      if (report.rejections.length < mostRejections) report.rejections.push({ where, reason, shown });
    } else if (item.kind === 'extra') chunk.extras.push(item);
    else chunk.clips.push(comingOf({ from, item }, kit, shelf));
    size += item.kind === 'reject' ? 0 : sizeOf(item);
    if (chunk.clips.length + chunk.extras.length >= most || size >= chunkBytes) {
      yield chunk;
      most = chunkClips;
      chunk = { clips: [], extras: [] };
      size = 0;
    }
  }
  if (chunk.clips.length + chunk.extras.length > 0) yield chunk;
  signal?.throwIfAborted();
}

/** About how much memory an item holds. */
function sizeOf(item: Exclude<ParsedItem, { kind: 'reject' }>): number {
  if (item.kind === 'page') return item.page.html?.length ?? 0;
  if (item.kind === 'extra') return 0;
  const texts = item.clip.versions.map(
    ({ record }) => record.content.html.length + record.content.text.length,
  );
  const bytes = (item.clip.assets ?? []).map((asset) => asset.bytes.byteLength);
  return [...texts, ...bytes].reduce((sum, each) => sum + each, 0);
}

async function clipOfPage(
  page: ImportedPage,
  from: ImportKind,
  kit: ImportKit,
  shelf: ImportShelf,
): Promise<ImportedClip> {
  const record = await clipFromPage(page, from, kit);
  const { tags, note, favourite, archived, progress, folders = [] } = page;
  const collections = shelf.idsOf(folders);
  const row = {
    tags,
    note,
    favourite,
    archived,
    collections,
    ...(progress !== undefined && { progress, readState: progress > 0.98 ? 'read' : 'reading' }),
  };
  return { id: record.id, versions: [{ id: record.id, at: record.capture.at, record }], row };
}

/** The clips of a chunk with what the library has of each. */
async function withKept(clips: readonly Coming[]): Promise<Found[]> {
  // As where somebody moves in: nothing is asked for each clip.
  const [any] = await library.clips.limit(1).primaryKeys();
  if (any === undefined) return clips.map((coming) => ({ coming, kept: undefined }));
  const keys = clips.map(({ key }) => key);
  const [byId, byKey] = await Promise.all([
    library.clips.bulkGet(clips.map(({ id }) => id)),
    library.clips
      .where('pageKey')
      .anyOf([...new Set(keys)])
      .or('otherKeys')
      .anyOf([...new Set(keys)])
      .distinct()
      .toArray(),
  ]);
  const found = clips.map(
    (_, index) =>
      byId[index] ??
      bestOf(
        byKey.filter(
          ({ pageKey, otherKeys }) => pageKey === keys[index] || otherKeys?.includes(keys[index] ?? ''),
        ),
      ),
  );
  const ids = [...new Set(found.flatMap((summary) => (summary ? [summary.id] : [])))];
  const versions = await library.versions.where('clipId').anyOf(ids).toArray();
  return clips.map((coming, index) => {
    const summary = found[index];
    return {
      coming,
      kept: summary && { summary, versions: versions.filter(({ clipId }) => clipId === summary.id) },
    };
  });
}

/** A clip in the Trash counts only where there is no other. */
function bestOf(rows: readonly ClipSummary[]): ClipSummary | undefined {
  return rows.find(({ deletedAt }) => !deletedAt) ?? rows[0];
}

interface Planned {
  plan: ImportPlan;
  step: ImportStepRow;
  kept: KeptClip | undefined;
}

/** Gives how many collections of a backup are new here. */
function takeCollections({ extras }: Chunk, shelf: ImportShelf): number {
  return extras.filter(({ table, row }) => table === 'collections' && shelf.take(row)).length;
}

/** Writes a chunk, and gives the collections that were made with it. */
async function writeChunk(
  chunk: Chunk,
  {
    importId,
    kit,
    report,
    shelf,
  }: { importId: string; kit: ImportKit; report: ImportReport; shelf: ImportShelf },
): Promise<CollectionId[]> {
  report.collections += takeCollections(chunk, shelf);
  for (let attempt = 0; attempt < 5; attempt++) {
    const known = await knownAssets(chunk.clips);
    const all = await withKept(chunk.clips);
    const steps = { importId, known };
    const draft = all.every(({ kept }) => !kept) ? chunk.draft : undefined;
    const planned = draft ? fromDraft(draft, all, steps) : await planChunk(all, steps, kit.hasher);
    const indexed = draft ? await draft.indexed : await prepareManyClips(newestOf(planned), inTurns());
    const made = await commit(planned, { indexed, isDraft: draft !== undefined }, chunk, shelf);
    if (made) {
      shelf.settle();
      for (const { plan, step } of planned) count(report, step.assets.length > 0 ? gaining(plan) : plan);
      return made;
    }
  }
  throw new Error('The library changed again and again while it was imported into');
}

/** A clip of a chunk, and what the library has of it. */
interface Found {
  coming: Coming;
  kept: KeptClip | undefined;
}

interface Steps {
  importId: string;
  known: ReadonlySet<Digest>;
}

function fromDraft({ plans }: Draft, all: readonly Found[], steps: Steps): Planned[] {
  return plans.map((plan, index) => {
    const { coming } = all[index] as Found;
    return { plan, step: stepOf(plan, coming, undefined, steps), kept: undefined };
  });
}

/** Plans a chunk as if its clips came one after the other: two of one page become one. */
async function planChunk(all: readonly Found[], steps: Steps, hasher: Hasher): Promise<Planned[]> {
  const planned: Planned[] = [];
  const fresh = new Map<string, KeptClip>();
  const breathe = inTurns();
  for (const { coming, kept } of all) {
    await breathe();
    const current = fresh.get(coming.id) ?? fresh.get(coming.key) ?? kept;
    const plan = await planClip(await coming.clip(), current, hasher);
    planned.push({
      plan,
      step: stepOf(plan, coming, current, steps),
      kept: current === kept ? kept : undefined,
    });
    if (plan.action === 'same') continue;
    const versions = new Map(current?.versions.map((version) => [version.id, version]));
    for (const version of [...plan.added, ...plan.changed.map(({ after }) => after)])
      versions.set(version.id, version);
    const now = { summary: plan.summary, versions: [...versions.values()] };
    fresh.set(plan.summary.id, now);
    fresh.set(plan.summary.pageKey, now);
  }
  return planned;
}

/** A clip that is kept already gains something where bytes of its pictures come that the library has not (any more). */
function withPictures(plan: ImportPlan, { assets }: Coming, known: ReadonlySet<Digest>): ImportPlan {
  return assets.some(({ digest }) => !known.has(digest)) ? gaining(plan) : plan;
}

function gaining(plan: ImportPlan): ImportPlan {
  return plan.action === 'same' ? { ...plan, action: 'update' } : plan;
}

/** The images of a chunk whose bytes the library has already. */
async function knownAssets(clips: readonly Coming[]): Promise<Set<Digest>> {
  const digests = [...new Set(clips.flatMap(({ assets }) => assets.map(({ digest }) => digest)))];
  // Not one request for each clip: most have none, and each would be a transaction of its own.
  return new Set(digests.length > 0 ? await library.assets.where('digest').anyOf(digests).primaryKeys() : []);
}

function stepOf(
  plan: ImportPlan,
  { assets }: Coming,
  kept: KeptClip | undefined,
  { importId, known }: Steps,
): ImportStepRow {
  const clipId = plan.summary.id;
  return {
    importId,
    clipId,
    ...(kept && { before: kept.summary }),
    added: plan.added.map(({ id }) => id),
    ...(kept && { facts: diffFacts(factsIn(kept.summary), factsIn(plan.summary)) }),
    changed: plan.changed.map(({ before, after }) => ({
      row: { ...before, clipId },
      sealed: after.record.integrity.record,
    })),
    assets: assets.map(({ digest }) => digest).filter((digest) => !known.has(digest)),
  };
}

function versionRows({ summary, added, changed }: ImportPlan): VersionRow[] {
  return [...added, ...changed.map(({ after }) => after)].map((row) => ({ ...row, clipId: summary.id }));
}

/**
 * Writes all or nothing; nothing if what the plan was made from is no longer so. Gives the collections that it made.
 * @param what.isDraft the plans are for a library that has none of the clips.
 */
async function commit(
  planned: readonly Planned[],
  { indexed, isDraft }: { indexed: PreparedClips; isDraft: boolean },
  chunk: Chunk,
  shelf: ImportShelf,
): Promise<CollectionId[] | undefined> {
  const { clips, versions, assets, importSteps, collections } = library;
  const tables = [clips, versions, assets, importSteps, collections, ...searchTables()];
  return library.transaction('rw', tables, async () => {
    const now = await clips.bulkGet(planned.map(({ plan }) => plan.summary.id));
    const isStale = planned.some(({ kept }, index) =>
      kept
        ? now[index]?.versionId !== kept.summary.versionId || now[index]?.deletedAt !== kept.summary.deletedAt
        : isDraft && now[index] !== undefined,
    );
    if (isStale) return undefined;
    // In bulk: one request for each clip would make a long import several times longer.
    const written = planned.filter(({ plan, step }) => plan.action !== 'same' || step.assets.length > 0);
    for (let at = 0; at < written.length; at += putAtOnce)
      await versions.bulkPut(written.slice(at, at + putAtOnce).flatMap(({ plan }) => versionRows(plan)));
    await clips.bulkPut(written.filter(({ plan }) => plan.action !== 'same').map(({ plan }) => plan.summary));
    await importSteps.bulkAdd(written.map(({ step }) => step));
    if (isDraft)
      await indexNewClips(indexed, new Map(planned.map(({ plan }) => [plan.summary.id, plan.summary])));
    else await indexClips(indexed);
    const bytes = chunk.clips.flatMap((coming) => coming.assets);
    if (bytes.length > 0) await library.assets.bulkPut(bytes);
    return shelf.write();
  });
}

/** What the search must know of a chunk: each clip once, as its last plan leaves it. */
function newestOf(planned: readonly Pick<Planned, 'plan' | 'kept'>[]): SearchedClip[] {
  const records = new Map<string, ClipRecord>();
  const newest = new Map<ClipId, SearchedClip>();
  for (const { plan, kept } of planned) {
    const after = plan.changed.map((change) => change.after);
    for (const { id, record } of [...(kept?.versions ?? []), ...plan.added, ...after])
      records.set(id, record);
    const record = records.get(plan.summary.versionId);
    if (plan.action !== 'same' && record) newest.set(plan.summary.id, { summary: plan.summary, record });
  }
  return [...newest.values()];
}

/**
 * Takes a whole import back, in one transaction: what it added goes, what it changed is as it was. What the person
 * changed or clipped since then stays. Undoing twice is undoing once. Gives false if there is no such import.
 */
export async function undoImport(importId: string): Promise<boolean> {
  const { clips, versions, assets, imports, importSteps, collections } = library;
  const tables = [clips, versions, assets, imports, importSteps, collections, ...searchTables()];
  const coming = await importSteps.where('importId').equals(importId).toArray();
  const shelves = (await imports.get(importId))?.collections ?? [];
  await announceVersions({
    gone: [...coming.flatMap(({ added }) => added), ...shelves.map(entryOfCollection)],
    seals: new Map(
      coming.flatMap(({ changed }) => changed.map(({ row }) => [row.id, row.record.integrity.record])),
    ),
  });
  return library.transaction('rw', tables, async () => {
    const row = await imports.get(importId);
    if (!row) return false;
    const steps = await importSteps.where('importId').equals(importId).sortBy('seq');
    for (const step of steps.reverse()) await undoStep(step);
    await indexAgain([...new Set(steps.map(({ clipId }) => clipId))]);
    await dropUnused(steps.flatMap((step) => step.assets));
    await dropCollections(row.collections ?? []);
    await importSteps.where('importId').equals(importId).delete();
    await imports.put({ ...row, state: 'undone' });
    return true;
  });
}

async function undoStep({ clipId, facts, added, changed }: ImportStepRow): Promise<void> {
  await library.versions.bulkDelete(added);
  for (const { row, sealed } of changed) {
    const now = await library.versions.get(row.id);
    if (now?.record.integrity.record === sealed) await library.versions.put(row);
  }
  const left = await library.versions.where('clipId').equals(clipId).sortBy('at');
  const newest = left.at(-1);
  const current = await library.clips.get(clipId);
  if (!newest || !current) {
    await library.clips.delete(clipId);
    return;
  }
  const own = factsIn(current);
  const version = { id: newest.id, count: left.length, clipId };
  await library.clips.put(summarize(newest.record, version, facts ? withoutPatch(own, facts) : own));
}

/** Indexes what is left of clips, in slices: a large import is not all read at once. */
async function indexAgain(clipIds: readonly ClipId[]): Promise<void> {
  const left = new Set(await library.clips.where('id').anyOf(clipIds).primaryKeys());
  await forgetClips(clipIds.filter((id) => !left.has(id)));
  const kept = [...left];
  for (let at = 0; at < kept.length; at += 100)
    await indexClips(prepareClips(await readClips(kept.slice(at, at + 100))));
}

/** Bytes that came with the import go, unless another version shows them. */
async function dropUnused(digests: readonly string[]): Promise<void> {
  const unused = new Set(digests);
  if (unused.size === 0) return;
  await library.versions.each(({ record }) => {
    for (const { digest } of record.images) if (digest) unused.delete(digest);
  });
  await library.assets.bulkDelete([...unused]);
}

/** The imports of this library, newest first. */
export async function listImports() {
  return library.imports.orderBy('at').reverse().toArray();
}

/** Clips whose text is still to be fetched. */
export async function listToFetch(): Promise<{ id: ClipId; url: string; title: string; at: Timestamp }[]> {
  const rows = await library.clips.filter((row) => row.toFetch === true && !row.deletedAt).toArray();
  return rows.map(({ id, url, title, clippedAt }) => ({ id, url, title, at: clippedAt }));
}
