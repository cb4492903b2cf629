import { readParts } from '../../extract/parts';
import { readPageFacts } from '../../page/facts';
import type { Hand } from '../by-hand/hand';
import type { Reading } from '../read-page';
import type { FetchedPage } from './fetch-part';
import type { FoundPart, PageInParts } from './gather-parts';
import type { readDocument } from './read-document';

type PageWindow = Window & typeof globalThis;

/** How far the joining has come. */
export interface Joining {
  done: number;
  of: number;
}

/**
 * The whole of an article that stands on several pages. Nothing is asked of the site until `read` is called, which is
 * when a person opens the reader, clips the page or compares it.
 */
export class WholeArticle {
  readonly #window: PageWindow;
  readonly #now: Date;
  readonly #ended = new AbortController();
  /** What was fetched: read anew by hand, a page is not asked for again. */
  readonly #pages = new Map<string, FetchedPage>();

  constructor(window: PageWindow, now: Date) {
    this.#window = window;
    this.#now = now;
  }

  /** Whether a page says that it shows one part of several, on a site that can be asked. */
  isInParts({ article }: Reading): boolean {
    return article.partial?.reason === 'parts' && /^https?:$/.test(this.#window.location.protocol);
  }

  /**
   * Reads all parts; called again, it asks only for those that could not be had. Gives the joined reading; the page's
   * own where no other part belongs to it.
   * @param own the page that stands in the tab.
   * @param hand how it was read by hand: the other parts are read in the same way.
   */
  async read(own: Reading, hand: Hand, tell: (joining: Joining) => void): Promise<Reading> {
    if (!this.isInParts(own)) return own;
    const parts = await import('./article-parts');
    if (this.#ended.signal.aborted) return own;
    const url = own.source.urls.retrieved;
    const facts = readPageFacts(this.#window.document, { url, now: this.#now.toISOString() });
    const found: FoundPart[] = await parts.gatherParts({
      own: { url, reading: own, parts: readParts(facts) },
      fetchPage: async (address, signal) => {
        const page = this.#pages.get(address) ?? (await parts.fetchPart(address, this.#window, signal));
        this.#pages.set(address, page);
        return page;
      },
      read: (page) => this.#readPart(parts.readDocument, page, hand),
      onProgress: (done, of) => tell({ done, of }),
      signal: this.#ended.signal,
    });
    if (found.length < 2) return withoutParts(own);
    return parts.joinParts(this.#window, found, own);
  }

  /** Nobody waits any more. */
  end(): void {
    this.#ended.abort();
  }

  #readPart(read: typeof readDocument, { document, url }: FetchedPage, hand: Hand): PageInParts | undefined {
    const reading = read(document, url, { window: this.#window, now: this.#now, hand });
    if (!reading.ok) return undefined;
    const facts = readPageFacts(document, { url, now: this.#now.toISOString() });
    return { reading: reading.value, parts: readParts(facts) };
  }
}

/** What looked like a part is the next article: the page is whole. */
function withoutParts(reading: Reading): Reading {
  const { partial: _, ...article } = reading.article;
  return { ...reading, article };
}
