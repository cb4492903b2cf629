import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IndexedDocument } from '../../../utils/search/indexed-document';
import { readManifest } from '../../../utils/search/manifest';
import { matchesText } from '../../../utils/search/match';
import { Block, BlockBuilder, DamagedBlock, eachPosting } from '../../../utils/search/postings-block';
import { parseQuery } from '../../../utils/search/query';
import { relaxQuery } from '../../../utils/search/relax';
import { createBlockCache, searchIndex } from '../../../utils/search/search-index';
import {
  appendSegment,
  clearIndex,
  forgetDocuments,
  mergeOnce,
  prepareSegment,
  prepareSegmentInTurns,
} from '../../../utils/search/segments';
import { BUCKETS, eachPresence, eachTerm, isWordOrPair } from '../../../utils/search/tokens';
import { memoryValues } from './memory-values';

const NOW = '2026-11-25T00:00:00Z';
const bodyOnly = (body: string): IndexedDocument => ({ text: { title: '', names: '', notes: '', body } });

async function indexOf(texts: readonly string[], sizes: readonly number[] = []) {
  const values = memoryValues();
  let at = 0;
  for (let turn = 0; at < texts.length; turn += 1) {
    const size = sizes[turn] ?? texts.length;
    const part = texts.slice(at, at + size);
    await appendSegment(values, prepareSegment(part.map(bodyOnly)));
    at += part.length;
  }
  return values;
}

async function find(values: ReturnType<typeof memoryValues>, typed: string) {
  const outcome = await searchIndex(values, parseQuery(typed, NOW));
  return outcome.kind === 'found' ? [...outcome.documents] : outcome.kind;
}

const han = fc.constantFrom(...'林小满陈一王二赵三河边镇灯亮起来了的是在有和人这中大为上个国');
const latin = fc.constantFrom(...'abcdeé');
const mark = fc.constantFrom('，', '。', ' ', '\n', '-', '“', '5', '𠀀', 'ｶ');
const text = fc.array(fc.oneof(han, han, latin, mark), { maxLength: 60 }).map((parts) => parts.join(''));

describe('what stands in a text is found', () => {
  test('every two-character word, wherever it was planted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        han,
        han,
        fc.nat(),
        fc.nat(),
        async (texts, a, b, which, where) => {
          const planted = which % texts.length;
          const host = texts[planted] ?? '';
          const at = where % (host.length + 1);
          // Not between the halves of a character.
          fc.pre(!/[\udc00-\udfff]/.test(host[at] ?? ''));
          const all = texts.with(planted, host.slice(0, at) + a + b + host.slice(at));
          const found = await find(await indexOf(all, [1, 3, 2]), a + b);
          expect(found).toContain(planted);
          const expected = all.flatMap((each, index) => (each.includes(a + b) ? [index] : []));
          expect([...found].sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 150 },
    );
  });

  test('every single character, also where it stands alone or last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), han, async (texts, wanted) => {
        const found = await find(await indexOf(texts, [2, 1]), wanted);
        const expected = texts.flatMap((each, index) => (each.includes(wanted) ? [index] : []));
        expect([...found].sort()).toEqual(expected.sort());
      }),
      { numRuns: 150 },
    );
  });

  test('every beginning of every word, without its accents', async () => {
    const words = ['Überraschung', 'straße', 'naïveté', 'e', 'Ελλάδα', 'ёлка', 'colophon2024', 'İzmir'];
    const values = await indexOf(words);
    for (const [index, word] of words.entries()) {
      const plain = word
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace('ß', 'ss');
      for (let size = 1; size <= plain.length; size += 1) {
        expect(await find(values, plain.slice(0, size)), plain.slice(0, size)).toContain(index);
        expect(await find(values, word), word).toContain(index);
      }
    }
  });

  test('full-width letters, half-width kana, rare characters', async () => {
    const values = await indexOf(['ＡＩ改变世界', 'ｶﾀｶﾅを読む', '𠀀𠀁是罕用字', '5G基站']);
    expect(await find(values, 'ai')).toEqual([0]);
    expect(await find(values, 'カタカナ')).toEqual([1]);
    expect(await find(values, '𠀀𠀁')).toEqual([2]);
    expect(await find(values, '𠀁')).toEqual([2]);
    expect(await find(values, '5g')).toEqual([3]);
    expect(await find(values, '5G基站')).toEqual([3]);
  });
});

