import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  counted,
  formatAddress,
  formatLength,
  formatMoments,
  formatPartialDate,
  formatRecent,
  readingMinutes,
} from '../../../components/common/format';
import { describePhotos, describeSource } from '../../../components/common/source-facts';
import { speaking } from './fake-browser';
import { image, inferred, person, source, stated } from './samples';

const current = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return current.browser;
  },
}));

const speak = (language: 'en' | 'zh_CN') => {
  current.browser = speaking(language);
};
beforeEach(() => speak('en'));

describe('dates', () => {
  it('are as precise as the page gave them', () => {
    const dates = ['2026', '2026-03', '2026-03-03', '2026-03-03T06:00+08:00'].map((iso) =>
      formatPartialDate({ iso }),
    );
    expect(dates).toEqual(['2026', 'March 2026', '3 March 2026', '3 March 2026 at 06:00']);
  });

  it('keep the hour that the page printed, whatever zone the reader is in', () => {
    expect(formatPartialDate({ iso: '2026-03-03T23:30-11:00' })).toContain('3 March 2026');
  });

  it('stand as printed where they are no dates', () => {
    expect(formatPartialDate({ iso: 'spring 1884', asPrinted: 'spring 1884' })).toBe('spring 1884');
  });

  it('tells versions of the same minute apart by their seconds', () => {
    const [one, other] = ['2026-11-25T09:09:05Z', '2026-11-25T09:09:41Z'];
    expect(new Set(formatMoments([one, other])).size).toBe(2);
    expect(formatMoments([one])).toEqual([formatMoments([one, '2026-11-26T09:09:05Z'])[0]]);
  });

  it('are short in lists', () => {
    const now = new Date(2026, 10, 25, 9);
    const ago = (days: number) => formatRecent(new Date(2026, 10, 25 - days, 23).toISOString(), now);
    expect([ago(0), ago(1), ago(3), ago(16)]).toEqual(['today', 'yesterday', 'Sunday', '9 Nov']);
    expect(ago(400)).toBe('21 Oct 2025');
  });

  it('are Chinese in a Chinese interface', () => {
    speak('zh_CN');
    expect(formatPartialDate({ iso: '2026-03-12T08:40' })).toBe('2026年3月12日 08:40');
  });
});

describe('lengths', () => {
  it('count words in Latin texts and characters in Chinese ones', () => {
    expect(formatLength(2310, 'en')).toBe('2,310 words, 8–10 min');
    expect(formatLength(1749, 'zh-CN')).toBe('1,749 characters, 4–6 min');
  });

  it('are never less than a minute', () => {
    expect(readingMinutes(3, 'en')).toEqual([1, 1]);
  });

  it('say one and many', () => {
    expect([counted('clipsCount', 1), counted('clipsCount', 1284)]).toEqual(['1 clip', '1,284 clips']);
  });
});

describe('addresses', () => {
  it('are shown without scheme, and readable', () => {
    expect(formatAddress('https://www.ledger.example/%E6%BD%AE/')).toBe('ledger.example/潮');
    expect(formatAddress('not an address')).toBe('not an address');
  });
});

describe('the facts of a source', () => {
  const factOf = (id: string, more: Parameters<typeof source>[0]) =>
    describeSource(source(more)).find((fact) => fact.id === id);

  it('say that nobody is named instead of leaving a hole', () => {
    expect(factOf('author', { creators: [] })).toMatchObject({ value: 'No author named', kind: 'absent' });
  });

  it('say that no date is stated, and invent none', () => {
    expect(factOf('published', {})).toMatchObject({ value: 'The Harbour Ledger', aside: 'No date stated' });
  });

  it('say "probably" of a first publisher that was concluded, and plainly name one that was stated', () => {
    const origin = { name: '临江晚报', relation: 'republished' as const };
    expect(factOf('origin', { origin: inferred(origin) })).toMatchObject({
      value: 'Probably 临江晚报',
      kind: 'guess',
    });
    expect(factOf('origin', { origin: stated(origin) })).toMatchObject({ value: '临江晚报', kind: 'stated' });
  });

  it('keep what the page printed about a person, in the manner of its language', () => {
    const reporter = person('林小满', { rolePrinted: '记者', affiliation: '临江晚报' });
    const fact = factOf('author', { creators: [stated(reporter)], language: stated('zh-CN') });
    expect(fact?.value).toBe('林小满（临江晚报记者）');
  });

  it('give editors a line of their own', () => {
    const creators = [stated(person('Ada Marlowe')), stated(person('Ines Calloway', { role: 'editor' }))];
    expect(factOf('author', { creators })?.value).toBe('Ada Marlowe');
    expect(factOf('editor', { creators })).toMatchObject({ label: 'Editor', value: 'Ines Calloway' });
  });
});

describe('the credits of photos', () => {
  it('name who is named, count, and say how many name no one', () => {
    const credited = image('a', {
      creators: [stated(person('Tomas Reed', { role: 'photographer' }), 'caption')],
    });
    const [fact] = describePhotos([credited, image('b')], 'en');
    expect(fact).toMatchObject({ value: 'Tomas Reed (1)', aside: 'One photo names no one.' });
  });

  it('say when no photo names anyone', () => {
    expect(describePhotos([image('a')], 'en')[0]).toMatchObject({ value: 'No credit found', kind: 'absent' });
  });

  it('say nothing where there are no photos', () => {
    expect(describePhotos([], 'en')).toEqual([]);
  });
});

describe('where the first publisher was found', () => {
  it('quotes the words that name it, not those that only say there was one', () => {
    const origin = {
      ...inferred({ name: '河湾日报', relation: 'republished' as const }),
      evidence: [
        {
          kind: 'visible-text' as const,
          rule: 'zh.original-title',
          scope: 'work' as const,
          quote: '原标题：灯',
        },
        {
          kind: 'byline' as const,
          rule: 'zh.byline.affiliation',
          scope: 'work' as const,
          quote: '（河湾日报记者 林小满）',
        },
      ],
    };
    const fact = describeSource(source({ origin })).find(({ id }) => id === 'origin');
    expect(fact?.evidence?.quote).toBe('（河湾日报记者 林小满）');
  });
});
