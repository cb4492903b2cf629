import { sha256 } from '../clip/fingerprint';
import { askReader } from '../messaging/ask';
import type { ClipId, ClipImage, ClipRecord, Digest } from '../model/clip';
import { mayReach } from '../platform/permissions';
import { putAsset } from '../store/assets';
import { getSummary } from '../store/clips';
import { getVersion, listPendingVersions, markImagesDone, markImagesPending } from '../store/image-jobs';
import { reviseRecord } from '../store/revise';
import { type FetchedImage, fetchImage, readBase64 } from './fetch-image';
import { keepOut } from './keep-out';
import { measureImage } from './measure-image';
import { withReferrer } from './with-referrer';

/** So many images of one clip are fetched at once. */
const lanes = 4;
/** A clip keeps at most so many images, and so many bytes of them: those that come first. */
const mostImages = 500;
const mostBytes = 100 * 1024 * 1024;

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
    const room = { images: mostImages, bytes: mostBytes };
    const asked = uniqueSources(open);
    const found = await keepOut({ pageUrl, asked }, () =>
      inLanes(asked, (src) => keepImage(src, { pageUrl, tabId, room })),
    );
    await reviseRecord(versionId, (now) => noteImages(now, found), crypto.subtle);
    await markImagesDone(versionId);
  } catch (error) {
    console.error(error);
  }
}

/**
 * Tries the images of a clip's newest version once more that were not kept, whatever the reason was. Gives how many are
 * kept now of those, and how many are not; nothing where there is no such clip.
 */
export async function retryImages(clipId: ClipId): Promise<{ kept: number; failed: number } | undefined> {
  const row = await getSummary(clipId);
  if (!row) return undefined;
  const tried = new Set<string>();
  await markImagesPending(row.versionId);
  await reviseRecord(
    row.versionId,
    (now) => ({
      ...now,
      images: now.images.map(({ failure, ...image }) => {
        if (failure !== undefined) tried.add(image.id);
        return image;
      }),
    }),
    crypto.subtle,
  );
  await keepImages(row.versionId);
  const record = await getVersion(row.versionId);
  const again = record?.images.filter(({ id }) => tried.has(id)) ?? [];
  const kept = again.filter(({ digest }) => digest).length;
  return { kept, failed: again.length - kept };
}

/** Goes on with versions whose images were still being fetched when the worker ended. */
export async function resumeImages(): Promise<void> {
  for (const versionId of await listPendingVersions()) await keepImages(versionId);
}

type Kept = Pick<ClipImage, 'digest' | 'failure' | 'width' | 'height'>;

interface ImagePlace {
  pageUrl: string;
  tabId: number | undefined;
  /** What the clip may still take. */
  room: { images: number; bytes: number };
}

async function keepImage(src: string, { pageUrl, tabId, room }: ImagePlace): Promise<Kept> {
  if (room.images <= 0 || room.bytes <= 0) return { failure: 'clip-full' };
  const image = await fetchAnyhow(src, pageUrl, tabId);
  if ('failure' in image) return { failure: image.failure };
  if (room.images <= 0 || image.bytes.byteLength > room.bytes) return { failure: 'clip-full' };
  room.images -= 1;
  room.bytes -= image.bytes.byteLength;
  const digest: Digest = await sha256(image.bytes, crypto.subtle);
  const size = await measureImage(new Blob([image.bytes], { type: image.type }));
  await putAsset({ digest, ...image, ...size });
  return { digest, ...size };
}

/** At first without a word of who asks; once more as the page would ask, where the site wants to know. */
async function fetchAnyhow(src: string, pageUrl: string, tabId: number | undefined): Promise<FetchedImage> {
  const fetched = await fetchImage(src, pageUrl);
  if (isOutOfReach(fetched) && !(await mayReach(src))) return viaPage(src, tabId);
  if (!wantsReferrer(fetched) || !/^https?:/i.test(pageUrl)) return fetched;
  return withReferrer(src, pageUrl, () => fetchImage(src, pageUrl)).catch(() => fetched);
}

/** How sites answer that show their pictures on their own pages only. */
function wantsReferrer(image: FetchedImage): boolean {
  return 'failure' in image && /^http-(?:400|401|403|404|412|451)$/.test(image.failure);
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
