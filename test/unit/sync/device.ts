import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { canonicalJson } from '../../../utils/clip/canonical-json';
import type { Remote } from '../../../utils/sync/remote';
import type { MemoryServer } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;
let count = 0;

/** An installation of its own: its own database, its own modules. */
export async function makeDevice(server: MemoryServer, { on = true }: { on?: boolean } = {}) {
  Dexie.dependencies.indexedDB = new IDBFactory();
  vi.resetModules();
  const [
    db,
    saving,
    acts,
    clips,
    marks,
    edits,
    purge,
    enter,
    engine,
    revise,
    collections,
    assets,
    search,
    track,
    group,
  ] = await Promise.all([
    import('../../../utils/store/db'),
    import('../../../utils/store/save-draft'),
    import('../../../utils/store/acts'),
    import('../../../utils/store/clips'),
    import('../../../utils/store/marks'),
    import('../../../utils/store/edit-clip'),
    import('../../../utils/store/purge'),
    import('../../../utils/store/sync-enter'),
    import('../../../utils/store/sync-engine'),
    import('../../../utils/store/revise'),
    import('../../../utils/store/collections'),
    import('../../../utils/store/assets'),
    import('../../../utils/store/search-clips'),
    import('../../../utils/store/sync-track'),
    import('../../../utils/store/sync-group'),
  ]);
  const name = `device${String.fromCharCode(97 + (count++ % 26))}${count.toString(36)}`;
  let searches: Record<string, string> = {};
  const { library } = db;
  // At once: the next device takes the place of the databases.
  await library.open();
  const begin = () => enter.beginSync(name);
  if (on) await begin();
  return {
    name,
    library,
    ...saving,
    ...acts,
    ...clips,
    ...marks,
    ...edits,
    ...purge,
    ...enter,
    ...revise,
    ...collections,
    ...assets,
    ...search,
    ...group,
    silence: track.silence,
    begin,
    searches: () => searches,
    setSearches: (now: Record<string, string>) => {
      searches = now;
    },
    sync: (remote: Remote = server.remote(name), keep: 'all' | 'unread' | 'none' = 'all') =>
      engine.syncRound(remote, {
        keep,
        hasher,
        signal: new AbortController().signal,
        searches: {
          read: async () => searches,
          write: async (now) => {
            searches = now;
          },
        },
      }),
    /** All that a person has: byte for byte the same on two devices that have seen the same. */
    async state(): Promise<string[]> {
      const plain = (row: object) =>
        canonicalJson(
          Object.fromEntries(Object.entries(row).filter(([name]) => !['listed', 'trashed'].includes(name))),
        );
      return [
        ...(await library.clips.toArray()).map(plain),
        ...(await library.versions.toArray()).map(plain),
        ...(await library.collections.toArray()).map(plain),
        canonicalJson(searches),
      ];
    },
  };
}

export type Device = Awaited<ReturnType<typeof makeDevice>>;

/** Devices take turns until none has anything to tell. */
export async function comeTogether(devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const device of devices) await device.sync();
}
