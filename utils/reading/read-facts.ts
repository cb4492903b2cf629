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

/** Reads them from the untouched document, all at once. A part of its own: the text is shown before (`read-page.ts`). */
export function readFacts(
  document: Document,
  page: PageRef,
  facts: PageFacts,
  article: Article,
): ArticleFacts {
  return {
    source: readSource(document, page, facts),
    rights: readRights(document, page, facts),
    images: imagesWithRights(page, facts, article),
  };
}

/** The same one after the other: between them the browser has its turn, so that a key or the wheel need not wait for all. */
export async function readFactsInTurns(
  document: Document,
  page: PageRef,
  facts: PageFacts,
  article: Article,
): Promise<ArticleFacts> {
  await turn();
  const source = readSource(document, page, facts);
  await turn();
  const rights = readRights(document, page, facts);
  await turn();
  return { source, rights, images: imagesWithRights(page, facts, article) };
}

/** Fulfilled when the browser has had its turn. No timer: a page in the back is given one a second. */
async function turn(): Promise<void> {
  await globalThis.scheduler?.postTask(() => undefined);
}

function imagesWithRights(page: PageRef, facts: PageFacts, { images }: Article): ClipImage[] {
  return images.map((image) => ({
    ...image,
    pageUrl: page.url,
    rights: readImageRights(image, undefined, facts),
  }));
}
