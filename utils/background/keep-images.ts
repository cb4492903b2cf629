import { sha256 } from '../clip/fingerprint';
import { askReader } from '../messaging/ask';
import type { ClipImage, ClipRecord, Digest } from '../model/clip';
import { mayReach } from '../platform/permissions';
import { putAsset } from '../store/assets';
import { getVersion, listPendingVersions, markImagesDone } from '../store/image-jobs';
import { reviseRecord } from '../store/revise';
import { type FetchedImage, fetchImage, readBase64 } from './fetch-image';
import { measureImage } from './measure-image';

/** So many images of one clip are fetched at once. */
const lanes = 4;

/**
 * Fetches the images of a kept version, each once, keeps their bytes and notes in the record which were kept and why
 * others were not. `tabId`: the tab of the page, which may help out. Never throws: a missing image is no reason to lose a clip. If the worker dies in the middle,
 * `resumeImages` goes on.
 */
export async function keepImages(versionId: string, tabId?: number): Promise<void> {
  try {
    const record = await getVersion(versionId);
    if (!record) return;
    const pageUrl = record.source.urls.retrieved;
    const open = record.images.filter((image) => !image.digest && !image.failure);
    const found = await inLanes(uniqueSources(open), (src) => keepImage(src, pageUrl, tabId));
    await reviseRecord(versionId, (now) => noteImages(now, found), crypto.subtle);
    await markImagesDone(versionId);
  } catch (error) {
    console.error(error);
  }
}

/** Goes on with versions whose images were still being fetched when the worker ended. */
export async function resumeImages(): Promise<void> {
  for (const versionId of await listPendingVersions()) await keepImages(versionId);
}

type Kept = Pick<ClipImage, 'digest' | 'failure' | 'width' | 'height'>;

async function keepImage(src: string, pageUrl: string, tabId: number | undefined): Promise<Kept> {
  const fetched = await fetchImage(src, pageUrl);
  const image = isOutOfReach(fetched) && !(await mayReach(src)) ? await viaPage(src, tabId) : fetched;
  if ('failure' in image) return { failure: image.failure };
  const digest: Digest = await sha256(image.bytes, crypto.subtle);
  const size = await measureImage(new Blob([image.bytes], { type: image.type }));
  await putAsset({ digest, ...image, ...size });
  return { digest, ...size };
}

function isOutOfReach(image: FetchedImage): boolean {
  return 'failure' in image && image.failure === 'no-connection';
}

/** Under `activeTab` Firefox lets only the page's own script fetch from the page's site. */
async function viaPage(src: string, tabId: number | undefined): Promise<FetchedImage> {
  const answer = tabId === undefined ? undefined : await askReader(tabId, 'fetchImage', { src });
  return answer?.ok ? readBase64(answer.value.bytes) : { failure: 'no-access' };
}

function noteImages(record: ClipRecord, found: Map<string, Kept>): ClipRecord {
  return { ...record, images: record.images.map((image) => ({ ...image, ...found.get(image.src) })) };
}

function uniqueSources(images: ClipImage[]): string[] {
  return [...new Set(images.map((image) => image.src))];
}

async function inLanes(sources: string[], keep: (src: string) => Promise<Kept>): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  const waiting = [...sources];
  const lane = async (): Promise<void> => {
    for (let src = waiting.shift(); src !== undefined; src = waiting.shift()) found.set(src, await keep(src));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}
