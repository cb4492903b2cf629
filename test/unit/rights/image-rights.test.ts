import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readPageFacts } from '../../../utils/page/facts';
import { readImageCredit } from '../../../utils/page/image-credit';
import { readImageRights } from '../../../utils/rights/image-rights';

/** The rights of the first image of a figure, the way the clip gets them. */
function rightsOf(figure: string) {
  const { document } = parseHTML(`<html><body><h1>The boat</h1>${figure}</body></html>`);
  const img = document.querySelector('img') as unknown as Element;
  const facts = readPageFacts(document as unknown as Document, { url: 'https://quay.example/a' });
  const credit = readImageCredit(img, facts);
  return readImageRights({ id: 'img1', src: 'https://quay.example/boat.jpg', ...credit }, img, facts);
}

const figure = (caption: string) =>
  `<figure><img src="boat.jpg"><figcaption>${caption}</figcaption></figure>`;

describe('readImageRights', () => {
  it('an agency’s photo is a third party’s', () => {
    const rights = rightsOf(figure('The boat. Photo: Ada Marlowe/AFP'));
    expect(rights.signal).toMatchObject({ light: 'red', code: 'owner-is-third-party.no-permission' });
    expect(rights.holder?.value.name).toBe('AFP');
    expect(rights.signal.because[0]?.quote).toContain('Ada Marlowe/AFP');
  });

  it('a caption may license its own image', () => {
    const rights = rightsOf(
      figure(
        'The boat. Lin Xiaoman, <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>',
      ),
    );
    expect(rights.license?.value.spdx).toBe('CC-BY-SA-4.0');
    expect(rights.signal).toMatchObject({ light: 'green', code: 'open.by-sa' });
  });

  it('says nothing where nothing is said', () => {
    expect(rightsOf(figure('The boat at its stage')).signal).toEqual({
      light: 'grey',
      code: 'none-stated',
      because: [],
    });
    expect(rightsOf('<img src="boat.jpg">').signal.code).toBe('none-stated');
  });

  it('a name is a credit, not a permission', () => {
    expect(rightsOf(figure('The boat. Photo: Ada Marlowe')).signal.light).toBe('grey');
  });

  it('shows a © in the caption, and heeds "all rights reserved" there', () => {
    expect(rightsOf(figure('The boat. © Lin Xiaoman')).signal.code).toBe('none-stated.notice');
    expect(rightsOf(figure('The boat. © Lin Xiaoman. All rights reserved.')).signal.code).toBe(
      'reserved.arr',
    );
  });
});
