/**
 * The library in real Chromium, with the built extension: `npm run bench -- library`, or
 * `node test/bench/library.mjs [--clips 10000] [--peers 10000]`. Seeds clips of about 800 words, half Chinese half
 * English, has the index made, and measures what a person waits for. MiniSearch and FlexSearch get the same texts and
 * the same tokens in a page of their own. Writes .output/bench/library.json: { name: { value, unit, peers } }.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';

const { values: options } = parseArgs({
  options: { clips: { type: 'string', default: '10000' }, peers: { type: 'string', default: '10000' } },
});
const clips = Number(options.clips);
const peerTexts = Number(options.peers);
const figures = {};
const note = (name, value, unit, peers) => {
  const rounded = Math.round(value * 100) / 100;
  figures[name] = { value: rounded, unit, ...(peers && { peers }) };
  console.log(name.padEnd(52), rounded, unit, peers ? JSON.stringify(peers) : '');
};

const script = await bundle();
const session = await launchBrowser('chromium', { language: 'en-US' });
try {
  await measureLibrary();
  await measurePeers();
} finally {
  await session.close();
}
mkdirSync(join(root, '.output', 'bench'), { recursive: true });
writeFileSync(join(root, '.output', 'bench', 'library.json'), JSON.stringify(figures, null, 2));

/** The store, the search and the peers as one script for a page. */
async function bundle() {
  const folder = mkdtempSync(join(tmpdir(), 'library-bench-'));
  const parts = ['store/db', 'store/search-index', 'store/search-clips', 'search/query', 'search/tokens'];
  const entry = [
    ...parts.map((part) => `export * from '${join(root, 'utils', `${part}.ts`)}';`),
    `export { default as MiniSearch } from 'minisearch';`,
    `export { Index as FlexIndex } from 'flexsearch';`,
    `export * from '${join(root, 'test', 'bench', 'lib', 'library-in-page.mjs')}';`,
  ].join('\n');
  const built = await rolldown({
    input: 'entry',
    cwd: root,
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(root, 'test', 'bench', 'entry.ts') : undefined),
        load: (id) => (id.endsWith('bench/entry.ts') ? entry : undefined),
      },
    ],
  });
  const file = join(folder, 'bench.js');
  await built.write({ file, format: 'iife', name: 'bench' });
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return text.replace('var bench =', 'globalThis.bench =');
}

async function openWith(path) {
  const page = await session.newPage();
  await session.goToExtensionPage(page, path);
  await page.evaluate(script);
  return page;
}

async function heapOf(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
}

async function measureLibrary() {
  const seeding = await openWith('popup.html');
  let since = performance.now();
  for (let first = 0; first < clips; first += 500)
    await seeding.evaluate((from, to) => bench.seed(bench, from, to), first, Math.min(clips, first + 500));
  console.log(`seeded ${clips} clips in ${Math.round((performance.now() - since) / 1000)} s`);
  since = performance.now();
  // Not awaited in one call: a hundred thousand take longer than the driver waits for an answer.
  await seeding.evaluate(() => {
    const made = navigator.locks.request('colophon-search-index', () => bench.fillIndex());
    made.then(
      () => {
        globalThis.isMade = 'yes';
      },
      (error) => {
        globalThis.isMade = String(error);
      },
    );
  });
  const made = await seeding.waitForFunction(() => globalThis.isMade, { timeout: 0, polling: 200 });
  const answer = await made.jsonValue();
  if (answer !== 'yes') throw new Error(answer);
  note('index made anew', (clips / (performance.now() - since)) * 1000, 'clips/s');
  note('index on disk', await seeding.evaluate(() => bench.indexSize(bench)), 'MB');
  await seeding.close();

  const page = await openWith('schema/clip-1.json').catch(() => openWith('popup.html'));
  const before = await heapOf(page);
  const queries = await page.evaluate(() => bench.measureQueries(bench));
  for (const [name, { p50, p95, found }] of Object.entries(queries)) {
    note(`query, ${name}: p50`, p50, 'ms');
    note(`query, ${name}: p95`, p95, 'ms');
    console.log(`  ${found} found on average`);
  }
  note('memory of searching', (await heapOf(page)) - before, 'MB');
  const saves = await page.evaluate(() => bench.measureSaves(bench));
  note('index of a save: p50', saves.p50, 'ms');
  note('index of a save: p95', saves.p95, 'ms');
  await page.close();

  for (const [name, path, selector] of [
    ['library: first rows', 'library.html', '.row'],
    ['popup: usable', 'popup.html', '.mini'],
  ]) {
    const times = [];
    for (let run = 0; run < 11; run += 1) times.push(await timeUntil(path, selector));
    times.sort((a, b) => a - b);
    note(`${name}, p50`, times[5], 'ms');
    note(`${name}, p90`, times[9], 'ms');
  }
  await measureScrolling();
}

async function timeUntil(path, selector) {
  const page = await session.newPage();
  await page.evaluateOnNewDocument((wanted) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(wanted)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        globalThis.seenAt = performance.now();
      });
    }).observe(document, { childList: true, subtree: true });
  }, selector);
  await session.goToExtensionPage(page, path);
  const time = await (await page.waitForFunction(() => globalThis.seenAt)).jsonValue();
  await page.close();
  return time;
}

async function measureScrolling() {
  const page = await session.newPage();
  await session.goToExtensionPage(page, 'library.html');
  await page.waitForSelector('.row');
  const { frames, empty, rows } = await page.evaluate(async () => {
    const list = document.querySelector('.rows');
    const frames = [];
    let empty = 0;
    let last = performance.now();
    for (let step = 0; step < 180; step += 1) {
      list.scrollTop += step % 60 === 59 ? list.scrollHeight / 5 : 120;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
      const box = list.getBoundingClientRect();
      const at = document.elementFromPoint(box.x + 60, box.y + box.height / 2);
      if (!at?.closest('.row')) empty += 1;
    }
    await new Promise((settled) => setTimeout(settled, 500));
    return { frames: frames.sort((a, b) => a - b), empty, rows: list.querySelectorAll('.row').length };
  });
  note('scrolling: a frame, p95', frames[Math.floor(frames.length * 0.95)], 'ms');
  note('scrolling: frames with a row not yet read', (empty / frames.length) * 100, '%');
  note('rows drawn', rows, 'rows');
  note('memory of the library page', await heapOf(page), 'MB');
  await page.close();
}

async function measurePeers() {
  for (const name of ['MiniSearch', 'FlexSearch']) {
    const page = await openWith('popup.html');
    const before = await heapOf(page);
    const { build, p50, p95 } = await page.evaluate(
      (peer, count) => bench.measurePeer(bench, peer, count),
      name,
      peerTexts,
    );
    const memory = (await heapOf(page)) - before;
    note(`${name} at ${peerTexts}: made`, (peerTexts / build) * 1000, 'clips/s');
    note(`${name} at ${peerTexts}: query p50`, p50, 'ms');
    note(`${name} at ${peerTexts}: query p95`, p95, 'ms');
    note(`${name} at ${peerTexts}: memory`, memory, 'MB');
    await page.close();
  }
}
