import { Converter } from 'opencc-js/cn2t';
import characters from 'opencc-js/dict/STCharacters';
import phrases from 'opencc-js/dict/STPhrases';
import { Converter as ToSimplified } from 'opencc-js/t2cn';
import { expect, it } from 'vitest';
import { packPhrases, unpackPhrases } from '../../../utils/aids/han/packed-phrases';
import { toSimplified } from '../../../utils/aids/han/to-simplified';
import { toTraditional } from '../../../utils/aids/han/to-traditional';

const sorted = (words: string): string[] => words.split('|').toSorted();

it('a packed dictionary is the same dictionary, in less than half the room', () => {
  const packed = packPhrases(phrases, characters);
  expect(packed.length).toBeLessThan(phrases.length / 2);
  expect(sorted(unpackPhrases(packed, characters))).toEqual(sorted(phrases));
});

it('every traditional phrase is shown as OpenCC shows it', () => {
  const theirs = ToSimplified({ from: 't', to: 'cn' });
  const traditional = phrases
    .split('|')
    .map((entry) => entry.split(' ')[1])
    .join('，');
  expect(toSimplified(traditional)).toBe(theirs(traditional));
});

it('every phrase is shown as OpenCC shows it', () => {
  const theirs = Converter({ from: 'cn', to: 't' });
  const simplified = phrases
    .split('|')
    .map((entry) => entry.split(' ')[0])
    .join('，');
  expect(toTraditional(simplified)).toBe(theirs(simplified));
});
