import { defineBackground } from 'wxt/utils/define-background';
import { adoptOpenTabs } from '../utils/background/adopt-tabs';
import { extensionPageHandlers } from '../utils/background/extension-page-handlers';
import { resumeImages } from '../utils/background/keep-images';
import { createMenus } from '../utils/background/menus';
import { pageHandlers } from '../utils/background/page-handlers';
import { clipTab, toggleReader } from '../utils/background/tab-commands';
import { serveExtensionPages, servePages } from '../utils/messaging/serve';
import { browser } from '../utils/platform/browser';
import { forgetTab } from '../utils/platform/session';
import { tendIndex } from '../utils/store/tend-index';

/** Every listener is added at the first turn, so that the event that woke the worker finds it (design trap 5). */
export default defineBackground(() => {
  servePages(pageHandlers);
  serveExtensionPages(extensionPageHandlers);

  browser.runtime.onInstalled.addListener(() => {
    void createMenus();
    void adoptOpenTabs();
    void tendIndex();
  });
  // Not at each turn: the worker wakes for every page, and pages that list clips tend the index themselves.
  browser.runtime.onStartup.addListener(() => void tendIndex());
  browser.commands.onCommand.addListener((command, tab) => void run(command, tab?.id));
  browser.contextMenus.onClicked.addListener((info, tab) => void run(String(info.menuItemId), tab?.id));
  browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));

  void resumeImages();
});

/** Keys and menus have no popup that could ask or answer: what has text is clipped, and the page says so. */
const read = (tabId: number): Promise<unknown> => toggleReader(tabId, { notice: true });
const clip = (tabId: number): Promise<unknown> => clipTab(tabId, { anyway: true, notice: true });
const actions: Record<string, (tabId: number) => Promise<unknown>> = {
  'toggle-reader': read,
  'clip-page': clip,
  read,
  clip,
};

async function run(action: string, tabId: number | undefined): Promise<void> {
  if (tabId !== undefined) await actions[action]?.(tabId);
}
