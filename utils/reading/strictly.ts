import { sanitizeStrictly } from '../dom/sanitize';
import type { Article } from '../model/article';
import { ok, type Result } from '../model/result';
import { lacksPart } from './read-page';

/**
 * What was read, as it may be kept: its HTML has passed DOMPurify, whatever made safe what is shown.
 * @param window of the page, whose DOM does the parsing.
 */
export async function strictly<R extends { article: Article }>(
  window: Window & typeof globalThis,
  reading: R,
): Promise<Result<R>> {
  try {
    const html = await sanitizeStrictly(reading.article.html, window);
    return ok({ ...reading, article: { ...reading.article, html } });
  } catch {
    return lacksPart();
  }
}
