/**
 * The library in real Chromium, with the built extension: `npm run bench -- library`, or
 * `node test/bench/library.mjs [--clips 100000] [--peers 10000] [--imports 10000] [--only start,import] [--profile]`. Seeds
 * clips of about 800 words, half Chinese half English, has the index made, and measures what a person waits for. The seeded
 * library is kept in the system's folder for temporary files, and each run works on a copy of it: seeding takes minutes,
 * and is done anew only where what is seeded has changed (so with the index). `--anew` makes both all the same.
 * MiniSearch and FlexSearch get the same texts and the same tokens in a page of their own. A part that fails or takes too
 * long is told and the others go on. Writes .output/bench/library.json ({ name: { value, unit } }) after each part, and
 * pictures to .output/screens.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { bundleForPage } from './lib/bundle-for-page.mjs';
import { openFigures } from './lib/figures.mjs';
import { KeptLibrary } from './lib/kept-library.mjs';

const { values: options } = parseArgs({
  options: {
    clips: { type: 'string', default: '100000' },
    peers: { type: 'string', default: '10000' },
    imports: { type: 'string', default: '10000' },
    /** Parts, of: search, saves, acts, start, scroll, bulk, screens, export, peers, import; or `seed` alone. */
    only: { type: 'string' },
    /** Writes what the page did while it was measured to .output/bench/*.cpuprofile. */
    profile: { type: 'boolean', default: false },
    /** Seeds and indexes anew, though a kept library would do. */
    anew: { type: 'boolean', default: false },
  },
});
const clips = Number(options.clips);
const peerTexts = Number(options.peers);
const imported = Number(options.imports);
const screens = join(root, '.output', 'screens');
mkdirSync(screens, { recursive: true });
const { folder: outFolder, figures, note, say, keep } = openFigures('library');

/**
 * Runs a part, for so many seconds at the most; one that fails leaves the others their turn, and what was measured is kept.
 */
async function part(name, run, seconds = 180) {
  if (options.only && !options.only.split(',').includes(name)) return;
  const since = performance.now();
  const limit = Promise.withResolvers();
  const timer = setTimeout(() => limit.reject(new Error(`not done after ${seconds} s`)), seconds * 1000);
  try {
    await Promise.race([run(), limit.promise]);
  } catch (error) {
    console.error(`${name} failed: ${error.stack ?? error}`);
    process.exitCode = 1;
    // What it left open would go on working beside the next part.
    for (const page of (await session.browser.pages()).slice(1)) await page.close().catch(() => undefined);
  }
  clearTimeout(timer);
  say(`(${name}: ${Math.round((performance.now() - since) / 1000)} s)`);
  keep();
}

/** How fast this machine is just now: other work on it makes all figures larger, and this one too. */
function noteMachine(when) {
  const since = performance.now();
  let mixed = 0;
  for (let turn = 0; turn < 1e8; turn += 1) mixed = (mixed * 31 + turn) | 0;
  note(`this machine, ${when}: a fixed loop`, performance.now() - since, 'ms');
  return mixed;
}

noteMachine('before');
const script = await bundle();
const kept = clips > 0 ? new KeptLibrary(clips) : undefined;
const launch = (profile) =>
  launchBrowser('chromium', { language: 'en-US', extension: kept?.extension, profile });
let session;
try {
  session = await launch();
  await part('peers', measurePeers, 900);
  await leave();
  if (clips > 0) await measureLibrary();
  if (imported > 0) {
    session = await launch();
    await part('import', measureImport, 600);
    await leave();
  }
} finally {
  await leave();
  kept?.release();
}
noteMachine('after');
keep();

async function measureLibrary() {
  await prepare();
  session = await launch(kept.copy());
  await part('search', measureSearch, 600);
  await part('saves', measureSaves);
  await part('start', measureStart, 300);
  await part('scroll', measureScrolling);
  await part('bulk', measureBulk, 300);
  await part('screens', takeScreens);
  await part('acts', measureActs, 300);
  await part('export', measureExport, 900);
  await leave();
}

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
    'platform/kept-values',
    'trust/ledger',
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

