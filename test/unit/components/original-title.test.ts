import { expect, it } from 'vitest';
import { otherOriginalTitle } from '../../../components/common/original-title';
import { source, stated } from './samples';

it.each([
  ['潮汐表后面的人', '潮汐表后面的人', undefined],
  ['“潮汐表”后面的人', '潮汐表 后面的人！', undefined],
  ['谁在记录海的高度', '潮汐表后面的人', '谁在记录海的高度'],
])('of 原标题 %s over %s shows %s', (original, shown, expected) => {
  const reprint = { ...source, originalTitle: stated(original, 'visible-text') };
  expect(otherOriginalTitle(reprint as never, shown)?.value).toBe(expected);
});
