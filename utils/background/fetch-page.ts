import { readAtMost } from '../import/decode';
import { decodePage } from '../import/decode-page';
import { mayFetch } from './address-space';
import { keepOut } from './keep-out';

/** Why a page could not be fetched. */
export type FetchFailure =
  | 'no-connection'
  | 'timed-out'
  | 'refused'
  | 'not-a-page'
  | 'too-large'
  | 'private-address';

/** A page that was fetched, under the address that answered. */
export interface FetchedPage {
  url: string;
  html: string;
  httpStatus: number;
  contentType: string | undefined;
}

const maxBytes = 8 * 1024 * 1024;
const maxMilliseconds = 30_000;

/**
 * Fetches a page for which there is no tab: no cookies, no referrer, nothing nearer to this machine than its address says,
 * at most 8 MB and 30 s, decoded by what it says of itself. Never throws.
 */
export async function fetchPage(url: string, signal?: AbortSignal): Promise<FetchedPage | FetchFailure> {
  try {
    return await keepOut({ pageUrl: url, asked: [url] }, () => load(url, signal));
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'timed-out' : 'no-connection';
  }
}

async function load(url: string, signal?: AbortSignal): Promise<FetchedPage | FetchFailure> {
  const timeout = AbortSignal.timeout(maxMilliseconds);
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'text/html,application/xhtml+xml' },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  const why = refusal(url, response);
  if (why) {
    await response.body?.cancel();
    return why;
  }
  const bytes = await readAtMost(response.body, maxBytes);
  if (!bytes) return 'too-large';
  const contentType = response.headers.get('content-type');
  return {
    url: response.url || url,
    html: decodePage(bytes, contentType),
    httpStatus: response.status,
    contentType: contentType ?? undefined,
  };
}

function refusal(url: string, response: Response): FetchFailure | undefined {
  // A page on the web may not lead us into the person's own network.
  if (!mayFetch(new URL(response.url || url).hostname, new URL(url).hostname)) return 'private-address';
  if (!response.ok) return 'refused';
  if (Number(response.headers.get('content-length')) > maxBytes) return 'too-large';
  return /html/i.test(response.headers.get('content-type') ?? 'text/html') ? undefined : 'not-a-page';
}
