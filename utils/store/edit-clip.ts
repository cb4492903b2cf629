import type { Hasher } from '../clip/fingerprint';
import { sealRecord } from '../clip/fingerprint';
import { summarize } from '../clip/plan-save';
import type { ClipId, ClipRecord, ClipSummary } from '../model/clip';
import { library } from './db';
import { indexClips, prepareClips, searchTables } from './search-index';

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
  const kept = await library.clips.get(clipId);
  if (kept?.versionId !== versionId) return false;
  const summary = { ...kept, ...factsOf(to, kept) };
  const indexed = prepareClips([{ summary, record: to }]);
  return library.transaction('rw', [library.clips, library.versions, ...searchTables()], async () => {
    const now = await library.clips.get(clipId);
    const row = await library.versions.get(versionId);
    if (now?.versionId !== versionId || row?.record.integrity.record !== from.integrity.record) return false;
    await library.versions.put({ ...row, record: to });
    await library.clips.put({ ...now, ...factsOf(to, now) });
    await indexClips(indexed);
    return true;
  });
}

function factsOf(record: ClipRecord, { versionId, versionCount, id }: ClipSummary) {
  const { title, authors, siteName, published, light } = summarize(record, {
    id: versionId,
    count: versionCount,
    clipId: id,
  });
  return { title, authors, siteName, published, light };
}
