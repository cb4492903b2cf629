/** "Clip anyway": a page that is no article, but has text. */

import { baseAddress } from '../dom/address';
import { serialize } from '../dom/serialize';
import { countWords } from '../dom/text';
import { copyTree } from '../dom/tree';
import type { Article, PageRef } from '../model/article';
import { fail, ok, type Result } from '../model/result';
import type { PageFacts } from '../page/facts';
import { readHeadline } from '../page/headline';
import { collectFigures } from './figures';
import { settleImages } from './images';
import { normalise } from './normalise';
import { linesOf } from './to-text';

/**
 * Takes all of a page's visible text as it stands, in reading order, with nothing cleaned away: what a person asks for
 * who wants to keep a page in which no article was found.
 * @param document never changed.
 * @returns `empty-page` where there is no text at all.
 */
export function extractWhole(document: Document, page: PageRef, facts: PageFacts): Result<Article> {
  const tree = document.body && copyTree(document.body, { media: true });
  if (!tree) return fail('empty-page', 'This page is empty.');
  if (tree.truncated) return fail('too-large', 'This page has too many parts to be read.');
  const base = baseAddress(document, page.url);
  const headline = readHeadline(document, facts);
  const { root: body } = tree;
  settleImages(body, base);
  const out = normalise(body);
  const images = collectFigures({ url: page.url, base, facts, headline, body, root: body, trace: [] }, out);
  const text = linesOf(out).join('\n');
  if (!text) return fail('empty-page', 'This page has no text.');
  return ok({
    title: headline.title.text,
    html: serialize(out, base),
    text,
    images,
    language: facts.lang,
    wordCount: countWords(text),
    trace: [],
  });
}
