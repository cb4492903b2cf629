import type { Article, PageRef } from '../model/article';
import type { Result } from '../model/result';
import type { PageFacts } from '../page/facts';
import type { ByHand } from './by-hand';
import { extractWith } from './extract-with';
import { secondOpinion } from './second-opinion';

/**
 * Extracts the article of a page.
 * @param document never changed.
 * @param facts what `readPageFacts` read; saves reading it again.
 * @param byHand what the person decided: it goes before what the passes find.
 * @returns `empty-page` where there is no text, `no-article` where none of it is prose.
 */
export function extractArticle(
  document: Document,
  page: PageRef,
  facts?: PageFacts,
  byHand?: ByHand,
): Result<Article> {
  return extractWith(document, page, facts, () => secondOpinion, byHand);
}
