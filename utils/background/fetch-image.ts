import { looksLikeSvg, sniffImage } from '../clip/sniff-image';
import { readAtMost } from '../import/decode';
import { mayFetch } from './address-space';

/** Why an image is not kept; stands in `ClipImage.failure`. */
export type ImageFailure =
  | 'unsupported-address'
  | 'private-address'
  | 'too-large'
  | 'timed-out'
  | 'no-connection'
  /** The person grants this site on a click only, and the page could not fetch it for us either. */
  | 'no-access'
  | 'svg'
  | 'not-an-image'
  | `http-${number}`;

export type FetchedImage = { bytes: ArrayBuffer; type: string } | { failure: ImageFailure };

const maxBytes = 10 * 1024 * 1024;
const maxMilliseconds = 15_000;

/**
 * Fetches one image of a page: no cookies, no referrer, http(s) and `data:` only, nothing that is nearer to this machine
 * than the page is, at most 10 MB and 15 s, and only what is a raster image by its bytes. Never throws.
 */
export async function fetchImage(src: string, pageUrl: string): Promise<FetchedImage> {
  if (src.startsWith('data:')) return judge(readDataUrl(src));
  const refused = refusal(src, pageUrl);
  if (refused) return { failure: refused };
  try {
    return await load(src, pageUrl);
  } catch (error) {
    return { failure: isTimeout(error) ? 'timed-out' : 'no-connection' };
  }
}

async function load(src: string, pageUrl: string): Promise<FetchedImage> {
  const response = await fetch(src, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8' },
    signal: AbortSignal.timeout(maxMilliseconds),
  });
  // `keepOut` stops a redirect on its way; what came from too near all the same is thrown away.
  const refused = refusal(response.url || src, pageUrl);
  if (refused) return discard(response, refused);
  if (!response.ok) return discard(response, `http-${response.status}`);
  if (Number(response.headers.get('content-length')) > maxBytes) return discard(response, 'too-large');
  return judge(await readAtMost(response.body, maxBytes));
}

function refusal(address: string, pageUrl: string): ImageFailure | undefined {
  if (!URL.canParse(address)) return 'unsupported-address';
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'unsupported-address';
  return mayFetch(url.hostname, URL.canParse(pageUrl) ? new URL(pageUrl).hostname : '')
    ? undefined
    : 'private-address';
}

async function discard(response: Response, failure: ImageFailure): Promise<FetchedImage> {
  await response.body?.cancel();
  return { failure };
}

function judge(bytes: Uint8Array<ArrayBuffer> | undefined): FetchedImage {
  if (!bytes || bytes.length > maxBytes) return { failure: 'too-large' };
  const type = sniffImage(bytes);
  if (type) return { bytes: bytes.buffer, type };
  return { failure: looksLikeSvg(bytes) ? 'svg' : 'not-an-image' };
}

/** What a page's own script fetched for us, as base64: judged like any other bytes. */
export function readBase64(base64: string): FetchedImage {
  return judge(readDataUrl(`data:;base64,${base64}`));
}

/** `fetch('data:…')` is not allowed by our own policy (`connect-src`), so it is decoded by hand. */
function readDataUrl(src: string): Uint8Array<ArrayBuffer> {
  const [, base64, body = ''] = src.match(/^data:[^,]*?(;base64)?,(.*)$/is) ?? [];
  try {
    const text = base64 ? atob(decodeURIComponent(body)) : unescapeBytes(body);
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function unescapeBytes(body: string): string {
  return body.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
