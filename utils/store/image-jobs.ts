import type { ClipRecord } from '../model/clip';
import { library } from './db';

/** The record of a version, by the version's id alone. */
export async function getVersion(versionId: string): Promise<ClipRecord | undefined> {
  return (await library.versions.get(versionId))?.record;
}

/** Versions whose images are still to be fetched. Written with the save itself, so that none is forgotten. */
export async function listPendingVersions(): Promise<string[]> {
  return library.imageJobs.toCollection().primaryKeys();
}

/** The images of this version are to be fetched, once more. */
export async function markImagesPending(versionId: string): Promise<void> {
  await library.imageJobs.put({ versionId });
}

/** The images of this version are kept, or it is known why not. */
export async function markImagesDone(versionId: string): Promise<void> {
  await library.imageJobs.delete(versionId);
}
