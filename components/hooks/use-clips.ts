import { useEffect, useState } from 'preact/hooks';
import type { ClipId, ClipImage, ClipRecord, ClipSummary, Timestamp } from '../../utils/model/clip';
import { getAsset } from '../../utils/store/assets';
import { getRecord, getSummary, listVersions } from '../../utils/store/clips';
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

/**
 * The kept images of a clip as `blob:` addresses, by image id; undefined until they are read. Addresses are given
 * back when the clip is left.
 */
export function useImageAddresses(images: readonly ClipImage[]): Map<string, string> | undefined {
  const [addresses, setAddresses] = useState<Map<string, string>>();
  useEffect(() => {
    let left = false;
    const made: string[] = [];
    const read = async (image: ClipImage): Promise<[string, string] | undefined> => {
      const asset = image.digest ? await getAsset(image.digest).catch(() => undefined) : undefined;
      if (!asset || left) return undefined;
      const address = URL.createObjectURL(asset.blob);
      made.push(address);
      return [image.id, address];
    };
    Promise.all(images.map(read)).then((pairs) => {
      if (!left) setAddresses(new Map(pairs.filter((pair) => pair !== undefined)));
    });
    return () => {
      left = true;
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [images]);
  return addresses;
}
