import { browser } from '../platform/browser';
import { readKept, writeKept } from '../platform/kept-values';
import { tendTrash } from '../store/purge';
import { tendIndex } from '../store/tend-index';
import { backUpIfDue } from '../trust/backups';
import { mayEmptyByAge, type Tended } from '../trust/long-ago';

const alarm = 'tend';
const tendedKey = 'tended';

/** Has the library tended once a day, also where the browser is never closed. */
export async function setTending(): Promise<void> {
  await browser.alarms.create(alarm, { delayInMinutes: 10, periodInMinutes: 24 * 60 });
}

/**
 * Empties what has lain in the Trash for thirty days, and makes the index whole, and backs up where it is due. Never rejects.
 * @param how `trusting` where somebody may have just begun to read.
 */
export async function tendLibrary(how: { trusting: boolean }): Promise<void> {
  await tendByAge().catch(console.error);
  await tendIndex(how);
  await backUpIfDue();
}

async function tendByAge(now = new Date()): Promise<void> {
  const { [tendedKey]: last } = await readKept([tendedKey]);
  const { may, tended } = mayEmptyByAge(last as Tended | undefined, now);
  await writeKept({ [tendedKey]: tended });
  if (may) await tendTrash(now.toISOString());
}

/** The alarm of `setTending` has rung. */
export async function onAlarm({ name }: { name: string }): Promise<void> {
  if (name === alarm) await tendLibrary({ trusting: false });
}
