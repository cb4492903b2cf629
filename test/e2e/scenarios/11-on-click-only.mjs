import assert from 'node:assert/strict';
import { pressButton, waitForNoReader, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';

export default {
  name: 'with access only on a click',
  async run({ launch, site, step }) {
    const session = await launch();
    await session.restrictSites();
    const mayReach = await session.inExtension((api) => api.permissions.contains({ origins: ['*://*/*'] }));
    assert.equal(mayReach, false, 'the access is restricted');
    const page = await session.open(site.page('founding--modern'));

    await step('the popup reads the page', async () => {
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await waitForText(popup, '.card', /林小满/);
      await pressButton(popup, 'Read');
      await session.waitUntilClosed(popup);
      await page.bringToFront();
      await waitForReader(page);
      await page.keyboard.press('Escape');
      await waitForNoReader(page);
    });
    await step('the popup clips it, with its picture', async () => {
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await pressButton(popup, 'Clip');
      await waitForText(popup, '.card', /Clipped/);
      await waitForClips(session, 1);
      await waitForImages(session);
      assert.equal((await session.rows('assets')).length, 1);
    });
  },
};
