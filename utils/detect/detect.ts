import type { Detection } from '../model/article';

/** Tells whether a page is an article. */
export function detectArticle(document: Document, page: { url: string }): Detection {
  let good = 0;
  for (const p of document.querySelectorAll('p')) good += (p.textContent ?? '').length > 80 ? 1 : 0;
  return { readable: good > 4 && !/^https?:\/\/[^/]+\/?$/.test(page.url), score: good, reasons: [] };
}
