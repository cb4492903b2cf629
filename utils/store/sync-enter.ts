import Dexie from 'dexie';
import type { ClipId, ClipSummary } from '../model/clip';
import type { Stamper } from '../sync/clip-state';
import { changeFields } from '../sync/fields-state';
import { digestsOf, library, type VersionRow } from './db';
import {
  bareName,
  clipName,
  collectionName,
  freshClip,
  freshVersion,
  type SyncRemoteRow,
  type SyncStateRow,
  silence,
  stamperOf,
  textName,
  versionName,
} from './sync-track';
import { inTurns } from './turns';

const syncTables = () => [
  library.syncStates,
  library.syncOutbox,
  library.syncMeta,
  library.syncTexts,
  library.syncBlobs,
];

/** Sync begins: from now on every change leaves a word. `device` is a name that was never used before. */
export async function beginSync(device: string): Promise<void> {
  await library.transaction('rw', syncTables(), async () => {
    await forgetAll();
    await library.syncMeta.bulkPut([
      { key: 'clock', device, last: '' },
      { key: 'remote', library: '', enter: '' },
    ]);
  });
}

/** Sync ends here: what was noted for it is forgotten, the library stays as it is. */
export async function endSync(): Promise<void> {
  await library.transaction('rw', syncTables(), forgetAll);
}

async function forgetAll(): Promise<void> {
  await Promise.all(syncTables().map((table) => table.clear()));
}

/** The device's name while sync is on. */
export async function syncDevice(): Promise<string | undefined> {
  const clock = await library.syncMeta.get('clock');
  return clock?.key === 'clock' ? clock.device : undefined;
}

/** How far the remote is; nothing while sync is off. */
export async function remoteState(): Promise<SyncRemoteRow | undefined> {
  const row = await library.syncMeta.get('remote');
  return row?.key === 'remote' ? row : undefined;
}

/**
 * The library at the remote is this one. Where it was another (or none), everything is fetched from its beginning and all that
 * is known here is sent.
 */
export async function meetLibrary(name: string): Promise<void> {
  await library.transaction('rw', syncTables(), async () => {
    const row = await remoteState();
    if (!row || row.library === name) return;
    const { cursor: _, ...rest } = row;
    await library.syncMeta.put({ ...rest, library: name });
    if (row.library !== '') await tellAll();
  });
}

/** What lies at the remote is an older state of the library: it is fetched from its beginning and all is sent, as to another one. */
export async function startOver(cursor: string): Promise<void> {
  await library.transaction('rw', syncTables(), async () => {
    const row = await remoteState();
    if (!row) return;
    await library.syncMeta.put({ ...row, cursor });
    await tellAll();
  });
}

/** All that is known here is to be sent. */
async function tellAll(): Promise<void> {
  const { syncBlobs, syncOutbox, syncStates } = library;
  await syncOutbox.clear();
  await syncBlobs.where('state').equals('both').modify({ state: 'push' });
  const names: string[] = [];
  const texts: string[] = [];
  await syncStates.each(({ id, has }) => {
    names.push(id);
    if (has) texts.push(textName(has));
  });
  await syncOutbox.bulkAdd([...texts, ...names].map((id) => ({ id })));
}

/** What lies between two places of the remote was sent from here: it need not be fetched. */
export async function passOver(from: string, to: string): Promise<void> {
  await library.transaction('rw', library.syncMeta, async () => {
    const row = await remoteState();
    if (row?.cursor === from && from !== to) await library.syncMeta.put({ ...row, cursor: to });
  });
}

/** Everything is fetched once more from the beginning: what is missing or damaged here comes back. */
export async function fetchAnew(): Promise<void> {
  await library.transaction('rw', [library.versions, ...syncTables()], async () => {
    const row = await remoteState();
    if (!row) return;
    const { cursor: _, ...rest } = row;
    await library.syncMeta.put(rest);
    const here = new Set(await library.versions.toCollection().primaryKeys());
    await library.syncStates
      .filter(({ id, has }) => has !== undefined && !here.has(bareName(id)))
      .modify({ has: undefined });
  });
}

const slice = 200;

/**
 * Enters what the library held before sync began, slice by slice; cut off anywhere, it goes on. `tell` hears how many clips
 * were entered.
 */
