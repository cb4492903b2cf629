import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import { parseQuery } from '../../../utils/search/query';
import { act } from '../../../utils/store/acts';
import { getAsset, putAsset } from '../../../utils/store/assets';
import { getRecord, listDeleted, listSummaries, listVersions } from '../../../utils/store/clips';
import { library } from '../../../utils/store/db';
import { markImagesDone } from '../../../utils/store/image-jobs';
import { emptyTrash, sweepImages, tendTrash } from '../../../utils/store/purge';
import { reviseRecord } from '../../../utils/store/revise';
import { saveDraft, undoSave } from '../../../utils/store/save-draft';
import { searchClips } from '../../../utils/store/search-clips';
import { free, previewFreeing, type StorageFigures, storageFigures } from '../../../utils/store/storage';
import { idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;

beforeEach(async () => {
  await library.delete();
  await library.open();
});

afterEach(() => vi.restoreAllMocks());

/** A clip whose one image is kept under a digest. */
async function clip(
  number: number,
  digest: string,
  change: { at?: string; url?: string; text?: string } = {},
) {
  const { url = `https://a.example/${number}`, ...rest } = change;
  await saveDraft(sampleDraft({ id: idOf(number), url, ...rest }), hasher);
  await putAsset({ digest, bytes: new ArrayBuffer(1_000), type: 'image/png' });
  await reviseRecord(
    idOf(number),
    (record) => ({ ...record, images: record.images.map((image) => ({ ...image, digest })) }),
    hasher,
  );
  await markImagesDone(idOf(number));
}

const keptImages = () => library.assets.toCollection().primaryKeys();

it('room is told about, before all versions were looked at', async () => {
  await clip(1, 'sha256:1');
  const [row, version] = [await library.clips.get(idOf(1)), await library.versions.get(idOf(1))];
  if (!row || !version) throw new Error('Nothing was saved');
  const ids = Array.from({ length: 2_500 }, (_, number) => idOf(number + 10));
  await library.versions.bulkPut(ids.map((id) => ({ ...version, id, clipId: id })));
  await library.clips.bulkPut(ids.map((id) => ({ ...row, id, versionId: id })));
  const told: StorageFigures[] = [];
  const figures = await storageFigures((about) => told.push(about));
  expect(told).toHaveLength(1);
  expect(told[0]?.kinds.texts).toBeCloseTo(figures.kinds.texts, 0);
  expect(told[0]?.kinds).toMatchObject({ images: 1_000, index: figures.kinds.index });
});

describe('what may be freed', () => {
  it('is told without going through the versions that stay', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await clip(number, `sha256:${number}`);
    await clip(7, 'sha256:7', {
      url: 'https://a.example/1',
      text: 'Changed since.',
      at: '2026-04-01T00:00:00Z',
    });
    await act({ kind: 'trash', clipIds: [idOf(2)], on: true });
    const steps = vi.spyOn(IDBCursor.prototype, 'continue');
    const all = (await library.versions.where('[id+size]').above(Dexie.minKey).keys()) as never as [
      string,
      number,
    ][];
    const sizes = new Map(all);
    const walked = steps.mock.calls.length;
    steps.mockClear();
    expect(await previewFreeing('old-versions')).toEqual({ items: 1, bytes: sizes.get(idOf(1)) });
    expect(await previewFreeing('trash')).toEqual({ items: 1, bytes: sizes.get(idOf(2)) });
    expect(steps.mock.calls.length).toBeLessThan(walked);
  });
});

