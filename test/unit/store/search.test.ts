import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { liveQuery, type WhereClause } from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipId, Highlight } from '../../../utils/model/clip';
import { parseQuery } from '../../../utils/search/query';
import { act } from '../../../utils/store/acts';
import { library } from '../../../utils/store/db';
import { editNewest } from '../../../utils/store/edit-clip';
import { putMark, removeMark } from '../../../utils/store/marks';
import { emptyTrash } from '../../../utils/store/purge';
import { saveDraft, undoSave } from '../../../utils/store/save-draft';
import {
  countClips,
  countClipsBy,
  firstPages,
  listPages,
  readKnownValues,
  readPassages,
  searchClips,
} from '../../../utils/store/search-clips';
import { dropIndex, fillIndex, indexState } from '../../../utils/store/search-index';
import { idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;
const now = '2026-11-25T08:00:00Z';

beforeEach(async () => {
  await library.delete();
  await library.open();
});

afterEach(() => vi.restoreAllMocks());

async function save(number: number, text: string, at = `2026-03-0${number}T00:00:00.000Z`) {
  await saveDraft(sampleDraft({ id: idOf(number), url: `https://news.example/${number}`, text, at }), hasher);
}

/** So many copies of one clip, each with its number and time. */
async function saveMany(count: number, at: (number: number) => string): Promise<void> {
  await save(1, 'Herons.', at(1));
  const [row, version] = [await library.clips.get(idOf(1)), await library.versions.get(idOf(1))];
  if (!row || !version) throw new Error('Nothing was saved');
  const numbers = Array.from({ length: count - 1 }, (_, index) => index + 2);
  await library.versions.bulkPut(
    numbers.map((number) => ({ ...version, id: idOf(number), clipId: idOf(number) })),
  );
  await library.clips.bulkPut(
    numbers.map((number) => ({
      ...row,
      id: idOf(number),
      versionId: idOf(number),
      clippedAt: at(number),
      pageKey: `news.example/${number}`,
    })),
  );
  await fillIndex();
}

/** The numbers of the clips that a search shows, in order. */
async function find(typed: string, inTrash = false): Promise<number[] | undefined> {
  const found = await searchClips(parseQuery(typed, now), { inTrash, locale: 'en' });
  const rows = await found?.read(0, found.total);
  return rows?.map(({ id }) => Number(id.slice(-12)));
}

function markOf(exact: string, body?: string): Highlight {
  return {
    id: 'm1',
    motivation: 'highlighting',
    created: now,
    target: {
      source: 'https://news.example/1',
      selector: [
        { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: 0, end: exact.length },
      ],
    },
    ...(body && { body }),
  };
}

describe('a search follows the library', () => {
  it('finds a saved clip by two Chinese characters, by the beginning of a word, and not when it was undone', async () => {
    await save(1, '杭州的特色小镇在河边。');
    await save(2, 'Lanterns along the canal.');
    expect(await find('小镇')).toEqual([1]);
    expect(await find('lant')).toEqual([2]);
    await undoSave(idOf(2), now);
    expect(await find('lant')).toEqual([]);
    expect(await find('小镇')).toEqual([1]);
  });

  it('finds the text of the newest version, and the one before when that is undone', async () => {
    await save(1, 'A heron on the weir.');
    const again = sampleDraft({
      id: idOf(2),
      url: 'https://news.example/1',
      text: 'A kingfisher instead.',
      at: now,
    });
    await saveDraft(again, hasher);
    expect([await find('heron'), await find('kingfisher')]).toEqual([[], [1]]);
    expect(await find('has:versions')).toEqual([1]);
    await undoSave(idOf(2), now);
    expect([await find('heron'), await find('kingfisher')]).toEqual([[1], []]);
    expect(await find('has:versions')).toEqual([]);
  });

  it('finds marks and their notes as long as they are there', async () => {
    await save(1, 'A heron on the weir.');
    await putMark(idOf(1), markOf('heron', '要查证的数字'), hasher);
    expect(await find('查证')).toEqual([1]);
    expect(await find('is:highlighted has:note')).toEqual([1]);
    await removeMark(idOf(1), 'm1', hasher);
    expect(await find('查证')).toEqual([]);
    expect(await find('is:highlighted')).toEqual([]);
  });

  it('finds tags and corrected facts', async () => {
    await save(1, 'A heron on the weir.');
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds/water'] });
    expect(await find('tag:birds')).toEqual([1]);
    await editNewest(
      idOf(1),
      (record) => ({
        ...record,
        source: {
          ...record.source,
          title: { ...record.source.title, value: 'Grey patience', status: 'user' },
        },
      }),
      hasher,
    );
    expect(await find('patience')).toEqual([1]);
    expect(await find('tag:birds')).toEqual([1]);
  });

  it('finds what lies in the Trash only there', async () => {
    await save(1, 'A heron on the weir.');
    await save(2, 'A heron in the reeds.');
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true }, now);
    expect([await find('heron'), await find('heron', true), await find('heron is:trashed')]).toEqual([
      [2],
      [1],
      [1],
    ]);
    await act({ kind: 'trash', clipIds: [idOf(1)], on: false });
    expect(await find('heron sort:saved')).toEqual([2, 1]);
  });

  it('writes clip and index together or not at all', async () => {
    await save(1, 'A heron on the weir.');
    vi.spyOn(library.searchDocs, 'bulkAdd').mockRejectedValueOnce(new Error('the power went'));
    await expect(save(2, 'A heron in the reeds.')).rejects.toThrow('the power went');
    expect(await library.clips.count()).toBe(1);
    expect(await find('heron')).toEqual([1]);
    expect(await indexState()).toEqual({ indexed: 1, of: 1 });
  });
});

