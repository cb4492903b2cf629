import Dexie, { type IndexableType } from 'dexie';
import { readKept, writeKept } from '../platform/kept-values';
import {
  type AssetRow,
  digestsOf,
  isLibraryNewer,
  isSoundRow,
  Library,
  library,
  type VersionRow,
} from '../store/db';
import { silence } from '../store/sync-track';
import { examineQuickly, type Health } from './health';
import { readWhole } from './ledger';

/** A second database, in which what could be read waits until there is room again. */
const shelterName = 'colophon-rescued';
/** How far a rescue is, kept apart from both databases: whatever ends it, it is gone on with. */
const markKey = 'rescue';
type Mark = { step: 'collecting' | 'sheltered' } | null;

/** How many rows are read or written at once. */
const slice = 50;
/** What is of this device; the search index is made anew. */
const further = [
  'collections',
  'saves',
  'imports',
  'importSteps',
  'syncStates',
  'syncOutbox',
  'syncMeta',
  'syncTexts',
  'syncBlobs',
];

/**
 * For a library that cannot be read or written as a whole any more: whatever clip can still be read by itself goes into a
 * second database, the damaged one is deleted, and the clips come back into a new one. What could not be read stays in the
 * ledger, and so is told as missing. Rejects where the browser does not even make a new database; then nothing was
 * deleted, or what was rescued waits for the next time.
 */
export async function rescueLibrary(): Promise<Health> {
  if (isLibraryNewer()) throw new Error('The library is of a newer version.');
  await navigator.locks.request('colophon-rescue', async () => {
    if ((await mark()) === 'sheltered') return comeBack();
    await note({ step: 'collecting' });
    await Dexie.delete(shelterName);
    const shelter = new Library(shelterName);
    try {
      await collect(shelter);
    } finally {
      shelter.close();
    }
    await note({ step: 'sheltered' });
    await library.delete({ disableAutoOpen: false });
    await comeBack();
  });
  return examineQuickly();
}

/** Goes on with a rescue that was cut off; nothing where there is none. */
export async function resumeRescue(): Promise<void> {
  const step = await mark();
  if (step === 'sheltered') await rescueLibrary();
  else if (step === 'collecting') await note(null); // the library is still there, and its damage is told as before
}

async function mark(): Promise<'collecting' | 'sheltered' | undefined> {
  return ((await readKept([markKey]))[markKey] as Mark | undefined)?.step;
}

async function note(value: Mark): Promise<void> {
  await writeKept({ [markKey]: value });
}

async function collect(shelter: Library): Promise<void> {
  const ledger = await readWhole();
  const named = await attempt(() => library.versions.toCollection().primaryKeys());
  const ids = [...new Set([...ledger.versions.keys(), ...(named ?? [])])];
  for (let at = 0; at < ids.length; at += slice) {
    const versions = await readEach(ids.slice(at, at + slice), (keys) => library.versions.bulkGet(keys));
    const clipIds = [...new Set(versions.map(({ clipId }) => clipId))];
    const rows = await readEach(clipIds, (keys) => library.clips.bulkGet(keys));
    const clips = rows.filter(isSoundRow); // written again, one that is not would look as if it were
    const digests = [...new Set(versions.flatMap(({ record }) => digestsOf(record)))];
    const assets = await readEach(digests, (keys) => library.assets.bulkGet(keys));
    await put(shelter, { versions, clips, assets });
  }
  for (const name of further) {
    const known = name === 'collections' ? [...ledger.collections] : [];
    await put(shelter, { [name]: await readTable(name, known) });
  }
}

/** All rows of a table, or where they cannot be read together, each that can: of those whose keys are known or can be read. */
async function readTable(name: string, known: readonly IndexableType[]): Promise<unknown[]> {
  const table = library.table<unknown, IndexableType>(name);
  const rows = await attempt(() => table.toArray());
  if (rows) return rows;
  const named = await attempt(() => table.toCollection().primaryKeys());
  return readEach([...new Set([...known, ...(named ?? [])])], (keys) => table.bulkGet(keys));
}

/** The rows that can be read: all at once, or where one of them cannot be, each by itself. */
async function readEach<Key, Row>(
  keys: Key[],
  read: (keys: Key[]) => PromiseLike<(Row | undefined)[]>,
): Promise<Row[]> {
  const all = await attempt(() => read(keys));
  if (all) return all.filter((row): row is Row => row !== undefined);
  const rows: Row[] = [];
  for (const key of keys) {
    const [row] = (await attempt(() => read([key]))) ?? [];
    if (row) rows.push(row);
  }
  return rows;
}

/** What is read, or nothing. After a failure browsers close the database: it is opened again for the next one. */
async function attempt<T>(read: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    library.close({ disableAutoOpen: false });
    return undefined;
  }
}

/** From the second database into a new one. Cut off, it begins again: a row that is there already is put there once more. */
async function comeBack(): Promise<void> {
  const shelter = new Library(shelterName);
  try {
    for (const name of ['clips', 'assets', 'versions', ...further]) {
      const keys = await shelter.table(name).toCollection().primaryKeys();
      for (let at = 0; at < keys.length; at += slice) {
        const rows = await shelter.table(name).bulkGet(keys.slice(at, at + slice));
        await put(library, { [name]: rows });
      }
    }
    await shelter.delete();
  } finally {
    shelter.close();
  }
  await note(null);
}

/** Rows as they were: no device is told that anybody wrote them. */
async function put(
  into: Library,
  rows: { versions?: VersionRow[]; assets?: AssetRow[]; [table: string]: unknown[] | undefined },
): Promise<void> {
  const names = Object.keys(rows).filter((name) => rows[name]?.length);
  if (names.length === 0) return;
  await into.transaction('rw', names, async () => {
    silence(Dexie.currentTransaction);
    for (const name of names) await into.table(name).bulkPut(rows[name] ?? []);
  });
}