describe('the Trash', () => {
  it('is emptied for good, with texts, images, index and what would bring them back', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:2');
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true });
    expect(await previewFreeing('trash')).toMatchObject({ items: 1 });
    expect(await emptyTrash()).toBe(1);
    expect(await listDeleted()).toEqual([]);
    expect(await getRecord(idOf(1))).toBeUndefined();
    expect(await keptImages()).toEqual(['sha256:2']);
    expect(await library.saves.where('clipId').equals(idOf(1)).count()).toBe(0);
    const found = await searchClips(parseQuery('river', ''), { inTrash: false, locale: 'en' });
    expect(found?.total).toBe(1);
  });

  it('lets go of what has lain in it for thirty days, and of nothing else', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:2');
    await clip(3, 'sha256:2');
    await act({ kind: 'trash', clipIds: [idOf(1), idOf(2)], on: true }, '2026-01-01T00:00:00.000Z');
    await act({ kind: 'trash', clipIds: [idOf(2)], on: false });
    await act({ kind: 'trash', clipIds: [idOf(2)], on: true }, '2026-01-15T00:00:00.000Z');
    await tendTrash('2026-01-30T23:59:59.000Z');
    expect(await listDeleted()).toHaveLength(2);
    await tendTrash('2026-01-31T00:00:01.000Z');
    expect((await listDeleted()).map(({ id }) => id)).toEqual([idOf(2)]);
    expect(await listSummaries()).toHaveLength(1);
    expect(await keptImages()).toEqual(['sha256:2']);
  });

  it('gives up only clips that lie in it', async () => {
    await clip(1, 'sha256:1');
    expect(await emptyTrash([idOf(1), idOf(9)])).toBe(0);
    expect(await listSummaries()).toHaveLength(1);
  });
});

describe('bytes that nobody shows', () => {
  it('go after a clip was undone, but not while images are being fetched', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:2');
    await undoSave(idOf(1), '2026-03-05T00:00:00.000Z');
    await library.imageJobs.put({ versionId: idOf(2) });
    expect(await sweepImages()).toBe(0);
    await markImagesDone(idOf(2));
    expect(await sweepImages()).toBe(1);
    expect(await keptImages()).toEqual(['sha256:2']);
    expect(await getAsset('sha256:2')).toBeDefined();
  });
});

describe('room', () => {
  it('is told by kind', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:1', {
      url: 'https://a.example/1',
      text: 'Other words.',
      at: '2026-04-01T00:00:00.000Z',
    });
    const { kinds } = await storageFigures();
    expect(kinds.images).toBe(1_000);
    expect(kinds.index).toBeGreaterThan(100);
    expect(kinds.texts).toBeGreaterThan(100);
    expect(kinds.versions).toBeGreaterThan(100);
  });

  it('is made by giving up old versions, and the newest stays', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:2', {
      url: 'https://a.example/1',
      text: 'Other words.',
      at: '2026-04-01T00:00:00.000Z',
    });
    const preview = await previewFreeing('old-versions');
    expect(preview).toMatchObject({ items: 1 });
    expect(preview.bytes).toBeGreaterThan(100);
    await free('old-versions');
    expect(await listVersions(idOf(1))).toHaveLength(1);
    expect((await getRecord(idOf(1)))?.content.text).toBe('Other words.');
    expect(await listSummaries()).toMatchObject([{ versionCount: 1 }]);
    expect(await keptImages()).toEqual(['sha256:2']);
    expect(await previewFreeing('old-versions')).toEqual({ items: 0, bytes: 0 });
  });

  it('is made by giving up images that only archived clips show; the clip says so, and stays sealed', async () => {
    await clip(1, 'sha256:1');
    await clip(2, 'sha256:2');
    await clip(3, 'sha256:2');
    await act({ kind: 'archive', clipIds: [idOf(1), idOf(2)], on: true });
    expect(await previewFreeing('archived-images')).toEqual({ items: 1, bytes: 1_000 });
    await free('archived-images');
    expect(await keptImages()).toEqual(['sha256:2']);
    const record = await getRecord(idOf(1));
    expect(record?.images).toMatchObject([{ failure: 'freed' }]);
    expect(record?.images[0]?.digest).toBeUndefined();
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
    expect((await getRecord(idOf(2)))?.images[0]?.digest).toBe('sha256:2');
  });
});
