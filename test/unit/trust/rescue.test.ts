import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, sampleDraft } from '../clip/sample';
import { kept, stubLocks, turns } from './lib/kept-browser';

vi.mock('../../../utils/platform/browser', async () => ({
  browser: (await import('./lib/kept-browser')).keptBrowser,
}));
stubLocks();

const { library } = await import('../../../utils/store/db');
const { act } = await import('../../../utils/store/acts');
const { saveDraft } = await import('../../../utils/store/save-draft');
const { keepLedger, readLedger } = await import('../../../utils/trust/ledger');
const { examineQuickly, examineWholly } = await import('../../../utils/trust/health');
const { rescueLibrary, resumeRescue } = await import('../../../utils/trust/rescue');

const count = 130;
/** Versions that the store cannot read: whoever asks for one gets nothing of what was asked for with it. */
const cannot = () => Promise.reject(new DOMException('Seek failure, unable to continue', 'UnknownError'));
let bad = new Set<string>();
/** Whether everything ends when the damaged database has been deleted. */
let isCutOff = false;
let stop: () => void;

beforeEach(async () => {
  bad = new Set();
  isCutOff = false;
  kept.clear();
  await library.delete();
  await library.open();
  stop = keepLedger();
  for (let at = 1; at <= count; at++)
    await saveDraft(
      sampleDraft({ id: idOf(at), url: `https://news.example/${at}`, text: `Words ${at}.` }),
      crypto.subtle,
    );
  await act({ kind: 'note', clipIds: [idOf(7)], note: 'of a person' });
  await new Promise((done) => setTimeout(done, 0));
  await turns.get('colophon-ledger');
  const { versions } = library;
  const { bulkGet, toCollection, where } = versions;
  vi.spyOn(versions, 'bulkGet').mockImplementation(((keys: string[]) =>
    keys.some((key) => bad.has(key)) ? cannot() : bulkGet.call(versions, keys)) as never);
  vi.spyOn(versions, 'toCollection').mockImplementation((() =>
    bad.size > 0 ? { primaryKeys: cannot } : toCollection.call(versions)) as never);
  const unreadable = { above: () => ({ limit: () => ({ primaryKeys: cannot }) }) };
  vi.spyOn(versions, 'where').mockImplementation(((index: string) =>
    bad.size > 0 && index === ':id' ? unreadable : where.call(versions, index as never)) as never);
  const remove = library.delete;
  vi.spyOn(library, 'delete').mockImplementation((async (how: never) => {
    bad = new Set();
    await remove.call(library, how);
    if (isCutOff) throw new Error('ended here');
  }) as never);
});

afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

describe('a library that cannot be read as a whole', () => {
  it('keeps every clip that can be read by itself, and tells which cannot', async () => {
    bad = new Set([idOf(5), idOf(60), idOf(61)]);
    expect((await examineQuickly()).unreadable).toBe(true);
    const health = await rescueLibrary();
    expect(health.unreadable).toBeUndefined();
    expect(health.missing.sort()).toEqual([idOf(5), idOf(60), idOf(61)].sort());
    expect(await library.versions.count()).toBe(count - 3);
    expect((await library.clips.get(idOf(7)))?.note).toBe('of a person');
    expect((await examineWholly())?.damaged).toEqual([]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('colophon-rescued');
    expect((await readLedger()).size).toBe(count);
  });

  it('keeps every collection that can be read by itself', async () => {
    for (const id of ['one', 'two', 'three']) await act({ kind: 'add-collection', id, name: id });
    await new Promise((done) => setTimeout(done, 0));
    await turns.get('colophon-ledger');
    const { collections } = library;
    const { bulkGet } = collections;
    const table = vi.spyOn(library, 'table');
    const damagedTable = {
      toArray: cannot,
      toCollection: () => ({ primaryKeys: cannot }),
      bulkGet: (keys: string[]) => (keys.includes('two') ? cannot() : bulkGet.call(collections, keys)),
    };
    const { table: tableOf } = Object.getPrototypeOf(Object.getPrototypeOf(library));
    table.mockImplementation(((name: string) =>
      name === 'collections' && bad.size > 0 ? damagedTable : tableOf.call(library, name)) as never);
    bad = new Set([idOf(5)]);
    const health = await rescueLibrary();
    expect(health.lostCollections).toEqual(['two']);
    expect((await library.collections.toArray()).map(({ id }) => id).sort()).toEqual(['one', 'three']);
  });

  it('goes on where it was cut off: nothing that was rescued is lost', async () => {
    bad = new Set([idOf(5)]);
    isCutOff = true;
    await expect(rescueLibrary()).rejects.toThrow('ended here');
    expect(await library.versions.count()).toBe(0);
    await resumeRescue();
    expect(await library.versions.count()).toBe(count - 1);
    expect((await examineQuickly()).missing).toEqual([idOf(5)]);
  });

  it('stays as it is where the rescue ended before it had all', async () => {
    bad = new Set([idOf(5)]);
    kept.set('rescue', { step: 'collecting' });
    await resumeRescue();
    expect((await examineQuickly()).unreadable).toBe(true);
    bad = new Set();
    expect(await library.versions.count()).toBe(count);
  });
});
