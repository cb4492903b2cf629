import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { detectArticle } from '../../../utils/detect/detect';
import { extractArticle } from '../../../utils/extract/extract-article';
import type { Article } from '../../../utils/model/article';

/** What a page of test/pages must give. Every field is optional; texts are compared with white space folded. */
interface Expected {
  url?: string;
  readable?: boolean;
  title?: string;
  subtitle?: string;
  /** Each stands in the text, in this order. */
  present?: string[];
  /** None stands in the text or in the HTML. */
  absent?: string[];
  /** Stands once in the text. */
  once?: string[];
  /** Pieces of the article's HTML. */
  html?: string[];
  notHtml?: string[];
  headings?: string[];
  images?: { src: string; caption?: string; credit?: string }[];
  partial?: 'paywall' | 'parts';
  part?: number;
  parts?: number;
  language?: string;
  direction?: 'rtl';
}

const folder = join(__dirname, '../../pages');
const cases = readdirSync(folder, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() &&
      !entry.name.startsWith('founding--') &&
      existsSync(join(folder, entry.name, 'expected.json')),
  )
  .map((entry) => entry.name);

const parsers: Record<string, (html: string, url: string) => Document> = {
  linkedom: (html) => parseHTML(html).document as unknown as Document,
  jsdom: (html, url) => new JSDOM(html, { url }).window.document,
};

const fold = (text: string) => text.replace(/[\s\u00a0\u3000]+/g, ' ').trim();

for (const [name, parse] of Object.entries(parsers)) {
  describe(`pages in ${name}`, () => {
    for (const page of cases) {
      it(page, () => {
        const html = readFileSync(join(folder, page, 'page.html'), 'utf8');
        const expected = JSON.parse(readFileSync(join(folder, page, 'expected.json'), 'utf8')) as Expected;
        const url = expected.url ?? 'https://paper.example/2026/03/a-long-walk-home.html';
        const document = parse(html, url);
        const before = document.documentElement.outerHTML;
        if (expected.readable !== undefined)
          expect(detectArticle(document, { url }).readable).toBe(expected.readable);
        const result = extractArticle(document, { url });
        expect(document.documentElement.outerHTML).toBe(before);
        if (expected.readable === false) return;
        if (!result.ok) throw new Error(result.error.message);
        holds(result.value, expected);
      });
    }
  });
}

function holds(article: Article, expected: Expected): void {
  const text = fold(article.text);
  if (expected.title) expect(article.title).toBe(expected.title);
  if (expected.subtitle) expect(article.subtitle).toBe(expected.subtitle);
  let at = 0;
  for (const piece of expected.present ?? []) {
    expect(text).toContain(fold(piece));
    const found = text.indexOf(fold(piece), at);
    expect(found, `"${piece}" stands after the piece before it`).toBeGreaterThanOrEqual(0);
    at = found;
  }
  for (const piece of expected.absent ?? []) {
    expect(text).not.toContain(fold(piece));
    expect(fold(article.html)).not.toContain(fold(piece));
  }
  for (const piece of expected.once ?? []) expect(text.split(fold(piece)).length - 1, piece).toBe(1);
  for (const piece of expected.html ?? []) expect(fold(article.html)).toContain(fold(piece));
  for (const piece of expected.notHtml ?? []) expect(article.html).not.toContain(piece);
  if (expected.headings)
    expect(
      [...article.html.matchAll(/<h[1-6]>(.*?)<\/h[1-6]>/g)].map((m) =>
        fold((m[1] ?? '').replace(/<[^>]+>/g, '')),
      ),
    ).toEqual(expected.headings);
  if (expected.images) {
    expect(article.images.map((image) => image.src)).toEqual(expected.images.map((image) => image.src));
    expected.images.forEach((image, i) => {
      if (image.caption) expect(article.images[i]?.caption?.value).toBe(image.caption);
      if (image.credit) expect(article.images[i]?.credit?.value).toContain(image.credit);
    });
    for (const image of article.images)
      expect(article.html).toContain(`src="${image.src.replace(/&/g, '&amp;')}"`);
  }
  expect(article.partial?.reason).toBe(expected.partial);
  expect(article.partial?.part).toBe(expected.part);
  expect(article.partial?.parts).toBe(expected.parts);
  if (expected.language) expect(article.language).toBe(expected.language);
  if (expected.direction) expect(article.direction).toBe(expected.direction);
}
