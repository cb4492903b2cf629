import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { collect } from '../../scripts/lib/suites.mjs';

const servers = ['WebDAV', 'CouchDB'];
/** Histories of one process: a process that grows old grows large. */
const batch = 50;
/** So often the server may not start before that counts as a failure. */
const mostUnplayed = 5;

/**
 * The core of sync and the real servers, without a browser: random histories of two devices that write and sync at once while
 * connections break, and every request of a round spoilt in every way. The tests are those of `npm test`, which plays few.
 */
export default {
  name: 'sync over real servers',
  only: 'chromium',
  count: 1_000,
  async *run({ count, seed, ...run }) {
    yield* await Promise.all(servers.map((server) => histories(server, count, seed, run)));
    for (const server of servers) yield spoilt(server);
  },
};

async function histories(server, count, first, run) {
  const failures = [];
  let played = 0;
  let unplayed = 0;
  const row = () => ({
    browser: 'Node',
    what: `random histories of two devices at once over ${server}, connections breaking`,
    counts: { played, 'batches with a loss, a doubling or a difference': failures.length },
    goal: '0 batches',
    held: played > 0 && failures.length === 0,
    details: failures,
  });
  for (let seed = first; played < count && failures.length < 5 && !run.isStopped(); seed += batch) {
    const some = Math.min(batch, count - played);
    const env = { COLOPHON_HISTORIES: String(some), COLOPHON_SEED: String(seed) };
    const { code, output } = await vitest('test/unit/sync/histories.test.ts', server, env);
    // Where a machine that has much to do starts no server in time, nothing was played: these are played again.
    if (output.includes('Nothing answers at') && unplayed++ < mostUnplayed) {
      seed -= batch;
      continue;
    }
    if (code !== 0) failures.push(output.slice(-3_000));
    played += some;
    run.keep(row());
    console.log(`  ${played} histories over ${server}, ${failures.length} batches failed`);
  }
  return row();
}

async function spoilt(server) {
  const file = `test/unit/sync/remote-${server.toLowerCase()}.test.ts`;
  const { code, output } = await vitest(file, 'any one request is spoilt', { COLOPHON_FAULTS: 'every' });
  return {
    browser: 'Node',
    what: `every request of a day spoilt in each of five ways over ${server}`,
    done: code === 0 ? 'nothing lost, nothing damaged' : 'lost',
    goal: 'nothing lost',
    held: code === 0,
    details: code === 0 ? [] : [output.slice(-3_000)],
  };
}

function vitest(file, name, env) {
  return collect(join(root, 'node_modules', '.bin', 'vitest'), ['run', file, '-t', name], {
    cwd: root,
    env,
    minutes: 60,
  });
}