/** Ends the browser that runs, if one does, and takes away what it kept: a hundred thousand clips are some gigabytes. */
async function leave() {
  const ended = session;
  session = undefined;
  if (!ended) return;
  await ended.close();
  if (ended.profile !== kept?.profile)
    rmSync(ended.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Has the library as it lies after many saves (rows, ledger, index), kept from a former run or made now. */
async function prepare() {
  if (options.anew || !kept.isSeeded()) {
    kept.clear();
    await inKept(seed);
    kept.noteSeeded();
  }
  if (options.only === 'seed') return;
  if (options.anew || !(await kept.isIndexed())) {
    await inKept(index);
    await kept.noteIndexed(figures);
  }
  for (const [name, figure] of Object.entries(kept.figures())) {
    figures[name] = figure;
    say(`${name} (when it was made)`.padEnd(52), figure.value, figure.unit);
  }
  keep();
}

async function inKept(work) {
  session = await launch(kept.own());
  const page = await openWith('popup.html');
  await work(page);
  await page.close();
  await leave();
}

async function seed(page) {
  const since = performance.now();
  // Written by the page itself, step by step: one long call would end when the driver's patience for an answer does.
  await inPage(page, (count) => bench.seedAll(bench, count), clips);
  note('seeded', (clips / (performance.now() - since)) * 1000, 'clips/s');
}

async function index(page) {
  const since = performance.now();
  const work = await processorTime(page);
  await inPage(page, () => bench.indexAll(bench));
  note('index made anew', (clips / (performance.now() - since)) * 1000, 'clips/s');
  note(
    'index made anew: processor time of a clip',
    (((await processorTime(page)) - work) / clips) * 1000,
    'ms',
  );
  note('index on disk', await page.evaluate(() => bench.indexSize(bench)), 'MB');
}

/** Starts something in the page and waits for its end, however long it takes. */
async function inPage(page, run, ...args) {
  // As one expression: the page's own policy lets no code be made of text.
  await page.evaluate(`void (() => {
    globalThis.ended = undefined;
    Promise.resolve((${run})(...${JSON.stringify(args)})).then(
      (value) => { globalThis.ended = { value }; },
      (error) => { globalThis.ended = { failed: String(error?.stack ?? error) }; },
    );
  })()`);
  for (let told = performance.now(); !(await page.evaluate(() => globalThis.ended !== undefined)); ) {
    await pause();
    if (performance.now() - told < 15_000) continue;
    told = performance.now();
    const progress = await page.evaluate(() => globalThis.progress);
    if (progress !== undefined) say(`  … ${progress}`);
  }
  const { value, failed } = await page.evaluate(() => globalThis.ended);
  if (failed) throw new Error(failed);
  return value;
}

async function measureSearch() {
  const page = await openWith('popup.html');
  const before = await heapOf(page);
  const asking = await processorTime(page);
  const profiler = options.profile && (await profilerOf(page));
  const queries = await inPage(page, () => bench.measureQueries(bench));
  if (profiler) await profiler('search');
  const asked = Object.keys(queries).length * 60;
  note('queries: processor time of one', (((await processorTime(page)) - asking) / asked) * 1000, 'ms');
  for (const [name, { p50, p95, found }] of Object.entries(queries)) {
    note(`query, ${name}: p50`, p50, 'ms');
    note(`query, ${name}: p95`, p95, 'ms');
    console.log(`  ${found} found on average`);
  }
  note('memory of searching', (await heapOf(page)) - before, 'MB');
  const { runs, missed } = await inPage(page, (count) => bench.measureRecall(bench, count), clips);
  note('words found again where they stand', ((runs - missed.length) / runs) * 100, '%');
  if (missed.length > 0) console.log('  missed:', missed.slice(0, 20).join(' · '));
  const since = performance.now();
  const room = await inPage(page, () => bench.storageFigures());
  note('room by kind, told in', performance.now() - since, 'ms');
  console.log(' ', JSON.stringify(room));
  await page.close();
}

async function measureSaves() {
  // A page without a list: one that counts anew after each save would be measured with it.
  const page = await openWith('options.html');
  const saves = await inPage(page, () => bench.measureSaves(bench));
  note('index of a save: p50', saves.p50, 'ms');
  note('index of a save: p95', saves.p95, 'ms');
  note('the save itself, without it: p50', saves.whole, 'ms');
  await page.close();
}

async function measureActs() {
  const page = await openWith('popup.html');
  const acting = await processorTime(page);
  const acts = await inPage(page, (most) => bench.measureActs(bench, most), 10_000);
  for (const what of ['tag', 'read', 'trash', 'back', 'undo'])
    note(
      `${what === 'back' ? 'trash, taken back' : what === 'undo' ? 'tag, taken back' : what}: ${acts.count} clips`,
      acts[what],
      'ms',
    );
  note('favourite: one clip', acts.one, 'ms');
  note('these acts: processor time', (await processorTime(page)) - acting, 's');
  await page.close();
}

/** From the address to what a person came for, in a new tab each time; the first is thrown away. */
async function measureStart() {
  // A page is closed when it has come to rest: what it still counts and examines, the next one would wait for.
  for (const [name, path, selector, rest] of [
    ['library: first rows', 'library.html', '.row', 8_000],
    ['popup: usable', 'popup.html', '.mini', 3_000],
  ]) {
    const times = [];
    await timeUntil(path, selector, rest);
    for (let run = 0; run < 11; run += 1) times.push(await timeUntil(path, selector, rest));
    for (const [what, key] of [
      ['', 'seen'],
      [', script begins', 'script'],
    ]) {
      const sorted = times.map((each) => each[key]).sort((a, b) => a - b);
      note(`${name}${what}, p50`, sorted[5], 'ms');
      note(`${name}${what}, p90`, sorted[9], 'ms');
    }
  }
}

async function timeUntil(path, selector, rest) {
  const page = await session.newPage();
  const profiler = options.profile && (await profilerOf(page));
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
  const seen = await (await page.waitForFunction(() => globalThis.seenAt)).jsonValue();
  const script = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domInteractive);
  if (profiler) await profiler(path);
  await pause(rest);
  await page.close();
  return { seen, script };
}

/** Begins to note what a page does; gives the function that writes it down. */
async function profilerOf(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 250 });
  await cdp.send('Profiler.start');
  return async (name) => {
    const { profile } = await cdp.send('Profiler.stop');
    writeFileSync(join(outFolder, `${name}.cpuprofile`), JSON.stringify(profile));
  };
}

