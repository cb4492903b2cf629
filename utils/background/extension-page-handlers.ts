import type { Handlers } from '../messaging/listen';
import type { FromExtensionPage } from '../messaging/protocol';
import { fail, ok, type Result } from '../model/result';
import { act } from '../store/acts';
import { startClipTabs, stopClipTabs, undoClipTabs } from './clip-tabs';
import { correctClip, undoClipCorrection } from './corrections';
import { noteEmbedded } from './embedded';
import { retryImages } from './keep-images';
import { dropMark, keepMark } from './marks';
import { undo } from './page-handlers';
import { refreshAllIcons } from './page-icon';
import { storageFailure } from './storage-failure';
import { clipTab, describeTab, draftTab, pickInTab, showPlace, toggleReader } from './tab-commands';

/** Answers to what popup and library ask. */
export const extensionPageHandlers: Handlers<FromExtensionPage, { kind: 'extension' }> = {
  async readTab({ tabId }) {
    const answer = await toggleReader(tabId);
    return answer.ok ? ok(null) : answer;
  },
  clipTab: ({ tabId, anyway, draftId }) => clipTab(tabId, { anyway, draftId }),
  describeTab: ({ tabId }) => describeTab(tabId),
  pickInTab: ({ tabId }) => pickInTab(tabId),
  draftTab: ({ tabId }) => draftTab(tabId),
  showPlace: ({ tabId, evidence }) => showPlace(tabId, evidence),
  async editClip({ clipId, correction }) {
    const corrected = await correctClip(clipId, correction);
    return corrected.ok ? ok({ at: corrected.value.at }) : corrected;
  },
  async undoEdit({ clipId, at }) {
    const undone = await undoClipCorrection(clipId, at);
    return undone.ok ? ok(null) : undone;
  },
  noteEmbedded: ({ versionId, found }) => noteEmbedded(versionId, found),
  undoSave: async ({ draftId }) => thenRefresh(await undo(draftId)),
  clipTabs: ({ windowId }) => startClipTabs(windowId),
  stopClipTabs: () => stopClipTabs(),
  undoClipTabs: () => undoClipTabs(),
  refreshIcons: () => thenRefresh(ok(null)),
  async retryImages({ clipId }) {
    const done = await retryImages(clipId);
    return done ? ok(done) : fail('not-found', 'There is no such clip.');
  },
  deleteClips: ({ clipIds }) => change(() => act({ kind: 'trash', clipIds, on: true })),
  restoreClips: ({ clipIds }) => change(() => act({ kind: 'trash', clipIds, on: false })),
  saveClipMark: ({ clipId, mark }) => keepMark(clipId, mark),
  removeClipMark: ({ clipId, id }) => dropMark(clipId, id),
};

async function change(write: () => Promise<unknown>): Promise<Result<null>> {
  try {
    await write();
    return thenRefresh(ok(null));
  } catch (error) {
    return storageFailure(error);
  }
}

async function thenRefresh(result: Result<null>): Promise<Result<null>> {
  if (result.ok) await refreshAllIcons();
  return result;
}
