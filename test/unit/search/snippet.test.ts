import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldWithMap } from '../../../utils/search/fold';
import { matchesText } from '../../../utils/search/match';
import { parseQuery } from '../../../utils/search/query';
import { makeSnippet, markAll, type SnippetPart } from '../../../utils/search/snippet';

const NOW = '2026-11-25T00:00:00Z';
const query = (typed: string) => parseQuery(typed, NOW);
const written = (parts: readonly SnippetPart[]) =>
  parts.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');

describe('folding', () => {
  test('case, width, accents; kana voicing and Chinese stay', () => {
    expect(fold('ＡＢＣ Éß  Ñandú\n林小满 がか')).toBe('abc ess nandu 林小满 がか');
  });

  test('each folded unit knows where it comes from', () => {
    const text = 'Aß é林';
    const { folded, starts } = foldWithMap(text);
    expect(folded).toBe('ass e林');
    expect([...starts]).toEqual([0, 1, 1, 2, 3, 4, 5]);
  });
});

describe('matching a text', () => {
  test.each([
    ['riv', 'The river', true],
    ['iver', 'The river', false],
    ['小镇', '特色小镇多', true],
    ['"old bridge"', 'the old, bridge', true],
    ['"old bridge"', 'the old bridges', false],
    ['"old bridge"', 'bold bridge', false],
    ['"5G基站"', '新的 5G 基站', true],
    ['river -boat', 'river and boats', true],
    ['river -boat', 'river and boat', false],
    ['-"old bridge"', 'old bridge', false],
    ['strasse', 'Die Straße', true],
    ['cafe', 'CAFÉ', true],
    ['river', '在river边', true],
  ])('%s in %s: %s', (typed, text, expected) => {
    expect(matchesText(query(typed), text)).toBe(expected);
  });
});

describe('snippets', () => {
  const long = `${'Nothing to see in this sentence. '.repeat(20)}Then Ada Marlowe crossed the old bridge over the river, and everyone looked. ${'More of the same follows here. '.repeat(20)}`;

  test('the passage with most of the words, cut at a sentence, matches marked', () => {
    expect(written(makeSnippet(long, query('bridge river'), 90))).toBe(
      '…Then Ada Marlowe crossed the old [bridge] over the [river], and everyone looked. More of the…',
    );
  });

  test('Chinese', () => {
    const text = `${'这里没有什么可看的内容。'.repeat(20)}林小满走过河边的小镇，灯亮了起来，大家都停下来看。${'后面还是一样的内容。'.repeat(20)}`;
    expect(written(makeSnippet(text, query('小镇 灯'), 60))).toBe(
      '…林小满走过河边的[小镇]，[灯]亮了起来，大家都停下来看…',
    );
  });

  test('without a match the beginning is shown', () => {
    expect(written(makeSnippet(long, query('absent'), 40))).toBe('Nothing to see in this sentence.…');
    expect(written(makeSnippet('short', query('is:unread')))).toBe('short');
    expect(makeSnippet('', query('x'))).toEqual([]);
  });

  test('titles are marked whole; neighbours and overlaps join', () => {
    expect(written(markAll('杭州特色小镇的灯', query('特色 色小 小镇')))).toBe('杭州[特色小镇]的灯');
    expect(written(markAll('Über den Fluss', query('uber flu')))).toBe('[Über] den [Flu]ss');
  });

  test('whatever the text and the query: the parts are the text, nothing broken', () => {
    const piece = fc.constantFrom('ab', 'c ', '林', '小镇', '。', ' ', '🙂', 'É', '\n', 'ß', '-', '𠀀');
    const some = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        some,
        fc.array(piece, { maxLength: 4 }),
        fc.integer({ min: 5, max: 60 }),
        (text, typed, length) => {
          const parts = makeSnippet(text, query(typed.join('')), length);
          const whole = parts
            .map((part) => part.text)
            .join('')
            .replace(/^…|…$/g, '');
          expect(text.replace(/\s+/g, ' ')).toContain(whole.replace(/\s+/g, ' ').trim());
          expect(whole.isWellFormed()).toBe(true);
          for (const part of parts) expect(part.text).not.toBe('');
          expect(whole.length).toBeLessThanOrEqual(length + 60);
        },
      ),
      { numRuns: 500 },
    );
  });
});
