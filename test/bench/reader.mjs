/**
 * How soon there is text to read, in a real Chromium: from the key to the painted article, extraction included, and to the
 * reader around it with its bar and keys; the same where the reader was opened on another page before, and where Alt was
 * seen before (the first figures are without either); a long article; closing. Beside it a reader made of Defuddle and nothing else, on the same pages in the same run.
 * `npm run bench -- reader` takes our pages of the reader and, where they stand beside the project, every n-th article of wcxb;
 * `node test/bench/reader.mjs --every 1` takes all of them. Writes `.output/bench/reader.json`.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { builds } from '../../scripts/lib/builds.mjs';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { until } from '../../scripts/lib/until.mjs';

const { values: options } = parseArgs({ options: { every: { type: 'string', default: '8' } } });
/** How long a finger lies on Alt before the letter comes, in milliseconds: a quick hand. */
const held = 100;
/** What is read ahead counts for a second: nothing of it may be left when the key comes. */
const readAheadIsOld = 1_500;
const corpus = join(root, '..', 'shared', 'bench', 'sets', 'wcxb');

const pages = [...ownPages(), ...(existsSync(corpus) ? wcxbPages(Number(options.every)) : [])];
const long = { name: 'long', html: longPage(5000) };
const server = await serve([...pages, long]);
const folder = mkdtempSync(join(tmpdir(), 'reader-bench-'));
const session = await launchBrowser('chromium', { profile: join(folder, 'profile') });
try {
  const peer = await installPeer(join(folder, 'peer'));
  const times = { colophon: [], inUse: [], expected: [], defuddle: [], whole: [], close: [] };
  // The first reading of a browser compiles everything; it is not what somebody sees who toggles all day.
  for (const page of pages.slice(0, 2)) await measure(page, () => undefined, peer);
  for (const page of pages) await measure(page, (tool, value) => times[tool].push(value), peer);
  const longTimes = { colophon: [], inUse: [], expected: [], defuddle: [], whole: [], close: [] };
  for (let round = 0; round < 3; round += 1) {
    await measure(long, (tool, value) => longTimes[tool].push(value), peer);
  }
  const scrolling = await frames();
  const bundle = readFileSync(join(builds.chromium.folder, 'reader.js'));
  const results = {
    'key to text, p50': row(quantile(times.colophon, 0.5), quantile(times.defuddle, 0.5)),
    'key to text, p95': row(quantile(times.colophon, 0.95), quantile(times.defuddle, 0.95)),
    'in use, key to text, p50': row(quantile(times.inUse, 0.5), quantile(times.defuddle, 0.5)),
    'in use, key to text, p95': row(quantile(times.inUse, 0.95), quantile(times.defuddle, 0.95)),
    [`Alt held for ${held} ms, then key to text, p50`]: {
      value: round(quantile(times.expected, 0.5)),
      unit: 'ms',
    },
    [`Alt held for ${held} ms, then key to text, p95`]: {
      value: round(quantile(times.expected, 0.95)),
      unit: 'ms',
    },
    'key to bar and keys, p50': { value: round(quantile(times.whole, 0.5)), unit: 'ms' },
    'key to bar and keys, p95': { value: round(quantile(times.whole, 0.95)), unit: 'ms' },
    '5,000 paragraphs to first screen': row(
      quantile(longTimes.colophon, 0.5),
      quantile(longTimes.defuddle, 0.5),
    ),
    '5,000 paragraphs, frame while scrolling the bare page, p95': { value: scrolling.bare, unit: 'ms' },
    '5,000 paragraphs, frame while scrolling at once, p95': { value: scrolling.atOnce, unit: 'ms' },
    '5,000 paragraphs, frame while scrolling later, p95': { value: scrolling.later, unit: 'ms' },
    'closing, p95': { value: round(quantile(times.close, 0.95)), unit: 'ms' },
    'reader.js, compressed': { value: round(gzipSync(bundle, { level: 9 }).length / 1000), unit: 'kB' },
    'reader.js': {
      value: round(statSync(join(builds.chromium.folder, 'reader.js')).size / 1000),
      unit: 'kB',
    },
    pages: { value: times.colophon.length, unit: 'pages', peers: { defuddle: times.defuddle.length } },
  };
  const file = join(root, '.output', 'bench', 'reader.json');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  console.table(
    Object.fromEntries(
      Object.entries(results).map(([name, { value, unit, peers }]) => [name, { value, unit, ...peers }]),
    ),
  );
} finally {
  await session.close();
  server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

function row(value, defuddle) {
  return {
    value: round(value),
    unit: 'ms',
    peers: { defuddle: round(defuddle), share: round(value / defuddle) },
  };
}

function round(value) {
  return Math.round(value * 100) / 100;
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Reads one page with both, each on a fresh load. */
async function measure({ name }, note, peer) {
  const address = `http://localhost:${server.address().port}/${name}`;
  await setInUse(false);
  const ours = await session.open(address);
  await watch(ours, 'colophon-reader-surface');
  const pressed = await pressKey(address);
  const shown = await painted(ours);
  if (shown) note('colophon', shown - pressed);
  if (shown) note('whole', (await whole(ours)) - pressed);
  await rest(ours);
  if (shown) note('close', await closing(ours));
  await ours.close();

  await setInUse(true);
  const used = await session.open(address);
  await watch(used, 'colophon-reader-surface');
  await until('the script of the reader is there', () => isReady(address), { timeout: 6_000 }).catch(
    () => undefined, // no article to the detector
  );
  await new Promise((done) => setTimeout(done, readAheadIsOld));
  const pressedInUse = await pressKey(address);
  const shownInUse = await painted(used);
  if (shownInUse) note('inUse', shownInUse - pressedInUse);
  await used.close();

  await setInUse(false);
  const again = await session.open(address);
  await watch(again, 'colophon-reader-surface');
  // Somebody looks at a page before reading it: the detector has long looked too.
  await again.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 100))));
  await again.keyboard.down('Alt');
  await new Promise((done) => setTimeout(done, held));
  const pressedAgain = await pressKey(address);
  const shownAgain = await painted(again);
  if (shownAgain) note('expected', shownAgain - pressedAgain);
  await again.keyboard.up('Alt');
  await again.close();

  const theirs = await session.open(address);
  await watch(theirs, 'defuddle-reader');
  const begun = await peer.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const at = performance.timeOrigin + performance.now();
    read(tab.id);
    return at;
  }, `${address}*`);
  const theirsShown = await painted(theirs);
  if (theirsShown) note('defuddle', theirsShown - begun);
  await theirs.close();
}

