import type { SiteRule } from '../model/site-rule';
import { type Hand, type HandState, untouched } from './by-hand/hand';
import { type BlockKey, keyOfBlock, withoutBlocks } from './by-hand/without-blocks';
import { type Joining, WholeArticle } from './parts/whole-article';
import { type Reading, readNow, withFacts } from './read-page';

type PageWindow = Window & typeof globalThis;

/** What was read when the reader opened, and by which hand. */
export interface FirstReading {
  reading: Reading;
  readAt: Date;
  state?: HandState;
}

/**
 * What an open reader shows of its page: the page as it was read, the other parts of its article, and what the person
 * does to it by hand, step by step and back again.
 */
export class ReadingSession {
  readonly readAt: Date;
  /** What is shown now. */
  reading: Reading;
  /** The other parts of the article are being fetched. */
  joining: Joining | undefined;
  /** Fulfilled when nothing is fetched any more. */
  joined: Promise<void> = Promise.resolve();
  readonly #window: PageWindow;
  readonly #rule: () => SiteRule | undefined;
  readonly #tell: () => void;
  readonly #whole: WholeArticle;
  /** The page as read, before blocks were taken out in the reader. */
  #base: Reading;
  #steps: HandState[] = [];
  #state: HandState;

  /** Takes what was read first, how it was read, the rule of the site as it is, and whom to tell of each change. */
  constructor(window: PageWindow, first: FirstReading, rule: () => SiteRule | undefined, tell: () => void) {
    this.#window = window;
    this.#base = first.reading;
    this.#state = first.state ?? untouched;
    this.#rule = rule;
    this.#tell = tell;
    this.reading = first.reading;
    this.readAt = first.readAt;
    this.#whole = new WholeArticle(window, first.readAt);
  }

  /** What was done by hand. */
  get state(): HandState {
    return this.#state;
  }

  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  /** Fetches what the article has on other pages; called again, what could not be had before. */
  joinParts(): void {
    if (!this.#whole.isInParts(this.#base) || this.joining) return;
    this.#showJoining({ done: 1, of: this.#base.article.partial?.parts ?? 2 });
    this.joined = this.#own()
      .then((own) => this.#whole.read(own, this.#hand(), (joining) => this.#showJoining(joining)))
      .then(
        (reading) => {
          this.#base = reading;
          this.#draw();
          this.#showJoining(undefined);
        },
        () => this.#showJoining(undefined),
      );
  }

  /** Does something by hand; false, and nothing changes, where nothing would be left to read. */
  async change(next: HandState): Promise<boolean> {
    const before = this.#state;
    if (!(await this.#go(next))) return false;
    this.#steps.push(before);
    this.#tell();
    return true;
  }

  /** Takes the last step back; false where there is none. */
  async undo(): Promise<boolean> {
    const last = this.#steps.pop();
    if (!last) return false;
    await this.#go(last);
    this.#tell();
    return true;
  }

  /** What names the n-th element of what is shown; undefined where there are fewer. */
  keyOf(block: number): BlockKey | undefined {
    return keyOfBlock(this.reading.html, block, this.#window);
  }

  /** Nobody looks any more. */
  end(): void {
    this.#whole.end();
  }

  async #go(next: HandState): Promise<boolean> {
    const before = this.#state;
    this.#state = next;
    const reads = next.pick !== before.pick || next.keep !== before.keep || next.notHere !== before.notHere;
    if (reads) {
      const own = await this.#readAnew();
      if (!own) {
        this.#state = before;
        return false;
      }
      const parts = this.#base.article.parts;
      this.#base = parts ? await this.#whole.read(own, this.#hand(), () => undefined) : own;
    }
    const shown = withoutBlocks(this.#base, next.removed, this.#window);
    if (!shown.html.trim()) {
      this.#state = before;
      return false;
    }
    this.reading = shown;
    return true;
  }

  #draw(): void {
    this.reading = withoutBlocks(this.#base, this.#state.removed, this.#window);
  }

  /** The page's own part again: what is shown may be joined already. */
  async #own(): Promise<Reading> {
    if (!this.#base.article.parts) return this.#base;
    return (await this.#readAnew()) ?? this.#base;
  }

  /** The page by the hand as it is now; undefined where it then has no text. */
  async #readAnew(): Promise<Reading | undefined> {
    const text = await readNow(this.#window, this.readAt, this.#hand());
    const reading = text.ok ? await withFacts(text.value) : text;
    return reading.ok ? reading.value : undefined;
  }

  #hand(): Hand {
    const { notHere, pick, keep } = this.#state;
    return { pick, keep: new Set(keep), ...(!notHere && { rule: this.#rule() }) };
  }

  #showJoining(joining: Joining | undefined): void {
    this.joining = joining;
    this.#tell();
  }
}