describe('what the index only thinks likely is checked', () => {
  it('a run of three characters and a phrase stand as they were typed', async () => {
    await save(1, '小镇河边很静。');
    await save(2, '小镇的镇河边。');
    expect(await find('小镇河')).toEqual([1]);
    await save(3, 'the old bridge');
    await save(4, 'the bridge is old');
    expect(await find('"old bridge"')).toEqual([3]);
  });

  it('where nothing holds a run, the words in it are searched apart, and it is said so', async () => {
    await save(1, '杭州有许多小镇，发展很快。');
    const found = await searchClips(parseQuery('杭州小镇发展', now), { inTrash: false, locale: 'zh' });
    expect(found).toMatchObject({ total: 1, relaxed: true });
  });
});

describe('rows of results', () => {
  it('show the passage with its marks', async () => {
    await save(
      1,
      `${'The river went its way. '.repeat(30)}Then a heron stood on the weir. ${'And so on. '.repeat(30)}`,
    );
    const passages = await readPassages(await library.clips.toArray(), parseQuery('heron', now));
    const { passage = [] } = passages.get(idOf(1)) ?? {};
    expect(passage.find(({ mark }) => mark)?.text).toBe('heron');
    expect(passage.map(({ text }) => text).join('')).toMatch(/^….*stood on the weir.*…$/);
  });

  it('show how the text begins where only a tag or the title was found, which stand in the row', async () => {
    await save(1, 'The river went its way.');
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['heronry'] });
    const passages = await readPassages(await library.clips.toArray(), parseQuery('heronry', now));
    const start = [{ text: 'The river went its way.', mark: false }];
    expect(passages.get(idOf(1))?.passage).toEqual(start);
    const { title = '' } = (await library.clips.get(idOf(1))) ?? {};
    const titled = await readPassages(await library.clips.toArray(), parseQuery(`"${title}"`, now));
    expect(titled.get(idOf(1))?.passage).toEqual(start);
  });

  it('begin with rows that are read before all are counted', async () => {
    for (const number of [1, 2, 3]) await save(number, `Text ${number} of the heron.`);
    const { total, isPartial, first = [] } = await firstPages(false);
    expect([total, isPartial, first.map(({ id }) => id)]).toEqual([3, true, [idOf(3), idOf(2), idOf(1)]]);
    expect(await firstPages(true)).toMatchObject({ total: 0, first: [] });
  });

  it('are read page by page, in the order of the list', async () => {
    for (const number of [1, 2, 3, 4, 5]) await save(number, `Text ${number} of the heron.`);
    await act({ kind: 'trash', clipIds: [idOf(3)], on: true }, now);
    const pages = await listPages({ inTrash: false });
    expect(pages.total).toBe(4);
    expect((await pages.read(1, 3)).map(({ id }) => id)).toEqual([idOf(4), idOf(2)]);
    expect(await pages.placeOf(idOf(2))).toBe(2);
    expect(await pages.placeOf(idOf(3))).toBe(-1);
    const found = await searchClips(parseQuery('heron sort:-saved', now), { inTrash: false, locale: 'en' });
    expect((await found?.read(2, 9))?.map(({ id }) => id)).toEqual([idOf(4), idOf(5)]);
    expect(await found?.placeOf(idOf(4))).toBe(2);
  });

  it('are read from any place at once, also where many were saved in one second, and without the index', async () => {
    // Within one second the ids decide; some seconds hold one, some very many.
    const at = (number: number) =>
      new Date(Date.UTC(2026, 2, 1) + (number < 100 ? number % 7 : number * 900)).toISOString();
    await saveMany(260, at);
    await act({ kind: 'trash', clipIds: [idOf(50), idOf(200)], on: true }, now);
    const all = await library.clips.orderBy('listed').primaryKeys();
    const walks = vi.spyOn(IDBCursor.prototype, 'advance');
    const look = async (): Promise<void> => {
      const pages = await listPages({ inTrash: false });
      for (const from of [200, 0, 251, 90, 161, 100, 250]) {
        expect((await pages.read(from, from + 9)).map(({ id }) => id)).toEqual(all.slice(from, from + 9));
        expect(await pages.ids(from, from + 9)).toEqual(all.slice(from, from + 9));
      }
      for (const place of [0, 120, 160, 165, 257])
        expect(await pages.placeOf(all[place] as ClipId)).toBe(place);
      expect(await pages.read(300, 309)).toEqual([]);
    };
    await look();
    expect(walks.mock.calls.map(([steps]) => steps).filter((steps) => steps > 150)).toEqual([]);
    await dropIndex();
    await look();
    walks.mockRestore();
  });

  it('are read anew when one of them changes, wherever they stand', async () => {
    await saveMany(120, (number) => new Date(Date.UTC(2026, 2, 1) + number * 1000).toISOString());
    const pages = await listPages({ inTrash: false });
    await pages.read(100, 103);
    const seen: string[][] = [];
    const rows = liveQuery(async () => pages.read(110, 113));
    const subscription = rows.subscribe((some) => seen.push(some.map(({ tags }) => tags.join())));
    await expect.poll(() => seen).toEqual([['', '', '']]);
    await act({ kind: 'tag', clipIds: [idOf(9)], add: ['weir'] });
    await expect.poll(() => seen.at(-1)).toEqual(['', 'weir', '']);
    subscription.unsubscribe();
  });

  it('are counted by site and light, and complete what is typed', async () => {
    await save(1, 'One.');
    await save(2, 'Two.');
    await act({ kind: 'trash', clipIds: [idOf(2)], on: true }, now);
    expect([...(await countClipsBy('light'))]).toEqual([['red', 1]]);
    expect(await readKnownValues()).toMatchObject({ site: ['News Example'], author: ['Ada Marlowe'] });
  });
});

