import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { library } from '../../../utils/store/db';
import { countRows } from '../../../utils/store/key-portions';

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
