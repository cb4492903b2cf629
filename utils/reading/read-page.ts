import type { ReadPage } from '../clip/create-clip';
import { detectArticle } from '../detect/detect';
import { sanitize } from '../dom/sanitize';
import { extractArticle } from '../extract/extract-article';
import { extractWhole } from '../extract/extract-whole';
import { checkSize } from '../messaging/limits';
import type { Article, PageRef, SafeHtml } from '../model/article';
import type { ClipImage } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { type PageFacts, readPageFacts } from '../page/facts';
import { readImageRights } from '../rights/image-rights';
import { readRights } from '../rights/read-rights';
import { readSource } from '../source/read-source';
import { whenSettled } from './settled';

/** What was read from the page, safe to show and to keep. */
export interface Reading extends ReadPage {
  html: SafeHtml;
  /** Whether the page is an article, and not merely a page with text. */
  isArticle: boolean;
  /** Where a part of a joined article is missing: before so many blocks of the text. */
  gaps?: { number: number; url: string; before: number }[];
}

/** How long a page may take to come to rest before it is read as it is. */
const rest = 250;
const limit = 3_000;

/**
 * Reads the page: facts from the untouched document, the article from a copy. A page that is still being built is
 * given time: at once if it reads as an article, else when its tree has come to rest.
 */
export async function readPage(window: Window & typeof globalThis, now: Date): Promise<Result<Reading>> {
  const { document } = window;
  if (!isHtml(document))
    return fail('restricted-page', 'Colophon reads pages of text, not this kind of file.');
  const isParsed = document.readyState !== 'loading';
  const first = isParsed ? readNow(window, now) : undefined;
  if (first?.ok && first.value.isArticle) return first;
  const hasMoved = await whenSettled(document, rest, limit);
  if (first && !hasMoved) return first;
  return readNow(window, now);
}

function isHtml(document: Document): boolean {
  return ['text/html', 'application/xhtml+xml', 'text/plain'].includes(document.contentType);
}

function readNow(window: Window & typeof globalThis, now: Date): Result<Reading> {
  return readDocument(window.document, window.location.href, { window, now });
}

/** Reads a document that stands in a tab, or one that was fetched. Never changes it. */
export function readDocument(
  document: Document,
  url: string,
  { window, now }: { window: Window & typeof globalThis; now: Date },
): Result<Reading> {
  const page = { url, now: now.toISOString() };
  const facts = readPageFacts(document, page);
  const isArticle = detectArticle(document, page).readable;
  const extracted = extractText(document, page, facts);
  if (!extracted.ok) return extracted;
  const size = checkSize(extracted.value.html);
  if (!size.ok) return size;
  const html = sanitize(extracted.value.html, window);
  const source = readSource(document, page, facts);
  const rights = readRights(document, page, facts);
  const article: Article = { ...extracted.value, html };
  return ok({ article, html, source, rights, images: clipImages(article, page.url, facts), isArticle });
}

/** The article; where there is none but there is text, all of the page's text. */
function extractText(document: Document, page: PageRef, facts: PageFacts): Result<Article> {
  const article = extractArticle(document, page, facts);
  if (article.ok || article.error.code !== 'no-article') return article;
  return extractWhole(document, page, facts);
}

function clipImages(article: Article, pageUrl: string, facts: PageFacts): ClipImage[] {
  return article.images.map((image) => ({
    ...image,
    pageUrl,
    rights: readImageRights(image, undefined, facts),
  }));
}
