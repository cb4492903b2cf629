import Dexie from 'dexie';
import { isUnchanged, sha256 } from '../clip/fingerprint';
import type { ClipId, Digest, Timestamp } from '../model/clip';
import type { CollectionId } from '../model/collection';
import { observeKept, readKept, writeKept } from '../platform/kept-values';
import {
  announceVersions,
  collectionOfEntry,
  digestsOf,
  entryOfCollection,
  isIndexSound,
  isLibraryNewer,
  isSoundRow,
  isThere,
  library,
  onTornAway,
  unsoundCollections,
} from '../store/db';
import { eachPortionOfKeys } from '../store/key-portions';
import { fetchAnew } from '../store/sync-enter';
import { silence } from '../store/sync-track';
import { remakeIndex, tendIndex } from '../store/tend-index';
import { inTurns } from '../store/turns';
import { toBase64 } from '../sync/bytes';
import { enter, entered, readPresent, readWhole, rowsFallenBack, settleGoing, standing } from './ledger';

/** What an examination of the library found. Ids, so that what is damaged can be set aside. */
export interface Health {
  at: Timestamp;
  /** How many versions of clips are there and were examined. */
  versions: number;
  /** Versions that were kept and are gone. */
  missing: string[];
  /** Versions that cannot be read, or are not as they were kept. */
  damaged: string[];
  /** Pictures that are gone or not as they were kept. */
  pictures: Digest[];
  /** Collections that are not as they were written. */
  collections?: CollectionId[];
  /** Collections that were kept and are gone. */
  lostCollections?: CollectionId[];
  /** When everything was last read, not only counted. */
  wholeAt?: Timestamp;
  /** The database cannot be read at all. */
  unreadable?: boolean;
}

/** Whether nothing was found. */
export function isSound(health: Health): boolean {
  return countFound(health) === 0 && !health.unreadable;
}

/** How many things are missing or damaged. */
export function countFound({
  missing,
  damaged,
  pictures,
  collections = [],
  lostCollections = [],
}: Health): number {
  return [missing, damaged, pictures, collections, lostCollections].flat().length;
}

const area = 'health';

/** What the last examination found, if there was one. */
export async function lastHealth(): Promise<Health | undefined> {
  return (await readKept([area]))[area] as Health | undefined;
}

/** Tells of each examination, from whatever page. Gives a function that stops it. */
export function observeHealth(tell: (health: Health | undefined) => void): () => void {
  return observeKept(area, (value) => tell(value as Health | undefined));
}

/** The person has seen what was lost and does without: it is not told again. */
export async function acceptLoss(): Promise<void> {
  const health = await lastHealth();
  if (!health) return;
  const shelves = health.lostCollections ?? [];
  await enter(new Map(), [...health.missing, ...shelves.map(entryOfCollection)]);
  await writeKept({ [area]: { ...health, missing: [], lostCollections: [] } });
}

/**
 * Whether everything that was kept is there: quick, reads keys alone. What is there and not in the ledger (kept by an
 * older version, or in the moment before a worker ended) is entered once its own seal holds.
 * @param rest awaited between steps, so that nobody waits for it.
 */
