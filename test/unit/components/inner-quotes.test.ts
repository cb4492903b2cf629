import { expect, it } from 'vitest';
import { innerQuotes } from '../../../components/common/inner-quotes';

it.each([
  ['“Is it far?” he asked', '‘Is it far?’ he asked'],
  ['„Ist es weit?“ fragte er', '‚Ist es weit?‘ fragte er'],
  ['「まだ遠いですか」', '『まだ遠いですか』'],
  ["it's far", "it's far"],
])('%s becomes %s within quotation marks', (text, within) => {
  expect(innerQuotes(text)).toBe(within);
});
