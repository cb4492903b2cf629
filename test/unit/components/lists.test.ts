import { describe, expect, it } from 'vitest';
import { Heights } from '../../../components/common/heights';
import { clipInHash, countLights, hashOf } from '../../../components/library/library-state';
import { filterValue, withFilter } from '../../../utils/search/query-parts';
import { summary } from './samples';

const clips = [
  summary('1', { light: 'amber' }),
  summary('2', { light: 'red' }),
  summary('3', { light: 'amber' }),
];
const now = '2026-11-25T08:00:00Z';

describe('the filters of the library', () => {
  it('count the lights, none left out', () => {
    expect(countLights(clips)).toEqual({ green: 0, amber: 2, red: 1, grey: 0 });
  });

  it('find the clip that an address names', () => {
    const id = 'urn:uuid:0b7c2c0e-0000-4000-8000-000000000001';
    expect(clipInHash(hashOf(id))).toBe(id);
    expect(clipInHash('')).toBeUndefined();
  });

  it('are parts of what is typed', () => {
    expect(withFilter('river', 'light', 'red', now)).toBe('light:red river');
    expect(withFilter('light:red river light:green', 'light', 'amber', now)).toBe('light:amber river');
    expect(withFilter('a  许可：红 b', 'light', undefined, now)).toBe('a b');
    expect(withFilter('', 'site', 'Paper Bureau', now)).toBe('site:"Paper Bureau"');
    expect(filterValue('site:"Paper Bureau" x', 'site', now)).toBe('Paper Bureau');
    expect(filterValue('light:red light:green', 'light', now)).toBeUndefined();
    expect(filterValue('-light:red', 'light', now)).toBeUndefined();
  });
});

describe('a long list', () => {
  it('knows where each row stands, from those that were measured and a guess for all others', () => {
    const heights = new Heights(100_000, 80);
    expect(heights.offset(100_000)).toBe(8_000_000);
    expect(heights.measure(10, 120)).toBe(true);
    expect(heights.measure(10, 120)).toBe(false);
    expect(heights.measure(70_000, 60)).toBe(true);
    expect([heights.offset(10), heights.offset(11), heights.offset(100_000)]).toEqual([800, 920, 8_000_020]);
    expect([heights.rowAt(0), heights.rowAt(919), heights.rowAt(920), heights.rowAt(1e9)]).toEqual([
      0, 10, 11, 99_999,
    ]);
  });

  it('keeps what was measured when it grows or shrinks', () => {
    const before = new Heights(100, 80);
    before.measure(10, 120);
    before.measure(90, 60);
    expect(new Heights(101, 80, before).offset(101)).toBe(8_100);
    expect(new Heights(50, 80, before).offset(50)).toBe(4_040);
  });

  it('takes no height from a row that is not shown', () => {
    const heights = new Heights(3, 80);
    expect(heights.measure(1, 0)).toBe(false);
    expect(new Heights(0, 80).rowAt(5)).toBe(0);
  });
});
