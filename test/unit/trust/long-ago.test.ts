import { describe, expect, it } from 'vitest';
import { day, isLongAgo, mayEmptyByAge, type Tended } from '../../../utils/trust/long-ago';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const onDay = (days: number): Date => new Date(start + days * day);
const year = 365;

describe('what is done now and then', () => {
  it.each([
    ['where it was never done', undefined, true],
    ['an hour after it', onDay(-1 / 24).toISOString(), false],
    ['a day after it', onDay(-1).toISOString(), true],
    ['where the clock was a little ahead', onDay(1 / 24).toISOString(), false],
    ['where the clock has been set back by a year since', onDay(year).toISOString(), true],
  ])('%s', (_, at, expected) => {
    expect(isLongAgo(at, day, onDay(0))).toBe(expected);
  });
});

describe('the Trash is emptied by age', () => {
  /** Looks at these days, counted by the device's clock; gives on which of them something may go. */
  const looks = (...days: number[]): number[] => {
    let tended: Tended | undefined = { at: onDay(0).toISOString() };
    return days.filter((at) => {
      const look = mayEmptyByAge(tended, onDay(at));
      tended = look.tended;
      return look.may;
    });
  };

  it('at the first look, and each day', () => {
    expect(mayEmptyByAge(undefined, onDay(0)).may).toBe(true);
    expect(looks(1, 2, 2.5, 4)).toEqual([1, 2, 2.5, 4]);
  });

  it('not where the clock leaps ahead by a year and is put right within the day', () => {
    expect(looks(1, year + 1, year + 1.1, year + 1.9, 2, 3)).toEqual([1, 2, 3]);
  });

  it('a day after a long absence, also for who comes once a week or once a month', () => {
    expect(looks(100, 100.1, 100.5, 101, 102)).toEqual([101, 102]);
    expect(looks(8, 16, 24, 32)).toEqual([16, 32]);
    expect(looks(40, 80, 120, 160)).toEqual([80, 160]);
  });

  it('goes on at once where the clock is set back', () => {
    expect(looks(-year, -year + 1)).toEqual([-year, -year + 1]);
  });
});
