import { pageKey } from '../clip/page-key';
import { stripTracking } from '../dom/address';
import type { FromPage } from '../messaging/protocol';
import type { PageSender } from '../messaging/sender';
import type { Handlers } from '../messaging/serve';
import type { ClipDraft, SaveOutcome } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { openPage } from '../platform/tabs';
import { findByPageKey, findSave } from '../store/clips';
import { saveDraft, undoSave } from '../store/save-draft';
import { correctPage, factsOfPage, undoPageCorrection } from './corrections';
import { keepImages } from './keep-images';
import { dropPageMark, keepPageMark, marksOfPage } from './marks';
import { openIfChosen } from './open-by-itself';
import { pageFound, refreshIcon } from './page-icon';
import { loadPart } from './reader-parts';
import { privateWindow, storageFailure } from './storage-failure';

/** Answers to what content scripts ask, each about its own tab only. */
export const pageHandlers: Handlers<FromPage, PageSender> = {
  async pageDetected({ readable }, { tabId, url }) {
    await pageFound(tabId, url, readable);
    // Not awaited: reading a page may take its time, and the detector waits for nothing.
    if (readable) void openIfChosen(tabId, url).catch(() => undefined);
    return ok(null);
  },

  async saveClip({ draft }, sender) {
    if (sender.incognito) return privateWindow;
    const saved = await save(atAddress(draft, sender.url));
    if (saved.ok) {
      // Not awaited: the text is kept, and a slow image must not keep the answer from the reader.
      if (saved.value.kind !== 'same') void keepImages(saved.value.versionId, sender.tabId);
      await refreshIcon(sender.tabId, sender.url);
    }
    return saved;
  },

  async findSave({ draftId }) {
    return ok((await findSave(draftId)) ?? null);
  },

  async undoSave({ draftId }, sender) {
    const undone = await undo(draftId);
    if (undone.ok) await refreshIcon(sender.tabId, sender.url);
    return undone;
  },

  async pageStatus(_, { url }) {
    const kept = await findByPageKey(pageKey(url));
    return ok(kept ? { clipId: kept.id, clippedAt: kept.clippedAt } : null);
  },

  pageMarks: (_, { url }) => marksOfPage(url),
  async saveMark({ mark }, { url, incognito }) {
    return incognito ? privateWindow : keepPageMark(url, mark);
  },
  removeMark: ({ id }, { url }) => dropPageMark(url, id),
  pageFacts: (_, { url }) => factsOfPage(url),
  async correctPage({ correction }, { url, incognito }) {
    return incognito ? privateWindow : correctPage(url, correction);
  },
  undoPageCorrection: ({ at }, { url }) => undoPageCorrection(url, at),
  loadPart: ({ file }, { tabId }) => loadPart(tabId, file),

  async openLibrary({ clipId }) {
    await openPage('library.html', clipId ? `#clip=${encodeURIComponent(clipId)}` : '');
    return ok(null);
  },
};

/** Takes a save back, whoever asks. */
export async function undo(draftId: string): Promise<Result<null>> {
  try {
    const known = await undoSave(draftId, new Date().toISOString());
    return known ? ok(null) : fail('not-found', 'There is no such clip to undo.');
  } catch (error) {
    return storageFailure(error);
  }
}

async function save(draft: ClipDraft): Promise<Result<SaveOutcome>> {
  try {
    const outcome = await saveDraft(draft, crypto.subtle);
    return outcome ? ok(outcome) : fail('not-found', 'This clip was undone.');
  } catch (error) {
    console.error(error);
    return storageFailure(error);
  }
}

/** The address of a clip is what the browser says of the tab; a page's script cannot choose it. */
function atAddress(draft: ClipDraft, url: string): ClipDraft {
  const { urls } = draft.source;
  if (urls.retrieved === url) return draft;
  return {
    ...draft,
    source: { ...draft.source, urls: { ...urls, retrieved: url, cleaned: stripTracking(url) } },
  };
}
