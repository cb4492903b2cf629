import Dexie from 'dexie';

/** So many readings follow each other at once, within so long: what a person does is seen at once. */
const atOnce = 4;
const spell = 2_000;
/** After these reading anew takes at most a quarter of the time, and waits at most so long. */
const restsFor = 3;
const longestRest = 1_000;
/** After so many milliseconds a reading under which the database was closed is tried again. */
const again = [0, 300, 1_000];

/**
 * A query for `liveQuery` that waits for nothing that does not come: where the browser closes the database under a reading,
 * since it met damage, Dexie says nothing and never asks again. It is read anew, and after some tries it fails aloud.
 * And it keeps a page at work while much is written (an import): after a few readings the next waits three times as long as
 * the last one took. A change that comes alone is read at once.
 */
export function withRests<T>(query: () => Promise<T>): () => Promise<T> {
  let ended = 0;
  let took = 0;
  let latest = 0;
  let begun: number[] = [];
  return async () => {
    latest += 1;
    const own = latest;
    begun = begun.filter((at) => performance.now() - at < spell);
    const rest =
      begun.length < atOnce ? 0 : Math.min(longestRest, ended + restsFor * took - performance.now());
    // Dexie's own promise: after another one it might not see what is read.
    if (rest > 0) await new Dexie.Promise((settled) => setTimeout(settled, rest));
    // A further change came meanwhile, and has asked anew: Dexie does not wait for this answer any more.
    if (own !== latest) throw new DOMException('Asked anew', 'AbortError');
    const began = performance.now();
    begun.push(began);
    try {
      for (const pause of again) {
        try {
          return await query();
        } catch (error) {
          if (!isOfClosing(error) || own !== latest) throw error;
          await new Dexie.Promise((settled) => setTimeout(settled, pause));
        }
      }
      throw new Error('The library was closed again and again while it was read');
    } finally {
      ended = performance.now();
      took = ended - began;
    }
  };
}

/** What a reading fails with whose database is closed. */
function isOfClosing(error: unknown): boolean {
  return error instanceof Error && ['DatabaseClosedError', 'AbortError'].includes(error.name);
}
