import { type Hasher, sealRecord } from '../clip/fingerprint';
import type { ClipRecord } from '../model/clip';
import { announceVersions, library } from './db';
import { indexClips, isSameToSearch, type PreparedClips, prepareClips, searchTables } from './search-index';

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
    await announceVersions({ seals: new Map([[versionId, revised.integrity.record]]) });
    if (await swap(versionId, row.record, revised)) return revised;
  }
  throw new Error('The clip changed again and again while it was revised');
}

async function swap(versionId: string, from: ClipRecord, to: ClipRecord): Promise<boolean> {
  const indexed = await indexedAnew(versionId, from, to);
  return library.transaction('rw', [library.clips, library.versions, ...searchTables()], async () => {
    const row = await library.versions.get(versionId);
    if (row?.record.integrity.record !== from.integrity.record) return false;
    await library.versions.put({ ...row, record: to });
    const isNewest = (await library.clips.get(row.clipId))?.versionId === versionId;
    if (indexed && isNewest) await indexClips(indexed);
    return true;
  });
}

/** Where the newest version of a clip gains or loses what is searched (marks, notes). */
async function indexedAnew(
  versionId: string,
  from: ClipRecord,
  to: ClipRecord,
): Promise<PreparedClips | undefined> {
  const clipId = (await library.versions.get(versionId))?.clipId;
  const summary = clipId ? await library.clips.get(clipId) : undefined;
  if (!summary || isSameToSearch({ summary, record: from }, { summary, record: to })) return undefined;
  return prepareClips([{ summary, record: to }]);
}
