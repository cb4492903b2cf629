import { isErased } from '../sync/clip-state';
import type { ClipBody, VersionBody } from '../sync/model';
import type { Remote } from '../sync/remote';
import { library } from './db';
import { blobName } from './sync-blobs';
import { remoteState } from './sync-enter';
import { clipName, type SyncRemoteRow } from './sync-track';

const dayMs = 24 * 60 * 60 * 1000;
/** So often it is looked; so long nobody may have shown a picture before its bytes go. */
const sweepDays = 30;
const strayDays = 90;
/** A device that was away for so long does not believe that its pictures still lie there. Less than `strayDays`. */
const trustDays = 60;

/**
 * Takes pictures away from the remote that no version of the library shows: in two steps, ninety days apart. What is found at
 * one look is only noted; what is still shown by nobody at a look ninety days later goes.
 * @param now milliseconds.
 */
export async function sweepRemote(remote: Remote, now: number, signal: AbortSignal): Promise<void> {
  const row = await remoteState();
  if (!row || !remote.strayBlobs || !remote.removeBlobs) return;
  if (row.swept === undefined) return keep(row.library, { swept: now });
  if (Math.abs(now - row.swept) < sweepDays * dayMs) return;
  // Whose text is still to come may show anything.
  if (await isWaiting()) return;
  const found = await remote.strayBlobs(await shownNames(), signal);
  const strays = Object.fromEntries(found.map((name) => [name, Math.min(row.strays?.[name] ?? now, now)]));
  const due = found.filter((name) => now - (strays[name] ?? now) >= strayDays * dayMs);
  if (due.length > 0) await remote.removeBlobs(due, signal);
  for (const name of due) delete strays[name];
  await keep(row.library, { swept: now, strays });
}

/**
 * Notes that a round came to its end. After a long time away all pictures here are offered to the remote again: while this device
 * said nothing, they may have gone there.
 * @param now milliseconds.
 */
export async function meetAgain(now: number): Promise<void> {
  const row = await remoteState();
  if (!row) return;
  if (row.met !== undefined && now - row.met > trustDays * dayMs)
    await library.syncBlobs.where('state').equals('both').modify({ state: 'push' });
  // Once a day is often enough, and spares a write each minute.
  if (row.met === undefined || Math.abs(now - row.met) > dayMs) await keep(row.library, { met: now });
}

async function keep(of: string, change: Partial<SyncRemoteRow>): Promise<void> {
  await library.transaction('rw', library.syncMeta, async () => {
    const row = await remoteState();
    if (row?.library === of) await library.syncMeta.put({ ...row, ...change });
  });
}

async function isWaiting(): Promise<boolean> {
  const waiting = await library.syncStates
    .where('id')
    .startsWith('version/')
    .filter(({ body, text, has }) => text !== has && !(body as VersionBody).gone?.[1])
    .toArray();
  const clips = await library.syncStates.bulkGet(waiting.map(({ clip }) => clipName(clip ?? '')));
  // Of a clip that was erased nothing is to come any more.
  return clips.some((state) => !state || !isErased(state.body as ClipBody));
}

async function shownNames(): Promise<string[]> {
  const digests = (await library.versions.orderBy('digests').uniqueKeys()) as string[];
  return digests.map(blobName);
}