describe('what is asked is kept to', () => {
  test('all words must stand, excluded ones must not', async () => {
    const values = await indexOf(['river bridge', 'river boat', 'the article', '小镇 river']);
    expect(await find(values, 'river bridge')).toEqual([0]);
    expect(((await find(values, 'river -bridge')) as number[]).sort()).toEqual([1, 3]);
    expect(await find(values, 'river -小镇 -boat')).toEqual([0]);
    expect(await find(values, 'riv 小镇')).toEqual([3]);
    expect(await find(values, 'art')).toEqual([2]);
    expect(await find(values, 'the -art')).toEqual([2]);
    expect(await find(values, 'no such words')).toEqual([]);
  });

  test('a quoted word is whole', async () => {
    const values = await indexOf(['art', 'article']);
    expect(await find(values, '"art"')).toEqual([0]);
  });

  test('phrases: the index finds candidates, the text decides', async () => {
    const texts = ['old bridge over the river', 'a bridge, old and long', '特色小镇', '小镇特色'];
    const values = await indexOf(texts);
    const query = parseQuery('"old bridge"', NOW);
    const outcome = await searchIndex(values, query);
    expect(outcome).toMatchObject({ kind: 'found', documents: { length: 2 }, needsCheck: true });
    expect(texts.filter((each) => matchesText(query, each))).toEqual([texts[0]]);
    const single = await searchIndex(values, parseQuery('"小镇"', NOW));
    expect(single).toMatchObject({ documents: { length: 2 }, needsCheck: false });
  });

  test('a run of three characters or more stands as typed, or is relaxed to its words', async () => {
    const texts = ['特色小镇的发展', '特色，色小，小镇', '小镇有特色', '河边'];
    const values = await indexOf(texts);
    const typed = parseQuery('特色小镇', NOW);
    const outcome = await searchIndex(values, typed);
    expect(outcome).toMatchObject({ documents: { length: 2 }, needsCheck: true });
    expect(texts.filter((each) => matchesText(typed, each))).toEqual([texts[0]]);
    const relaxed = relaxQuery(typed);
    expect(relaxed?.text.map((clause) => clause.text)).toEqual(['特色', '小镇']);
    expect(await searchIndex(values, relaxed ?? typed)).toMatchObject({
      documents: { length: 3 },
      needsCheck: false,
    });
    for (const plain of ['小镇', 'river bank', '"特色小镇"', '-特色小镇']) {
      expect(relaxQuery(parseQuery(plain, NOW)), plain).toBeUndefined();
    }
  });

  test('an excluded phrase takes nothing away before the text is checked', async () => {
    const texts = ['old bridge', 'bridge, old'];
    const query = parseQuery('bridge -"old bridge"', NOW);
    const outcome = await searchIndex(await indexOf(texts), query);
    expect(outcome).toMatchObject({ documents: { length: 2 }, needsCheck: true });
    expect(texts.filter((each) => matchesText(query, each))).toEqual([texts[1]]);
  });

  test('without words every document is given, newest first, as filters let through', async () => {
    const values = await indexOf(['a', 'b', 'c']);
    expect(await find(values, '')).toEqual([2, 1, 0]);
    const outcome = await searchIndex(values, { text: [] }, { accept: (document) => document < 2 });
    expect(outcome).toMatchObject({ documents: new Uint32Array([1, 0]) });
  });
});

describe('ranking', () => {
  test('title before body, whole word before its beginning, rare before common', async () => {
    const filler = 'common words that stand in each of these texts again and again '.repeat(5);
    const values = memoryValues();
    const documents: IndexedDocument[] = [
      bodyOnly(`${filler} lantern`),
      { text: { title: 'The lantern', names: '', notes: '', body: filler } },
      bodyOnly(`${filler} lanternfish lanternfish`),
    ];
    await appendSegment(values, prepareSegment(documents));
    expect(await find(values, 'lantern')).toEqual([1, 0, 2]);
  });

  test('equals stand newest first', async () => {
    expect(await find(await indexOf(['same', 'same', 'same']), 'same')).toEqual([2, 1, 0]);
  });
});

