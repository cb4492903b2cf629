import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../utils/clip/fingerprint';
import type { ClipId, ClipRecord, ClipSummary } from '../../../utils/model/clip';
import { chanceOf } from '../../torture/lib/chance.mjs';
import { idOf, sampleDraft } from '../clip/sample';
import { kept, keptBrowser, stubLocks, turns } from './lib/kept-browser';

vi.mock('../../../utils/platform/browser', async () => ({
  browser: (await import('./lib/kept-browser')).keptBrowser,
}));
stubLocks();

const { announceVersions, isIndexSound, library, onComingVersions } = await import('../../../utils/store/db');
const { act, undoAct } = await import('../../../utils/store/acts');
const { emptyTrash } = await import('../../../utils/store/purge');
const { saveDraft, undoSave } = await import('../../../utils/store/save-draft');
const { countClips, countClipsBy } = await import('../../../utils/store/search-clips');
const { fillIndex } = await import('../../../utils/store/search-index');
const { remakeIndex } = await import('../../../utils/store/tend-index');
const { reviseRecord } = await import('../../../utils/store/revise');
const { keepLedger, readLedger, readWhole } = await import('../../../utils/trust/ledger');
const {
  acceptLoss,
  countFound,
  examineQuickly,
  examineWhenTornAway,
  examineWholly,
  isSound,
  lastHealth,
  setAside,
} = await import('../../../utils/trust/health');

const count = 12;
let stop: () => void;

async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 0));
  await turns.get('colophon-ledger');
}

beforeEach(async () => {
  kept.clear();
  await library.delete();
  await library.open();
  stop = keepLedger();
  for (let at = 0; at < count; at++) {
    const draft = sampleDraft({
      id: idOf(at + 1),
      url: `https://news.example/${at}`,
      text: `Words ${at}.\nMore.`,
    });
    const bytes = new TextEncoder().encode(`picture ${at}`).buffer as ArrayBuffer;
    const digest = await sha256(bytes, crypto.subtle);
    await library.assets.put({ digest, bytes, type: 'image/png' });
    await saveDraft({ ...draft, images: draft.images.map((image) => ({ ...image, digest })) }, crypto.subtle);
  }
  await vi.waitFor(async () => expect((await readLedger()).size).toBe(count));
});

afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

describe('a library that the browser closes by itself', () => {
  it('is examined again at once: what is opened next may be empty', async () => {
    await examineQuickly();
    const leave = examineWhenTornAway();
    // As Chromium does it: the whole store goes, with whoever has it open, when one block of it cannot be read.
    const torn = library.backendDB();
    await new Promise((done) => {
      torn.transaction('versions', 'readwrite').objectStore('versions').clear().onsuccess = done;
    });
    forceCloseDatabase(torn as unknown as Parameters<typeof forceCloseDatabase>[0]);
    await vi.waitFor(async () => expect((await lastHealth())?.missing).toHaveLength(count));
    leave();
  });

  it('is not examined where it is closed by the extension itself, as in a rescue', async () => {
    const { at } = await examineQuickly(undefined, () => new Date(0));
    const leave = examineWhenTornAway();
    library.close({ disableAutoOpen: false });
    await library.open();
    await settled();
    expect((await lastHealth())?.at).toBe(at);
    leave();
  });
});

describe('a library that nothing happened to', () => {
  it('is sound', async () => {
    const health = await examineWholly();
    expect(health && isSound(health)).toBe(true);
    expect(health?.versions).toBe(count);
  });

  it('is sound after an undo, and after a save before the ledger was told', async () => {
    await undoSave(idOf(3), '2026-03-05T00:00:00Z');
    await settled();
    expect((await readLedger()).size).toBe(count - 1);
    stop();
    await saveDraft(sampleDraft({ id: idOf(50), url: 'https://news.example/50' }), crypto.subtle);
    expect(isSound(await examineQuickly())).toBe(true);
    expect((await readLedger()).has(idOf(50))).toBe(true);
  });
});