describe('the index made anew', () => {
  it('finds all again when it was missing', async () => {
    for (const number of [1, 2, 3]) await save(number, `Heron ${number}.`);
    await dropIndex();
    expect(await indexState()).toEqual({ indexed: 0, of: 3 });
    await fillIndex();
    expect(await indexState()).toEqual({ indexed: 3, of: 3 });
    expect(await find('heron sort:saved')).toEqual([3, 2, 1]);
  });

  it('says that there is none, and a save while it is made is not indexed twice', async () => {
    for (const number of [1, 2, 3]) await save(number, `Heron ${number}.`);
    await library.searchBlocks.clear();
    expect(await find('heron')).toBeUndefined();
    await save(4, 'Heron 4.');
    await fillIndex();
    expect(await find('heron sort:saved')).toEqual([4, 3, 2, 1]);
    expect(await library.searchDocs.count()).toBe(4);
  });

  it('is kept where a clip is saved while it is compared with the library', async () => {
    for (const number of [1, 2, 3]) await save(number, `Heron ${number}.`);
    await fillIndex();
    const where = library.searchDocs.where.bind(library.searchDocs) as (index: string) => WhereClause;
    vi.spyOn(library.searchDocs, 'where').mockImplementationOnce(((index: string) => ({
      above: (last: never) => ({
        limit: (most: number) => ({
          primaryKeys: async () => {
            await save(4, 'Heron 4.');
            return where(index).above(last).limit(most).primaryKeys();
          },
        }),
      }),
    })) as never);
    const clear = vi.spyOn(library.searchDocs, 'clear');
    await fillIndex();
    expect(clear).not.toHaveBeenCalled();
    expect(await find('heron sort:saved')).toEqual([4, 3, 2, 1]);
  });

  it('tells how many clips there are without counting them, whatever becomes of them', async () => {
    for (const number of [1, 2, 3, 4]) await save(number, `Heron ${number}.`);
    await fillIndex();
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
    const counted = async (): Promise<number[]> => {
      const { all, trash } = await countClips();
      expect((await listPages({ inTrash: false })).total).toBe(all);
      expect(await indexState()).toEqual({ indexed: all + trash, of: all + trash });
      return [all, trash];
    };
    expect(await counted()).toEqual([4, 0]);
    await save(5, 'Heron 5.');
    await save(5, 'Heron 5, and more.');
    expect(await counted()).toEqual([5, 0]);
    await act({ kind: 'trash', clipIds: [idOf(1), idOf(2)], on: true }, now);
    expect(await counted()).toEqual([3, 2]);
    await emptyTrash([idOf(1)]);
    await undoSave(idOf(4), now);
    expect(await counted()).toEqual([2, 1]);
    expect(read.mock.instances.filter((store) => (store as IDBObjectStore).name === 'clips')).toEqual([]);
    expect(await library.clips.count()).toBe(3);
  });

  it('counts no clip that vanished, once they are compared', async () => {
    for (const number of [1, 2, 3]) await save(number, `Heron ${number}.`);
    await fillIndex();
    await library.clips.delete(idOf(2));
    await fillIndex({ trusting: true });
    expect(await countClips()).toEqual({ all: 3, trash: 0 });
    await fillIndex();
    expect(await countClips()).toEqual({ all: 2, trash: 0 });
    expect([...(await countClipsBy('light'))]).toEqual([['red', 2]]);
  });

  it('goes on where it was stopped, and forgets what is gone', async () => {
    for (const number of [1, 2, 3]) await save(number, `Heron ${number}.`);
    await dropIndex();
    await fillIndex({ signal: AbortSignal.abort() });
    expect(await indexState()).toMatchObject({ indexed: 0 });
    await fillIndex();
    await library.clips.delete(idOf(2));
    await fillIndex();
    expect(await find('heron sort:saved')).toEqual([3, 1]);
    expect(await library.searchDocs.count()).toBe(2);
  });
});
