import { readParts } from '../../extract/parts';
import { readPageFacts } from '../../page/facts';
import { type Reading, readDocument } from '../read-page';
import type { FoundPart, PageInParts } from './gather-parts';

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
  readonly #own: Reading;
  readonly #now: Date;
  readonly #ended = new AbortController();
  #found: readonly FoundPart[] = [];

  constructor(window: PageWindow, own: Reading, now: Date) {
    this.#window = window;
    this.#own = own;
    this.#now = now;
  }

  /** Whether the page says that it shows one part of several, on a site that can be asked. */
  get isInParts(): boolean {
    return this.#own.article.partial?.reason === 'parts' && /^https?:$/.test(this.#window.location.protocol);
  }

  /**
   * Reads all parts, or, called again, those that could not be had. Gives the joined reading; the page's own where no
   * other part belongs to it, or where nothing could be done.
   */
  async read(tell: (joining: Joining) => void): Promise<Reading> {
    if (!this.isInParts) return this.#own;
    const { gatherParts, fetchPart, joinParts } = await import('./article-parts');
    if (this.#ended.signal.aborted) return this.#own;
    const url = this.#own.source.urls.retrieved;
    const facts = readPageFacts(this.#window.document, { url, now: this.#now.toISOString() });
    const found = await gatherParts({
      own: { url, reading: this.#own, parts: readParts(facts) },
      known: this.#found,
      fetchPage: (address, signal) => fetchPart(address, this.#window, signal),
      read: ({ document, url: address }) => this.#readPart(document, address),
      onProgress: (done, of) => tell({ done, of }),
      signal: this.#ended.signal,
    });
    this.#found = found;
    if (found.length < 2) return withoutParts(this.#own);
    return joinParts(this.#window, found, this.#own);
  }

  /** Nobody waits any more. */
  end(): void {
    this.#ended.abort();
  }

  #readPart(document: Document, url: string): PageInParts | undefined {
    const reading = readDocument(document, url, { window: this.#window, now: this.#now });
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
