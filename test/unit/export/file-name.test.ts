import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames, fileName } from '../../../utils/export/file-name';

describe('fileName', () => {
  it.each([
    ['杭州特色小镇“开枝散叶”长三角', '杭州特色小镇“开枝散叶”长三角'],
    ['AC/DC: live? "yes" <now> | a*b\\c', 'AC-DC- live- -yes- -now- - a-b-c'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.hidden', 'hidden'],
    ['-rf', 'rf'],
    ['  ends in dots... ', 'ends in dots'],
    ['two\nlines\tand\u00a0blanks', 'two lines and blanks'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['zero\u200bwidth\u0000nul', 'zerowidthnul'],
    ['e\u0301te\u0301', '\u00e9t\u00e9'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['COM¹', '_COM¹'],
    ['console', 'console'],
    ['', 'clip'],
    ['???', 'clip'],
    ['\u202e\u200f', 'clip'],
  ])('%j becomes %j', (title, expected) => {
    expect(fileName(title)).toBe(expected);
  });

  it('counts bytes and not letters, and cuts no letter in two', () => {
    const han = fileName('镇'.repeat(100));
    expect(han).toBe('镇'.repeat(60));
    const family = fileName(`${'a'.repeat(178)}👍🏽`);
    expect(family).toBe('a'.repeat(178));
  });

  it('is safe on every system, whatever the title', () => {
    const anyTitle = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
    fc.assert(
      fc.property(anyTitle, (title) => {
        const name = fileName(title);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(181);
        expect(name).toBe(name.normalize('NFC'));
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(name).not.toMatch(/^[\s.-]|[\s.]$/u);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(name).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('distinctNames', () => {
  it('tells equal names apart, also where case does not count', () => {
    expect(distinctNames(['a', 'A', 'a', 'b'])).toEqual(['a', 'A 2', 'a 3', 'b']);
  });

  it('keeps long names within the limit', () => {
    const [one, two] = distinctNames(['镇'.repeat(60), '镇'.repeat(60)]);
    expect(two).not.toBe(one);
    expect(new TextEncoder().encode(two).length).toBeLessThanOrEqual(180);
  });

  it('never gives a name twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a 2', 'ａ', 'ß', 'SS')), (names) => {
        const folded = distinctNames(names).map((name) => name.normalize('NFKC').toLowerCase().toUpperCase());
        expect(new Set(folded).size).toBe(names.length);
      }),
    );
  });
});
