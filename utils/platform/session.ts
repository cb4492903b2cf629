import { browser } from './browser';

/** What is known of a tab. Lives in `storage.session`: the worker forgets its variables after 30 s (design trap 5). */
export interface TabNote {
  url: string;
  readable: boolean;
  /** Other keys of the page, once it was read. */
  keys?: string[];
}

const keyOf = (tabId: number): string => `tab:${tabId}`;

/** Notes what was found in a tab. */
export async function noteTab(tabId: number, note: TabNote): Promise<void> {
  await browser.storage.session.set({ [keyOf(tabId)]: note });
}

/** Notes other keys of the page in a tab, beside what was found there. */
export async function noteKeys(tabId: number, url: string, keys: string[]): Promise<void> {
  const note = await readTabNote(tabId);
  await noteTab(tabId, { readable: false, ...(note?.url === url && note), url, keys });
}

/** What was found in a tab, if anything. */
export async function readTabNote(tabId: number): Promise<TabNote | undefined> {
  const kept = await browser.storage.session.get(keyOf(tabId));
  return kept[keyOf(tabId)] as TabNote | undefined;
}

/** What was found in all tabs. */
export async function allTabNotes(): Promise<(TabNote & { tabId: number })[]> {
  const kept = await browser.storage.session.get(null);
  return Object.entries(kept).flatMap(([key, note]) => {
    const tabId = Number(key.match(/^tab:(\d+)$/)?.[1]);
    return Number.isInteger(tabId) ? [{ tabId, ...(note as TabNote) }] : [];
  });
}

const openedKey = 'readerOpenedAt';

/** Notes that the reader was opened, in whichever tab. */
export async function noteReaderOpened(at: Date): Promise<void> {
  await browser.storage.session.set({ [openedKey]: at.getTime() });
}

/** When the reader was last opened since the browser started; undefined where it was not. */
export async function readerOpenedAt(): Promise<Date | undefined> {
  const { [openedKey]: at } = await browser.storage.session.get(openedKey);
  return typeof at === 'number' ? new Date(at) : undefined;
}

/** Forgets a closed tab. */
export async function forgetTab(tabId: number): Promise<void> {
  await browser.storage.session.remove(keyOf(tabId));
}
