import { browser } from './browser';

/**
 * Runs a packaged script in the top frame of a tab. Works where the person granted the site, or by `activeTab` after
 * a click, key or menu. Rejects with the browser's words where no script may run.
 */
export async function injectScript(tabId: number, file: string): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [file] });
}
