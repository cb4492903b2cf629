import { askReader } from '../messaging/ask';
import type { PageCard, ToReader } from '../messaging/protocol';
import type { Result } from '../model/result';
import { ensureReader } from './reader-script';

/** Opens the reader in a tab, or closes it. `notice`: the page itself says what went wrong. */
export function toggleReader(
  tabId: number,
  how: ToReader['toggleReader']['data'] = {},
): Promise<Result<ToReader['toggleReader']['value']>> {
  return inReader(tabId, () => askReader(tabId, 'toggleReader', how));
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

async function inReader<T>(tabId: number, run: () => Promise<Result<T>>): Promise<Result<T>> {
  const ready = await ensureReader(tabId);
  return ready.ok ? run() : ready;
}
