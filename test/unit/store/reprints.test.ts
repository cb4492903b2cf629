import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { act } from '../../../utils/store/acts';
import { library } from '../../../utils/store/db';
import { reprintsOf } from '../../../utils/store/reprints';
import { saveDraft } from '../../../utils/store/save-draft';
import { fillIndex } from '../../../utils/store/search-index';
import { idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;

beforeEach(async () => {
  await library.delete();
  await library.open();
});

const places = '镇上的老渡口在河东，磨坊在河西，每天清晨船工林小满把第一批客人送过河去'.split('');
/** Sentences that belong to one article and no other. */
const article = (seed: number): string =>
  Array.from({ length: 12 }, (_, line) =>
    Array.from(
      { length: 24 },
      (_, at) => places[(seed * 31 + line * 7 + at * (seed + 3)) % places.length],
    ).join(''),
  ).join('。\n');

async function clip(number: number, url: string, text: string, title?: string, at?: string): Promise<void> {
  const draft = sampleDraft({ id: idOf(number), url, text, at });
  await saveDraft({ ...draft, content: { ...draft.content, ...(title && { title }) } }, hasher);
}

it('finds the same text on other sites, the first seen first, and says where the headline differs', async () => {
  const text = article(5);
  await clip(1, 'https://one.example/a', text, '老渡口的末班船', '2026-03-04T00:00:00.000Z');
  await clip(2, 'https://two.example/b', `本网讯\n${text}`, '“老渡口”的末班船', '2026-03-02T00:00:00.000Z');
  await clip(3, 'https://three.example/c', text.slice(0, -30), '末班船停航了', '2026-03-03T00:00:00.000Z');
  await clip(4, 'https://four.example/d', article(11));
  await clip(5, 'https://five.example/e', 'Too short to tell.');
  const found = await reprintsOf(idOf(1));
  expect(
    found.map(({ clip: { id }, firstSeen, headlineChanged }) => [id, firstSeen, headlineChanged]),
  ).toEqual([
    [idOf(2), '2026-03-02T00:00:00.000Z', false],
    [idOf(3), '2026-03-03T00:00:00.000Z', true],
  ]);
  await act({ kind: 'trash', clipIds: [idOf(3)], on: true });
  expect(await reprintsOf(idOf(1))).toHaveLength(1);
  expect(await reprintsOf(idOf(4))).toEqual([]);
  expect(await reprintsOf(idOf(5))).toEqual([]);
  expect(await reprintsOf(idOf(9))).toEqual([]);
  // An index that was made anew finds them again.
  await library.searchBlocks.clear();
  expect(await reprintsOf(idOf(1))).toEqual([]);
  await fillIndex();
  expect(await reprintsOf(idOf(1))).toHaveLength(1);
});
