import { describe, expect, test } from 'vitest';
import type { ClipFacts } from '../../../utils/model/clip';
import { facetsOf, ownFacetsOf, readTimeOf, type SearchFacts } from '../../../utils/search/facets';
import { changeOwnFacts } from '../../../utils/search/own-facts';
import { parseQuery } from '../../../utils/search/query';
import { countFacts, createBlockCache, searchIndex } from '../../../utils/search/search-index';
import { appendSegment, forgetDocuments, mergeOnce, prepareSegment } from '../../../utils/search/segments';
import { memoryValues } from './memory-values';

const NOW = '2026-11-25T08:00:00Z';

/** Each in a segment of its own; the title is also text. */
async function indexOfFacts(all: readonly SearchFacts[], own: readonly ClipFacts[] = []) {
  const values = memoryValues();
  for (const each of all) {
    const text = { title: each.title, names: '', notes: '', body: '' };
    const document = await appendSegment(values, prepareSegment([{ text, facets: facetsOf(each) }]));
    const said = own[document];
    const after = said ? ownFacetsOf(said) : [];
    await changeOwnFacts(values, [{ document, before: [], after, readAt: said && readTimeOf(said) }]);
  }
  return values;
}

async function find(values: ReturnType<typeof memoryValues>, typed: string, cache = createBlockCache(1e6)) {
  const outcome = await searchIndex(values, parseQuery(typed, NOW), { cache, collections: names });
  return outcome.kind === 'found' ? [...outcome.documents] : outcome.kind;
}

const facts: SearchFacts = {
  title: 'Städte am Fluss',
  siteName: 'The Example Times',
  host: 'times.example',
  authors: ['Ada Marlowe', '林小满'],
  language: 'zh-CN',
  light: 'red',
  savedAt: '2026-11-20T10:00:00Z',
  published: '2025-03',
  wordCount: 800,
  is: new Set(['highlighted'] as const),
  has: new Set(['highlight'] as const),
};
const own: ClipFacts = { tags: ['city/river', 'slow'], collections: ['c1'], note: 'Ask Bo' };
const names = new Map([['c1', 'Work/Essays']]);

describe('filtering', () => {
  test.each([
    ['tag:city', true],
    ['tag:city/river tag:slow', true],
    ['tag:cit', false],
    ['-tag:slow', false],
    ['site:example', true],
    ['site:other site:times.example', true],
    ['author:marlowe', true],
    ['author:小满', true],
    ['-author:小满', false],
    ['title:stadte', true],
    ['in:work', true],
    ['in:essays', false],
    ['lang:zh', true],
    ['lang:z', false],
    ['lang:en', false],
    ['light:red', true],
    ['light:green light:red', true],
    ['-light:red', false],
    ['is:unread is:highlighted', true],
    ['is:unread is:archived', false],
    ['has:note', true],
    ['has:image', false],
    ['before:2026-11-20', false],
    ['before:2026-11-21', true],
    ['after:2026-11-20', true],
    ['after:2026-11-21', false],
    ['after:7d', true],
    ['published:2025', true],
    ['published:2025-03-15', true],
    ['published:2025-04', false],
    ['', true],
  ])('%s → %s', async (input, expected) => {
    const values = await indexOfFacts([facts], [own]);
    expect(await find(values, input)).toEqual(expected ? [0] : []);
  });
});

