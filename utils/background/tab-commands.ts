import { askReader } from '../messaging/ask';
import type { PageCard, ToReader } from '../messaging/protocol';
import type { Evidence } from '../model/claim';
import type { ClipDraft } from '../model/clip';
import type { Result } from '../model/result';
import { noteReaderOpened } from '../platform/session';
import { findTab } from '../platform/tabs';
import { ensureReader, injectReader } from './reader-script';
import { isClosed, restrictedPage } from './restricted';

/** Opens the reader in a tab, or closes it. `notice`: the page itself says what went wrong. */
export async function toggleReader(
  tabId: number,
  how: ToReader['toggleReader']['data'] = {},
): Promise<Result<ToReader['toggleReader']['value']>> {
  const toggled = await atOnce(tabId, () => askReader(tabId, 'toggleReader', how));
  if (toggled.ok && toggled.value.open) await noteReaderOpened(new Date());
  return toggled;
}

/** Clips the page of a tab; `anyway` also where no article was found; `notice`: the page itself says so. */
export function clipTab(
  tabId: number,
  how: ToReader['clipPage']['data'] = {},
): Promise<Result<ToReader['clipPage']['value']>> {
  return inReader(tabId, () => askReader(tabId, 'clipPage', how));
}

/** What was found on the page of a tab. */
export function describeTab(tabId: number): Promise<Result<PageCard>> {
  return inReader(tabId, () => askReader(tabId, 'describePage', {}));
}

/** Clips what is selected on the page of a tab; the page itself says what came of it. */
export function clipSelection(tabId: number): Promise<Result<ToReader['clipSelection']['value']>> {
  return inReader(tabId, () => askReader(tabId, 'clipSelection', { notice: true }));
}

/** Lets the person pick the article on the page of a tab. */
export function pickInTab(tabId: number): Promise<Result<null>> {
  return inReader(tabId, () => askReader(tabId, 'pickBlock', {}));
}

/** What a clip of the tab's page would be now; nothing is kept. */
export function draftTab(tabId: number): Promise<Result<ClipDraft>> {
  return inReader(tabId, () => askReader(tabId, 'draftPage', {}));
}

/** Leads to the place on the tab's page where a value was found; closes the reader, which would lie over it. */
export function showPlace(tabId: number, evidence: Evidence): Promise<Result<{ shown: boolean }>> {
  return inReader(tabId, () => askReader(tabId, 'showPlace', { evidence }));
}

/**
 * Asks first and injects only where nobody answers: between the key and the text each message counts. Only for what may
 * be asked twice; a clip must not be made again of whatever page stands there by then.
 */
async function atOnce<T>(tabId: number, run: () => Promise<Result<T>>): Promise<Result<T>> {
  const answer = await run();
  if (answer.ok || answer.error.code !== 'no-answer') return answer;
  const ready = await injectReader(tabId);
  return ready.ok ? orClosed(tabId, await run()) : ready;
}

async function inReader<T>(tabId: number, run: () => Promise<Result<T>>): Promise<Result<T>> {
  const ready = await ensureReader(tabId);
  return ready.ok ? orClosed(tabId, await run()) : ready;
}

/** Firefox may take a script for a page of its own without a word and never run it: silence there has that reason. */
async function orClosed<T>(tabId: number, answer: Result<T>): Promise<Result<T>> {
  if (answer.ok || answer.error.code !== 'no-answer') return answer;
  return isClosed((await findTab(tabId))?.url) ? restrictedPage : answer;
}
