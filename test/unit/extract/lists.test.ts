import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { startOf } from '../../../utils/extract/phrase-list';
import { BOILERPLATE, TAIL_HEADING } from '../../../utils/extract/phrases';
import { WordList } from '../../../utils/extract/word-list';

describe('a list of words and phrases', () => {
  const list = new WordList(['share, follow us', 'foot !note/notes', 'author bio/box, more of this, note']);

  it.each([
    ['share', 0],
    ['side share buttons', 0],
    ['shares', undefined],
    ['follow', undefined],
    ['follow us', 0],
    ['follow ussr', undefined],
    ['foot', 1],
    ['foot bar', 1],
    ['foot note', 2],
    ['foot notes', undefined],
    ['author box share', 0],
    ['more of this', 2],
    ['more of', undefined],
    ['分享share', 0],
    ['', undefined],
  ])('%j is in list %j', (text, found) => {
    expect(list.find(text)).toBe(found);
  });
});

describe('phrases by how they begin', () => {
  it.each([
    ['Related articles', true],
    ['RELATED: ', true],
    ['## Related', true],
    ['Relating to that', false],
    ['3 comments', true],
    ['À lire aussi', true],
    ['相关阅读', true],
    ['相关人员已到场', false],
    ['Tag', true],
    ['Tags:', true],
    ['', false],
  ])('%j opens side matter: %j', (text, opens) => {
    expect(TAIL_HEADING.test(text)).toBe(opens);
  });

  it.each([
    ['Ad', true],
    ['ads', true],
    ['Adam', false],
    ['Advertisement', true],
    ['12 of 30', true],
    ['Click here to go on', true],
  ])('%j leads elsewhere: %j', (text, leads) => {
    expect(BOILERPLATE.test(text)).toBe(leads);
  });

  it('each alternative of a line begins as its line does, and no two lines do', () => {
    for (const list of [TAIL_HEADING, BOILERPLATE]) {
      const starts = list.lines.map(startOf);
      expect(starts).toEqual([...new Set(starts)]);
      for (const line of list.lines)
        if (startOf(line))
          for (const each of alternatives(line)) expect(startOf(each), each).toBe(startOf(line));
    }
  });

  it('they are linear', () => {
    for (const list of [TAIL_HEADING, BOILERPLATE])
      expect(analyse({ source: list.source, flags: 'i' }).reports).toEqual([]);
  });
});

/** What stands between the bars that are in no bracket. */
function alternatives(line: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of line) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (letter === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
