import type { Highlight } from '../../../utils/model/clip';
import type { Result } from '../../../utils/model/result';

/** Where the marks of the shown article are kept. `save` keeps a new one or changes one. */
export interface MarkStore {
  marks: readonly Highlight[];
  save: (mark: Highlight) => Promise<Result<unknown>>;
  remove: (id: string) => Promise<Result<unknown>>;
}

/** What is needed to describe a passage so that others find it too. */
export interface MarkedText {
  /** The canonical text of the clip (`clip-text-v1`). */
  canonical: string;
  /** Its head, before the body: title and subtitle. */
  head: string;
  /** Address of the page. */
  source: string;
}
