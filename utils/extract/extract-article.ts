/** Takes the readable content out of a page. */

import { baseAddress } from '../dom/address';
import { serialize } from '../dom/serialize';
import { countWords, foldSpace } from '../dom/text';
import { copyTree, isWithin, type Tree, type TreeElement, textOf } from '../dom/tree';
import type { Article, PageRef } from '../model/article';
import { fail, ok, type Result } from '../model/result';
import { type PageFacts, readPageFacts } from '../page/facts';
import { readHeadline } from '../page/headline';
import { blocksOf } from './blocks';
import { chooseRoot } from './choose-root';
import { clean } from './clean';
import { collectFigures } from './figures';
import { settleImages } from './images';
import { recoverLead } from './lead';
import { normalise } from './normalise';
import { markStated } from './stated';
import { linesOf } from './to-text';
import { findSideMatter, measure, weighBlock } from './weigh';
import { note, type Work } from './work';

/**
 * Extracts the article of a page.
 * @param document never changed.
 * @param facts what `readPageFacts` read; saves reading it again.
 * @returns `empty-page` where there is no text, `no-article` where none of it is prose.
 */
export function extractArticle(document: Document, page: PageRef, facts?: PageFacts): Result<Article> {
  const tree = copyPage(document);
  if (!tree) return fail('empty-page', 'This page is empty.');
  if (tree.truncated) return fail('too-large', 'This page has too many parts to be read.');
  const body = tree.root;
  const base = baseAddress(document, page.url);
  const known = facts ?? readPageFacts(document, page);
  const headline = readHeadline(document, known);
  const work: Work = {
    url: page.url,
    base,
    facts: known,
    headline,
    body,
    root: body,
    trace: [],
  };

  const blocks = blocksOf(body);
  if (!blocks.length) return fail('empty-page', 'This page has no text.');
  for (const block of blocks) block.weight = weighBlock(block);
  markStated(blocks, known);
  const first = measure(body, blocks);
  const side = findSideMatter(body, first);
  const kept = blocks.filter((block) => !isUnder(block.owner, side));
  const measures = measure(body, kept);
  work.root = chooseRoot(body, measures);
  for (const [element, hint] of side)
    if (isWithin(element, work.root)) note(work, element, 'side-matter', hint);
  recoverLead(work, kept);
  clean(work, kept, measures, side);

  settleImages(work.root, base);
  const out = normalise(work.root);
  const images = collectFigures(work, out);
  const text = linesOf(out).join('\n');
  if (!text) return fail('no-article', 'No readable text was found on this page.');
  return ok({
    title: headline.title.text,
    ...(headline.subtitle ? { subtitle: headline.subtitle.text } : {}),
    html: serialize(out, base),
    text,
    images,
    language: known.lang,
    wordCount: countWords(text),
    trace: work.trace,
  });
}

/** Copies the body; or all of the document where a damaged page has its text outside of the body. */
function copyPage(document: Document): Tree | undefined {
  const body = document.body && copyTree(document.body, { media: true });
  if (body && foldSpace(textOf(body.root)).length > 1200) return body;
  const html = document.documentElement && copyTree(document.documentElement, { media: true });
  if (!html || !body) return html || undefined;
  return textOf(html.root).length > textOf(body.root).length * 1.2 ? html : body;
}

function isUnder(element: TreeElement, side: Map<TreeElement, unknown>): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) if (side.has(at)) return true;
  return false;
}
