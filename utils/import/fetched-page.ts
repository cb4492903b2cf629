import type { CaptureInfo, ClipDraft, ClipId } from '../model/clip';
import { CLIP_RECORD_VERSION } from '../model/clip';
import { readWholePage } from './page-to-clip';
import type { ImportKit } from './types';

/** Makes the draft of a clip out of a page that was fetched; undefined where there is no article in it. */
export function draftOfFetched(
  fetched: { url: string; html: string },
  stamp: { id: ClipId } & Omit<CaptureInfo, 'how' | 'clock'>,
  kit: Pick<ImportKit, 'window' | 'now'>,
): ClipDraft | undefined {
  const read = readWholePage({ ...fetched, tags: [] }, kit);
  if (!read || read.content.text.trim() === '') return undefined;
  const { id, ...capture } = stamp;
  return {
    version: CLIP_RECORD_VERSION,
    id,
    ...read,
    capture: { ...capture, clock: 'device', how: 'full-article' },
  };
}