async function openLibrary() {
  const page = await session.newPage();
  await session.goToExtensionPage(page, 'library.html');
  await waitIn(
    page,
    () => document.querySelector('.row') && /\d clips/.test(document.querySelector('.sorts')?.textContent),
  );
  return page;
}

async function measureScrolling() {
  const page = await openLibrary();
  // As a person takes the bar: half a second through some thousands of rows, then it stands, and rows are waited for.
  await page.evaluate(() => {
    globalThis.dragged = async () => {
      const list = document.querySelector('.rows');
      const nextFrame = () => new Promise(requestAnimationFrame);
      const hasRow = () => {
        const box = list.getBoundingClientRect();
        return document.elementFromPoint(box.x + 60, box.y + box.height / 2)?.closest('.row');
      };
      const stops = [];
      const frames = [];
      for (let stop = 0; stop < 15; stop += 1) {
        const to = ((stop * 7 + 3) % 15) / 15;
        const from = list.scrollTop;
        let last = performance.now();
        for (let step = 1; step <= 30; step += 1) {
          list.scrollTop = from + ((to * list.scrollHeight - from) * step) / 30;
          await nextFrame();
          frames.push(performance.now() - last);
          last = performance.now();
        }
        while (!hasRow() && performance.now() - last < 10_000) await nextFrame();
        stops.push(performance.now() - last);
      }
      return { stops: stops.sort((a, b) => a - b), frames: frames.sort((a, b) => a - b) };
    };
  });
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
  const dragged = await page.evaluate(() => globalThis.dragged());
  note('dragged by the bar: rows after its stop, p50', dragged.stops[7], 'ms');
  note('dragged by the bar: rows after its stop, p90', dragged.stops[13], 'ms');
  note('dragged by the bar: a frame, p95', dragged.frames[Math.floor(dragged.frames.length * 0.95)], 'ms');
  note('memory of the library page', await heapOf(page), 'MB');
  await page.close();
}

