import type { Hasher } from '../clip/fingerprint';
import { sealRecord } from '../clip/fingerprint';
import { summarize } from '../clip/plan-save';
import type { ClipId, ClipRecord } from '../model/clip';
import { library } from './db';

const attempts = 8;

/**
 * Changes the newest version of a clip, seals it again, and brings its list row up to date, all or nothing. The change
 * is made from what is kept now; if another writer was faster, it is made anew. Gives the record as kept, or nothing if
 * there is no such clip.
 */
export async function editNewest(
  clipId: ClipId,
  change: (record: ClipRecord) => ClipRecord,
  hasher: Hasher,
): Promise<ClipRecord | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const versionId = (await library.clips.get(clipId))?.versionId;
    const row = versionId ? await library.versions.get(versionId) : undefined;
    if (!row) return undefined;
    const changed = change(row.record);
    if (changed === row.record) return row.record;
    const sealed = await sealRecord(changed, hasher);
    if (await swap(clipId, row.record, row.id, sealed)) return sealed;
  }
  throw new Error('The clip changed again and again while it was edited');
}

async function swap(clipId: ClipId, from: ClipRecord, versionId: string, to: ClipRecord): Promise<boolean> {
  return library.transaction('rw', library.clips, library.versions, async () => {
    const summary = await library.clips.get(clipId);
    const row = await library.versions.get(versionId);
    if (summary?.versionId !== versionId || row?.record.integrity.record !== from.integrity.record)
      return false;
    await library.versions.put({ ...row, record: to });
    const { title, authors, siteName, published, light } = summarize(to, {
      id: versionId,
      count: summary.versionCount,
      clipId,
    });
    await library.clips.put({ ...summary, title, authors, siteName, published, light });
    return true;
  });
}
