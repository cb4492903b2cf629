import { defineBackground } from 'wxt/utils/define-background';
import { runAction } from '../utils/background/actions';
import { adoptOpenTabs } from '../utils/background/adopt-tabs';
import { goOnWithTabs } from '../utils/background/clip-tabs';
import { extensionPageHandlers } from '../utils/background/extension-page-handlers';
import { resumeImages } from '../utils/background/keep-images';
import { dropRules } from '../utils/background/keep-out';
import { createMenus } from '../utils/background/menus';
import { pageHandlers } from '../utils/background/page-handlers';
import { onAlarm, setTending, tendLibrary } from '../utils/background/tend';
import { serveExtensionPages, servePages } from '../utils/messaging/serve';
import { browser } from '../utils/platform/browser';
import { forgetTab } from '../utils/platform/session';
import { onSyncAlarm, setSyncAlarm } from '../utils/syncing/run-sync';
import { noteUncaught } from '../utils/trust/errors';
import { keepLedger } from '../utils/trust/ledger';

/** Every listener is added at the first turn, so that the event that woke the worker finds it (design trap 5). */
export default defineBackground(() => {
  noteUncaught('background');
  keepLedger();
  servePages(pageHandlers);
  serveExtensionPages(extensionPageHandlers);

  browser.runtime.onInstalled.addListener(() => {
    void createMenus();
    void adoptOpenTabs();
    void setTending();
    void setSyncAlarm();
    void tendLibrary({ trusting: true });
  });
  // Not at each turn: the worker wakes for every page, and pages that list clips tend the index themselves.
  browser.runtime.onStartup.addListener(() => {
    void setTending();
    void setSyncAlarm();
    void tendLibrary({ trusting: true });
  });
  browser.alarms.onAlarm.addListener((alarm) => void onAlarm(alarm));
  browser.alarms.onAlarm.addListener((alarm) => void onSyncAlarm(alarm));
  browser.commands.onCommand.addListener((command, tab) => {
    void runAction(command, { tabId: tab?.id, windowId: tab?.windowId });
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    void runAction(String(menuItemId), { tabId: tab?.id, windowId: tab?.windowId, linkUrl });
  });
  browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId));

  void dropRules().catch(console.error).then(resumeImages);
  void goOnWithTabs();
});
