import { useEffect, useState } from 'preact/hooks';
import type { ClipId, ClipImage, ClipRecord, ClipSummary, Timestamp } from '../../utils/model/clip';
import { getAsset } from '../../utils/store/assets';
import { getRecord, getSummary, listVersions } from '../../utils/store/clips';
import { isAway } from '../../utils/store/sync-blobs';
import { syncWork } from '../sync/sync-work';
import { type Loaded, useLiveQuery } from './use-live-query';

/** The whole record of a clip, its newest version or the one asked for. */
export function useRecord(clipId: ClipId | undefined, versionId?: string): Loaded<ClipRecord | undefined> {
  return useLiveQuery(async () => (clipId ? getRecord(clipId, versionId) : undefined), [clipId, versionId]);
}

/** The list row of a clip, live. */
export function useSummary(clipId: ClipId): Loaded<ClipSummary | undefined> {
  return useLiveQuery(() => getSummary(clipId), [clipId]);
}

/** The whole records of clips, in their order; those that are gone meanwhile are left out. */
export async function readRecords(clips: readonly ClipSummary[]): Promise<ClipRecord[]> {
  const records = await Promise.all(clips.map(({ id }) => getRecord(id)));
  return records.filter((record) => record !== undefined);
}

/** The versions of a clip, newest first. */
export function useVersions(clipId: ClipId): Loaded<{ id: string; at: Timestamp }[]> {
  return useLiveQuery(() => listVersions(clipId), [clipId]);
}

/** Pictures that another device has and this one does not: on their way, or not to be had now. */
export type AwayPictures = 'fetching' | 'failed' | undefined;

/**
 * The kept images of a clip as `blob:` addresses, by image id; undefined until they are read. What is kept by other devices
 * only is fetched from where the library is shared, and comes later. Addresses are given back when the clip is left.
 */
export function useImageAddresses(images: readonly ClipImage[]): {
  addresses: Map<string, string> | undefined;
  away: AwayPictures;
} {
  const [addresses, setAddresses] = useState<Map<string, string>>();
  const [away, setAway] = useState<AwayPictures>();
  useEffect(() => {
    let left = false;
    const made: string[] = [];
    const read = async (
      { id, digest }: ClipImage,
      get: typeof getAsset,
    ): Promise<[string, string] | undefined> => {
      const asset = digest ? await get(digest).catch(() => undefined) : undefined;
      if (!asset || left) return undefined;
      const address = URL.createObjectURL(asset.blob);
      made.push(address);
      return [id, address];
    };
    const readAll = async (some: readonly ClipImage[], get: typeof getAsset) =>
      new Map(
        (await Promise.all(some.map((image) => read(image, get)))).filter((pair) => pair !== undefined),
      );
    const show = async (): Promise<void> => {
      const here = await readAll(images, getAsset);
      if (left) return;
      setAddresses(here);
      const missing = await awayOf(images.filter(({ id }) => !here.has(id)));
      if (left) return;
      setAway(missing.length > 0 ? 'fetching' : undefined);
      if (missing.length === 0) return;
      const { fetchAwayPicture } = await syncWork();
      const come = await readAll(
        missing,
        async (digest) => (await fetchAwayPicture(digest)) && getAsset(digest),
      );
      if (left) return;
      setAddresses(new Map([...here, ...come]));
      setAway(come.size < missing.length ? 'failed' : undefined);
    };
    show().catch(console.error);
    return () => {
      left = true;
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [images]);
  return { addresses, away };
}

async function awayOf(images: readonly ClipImage[]): Promise<ClipImage[]> {
  const isThere = await Promise.all(images.map(async ({ digest }) => digest !== undefined && isAway(digest)));
  return images.filter((_, index) => isThere[index]);
}
