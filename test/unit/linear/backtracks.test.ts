import { expect, it } from 'vitest';
import { backtracks } from './backtracks';

const lengths = [1_000, 2_000, 4_000];

it.each([
  ['a+$', '', 'a'],
  ['\\s+$', 'g', ' '],
  ['(?:a|b)*c', '', 'ab'],
  ['(?=.*c)d', 'g', 'ad'],
  ['a.*?b', 'gu', 'a'],
])('/%s/%s on a run of %j goes back with the square of the length', (source, flags, unit) => {
  const [short, middle, long] = lengths.map((length) => onRun(source, flags, unit, length)) as [
    number,
    number,
    number,
  ];
  expect(middle / short).toBeGreaterThan(3);
  expect(long / middle).toBeGreaterThan(3);
});

it.each([
  ['^a+$', '', 'a'],
  ['\\s{0,9}$', 'g', ' '],
  ['[ab]+', 'g', 'ab'],
  ['a.*b', '', 'b'],
])('/%s/%s on a run of %j goes back in proportion to the length', (source, flags, unit) => {
  const [short, , long] = lengths.map((length) => onRun(source, flags, unit, length)) as [
    number,
    number,
    number,
  ];
  expect(long / short).toBeLessThan(5);
});

it('what is exponential has no end', () => {
  expect(onRun('(a+)+c', '', 'a', 40)).toBe(Number.POSITIVE_INFINITY);
});

function onRun(source: string, flags: string, unit: string, length: number): number {
  return backtracks(source, flags, `${unit.repeat(length / unit.length)}!`);
}
