import { browser } from '../platform/browser';
import { tendTrash } from '../store/purge';
import { tendIndex } from '../store/tend-index';
import { backUpIfDue } from '../trust/backups';

const alarm = 'tend';

/** Has the library tended once a day, also where the browser is never closed. */
export async function setTending(): Promise<void> {
  await browser.alarms.create(alarm, { delayInMinutes: 10, periodInMinutes: 24 * 60 });
}

/** Empties what has lain in the Trash for thirty days, and makes the index whole, and backs up where it is due. Never rejects. */
export async function tendLibrary(): Promise<void> {
  await tendTrash(new Date().toISOString()).catch(console.error);
  await tendIndex();
  await backUpIfDue();
}

/** The alarm of `setTending` has rung. */
export async function onAlarm({ name }: { name: string }): Promise<void> {
  if (name === alarm) await tendLibrary();
}