describe('packing', () => {
  /** Said once more, slowly: BM25 with fields, four bits each. */
  const impactsOf = ({ text, facets = [] }: IndexedDocument): Map<string, number> => {
    const weights = new Map<string, number>();
    let length = 0;
    for (const [field, weight] of [
      ['title', 5],
      ['names', 3],
      ['notes', 2],
      ['body', 1],
    ] as const)
      length += eachTerm(text[field], (term) => weights.set(term, (weights.get(term) ?? 0) + weight));
    const normal = 1.2 * (0.25 + (0.75 * length) / 600);
    const impacts = new Map<string, number>();
    for (const [term, weight] of weights) {
      if (isWordOrPair(term)) impacts.set(term, Math.max(1, Math.round((weight / (weight + normal)) * 15)));
      eachPresence(term, (presence) => impacts.set(presence, 1));
    }
    for (const facet of facets) impacts.set(facet, 1);
    return impacts;
  };
  const document = fc.record({
    text: fc.record({ title: text, names: text, notes: text, body: text }),
    facets: fc.array(fc.constantFrom('\u0002Ssite', '\u0002Len', '\u0003x', '\u0003x')),
  });

  test('each term has the documents that hold it, with the weight of each field', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 20 }), (documents) => {
        const wanted = new Map<string, [number, number][]>();
        documents.forEach((each, number) => {
          for (const [term, impact] of impactsOf(each))
            wanted.set(term, [...(wanted.get(term) ?? []), [number, impact]]);
        });
        const found: [string, [number, number][]][] = [];
        for (const block of prepareSegment(documents).blocks)
          for (const entry of new Block(block).entriesFrom()) {
            const list: [number, number][] = [];
            eachPosting(entry, (number, impact) => list.push([number, impact]));
            found.push([entry.term, list]);
          }
        expect(found).toEqual([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)));
      }),
    );
  });

  test('with breaks the same comes out, in as many blocks', async () => {
    const many = Array.from({ length: 520 }, (_, index) =>
      bodyOnly(`小镇${index} river ${index % 7} 河边的灯`),
    );
    let breaks = 0;
    const breathe = async () => {
      breaks += 1;
    };
    const slowly = await prepareSegmentInTurns(many, breathe);
    expect(slowly).toEqual(prepareSegment(many));
    expect(slowly.blocks.length).toBe(BUCKETS);
    expect(breaks).toBeGreaterThan(BUCKETS);
  });
});

