import Dexie from 'dexie';
import { sealRecord } from '../clip/fingerprint';
import { ownHasher } from '../clip/own-hasher';
import type { ClipId, ClipRecord, Digest } from '../model/clip';
import { announceVersions, library, type VersionRow } from './db';
import { eachPortionOfKeys } from './key-portions';
import { emptyTrash, sweepImages } from './purge';
import { indexState } from './search-index';
import { atRemote, leaveAway } from './sync-blobs';
import { inTurns } from './turns';

/** Room on this machine, in bytes, as far as it is known. */
export interface StorageFigures {
  /** What the browser says; it packs, so it may be less than the sum of the kinds. */
  used?: number;
  left?: number;
  /** Whether the browser has promised not to clear it for room. */
  persistent?: boolean;
  kinds: {
    /** Newest versions. */
    texts: number;
    /** Versions that a newer one has followed. */
    versions: number;
    images: number;
    index: number;
  };
}

/**
 * How much the library takes, by kind. Reads no texts and no images: some seconds at a hundred thousand clips. `tell` gets
 * about how much it is as soon as two thousand texts were looked at, of more.
 */
export async function storageFigures(
  tell: (about: StorageFigures) => void = () => undefined,
): Promise<StorageFigures> {
  const [estimate, persistent] = await Promise.all([
    navigator.storage?.estimate?.().catch(() => undefined),
    navigator.storage?.persisted?.().catch(() => undefined),
  ]);
  const { usage, quota } = estimate ?? {};
  const [images, index] = [sum(await sizesOf('assets')), sum(await sizesOf('searchBlocks'))];
  const versions = sum(await sizesOfSome(await oldVersions()));
  const { of: clips } = await indexState();
  const figures = (texts: number): StorageFigures => ({
    ...(usage !== undefined && { used: usage }),
    ...(usage !== undefined && quota !== undefined && { left: Math.max(0, quota - usage) }),
    ...(persistent !== undefined && { persistent }),
    kinds: { texts, versions, images, index },
  });
  // Ids are by chance, so that the first are as large as the others.
  const all = await sizesOf('versions', (first) => {
    if (first.size < clips) tell(figures((sum(first) / first.size) * clips));
  });
  return figures(sum(all) - versions);
}

type Sizes = ReadonlyMap<string, number>;

/** Sizes by key, out of an index: no row is read. `tell` gets the first portion. */
async function sizesOf(
  table: 'assets' | 'versions' | 'searchBlocks',
  tell: (first: Sizes) => void = () => undefined,
): Promise<Sizes> {
  const sizes = new Map<string, number>();
  const take = (keys: readonly [string, number][]): void => {
    const isFirst = sizes.size === 0;
    for (const [id, size] of keys) sizes.set(id, size);
    if (isFirst && keys.length > 0) tell(sizes);
  };
  await eachPortionOfKeys(library.table(table), take, { index: sizeIndex[table] });
  return sizes;
}

const sizeIndex = { assets: '[digest+size]', versions: '[id+size]', searchBlocks: '[key+size]' };

function sum(sizes: Sizes): number {
  let total = 0;
  for (const size of sizes.values()) total += size;
  return total;
}

/** What may be freed. */
export type Freeable = 'archived-images' | 'old-versions' | 'trash';

/** How much would be freed: clips, versions or images, and bytes. */
export interface FreeingPreview {
  items: number;
  bytes: number;
}

/** What freeing would do. Nothing is written. */
export async function previewFreeing(what: Freeable): Promise<FreeingPreview> {
  const sizes =
    what === 'archived-images'
      ? await archivedImages()
      : what === 'old-versions'
        ? await sizesOfSome(await oldVersions())
        : undefined;
  if (sizes) return { items: sizes.size, bytes: sum(sizes) };
  const ids = await library.clips.orderBy('trashed').primaryKeys();
  const versions = await library.versions.where('clipId').anyOf(ids).primaryKeys();
  return { items: ids.length, bytes: sum(await sizesOfSome(versions)) };
}

/**
 * Frees room, after a preview was agreed to; it cannot be taken back. Images may be fetched again (`retryImages`); of a
 * clip with several versions the newest stays, with all that the person added. Stopped, what was done stays done.
 */
export async function free(what: Freeable, signal?: AbortSignal): Promise<void> {
  if (what === 'trash') await emptyTrash();
  else if (what === 'old-versions') await dropOldVersions(signal);
  else await dropImages(await archivedImages(), signal);
}

