import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../utils/extract/extract-article';

const url = 'https://paper.example/2026/03/a-long-walk-home.html';
const documentOf = (html: string) => parseHTML(html).document as unknown as Document;
const fold = (text: string) => text.replace(/\s+/g, '');

const LATIN =
  'harbour ferry lantern keeper morning letter window bottle answer children evening distance notebook pencil storm village boats light shore tide'.split(
    ' ',
  );
const HAN = '河湾小城渡口灯塔清晨船工孩子潮水书信钥匙故事码头风声木牌炉火茶香北岸石桥'.split('');

/** Paragraphs of a Latin or a Chinese article, each different, each a few sentences. */
const latinParagraph = fc
  .array(fc.array(fc.constantFrom(...LATIN), { minLength: 8, maxLength: 16 }), { minLength: 2, maxLength: 4 })
  .map((sentences) => sentences.map((words) => `The ${words.join(' ')}.`).join(' '));
const hanParagraph = fc
  .array(fc.array(fc.constantFrom(...HAN), { minLength: 12, maxLength: 30 }), { minLength: 2, maxLength: 4 })
  .map((sentences) => sentences.map((signs) => `${signs.join('')}。`).join(''));

const NAVIGATION = '<nav><ul><li><a href="/a">Weather</a></li><li><a href="/b">Sport</a></li></ul></nav>';
const SIDE_MATTER = [
  '<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/x1">PLANTED one of the council</a></li><li><a href="/x2">PLANTED two of the pier</a></li></ul></aside>',
  '<div class="related-posts"><h3>Related</h3><a href="/y1">PLANTED three about rope</a><a href="/y2">PLANTED four about oil</a></div>',
  '<div class="newsletter-signup"><p>PLANTED sign up for our newsletter and get the tide tables by post each week.</p></div>',
  '<div id="comments"><p>PLANTED I was there that night and I remember it quite differently, said a reader from the north pier.</p></div>',
  '<footer><p>PLANTED © 2026 Harbour Paper. All rights reserved.</p></footer>',
  '<div class="share-bar"><a href="/s">PLANTED share</a></div>',
];
const WRAPS: ((paragraphs: string[]) => string)[] = [
  (p) => `<main><article><h1>A Long Walk Home</h1>${p.map((x) => `<p>${x}</p>`).join('')}</article></main>`,
  (p) =>
    `<div class="c1"><h1>A Long Walk Home</h1><div class="c2">${p.map((x) => `<div>${x}</div>`).join('')}</div></div>`,
  (p) => `<div class="c1"><h1>A Long Walk Home</h1><div>${p.join('<br><br>')}</div></div>`,
  (p) =>
    `<table><tr><td><b>A Long Walk Home</b></td></tr><tr><td>${p.map((x) => `<p>${x}</p>`).join('')}</td></tr></table>`,
  (p) => `<div><h1>A Long Walk Home</h1>${p.map((x) => `<section><p>${x}</p></section>`).join('')}</div>`,
];

const generated = fc.record({
  paragraphs: fc.oneof(
    fc.uniqueArray(latinParagraph, { minLength: 4, maxLength: 12 }),
    fc.uniqueArray(hanParagraph, { minLength: 4, maxLength: 12 }),
  ),
  wrap: fc.constantFrom(...WRAPS),
  before: fc.subarray(SIDE_MATTER),
  after: fc.subarray(SIDE_MATTER),
});

const pageOf = ({
  paragraphs,
  wrap,
  before,
  after,
}: {
  paragraphs: string[];
  wrap: (p: string[]) => string;
  before: string[];
  after: string[];
}) =>
  `<!doctype html><html><head><title>A Long Walk Home | Harbour Paper</title></head><body>${NAVIGATION}${before.join('')}${wrap(paragraphs)}${after.join('')}</body></html>`;

describe('extraction of generated articles', () => {
  it('returns every planted paragraph, in order, and none of the planted side matter', () => {
    fc.assert(
      fc.property(generated, (made) => {
        const result = extractArticle(documentOf(pageOf(made)), { url });
        if (!result.ok) throw new Error(result.error.message);
        const text = fold(result.value.text);
        let at = 0;
        for (const paragraph of made.paragraphs) {
          const found = text.indexOf(fold(paragraph), at);
          expect(found, paragraph).toBeGreaterThanOrEqual(0);
          at = found;
        }
        expect(text).not.toContain('PLANTED');
        expect(result.value.html).not.toContain('PLANTED');
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same twice, and leaves the page as it was', () => {
    fc.assert(
      fc.property(generated, (made) => {
        const document = documentOf(pageOf(made));
        const before = document.documentElement.outerHTML;
        const first = extractArticle(document, { url });
        const second = extractArticle(document, { url });
        expect(second).toEqual(first);
        expect(document.documentElement.outerHTML).toBe(before);
      }),
      { numRuns: 40 },
    );
  });
});

const TAGS =
  'a p div span table tr td ul ol li dl dt dd pre code math mi mtext svg img picture source figure figcaption noscript iframe video blockquote h1 h2 br hr details summary ruby rt article main nav script style template select option form b i'.split(
    ' ',
  );
const ATTRIBUTES = [
  'class="comment"',
  'class="article-body"',
  'href="#fn1"',
  'id="fn1"',
  'href="javascript:alert(1)"',
  'src="x.png"',
  'srcset=", ,x 1w,"',
  'data-src="%%%"',
  'style="display:none"',
  'hidden',
  'onclick="x()"',
  'itemprop="articleBody"',
  'href="http://["',
  'data-tex=""',
];
const soup = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...TAGS), fc.subarray(ATTRIBUTES, { maxLength: 3 }))
        .map(([tag, attributes]) => `<${tag} ${attributes.join(' ')}>`),
      fc.constantFrom(...TAGS).map((tag) => `</${tag}>`),
      fc.string({ maxLength: 30 }),
      latinParagraph,
      hanParagraph,
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any HTML whatever', () => {
  it('gives a result and never throws, and its HTML holds no script, handler or bad address', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const result = extractArticle(documentOf(`<!doctype html><html><body>${html}</body></html>`), {
          url,
        });
        if (!result.ok) {
          expect(result.error.code).toMatch(/^(?:empty-page|no-article|too-large)$/);
          expect(result.error.message).not.toBe('');
          return;
        }
        expect(result.value.html).not.toMatch(/<(?:script|style|iframe|form|svg|template)\b/i);
        expect(result.value.html).not.toMatch(/<[^>]*\s(?:on\w+|style|srcset)=/i);
        expect(result.value.html).not.toMatch(/(?:href|src)="\s*(?:javascript|data:text)/i);
      }),
      { numRuns: 400 },
    );
  });
});
