import Dexie from 'dexie';

/** Reading anew takes at most this share of the time, and waits at most so long. */
const restsFor = 3;
const longestRest = 1_000;

/**
 * A query for `liveQuery` that keeps a page at work while much is written (an import): the next reading waits three
 * times as long as the last one took. A change that comes alone is read at once.
 */
export function withRests<T>(query: () => Promise<T>): () => Promise<T> {
  let ended = Number.NEGATIVE_INFINITY;
  let took = 0;
  let latest = 0;
  return async () => {
    latest += 1;
    const own = latest;
    const rest = Math.min(longestRest, ended + restsFor * took - performance.now());
    // Dexie's own promise: after another one it might not see what is read.
    if (rest > 0) await new Dexie.Promise((settled) => setTimeout(settled, rest));
    // A further change came meanwhile, and has asked anew: Dexie does not wait for this answer any more.
    if (own !== latest) throw new DOMException('Asked anew', 'AbortError');
    const began = performance.now();
    try {
      return await query();
    } finally {
      ended = performance.now();
      took = ended - began;
    }
  };
}
