import { describe, expect, test } from 'vitest';
import { citeKey, citeKeys } from '../../../utils/cite/cite-keys';
import { toCsl } from '../../../utils/cite/csl';
import { isoDate, longDate, mlaDate, toCslDate } from '../../../utils/cite/dates';
import { fullName, initials, sortName, splitLatinName, toCslName } from '../../../utils/cite/names';
import { citeFormats, findCiteFormat } from '../../../utils/cite/registry';
import { author, clip, everyRecord, inferred, stated } from '../../cite/records';

describe('a clip as CSL-JSON', () => {
  test('the republished sample is a web page that notes where it first stood', () => {
    expect(toCsl(everyRecord.sample)).toEqual({
      id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      type: 'webpage',
      title: '河边小镇的灯“亮起来”了',
      'original-title': '河边小镇亮灯记',
      'original-publisher': '示例日报',
      'container-title': '示例门户',
      author: [{ family: '陈', given: '立平' }],
      issued: { 'date-parts': [[2024, 5, 20]] },
      accessed: { 'date-parts': [[2026, 11, 25]] },
      URL: 'https://news.example/2024/0520/123.html',
      language: 'zh-CN',
      note: '原标题: 河边小镇亮灯记; 原载《示例日报》(据页面署名推断); 图: 李忠; 页面声明: 声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-••••••••,广告合作:025-••••••••。',
      custom: {
        clip: 'urn:uuid:00000000-0000-4000-8000-000000000001',
        domain: 'news.example',
        notice:
          '声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-••••••••,广告合作:025-••••••••。',
        originInferred: true,
        photographers: ['李忠'],
        digest: 'sha256:0f',
      },
    });
  });

  test('publisher is unset where the page states none', () => {
    for (const [name, record] of Object.entries(everyRecord)) {
      expect('publisher' in toCsl(record), name).toBe(name === 'government');
    }
  });

  test('no date is invented', () => {
    expect('issued' in toCsl(everyRecord.undated)).toBe(false);
    const changed = clip({ modified: '2025-01-01' });
    expect('issued' in toCsl(changed)).toBe(false);
  });

  test('a revision of a wiki is cited by its own day, whatever the wiki is', () => {
    const record = clip({ modified: '2026-10-30' });
    record.source.published = stated({ iso: '2011-06-17', precision: 'day' });
    record.source.urls.persistent = stated({ scheme: 'oldid', id: 'https://wiki.example/?oldid=7' });
    expect(toCsl(record).issued).toEqual({ 'date-parts': [[2026, 10, 30]] });
    expect(toCsl(record).URL).toBe('https://wiki.example/?oldid=7');
  });

  test('an event is told by its own date, which is no date of publishing', () => {
    const record = clip({});
    record.source.event = stated({ iso: '2026-05-20T19:00:00+08:00', precision: 'minute' });
    const item = toCsl(record);
    expect(item['event-date']).toEqual({ 'date-parts': [[2026, 5, 20]] });
    expect('issued' in item).toBe(false);
  });

  test('a date is no more precise than the page, and not shifted by its zone', () => {
    expect(toCslDate({ iso: '2024-05-20T00:30:00+08:00', precision: 'minute', tz: '+08:00' })).toEqual({
      'date-parts': [[2024, 5, 20]],
    });
    expect(toCslDate({ iso: '2024-05', precision: 'month' })).toEqual({ 'date-parts': [[2024, 5]] });
    expect(toCslDate({ iso: '2024-01-01', precision: 'year' })).toEqual({ 'date-parts': [[2024]] });
    expect(toCslDate({ iso: 'yesterday', precision: 'day' })).toBeUndefined();
  });

  test('an encyclopedia is cited by its revision', () => {
    const item = toCsl(everyRecord.encyclopedia);
    expect(item.URL).toContain('oldid=987654321');
    expect(item.issued).toEqual({ 'date-parts': [[2026, 10, 30]] });
    expect(item.custom?.licence).toEqual({
      name: 'CC BY-SA 4.0',
      spdx: 'CC-BY-SA-4.0',
      url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    });
    expect(item.note).toBe('Licence: CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)');
  });

  test('the canonical address counts on the same host only', () => {
    const at = (canonical: string) =>
      toCsl(
        clip({
          source: {
            urls: {
              retrieved: 'https://www.news.example/a?utm_source=x',
              cleaned: 'https://www.news.example/a',
              canonical: stated(canonical),
            },
          },
        }),
      ).URL;
    expect(at('https://news.example/canonical')).toBe('https://news.example/canonical');
    expect(at('https://other.example/first')).toBe('https://www.news.example/a');
  });

  test('editors and photographers are no authors; an agency is one only when nobody is named', () => {
    const desk = stated({ kind: 'person', name: 'Eve Desk', role: 'editor' } as const);
    const agency = stated({ kind: 'organization', name: '示例社', role: 'agency' } as const);
    const photographer = stated({ kind: 'person', name: '李忠', role: 'photographer' } as const);
    expect(toCsl(clip({ creators: [desk, photographer, agency] })).author).toEqual([{ literal: '示例社' }]);
    const item = toCsl(clip({ creators: [desk, author('Ada Marlowe'), photographer, agency] }));
    expect(item.author).toEqual([{ family: 'Marlowe', given: 'Ada' }]);
    expect(item.contributor).toEqual([{ literal: '李忠' }]);
    expect(item.note).toBe('Photos: 李忠; Edited by Eve Desk');
  });

  test('a copy that only seems to be a newspaper article is a web page', () => {
    const record = clip({
      type: 'article-newspaper',
      origin: inferred({ name: 'The Example Times', relation: 'republished' }),
    });
    expect(toCsl(record).type).toBe('webpage');
    expect(toCsl(record).note).toBe('Probably first published by The Example Times (from the byline)');
  });

  test('further variables are taken only where they are text or numbers', () => {
    const item = toCsl(
      clip({ csl: { volume: 3, issue: { evil: true }, author: 'x', DOI: 'doi:10.1/x', page: '' } }),
    );
    expect(item.volume).toBe('3');
    expect(item.DOI).toBe('10.1/x');
    expect('issue' in item || 'page' in item || 'author' in item).toBe(false);
  });
});