describe('a quick look', () => {
  it('reads neither the ledger nor the keys in one go: a page does nothing else meanwhile', async () => {
    const get = vi.spyOn(keptBrowser.storage.local, 'get');
    const keys = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
    let rests = 0;
    await examineQuickly(async () => {
      rests += 1;
    });
    expect(Math.max(...get.mock.calls.map(([asked]) => asked.length))).toBe(1);
    const ofVersions = keys.mock.instances.flatMap((store, at) =>
      (store as IDBObjectStore).name === 'versions' ? [keys.mock.calls[at]] : [],
    );
    expect(ofVersions.length).toBeGreaterThan(0);
    for (const call of ofVersions) expect(mostOf(call)).toBeLessThan(10_000);
    expect(rests).toBeGreaterThan(50);
  });

  it('takes nothing for lost that was taken away while it looked', async () => {
    let looked = 0;
    const health = await examineQuickly(async () => {
      looked += 1;
      // After the last shard, before the keys are read.
      if (looked !== 64) return;
      await undoSave(idOf(3), '2026-03-05T00:00:00Z');
      await settled();
    });
    expect(health.versions).toBe(count - 1);
    expect(health.missing).toEqual([]);
  });
});

/** How many keys are asked for at the most. */
function mostOf([range, most]: unknown[] = []): number {
  return most !== undefined
    ? Number(most)
    : ((range as { count?: number } | undefined)?.count ?? Number.POSITIVE_INFINITY);
}

describe('where all ended after a change and before the ledger was told', () => {
  const erase = async (id: ClipId): Promise<void> => {
    await library.clips.update(id, { deletedAt: '2026-03-05T00:00:00Z' });
    await emptyTrash([id]);
  };

  it.each<[string, () => Promise<unknown>]>([
    ['an undo', () => undoSave(idOf(4), '2026-03-05T00:00:00Z')],
    ['a clip erased for good', () => erase(idOf(4))],
    ['a damaged one that was set aside', () => setAside([idOf(4)])],
  ])('%s is no loss', async (_, change) => {
    await endedAfter(change);
    const health = await examineWholly();
    expect(health).toMatchObject({ missing: [], damaged: [], versions: count - 1 });
    expect((await readLedger()).has(idOf(4))).toBe(false);
  });

  const shelve = (id: string, name: string) => act({ kind: 'add-collection', id, name });

  it.each<[string, () => Promise<unknown>]>([
    ['that was removed', () => act({ kind: 'remove-collection', id: 'one' })],
    ['that was joined with another', () => act({ kind: 'merge-collections', from: 'one', into: 'other' })],
  ])('a collection %s is no loss', async (_, change) => {
    await shelve('one', 'Rivers');
    await shelve('other', 'Waters');
    await endedAfter(change);
    expect(await examineQuickly()).toMatchObject({ lostCollections: [] });
    expect([...(await readWhole()).collections]).toEqual(['other']);
  });

  it('a collection whose making was taken back is no loss', async () => {
    const made = await shelve('one', 'Rivers');
    await endedAfter(() => undoAct(made));
    expect(await examineQuickly()).toMatchObject({ lostCollections: [] });
    expect((await readWhole()).collections.size).toBe(0);
  });

  it('a collection that the ledger was not told of is entered', async () => {
    await endedAfter(() => shelve('one', 'Rivers'));
    expect(await examineQuickly()).toMatchObject({ lostCollections: [] });
    expect([...(await readWhole()).collections]).toEqual(['one']);
  });

  it('a change that was taken back is no damage', async () => {
    const before = (await library.versions.get(idOf(4)))?.record;
    await reviseRecord(idOf(4), (now) => ({ ...now, tags: ['for a moment'] }), crypto.subtle);
    await settled();
    await endedAfter(() => reviseRecord(idOf(4), () => before as ClipRecord, crypto.subtle));
    expect(await examineWholly()).toMatchObject({ missing: [], damaged: [] });
  });

  it('what was to be erased, was not, and is lost later, is told', async () => {
    await announceVersions({ gone: [idOf(4)] }); // ended before it began
    expect(await examineQuickly()).toMatchObject({ missing: [], versions: count });
    stop();
    await library.versions.delete(idOf(4));
    expect((await examineQuickly()).missing).toEqual([idOf(4)]);
  });
});

/** Does something, and puts the ledger back to what it was before: what was announced stays. */
async function endedAfter(change: () => Promise<unknown>): Promise<void> {
  await settled();
  const before = new Map(kept);
  let announced: unknown;
  const stopListening = onComingVersions(async () => {
    await turns.get('colophon-ledger');
    announced = kept.get('ledger-coming');
  });
  await change();
  await settled();
  stopListening();
  kept.clear();
  for (const [key, value] of before) kept.set(key, value);
  kept.set('ledger-coming', announced);
}

