import { browser } from '../platform/browser';
import { injectScripts } from '../platform/scripting';

/** Starts detection in tabs that were open before the install; browsers do so only for pages loaded afterwards. */
export async function adoptOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: '*://*/*' });
  const awake = tabs.filter((tab) => tab.id !== undefined && !tab.discarded);
  // Tabs of sites that were not granted, or of the store, refuse; they are read on a click.
  await Promise.allSettled(awake.map((tab) => injectScripts(tab.id ?? -1, ['/detect.js'])));
}
