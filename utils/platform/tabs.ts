import { browser, type Tabs } from './browser';

/** The tab that the person looks at in this window, if there is one. */
export async function activeTab(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/**
 * Tells when another tab comes to the front, or the front one shows another page; not of which window. Gives a function
 * that stops it.
 */
export function observeActiveTab(tell: () => void): () => void {
  const onUpdated = (_: number, change: Tabs.OnUpdatedChangeInfoType, tab: Tabs.Tab): void => {
    if (tab.active && (change.status === 'complete' || change.url !== undefined)) tell();
  };
  browser.tabs.onActivated.addListener(tell);
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(tell);
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}

/** The tab with this id, or nothing if it was closed. */
export async function findTab(tabId: number): Promise<Tabs.Tab | undefined> {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return undefined;
  }
}

/** The address of a page of this extension: `pageAddress('library.html', '#clip=…')`. */
export function pageAddress(path: string, hash = ''): string {
  return browser.runtime.getURL(path) + hash;
}

/** Opens a page of this extension beside the current tab. */
export async function openPage(path: string, hash = ''): Promise<void> {
  await browser.tabs.create({ url: pageAddress(path, hash) });
}

/** Opens the settings, at one of their sections where it is named. */
export async function openSettings(section?: string): Promise<void> {
  if (section) await openPage('options.html', `#${section}`);
  else await browser.runtime.openOptionsPage();
}
