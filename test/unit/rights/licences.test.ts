import { describe, expect, it } from 'vitest';
import { licenceFromText, licenceFromUrl } from '../../../utils/rights/licences';

describe('licenceFromUrl', () => {
  it.each([
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['http://www.creativecommons.org/licenses/by-sa/3.0/deed.de', 'CC-BY-SA-3.0'],
    ['https://creativecommons.org/licenses/by-nc-nd/3.0/de/', 'CC-BY-NC-ND-3.0-DE'],
    ['https://creativecommons.org/licenses/by-nd-nc/1.0/', 'CC-BY-NC-ND-1.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
  ])('%s is %s', (url, spdx) => {
    expect(licenceFromUrl(url)?.spdx).toBe(spdx);
  });

  it('gives no SPDX id where SPDX has none, but the address', () => {
    const port = licenceFromUrl('https://creativecommons.org/licenses/by-sa/2.5/it/');
    expect(port?.spdx).toBeUndefined();
    expect(port?.url).toBe('https://creativecommons.org/licenses/by-sa/2.5/it/');
    expect(licenceFromUrl('https://creativecommons.org/publicdomain/mark/1.0/')).toMatchObject({
      family: 'PDM',
    });
  });

  it.each([
    'https://quay.example/imprint',
    'https://creativecommons.org/',
    '#license',
    'https://creativecommons.org/about',
  ])('%s is no licence', (url) => {
    expect(licenceFromUrl(url)).toBeUndefined();
  });
});

describe('licenceFromText', () => {
  it.each([
    ['CC BY-SA 4.0', 'CC-BY-SA-4.0'],
    ['Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International', 'CC-BY-NC-ND-4.0'],
    [
      'Creative-Commons-Lizenz: Namensnennung, Weitergabe unter gleichen Bedingungen 3.0 Deutschland',
      'CC-BY-SA-3.0-DE',
    ],
    ['licence Creative Commons Paternité - Pas d’Utilisation Commerciale 2.0', 'CC-BY-NC-2.0'],
    ['知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议', 'CC-BY-NC-SA-4.0'],
    ['クリエイティブ・コモンズ 表示 - 非営利 4.0 国際 ライセンス', 'CC-BY-NC-4.0'],
    ['CC 4.0 BY-SA 版权协议', 'CC-BY-SA-4.0'],
  ])('%s', (text, spdx) => {
    expect(licenceFromText(text)?.spdx).toBe(spdx);
  });

  it('keeps the family and says no version where none is printed', () => {
    expect(licenceFromText('CC BY-NC')).toMatchObject({
      name: 'CC BY-NC',
      terms: { by: true, nc: true, nd: false, sa: false },
    });
    expect(licenceFromText('CC BY-NC')?.version).toBeUndefined();
    expect(licenceFromText('a Creative Commons licence')).toEqual({ family: 'CC', name: 'Creative Commons' });
  });

  it('finds none in other words', () => {
    expect(licenceFromText('Copyright 2026, all rights reserved')).toBeUndefined();
    expect(licenceFromText('0.5 cc by mouth twice a day')?.terms).toBeUndefined();
  });
});
