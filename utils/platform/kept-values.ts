import { browser } from './browser';

/** Values in `storage.local` by key, apart from the library's database. Absent ones are left out. */
export function readKept(keys: readonly string[]): Promise<Record<string, unknown>> {
  return browser.storage.local.get([...keys]);
}

/** Keeps values. */
export function writeKept(values: Record<string, unknown>): Promise<void> {
  return browser.storage.local.set(values);
}

/** Tells when one of the values changes, from whatever page. Gives a function that stops it. */
export function observeKept(key: string, tell: (value: unknown) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[key];
    if (area === 'local' && change) tell(change.newValue);
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
