import { trustedScript } from '../dom/parse-inert';
import { type AnalysisDone, withBands } from '../search/analysis';
import type { IndexedDocument } from '../search/indexed-document';
import type { PreparedSegment } from '../search/segment-builder';
import { prepareSegmentInTurns } from '../search/segments';

/** Fewer texts are analysed before a script has started. */
const few = 64;
/** After so long without work the script is ended. */
const restMilliseconds = 20_000;

/**
 * Analyses texts for the search: many of them beside the page, on another processor, where the page may start a script;
 * else here, with breaks. What goes wrong there is done here.
 */
export async function analyseTexts(
  documents: readonly IndexedDocument[],
  breathe: () => Promise<void>,
): Promise<PreparedSegment> {
  if (documents.length >= few && typeof Worker === 'function' && typeof window === 'object') {
    try {
      return await beside(documents);
    } catch (error) {
      console.error(error);
    }
  }
  return prepareSegmentInTurns(banded(documents), breathe);
}

function* banded(documents: readonly IndexedDocument[]): Generator<IndexedDocument> {
  for (const document of documents) yield withBands(document);
}

interface Waiting {
  resolve: (segment: PreparedSegment) => void;
  reject: (error: Error) => void;
}

let running: Analyst | undefined;

function beside(documents: readonly IndexedDocument[]): Promise<PreparedSegment> {
  running ??= new Analyst(() => {
    running = undefined;
  });
  return running.analyse(documents);
}

/** The script that runs beside this page, from its first task until it has rested or failed. */
class Analyst {
  #worker = new Worker(trustedScript('/analyse.js', window));
  #waiting = new Map<number, Waiting>();
  #tasks = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<AnalysisDone>) => this.#settle(data));
    this.#worker.addEventListener('error', () => this.#end(new Error('The script beside the page failed')));
  }

  analyse(documents: readonly IndexedDocument[]): Promise<PreparedSegment> {
    clearTimeout(this.#rest);
    this.#tasks += 1;
    const id = this.#tasks;
    const { promise, resolve, reject } = Promise.withResolvers<PreparedSegment>();
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ id, documents });
    return promise;
  }

  #settle(done: AnalysisDone): void {
    const waiting = this.#waiting.get(done.id);
    this.#waiting.delete(done.id);
    if ('segment' in done) waiting?.resolve(done.segment);
    else waiting?.reject(new Error(done.failed));
    if (this.#waiting.size === 0) this.#rest = setTimeout(() => this.#end(), restMilliseconds);
  }

  #end(error = new Error('The script beside the page has ended')): void {
    this.#onEnd();
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}
