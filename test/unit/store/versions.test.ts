import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it, vi } from 'vitest';
import { storageFailure } from '../../../utils/background/storage-failure';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import { act } from '../../../utils/store/acts';
import { getRecord, getSummary, listDeleted, listSummaries, listVersions } from '../../../utils/store/clips';
import { isLibraryNewer, Library, library } from '../../../utils/store/db';
import { idOf } from '../clip/sample';
import { layDown, readDatabase, takeUp, writeDatabase } from './databases';

vi.mock('../../../utils/trust/errors', () => ({ noteError: () => undefined }));

/**
 * `test/database/vN.json` are libraries as each version of the schema kept them, filled by the code of that time: three
 * clips, one with two versions, one with a note and tags, one in the Trash, a picture, an import. A new version needs a
 * new one: `WRITE_DATABASE=1 npx vitest run test/unit/store/versions.test.ts` writes it (then `npm run format`).
 */
const current = new Library('only to be asked').verno;
const older = Array.from({ length: current - 1 }, (_, index) => index + 1);

it.runIf(process.env.WRITE_DATABASE)('a database of this version is kept for later', async () => {
  await layDown(readDatabase(current - 1), 'colophon');
  await library.open();
  library.close();
  writeDatabase(await takeUp('colophon'));
});

it.each([...older, current])(
  'a library of version %i has every clip, and nothing else of it is lost',
  async (version) => {
    const kept = readDatabase(version);
    expect(kept.version).toBe(version);
    await layDown(kept, 'colophon');
    await reopen();
    expect(library.verno).toBe(current);
    expect((await listSummaries()).map(({ id }) => id).toSorted()).toEqual([idOf(1), idOf(2)]);
    expect((await listDeleted()).map(({ id }) => id)).toEqual([idOf(3)]);
    for (const id of [1, 2, 3].map(idOf)) {
      const record = await getRecord(id);
      expect(record?.content.text).toContain('The river turned the wheels again.');
      expect(record && (await isUnchanged(record, ownHasher))).toBe(true);
    }
    expect(await listVersions(idOf(1))).toHaveLength(2);
    expect((await getRecord(idOf(1)))?.content.text).toContain('One more line.');
    expect(await getSummary(idOf(1))).toMatchObject({ withOld: 1 });
    expect(await getSummary(idOf(2))).toMatchObject({
      note: 'Ask Bo',
      ...(version > 2 && { tags: ['old', '潮'] }),
    });
    expect((await library.assets.get('sha256:11'))?.bytes.byteLength).toBe(4);
    for (const [table, rows] of Object.entries(kept.rows))
      expect(await library.table(table).count(), table).toBe(rows.length);
  },
);

it.each(older)(
  'a library of version %i whose migration was cut in the middle has all at the next opening',
  async (version) => {
    let cuts = 0;
    while (await wasCutAt(cuts, version)) cuts += 1;
    expect(cuts).toBeGreaterThan(version < 3 ? 3 : -1);
  },
);

/** Cuts the migration at its nth write: all is as before, and the next opening brings it to its end. */
async function wasCutAt(place: number, version: number): Promise<boolean> {
  await layDown(readDatabase(version), 'colophon');
  const before = await takeUp('colophon');
  if (!(await cutAt(place))) return false;
  expect(await takeUp('colophon')).toEqual(before);
  await reopen();
  expect(await getSummary(idOf(2))).toMatchObject({ note: 'Ask Bo' });
  expect(await library.versions.count()).toBe(4);
  library.close();
  return true;
}

it('a library of a newer version is left alone, and that is said', async () => {
  await layDown(readDatabase(current), 'colophon');
  const newer = new Dexie('colophon');
  newer
    .version(current + 1)
    .stores({ ...readDatabase(current).stores, clips: '&id, later', laterTable: '&id' });
  await newer.open();
  newer.close();
  const before = await takeUp('colophon');
  library.close();
  await library.open().catch(() => undefined);
  expect(isLibraryNewer()).toBe(true);
  const error = await act({ kind: 'note', clipIds: [idOf(1)], note: 'New' }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(storageFailure(error).error.code).toBe('library-newer');
  await expect(listSummaries()).rejects.toThrow();
  library.close();
  expect(await takeUp('colophon')).toEqual(before);
});

it('a page that still has the old version lets the new one in, and says so when it is asked again', async () => {
  await layDown(readDatabase(current), 'colophon');
  await reopen();
  expect(isLibraryNewer()).toBe(false);
  const newer = new Dexie('colophon');
  newer.version(current + 1).stores(readDatabase(current).stores);
  await newer.open(); // Not blocked: the open one has yielded.
  expect(newer.verno).toBe(current + 1);
  await expect(listSummaries()).rejects.toThrow();
  expect(isLibraryNewer()).toBe(true);
  newer.close();
});

async function reopen(): Promise<void> {
  library.close();
  await library.open();
}

/** Begins the migration and ends it after so many writes, as a browser that is killed does: all or nothing. */
async function cutAt(place: number): Promise<boolean> {
  const cut = new Library('colophon');
  let writes = 0;
  cut.use({
    stack: 'dbcore',
    name: 'cut',
    level: 20,
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (request) => {
            if (writes++ < place) return table.mutate(request);
            (request.trans as unknown as IDBTransaction).abort();
            return Promise.reject(new Error('ended'));
          },
        };
      },
    }),
  });
  const isCut = await cut.open().then(
    () => false,
    () => true,
  );
  cut.close();
  return isCut;
}
