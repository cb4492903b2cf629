import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { library } from '../../../utils/store/db';
import { countRows } from '../../../utils/store/key-portions';

afterEach(() => vi.restoreAllMocks());

it('rows are counted by portions, whatever their keys are', async () => {
  expect(await countRows(library.searchDocs)).toBe(0);
  const docs = Array.from({ length: 12_003 }, (_, doc) => ({ doc, clipId: `clip ${doc}` }));
  await library.searchDocs.bulkAdd(docs);
  expect(await countRows(library.searchDocs)).toBe(12_003);
  await library.searchDocs.where('doc').aboveOrEqual(10_000).delete();
  expect(await countRows(library.searchDocs)).toBe(10_000);
  await library.collections.bulkPut(['', 'a', '河'].map((id, order) => ({ id, name: id, order })));
  expect(await countRows(library.collections)).toBe(3);
});

it('keys come in a few answers, not one by one', async () => {
  await library.searchDocs.clear();
  await library.searchDocs.bulkAdd(
    Array.from({ length: 5_000 }, (_, doc) => ({ doc, clipId: `clip ${doc}` })),
  );
  const answers = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
  const cursors = vi.spyOn(IDBObjectStore.prototype, 'openKeyCursor');
  expect(await countRows(library.searchDocs)).toBe(5_000);
  expect(cursors).not.toHaveBeenCalled();
  expect(answers.mock.calls.length).toBeLessThan(5);
});