/** Whether the extension thinks that somebody reads with it today. */
function setInUse(isInUse) {
  return session.inExtension(
    (api, at) =>
      at ? api.storage.session.set({ readerOpenedAt: at }) : api.storage.session.remove('readerOpenedAt'),
    isInUse ? Date.now() : 0,
  );
}

/** Whether the reader's script lives in a page. */
function isReady(address) {
  return session.inExtension(async (api, url) => {
    const [tab] = await api.tabs.query({ url });
    const answer = await api.tabs
      .sendMessage(tab.id, { to: 'reader', type: 'ping', data: {} })
      .catch(() => undefined);
    return answer?.ok;
  }, `${address}*`);
}

/** The reader's key, as the browser gives it to the extension; gives when. */
function pressKey(address) {
  return session.inExtension(async (api, url) => {
    const [tab] = await api.tabs.query({ url });
    const at = performance.timeOrigin + performance.now();
    api.commands.onCommand.dispatch('toggle-reader', tab);
    return at;
  }, `${address}*`);
}

/** Notes the moment at which the surface of a reader has been painted with text in it. */
function watch(page, host) {
  return page.evaluate((wanted) => {
    const now = () => performance.timeOrigin + performance.now();
    const look = () => {
      const text = document.querySelector(wanted)?.shadowRoot?.querySelector('.reader .body')?.textContent;
      if (!text?.trim()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          window.readerPainted = now();
          requestAnimationFrame(lookForBar);
        };
        port2.postMessage(0);
      });
    };
    const lookForBar = () => {
      const bar = document.querySelector(wanted)?.shadowRoot?.querySelector('.bar button');
      if (bar) window.readerWhole = now();
      else if (document.querySelector(wanted)) requestAnimationFrame(lookForBar);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true });
  }, host);
}

/** When it was painted; undefined where the page gave nothing to read. */
function painted(page) {
  return until('the text is painted', () => page.evaluate(() => window.readerPainted), {
    timeout: 6000,
  }).catch(() => undefined);
}

/** When the reader around the text was there too. */
function whole(page) {
  return until('the bar is there', () => page.evaluate(() => window.readerWhole));
}

/** A moment in which somebody begins to read. */
function rest(page) {
  return page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 500))));
}

/** From Escape to the first frame without the reader. */
async function closing(page) {
  await page.evaluate(() => {
    window.addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        new MutationObserver(() => {
          if (document.querySelector('colophon-reader-surface')) return;
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              window.readerClosed = performance.now() - pressed;
            };
            port2.postMessage(0);
          });
        }).observe(document.documentElement, { childList: true });
      },
      { capture: true, once: true },
    );
  });
  await page.keyboard.press('Escape');
  return until('it is closed', () => page.evaluate(() => window.readerClosed));
}

