/** Takes the readable content out of a page. */

import { baseAddress } from '../dom/address';
import { serialize } from '../dom/serialize';
import { countWords, foldSpace } from '../dom/text';
import { copyTree, isElement, isWithin, type TreeElement } from '../dom/tree';
import type { Article, PageRef } from '../model/article';
import { fail, ok, type Result } from '../model/result';
import type { PageFacts } from '../page/facts';
import { blocksOf } from './blocks';
import { chooseRoot } from './choose-root';
import { clean } from './clean';
import { normalise } from './normalise';
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
  if (!document.body) return fail('empty-page', 'This page is empty.');
  const tree = copyTree(document.body, { media: true });
  if (tree.truncated) return fail('too-large', 'This page has too many parts to be read.');
  const body = tree.root;
  const base = baseAddress(document, page.url);
  const title = foldSpace(
    document.querySelector('h1')?.textContent ?? document.querySelector('title')?.textContent ?? '',
  );
  const work: Work = { url: page.url, base, facts, body, root: body, title, trace: [] };

  const blocks = blocksOf(body);
  if (!blocks.length) return fail('empty-page', 'This page has no text.');
  for (const block of blocks) block.weight = weighBlock(block);
  const first = measure(body, blocks);
  const side = findSideMatter(body, first);
  const kept = blocks.filter((block) => !isUnder(block.owner, side));
  const measures = measure(body, kept);
  work.root = chooseRoot(body, measures);
  for (const [element, hint] of side)
    if (isWithin(element, work.root)) note(work, element, 'side-matter', hint);
  clean(work, kept, measures, side);

  const out = normalise(work.root);
  const text = linesOf(out).join('\n');
  if (!text) return fail('no-article', 'No readable text was found on this page.');
  return ok({
    title: work.title,
    html: serialize(out, base),
    text,
    images: [],
    language: facts?.lang,
    wordCount: countWords(text),
    trace: work.trace,
  });
}

function isUnder(element: TreeElement, side: Map<TreeElement, unknown>): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) if (side.has(at)) return true;
  return false;
}

export { isElement };
