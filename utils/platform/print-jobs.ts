import { browser } from './browser';
import { openPage } from './tabs';

/** What the page for printing shows. */
export interface PrintJob {
  clipIds: string[];
  images: 'files' | 'licensed' | 'link' | 'none';
  marks: 'with' | 'without';
  contacts: 'mask' | 'keep';
  extent: 'whole' | 'excerpt';
}

const keyOf = (id: string): string => `print:${id}`;

/**
 * Opens the page for printing. Its clips are named in `storage.session`: an address would be too short for a thousand
 * ids, and the page can be loaded again until the browser closes.
 */
export async function openPrint(job: PrintJob): Promise<void> {
  const id = crypto.randomUUID();
  await browser.storage.session.set({ [keyOf(id)]: job });
  await openPage('print.html', `#${id}`);
}

/** What a page for printing was opened for; undefined once the browser was closed since. */
export async function readPrintJob(id: string): Promise<PrintJob | undefined> {
  return (await browser.storage.session.get(keyOf(id)))[keyOf(id)] as PrintJob | undefined;
}
