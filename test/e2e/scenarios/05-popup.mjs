import assert from 'node:assert/strict';
import { find, pressButton, textsOf, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { clipTwo, ferry, slate } from '../lib/two-clips.mjs';

export default {
  name: 'the popup',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await clipTwo(session, site);

    const popup = await session.openPopup(page);
    await popup.bringToFront();
    const titles = () => textsOf(popup, '.shelf li b');

    await step('it lists the clips, newest first, with source, date and light', async () => {
      await until('both are listed', async () => (await titles()).length === 2);
      assert.deepEqual(await titles(), [slate, ferry]);
      const row = await waitForText(popup, '.shelf li:last-child', /河湾/);
      assert.match(row, /两河经济圈/);
      const light = await find(popup, '.shelf li:last-child [role="img"]');
      assert.match(await light.evaluate((node) => node.getAttribute('aria-label')), /Reserved/);
    });
    await step('typing filters', async () => {
      const field = await find(popup, '.shelf input');
      await field.type('河湾');
      await until('one is listed', async () => (await titles()).join() === ferry);
      await field.evaluate((node) => node.select());
      await field.type('no such clip');
      await waitForText(popup, '.shelf', /Nothing matches/);
      await field.evaluate((node) => node.select());
      await field.press('Backspace');
      await until('both are listed again', async () => (await titles()).length === 2);
    });
    await step('a click opens the clip in the library', async () => {
      const wanted = `${session.origin}/library.html`;
      const row = await find(popup, '.shelf li:last-child a');
      await row.click();
      const library = await session.waitForPage(wanted);
      await waitForText(library, 'main .reader h1', new RegExp(ferry));
    });
    await step('Read opens the reader in the page', async () => {
      const again = await session.openPopup(page);
      await again.bringToFront();
      await pressButton(again, 'Read');
      await session.waitUntilClosed(again);
      await page.bringToFront();
      await waitForReader(page);
    });
  },
};
