import { hasFacts, withOwnFacts } from '../clip/facts';
import { resealed } from '../clip/reseal';
import type { ClipId, ClipRecord, ClipSummary, SaveOutcome, Timestamp } from '../model/clip';
import { library, type VersionRow } from './db';

/** The list rows of all clips that are not in the Trash, newest first. */
export async function listSummaries(): Promise<ClipSummary[]> {
  return library.clips.orderBy('listed').toArray();
}

/** The list rows of the clips in the Trash, those deleted last first. */
export async function listDeleted(): Promise<ClipSummary[]> {
  return library.clips.orderBy('trashed').toArray();
}

/** The list row of one clip, also of one in the Trash. */
export async function getSummary(clipId: ClipId): Promise<ClipSummary | undefined> {
  return library.clips.get(clipId);
}

/**
 * The whole record of a clip, its newest version or the version asked for, with the tags and the note that the clip has
 * now. Where these are not those that it was sealed with, it is sealed anew; a record whose seal is broken stays so.
 */
export async function getRecord(clipId: ClipId, versionId?: string): Promise<ClipRecord | undefined> {
  const summary = await library.clips.get(clipId);
  const wanted = versionId ?? summary?.versionId;
  const row = wanted ? await library.versions.get(wanted) : undefined;
  if (!summary || row?.clipId !== clipId) return undefined;
  return shownRecord(row.record, summary);
}

/** A record with the tags and the note of its clip. */
export async function shownRecord(record: ClipRecord, facts: ClipSummary): Promise<ClipRecord> {
  return hasFacts(record, facts) ? record : resealed(record, withOwnFacts(record, facts), crypto.subtle);
}

/** The list rows of these clips, in their order; those that are gone are left out. */
export async function getSummaries(clipIds: readonly ClipId[]): Promise<ClipSummary[]> {
  return (await library.clips.bulkGet([...clipIds])).filter((row) => row !== undefined);
}

/** Clips that are looked at before more are read. */
const looked = 200;

/** Whether all of these clips are so; those that are gone are passed over. Reads no further than the first that is not. */
export async function allHave(
  clipIds: readonly ClipId[],
  isSo: (clip: ClipSummary) => boolean,
): Promise<boolean> {
  for (let at = 0; at < clipIds.length; at += looked) {
    const rows = await library.clips.bulkGet(clipIds.slice(at, at + looked));
    if (rows.some((row) => row && !isSo(row))) return false;
  }
  return true;
}

/** The versions of a clip, newest first, without their records. */
export async function listVersions(clipId: ClipId): Promise<{ id: string; at: Timestamp }[]> {
  const rows = await versionsOf(clipId);
  return rows.map(({ id, at }) => ({ id, at })).reverse();
}

/** The clip of a page, if it is kept and not in the Trash. Takes the page's keys (`pageKeys`), its own first. */
export async function findByPageKeys(keys: readonly string[]): Promise<ClipSummary | undefined> {
  return (await listByPageKeys(keys)).find((row) => !row.deletedAt);
}

/** The clips of a page, those of its own address first, those in the Trash last. */
export async function listByPageKeys(keys: readonly string[]): Promise<ClipSummary[]> {
  const rows = await library.clips
    .where('pageKey')
    .anyOf(keys)
    .or('otherKeys')
    .anyOf(keys)
    .distinct()
    .toArray();
  const rank = (row: ClipSummary) => (row.deletedAt ? 2 : 0) + (row.pageKey === keys[0] ? 0 : 1);
  return rows.sort((one, other) => rank(one) - rank(other));
}

/** What an earlier save with this id did; nothing if there was none or it was undone. */
export async function findSave(draftId: ClipId): Promise<SaveOutcome | undefined> {
  const row = await library.saves.get(draftId);
  return row && !row.undoneAt ? row.outcome : undefined;
}

async function versionsOf(clipId: ClipId): Promise<VersionRow[]> {
  return library.versions.where('clipId').equals(clipId).sortBy('at');
}
