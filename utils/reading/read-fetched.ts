import { createClip, type Stamp } from '../clip/create-clip';
import { prepareSanitizer } from '../dom/own-purify';
import { parseInert } from '../dom/parse-inert';
import type { ClipDraft } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { readDocument } from './parts/read-document';
import { lacksPart } from './read-page';
import { strictly } from './strictly';

/** What a clip of a page would be that the background has fetched: a worker has no parser of its own. */
export async function readFetched(
  window: Window & typeof globalThis,
  { url, html, stamp }: { url: string; html: string; stamp: Stamp },
): Promise<Result<ClipDraft>> {
  if (!(await prepareSanitizer(window))) return lacksPart();
  const reading = readDocument(parseInert(html, window), url, { window, now: new Date(stamp.at) });
  if (!reading.ok) return reading;
  if (reading.value.article.text.trim() === '') return fail('empty-page', 'This page has no text.');
  const strict = await strictly(window, reading.value);
  return strict.ok ? ok(createClip(strict.value, stamp)) : strict;
}
