import { describe, expect, it } from 'vitest';
import { minutesFor, readingLoad } from '../../../utils/aids/reading-time';

describe('minutes to read', () => {
  it('are a range by words, and at least one', () => {
    const text = 'word '.repeat(2300);
    expect(minutesFor(readingLoad(text), 'en-GB')).toEqual([8, 10]);
    expect(minutesFor(readingLoad('Short.'), 'en')).toEqual([1, 1]);
    expect(minutesFor(readingLoad(text), 'fi')[0]).toBeGreaterThan(minutesFor(readingLoad(text), 'en')[0]);
  });

  it('are counted by characters in Chinese, Japanese and Korean, never by blanks', () => {
    expect(minutesFor(readingLoad('潮'.repeat(4200)), 'zh-CN')).toEqual([10, 14]);
    expect(minutesFor(readingLoad('潮の'.repeat(2400)), 'ja')).toEqual([10, 14]);
    expect(minutesFor(readingLoad('빛'.repeat(6500)), 'ko')).toEqual([10, 13]);
  });

  it('add what is written in another script at its own speed', () => {
    const mixed = `${'潮'.repeat(4200)} ${'word '.repeat(2900)}`;
    expect(minutesFor(readingLoad(mixed), 'zh')).toEqual([20, 27]);
  });

  it('shrink with what is left', () => {
    expect(minutesFor(readingLoad('word '.repeat(2300)), 'en', 0.5)).toEqual([4, 5]);
  });
});
