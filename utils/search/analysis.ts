import { bandTerms } from './alike';
import type { IndexedDocument } from './indexed-document';
import type { PreparedSegment } from './segment-builder';
import { prepareSegment } from './segments';

/** What a page asks the script that analyses texts beside it (`entrypoints/analyse`). */
export interface AnalysisTask {
  id: number;
  documents: readonly IndexedDocument[];
}

/** Its answer: the segment, or why there is none. */
export type AnalysisDone = { id: number; segment: PreparedSegment } | { id: number; failed: string };

/** A document with what tells of reprints, which is made out of its text. */
export function withBands({ text, facets = [] }: IndexedDocument): IndexedDocument {
  return { text, facets: [...facets, ...bandTerms(text.body)] };
}

/** Does a task. Does not throw. */
export function analyse({ id, documents }: AnalysisTask): AnalysisDone {
  try {
    return { id, segment: prepareSegment(documents.map(withBands)) };
  } catch (error) {
    return { id, failed: String(error) };
  }
}

/** The bytes of an answer that go over to the page without being copied. */
export function bytesOf(done: AnalysisDone): ArrayBuffer[] {
  const blocks = 'segment' in done ? done.segment.blocks : [];
  // Empty buckets share one block.
  return [...new Set(blocks.map(({ buffer }) => buffer as ArrayBuffer))];
}
