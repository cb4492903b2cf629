import { browser } from '../platform/browser';
import { t } from '../platform/i18n';

type Contexts = NonNullable<Parameters<typeof browser.contextMenus.create>[0]['contexts']>;

const onPage: Contexts = ['page', 'selection', 'image', 'link'];
/** The entries of the context menu, by the name of what they do (`actions`), with where they stand. */
const menus = {
  read: { title: 'menuRead', contexts: onPage },
  clip: { title: 'menuClip', contexts: onPage },
  pick: { title: 'menuPick', contexts: onPage },
  'clip-selection': { title: 'menuClipSelection', contexts: ['selection'] as Contexts },
  'clip-link': { title: 'menuClipLink', contexts: ['link'] as Contexts },
  'clip-tabs': { title: 'menuClipTabs', contexts: ['action'] as Contexts },
  'open-panel': { title: 'menuPanel', contexts: ['page', 'action'] as Contexts },
} as const;

/** Makes the entries of the context menu. Browsers keep them, so this runs at install and update only. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, { title, contexts }] of Object.entries(menus)) {
    browser.contextMenus.create({
      id,
      title: t(title),
      contexts,
      // The button's own menu is no menu of a page.
      ...(!(contexts as readonly string[]).includes('action') && {
        documentUrlPatterns: ['*://*/*', 'file:///*'],
      }),
      ...(id === 'clip-link' && { targetUrlPatterns: ['*://*/*'] }),
    });
  }
}
