import { mayFetch } from '../../utils/background/address-space';
import { keepImages } from '../../utils/background/keep-images';
import { piecesOf } from '../../utils/import/decode';
import { decodePage } from '../../utils/import/decode-page';
import { draftOfFetched } from '../../utils/import/fetched-page';
import type { ClipId } from '../../utils/model/clip';
import { toolName } from '../../utils/platform/tool';
import { fillClip } from '../../utils/store/fill-clip';
import { listToFetch } from '../../utils/store/import-clips';

/** Why a text could not be fetched; each has a sentence in `_locales` under `fetch_<code with _>`. */
export type FetchFailure =
  | 'no-connection'
  | 'timed-out'
  | 'refused'
  | 'not-a-page'
  | 'too-large'
  | 'no-article'
  | 'private-address';

export interface FetchProgress {
  done: number;
  total: number;
  failures: { id: ClipId; url: string; title: string; why: FetchFailure }[];
}

/** Pages at a time, each from another site. */
const lanes = 3;
/** The pause before the next page of the same site. */
const pause = 1_000;
const maxBytes = 8 * 1024 * 1024;
const maxMilliseconds = 30_000;

/**
 * Fetches the texts of clips that have only an address, politely: a few sites at a time, one page of each at a time,
 * no cookies, no referrer. Ends when all are done or the signal says so; what failed is listed and can be tried again.
 */
export async function fetchTexts(
  tell: (progress: FetchProgress) => void,
  signal: AbortSignal,
): Promise<FetchProgress> {
  const waiting = await listToFetch();
  const bySite = Map.groupBy(waiting, ({ url }) => new URL(url).hostname);
  const sites = [...bySite.values()];
  const progress: FetchProgress = { done: 0, total: waiting.length, failures: [] };
  tell(progress);
  const lane = async (): Promise<void> => {
    for (let site = sites.shift(); site && !signal.aborted; site = sites.shift()) {
      for (const [index, clip] of site.entries()) {
        if (index > 0) await sleep(pause, signal);
        if (signal.aborted) return;
        const why = await fetchText(clip, signal);
        if (signal.aborted) return;
        progress.done += 1;
        if (why) progress.failures.push({ ...clip, why });
        tell({ ...progress, failures: [...progress.failures] });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return progress;
}

async function fetchText(
  clip: { id: ClipId; url: string },
  signal: AbortSignal,
): Promise<FetchFailure | undefined> {
  try {
    const response = await fetch(clip.url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'text/html,application/xhtml+xml' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(maxMilliseconds)]),
    });
    const why = refusal(clip.url, response);
    if (why) {
      await response.body?.cancel();
      return why;
    }
    const bytes = await readAtMost(response, maxBytes);
    if (!bytes) return 'too-large';
    const html = decodePage(bytes, response.headers.get('content-type'));
    const now = new Date().toISOString();
    const draft = draftOfFetched(
      { url: response.url || clip.url, html },
      {
        id: clip.id,
        at: now,
        ...toolName(),
        httpStatus: response.status,
        contentType: response.headers.get('content-type') ?? undefined,
      },
      { window, now },
    );
    if (!draft) return 'no-article';
    const versionId = await fillClip(clip.id, draft, crypto.subtle);
    if (versionId) await keepImages(versionId);
    return undefined;
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'timed-out' : 'no-connection';
  }
}

function refusal(url: string, response: Response): FetchFailure | undefined {
  // A page on the web may not lead us into the person's own network.
  if (!mayFetch(new URL(response.url || url).hostname, new URL(url).hostname)) return 'private-address';
  if (!response.ok) return 'refused';
  if (Number(response.headers.get('content-length')) > maxBytes) return 'too-large';
  return /html/i.test(response.headers.get('content-type') ?? 'text/html') ? undefined : 'not-a-page';
}

/** The bytes of an answer; undefined, and no more is read, once they are more than a page may have. */
async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of piecesOf(response.body)) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
