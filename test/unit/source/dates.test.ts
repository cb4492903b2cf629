import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../utils/source/dates';

const zh = { lang: 'zh-CN' };

describe('parseDate', () => {
  it.each([
    ['2026-03-05T08:18:00+01:00', '2026-03-05T08:18:00+01:00', 'second'],
    ['2026-03-05T08:18Z', '2026-03-05T08:18:00Z', 'minute'],
    ['2026-03-05', '2026-03-05', 'day'],
    ['2026/3/5', '2026-03-05', 'day'],
    ['March 5, 2026 at 8:18 am', '2026-03-05T08:18:00', 'minute'],
    ['5th March 2026', '2026-03-05', 'day'],
    ['Thu, 05 Mar 2026 08:18:00 GMT', '2026-03-05T08:18:00Z', 'second'],
    ['5. März 2026, 20:18 Uhr', '2026-03-05T20:18:00', 'minute'],
    ['05.03.2026', '2026-03-05', 'day'],
    ['5 mars 2026 à 08h18', '2026-03-05T08:18:00', 'minute'],
    ['5 de marzo de 2026', '2026-03-05', 'day'],
    ['5 марта 2026', '2026-03-05', 'day'],
    ['5 marca 2026', '2026-03-05', 'day'],
    ['March 2026', '2026-03', 'month'],
    ['20260305', '2026-03-05', 'day'],
    ['입력 2026.03.05. 09:30', '2026-03-05T09:30:00', 'minute'],
    ['2026년 3월 5일', '2026-03-05', 'day'],
    ['令和8年3月5日', '2026-03-05', 'day'],
    ['民國115年3月5日', '2026-03-05', 'day'],
    ['二〇二六年三月十五日', '2026-03-15', 'day'],
  ])('%s', (text, iso, precision) => {
    expect(parseDate(text)).toMatchObject({ iso, precision });
  });

  it('takes a Chinese page without a zone as +08:00, and says that it assumed it', () => {
    expect(parseDate('2026年03月05日08:18', zh)).toEqual({
      iso: '2026-03-05T08:18:00+08:00',
      precision: 'minute',
      asPrinted: '2026年03月05日08:18',
      tz: '+08:00',
      tzAssumed: true,
    });
  });

  it('reads 3/4/2026 by the page’s country, and 13/4/2026 only one way', () => {
    expect(parseDate('3/4/2026', { monthFirst: true })?.iso).toBe('2026-03-04');
    expect(parseDate('3/4/2026')?.iso).toBe('2026-04-03');
    expect(parseDate('13/4/2026', { monthFirst: true })?.iso).toBe('2026-04-13');
  });

  it('places relative words only against a stated clock', () => {
    expect(parseDate('昨天 22:46', zh)).toBeUndefined();
    expect(parseDate('昨天 22:46', { ...zh, now: '2026-03-05T20:00:00Z' })?.iso).toBe('2026-03-05');
    expect(parseDate('3小时前', { ...zh, now: '2026-03-05T10:00:00Z' })?.iso).toBe('2026-03-05');
    expect(parseDate('2 days ago', { now: '2026-03-05T10:00:00Z' })?.iso).toBe('2026-03-03');
  });

  it.each(['03-05 22:46', '5月20日', 'soon', '2026', 'version 1.2.3', '31 February 2026', '2026-13-40'])(
    'invents nothing for %s',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );
});
