// Pictures of the reader for people to look at: the ten kinds of page in each theme, and the further settings.
//   node test/e2e/look.mjs [chromium|firefox] [part of a name]…    → .output/looks/
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find } from '../../scripts/lib/person.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { keepSettings, openReader } from './lib/reading.mjs';
import { openSite } from './lib/site.mjs';

const [browser = 'chromium', ...parts] = process.argv.slice(2);
const kinds = [
  'news',
  'news-zh',
  'essay',
  'code',
  'math',
  'tables',
  'gallery',
  'recipe',
  'interview',
  'rtl',
  'ja',
];
const themes = ['light', 'sepia', 'grey', 'dark', 'black', 'contrast'];
const wide = { width: 1280, height: 1500 };

const shots = [
  ...kinds.flatMap((kind) => themes.map((theme) => ({ kind, theme, name: `${kind}--${theme}` }))),
  ...kinds.map((kind) => ({ kind, name: `${kind}--narrow`, view: { width: 320, height: 1400 } })),
  // What 200 % is for a page: half of the window, in twice the pixels.
  ...kinds.map((kind) => ({
    kind,
    name: `${kind}--200`,
    view: { width: 640, height: 750, deviceScaleFactor: 2 },
  })),
  ...['news-zh', 'ja'].map((kind) => ({ kind, name: `${kind}--vertical`, settings: { vertical: true } })),
  ...['news', 'news-zh'].map((kind) => ({ kind, name: `${kind}--end`, end: true })),
  { kind: 'news-zh', name: 'news-zh--indent', settings: { indent: true } },
  { kind: 'news', name: 'news--justify', settings: { justify: true } },
  { kind: 'essay', name: 'essay--focus-line', settings: { focusLine: true } },
].filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));

const site = await openSite();
const profile = mkdtempSync(join(tmpdir(), 'colophon-look-'));
const session = await launchBrowser(browser, { language: 'en-US', profile });
const folder = join(root, '.output', 'looks', browser);
mkdirSync(folder, { recursive: true });
try {
  for (const { kind, name, theme = 'light', view = wide, settings = {}, end = false } of shots) {
    await keepSettings(session, {
      theme,
      vertical: false,
      indent: false,
      justify: 'auto',
      focusLine: false,
      ...settings,
    });
    const page = await openReader(session, site.page(`reader--${kind}`));
    await page.setViewport(view);
    await until('the colophon is there', () => find(page, '.colophon'));
    await until('the pictures are there', async () =>
      (await find(page, '.reader')).evaluate((reader) =>
        [...reader.querySelectorAll('img')].every((image) => image.complete || image.loading === 'lazy'),
      ),
    );
    if (end) await (await find(page, '.scroller')).evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
    console.log(name);
  }
} finally {
  await session.close();
  await site.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);