describe('segments', () => {
  const content = async (values: ReturnType<typeof memoryValues>) => {
    const manifest = await readManifest(values);
    const lists = new Map<string, [number, number][]>();
    for (const segment of manifest?.segments ?? []) {
      for (const [key, bytes] of values.map) {
        if (!key.startsWith(segment.large ? `b:${segment.id}:` : `s:${segment.id}`)) continue;
        for (const entry of new Block(bytes).entriesFrom()) {
          const list = lists.get(entry.term) ?? [];
          eachPosting(entry, (document, impact) => list.push([segment.base + document, impact]));
          lists.set(
            entry.term,
            list.sort(([a], [b]) => a - b),
          );
        }
      }
    }
    return new Map([...lists].filter(([, list]) => list.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  test('merged segments hold what a rebuild would, whatever the order of saves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 }),
        async (texts, sizes) => {
          const grown = await indexOf(texts, sizes);
          while (await mergeOnce(grown));
          const rebuilt = await indexOf(texts);
          expect(await content(grown)).toEqual(await content(rebuilt));
          await mergeOnce(grown, { everything: true });
          expect(await content(grown)).toEqual(await content(rebuilt));
          expect((await readManifest(grown))?.segments.length).toBe(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('large segments too: small ones, single saves and bulk mixed', async () => {
    const texts = Array.from({ length: 1400 }, (_, index) => `小镇${index} river bank ${index % 7} 河边的灯`);
    const sizes = [600, ...Array<number>(100).fill(1), 700];
    const grown = await indexOf(texts, sizes);
    while (await mergeOnce(grown));
    await mergeOnce(grown, { everything: true });
    expect(await content(grown)).toEqual(await content(await indexOf(texts)));
    const found = (await find(grown, '河边 river 777')) as number[];
    expect(found).toEqual([777]);
    // One query reads few of the blocks.
    grown.reads.length = 0;
    await find(grown, '河边');
    // With the table of contents, the living, and whether anything is said of them.
    expect(grown.reads.length).toBeLessThan(7);
  });

  test('the number of segments stays small while single clips are saved', async () => {
    const values = memoryValues();
    for (let index = 0; index < 200; index += 1) {
      await appendSegment(values, prepareSegment([bodyOnly(`text ${index}`)]));
      while (await mergeOnce(values));
    }
    const segments = (await readManifest(values))?.segments ?? [];
    expect(segments.length).toBeLessThan(20);
    expect(segments.reduce((sum, segment) => sum + segment.span, 0)).toBe(200);
    // A block for each small one, and for each bucket of a large one; and what stands for all.
    const blocks = segments.reduce((sum, { large }) => sum + (large ? BUCKETS : 1), 0);
    expect(values.map.size).toBe(blocks + 2);
  });

  test('a forgotten document is never found, before and after a merge, and its number is not used again', async () => {
    const values = await indexOf(['小镇 one', '小镇 two', '小镇 three'], [1, 1, 1]);
    await forgetDocuments(values, [1, 1, 99]);
    expect(await find(values, '小镇')).toEqual([2, 0]);
    expect((await readManifest(values))?.live).toBe(2);
    await mergeOnce(values, { everything: true });
    expect(await find(values, '小镇')).toEqual([2, 0]);
    expect(await find(values, 'two')).toEqual([]);
    expect((await readManifest(values))?.forgotten).toEqual([]);
    expect(await appendSegment(values, prepareSegment([bodyOnly('new')]))).toBe(3);
  });

  test('a document forgotten during a merge stays forgotten', async () => {
    const values = await indexOf(['小镇 one', '小镇 two'], [1, 1]);
    const put = values.putMany;
    let done = false;
    values.putMany = async (entries) => {
      await put(entries);
      if (!done && entries.some(([key]) => key.startsWith('s:3'))) {
        done = true;
        await forgetDocuments(values, [0]);
      }
    };
    expect(await mergeOnce(values, { everything: true })).toBe(true);
    expect(done).toBe(true);
    expect(await find(values, '小镇')).toEqual([1]);
  });

  test('a merge cut off at any write leaves a whole index, and the next one clears up', async () => {
    const texts = Array.from({ length: 16 }, (_, index) => `小镇 number${index}`);
    for (let cut = 1; cut <= 4; cut += 1) {
      const values = await indexOf(texts, Array<number>(16).fill(1));
      const { putMany } = values;
      let writes = 0;
      values.putMany = async (entries) => {
        writes += 1;
        if (writes === cut) throw new Error('the worker ended');
        await putMany(entries);
      };
      await mergeOnce(values).catch(() => undefined);
      values.putMany = putMany;
      expect(await find(values, '小镇')).toHaveLength(16);
      while (await mergeOnce(values));
      expect(await find(values, '小镇')).toHaveLength(16);
      const segments = (await readManifest(values))?.segments ?? [];
      expect(values.map.size).toBe(segments.length + 2);
    }
  });

  test('clearing takes every block away', async () => {
    const values = await indexOf(Array.from({ length: 520 }, (_, index) => `t${index}`));
    expect(values.map.size).toBe(1026);
    await clearIndex(values);
    expect([...values.map.keys()]).toEqual(['manifest']);
    expect(await find(values, 't1')).toEqual([]);
  });
});

describe('a damaged index says so', () => {
  test('nothing there, an unreadable manifest, a missing or broken block', async () => {
    expect(await find(memoryValues(), 'x')).toBe('no-index');
    const damages: ((map: Map<string, Uint8Array>) => void)[] = [
      (map) => map.set('manifest', new Uint8Array([1, 2, 3])),
      (map) => map.delete('s:1'),
      (map) => map.set('s:1', new Uint8Array(3)),
      (map) => map.set('s:1', (map.get('s:1') ?? new Uint8Array()).slice(0, 40)),
    ];
    for (const damage of damages) {
      const values = await indexOf(['some text']);
      damage(values.map);
      expect(await find(values, 'text')).toBe('no-index');
    }
  });
});

describe('blocks', () => {
  test('every term of a block is found again with its postings', () => {
    const term = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    const list = fc.uniqueArray(fc.nat(1_000_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.dictionary(term, list, { noNullPrototype: false }), (lists) => {
        const builder = new BlockBuilder();
        const terms = Object.keys(lists).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        for (const each of terms) {
          for (const document of [...(lists[each] ?? [])].sort((a, b) => a - b)) {
            builder.posting(document, 1 + (document % 15));
          }
          builder.endTerm(each);
        }
        const block = new Block(builder.build());
        expect([...block.entriesFrom()].map((entry) => entry.term)).toEqual(terms);
        for (const each of terms) {
          const found: number[] = [];
          const entry = block.find(each);
          expect(entry).toBeDefined();
          if (entry) {
            eachPosting(entry, (document, impact) => {
              expect(impact).toBe(1 + (document % 15));
              found.push(document);
            });
          }
          expect(found).toEqual([...(lists[each] ?? [])].sort((a, b) => a - b));
          const prefix = each.slice(0, 2);
          expect([...block.startingWith(prefix)].map((entry) => entry.term)).toEqual(
            terms.filter((other) => other.startsWith(prefix)),
          );
        }
        expect(block.find('no such term\uffff')).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  test('bytes that are no block are refused', () => {
    expect(() => new Block(new Uint8Array(100))).toThrow(DamagedBlock);
  });
});

test('a cache spares reading and keeps to its size', async () => {
  const values = await indexOf(['river one', 'river two'], [1, 1]);
  const cache = createBlockCache(1_000_000);
  const options = { cache };
  await searchIndex(values, parseQuery('river sort:saved', NOW), options);
  values.reads.length = 0;
  await searchIndex(values, parseQuery('two sort:saved', NOW), options);
  expect(values.reads).toEqual(['manifest', 'live', 'f:revision']);
  const small = createBlockCache(100);
  small.set('a', new Uint8Array(20));
  for (const key of 'bcdef') small.set(key, new Uint8Array(20));
  expect(small.get('a')).toBeUndefined();
  expect(small.get('f')).toBeDefined();
  small.set('huge', new Uint8Array(90));
  expect(small.get('huge')).toBeUndefined();
});
