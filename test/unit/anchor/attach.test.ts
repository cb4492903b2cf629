import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { findNear, likeness } from '../../../utils/anchor/approximate';
import { attach, attachAll } from '../../../utils/anchor/attach';
import { codePoints, describe, unitsOf } from '../../../utils/anchor/describe';
import { processorTime } from '../processor-time';

const words = fc.constantFrom(
  ...'harbour light tide rope slate lantern 潮水 灯塔 码头 渔民 信号 🛟 naïve café the of and a'.split(' '),
);
const sentence = fc.array(words, { minLength: 4, maxLength: 14 }).map((each) => `${each.join(' ')}.`);
const article = fc.array(sentence, { minLength: 3, maxLength: 12 }).map((each) => each.join('\n'));

group('a described quote', () => {
  it('keeps 32 units of what stands around, and its place in code points', () => {
    const text = `🛟🛟 ${'a'.repeat(40)}QUOTE${'b'.repeat(40)}`;
    const [quote, position] = describe(text, text.indexOf('QUOTE'), text.indexOf('QUOTE') + 5);
    expect(quote).toEqual({
      type: 'TextQuoteSelector',
      exact: 'QUOTE',
      prefix: 'a'.repeat(32),
      suffix: 'b'.repeat(32),
    });
    expect(position).toEqual({ type: 'TextPositionSelector', start: 43, end: 48 });
    expect(unitsOf(text, 43)).toBe(text.indexOf('QUOTE'));
  });

  it('never cuts a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const [quote] = describe(text, start, end);
        const parts = [quote.prefix ?? '', quote.exact, quote.suffix ?? ''];
        // A pair that was cut would count once more than it does in one piece.
        expect(parts.reduce((sum, part) => sum + [...part].length, 0)).toBe([...parts.join('')].length);
        const all = codePoints(text, 0, text.length);
        expect(all).toBe([...text].length);
        expect(unitsOf(text, all)).toBe(text.length);
      }),
    );
  });
});

group('a quote in an unchanged text', () => {
  it('is found where it was, however often its words stand elsewhere', () => {
    fc.assert(
      fc.property(article, fc.nat(), fc.integer({ min: 1, max: 60 }), (text, at, length) => {
        const start = at % text.length;
        const [quote, position] = describe(text, start, Math.min(text.length, start + length));
        const found = attach(text, [quote, position]);
        expect(found).toBeDefined();
        expect(text.slice(found?.start, found?.end)).toBe(quote.exact);
        expect(found?.start).toBe(unitsOf(text, position.start));
      }),
      { numRuns: 300 },
    );
  });
});

group('a quote in a changed text', () => {
  const long = '潮水退去之后，灯塔的守望人沿着码头走了一遍，把每一盏灯都擦亮。';

  it('is found when paragraphs were added before it and after it', () => {
    fc.assert(
      fc.property(article, article, article, (before, text, after) => {
        const whole = `${text}\n${long}\n${text}`;
        const start = whole.indexOf(long) + 3;
        const selectors = describe(whole, start, start + 12);
        const changed = `${before}\n${whole}\n${after}`;
        const found = attach(changed, selectors);
        expect(changed.slice(found?.start, found?.end)).toBe(selectors[0].exact);
        expect(found?.start).toBe(before.length + 1 + start);
      }),
      { numRuns: 100 },
    );
  });

  it('is found when the quote itself was edited a little', () => {
    const text =
      'The keeper walked the quay before dawn.\nHe counted nine lanterns, and lit every one of them.\nThen the boats came in.';
    const quote = 'He counted nine lanterns, and lit every one of them.';
    const selectors = describe(text, text.indexOf(quote), text.indexOf(quote) + quote.length);
    const edited = text.replace('nine lanterns, and lit', 'ten lanterns and then lit');
    const found = attach(edited, selectors);
    expect(edited.slice(found?.start, found?.end)).toBe(
      'He counted ten lanterns and then lit every one of them.',
    );
  });

  it('is told apart from its twin by the words around, not by its place', () => {
    const text = 'First we read the log. Nothing was wrong. Later we read the log. Everything was wrong.';
    const second = text.lastIndexOf('read the log');
    const selectors = describe(text, second, second + 12);
    const moved = `${'Some words were put before all of it. '.repeat(3)}${text}`;
    expect(attach(moved, selectors)?.start).toBe(moved.lastIndexOf('read the log'));
  });

  it('is lost, not misplaced, when its sentence is gone', () => {
    const text = 'The tide was low. The rope had parted. Nobody saw it.';
    const short = describe(text, text.indexOf('The rope'), text.indexOf('The rope') + 8);
    const gone =
      'Something else is written here now. The rope makers of the north are another story altogether.';
    expect(attach(gone, short)).toBeUndefined();
    expect(attach('', short)).toBeUndefined();
    expect(attachAll(gone, [{ target: { selector: short } }])).toEqual({
      placed: [],
      lost: [{ target: { selector: short } }],
    });
  });

  it('counts its position from where the text begins', () => {
    const text = 'a b a b a b a b';
    const selectors = describe(`Title\n${text}`, 6 + 8, 6 + 9);
    const plain: typeof selectors = [{ type: 'TextQuoteSelector', exact: 'a' }, selectors[1]];
    expect(attach(text, plain, 6)?.start).toBe(8);
  });
});

group('the search for what is nearly the same', () => {
  /** The slow and certain way: each stretch compared by itself. */
  function leastErrors(text: string, pattern: string): number {
    let least = pattern.length;
    for (let start = 0; start <= text.length; start++) {
      for (let end = start; end <= Math.min(text.length, start + 2 * pattern.length); end++) {
        const piece = text.slice(start, end);
        const errors = Math.round((1 - likeness(piece, pattern)) * Math.max(piece.length, pattern.length));
        least = Math.min(least, errors);
      }
    }
    return least;
  }

  it('finds as near a match as trying everything', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(letters, letters, fc.nat(6), (text, pattern, most) => {
        const least = leastErrors(text, pattern);
        const found = findNear(text, pattern, most);
        const nearest = Math.min(...found.map((match) => match.errors));
        if (least <= Math.min(most, pattern.length - 1)) expect(nearest).toBe(least);
        else expect(found).toEqual([]);
        for (const { start, end, errors } of found) {
          const piece = text.slice(start, end);
          expect(
            Math.round((1 - likeness(piece, pattern)) * Math.max(piece.length, pattern.length)),
          ).toBeLessThanOrEqual(errors);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('goes through a long text at once', () => {
    const text = 'The harbour was quiet and the light turned. '.repeat(8000);
    const begun = processorTime();
    expect(findNear(text, '这一句话在那篇文章里从来没有出现过，也不会出现。', 7)).toEqual([]);
    expect(processorTime() - begun).toBeLessThan(2_000);
  });
});
