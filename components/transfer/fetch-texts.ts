import { fetchPage, type FetchFailure as PageFailure } from '../../utils/background/fetch-page';
import { keepImages } from '../../utils/background/keep-images';
import { draftOfFetched } from '../../utils/import/fetched-page';
import type { ClipId } from '../../utils/model/clip';
import { toolName } from '../../utils/platform/tool';
import { fillClip } from '../../utils/store/fill-clip';
import { listToFetch } from '../../utils/store/import-clips';

/** Why a text could not be fetched; each has a sentence in `_locales` under `fetch_<code with _>`. */
export type FetchFailure = PageFailure | 'no-article';

export interface FetchProgress {
  done: number;
  total: number;
  failures: { id: ClipId; url: string; title: string; why: FetchFailure }[];
}

/** Pages at a time, each from another site. */
const lanes = 3;
/** The pause before the next page of the same site. */
const pause = 1_000;

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
  const page = await fetchPage(clip.url, signal);
  if (typeof page === 'string') return page;
  const { url, html, ...answer } = page;
  try {
    const now = new Date().toISOString();
    const draft = draftOfFetched(
      { url, html },
      { id: clip.id, at: now, ...toolName(), ...answer },
      { window, now },
    );
    if (!draft) return 'no-article';
    const versionId = await fillClip(clip.id, draft, crypto.subtle);
    if (versionId) await keepImages(versionId);
    return undefined;
  } catch {
    return 'no-connection';
  }
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
