import type { Article, PageRef } from '../model/article';
import type { ClipImage } from '../model/clip';
import type { RightsInfo } from '../model/rights';
import type { SourceInfo } from '../model/source';
import type { PageFacts } from '../page/facts';
import { readImageRights } from '../rights/image-rights';
import { readRights } from '../rights/read-rights';
import { readSource } from '../source/read-source';

/** What is known of an article beside its text: who, where, when, and under which terms. */
export interface ArticleFacts {
  source: SourceInfo;
  rights: RightsInfo;
  /** The pictures of the article, each with its own rights. */
  images: ClipImage[];
}

/** Reads them from the untouched document. A part of its own: the text is shown before (`read-page.ts`). */
export function readFacts(
  document: Document,
  page: PageRef,
  facts: PageFacts,
  article: Article,
): ArticleFacts {
  return {
    source: readSource(document, page, facts),
    rights: readRights(document, page, facts),
    images: article.images.map((image) => ({
      ...image,
      pageUrl: page.url,
      rights: readImageRights(image, undefined, facts),
    })),
  };
}