export async function examineQuickly(
  rest?: () => Promise<void>,
  now: () => Date = () => new Date(),
): Promise<Health> {
  const { versions: ledger, collections } = await readWhole(rest);
  let present: Set<string>;
  try {
    present = await readPresent(rest);
  } catch {
    // What a newer version keeps is not lost: that is told where the library is read.
    if (isLibraryNewer()) return { ...nothingFound(now), unreadable: true };
    return tell({ ...nothingFound(now), missing: [...ledger.keys()], unreadable: true });
  }
  const there = [...present].filter((name) => collectionOfEntry(name) === undefined);
  const health: Health = { ...nothingFound(now), versions: there.length };
  const wanted = await settleGoing(present);
  const isAway = (name: string): boolean => !present.has(name) && !wanted.has(name);
  const away = [
    ...[...ledger.keys()].filter(isAway),
    ...[...collections].map(entryOfCollection).filter(isAway),
  ];
  // What was taken away since its shard was read stands in it no more.
  const lost = [...(await entered(away))];
  health.missing = lost.filter((name) => collectionOfEntry(name) === undefined);
  health.lostCollections = lost.flatMap((name) => collectionOfEntry(name) ?? []);
  // Beside what is told as lost nothing must still be counted that was lost with it.
  if (health.missing.length > 0) void tendIndex({});
  await adopt(there.filter((id) => !ledger.has(id)));
  const found = [...present].flatMap((name) => collectionOfEntry(name) ?? []);
  await enter(
    new Map(found.filter((id) => !collections.has(id)).map((id) => [entryOfCollection(id), isThere])),
  );
  const before = await lastHealth();
  // A quick look does not see inside: what a whole one found is still so.
  health.damaged = before?.damaged.filter((id) => present.has(id)) ?? [];
  health.pictures = before?.pictures ?? [];
  if (before?.collections)
    health.collections = before.collections.filter((id) => present.has(entryOfCollection(id)));
  if (before?.wholeAt) health.wholeAt = before.wholeAt;
  return tell(health);
}

/**
 * From now on it is examined whether everything is there whenever the browser has closed the database by itself: damage
 * may be met long after the library was opened, and take all of it. Gives a function that stops it.
 */
export function examineWhenTornAway(): () => void {
  return onTornAway(() => void examineQuickly().catch(console.error));
}

async function keysOfVersions(rest: () => Promise<void>): Promise<string[]> {
  const all: string[] = [];
  const take = (keys: readonly string[]): void => {
    for (const key of keys) all.push(key);
  };
  await eachPortionOfKeys<string>(library.versions, take, { rest });
  return all;
}

async function adopt(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += 100) {
    const rows = await library.versions.bulkGet(ids.slice(at, at + 100)).catch(() => []);
    const seals = new Map<string, Digest>();
    for (const row of rows) {
      const isWhole = row && (await isUnchanged(row.record, crypto.subtle).catch(() => false));
      if (row && isWhole) seals.set(row.id, row.record.integrity.record);
    }
    await enter(seals);
  }
}

/**
 * Reads everything: each version against its own seal and against the ledger, each picture against its name. `rest` is
 * awaited between steps, so that nobody waits for it. Stopped, it gives nothing and tells nothing.
 */
export async function examineWholly(
  rest: () => Promise<void> = async () => undefined,
  signal?: AbortSignal,
): Promise<Health | undefined> {
  const inSteps = inTurns(rest);
  const health = await examineQuickly(inSteps);
  if (health.unreadable) return health;
  health.damaged = [];
  const wanted = new Set<Digest>();
  const fallen = await rowsFallenBack().catch(() => new Set<ClipId>());
  for (const id of await keysOfVersions(inSteps)) {
    await rest();
    if (signal?.aborted) return undefined;
    const digests = await soundVersion(id, fallen);
    if (digests) for (const digest of digests) wanted.add(digest);
    else health.damaged.push(id);
  }
  health.pictures = [];
  for (const digest of wanted) {
    await rest();
    if (signal?.aborted) return undefined;
    if (!(await isSoundPicture(digest))) health.pictures.push(digest);
  }
  health.collections = await unsoundCollections();
  // It is made of the clips, so damage to it is mended and not told.
  if (!(await isIndexSound().catch(() => false))) void remakeIndex();
  return tell({ ...health, wholeAt: health.at });
}

