import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { detectArticle } from '../../../utils/detect/detect';
import { extractArticle } from '../../../utils/extract/extract-article';

const root = join(__dirname, '../../..');
const own = ['modern', 'gbk'].map((kind) => ({
  name: `our own, ${kind}`,
  page: join(root, `test/pages/founding--${kind}/page.html`),
  expected: join(root, `test/pages/founding--${kind}/expected.json`),
}));
const seed = ['page.html', 'page-gbk.html'].map((file) => ({
  name: `the seed, ${file}`,
  page: join(root, '../shared/seed', file),
  expected: join(root, '../shared/seed/expected.json'),
}));

const fold = (text: string) => text.replace(/[\s\u00a0\u3000]+/g, '');

describe.each([...own, ...seed].filter(({ page }) => existsSync(page)))(
  'the founding page: $name',
  ({ page, expected }) => {
    const bytes = readFileSync(page);
    const head = bytes.subarray(0, 2000).toString('latin1');
    const html = new TextDecoder(/charset=["']?gb/i.test(head) ? 'gb18030' : 'utf-8').decode(bytes);
    const gold = JSON.parse(readFileSync(expected, 'utf8'));
    const url = 'https://news.example/csjjjq/csjgc/20201120/1234.html';
    const document = parseHTML(html).document as unknown as Document;

    it('is offered to be read', () => {
      expect(detectArticle(document, { url }).readable).toBe(true);
    });

    it('gives headline, subtitle, body, headings and picture, and nothing around them', () => {
      const result = extractArticle(document, { url });
      if (!result.ok) throw new Error(result.error.message);
      const article = result.value;
      expect(article.title).toBe(gold.title);
      expect(article.subtitle).toBe(gold.subtitle);
      expect(article.text.split('\n').map(fold)).toEqual(gold.bodyParagraphs.map(fold));
      expect([...article.html.matchAll(/<h2>(.*?)<\/h2>/g)].map((m) => fold(m[1] ?? ''))).toEqual(
        gold.headings.map(fold),
      );
      for (const other of gold.notInBody) expect(fold(article.text)).not.toContain(fold(other));
      expect(article.images.map((image) => image.src)).toEqual([new URL(gold.images[0].src, url).href]);
      expect(article.images[0]?.caption?.value).toBe(gold.images[0].caption);
      expect(article.images[0]?.creators.map((c) => c.value.name)).toEqual([gold.images[0].credit]);
      expect(article.language).toMatch(/^zh/);
    });
  },
);
