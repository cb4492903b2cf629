import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { detectArticle } from '../../../utils/detect/detect';
import { extractArticle } from '../../../utils/extract/extract-article';

const url = 'https://paper.example/2026/03/a-long-walk-home.html';
const documentOf = (html: string) => parseHTML(html).document as unknown as Document;
const SENTENCE =
  'The ferry had not crossed the bay since the storm, and the harbour master kept the keys in a tin.';

describe('huge and hostile pages', () => {
  it('reads 20,000 paragraphs to the last', () => {
    const paragraphs = Array.from({ length: 20_000 }, (_, i) => `<p>${i}. ${SENTENCE}</p>`).join('');
    const document = documentOf(`<html><body><article><h1>Long</h1>${paragraphs}</article></body></html>`);
    expect(detectArticle(document, { url }).readable).toBe(true);
    const result = extractArticle(document, { url });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.text).toContain('0. The ferry');
    expect(result.value.text).toContain('19999. The ferry');
  }, 60_000);

  it.each([1_500, 20_000])(
    'reads what stands under %i nested elements',
    (depth) => {
      const document = documentOf('<html><body><h1>Deep</h1></body></html>');
      let at: Element = document.body;
      for (let i = 0; i < depth; i += 1) at = at.appendChild(document.createElement('div'));
      for (let i = 0; i < 5; i += 1) {
        const paragraph = document.createElement('p');
        paragraph.textContent = `${i}. ${SENTENCE}`;
        at.appendChild(paragraph);
      }
      expect(() => detectArticle(document, { url })).not.toThrow();
      const result = extractArticle(document, { url });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.text.split('\n').filter((line) => line.includes(SENTENCE))).toHaveLength(5);
      expect(result.value.html.match(/<p>/g)).toHaveLength(5);
    },
    60_000,
  );

  it('is not stopped by two hundred thousand attributes', () => {
    const attributes = Array.from({ length: 1_000 }, (_, i) => `data-a${i}="${i}"`).join(' ');
    // A million are read in the browsers (scenario 52); here nearly all of the time would be the parser's.
    const blocks = Array.from({ length: 200 }, (_, i) => `<p ${attributes}>${i}. ${SENTENCE}</p>`).join('');
    const result = extractArticle(
      documentOf(`<html><body><main><h1>Wide</h1>${blocks}</main></body></html>`),
      { url },
    );
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.text).toContain('199. The ferry');
    expect(result.value.html).not.toContain('data-a');
  }, 60_000);

  it('says in a sentence that a page is too large, before it is read', () => {
    const items = '<b>x</b>'.repeat(210_000);
    const result = extractArticle(documentOf(`<html><body><div>${items}</div></body></html>`), { url });
    expect(result).toEqual({
      ok: false,
      error: { code: 'too-large', message: expect.stringMatching(/too many parts/) },
    });
  }, 60_000);

  it('says in a sentence that a page is empty', () => {
    const result = extractArticle(documentOf('<html><body><script>x()</script></body></html>'), { url });
    expect(result).toEqual({
      ok: false,
      error: { code: 'empty-page', message: expect.stringMatching(/\w/) },
    });
  });
});
