/** Does something with each, a few at a time: over a long line most of the time is waiting. Rejects at the first failure; what is under way goes on. */
export async function inLanes<T>(
  things: readonly T[],
  lanes: number,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, things.length) }, lane));
}
