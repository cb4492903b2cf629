import { type Hasher, sealRecord } from '../clip/fingerprint';
import type { ClipRecord } from '../model/clip';
import { library } from './db';

const attempts = 8;

/**
 * Changes a kept version and seals it again. The change is made from what is kept now; if another writer was faster,
 * it is made anew. Gives the record as kept, or nothing if the version is gone (undone meanwhile).
 */
export async function reviseRecord(
  versionId: string,
  change: (record: ClipRecord) => ClipRecord,
  hasher: Hasher,
): Promise<ClipRecord | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const row = await library.versions.get(versionId);
    if (!row) return undefined;
    const revised = await sealRecord(change(row.record), hasher);
    if (await swap(versionId, row.record, revised)) return revised;
  }
  throw new Error('The clip changed again and again while it was revised');
}

async function swap(versionId: string, from: ClipRecord, to: ClipRecord): Promise<boolean> {
  return library.transaction('rw', library.versions, async () => {
    const row = await library.versions.get(versionId);
    if (row?.record.integrity.record !== from.integrity.record) return false;
    await library.versions.put({ ...row, record: to });
    return true;
  });
}
