import { browser } from './browser';

/**
 * Runs packaged scripts, one after the other, in the top frame of a tab. Works where the person granted the site, or by `activeTab` after
 * a click, key or menu. Rejects with the browser's words where no script may run.
 */
export async function injectScripts(tabId: number, files: readonly string[]): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [...files] });
}
