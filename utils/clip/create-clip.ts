import type { Article } from '../model/article';
import {
  type CaptureInfo,
  CLIP_RECORD_VERSION,
  type ClipDraft,
  type ClipId,
  type ClipImage,
} from '../model/clip';
import type { RightsInfo } from '../model/rights';
import type { SourceInfo } from '../model/source';

/** What was read from a page. */
export interface ReadPage {
  /** Its `html` must have passed the sanitiser. */
  article: Article;
  source: SourceInfo;
  rights: RightsInfo;
  images: ClipImage[];
}

/** What only the caller knows: id, time and the tools' names. */
export interface Stamp
  extends Pick<CaptureInfo, 'at' | 'tool' | 'toolVersion' | 'browser' | 'how' | 'contentType'> {
  id: ClipId;
}

/** Makes the draft of a clip out of what was read from a page. Pure. */
export function createClip({ article, source, rights, images }: ReadPage, stamp: Stamp): ClipDraft {
  const { id, ...capture } = stamp;
  const { title, subtitle, html, text, language, direction, wordCount, partial, parts } = article;
  return {
    version: CLIP_RECORD_VERSION,
    id,
    content: {
      title,
      subtitle,
      html,
      text,
      language,
      direction,
      wordCount,
      partial,
      ...(parts && { parts }),
    },
    source,
    rights,
    images,
    capture: { ...capture, clock: 'device' },
  };
}
