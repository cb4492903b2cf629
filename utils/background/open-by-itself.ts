import { askReader } from '../messaging/ask';
import { opensByItself } from '../model/settings';
import { getSettings } from '../platform/settings';
import { findTab } from '../platform/tabs';
import { toggleReader } from './tab-commands';

/**
 * Opens the reader over an article of a site that the person chose. Only in the tab that is looked at, and once for
 * each page: where it was open already the person has seen it, and closed it.
 */
export async function openIfChosen(tabId: number, url: string): Promise<void> {
  const { openOn } = await getSettings();
  if (!opensByItself(openOn, url)) return;
  const tab = await findTab(tabId);
  if (!tab?.active) return;
  const ping = await askReader(tabId, 'ping', {});
  if (!ping.ok || !ping.value.wasOpen) await toggleReader(tabId);
}
