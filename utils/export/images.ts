import type { ClipImage, ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';

/** The endings of the raster types that are kept. */
export const imageEndings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
};

/** How an image stands in an export: as bytes, as an address on the web, or left out (its words stay). */
export type ImageFate = 'bytes' | 'link' | 'out';

/** What the person's choice means for one image. */
export function fateOf(image: ClipImage, options: Pick<ExportOptions, 'images'>): ImageFate {
  const onWeb = /^https?:/i.test(image.src) ? 'link' : 'out';
  switch (options.images) {
    case 'none':
      return 'out';
    case 'licensed':
      return image.rights.license && image.digest ? 'bytes' : 'out';
    case 'files':
      // One that could not be kept is left to the web, as it is in the page.
      return image.digest ? 'bytes' : onWeb;
    case 'link':
      return onWeb;
  }
}

/** The kept bytes of those images that go along as bytes, by the image's id, one after the other. */
export async function keptImages(
  record: ClipRecord,
  options: Pick<ExportOptions, 'images' | 'asset'>,
): Promise<Map<string, { blob: Blob; type: string; ending: string }>> {
  const kept = new Map<string, { blob: Blob; type: string; ending: string }>();
  for (const image of record.images) {
    if (!image.digest || fateOf(image, options) !== 'bytes') continue;
    const asset = await options.asset(image.digest);
    const ending = asset && imageEndings[asset.type];
    if (asset && ending) kept.set(image.id, { ...asset, ending });
  }
  return kept;
}

/** Bytes as a `data:` address. */
export async function dataAddress(blob: Blob, type: string): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const parts: string[] = [];
  // `fromCharCode` takes its characters as arguments, of which there may not be too many.
  for (let at = 0; at < bytes.length; at += 0x6000) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  }
  return `data:${type};base64,${parts.join('')}`;
}
