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
    return ok({ bytes: await toBase64(blob) });
  } catch {
    return fail('no-access', 'The image could not be fetched.');
  }
}

/** By a `FileReader`: in Firefox the page's `ArrayBuffer` is closed to a content script. */
function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