describe('facts and words together', () => {
  const make = (title: string, more: Partial<SearchFacts> = {}): SearchFacts => ({
    ...facts,
    title,
    ...more,
  });

  test('a filter narrows what words find, and counts nothing for the order', async () => {
    const values = await indexOfFacts([
      make('river river river', { light: 'green' }),
      make('river bank', { light: 'red' }),
      make('hills', { light: 'red' }),
    ]);
    expect(await find(values, 'river')).toEqual([0, 1]);
    expect(await find(values, 'river light:red')).toEqual([1]);
    expect(await find(values, 'river -light:red')).toEqual([0]);
    expect(await find(values, 'light:red')).toEqual([2, 1]);
    await mergeOnce(values, { everything: true });
    expect(await find(values, 'river light:red')).toEqual([1]);
    expect(await find(values, 'light:red')).toEqual([2, 1]);
  });

  test('a fact is no word: its value is not found as text, but a tag is', async () => {
    const values = await indexOfFacts(
      [make('hills'), make('weir')],
      [{ tags: ['garden/磨坊'] }, { tags: [] }],
    );
    expect(await find(values, 'red')).toEqual([]);
    expect(await find(values, 'garden')).toEqual([0]);
    expect(await find(values, 'gar 磨坊')).toEqual([0]);
    expect(await find(values, 'hills garden')).toEqual([0]);
    expect(await find(values, 'weir garden')).toEqual([]);
    expect(await find(values, '-garden')).toEqual([1]);
  });

  test('what a person says of many clips changes in a few blocks, and outlives the merging of texts', async () => {
    const values = await indexOfFacts(Array.from({ length: 40 }, (_, at) => make(`hills ${at}`)));
    const written: string[] = [];
    const putMany = values.putMany.bind(values);
    values.putMany = async (entries) => {
      written.push(...entries.map(([key]) => key));
      return putMany(entries);
    };
    const read = ownFacetsOf({ tags: ['a'], readState: 'read' });
    await changeOwnFacts(
      values,
      Array.from({ length: 39 }, (_, document) => ({ document, before: [], after: read })),
    );
    // States, parts, one block of tags, and the number of the change.
    expect(written).toHaveLength(4);
    expect(await find(values, 'is:unread')).toEqual([39]);
    await forgetDocuments(values, [39, 2]);
    await mergeOnce(values, { everything: true });
    expect(await find(values, 'is:unread')).toEqual([]);
    expect(await find(values, 'is:read')).toHaveLength(38);
    // Nothing asked: all that are there, and none that a merge took out.
    expect(await find(values, '')).toHaveLength(38);
    expect(await find(values, '-tag:a')).toEqual([]);
    expect((await countFacts(values, 'is'))?.get('read')).toBe(38);
    await changeOwnFacts(values, [{ document: 0, before: read, after: [] }]);
    expect(await find(values, 'is:unread')).toEqual([0]);
    expect((await countFacts(values, 'tag'))?.get('a')).toBe(37);
  });

  test('sorting by the last reading: the last first, never read last', async () => {
    const said = ['2026-01-02T00:00:00Z', undefined, '2026-03-01T00:00:00Z'].map(
      (lastReadAt): ClipFacts => ({ tags: [], ...(lastReadAt && { lastReadAt }) }),
    );
    const values = await indexOfFacts([make('a'), make('b'), make('c')], said);
    expect(await find(values, 'sort:read')).toEqual([2, 0, 1]);
    expect(await find(values, 'sort:-read')).toEqual([0, 2, 1]);
  });

  test('the Trash is left out, or searched alone', async () => {
    const values = await indexOfFacts([make('a'), make('b')], [{ tags: [] }, { tags: [], deletedAt: NOW }]);
    const query = parseQuery('', NOW);
    const without = await searchIndex(values, query, { trash: 'without' });
    const only = await searchIndex(values, query, { trash: 'only' });
    expect([without, only]).toMatchObject(
      [{ documents: [0] }, { documents: [1] }].map(({ documents }) => ({
        documents: Uint32Array.from(documents),
      })),
    );
    expect(parseQuery('in:trash', NOW).filters).toMatchObject([{ key: 'is', value: 'trashed' }]);
  });

  test('sorting: newest first, A to Z, what is missing last either way', async () => {
    const values = await indexOfFacts([
      make('beta 10', { published: '2024', wordCount: 5, savedAt: '2026-01-03T00:00:00Z' }),
      make('alpha', { published: undefined, wordCount: 9, savedAt: '2026-01-01T00:00:00Z' }),
      make('beta 9', { published: '2025-01-01', wordCount: 7, savedAt: '2026-01-02T00:00:00Z' }),
    ]);
    const cache = createBlockCache(1e6);
    const orders = {
      '': [0, 2, 1],
      'sort:title': [1, 2, 0],
      'sort:-title': [0, 2, 1],
      'sort:published': [2, 0, 1],
      'sort:published-': [0, 2, 1],
      'sort:length': [1, 2, 0],
      'beta sort:saved': [0, 2],
      'sort:-saved': [1, 2, 0],
    };
    for (const [typed, order] of Object.entries(orders)) {
      expect(await find(values, typed, cache), typed).toEqual(order);
      expect(await find(values, typed, cache), `${typed} again`).toEqual(order);
    }
    await mergeOnce(values, { everything: true });
    for (const [typed, order] of Object.entries(orders))
      expect(await find(values, typed, cache), `${typed} merged`).toEqual(order);
  });

  test('values are counted, the most frequent first, without what was forgotten', async () => {
    const values = await indexOfFacts([
      make('a', { siteName: 'One' }),
      make('b', { siteName: '二' }),
      make('c', { siteName: '二' }),
      make('d', { siteName: 'Three' }),
    ]);
    await forgetDocuments(values, [3]);
    expect([...((await countFacts(values, 'site')) ?? [])]).toEqual([
      ['二', 2],
      ['One', 1],
    ]);
    const accept = (document: number) => document !== 1;
    expect((await countFacts(values, 'site', { accept }))?.get('二')).toBe(1);
    expect(await countFacts(memoryValues(), 'site')).toBeUndefined();
  });
});