describe('names', () => {
  test.each([
    ['Ada Marlowe', { family: 'Marlowe', given: 'Ada' }],
    ['Ludwig van der Berg', { family: 'van der Berg', given: 'Ludwig' }],
    ['Ada Marlowe Jr.', { family: 'Marlowe', given: 'Ada', suffix: 'Jr.' }],
    ['Marlowe, Ada', { family: 'Marlowe', given: 'Ada' }],
    ['José da Silva', { family: 'da Silva', given: 'José' }],
    ['Madonna', { literal: 'Madonna' }],
  ])('%s', (printed, expected) => {
    expect(splitLatinName(printed)).toEqual(expected);
  });

  test('Chinese and mixed names are split only when the record says so', () => {
    const person = (name: string) => toCslName({ kind: 'person', name, role: 'author' });
    expect(person('陈立平')).toEqual({ literal: '陈立平' });
    expect(person('Ada 林')).toEqual({ literal: 'Ada 林' });
    expect(
      toCslName({ kind: 'person', name: '欧阳小满', family: '欧阳', given: '小满', role: 'author' }),
    ).toEqual({
      family: '欧阳',
      given: '小满',
    });
    expect(fullName({ family: '欧阳', given: '小满' })).toBe('欧阳小满');
    expect(sortName({ family: '欧阳', given: '小满' })).toBe('欧阳小满');
    expect(sortName({ family: 'Marlowe', given: 'Ada', suffix: 'Jr.' })).toBe('Marlowe, Ada, Jr.');
  });

  test('initials', () => {
    expect(initials('Jean-Paul Émile', { mark: '.', everyPart: false })).toBe('J.-P. É.');
    expect(initials('Min-jun', { mark: '.', everyPart: false })).toBe('M.');
    expect(initials('Min-jun A.', { mark: '', everyPart: true })).toBe('M J A');
  });
});

describe('dates as text', () => {
  const may = { 'date-parts': [[2024, 5, 2]] };
  test('whole and partial', () => {
    expect([isoDate(may), longDate(may), mlaDate(may)]).toEqual(['2024-05-02', 'May 2, 2024', '2 May 2024']);
    const month = { 'date-parts': [[2023, 9]] };
    expect([isoDate(month), longDate(month), mlaDate(month)]).toEqual([
      '2023-09',
      'September 2023',
      'Sept. 2023',
    ]);
    expect([isoDate(undefined), longDate(undefined), mlaDate(undefined)]).toEqual(['', '', '']);
  });
});

describe('citation keys', () => {
  const key = (record: Parameters<typeof clip>[0]) => citeKey(toCsl(clip(record)));

  test('from the family name, else the site, in ASCII', () => {
    expect(key({ creators: [author('陈立平')], published: '2024' })).toBe('chen2024');
    expect(key({ creators: [author('歐陽修')], published: '2024' })).toBe('ouyang2024');
    expect(key({ creators: [author('Jana Müller')], published: '2023' })).toBe('muller2023');
    expect(key({ creators: [author('Søren Ærø')] })).toBe('aerond');
    expect(key({ creators: [author('佐々木花子')], published: '2024' })).toMatch(/^[a-z]+2024$/);
    expect(key({ url: 'https://www.nodate.example/x' })).toBe('nodatend');
  });

  test('unique in a batch, whatever its order', () => {
    const items = ['3', '1', '2'].map((id) =>
      toCsl(clip({ id: `urn:uuid:${id}`, creators: [author('Ada Marlowe')], published: '2024' })),
    );
    expect(citeKeys(items)).toEqual(['marlowe2024b', 'marlowe2024', 'marlowe2024a']);
    expect(citeKeys([...items].reverse())).toEqual(['marlowe2024a', 'marlowe2024', 'marlowe2024b']);
  });

  test('a hundred items of one key stay unique', () => {
    const items = Array.from({ length: 100 }, (_, index) => toCsl(clip({ id: `urn:uuid:${index}` })));
    const keys = citeKeys(items);
    expect(new Set(keys).size).toBe(100);
    expect(keys.every((each) => /^[a-z]+nd[a-z]*$/.test(each))).toBe(true);
  });
});

describe('the registry', () => {
  test('ids are unique, each format writes something for each clip', () => {
    expect(new Set(citeFormats.map((format) => format.id)).size).toBe(citeFormats.length);
    for (const format of citeFormats) {
      expect(findCiteFormat(format.id)).toBe(format);
      for (const record of Object.values(everyRecord)) {
        const written = format.write([toCsl(record)]);
        const text = typeof written === 'string' ? written : written.text;
        expect(text).toContain(toCsl(record).DOI ?? 'https://');
      }
    }
  });

  test('nothing to cite gives an empty file that is still valid', () => {
    for (const format of citeFormats) {
      const written = format.write([]);
      const text = typeof written === 'string' ? written : written.text;
      expect(text.trim()).toBe(format.id === 'csl-json' ? '[]' : '');
    }
  });
});
