/** A document and how well it fits. */
export interface FoundDocument {
  document: number;
  score: number;
}

/**
 * Keeps the best so many of all that are offered: higher scores first, newer documents (higher numbers) first
 * among equals. A heap with the worst kept one on top, so that a common word costs no sorting of everything.
 */
export class TopDocuments {
  #heap: FoundDocument[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(document: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push({ document, score });
      if (heap.length === this.#limit) for (let at = heap.length >> 1; at >= 0; at -= 1) this.#sink(at);
      return;
    }
    const [worst] = heap;
    if (!worst || isBetter(worst, { document, score })) return;
    heap[0] = { document, score };
    this.#sink(0);
  }

  /** The kept ones, the best first. */
  take(): FoundDocument[] {
    return [...this.#heap].sort((a, b) => (isBetter(a, b) ? -1 : 1));
  }

  #sink(start: number): void {
    const heap = this.#heap;
    let at = start;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const [a, b] = [heap[worst], heap[child]];
        if (a && b && isBetter(a, b)) worst = child;
      }
      const [here, there] = [heap[at], heap[worst]];
      if (worst === at || !here || !there) return;
      heap[at] = there;
      heap[worst] = here;
      at = worst;
    }
  }
}

function isBetter(a: FoundDocument, b: FoundDocument): boolean {
  return a.score > b.score || (a.score === b.score && a.document > b.document);
}
