import { sha256 } from '../clip/fingerprint';
import { pageKeys } from '../clip/page-key';
import { stripTracking } from '../dom/address';
import type { Handlers } from '../messaging/listen';
import type { FromPage } from '../messaging/protocol';
import type { PageSender } from '../messaging/sender';
import type { ClipDraft, ClipSummary, SaveOutcome } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { openPage, openSettings } from '../platform/tabs';
import { findSave, getRecord } from '../store/clips';
import { saveDraft, undoSave } from '../store/save-draft';
import { tendIfScattered } from '../store/tend-index';
import { backUpIfDue } from '../trust/backups';
import { clipOfPage, learnKeys } from './clip-of-page';
import { correctPage, factsOfPage, undoPageCorrection } from './corrections';
import { keepImages } from './keep-images';
import { dropPageMark, keepPageMark, marksOfPage } from './marks';
import { openIfChosen } from './open-by-itself';
import { pageFound, refreshIcon } from './page-icon';
import { loadPart } from './reader-parts';
import { injectReader, injectWhereInUse } from './reader-script';
import { privateWindow, storageFailure } from './storage-failure';

/** Answers to what content scripts ask, each about its own tab only. */
export const pageHandlers: Handlers<FromPage, PageSender> = {
  async pageDetected({ readable, urls }, { tabId, url }) {
    if (urls) await learnKeys({ tabId, url }, pageKeys({ ...urls, retrieved: url }));
    await pageFound(tabId, url, readable);
    // Not awaited: reading a page may take its time, and the detector waits for nothing.
    if (readable)
      void openIfChosen(tabId, url)
        .then(() => injectWhereInUse(tabId))
        .catch(() => undefined);
    return ok(null);
  },

  expectReader: (_, { tabId }) => injectReader(tabId),

  async saveClip({ draft }, sender) {
    if (sender.incognito) return privateWindow;
    const saved = await save(atAddress(draft, sender.url));
    if (saved.ok) {
      // Not awaited: the text is kept, and a slow image must not keep the answer from the reader.
      if (saved.value.kind !== 'same') void afterSave(saved.value.versionId, sender.tabId);
      await refreshIcon(sender.tabId, sender.url);
      void tendIfScattered();
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

  async pageStatus({ urls, text }, sender) {
    if (urls && (await learnKeys(sender, pageKeys({ ...urls, retrieved: sender.url }))))
      await refreshIcon(sender.tabId, sender.url);
    const kept = await clipOfPage(sender);
    if (!kept) return ok(null);
    const changed = text !== undefined && (await isOther(kept, text));
    return ok({ clipId: kept.id, clippedAt: kept.clippedAt, ...(changed && { changed }) });
  },

  pageMarks: (_, sender) => marksOfPage(sender),
  async saveMark({ mark }, sender) {
    return sender.incognito ? privateWindow : keepPageMark(sender, mark);
  },
  removeMark: ({ id }, sender) => dropPageMark(sender, id),
  pageFacts: (_, sender) => factsOfPage(sender),
  async correctPage({ correction }, sender) {
    return sender.incognito ? privateWindow : correctPage(sender, correction);
  },
  undoPageCorrection: ({ at }, sender) => undoPageCorrection(sender, at),
  loadPart: ({ files }, { tabId }) => loadPart(tabId, files),

  async openLibrary({ clipId }) {
    await openPage('library.html', clipId ? `#clip=${encodeURIComponent(clipId)}` : '');
    return ok(null);
  },

  async openSettings({ section }) {
    await openSettings(section);
    return ok(null);
  },
};

/** Whether the text of the page is another than the clip's newest; one that waits for its text has none to compare. */
async function isOther({ id, toFetch }: ClipSummary, text: string): Promise<boolean> {
  const record = toFetch ? undefined : await getRecord(id);
  const how = record?.capture.how;
  // A selection, what was put together by hand, and another program's copy were never the page's whole text.
  if (!record || how === 'selection' || how === 'simplified' || how === 'import') return false;
  return record.integrity.text !== (await sha256(text, crypto.subtle));
}

/** Never throws: both keep what went wrong. */
async function afterSave(versionId: string, tabId: number): Promise<void> {
  await keepImages(versionId, tabId);
  await backUpIfDue();
}

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
