// `npm start [-- URL-or-file] [-- --browser firefox]`: the main job on the sample article, or on any page.
// With a display it opens the browser with the extension. Without one it walks the whole line (detect, read, clip,
// popup, library, export), prints the record and leaves pictures and files in .output/demo/.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { browserNames, findBrowser, howToInstall } from './lib/browsers.mjs';
import { buildWhenChanged } from './lib/build-when-changed.mjs';
import { describeRecord } from './lib/describe-record.mjs';
import { launchBrowser } from './lib/driver/index.mjs';
import { find, pressButton, textOf, waitForReader, waitForRest, waitForText } from './lib/person.mjs';
import { root } from './lib/root.mjs';
import { serve } from './lib/serve.mjs';
import { until } from './lib/until.mjs';

const demo = join(root, '.output', 'demo');

/** One example of each kind of export, by the buttons of the dialog. */
const demoExports = [
  { format: 'Markdown', ending: '.md', name: 'clip.md', choices: ['Links only'] },
  // The whole record, statements word for word; without asking, contacts in statements are masked.
  { format: 'JSON', ending: '.json', name: 'clip.json', choices: ['Keep phone numbers'] },
  { format: 'HTML', ending: '.html', name: 'clip.html' },
  { format: 'EPUB', ending: '.epub', name: 'clip.epub' },
  { format: 'BibLaTeX', ending: '.bib', name: 'clip.bib' },
  { format: 'RIS', ending: '.ris', name: 'clip.ris' },
  { format: 'CSL-JSON', ending: '.csl.json', name: 'clip.csl.json' },
  { format: 'CSV', ending: '.csv', name: 'library.csv' },
  { format: 'Backup', ending: '.zip', name: 'backup.zip', from: 'Back up' },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { browser: { type: 'string' }, headless: { type: 'boolean' } },
});

try {
  const browser = chooseBrowser(values.browser);
  await buildWhenChanged(browser, say);
  const page = await findPage(positionals[0]);
  try {
    if (hasDisplay() && !values.headless) await show(browser, page.url);
    else await walk(browser, page.url);
  } finally {
    await page.close();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function chooseBrowser(wanted) {
  if (wanted && !browserNames.includes(wanted)) {
    throw new Error(`--browser is one of: ${browserNames.join(', ')}.`);
  }
  const candidates = wanted ? [wanted] : browserNames;
  const found = candidates.find((name) => findBrowser(name));
  if (!found) throw new Error(candidates.map(howToInstall).join('\n'));
  return found;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The address to open: a web page as it is; a file, and the sample, through a small web server of our own. */
async function findPage(target) {
  if (target && /^https?:\/\//i.test(target)) return { url: target, async close() {} };
  const file = target ? resolve(process.env.INIT_CWD ?? '.', target) : sample();
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const server = await serve({ page: dirname(file) });
  return { url: `${server.origin}/page/${encodeURIComponent(basename(file))}`, close: server.close };
}

function sample() {
  return join(root, 'test', 'pages', 'founding--modern', 'page.html');
}

/** Opens the browser for a person and stays until it is closed. */
async function show(browser, url) {
  const session = await launchBrowser(browser, { headless: false, asShipped: true });
  await session.open(url);
  say(`${browser} is open with Colophon and ${url}`);
  say(
    'Alt+R reads, Alt+Shift+K clips; the toolbar button shows both and your clips (it may stand under the puzzle piece).',
  );
  say('Close the browser to end.');
  await new Promise((ended) => session.browser.once('disconnected', ended));
}

/** The whole line without a person. */
async function walk(browser, url) {
  rmSync(demo, { recursive: true, force: true });
  mkdirSync(demo, { recursive: true });
  const session = await launchBrowser(browser, { language: 'en-US' });
  try {
    const page = await session.open(url);
    await photograph(page, 'page.png');
    say(`toolbar button: ${await until('the page is looked at', () => session.buttonTitle(page))}`);
    await photographReader(session, page);
    await clipInPopup(session, page);
    const record = await exportFromLibrary(session);
    console.log(`\n${describeRecord(record)}\n`);
    say(
      `pictures and files: .output/demo/ (page.png, reader.png, popup.png, library.png, ${demoExports.map(({ name }) => name).join(', ')})`,
    );
  } finally {
    await session.close();
  }
}

async function photographReader(session, page) {
  await session.press(page, 'toggle-reader');
  await waitForReader(page).catch(() => {
    throw new Error(`The reader found nothing to show on ${page.url()}.`);
  });
  await picturesAreShown(page, '.reader .body img');
  await photograph(page, 'reader.png');
  say(`reader: ${await textOf(page, '.reader h1')}`);
  await session.press(page, 'toggle-reader');
}

async function clipInPopup(session, page) {
  const popup = await session.openPopup(page);
  await waitForText(popup, '.card, .plain', /\S/);
  await until('the page is described', () => find(popup, '.card:not([aria-busy]), .plain'));
  await photograph(popup, 'popup.png');
  await popup.bringToFront();
  await pressButton(popup, 'Clip');
  say(`popup: ${await waitForText(popup, '.card', /Clipped|library/)}`);
  await popup.close();
  await until('the pictures are kept', async () => (await session.rows('imageJobs')).length === 0, {
    timeout: 60_000,
  });
}

async function exportFromLibrary(session) {
  const library = await session.openExtensionPage('library.html');
  await library.bringToFront();
  await waitForText(library, 'main .reader h1', /\S/);
  await picturesAreShown(library, 'main .body img');
  await photograph(library, 'library.png');
  for (const { format, ending, name, choices = [], from = 'Export' } of demoExports) {
    await pressButton(library, from);
    for (const choice of [format, ...choices]) await pressButton(library, choice, { within: 'dialog[open]' });
    await pressButton(library, 'Export', { within: 'dialog[open]' });
    const { bytes } = await session.takeDownload(ending);
    writeFileSync(join(demo, name), bytes);
  }
  return JSON.parse(readFileSync(join(demo, 'clip.json'), 'utf8'));
}

async function photograph(page, name) {
  await waitForRest(page).catch(() => undefined); // A page may move for ever.
  await page.screenshot({ path: join(demo, name) });
}

/** A picture that does not come is no reason to stop. */
async function picturesAreShown(page, selector) {
  const image = await find(page, selector);
  if (!image) return;
  await until(
    'the picture is shown',
    () => image.evaluate((node) => node.complete && node.naturalWidth > 0),
    {
      timeout: 5_000,
    },
  ).catch(() => undefined);
}

function say(words) {
  console.log(`colophon: ${words}`);
}
