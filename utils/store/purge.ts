import type { ClipId, Timestamp } from '../model/clip';
import { announceVersions, library } from './db';
import { forgetClips, searchTables } from './search-index';
import { inTurns } from './turns';

/** What lies in the Trash longer than this goes. */
export const trashDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
const slice = 200;

/** Erases clips of the Trash for good: all of them, or those that are named and lie in it. Gives how many. */
export async function emptyTrash(clipIds?: readonly ClipId[]): Promise<number> {
  const rows = clipIds
    ? (await library.clips.bulkGet([...clipIds])).filter((row) => row?.deletedAt).map((row) => row?.id ?? '')
    : await library.clips.orderBy('trashed').primaryKeys();
  await eraseClips(rows, () => true);
  await sweepImages();
  return rows.length;
}

/**
 * Erases what has lain in the Trash for thirty days, and the bytes that nothing shows any more. Runs now and then in the
 * background; cut off anywhere, the next run goes on.
 */
export async function tendTrash(now: Timestamp): Promise<void> {
  const before = Date.parse(now) - trashDays * dayMs;
  const due = await library.clips.where('trashed').above([-before]).primaryKeys();
  // Taken out of the Trash and put in again meanwhile: its days begin anew.
  await eraseClips(due, (deletedAt) => Date.parse(deletedAt) < before);
  await sweepImages();
}

async function eraseClips(clipIds: readonly ClipId[], isDue: (deletedAt: string) => boolean): Promise<void> {
  const { clips, versions, saves, imageJobs, importSteps } = library;
  const tables = [clips, versions, saves, imageJobs, importSteps, ...searchTables()];
  const breathe = inTurns();
  for (let at = 0; at < clipIds.length; at += slice) {
    await breathe();
    const wanted = clipIds.slice(at, at + slice);
    await announceVersions({ gone: await versions.where('clipId').anyOf(wanted).primaryKeys() });
    await library.transaction('rw', tables, async () => {
      const rows = await clips.bulkGet(wanted);
      const ids = rows.flatMap((row) => (row?.deletedAt && isDue(row.deletedAt) ? row.id : []));
      if (ids.length === 0) return;
      // The clip before its versions: a version that goes while its clip stays is news of another kind to other devices.
      await clips.bulkDelete(ids);
      const versionIds = await versions.where('clipId').anyOf(ids).primaryKeys();
      await versions.bulkDelete(versionIds);
      await imageJobs.bulkDelete(versionIds);
      await saves.where('clipId').anyOf(ids).delete();
      await importSteps.where('clipId').anyOf(ids).delete();
      await forgetClips(ids);
    });
  }
}

/**
 * Erases the bytes of images that no version shows: of clips that were undone or erased, and of versions that were
 * replaced. Leaves all while images are being fetched, since their bytes come before the version that names them.
 */
export async function sweepImages(): Promise<number> {
  const { assets, versions, imageJobs, importSteps } = library;
  return library.transaction('rw', [assets, versions, imageJobs, importSteps], async () => {
    if ((await imageJobs.count()) > 0) return 0;
    const kept = new Set(await assets.toCollection().primaryKeys());
    if (kept.size === 0) return 0;
    await versions.orderBy('digests').eachUniqueKey((digest) => kept.delete(String(digest)));
    // An import that is taken back puts these versions back.
    await importSteps.each(({ changed }) => {
      for (const { row } of changed)
        for (const { digest } of row.record.images) if (digest) kept.delete(digest);
    });
    await assets.bulkDelete([...kept]);
    return kept.size;
  });
}