/** Some thousands chosen by a search, marked as read and taken back, by keys, as a person does it. */
async function measureBulk() {
  const page = await openLibrary();
  await watchFrames(page);
  await typeIn(page, 'light:red lang:zh tag:city');
  await waitIn(page, () => /match/.test(document.querySelector('.sorts')?.textContent));
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('j');
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await waitIn(page, () => document.querySelector('.bulk-count'));
  const count = await page.evaluate(() =>
    Number(document.querySelector('.bulk-count').textContent.replace(/\D/g, '')),
  );
  let since = performance.now();
  await page.keyboard.press('u');
  await waitIn(page, () => document.querySelector('.toast:not(.toast-busy)'));
  note(`interface: ${count} clips marked as read`, performance.now() - since, 'ms');
  await shoot(page, 'bulk');
  since = performance.now();
  await page.keyboard.press('z');
  await waitIn(page, () => !document.querySelector('.toast button'));
  note(`interface: ${count} clips, taken back`, performance.now() - since, 'ms');
  await noteFrames(page, 'bulk edit');
  await page.close();
}

/** Counts frames that come late, from now on. */
function watchFrames(page) {
  return page.evaluate(() => {
    globalThis.frameGaps = [];
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      frameGaps.push(now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function noteFrames(page, name) {
  const gaps = await page.evaluate(() => frameGaps.slice(1).sort((a, b) => a - b));
  note(`${name}: a frame, p95`, gaps[Math.floor(gaps.length * 0.95)] ?? 0, 'ms');
  note(`${name}: frames later than 100 ms`, gaps.filter((gap) => gap > 100).length, 'frames');
  note(`${name}: the latest frame`, gaps.at(-1) ?? 0, 'ms');
}

async function typeIn(page, words) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('/');
  await page.keyboard.type(words);
}

async function shoot(page, name) {
  await page.bringToFront();
  await page.screenshot({ path: join(screens, `library-${clips}-${name}.png`) });
}

/** The library at full size, as it looks: wide, narrow, searched, by night; popup and panel beside it. */
async function takeScreens() {
  const page = await openLibrary();
  await waitIn(
    page,
    () => document.querySelector('.clip .text h1') && document.querySelector('.side .n, .side .num'),
  );
  await shoot(page, 'wide');
  await typeIn(page, 'river light:green');
  await waitIn(page, () => document.querySelector('.row .passage'));
  await shoot(page, 'search');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await shoot(page, 'search-dark');
  await page.setViewport({ width: 360, height: 740 });
  await shoot(page, 'narrow-dark');
  await page.close();
  for (const [path, width, height, selector] of [
    ['popup.html', 400, 600, '.mini'],
    ['sidepanel.html', 380, 900, 'main'],
    ['library.html#storage', 1280, 900, '.storage'],
  ]) {
    const other = await session.newPage();
    await other.setViewport({ width, height });
    await session.goToExtensionPage(other, path);
    await other.waitForSelector(selector, { timeout: 20_000 });
    await shoot(other, path.replace(/\W+/g, '-'));
    await other.close();
  }
}

/** The whole library as a backup, by the dialog; and how much more the browser's processes hold meanwhile. */
async function measureExport() {
  const page = await openLibrary();
  await watchFrames(page);
  await pressIn(page, '.side', 'Back up');
  await waitIn(page, () => document.querySelector('dialog[open] .dialog-foot'));
  const before = residentOf(await processInfo(page));
  let most = before;
  const since = performance.now();
  await pressIn(page, 'dialog[open] .dialog-foot', 'Export');
  const watching = setInterval(async () => {
    most = Math.max(most, residentOf(await processInfo(page).catch(() => [])));
  }, 1_000);
  try {
    await waitIn(page, () => !document.querySelector('dialog[open]'));
  } finally {
    clearInterval(watching);
  }
  note(`backup of ${clips} clips`, (performance.now() - since) / 1000, 's');
  note('backup: memory of all processes, more than before', most - before, 'MB');
  await noteFrames(page, 'backup');
  await page.close();
}

/** Megabytes of memory that processes hold, where the system tells. */
function residentOf(processes) {
  return processes.reduce((sum, { id }) => {
    try {
      return sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1000;
    } catch (error) {
      if (!error.code) throw error; // Only a process that has ended, or a system that tells nothing.
      return sum;
    }
  }, 0);
}

/** An import into an empty library, through the dialog, while the list stands beside it and is looked at. */
async function measureImport() {
  const folder = mkdtempSync(join(tmpdir(), 'library-import-'));
  try {
    const making = await openWith('popup.html');
    const file = join(folder, 'clips.jsonl');
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
    let since = performance.now();
    await input.uploadFile(file);
    await waitIn(page, () =>
      [...document.querySelectorAll('dialog[open] button')].some((b) =>
        /^Import \d/.test(b.textContent.trim()),
      ),
    );
    note(`import of ${imported} clips: plan`, performance.now() - since, 'ms');
    since = performance.now();
    const work = await processorTime(page);
    const ownWork = await threadTime(page);
    say(' ', await processes(page));
    await watchFrames(page);
    const profiler = options.profile && (await profilerOf(page));
    await pressIn(page, 'dialog[open]', 'Import ');
    await waitIn(page, () => /Imported/.test(document.querySelector('dialog[open]')?.textContent ?? ''));
    note(`import of ${imported} clips`, performance.now() - since, 'ms');
    note(`import of ${imported} clips: processor time`, (await processorTime(page)) - work, 's');
    note(`import of ${imported} clips: the page's own thread`, await ownWork(), 's');
    say(' ', await processes(page));
    await noteFrames(page, `import of ${imported} clips`);
    if (profiler) await profiler('import-clips');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asked again and again: one long question would end when the driver's patience for an answer does. */
async function waitIn(page, isSo, ...args) {
  while (!(await page.evaluate(isSo, ...args))) await pause();
}

function pause(milliseconds = 50) {
  return new Promise((settled) => setTimeout(settled, milliseconds));
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

async function processInfo(page) {
  const cdp = await page.browser().target().createCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  return processInfo;
}

/** Seconds of work of all of the browser's processes so far, whatever else the machine does. */
async function processorTime(page) {
  return (await processInfo(page)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Begins to count the seconds of work of the page's own thread, where all else that a page does waits its turn. */
async function threadTime(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const done = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await done();
  return async () => (await done()) - before;
}

/** The same of each, in words: the browser itself writes the database, the renderer runs the page. */
async function processes(page) {
  return (await processInfo(page)).map(({ type, cpuTime }) => `${type} ${cpuTime.toFixed(1)} s`).join(', ');
}

async function measurePeers() {
  if (peerTexts === 0) return;
  for (const name of ['MiniSearch', 'FlexSearch']) {
    const page = await openWith('popup.html');
    const before = await heapOf(page);
    const { build, p50, p95 } = await inPage(
      page,
      (peer, count) => bench.measurePeer(bench, peer, count),
      name,
      peerTexts,
    );
    const memory = (await heapOf(page)) - before;
    note(`${name} at ${peerTexts}: made`, (peerTexts / build) * 1000, 'clips/s');
    note(`${name} at ${peerTexts}: query p50`, p50, 'ms');
    note(`${name} at ${peerTexts}: query p95`, p95, 'ms');
    note(`${name} at ${peerTexts}: memory`, memory, 'MB');
    const { start, size } = await inPage(page, () => bench.measurePeerStart());
    note(`${name} at ${peerTexts}: begun from what it wrote`, start, 'ms');
    note(`${name} at ${peerTexts}: written`, size, 'MB');
    await page.close();
  }
}
