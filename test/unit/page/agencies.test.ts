import { expect, it } from 'vitest';
import { agencyNamed, mayNameAgency } from '../../../utils/page/agencies';
import { splitCaption } from '../../../utils/page/credit';

it.each([
  ['The pier at low tide. Ada Marlowe/AFP', true],
  ['Photo:Reuters', true],
  ['GettyImages', true],
  ['（新华社发）', true],
  ['A map of happy people, chapter one', false],
  ['', false],
])('%j may name an agency: %j', (text, may) => {
  expect(mayNameAgency(text)).toBe(may);
});

it('never says no where an agency is named', () => {
  for (const name of [
    'AP',
    'dpa',
    'Agence France-Presse',
    'picture alliance',
    'TT Nyhetsbyrån',
    'ТАСС',
    '연합뉴스',
  ]) {
    expect(agencyNamed(name), name).toBeDefined();
    expect(mayNameAgency(`The old harbour. ${name}`), name).toBe(true);
  }
});

it('a credit without a slash is found by its agency', () => {
  expect(splitCaption('The old harbour in winter. Reuters').agency?.name).toBe('Reuters');
  expect(splitCaption('The old harbour in winter. Nobody knows').agency).toBeUndefined();
});
