/** One thing to be spoken. `block` counts paragraphs, so that a whole one can be skipped. */
export interface Utterance {
  block: number;
  text: string;
  lang: string;
}

/** What speaks; the browser's speech, or a test's. `speak` ends with exactly one of its two calls, unless cancelled. */
export interface Synth {
  speak(utterance: Utterance, rate: number, told: { ended: () => void; failed: (why: string) => void }): void;
  cancel(): void;
}

export type SpeechStatus = 'idle' | 'playing' | 'paused' | 'ended' | 'failed';

export interface SpeechState {
  status: SpeechStatus;
  /** The utterance that is spoken, or that would be next. */
  index: number;
  rate: number;
}

export const rates = [0.6, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.5] as const;

/**
 * Speaks a list of utterances, one after the other. Pausing stops the voice and remembers the sentence; going on begins
 * it anew: browsers pause unreliably, and a sentence from its beginning is what a listener wants. A call of an
 * utterance that was left is ignored.
 */
export class SpeechQueue {
  readonly #items: readonly Utterance[];
  readonly #synth: Synth;
  readonly #tell: (state: SpeechState) => void;
  #state: SpeechState;
  /** Each speaking has a number; only the newest is listened to. */
  #turn = 0;
  /** Failures in a row: one sentence may be skipped, a voice that never speaks ends it. */
  #failures = 0;

  constructor(items: readonly Utterance[], synth: Synth, tell: (state: SpeechState) => void, rate = 1) {
    this.#items = items;
    this.#synth = synth;
    this.#tell = tell;
    this.#state = { status: 'idle', index: 0, rate };
  }

  get state(): SpeechState {
    return this.#state;
  }

  /** Speaks on from where it is, or from an utterance; after the end, from the beginning. */
  play(from?: number): void {
    const start = from ?? (this.#state.status === 'ended' ? 0 : this.#state.index);
    this.#failures = 0;
    this.#speak(start);
  }

  pause(): void {
    if (this.#state.status !== 'playing') return;
    this.#silence();
    this.#set({ status: 'paused' });
  }

  toggle(): void {
    if (this.#state.status === 'playing') this.pause();
    else this.play();
  }

  /** Ends it for good; nothing is told any more. */
  stop(): void {
    this.#silence();
    this.#set({ status: 'idle' });
  }

  skipSentence(direction: 1 | -1): void {
    this.#jump(this.#state.index + direction);
  }

  /** To the next paragraph; or back to the beginning of this one, and from its beginning to the one before. */
  skipBlock(direction: 1 | -1): void {
    const { index } = this.#state;
    const block = this.#items[index]?.block;
    if (block === undefined) return;
    if (direction > 0) {
      const next = this.#items.findIndex((item, at) => at > index && item.block !== block);
      this.#jump(next < 0 ? this.#items.length : next);
      return;
    }
    const first = this.#items.findIndex((item) => item.block === block);
    if (first < index) {
      this.#jump(first);
      return;
    }
    const before = this.#items[first - 1]?.block;
    this.#jump(
      Math.max(
        0,
        this.#items.findIndex((item) => item.block === before),
      ),
    );
  }

  /** Changes the speed; the sentence that is spoken begins anew with it. */
  setRate(rate: number): void {
    const { status, index } = this.#state;
    this.#set({ rate });
    if (status === 'playing') this.#speak(index);
  }

  #jump(index: number): void {
    if (this.#items.length === 0) return;
    if (index >= this.#items.length) {
      this.#end();
      return;
    }
    const to = Math.max(0, index);
    const { status } = this.#state;
    if (status === 'playing') this.#speak(to);
    else this.#set({ index: to, status: status === 'ended' ? 'paused' : status });
  }

  #speak(index: number): void {
    this.#silence();
    const item = this.#items[index];
    if (!item) {
      this.#end();
      return;
    }
    const turn = this.#turn;
    this.#set({ status: 'playing', index });
    this.#synth.speak(item, this.#state.rate, {
      ended: () => {
        if (turn !== this.#turn) return;
        this.#failures = 0;
        this.#speak(index + 1);
      },
      failed: () => {
        if (turn !== this.#turn) return;
        this.#failures += 1;
        if (this.#failures < 3 && index + 1 < this.#items.length) this.#speak(index + 1);
        else this.#fail();
      },
    });
  }

  #silence(): void {
    this.#turn += 1;
    this.#synth.cancel();
  }

  #end(): void {
    this.#silence();
    this.#set({ status: 'ended', index: Math.max(0, this.#items.length - 1) });
  }

  #fail(): void {
    this.#silence();
    this.#set({ status: 'failed' });
  }

  #set(change: Partial<SpeechState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell(this.#state);
  }
}