/** The longest frames while somebody scrolls through the long article. */
async function frames() {
  const page = await session.open(`http://localhost:${server.address().port}/long`);
  const bare = await scrolled(page);
  await watch(page, 'colophon-reader-surface');
  await session.press(page, 'toggle-reader');
  await painted(page);
  await whole(page);
  const atOnce = await scrolled(page);
  await rest(page);
  const later = await scrolled(page);
  await page.close();
  return {
    bare: round(quantile(bare, 0.95)),
    atOnce: round(quantile(atOnce, 0.95)),
    later: round(quantile(later, 0.95)),
  };
}

function scrolled(page) {
  return page.evaluate(async () => {
    const scroller =
      document.querySelector('colophon-reader-surface')?.shadowRoot.querySelector('.scroller') ?? window;
    const deltas = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      scroller.scrollBy({ top: 120, behavior: 'instant' });
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      deltas.push(now - last);
      last = now;
    }
    return deltas;
  });
}

/** A reader of Defuddle alone: injected when asked, parses the page, shows title and text in a shadow root. */
async function installPeer(place) {
  mkdirSync(place, { recursive: true });
  const entry = `import Defuddle from 'defuddle';
    const { title, content } = new Defuddle(document, { url: location.href }).parse();
    const host = document.createElement('defuddle-reader');
    host.style.cssText = 'position:fixed;inset:0;z-index:2147483647;overflow:auto;background:#fff';
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<style>.reader{max-width:38em;margin:3em auto;font:19px/1.6 serif}img{max-width:100%}</style><main class="reader"><h1></h1><div class="body"></div></main>';
    shadow.querySelector('h1').textContent = title;
    shadow.querySelector('.body').innerHTML = content;
    document.documentElement.append(host);`;
  const bundle = await rolldown({
    input: 'entry',
    platform: 'browser',
    cwd: root,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(root, 'bench-entry.js') : undefined),
        load: (id) => (id.endsWith('bench-entry.js') ? entry : undefined),
      },
    ],
  });
  await bundle.write({ file: join(place, 'reader.js'), format: 'iife', minify: true });
  const manifest = {
    manifest_version: 3,
    name: 'Reader of Defuddle',
    version: '1',
    permissions: ['scripting', 'tabs'],
    host_permissions: ['*://*/*'],
    background: { service_worker: 'background.js' },
  };
  writeFileSync(join(place, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(place, 'background.js'),
    "self.read = (tabId) => chrome.scripting.executeScript({ target: { tabId }, files: ['reader.js'] });",
  );
  const id = await session.browser.installExtension(place);
  const target = await session.browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().includes(id),
  );
  return target.worker();
}

function ownPages() {
  const folder = join(root, 'test', 'pages');
  return readdirSync(folder)
    .filter((name) => name.startsWith('reader--') && existsSync(join(folder, name, 'page.html')))
    .map((name) => ({ name: `own/${name}`, html: readFileSync(join(folder, name, 'page.html')) }));
}

function wcxbPages(every) {
  const articles = readFileSync(join(corpus, 'index.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'article');
  return articles
    .filter((_, index) => index % every === 0)
    .map((article) => ({ name: `wcxb/${article.id}`, file: fileOf(article) }))
    .filter(({ file }) => file)
    .map(({ name, file }) => ({ name, html: gunzipSync(readFileSync(file)) }));
}

function fileOf(article) {
  const place = [article.file, article.page, article.html, `pages/${article.id}.html.gz`].find(
    (each) => each && existsSync(join(corpus, each)),
  );
  return place && join(corpus, place);
}

function longPage(count) {
  const paragraphs = Array.from({ length: count }, (_, index) => {
    const heading = index % 100 === 0 ? `<h2>Part ${index / 100 + 1}</h2>` : '';
    return `${heading}<p>Reading ${index}: the water stood at ${(index * 7) % 430} centimetres, the wind came from the west, and somebody wrote both down in a book that nobody has asked for since, though it lies open on the table.</p>`;
  });
  return Buffer.from(
    `<!doctype html><html lang="en"><head><title>The whole book | The Long Page</title></head><body><article><h1>The whole book</h1>${paragraphs.join('')}</article></body></html>`,
  );
}

/** Each page alone: nothing else of its site is fetched or run. */
function serve(list) {
  const byName = new Map(list.map(({ name, html }) => [`/${name}`, html]));
  const made = createServer((request, response) => {
    const html = byName.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response
      .writeHead(html ? 200 : 404, {
        'content-type': 'text/html',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(html);
  });
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
}