export async function enterLibrary(signal: AbortSignal, tell: (clips: number) => void): Promise<void> {
  // As in almost every round: then the library is not even locked for it.
  if ((await remoteState())?.enter === undefined) return;
  const breathe = inTurns();
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    await breathe();
    const entered = await enterSlice();
    if (entered === undefined) return;
    count += entered;
    tell(count);
  }
}

/** Gives how many clips it entered; nothing where all are. */
async function enterSlice(): Promise<number | undefined> {
  const { clips, versions, collections, assets } = library;
  return library.transaction('rw', [clips, versions, collections, assets, ...syncTables()], async () => {
    silence(Dexie.currentTransaction);
    const remote = await remoteState();
    const clock = await library.syncMeta.get('clock');
    if (remote?.enter === undefined || clock?.key !== 'clock') return undefined;
    const stamp = stamperOf(clock);
    const fresh: SyncStateRow[] = [];
    if (remote.enter === '') fresh.push(...(await freshCollections(stamp)));
    const rows = await clips.where('id').above(remote.enter).limit(slice).toArray();
    const all = await versions
      .where('clipId')
      .anyOf(rows.map(({ id }) => id))
      .toArray();
    fresh.push(...(await freshClips(rows, all, stamp)));
    await library.syncStates.bulkPut(fresh);
    const names = fresh.flatMap(({ id, has }) => (has ? [textName(has), id] : [id]));
    await library.syncOutbox.bulkAdd(names.map((id) => ({ id })));
    await noteBlobs(all);
    const { enter: _, ...rest } = remote;
    const last = rows.at(-1)?.id;
    await library.syncMeta.bulkPut([{ ...rest, ...(last !== undefined && { enter: last }) }, clock]);
    return last === undefined ? undefined : rows.length;
  });
}

async function freshCollections(stamp: Stamper): Promise<SyncStateRow[]> {
  const rows = await library.collections.toArray();
  const known = await library.syncStates.bulkGet(rows.map(({ id }) => collectionName(id)));
  return rows.flatMap((row, index) => {
    const body = known[index] ? undefined : changeFields('collection', undefined, { ...row }, () => stamp(0));
    return body ? [{ id: collectionName(row.id), rev: 1, body }] : [];
  });
}

async function freshClips(
  rows: readonly ClipSummary[],
  all: readonly VersionRow[],
  stamp: Stamper,
): Promise<SyncStateRow[]> {
  const knownClips = await library.syncStates.bulkGet(rows.map(({ id }) => clipName(id)));
  const knownVersions = new Set(
    (await library.syncStates.bulkGet(all.map(({ id }) => versionName(id)))).flatMap((row) => row?.id ?? []),
  );
  const byClip = Map.groupBy(all, ({ clipId }) => clipId);
  return rows.flatMap((row, index) => [
    ...freshVersions(byClip.get(row.id) ?? [], stamp).filter(({ id }) => !knownVersions.has(id)),
    ...(knownClips[index] ? [] : [freshClip(row.id, row, stamp)]),
  ]);
}

/** A mark that an older version has and a newer one has not was taken away, and does not come back by itself. */
function freshVersions(rows: readonly VersionRow[], stamp: Stamper): SyncStateRow[] {
  const older = new Set<string>();
  return rows
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .map((row) => {
      const own = new Set(row.record.highlights.map(({ id }) => id));
      const removed = [...older].filter((id) => !own.has(id));
      for (const id of own) older.add(id);
      return freshVersion(row, stamp, removed);
    });
}

async function noteBlobs(rows: readonly VersionRow[]): Promise<void> {
  const digests = [...new Set(rows.flatMap(({ record }) => digestsOf(record)))];
  if (digests.length === 0) return;
  const here = await library.assets.where('digest').anyOf(digests).primaryKeys();
  const known = await library.syncBlobs.bulkGet(here);
  await library.syncBlobs.bulkPut(
    here.flatMap((digest, index) => (known[index] ? [] : [{ digest, state: 'push' as const }])),
  );
}

/** How many words wait to be sent. */
export function outboxCount(): Promise<number> {
  return library.syncOutbox.count();
}

/** Whether anything is still to be sent. Of a long outbox it reads one row. */
export async function hasNews(): Promise<boolean> {
  return (await library.syncOutbox.limit(1).primaryKeys()).length > 0;
}

/** Clip ids among names of records. */
export function clipIdsIn(names: readonly string[]): ClipId[] {
  return names.flatMap((name) => (name.startsWith('clip/') ? [bareName(name)] : []));
}