it('a version that is ahead of the ledger is sound: the worker ended before it was entered', async () => {
  stop();
  await reviseRecord(idOf(2), (now) => ({ ...now, tags: ['ahead'] }), crypto.subtle);
  const health = await examineWholly();
  expect(health && isSound(health)).toBe(true);
});

describe('damage', () => {
  it('an empty database is told, and is not believed', async () => {
    await library.delete();
    await library.open();
    expect((await examineQuickly()).missing).toHaveLength(count);
    expect((await readLedger()).size).toBe(count);
  });

  it('of 20 kinds, none is silent, and what is good stays', async () => {
    const chance = chanceOf(5);
    for (let turn = 0; turn < 20; turn++) {
      const at = Math.floor(chance() * count);
      const id = idOf(at + 1);
      stop(); // damage comes from below, where no ledger hears it
      const undo = await damage(turn, id);
      const health = await examineWholly();
      expect([turn, health && isSound(health)]).toEqual([turn, false]);
      const found = [...(health?.missing ?? []), ...(health?.damaged ?? []), ...(health?.pictures ?? [])];
      expect([turn, found.length]).toEqual([turn, 1]);
      await undo();
      stop = keepLedger();
      const after = await examineWholly();
      expect([turn, after && isSound(after)]).toEqual([turn, true]);
    }
  });

  it('set aside makes room for a whole copy and leaves the other clips', async () => {
    const row = await library.versions.get(idOf(2));
    if (!row) throw new Error('no row');
    stop();
    await library.versions.put({
      ...row,
      record: { ...row.record, content: { ...row.record.content, text: 'torn' } },
    });
    stop = keepLedger();
    const health = await examineWholly();
    expect(health?.damaged).toEqual([idOf(2)]);
    const aside = await setAside(health?.damaged ?? []);
    expect(aside.clips).toEqual([idOf(2)]);
    expect(aside.rows).toHaveLength(1);
    expect(await library.clips.count()).toBe(count - 1);
    await settled();
    expect((await readLedger()).size).toBe(count - 1);
  });

  it('set aside, a damaged picture makes room for its bytes, and is given as a file', async () => {
    const digest = (await library.assets.toCollection().primaryKeys())[0];
    if (!digest) throw new Error('no picture');
    stop();
    await library.assets.update(digest, { bytes: new TextEncoder().encode('torn').buffer as ArrayBuffer });
    stop = keepLedger();
    const health = await examineWholly();
    expect(health?.pictures).toEqual([digest]);
    const { rows } = await setAside([], health?.pictures);
    expect(rows).toEqual([{ digest, type: 'image/png', bytes: btoa('torn') }]);
    expect(await library.assets.get(digest)).toBeUndefined();
    expect(await library.clips.count()).toBe(count);
  });

  it('of a collection is told and makes room; of the search index is mended', async () => {
    await library.collections.put({ id: 'shelf', name: 'Rivers', order: 1 });
    expect(await library.collections.get('shelf')).toEqual({ id: 'shelf', name: 'Rivers', order: 1 });
    expect((await examineWholly())?.collections).toEqual([]);
    await rawly('collections', (row) => ({ ...row, name: 'Rivets' }));
    const health = await examineWholly();
    expect(health?.collections).toEqual(['shelf']);
    expect(health && isSound(health)).toBe(false);
    expect((await setAside([])).rows).toEqual([{ id: 'shelf', name: 'Rivets', order: 1 }]);
    expect(await library.collections.count()).toBe(0);

    await remakeIndex();
    await rawly('searchBlocks', (row) => {
      const bytes = new Uint8Array(row.bytes as Uint8Array);
      return { ...row, bytes: bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)) };
    });
    expect(await isIndexSound()).toBe(false);
    expect((await examineWholly())?.damaged).toEqual([]);
    await vi.waitFor(async () => expect(await isIndexSound()).toBe(true));
  });

  it('a note that is gone because the store fell back is told, though the row is whole in itself', async () => {
    const before = await library.clips.get(idOf(3));
    await act({ kind: 'note', clipIds: [idOf(3)], note: 'of a person' });
    await settled();
    expect(await examineWholly()).toMatchObject({ damaged: [] });
    stop();
    await library.clips.put(before as ClipSummary);
    stop = keepLedger();
    expect(await examineWholly()).toMatchObject({ missing: [], damaged: [idOf(3)] });
  });

  it('a note that the ledger was not told of is none', async () => {
    await endedAfter(() => act({ kind: 'note', clipIds: [idOf(3)], note: 'of a person' }));
    expect(await examineWholly()).toMatchObject({ missing: [], damaged: [] });
  });

  it('many changes at once, and clips that are gone since, are none', async () => {
    const clipIds = Array.from({ length: count }, (_, at) => idOf(at + 1));
    const done = await act({ kind: 'tag', clipIds, add: ['river'] });
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true });
    await emptyTrash([idOf(1)]);
    await undoAct(done);
    await settled();
    expect(await examineWholly()).toMatchObject({ missing: [], damaged: [] });
  });

  it('what is told as lost is not counted any more beside the list', async () => {
    await fillIndex();
    stop();
    await library.versions.delete(idOf(5));
    await library.clips.delete(idOf(5));
    stop = keepLedger();
    expect((await examineQuickly()).missing).toEqual([idOf(5)]);
    await expect.poll(async () => (await countClips()).all, { timeout: 20_000 }).toBe(count - 1);
    expect((await countClipsBy('light')).get('red')).toBe(count - 1);
  });

  it('a collection that vanished alone is told at the first look, until the person does without', async () => {
    await act({ kind: 'add-collection', id: 'shelf', name: 'Rivers' });
    await settled();
    stop();
    await library.collections.delete('shelf');
    stop = keepLedger();
    const health = await examineQuickly();
    expect(health).toMatchObject({ missing: [], lostCollections: ['shelf'] });
    expect(isSound(health)).toBe(false);
    expect(countFound(health)).toBe(1);
    await acceptLoss();
    expect(isSound(await examineQuickly())).toBe(true);
  });

  it('is told no more once the person does without', async () => {
    stop();
    await library.versions.delete(idOf(5));
    stop = keepLedger();
    expect((await examineQuickly()).missing).toEqual([idOf(5)]);
    await acceptLoss();
    expect(isSound(await examineQuickly())).toBe(true);
  });
});

