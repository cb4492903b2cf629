import { browser } from '../platform/browser';
import { t } from '../platform/i18n';

const menus = { read: 'menuRead', clip: 'menuClip' } as const;
export type MenuId = keyof typeof menus;

/** Makes the two entries of the context menu. Browsers keep them, so this runs at install and update only. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, title] of Object.entries(menus)) {
    browser.contextMenus.create({
      id,
      title: t(title),
      contexts: ['page', 'selection', 'image', 'link'],
      documentUrlPatterns: ['*://*/*', 'file:///*'],
    });
  }
}