/** Versions of clips that are not their newest. */
async function oldVersions(): Promise<string[]> {
  const rows = await library.clips.where('withOld').equals(1).toArray();
  if (rows.length === 0) return [];
  const newest = new Set(rows.map(({ versionId }) => versionId));
  const all = await library.versions
    .where('clipId')
    .anyOf(rows.map(({ id }) => id))
    .primaryKeys();
  return all.filter((id) => !newest.has(id));
}

/** Of more versions than these the sizes are looked up among those of all. */
const some = 1_000;

/** The sizes of some versions; of few without going through those of all, which are seconds in a large library. */
async function sizesOfSome(ids: readonly string[]): Promise<Sizes> {
  if (ids.length > some) {
    const all = await sizesOf('versions');
    return new Map(ids.map((id) => [id, all.get(id) ?? 0]));
  }
  return library.transaction('r', library.versions, async () => {
    const found = await Promise.all(
      ids.map(async (id) =>
        library.versions.where(sizeIndex.versions).between([id, Dexie.minKey], [id, Dexie.maxKey]).keys(),
      ),
    );
    return new Map(found.flat() as unknown as [string, number][]);
  });
}

async function dropOldVersions(signal: AbortSignal | undefined): Promise<void> {
  const rows = await library.clips.where('withOld').equals(1).primaryKeys();
  await announceVersions({ gone: await oldVersions() });
  const breathe = inTurns();
  for (const clipId of rows) {
    signal?.throwIfAborted();
    await breathe();
    await library.transaction('rw', [library.clips, library.versions, library.imageJobs], async () => {
      const row = await library.clips.get(clipId);
      if (!row) return;
      const ids = await library.versions.where('clipId').equals(clipId).primaryKeys();
      const old = ids.filter((id) => id !== row.versionId);
      await library.versions.bulkDelete(old);
      await library.imageJobs.bulkDelete(old);
      await library.clips.put({ ...row, versionCount: ids.length - old.length });
    });
  }
  await sweepImages();
}

/** Kept images that only archived clips show, with their sizes. */
async function archivedImages(): Promise<Sizes> {
  const archived = new Set<ClipId>();
  await library.clips
    .where('inArchive')
    .equals(1)
    .each(({ id, deletedAt }) => {
      if (!deletedAt) archived.add(id);
    });
  if (archived.size === 0) return new Map();
  const own = new Set<Digest>();
  const others = new Set<Digest>();
  await library.versions.orderBy('digests').each(({ clipId, digests = [] }) => {
    for (const digest of digests) (archived.has(clipId) ? own : others).add(digest);
  });
  const sizes = await sizesOf('assets');
  return new Map([...sizes].filter(([digest]) => own.has(digest) && !others.has(digest)));
}

/** Pictures that can be had no more: the records say so, and they may be fetched from their pages again. */
export async function giveUpPictures(digests: readonly Digest[]): Promise<void> {
  await dropImages(new Map(digests.map((digest) => [digest, 0])), undefined);
}

async function dropImages(all: Sizes, signal: AbortSignal | undefined): Promise<void> {
  // What lies at a remote too is only given up here: the records, which are of all devices, go on naming it.
  const there = await atRemote([...all.keys()]);
  await leaveAway([...there]);
  const sizes = new Map([...all].filter(([digest]) => !there.has(digest)));
  const breathe = inTurns();
  const versionIds = new Set<string>();
  for (const digest of sizes.keys())
    for (const id of await library.versions.where('digests').equals(digest).primaryKeys()) versionIds.add(id);
  for (const id of versionIds) {
    signal?.throwIfAborted();
    await breathe();
    const row = await library.versions.get(id);
    if (row) await dropFrom(row, sizes);
  }
  await sweepImages();
}

/** The record says that the bytes were given up, so that they may be fetched again. */
async function dropFrom(row: VersionRow, sizes: Sizes): Promise<void> {
  const images = row.record.images.map((image) => {
    if (!image.digest || !sizes.has(image.digest)) return image;
    const { digest: _, ...rest } = image;
    return { ...rest, failure: 'freed' };
  });
  const record: ClipRecord = await sealRecord({ ...row.record, images }, ownHasher);
  await library.transaction('rw', library.versions, async () => {
    const now = await library.versions.get(row.id);
    if (now?.record.integrity.record === row.record.integrity.record)
      await library.versions.put({ ...now, record });
  });
}
