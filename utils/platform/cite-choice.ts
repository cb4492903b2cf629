import { browser } from './browser';

const area = 'citeStyle';

/** The id of the citation style that was used last on this machine, if any was. */
export async function lastCiteStyle(): Promise<string | undefined> {
  const kept = (await browser.storage.local.get(area))[area];
  return typeof kept === 'string' ? kept : undefined;
}

/** Remembers a citation style for the next time. */
export async function keepCiteStyle(id: string): Promise<void> {
  await browser.storage.local.set({ [area]: id });
}
