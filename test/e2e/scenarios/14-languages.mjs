import assert from 'node:assert/strict';
import { find, pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';

const words = {
  'en-US': { read: 'Read', clip: 'Clip', clipped: /Clipped/, undo: 'Undo', noDate: /no date/i },
  'zh-CN': { read: '阅读', clip: '剪藏', clipped: /已剪藏/, undo: '撤销', noDate: /日期/ },
};

/** Speaks the reader's language, by day and by night; and leaves the pictures that people look at. */
export default {
  name: 'in English and Chinese, light and dark',
  only: 'chromium', // Firefox has other languages only with a language pack.
  areLooks: true,
  variants: () =>
    Object.keys(words).flatMap((language) =>
      ['light', 'dark'].map((theme) => ({ name: `${language} ${theme}`, language, theme })),
    ),
  async run({ launch, site, step, shoot, variant: { language, theme } }) {
    const say = words[language];
    const shot = (surface) => `${surface}-${language.slice(0, 2)}-${theme}`;
    const session = await launch({ language, theme });
    const page = await session.open(site.own('app/slate.html'));
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    await page.goto(site.page('founding--modern'));

    await step('the popup', async () => {
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /林小满/);
      await shoot(popup, shot('popup'));
      await pressButton(popup, say.clip);
      await waitForText(popup, '.card', say.clipped);
      await waitForText(popup, '.card', new RegExp(say.undo));
      await shoot(popup, shot('popup-clipped'));
      await popup.close();
    });
    await step('the reader', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await waitForText(page, '.reader header', say.noDate);
      await shoot(page, shot('reader'));
      await (await find(page, '.reader .colophon')).evaluate((node) => node.scrollIntoView({ block: 'end' }));
      await shoot(page, shot('reader-end'));
    });
    await step('the library', async () => {
      await waitForImages(session);
      const library = await session.openExtensionPage('library.html');
      const image = await until('a picture is there', () => find(library, 'main .body img'));
      await until('it is shown', () => image.evaluate((node) => node.complete && node.naturalWidth > 1));
      const lang = await library.evaluate(() => document.querySelector('.library').lang);
      assert.equal(lang.slice(0, 2), language.slice(0, 2));
      await shoot(library, shot('library'));
    });
  },
};
