import type { Digest } from '../model/clip';
import { type AssetRow, library } from './db';

/** The bytes of a kept image as a Blob, or nothing if they are not kept. */
export async function getAsset(
  digest: Digest,
): Promise<{ blob: Blob; type: string; width?: number; height?: number } | undefined> {
  const row = await library.assets.get(digest);
  if (!row) return undefined;
  return {
    blob: new Blob([row.bytes], { type: row.type }),
    type: row.type,
    width: row.width,
    height: row.height,
  };
}

/** Keeps bytes under their own digest; the same bytes are kept once. */
export async function putAsset(row: AssetRow): Promise<void> {
  await library.assets.put(row);
}
