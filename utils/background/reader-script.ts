import { askReader } from '../messaging/ask';
import { ok, type Result } from '../model/result';
import { injectScripts } from '../platform/scripting';
import { readerOpenedAt } from '../platform/session';
import { findTab } from '../platform/tabs';
import { injectionFailure } from './restricted';

const readerFile = '/reader.js';

/** Makes sure that the reader script listens in a tab: injects it if it does not answer. */
export async function ensureReader(tabId: number): Promise<Result<null>> {
  const ping = await askReader(tabId, 'ping', {});
  return ping.ok ? ok(null) : injectReader(tabId);
}

/** For how long somebody who opened the reader is held to be reading, in milliseconds: half a day. */
const reading = 12 * 60 * 60 * 1000;

/**
 * Brings the reader script to an article that somebody looks at who reads this way today, and lets it read the page once: when the
 * key comes all is compiled. Nothing shows. Nobody else's pages are burdened with it.
 */
export async function injectWhereInUse(tabId: number): Promise<void> {
  const openedAt = await readerOpenedAt();
  if (openedAt && Math.abs(Date.now() - openedAt.getTime()) < reading) await ensureReader(tabId);
}

/** Injects the reader script; one that already lives there stays. It listens once the promise is fulfilled. */
export async function injectReader(tabId: number): Promise<Result<null>> {
  const tab = findTab(tabId); // asked meanwhile: between the key and the text each message counts
  try {
    await injectScripts(tabId, [readerFile]);
    return ok(null);
  } catch {
    return injectionFailure((await tab)?.url);
  }
}
