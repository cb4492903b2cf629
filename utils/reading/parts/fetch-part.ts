import { parseInert } from '../../dom/parse-inert';
import { readPageText } from './read-blob';

const maxBytes = 8 * 1024 * 1024;
const maxMilliseconds = 15_000;

/** A fetched page, inert, and the address that answered. */
export interface FetchedPage {
  document: Document;
  url: string;
}

/**
 * Asks the page's own site for another part of its article.
 *
 * By the script that lives in the page and not by the background: so it is the very request that a press on "next page"
 * makes, to the same origin, with the cookies that the browser would send there (a part behind a log-in is read as the
 * person reads it), and it needs no access to sites beyond the page that the person opened. `same-origin` holds for
 * redirects too: no page can lead us to another site. Only GET, nothing is run, nothing of the answer is kept but text.
 * @throws where it cannot be had.
 */
export async function fetchPart(
  url: string,
  window: Window & typeof globalThis,
  signal: AbortSignal,
): Promise<FetchedPage> {
  if (new URL(url).origin !== window.location.origin)
    throw new Error('A part on another site is not asked for.');
  const response = await fetch(url, {
    mode: 'same-origin',
    credentials: 'same-origin',
    referrerPolicy: 'same-origin',
    headers: { accept: 'text/html,application/xhtml+xml' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(maxMilliseconds)]),
  });
  const type = response.headers.get('content-type');
  if (!response.ok || !/html/i.test(type ?? 'text/html'))
    throw new Error(`The site answered ${response.status}.`);
  const page = await response.blob();
  if (page.size > maxBytes) throw new Error('This part is too large.');
  const html = await readPageText(page, type);
  return { document: parseInert(html, window), url: response.url || url };
}
