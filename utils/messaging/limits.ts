import { fail, type Result } from '../model/result';

/** A message may carry 64 MiB; an article that needs more than this is no article (design trap 7). */
export const MAX_HTML_BYTES = 8 * 1024 * 1024;

/** Refuses an article whose HTML is too large to be sent and kept. */
export function checkSize(html: string): Result<null> {
  if (html.length <= MAX_HTML_BYTES / 3) return { ok: true, value: null }; // a UTF-16 unit is at most 3 bytes
  if (new TextEncoder().encode(html).length <= MAX_HTML_BYTES) return { ok: true, value: null };
  return fail('too-large', 'This article is larger than 8 MB and cannot be clipped.');
}
