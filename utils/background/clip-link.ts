import { linkDraft } from '../clip/link-draft';
import { decodePage } from '../import/decode-page';
import { askReader } from '../messaging/ask';
import { clipDraft } from '../messaging/draft-shape';
import type { ClipDraft } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { mayReach } from '../platform/permissions';
import { toolName } from '../platform/tool';
import { saveDraft } from '../store/save-draft';
import { mayFetch } from './address-space';
import { keepImages } from './keep-images';
import { refreshAllIcons } from './page-icon';
import { ensureReader } from './reader-script';
import { storageFailure } from './storage-failure';

const maxBytes = 8 * 1024 * 1024;
const maxMilliseconds = 30_000;

/**
 * Clips the page behind a link: fetched without cookies and referrer, read by the reader's script in the tab in which
 * the link was chosen (a worker has no parser), and kept under the link's address. Where it cannot be had, its address
 * is kept, to be fetched from the library later. The tab says what came of it.
 */
export async function clipLink(tabId: number, url: string): Promise<void> {
  if (!/^https?:/i.test(url)) return;
  await ensureReader(tabId);
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
  return { id: `urn:uuid:${crypto.randomUUID()}`, at: new Date().toISOString(), how, ...toolName() };
}

async function fetchDraft(tabId: number, url: string): Promise<ClipDraft | undefined> {
  const fetched = (await mayReach(url)) ? await fetchPage(url).catch(() => undefined) : undefined;
  if (!fetched) return undefined;
  const answer: Result<ClipDraft> = await askReader(tabId, 'readFetched', {
    ...fetched,
    stamp: stampOf('full-article'),
  });
  // It comes from a page's process, which may have been taken over: only what a clip may be is kept, under our address.
  if (!answer.ok || clipDraft(answer.value, 'draft') !== undefined) return undefined;
  const { source } = answer.value;
  return { ...answer.value, source: { ...source, urls: { ...source.urls, retrieved: url } } };
}

async function fetchPage(url: string): Promise<{ url: string; html: string } | undefined> {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'text/html,application/xhtml+xml' },
    signal: AbortSignal.timeout(maxMilliseconds),
  });
  const type = response.headers.get('content-type');
  const at = response.url || url;
  // A page on the web may not lead us into the person's own network.
  const isWanted =
    response.ok &&
    /html/i.test(type ?? 'text/html') &&
    mayFetch(new URL(at).hostname, new URL(url).hostname) &&
    Number(response.headers.get('content-length')) <= maxBytes;
  if (!isWanted) {
    await response.body?.cancel();
    return undefined;
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > maxBytes ? undefined : { url: at, html: decodePage(bytes, type) };
}
