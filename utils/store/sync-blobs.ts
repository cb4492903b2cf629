import Dexie from 'dexie';
import type { Digest } from '../model/clip';
import type { KeptPictures } from '../sync/model';
import { type AssetRow, library } from './db';
import { silence } from './sync-track';

/** Pictures whose bytes are here and not at the remote yet, some of them; without those that it does not take. */
export async function picturesToSend(most: number, left: ReadonlySet<Digest>): Promise<AssetRow[]> {
  const waiting = library.syncBlobs.where('state').equals('push');
  const rows = await waiting
    .filter(({ digest }) => !left.has(digest))
    .limit(most)
    .toArray();
  const assets = await library.assets.bulkGet(rows.map(({ digest }) => digest));
  const lost = rows.filter((_, index) => !assets[index]).map(({ digest }) => digest);
  await library.syncBlobs.bulkDelete(lost);
  const found = assets.filter((row) => row !== undefined);
  return found.length > 0 || lost.length === 0 ? found : picturesToSend(most, left);
}

/** How many pictures are still to be sent. */
export function countPicturesToSend(): Promise<number> {
  return library.syncBlobs.where('state').equals('push').count();
}

/** The bytes of these pictures lie at the remote. */
export async function picturesSent(digests: readonly Digest[]): Promise<void> {
  await library.transaction('rw', library.syncBlobs, async () => {
    const rows = await library.syncBlobs.bulkGet([...digests]);
    await library.syncBlobs.bulkPut(
      rows.flatMap((row) => (row?.state === 'push' ? [{ ...row, state: 'both' as const }] : [])),
    );
  });
}

/** Pictures whose bytes are only at the remote and are wanted here. */
export async function picturesToFetch(keep: KeptPictures): Promise<Digest[]> {
  if (keep === 'none') return [];
  const away = await shownOf(await awayPictures());
  return keep === 'all' ? away : wantedOf(away);
}

/** Pictures whose bytes are only at the remote. */
export function awayPictures(): Promise<Digest[]> {
  return library.syncBlobs.where('state').equals('away').primaryKeys();
}

/** Of these those that a version still shows; the others are forgotten. */
async function shownOf(digests: readonly Digest[]): Promise<Digest[]> {
  if (digests.length === 0) return [];
  const shown = new Set<unknown>();
  await library.versions
    .where('digests')
    .anyOf([...digests])
    .eachUniqueKey((digest) => {
      shown.add(digest);
    });
  await library.syncBlobs.bulkDelete(digests.filter((digest) => !shown.has(digest)));
  return digests.filter((digest) => shown.has(digest));
}

/** Of these pictures those that a clip shows which is still to be read. */
async function wantedOf(digests: readonly Digest[]): Promise<Digest[]> {
  if (digests.length === 0) return [];
  const asked = new Set(digests);
  const clipsBy = new Map<string, Digest[]>();
  await library.versions
    .where('digests')
    .anyOf([...asked])
    .distinct()
    .each(({ clipId, digests: own = [] }) => {
      clipsBy.set(clipId, [...(clipsBy.get(clipId) ?? []), ...own]);
    });
  const rows = await library.clips.bulkGet([...clipsBy.keys()]);
  const unread = rows.filter((row) => row && row.readState !== 'read' && !row.archived && !row.deletedAt);
  const wanted = new Set(unread.flatMap((row) => clipsBy.get(row?.id ?? '') ?? []));
  return digests.filter((digest) => wanted.has(digest));
}

/** Keeps a picture that was fetched from the remote. */
export async function keepPicture(row: AssetRow): Promise<void> {
  await library.transaction('rw', [library.assets, library.syncBlobs], async () => {
    silence(Dexie.currentTransaction);
    await library.assets.put(row);
    await library.syncBlobs.put({ digest: row.digest, state: 'both' });
  });
}

/** Whether the bytes of a picture are not here but at the remote. */
export async function isAway(digest: Digest): Promise<boolean> {
  return (await library.syncBlobs.get(digest))?.state === 'away';
}

/** Of these pictures those whose bytes lie at the remote too. */
export async function atRemote(digests: readonly Digest[]): Promise<Set<Digest>> {
  const rows = await library.syncBlobs.bulkGet([...digests]);
  return new Set(rows.flatMap((row) => (row && row.state !== 'push' ? [row.digest] : [])));
}

/** Gives the bytes of pictures up that lie at the remote too; they are fetched again when they are looked at. */
export async function leaveAway(digests: readonly Digest[]): Promise<number> {
  return library.transaction('rw', [library.assets, library.syncBlobs], async () => {
    silence(Dexie.currentTransaction);
    const rows = (await library.syncBlobs.bulkGet([...digests])).flatMap((row) =>
      row?.state === 'both' ? [row.digest] : [],
    );
    await library.assets.bulkDelete(rows);
    await library.syncBlobs.bulkPut(rows.map((digest) => ({ digest, state: 'away' as const })));
    return rows.length;
  });
}

/** Gives the bytes up that are not to be kept on this device. */
export async function leaveUnwanted(keep: KeptPictures): Promise<number> {
  if (keep === 'all') return 0;
  const both = await library.syncBlobs.where('state').equals('both').primaryKeys();
  const wanted = new Set(keep === 'none' ? [] : await wantedOf(both));
  let count = 0;
  const leaving = both.filter((digest) => !wanted.has(digest));
  for (let at = 0; at < leaving.length; at += 200) count += await leaveAway(leaving.slice(at, at + 200));
  return count;
}

/** How a picture is measured in the records that show it: it came without its measures. */
export async function measuresOf(digest: Digest): Promise<Pick<AssetRow, 'width' | 'height'>> {
  const version = await library.versions.where('digests').equals(digest).first();
  const image = version?.record.images.find((each) => each.digest === digest);
  return {
    ...(image?.width !== undefined && { width: image.width }),
    ...(image?.height !== undefined && { height: image.height }),
  };
}

/** How a remote calls the bytes of a picture. */
export function blobName(digest: string): string {
  return digest.replace(/^sha256:/, '');
}
