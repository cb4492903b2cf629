import { browser, type Tabs } from './browser';

/** The tab that shows an address already, if one does. `isSame` tells whether an address is the page's. */
export async function tabShowing(isSame: (url: string) => boolean): Promise<number | undefined> {
  const tabs = await browser.tabs.query({});
  return tabs.find(({ url, discarded }) => url !== undefined && !discarded && isSame(url))?.id;
}

const patience = 30_000;

/**
 * Opens an address in a tab behind the present one and waits until it is loaded, half a minute at most. Gives the tab;
 * a page that is still loading then is read as far as it has come.
 */
export async function openAndLoad(url: string): Promise<number | undefined> {
  const { id } = await browser.tabs.create({ url, active: false });
  if (id === undefined) return undefined;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(onUpdated);
      resolve();
    };
    // A new tab first comes to rest at about:blank, on its way to the page.
    const isThere = ({ status, url: shown }: Tabs.Tab): boolean =>
      status === 'complete' && shown !== undefined && shown !== 'about:blank';
    const onUpdated = (tabId: number, _: unknown, tab: Tabs.Tab): void => {
      if (tabId === id && isThere(tab)) done();
    };
    const timer = setTimeout(done, patience);
    browser.tabs.onUpdated.addListener(onUpdated);
    // It may have been quicker than the listener.
    browser.tabs.get(id).then(
      (tab) => isThere(tab) && done(),
      () => done(),
    );
  });
  return id;
}

/** Brings a tab to the front. */
export async function showTab(tabId: number): Promise<void> {
  await browser.tabs.update(tabId, { active: true });
}

/** Asks for one site, where the person has not let the extension onto all. Must be called straight from a click. */
export function requestSite(url: string): Promise<boolean> {
  return browser.permissions.request({ origins: [`${new URL(url).origin}/*`] });
}
