import { canonicalText, clipBlocks } from '../../../utils/clip/fingerprint';
import type { ClipContent, Highlight } from '../../../utils/model/clip';
import type { Result } from '../../../utils/model/result';

/**
 * Where the marks of the shown article are kept. `save` keeps a new one or changes one. Where neither is there (an
 * older version, a clip in the Trash) the marks are shown and cannot be changed.
 */
export interface MarkStore {
  marks: readonly Highlight[];
  save?: (mark: Highlight) => Promise<Result<unknown>>;
  remove?: (id: string) => Promise<Result<unknown>>;
}

/** What is needed to describe a passage so that others find it too. */
export interface MarkedText {
  /** The canonical text of the clip (`clip-text-v1`); made when it is first needed. */
  canonical: () => string;
  /** Its head, before the body: title and subtitle. */
  head: string;
  /** Address of the page. */
  source: string;
}

/** The text of an article for its marks. Takes the content, its images, and the address of the page. */
export function markedText(
  content: ClipContent,
  images: Parameters<typeof clipBlocks>[1],
  source: string,
): MarkedText {
  let canonical: string | undefined;
  return {
    canonical: () => {
      canonical ??= canonicalText(clipBlocks(content, images));
      return canonical;
    },
    head: `${canonicalText([content.title, content.subtitle ?? ''])}\n`,
    source,
  };
}
