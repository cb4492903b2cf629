import { Converter } from 'opencc-js/cn2t';
import characters from 'opencc-js/dict/STCharacters';
import phrases from 'opencc-js/dict/STPhrases';
import { Converter as ToSimplified } from 'opencc-js/t2cn';
import { expect, it } from 'vitest';
import { packPhrases, unpackPhrases } from '../../../utils/aids/han/packed-phrases';
import { toSimplified } from '../../../utils/aids/han/to-simplified';
import { toTraditional } from '../../../utils/aids/han/to-traditional';

const sorted = (words: string): string[] => words.split('|').toSorted();
/** All phrases of the dictionary as one text: in simplified characters (0) or in traditional ones (1). */
const textOf = (side: 0 | 1): string =>
  phrases
    .split('|')
    .map((entry) => entry.split(' ')[side])
    .join('，');

it('a packed dictionary is the same dictionary, in less than half the room', () => {
  const packed = packPhrases(phrases, characters);
  expect(packed.length).toBeLessThan(phrases.length / 2);
  expect(sorted(unpackPhrases(packed, characters))).toEqual(sorted(phrases));
});

it('every traditional phrase is shown as OpenCC shows it', () => {
  const theirs = ToSimplified({ from: 't', to: 'cn' });
  const traditional = textOf(1);
  expect(toSimplified(traditional)).toBe(theirs(traditional));
});

it('every phrase is shown as OpenCC shows it', () => {
  const theirs = Converter({ from: 'cn', to: 't' });
  const simplified = textOf(0);
  expect(toTraditional(simplified)).toBe(theirs(simplified));
});
