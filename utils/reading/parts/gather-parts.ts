import { isSameDocument } from '../../dom/address';
import type { Parts } from '../../extract/parts';
import { fold } from '../../page/text';
import type { Reading } from '../read-page';
import type { FetchedPage } from './fetch-part';

/** A page that was read, and what its pager says. */
export interface PageInParts {
  reading: Reading;
  parts: Parts | undefined;
}

/** A part that was found; without a reading it could not be had. */
export interface FoundPart {
  number: number;
  url: string;
  reading?: Reading;
}

export interface GatherOptions {
  /** The page that stands in the tab. */
  own: PageInParts & { url: string };
  fetchPage(url: string, signal: AbortSignal): Promise<FetchedPage>;
  /** Reads a fetched page like the page itself; undefined where there is no article in it. */
  read(page: FetchedPage): PageInParts | undefined;
  onProgress(done: number, of: number): void;
  signal: AbortSignal;
}

const most = 20;
/** So many at a time: a site is not to be stormed. */
const lanes = 3;

/**
 * Finds and reads the parts of an article in their order. What a pager names is asked for; parts that only the next
 * page names are found by going on from there. It ends at the twentieth part, at a page that repeats a former one (a
 * site that answers any number with its first page), and at one with another headline: that is the next article.
 */
export async function gatherParts(options: GatherOptions): Promise<FoundPart[]> {
  const { own, signal } = options;
  if (!own.parts) return [];
  const found = new Map<number, FoundPart>();
  const addresses = new Map<number, string>();
  const learn = (parts: Parts | undefined): void => {
    for (const [number, url] of parts?.addresses ?? [])
      if (number <= most && !addresses.has(number)) addresses.set(number, url);
  };
  found.set(own.parts.part, { number: own.parts.part, url: own.url, reading: own.reading });
  learn(own.parts);
  const tell = (): void => options.onProgress(found.size, Math.max(found.size, addresses.size + 1));

  for (;;) {
    const wanted = [...addresses]
      .filter(([number]) => !found.has(number))
      .sort(([one], [other]) => one - other);
    if (wanted.length === 0 || signal.aborted) break;
    tell();
    const wave = await Promise.all(
      wanted.slice(0, lanes).map(([number, url]) => readPart(number, url, options)),
    );
    for (const { part, parts } of wave) {
      const strange = part.reading && !belongs(part, [...found.values()], own.reading);
      if (strange) {
        // Numbers above one that is no part are none either.
        for (const number of [...addresses.keys()]) if (number >= part.number) addresses.delete(number);
        for (const number of [...found.keys()])
          if (number >= part.number && number !== own.parts.part) found.delete(number);
        break;
      }
      found.set(part.number, part);
      if (addresses.has(part.number)) learn(parts);
    }
    tell();
  }
  return inARow(found, own.parts.part);
}

async function readPart(
  number: number,
  url: string,
  { fetchPage, read, signal }: GatherOptions,
): Promise<{ part: FoundPart; parts?: Parts }> {
  try {
    const page = await fetchPage(url, signal);
    const inParts = read(page);
    if (!inParts) return { part: { number, url } };
    return { part: { number, url, reading: inParts.reading }, parts: inParts.parts };
  } catch {
    return { part: { number, url } };
  }
}

/** Whether a page is of this article, and not one that was read already under another number. */
function belongs(part: FoundPart, found: readonly FoundPart[], own: Reading): boolean {
  const { reading, url } = part;
  if (!reading) return true;
  if (!sameHeadline(reading.article.title, own.article.title)) return false;
  return !found.some(
    (other) =>
      other.number !== part.number &&
      (isSameDocument(other.url, url) || other.reading?.article.text === reading.article.text),
  );
}

/** What a page in parts adds to its headline: `(2)`, `第2页`, `– Page 2 of 5`. */
const partMark =
  /(?:[\s([（【]{0,40}(?:第\s{0,9}\d{1,2}\s{0,9}页|(?:page|part|seite|página|pagina)\s{0,9}\d{1,2}(?:\s{0,9}(?:of|von|de|\/)\s{0,9}\d{1,2})?)[\])）】]{0,9}|\s{0,9}[([（【]\s{0,9}\d{1,2}(?:\s{0,9}\/\s{0,9}\d{1,2})?\s{0,9}[\])）】])\s{0,9}$/iu;

/** Whether two headlines are one but for the mark of the part, or one goes on from the other. */
export function sameHeadline(one: string, other: string): boolean {
  const [a, b] = [one, other].map((title) => fold(title.replace(partMark, ''))) as [string, string];
  if (!a || !b) return true;
  return a.startsWith(b) || b.startsWith(a);
}

/** From the first part on without a hole; a hole is a part that could not be had, and stays as such. */
function inARow(found: ReadonlyMap<number, FoundPart>, own: number): FoundPart[] {
  const parts = [...found.values()].sort((one, other) => one.number - other.number);
  const first = parts.findIndex(({ number }) => number === own);
  // An own part without the ones before it is an article of its own: "story-12" and "story-13".
  const before = parts.slice(0, first);
  if (own > 1 && !before.some(({ reading }) => reading)) return parts.filter(({ number }) => number === own);
  return parts;
}
