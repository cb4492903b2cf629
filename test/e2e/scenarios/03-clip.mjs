import assert from 'node:assert/strict';
import { findButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkRecord, keptClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';

export default {
  name: 'clipping the founding page',
  variants: foundingShapes,
  async run({ launch, site, step, variant: { path, expected } }) {
    const session = await launch();
    const page = await session.open(site.origin + path);

    await step('the popup shows what was found', async () => {
      const popup = await session.openPopup(page);
      const card = await waitForText(popup, '.card', new RegExp(expected.authors[0].name));
      for (const word of [expected.title, expected.firstPublishedBy, expected.copyrightStatement]) {
        assert.ok(card.includes(word), `"${word}" is in: ${card}`);
      }
      for (const name of ['Clip', 'Read']) {
        const button = await findButton(popup, name);
        const seen = await button.evaluate((node) => node.getBoundingClientRect().bottom <= innerHeight);
        assert.ok(seen, `${name} is seen without scrolling`);
      }
      await popup.close();
    });
    await step('Enter in the popup clips, and the popup says so with Undo', async () => {
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await until('Clip can be pressed', () => findButton(popup, 'Clip'));
      await popup.keyboard.press('Enter');
      await waitForText(popup, '.card', /Clipped/);
      assert.ok(await findButton(popup, 'Undo'));
      assert.equal((await keptClips(session)).length, 1);
      await popup.close();
    });
    await step('the record is what the page says', async () => {
      await waitForImages(session);
      const [version, ...others] = await session.rows('versions');
      assert.equal(others.length, 0);
      checkRecord(version.record, expected);
      assert.equal(version.record.capture.browser.length > 0, true);
      assert.match(version.record.integrity.text, /^sha256:[0-9a-f]{64}$/);
    });
    await step('the picture is kept as bytes', async () => {
      const [asset, ...others] = await session.rows('assets');
      assert.equal(others.length, 0);
      assert.equal(asset.type, 'image/png');
      assert.ok(asset.bytes.bytes > 1000, JSON.stringify(asset));
    });
    await step('the toolbar button says that the page is kept', async () => {
      await until('the button says so', async () => /in your library/.test(await session.buttonTitle(page)));
    });
    await step('the key does not make a second clip', async () => {
      await session.press(page, 'clip-page');
      await until('the save is answered', async () => (await session.rows('saves')).length === 2);
      assert.equal((await keptClips(session)).length, 1);
      assert.equal((await session.rows('versions')).length, 1);
    });
    await step('under an address with tracking and a fragment it is the same clip', async () => {
      const tracked = await session.open(`${site.origin}${path}?utm_source=letter&fbclid=1#end`);
      await until('the button says so', async () =>
        /in your library/.test(await session.buttonTitle(tracked)),
      );
      await session.press(tracked, 'clip-page');
      await until('the save is answered', async () => (await session.rows('saves')).length === 3);
      assert.equal((await keptClips(session)).length, 1);
      assert.equal((await session.rows('versions')).length, 1);
      await tracked.close();
    });
    await step('the reader says that it is clipped', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await waitForText(page, '.reader-bar, .bar, .clip-control', /library|clipped/i);
    });
  },
};
