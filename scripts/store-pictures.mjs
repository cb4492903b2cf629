// `node scripts/store-pictures.mjs [en|zh_CN]…`: the pictures for the stores, 1280 × 800, out of the real build and the
// project's own pages, by day, into store/pictures/{en,zh_CN}/. They are committed; make them again when the look changes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitForClips, waitForImages } from '../test/e2e/lib/library-checks.mjs';
import { openSite } from '../test/e2e/lib/site.mjs';
import { buildWhenChanged } from './lib/build-when-changed.mjs';
import { launchBrowser } from './lib/driver/index.mjs';
import { find, pressButton, waitForReader, waitForRest, waitForText } from './lib/person.mjs';
import { root } from './lib/root.mjs';
import { until } from './lib/until.mjs';

const view = { width: 1280, height: 800 };
/** What is shown to whom: the article in front, what else is in the library, and the words that are typed and pressed. */
const audiences = {
  en: {
    language: 'en-US',
    front: 'reader--news',
    others: [
      'founding--modern',
      'reader--gallery',
      'rights--cc-all-photos',
      'reader--interview',
      'reader--essay',
    ],
    search: 'harbour',
    export: 'Export',
  },
  zh_CN: {
    language: 'zh-CN',
    front: 'founding--modern',
    others: ['reader--essay', 'reader--gallery', 'source--weekly', 'source--thepaper', 'reader--news-zh'],
    search: '书',
    export: '导出',
  },
};
const wanted = process.argv.slice(2);

await buildWhenChanged('chromium', (words) => console.log(words));
const site = await openSite();
try {
  for (const [locale, audience] of Object.entries(audiences)) {
    if (wanted.length === 0 || wanted.includes(locale)) await takeAll(locale, audience);
  }
} finally {
  await site.close();
}

async function takeAll(locale, audience) {
  const folder = join(root, 'store', 'pictures', locale);
  mkdirSync(folder, { recursive: true });
  const session = await launchBrowser('chromium', { language: audience.language });
  const shoot = async (page, name) => {
    await page.bringToFront();
    await waitForRest(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`  store/pictures/${locale}/${name}.png`);
  };
  try {
    const page = await fillLibrary(session, audience);
    await shootPopup(session, page, (composed) => shoot(composed, '3-popup'));
    await session.press(page, 'toggle-reader');
    await waitForReader(page);
    await shoot(page, '1-reader');
    await session.press(page, 'clip-page');
    await waitForClips(session, audience.others.length + 1);
    await waitForImages(session);
    await page.close();

    const library = await session.newPage();
    await library.setViewport(view);
    await session.goToExtensionPage(library, 'library.html');
    await picturesShown(library, 'main .body img');
    await shoot(library, '2-library');
    await pressButton(library, audience.export);
    await waitForText(library, 'dialog[open]', /EPUB/);
    await shoot(library, '4-export');
    await library.keyboard.press('Escape');
    await until('the dialog is closed', async () => !(await find(library, 'dialog[open]')));
    await (await find(library, '.search-field input')).click();
    await library.keyboard.type(audience.search);
    await until('passages are shown', () => find(library, '.row mark'));
    await shoot(library, '5-search');
  } finally {
    await session.close();
  }
}

/** Clips the other pages; gives the page that stands in front, as the site shows it. */
async function fillLibrary(session, { others, front }) {
  const page = await session.open(site.page(others[0]));
  await page.setViewport(view);
  for (const [index, name] of others.entries()) {
    await page.goto(site.page(name));
    await session.press(page, 'clip-page');
    await waitForClips(session, index + 1);
  }
  await page.goto(site.page(front));
  return page;
}

/** The popup over its page, as the browser shows them: it cannot be photographed as one, so that two are laid together. */
async function shootPopup(session, page, shoot) {
  const under = await page.screenshot({ encoding: 'base64' });
  const popup = await session.openPopup(page);
  await waitForText(popup, '.card', /\S/);
  await until('the popup knows its page', () => find(popup, '.card:not(.card-loading)'));
  await waitForRest(popup);
  // Up to where its list ends: the strip beside it is kept for the bar that scrolls.
  const width = await (await find(popup, '.shelf')).evaluate((node) => node.getBoundingClientRect().right);
  const height = await popup.evaluate(() => Math.min(600, document.body.getBoundingClientRect().height));
  const over = await popup.screenshot({ encoding: 'base64', clip: { x: 0, y: 0, width, height } });
  await popup.close();
  const table = await session.open(site.own('empty.html'));
  await table.setViewport(view);
  await table.evaluate(
    async (pictures) => {
      document.body.replaceChildren();
      document.body.style.cssText = 'margin:0;overflow:hidden';
      const [ground, card] = pictures.map((bytes) => {
        const image = new Image();
        image.src = `data:image/png;base64,${bytes}`;
        document.body.append(image);
        return image;
      });
      ground.style.cssText = 'display:block;width:1280px;height:800px';
      card.style.cssText =
        'position:fixed;top:8px;right:24px;border-radius:8px;box-shadow:0 0 0 1px #0002,0 12px 40px #0005';
      await Promise.all([ground.decode(), card.decode()]);
    },
    [under, over],
  );
  await shoot(table);
  await table.close();
}

function picturesShown(page, selector) {
  return until('the pictures are shown', async () => {
    const image = await find(page, selector);
    return image?.evaluate((node) => node.complete && node.naturalWidth > 1);
  });
}
