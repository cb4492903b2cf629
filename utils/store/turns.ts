/** A script that runs longer than this without a break makes a page feel slow (RAIL: 50 ms in all). */
const turnMs = 25;

/**
 * Long work in short turns, so that the page it runs in answers to clicks and keys all the while. Call it between steps;
 * it waits only when the turn is used up. Never within a transaction, which would end.
 * @param rest what is waited for then.
 */
export function inTurns(rest: () => Promise<void> = nextTurn): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    await rest();
    began = performance.now();
  };
}

/** Lets whatever waits in this page have its turn. */
function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((settled) => setTimeout(settled));
}
