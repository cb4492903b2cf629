import { createServer } from 'node:net';

/** A port on loopback that nobody listened on just now. */
export function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => found(port));
    });
  });
}

/**
 * Waits until a server that was just started answers anything at all.
 * @param {string} origin
 * @param {import('node:child_process').ChildProcess} server
 */
export async function answers(origin, server) {
  const until = Date.now() + 45_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`);
    const answered = await fetch(origin, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.arrayBuffer(),
      () => undefined,
    );
    if (answered) return;
    await new Promise((again) => setTimeout(again, 30));
  }
  throw new Error(`Nothing answers at ${origin}.`);
}
