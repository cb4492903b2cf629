/**
 * The library in real Chromium, with the built extension: `npm run bench -- library`, or
 * `node test/bench/library.mjs [--clips 10000] [--peers 10000] [--imports 10000]`. Seeds clips of about 800 words, half Chinese half
 * English, has the index made, and measures what a person waits for. MiniSearch and FlexSearch get the same texts and
 * the same tokens in a page of their own. Writes .output/bench/library.json: { name: { value, unit, peers } }.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { bundleForPage } from './lib/bundle-for-page.mjs';

const { values: options } = parseArgs({
  options: {
    clips: { type: 'string', default: '10000' },
    peers: { type: 'string', default: '10000' },
    imports: { type: 'string', default: '10000' },
  },
});
const clips = Number(options.clips);
const peerTexts = Number(options.peers);
const imported = Number(options.imports);
const figures = {};
const note = (name, value, unit, peers) => {
  const rounded = Math.round(value * 100) / 100;
  figures[name] = { value: rounded, unit, ...(peers && { peers }) };
  console.log(name.padEnd(52), rounded, unit, peers ? JSON.stringify(peers) : '');
};

const script = await bundle();
let session = await launchBrowser('chromium', { language: 'en-US' });
try {
  await measureLibrary();
  if (peerTexts > 0) await measurePeers();
} finally {
  await session.close();
}
if (imported > 0) for (const kind of ['links', 'clips']) await measureImport(kind);
mkdirSync(join(root, '.output', 'bench'), { recursive: true });
writeFileSync(join(root, '.output', 'bench', 'library.json'), JSON.stringify(figures, null, 2));

/** The store, the search and the peers as one script for a page. */
function bundle() {
  const parts = [
    'store/db',
    'store/search-index',
    'store/search-clips',
    'store/acts',
    'store/storage',
    'search/query',
    'search/tokens',
    'clip/fingerprint',
    'clip/own-hasher',
  ];
  return bundleForPage(parts, [
    `export { default as MiniSearch } from 'minisearch';`,
    `export { Index as FlexIndex } from 'flexsearch';`,
    `export * from '${join(root, 'test', 'bench', 'lib', 'library-in-page.mjs')}';`,
  ]);
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
  const indexing = await processorTime(seeding);
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
  await waitIn(seeding, () => globalThis.isMade !== undefined);
  const answer = await seeding.evaluate(() => globalThis.isMade);
  if (answer !== 'yes') throw new Error(answer);
  note('index made anew', (clips / (performance.now() - since)) * 1000, 'clips/s');
  note(
    'index made anew: processor time of a clip',
    (((await processorTime(seeding)) - indexing) / clips) * 1000,
    'ms',
  );
  note('index on disk', await seeding.evaluate(() => bench.indexSize(bench)), 'MB');
  await seeding.close();

  const page = await openWith('schema/clip-1.json').catch(() => openWith('popup.html'));
  const before = await heapOf(page);
  const asking = await processorTime(page);
  const queries = await page.evaluate(() => bench.measureQueries(bench));
  const asked = Object.keys(queries).length * 60;
  note('queries: processor time of one', (((await processorTime(page)) - asking) / asked) * 1000, 'ms');
  for (const [name, { p50, p95, found }] of Object.entries(queries)) {
    note(`query, ${name}: p50`, p50, 'ms');
    note(`query, ${name}: p95`, p95, 'ms');
    console.log(`  ${found} found on average`);
  }
  note('memory of searching', (await heapOf(page)) - before, 'MB');
  const { runs, missed } = await page.evaluate((count) => bench.measureRecall(bench, count), clips);
  note('words found again where they stand', ((runs - missed.length) / runs) * 100, '%');
  if (missed.length > 0) console.log('  missed:', missed.join(' · '));
  const saves = await page.evaluate(() => bench.measureSaves(bench));
  note('index of a save: p50', saves.p50, 'ms');
  note('index of a save: p95', saves.p95, 'ms');
  const acting = await processorTime(page);
  const acts = await page.evaluate((most) => bench.measureActs(bench, most), 10_000);
  for (const what of ['tag', 'read', 'trash', 'back', 'undo'])
    note(
      `${what === 'back' ? 'trash, taken back' : what === 'undo' ? 'tag, taken back' : what}: ${acts.count} clips`,
      acts[what],
      'ms',
    );
  note('favourite: one clip', acts.one, 'ms');
  note('these acts: processor time', (await processorTime(page)) - acting, 's');
  const since2 = performance.now();
  const room = await page.evaluate(() => bench.storageFigures());
  note('room by kind, told in', performance.now() - since2, 'ms');
  console.log(' ', JSON.stringify(room));
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

/** An import into an empty library, through the dialog, while the list stands beside it and is looked at. */
async function measureImport(kind) {
  session = await launchBrowser('chromium', { language: 'en-US' });
  const folder = mkdtempSync(join(tmpdir(), 'library-import-'));
  try {
    const making = await openWith('popup.html');
    const file = join(folder, kind === 'links' ? 'bookmarks.html' : 'clips.jsonl');
    if (kind === 'links') writeFileSync(file, bookmarks(imported));
    else
      for (let first = 0; first < imported; first += 500)
        appendFileSync(
          file,
          `${await making.evaluate((from, to) => bench.exportLines(bench, from, to), first, Math.min(imported, first + 500))}\n`,
        );
    await making.close();
    const page = await session.newPage();
    await session.goToExtensionPage(page, 'library.html');
    await pressIn(page, 'body', 'Import');
    const input = await page.waitForSelector('dialog[open] input[type="file"]');
    await page.evaluate(() => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longTasks.push(entry.duration);
      }).observe({ entryTypes: ['longtask'] });
    });
    let since = performance.now();
    await input.uploadFile(file);
    await waitIn(page, () =>
      [...document.querySelectorAll('dialog[open] button')].some((b) =>
        /^Import \d/.test(b.textContent.trim()),
      ),
    );
    note(`import of ${imported} ${kind}: plan`, performance.now() - since, 'ms');
    since = performance.now();
    const work = await processorTime(page);
    await pressIn(page, 'dialog[open]', 'Import ');
    await waitIn(page, () => /Imported/.test(document.querySelector('dialog[open]')?.textContent ?? ''));
    note(`import of ${imported} ${kind}`, performance.now() - since, 'ms');
    note(`import of ${imported} ${kind}: processor time`, (await processorTime(page)) - work, 's');
    const tasks = await page.evaluate(() => longTasks.sort((a, b) => a - b));
    note(`import of ${imported} ${kind}: longest task`, tasks.at(-1) ?? 0, 'ms');
    note(
      `import of ${imported} ${kind}: tasks over 50 ms, in all`,
      tasks.reduce((sum, each) => sum + each, 0),
      'ms',
    );
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asked again and again: one long question would end when the driver's patience for an answer does. */
async function waitIn(page, isSo, ...args) {
  const since = performance.now();
  while (!(await page.evaluate(isSo, ...args))) {
    if (performance.now() - since > 1_800_000) throw new Error('Waited half an hour in vain');
    await new Promise((settled) => setTimeout(settled, 100));
  }
}

function pressIn(page, within, words) {
  return waitIn(
    page,
    (selector, text) => {
      const button = [...document.querySelectorAll(`${selector} button`)].find((each) =>
        each.textContent.trim().startsWith(text),
      );
      button?.click();
      return button !== undefined;
    },
    within,
    words,
  );
}

/** Seconds of work of all of the browser's processes so far, whatever else the machine does. */
async function processorTime(page) {
  const cdp = await page.browser().target().createCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

function bookmarks(count) {
  const lines = Array.from(
    { length: count },
    (_, at) =>
      `<DT><A HREF="https://site${at % 300}.example/a/${at}?id=${at}" ADD_DATE="${1_500_000_000 + at * 1_000}" TAGS="tag${at % 50},城市">A page about rivers and mills, number ${at} 林小满的小镇</A>`,
  );
  return `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n${lines.join('\n')}\n</DL><p>`;
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
