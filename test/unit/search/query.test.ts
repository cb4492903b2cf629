import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeQuery, type KnownValues } from '../../../utils/search/completion';
import { parseQuery, splitQuery } from '../../../utils/search/query';
import { OFFERED_KEYS } from '../../../utils/search/query-words';

const NOW = '2026-11-25T08:00:00Z';
const parse = (input: string) => parseQuery(input, NOW);
const shown = (input: string) => {
  const { text, filters, sort, notUnderstood } = parse(input);
  return {
    text: text.map(
      ({ kind, text, excluded }) => `${excluded ? '-' : ''}${kind === 'phrase' ? `"${text}"` : text}`,
    ),
    filters: filters.map(({ key, value, excluded }) => [excluded ? `-${key}` : key, value]),
    sort,
    odd: notUnderstood.map(({ text, reason }) => [text, reason]),
  };
};

describe('reading a query', () => {
  test('words, phrases, exclusions', () => {
    expect(shown('river "old bridge" -boat -"two words" 小镇 “特色小镇”').text).toEqual([
      'river',
      '"old bridge"',
      '-boat',
      '-"two words"',
      '小镇',
      '"特色小镇"',
    ]);
  });

  test('each filter', () => {
    const all =
      'tag:city tag:"two words" site:example.org author:陈立平 is:unread is:highlighted light:red has:note before:2025-01-01 after:30d lang:zh in:Reading sort:-title';
    expect(shown(all)).toEqual({
      text: [],
      filters: [
        ['tag', 'city'],
        ['tag', 'two words'],
        ['site', 'example.org'],
        ['author', '陈立平'],
        ['is', 'unread'],
        ['is', 'highlighted'],
        ['light', 'red'],
        ['has', 'note'],
        ['before', '2025-01-01'],
        ['after', '2026-10-26'],
        ['lang', 'zh'],
        ['in', 'Reading'],
      ],
      sort: { key: 'title', reversed: true },
      odd: [],
    });
  });

  test('Chinese names of filters, the wide colon, exclusion', () => {
    expect(shown('标签：城市 -作者:林小满 状态：未读 许可：红 排序：标题').filters).toEqual([
      ['tag', '城市'],
      ['-author', '林小满'],
      ['is', 'unread'],
      ['light', 'red'],
    ]);
  });

  test('what is not understood is listed; an unknown key is still searched', () => {
    const found = shown('light:purple before:soon is: foo:bar sort:smell river');
    expect(found.odd).toEqual([
      ['light:purple', 'unknown-value'],
      ['before:soon', 'bad-date'],
      ['is:', 'empty-value'],
      ['foo:bar', 'unknown-key'],
      ['sort:smell', 'unknown-value'],
    ]);
    expect(found.text).toEqual(['foo bar', 'river']);
  });

  test('addresses, times, sayings with a colon and lone signs are plain text', () => {
    const found = shown('https://a.example/x 12:30 专访：小镇 - — std::move Re: walk');
    expect(found.odd).toEqual([]);
    expect(found.filters).toEqual([]);
    expect(found.text).toEqual(['https://a.example/x', '12:30', '专访 小镇', 'std::move', 'Re ', 'walk']);
  });

  test.each([
    ['after:2025', '2025-01-01'],
    ['after:2025-02', '2025-02-01'],
    ['after:2025/2/3', '2025-02-03'],
    ['after:2025年2月3日', '2025-02-03'],
    ['after:today', '2026-11-25'],
    ['after:昨天', '2026-11-24'],
    ['after:2w', '2026-11-11'],
    ['after:1m', '2026-10-25'],
    ['after:9m', '2026-02-25'],
    ['after:1y', '2025-11-25'],
  ])('%s', (input, day) => {
    expect(parse(input).filters[0]?.value).toBe(day);
  });

  test.each(['after:2025-13', 'after:2025-02-30', 'after:30', 'after:99999y', 'after:-1d'])(
    'no date: %s',
    (input) => {
      expect(shown(input)).toMatchObject({ filters: [], odd: [[input, 'bad-date']] });
    },
  );

  test('the end of a long month goes back to the end of a short one', () => {
    expect(parseQuery('after:1m', '2026-03-31T00:00:00Z').filters[0]?.value).toBe('2026-02-28');
  });

  test('whatever is typed: no error, and each part knows its place', () => {
    const piece = fc.constantFrom(
      'tag:',
      '"',
      '“',
      '”',
      '-',
      ':',
      '：',
      ' ',
      'x',
      '林',
      'is:',
      'sort:',
      '2025',
      '「',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const input = pieces.join('');
        const query = parse(input);
        let at = 0;
        for (const part of splitQuery(input)) {
          expect(part.from).toBeGreaterThanOrEqual(at);
          expect(part.to).toBeGreaterThan(part.from);
          at = part.to;
        }
        expect(at).toBeLessThanOrEqual(input.length);
        for (const clause of query.text) expect(clause.text.trim()).not.toBe('');
      }),
    );
  });
});

describe('completion', () => {
  const known: KnownValues = {
    tag: ['city', 'slow reading', '城市'],
    site: ['The Example Times'],
    author: ['Ada Marlowe', '林小满'],
    lang: ['zh', 'en'],
    in: [],
  };
  /** `|` is the caret; gives what the input would become. */
  const offers = (typed: string) => {
    const caret = typed.indexOf('|');
    const input = typed.replace('|', '');
    return completeQuery(input, caret, known).map(
      ({ insert, from, to }) => input.slice(0, from) + insert + input.slice(to),
    );
  };

  test('keys for an empty field and for the beginning of a word', () => {
    expect(offers('|')).toHaveLength(OFFERED_KEYS.length);
    expect(offers('river ta|')).toEqual(['river tag:']);
    expect(offers('-au|')).toEqual(['-author:']);
    expect(offers('标|')).toEqual(['tag:', 'title:']);
    expect(offers('river|')).toEqual([]);
    expect(offers('"tag|')).toEqual([]);
  });

  test('values after a key, quoted where they need it', () => {
    expect(offers('tag:|')).toEqual(['tag:city ', 'tag:"slow reading" ', 'tag:城市 ']);
    expect(offers('tag:读|')).toEqual([]);
    expect(offers('-tag:read| x')).toEqual(['-tag:"slow reading"  x']);
    expect(offers('标签：城|')).toEqual(['标签：城市 ']);
    expect(offers('author:小|')).toEqual(['author:林小满 ']);
    expect(offers('is:un|')).toEqual(['is:unread ']);
    expect(offers('light:|')).toHaveLength(4);
  });

  test('what is offered is understood', () => {
    for (const key of OFFERED_KEYS) {
      for (const offer of offers(`${key}:|`)) expect(parse(offer).notUnderstood, offer).toEqual([]);
    }
  });
});
