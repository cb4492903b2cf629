import { defaultSettings, type Settings } from '../model/settings';
import { browser } from './browser';

/**
 * Settings live in `storage.local`, not in the library's database: the reader runs in the page's process,
 * where the extension's IndexedDB is out of reach (design trap 6).
 */
const area = 'settings';

/** The settings now, defaults filled in. */
export async function getSettings(): Promise<Settings> {
  const kept = await browser.storage.local.get(area);
  return withDefaults(kept[area]);
}

/** Changes some settings and leaves the rest. */
export async function setSettings(change: Partial<Settings>): Promise<void> {
  await browser.storage.local.set({ [area]: { ...(await getSettings()), ...change } });
}

/** Tells of each change, from whatever page it was made. Gives a function that stops it. */
export function observeSettings(tell: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, areaName: string): void => {
    const change = changes[area];
    if (areaName === 'local' && change) tell(withDefaults(change.newValue));
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

function withDefaults(kept: unknown): Settings {
  return { ...defaultSettings, ...(typeof kept === 'object' && kept !== null ? kept : {}) };
}