/** Damages one clip as a broken disk would, and gives what mends it. */
async function damage(kind: number, id: string): Promise<() => Promise<unknown>> {
  const row = await library.versions.get(id);
  if (!row) throw new Error('no row');
  const { content, source } = row.record;
  const digest = row.record.images[0]?.digest ?? '';
  const asset = await library.assets.get(digest);
  if (!asset) throw new Error('no asset');
  const mendRow = () => library.versions.put(row);
  const mendAsset = () => library.assets.put(asset);
  const write = async (record: unknown) => {
    await library.versions.put({ ...row, record: record as typeof row.record });
    return mendRow;
  };
  const flip = (text: string, at: number) =>
    text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);
  switch (kind % 10) {
    case 0:
      await library.versions.delete(id);
      return mendRow;
    case 1:
      return write({ ...row.record, content: { ...content, text: flip(content.text, 3) } });
    case 2:
      return write({ ...row.record, content: { ...content, html: content.html.slice(0, -9) } });
    case 3:
      return write({ ...row.record, source: { ...source, creators: [] } });
    case 4:
      return write({ ...row.record, integrity: { ...row.record.integrity, record: 'sha256:00' } });
    case 5: {
      // An older state that is whole in itself: a log that lost its end.
      stop = keepLedger();
      await reviseRecord(id, (now) => ({ ...now, edits: [], tags: [`newer ${kind}`] }), crypto.subtle);
      await settled();
      stop();
      const newer = await library.versions.get(id);
      await library.versions.put(row);
      return () => library.versions.put(newer ?? row);
    }
    case 6:
      await library.assets.delete(digest);
      return mendAsset;
    case 7:
      await library.assets.put({ ...asset, bytes: new Uint8Array([1, 2, 3]).buffer });
      return mendAsset;
    case 8:
      return write({ ...row.record, content: { html: '', text: '' } });
    default:
      return write({ ...row.record, id: idOf(99) });
  }
}

/** Changes the first row of a table as damage does: past all that the library does when it writes. */
function rawly(table: string, change: (row: Record<string, unknown>) => unknown): Promise<void> {
  return library.transaction(
    'rw',
    library.table(table),
    ({ idbtrans }) =>
      new Dexie.Promise<void>((resolve, reject) => {
        const request = idbtrans.objectStore(table).openCursor();
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result?.update(change(request.result.value));
          resolve();
        };
      }),
  );
}
