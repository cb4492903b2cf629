import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readPageFacts } from '../../../utils/page/facts';
import { readImageCredit } from '../../../utils/page/image-credit';
import { readImageRights } from '../../../utils/rights/image-rights';
import { readRights } from '../../../utils/rights/read-rights';
import { readSource } from '../../../utils/source/read-source';

const root = join(__dirname, '../../..');
const pages = [
  ...['modern', 'gbk'].map((kind) => [
    join(root, `test/pages/founding--${kind}/page.html`),
    join(root, `test/pages/founding--${kind}/expected.json`),
  ]),
  ...['page.html', 'page-gbk.html'].map((file) => [
    join(root, '../shared/seed', file),
    join(root, '../shared/seed/expected.json'),
  ]),
].filter(([page]) => existsSync(page ?? ''));

interface Gold {
  title: string;
  originalTitle: string;
  siteName: string;
  section: string[];
  subtitle: string;
  authors: { name: string; role: string; affiliation: string }[];
  firstPublishedBy: string;
  images: { src: string; caption: string; credit: string; creditRole: string }[];
  copyrightStatement: string;
}

describe.each(pages)('the founding page’s record: %s', (file, goldFile) => {
  const bytes = readFileSync(file ?? '');
  const legacy = /charset=["']?gb/i.test(bytes.subarray(0, 2000).toString('latin1'));
  const html = new TextDecoder(legacy ? 'gb18030' : 'utf-8').decode(bytes);
  const gold = JSON.parse(readFileSync(goldFile ?? '', 'utf8')) as Gold;
  const document = parseHTML(html).document as unknown as Document;
  const page = { url: 'https://portal.example/csjjjq/csjgc/1234.html' };
  const facts = readPageFacts(document, page);
  const source = readSource(document, page, facts);
  const rights = readRights(document, page, facts);

  it('names title, original title, subtitle, site and columns', () => {
    expect(source.title.value).toBe(gold.title);
    expect(source.originalTitle?.value).toBe(gold.originalTitle);
    expect(source.originalTitle?.evidence[0]?.quote).toContain('原标题');
    expect(source.subtitle?.value).toBe(gold.subtitle);
    expect(source.site.value.name).toBe(gold.siteName);
    expect(source.breadcrumb?.value).toEqual(gold.section);
  });

  it('names the reporter with the printed role and the employer, from the closing byline', () => {
    const authors = source.creators.filter((c) => c.value.role === 'author');
    expect(
      authors.map((c) => ({
        name: c.value.name,
        role: c.value.rolePrinted,
        affiliation: c.value.affiliation,
      })),
    ).toEqual(gold.authors);
    expect(authors[0]?.evidence[0]?.rule).toBe('zh.byline.closing');
    expect(authors[0]?.status).toBe('stated');
  });

  it('says where it probably stood first, as an inference, and invents no date', () => {
    expect(source.origin?.value).toMatchObject({ name: gold.firstPublishedBy, relation: 'republished' });
    expect(source.origin?.status).toBe('inferred');
    expect(source.published).toBeUndefined();
    expect(source.modified).toBeUndefined();
  });

  it('keeps the statement word for word; the light is red because others own it', () => {
    expect(rights.notices.map((n) => n.value)).toContain(gold.copyrightStatement);
    expect(rights.disclaimer?.value).toBe(gold.copyrightStatement);
    expect(rights.holder?.value).toEqual({ kind: 'third-party', name: 'original author' });
    expect(rights.signal).toMatchObject({ light: 'red', code: 'owner-is-third-party.no-permission' });
    expect(rights.signal.because[0]?.quote).toBe(gold.copyrightStatement);
    expect(rights.license).toBeUndefined();
  });

  it('credits the photographer without an employer that nobody stated; the image itself states nothing', () => {
    const [image] = gold.images;
    const img = [...document.querySelectorAll('img')].find((i) =>
      [...i.attributes].some((a) => a.value.endsWith(image?.src ?? '?')),
    );
    if (!img || !image) throw new Error('no image');
    const credit = readImageCredit(img, facts);
    expect(credit.caption?.value).toBe(image.caption);
    expect(credit.creators[0]?.value).toMatchObject({
      name: image.credit,
      role: 'photographer',
      rolePrinted: image.creditRole,
    });
    expect(credit.creators[0]?.value.affiliation).toBeUndefined();
    expect(readImageRights({ id: 'img1', src: image.src, ...credit }, img, facts).signal).toEqual({
      light: 'grey',
      code: 'none-stated',
      because: [],
    });
  });
});
