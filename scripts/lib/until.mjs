/**
 * Asks again and again until `probe` gives something truthy, and gives that. Fails with `what` in words, and with the
 * last error, when it takes too long.
 */
export async function until(what, probe, { timeout = 20_000, every = 40 } = {}) {
  const end = performance.now() + timeout;
  let last;
  do {
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  } while (performance.now() < end);
  throw new Error(`waited ${timeout} ms in vain: ${what}${last ? ` (${last.message})` : ''}`, {
    cause: last,
  });
}
