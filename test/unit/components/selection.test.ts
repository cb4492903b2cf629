import { describe, expect, it } from 'vitest';
import { allOf, nothingSelected, ranged, toggled, without } from '../../../components/library/selection';

const idsOf = (selection: { ids: ReadonlySet<string> }): string[] => [...selection.ids];

describe('a selection', () => {
  it('takes one clip more, and gives it back', () => {
    const one = toggled(nothingSelected, 'a');
    expect(idsOf(one)).toEqual(['a']);
    expect(idsOf(toggled(one, 'a'))).toEqual([]);
  });

  it('has a range that grows and shrinks from where it began, beside what was selected before', () => {
    const begun = toggled(toggled(nothingSelected, 'z'), 'b');
    expect(begun.anchor).toBe('b');
    const grown = ranged(begun, ['b', 'c', 'd']);
    expect(idsOf(grown)).toEqual(['z', 'b', 'c', 'd']);
    expect(idsOf(ranged(grown, ['b', 'c']))).toEqual(['z', 'b', 'c']);
  });

  it('has every clip of a list, and one taken out again', () => {
    expect(idsOf(toggled(allOf(['a', 'b', 'c']), 'b'))).toEqual(['a', 'c']);
  });

  it('loses clips that are gone', () => {
    const three = allOf(['a', 'b', 'c']);
    expect(idsOf(without(three, ['b']))).toEqual(['a', 'c']);
    expect(without(three, ['x'])).toBe(three);
  });
});
