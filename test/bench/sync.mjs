/**
 * Sync in real Chromium, with the built extension: `npm run bench -- sync`, or
 * `node test/bench/sync.mjs [--clips 2000] [--kind webdav|couchdb] [--changes 200] [--passphrase words] [--simulate]`.
 * Two installations and a server on loopback (Apache's mod_dav, or one that speaks CouchDB's protocol): the first sends
 * all clips, the second fetches them; then a day's changes go over. Writes .output/bench/sync.json. `--simulate`: only
 * what groups and a million clips come to, out of the sizes of records.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { startCouch } from '../servers/couch.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../servers/webdav.mjs';
import { bundleForPage } from './lib/bundle-for-page.mjs';
import { openFigures } from './lib/figures.mjs';

const { values: options } = parseArgs({
  options: {
    clips: { type: 'string', default: '2000' },
    changes: { type: 'string', default: '200' },
    kind: { type: 'string', default: 'webdav' },
    passphrase: { type: 'string' },
    simulate: { type: 'boolean', default: false },
  },
});
const clips = Number(options.clips);
const changes = Number(options.changes);
/** Where a large library's round is, is told after so many records: whether the later ones take longer is seen by it. */
const tellEvery = 10_000;
const { note, keep } = openFigures('sync');

if (options.kind === 'webdav' && !hasWebDav) {
  console.log(noWebDav);
} else {
  const server = await (options.kind === 'couchdb' ? startCouch() : startWebDav());
  try {
    simulate(options.simulate ? { fact: 350, clip: 2_950 } : await measure(server));
  } finally {
    await server.stop();
  }
  keep();
}

async function measure(server) {
  const { faults, user, password } = server;
  const account = {
    kind: options.kind,
    address: options.kind === 'couchdb' ? server.url : `${server.url}library`,
    user,
    password,
    ...(options.passphrase && { passphrase: options.passphrase }),
  };
  const script = await bundleForPage(
    [
      'store/db',
      'store/search-index',
      'store/acts',
      'store/sync-engine',
      'store/sync-enter',
      'sync/remotes/make-remote',
      'clip/fingerprint',
      'clip/canonical-json',
      'clip/plan-save',
    ],
    ['library-in-page', 'sync-in-page'].map(
      (name) => `export * from '${join(root, 'test', 'bench', 'lib', `${name}.mjs`)}';`,
    ),
  );
  const open = async (device) => {
    const profile = mkdtempSync(join(tmpdir(), 'colophon-sync-bench-'));
    const session = await launchBrowser('chromium', { language: 'en-US', profile });
    const page = await session.newPage();
    await session.goToExtensionPage(page, 'print.html');
    await page.evaluate(script);
    const work = async (what, ...args) => {
      await page.evaluate((...all) => bench.begin(bench, ...all), what, ...args);
      const began = performance.now();
      let done;
      let last = '';
      while (!done) {
        await new Promise((next) => setTimeout(next, 100));
        const { told, ...now } = await page.evaluate(() => ({
          done: globalThis.workDone,
          told: globalThis.workTold,
        }));
        done = now.done;
        const line = told && `${told.step} ${Math.floor(told.done / tellEvery) * tellEvery}`;
        if (line && line !== last)
          console.log(`  ${((performance.now() - began) / 1000).toFixed(1)} s: ${line}`);
        last = line ?? last;
      }
      if (done.error) throw new Error(done.error);
      return done;
    };
    const round = async (name) => {
      faults.reset();
      const done = await work('roundOf', account, device);
      note(`${name}: time`, done.ms / 1000, 's');
      note(`${name}: requests`, faults.requests, '');
      note(`${name}: sent`, faults.bytesUp / 1e6, 'MB');
      note(`${name}: fetched`, faults.bytesDown / 1e6, 'MB');
      return { requests: faults.requests, up: faults.bytesUp, down: faults.bytesDown };
    };
    const close = async () => {
      await session.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    };
    return { page, work, round, close, begin: () => page.evaluate((name) => bench.beginSync(name), device) };
  };
  const one = await open('bench1aaaa');
  const other = await open('bench2aaaa');
  try {
    const seeding = performance.now();
    for (let first = 0; first < clips; first += 500)
      await one.page.evaluate(
        (from, to) => bench.seedSealed(bench, from, to),
        first,
        Math.min(clips, first + 500),
      );
    note('the harness writes the clips', (performance.now() - seeding) / 1000, 's');
    await one.begin();
    await other.begin();
    const sent = await one.round(`first push of ${clips} clips`);
    const came = await other.round(`first pull of ${clips} clips`);
    note('first pull: requests of a thousand clips', (came.requests / clips) * 1000, '');
    await one.round('a round with nothing new');
    const { value: count } = await one.work('useForADay', changes, clips);
    const push = await one.round(`push of a day's ${count} changes`);
    const pull = await other.round(`pull of a day's ${count} changes`);
    note('bytes of a change, sent', push.up / count, 'B');
    note('bytes of a change, fetched', pull.down / count, 'B');
    note('requests of a change, sent', push.requests / count, '');
    note('requests of a change, fetched', pull.requests / count, '');
    const same = (await Promise.all([one, other].map(({ work }) => work('fingerprintOf')))).map(
      ({ value }) => value,
    );
    if (same[0].digest !== same[1].digest) throw new Error(`not the same library: ${JSON.stringify(same)}`);
    console.log(`the same library on both, byte for byte: ${same[0].rows} rows`);
    note('sent of a clip, folding included', sent.up / clips, 'B');
    // What lies there of a clip is what a new device fetches. A change on an average, new clips among them, is more than one
    // of facts alone.
    return { clip: came.down / clips, fact: push.up / count };
  } finally {
    await one.close();
    await other.close();
  }
}

/**
 * A working day of a group, every five minutes a round: who has changes pushes one file (or one request), and everybody
 * fetches what is new of all others. Numbers, not estimates of a server: what each member sends and fetches.
 */
function simulate({ clip, fact }) {
  note('simulation: bytes of a clip', clip, 'B');
  note('simulation: bytes of a change of facts', fact, 'B');
  let seed = 11;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (const members of [2, 5, 50]) {
    const rounds = (8 * 60) / 5;
    let files = 0;
    let bytes = 0;
    let looks = 0;
    for (let round = 0; round < rounds; round++)
      for (let member = 0; member < members; member++) {
        looks += 1;
        const facts = Array.from({ length: 180 }, random).filter((chance) => chance < 1 / rounds).length;
        const fresh = Array.from({ length: 20 }, random).filter((chance) => chance < 1 / rounds).length;
        if (facts + fresh === 0) continue;
        files += 1;
        bytes += facts * fact + fresh * clip;
      }
    note(`group of ${members}, a day: pushes of all`, files, '');
    note(`group of ${members}, a day: fetched by each`, ((bytes / members) * (members - 1)) / 1e6, 'MB');
    note(
      `group of ${members}, a day: requests of each`,
      looks / members + (files * (members - 1)) / members,
      '',
    );
  }
  for (const count of [100_000, 1_000_000]) {
    note(`${count} clips: at the remote`, (count * clip) / 1e9, 'GB');
    note(`${count} clips: states on each device`, (count * 1_400) / 1e9, 'GB');
    note(`${count} clips: first fetch at 50 Mbit/s`, (count * clip * 8) / 50e6 / 60, 'min');
  }
}
