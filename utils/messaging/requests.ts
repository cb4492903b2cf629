import { correction, time } from './correction-shape';
import { clipDraft, clipId } from './draft-shape';
import { embeddedFinding } from './embedded-shape';
import { evidence } from './evidence-shape';
import { mark, markId } from './mark-shape';
import type { FromExtensionPage, FromPage } from './protocol';
import { type Check, count, flag, list, number, oneOf, optional, shape, text } from './shape';

const nothing = shape({});
const tab = shape({ tabId: count });
const clips = shape({ clipIds: list(clipId, 100_000) });

const otherAddresses = shape({
  canonical: optional(shape({ value: text(8_192) })),
  variants: optional(list(text(8_192), 10)),
});

/** What a content script may ask, and in which shape (reliability.md 1.2, #7). */
export const pageRequests: Record<keyof FromPage, Check> = {
  pageDetected: shape({
    readable: flag,
    score: number(-1_000_000_000, 1_000_000_000),
    urls: optional(otherAddresses),
  }),
  expectReader: nothing,
  saveClip: shape({ draft: clipDraft }),
  findSave: shape({ draftId: clipId }),
  undoSave: shape({ draftId: clipId }),
  pageStatus: shape({
    urls: optional(otherAddresses),
    text: optional(text(8_000_000)),
  }),
  openLibrary: shape({ clipId: optional(clipId) }),
  openSettings: shape({ section: optional(oneOf('rules')) }),
  pageMarks: nothing,
  saveMark: shape({ mark }),
  removeMark: shape({ id: markId }),
  pageFacts: nothing,
  correctPage: shape({ correction }),
  undoPageCorrection: shape({ at: time }),
  loadPart: shape({ files: list(text(100), 30) }),
};

/** What popup and library may ask. */
export const extensionPageRequests: Record<keyof FromExtensionPage, Check> = {
  readTab: tab,
  clipTab: shape({ tabId: count, anyway: optional(flag), draftId: optional(clipId) }),
  describeTab: tab,
  pickInTab: tab,
  undoSave: shape({ draftId: clipId }),
  draftTab: tab,
  showPlace: shape({ tabId: count, evidence }),
  editClip: shape({ clipId, correction }),
  undoEdit: shape({ clipId, at: time }),
  noteEmbedded: shape({ versionId: text(100), found: list(embeddedFinding, 2_000) }),
  clipTabs: shape({ windowId: count }),
  stopClipTabs: nothing,
  undoClipTabs: nothing,
  refreshIcons: nothing,
  retryImages: shape({ clipId }),
  deleteClips: clips,
  restoreClips: clips,
  saveClipMark: shape({ clipId, mark }),
  removeClipMark: shape({ clipId, id: markId }),
};
