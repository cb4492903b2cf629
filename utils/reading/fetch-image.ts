import { fail, ok, type Result } from '../model/result';

const maxBytes = 10 * 1024 * 1024;
const maxMilliseconds = 15_000;

/**
 * Fetches an image as the page itself could, without cookies, for a background that may not reach the site. Gives the
 * bytes as base64; what they are is for the background to judge.
 */
export async function fetchForBackground(src: string): Promise<Result<{ bytes: string }>> {
  try {
    const response = await fetch(src, { credentials: 'omit', signal: AbortSignal.timeout(maxMilliseconds) });
    const blob = await response.blob();
    if (!response.ok || blob.size > maxBytes) return fail('not-found', 'The image could not be fetched.');
    return ok({ bytes: toBase64(new Uint8Array(await blob.arrayBuffer())) });
  } catch {
    return fail('no-access', 'The image could not be fetched.');
  }
}

/** In steps: a function takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