/** The pictures of a version that is as it was kept; nothing where it is not. Read twice: it may be written meanwhile. */
async function soundVersion(id: string, fallen: ReadonlySet<ClipId>): Promise<Digest[] | undefined> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const row = await library.versions.get(id);
      if (!row) return attempt > 0 ? [] : undefined;
      // Without its list row a clip is shown nowhere; where that is damaged, the version that it shows bears it.
      const clip = await library.clips.get(row.clipId);
      if (!clip) return undefined;
      if (clip.versionId === id && fallen.has(clip.id)) return undefined;
      if (clip.versionId === id && !isSoundRow(clip)) throw new Error('The row is not as it was written');
      const seal = row.record.integrity.record;
      if (await isUnchanged(row.record, crypto.subtle)) {
        const known = await standing(id, seal);
        if (known === 'unknown') await enter(new Map([[id, seal]]));
        if (known !== 'former') return digestsOf(row.record);
      }
    } catch {
      // Unreadable; it is tried again.
    }
    await new Promise((settled) => setTimeout(settled, 50));
  }
  return undefined;
}

async function isSoundPicture(digest: Digest): Promise<boolean> {
  try {
    const row = await library.assets.get(digest);
    // Kept by other devices alone, and fetched when it is looked at: not lost.
    if (!row) return (await library.syncBlobs.get(digest))?.state === 'away';
    return (await sha256(row.bytes, crypto.subtle)) === digest;
  } catch {
    return false;
  }
}

/**
 * Takes damaged versions out of the library, so that whole ones of a backup can take their place. What can still be read
 * of them is given, to be kept as a file. A clip with another whole version stays with that.
 */
export async function setAside(
  ids: readonly string[],
  pictures: readonly Digest[] = [],
): Promise<{ clips: ClipId[]; rows: unknown[] }> {
  const rows: unknown[] = await picturesAside(pictures);
  for (const id of ids) {
    const row = await library.versions.get(id).catch(() => undefined);
    const clip = row && (await library.clips.get(row.clipId).catch(() => undefined));
    if (row) rows.push({ ...row, clip });
  }
  const health = await lastHealth();
  const shelves = health?.collections ?? [];
  await announceVersions({ gone: [...ids, ...shelves.map(entryOfCollection)] });
  const clips = new Set<ClipId>();
  for (const row of await library.collections.bulkGet(shelves)) if (row) rows.push(row);
  await library.transaction('rw', [library.versions, library.clips, library.collections], async () => {
    // Damage is of this device alone: no other loses the clip, and what is whole there may come back from there.
    silence(Dexie.currentTransaction);
    await library.collections.bulkDelete(shelves);
    await library.versions.bulkDelete([...ids]);
    const orphans = await library.clips.filter(({ versionId }) => ids.includes(versionId)).toArray();
    for (const orphan of orphans) {
      clips.add(orphan.id);
      const left = await library.versions.where('clipId').equals(orphan.id).sortBy('at');
      const newest = left.at(-1);
      if (newest) await library.clips.put({ ...orphan, versionId: newest.id, versionCount: left.length });
      else await library.clips.delete(orphan.id);
    }
  });
  if (clips.size > 0) void tendIndex({});
  await fetchAnew();
  if (health)
    await tell({ ...health, damaged: health.damaged.filter((id) => !ids.includes(id)), collections: [] });
  return { clips: [...clips], rows };
}

/** Damaged pictures make room too: an import brings the bytes of a picture that is not there. */
async function picturesAside(digests: readonly Digest[]): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const digest of digests) {
    const row = await library.assets.get(digest).catch(() => undefined);
    if (row) rows.push({ digest, type: row.type, bytes: toBase64(new Uint8Array(row.bytes)) });
  }
  await library.transaction('rw', library.assets, async () => {
    silence(Dexie.currentTransaction);
    await library.assets.bulkDelete([...digests]);
  });
  return rows;
}

function nothingFound(now: () => Date): Health {
  return { at: now().toISOString(), versions: 0, missing: [], damaged: [], pictures: [] };
}

async function tell(health: Health): Promise<Health> {
  await writeKept({ [area]: health });
  return health;
}
