import { linkDraft } from '../clip/link-draft';
import { newClipId } from '../clip/new-id';
import { askReader } from '../messaging/ask';
import { clipDraft } from '../messaging/draft-shape';
import type { ClipDraft } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { mayReach } from '../platform/permissions';
import { findTab } from '../platform/tabs';
import { toolName } from '../platform/tool';
import { saveDraft } from '../store/save-draft';
import { fetchPage } from './fetch-page';
import { keepImages } from './keep-images';
import { refreshAllIcons } from './page-icon';
import { ensureReader } from './reader-script';
import { privateWindow, storageFailure } from './storage-failure';

/**
 * Clips the page behind a link: fetched without cookies and referrer, read by the reader's script in the tab in which
 * the link was chosen (a worker has no parser), and kept under the link's address. Where it cannot be had, its address
 * is kept, to be fetched from the library later. From a private window nothing is. The tab says what came of it.
 */
export async function clipLink(tabId: number, url: string): Promise<void> {
  if (!/^https?:/i.test(url)) return;
  await ensureReader(tabId);
  if ((await findTab(tabId))?.incognito) {
    await askReader(tabId, 'tellClip', { result: privateWindow });
    return;
  }
  const draft = (await fetchDraft(tabId, url)) ?? linkDraft(url, stampOf('link'));
  try {
    const outcome = await saveDraft(draft, crypto.subtle);
    if (!outcome) return;
    if (outcome.kind !== 'same') void keepImages(outcome.versionId, tabId);
    await refreshAllIcons();
    const onlyAddress = draft.capture.how === 'link' && outcome.kind === 'new';
    const result = onlyAddress
      ? fail('link-kept', 'The address is kept; its text could not be fetched now.')
      : ok({ ...outcome, draftId: draft.id });
    await askReader(tabId, 'tellClip', { result });
  } catch (error) {
    await askReader(tabId, 'tellClip', { result: storageFailure(error) });
  }
}

function stampOf(how: 'link' | 'full-article') {
  return { id: newClipId(crypto), at: new Date().toISOString(), how, ...toolName() };
}

async function fetchDraft(tabId: number, url: string): Promise<ClipDraft | undefined> {
  const fetched = (await mayReach(url)) ? await fetchPage(url) : 'refused';
  if (typeof fetched === 'string') return undefined;
  const answer: Result<ClipDraft> = await askReader(tabId, 'readFetched', {
    url: fetched.url,
    html: fetched.html,
    stamp: stampOf('full-article'),
  });
  // It comes from a page's process, which may have been taken over: only what a clip may be is kept, under our address.
  if (!answer.ok || clipDraft(answer.value, 'draft') !== undefined) return undefined;
  const { source } = answer.value;
  return { ...answer.value, source: { ...source, urls: { ...source.urls, retrieved: url } } };
}
