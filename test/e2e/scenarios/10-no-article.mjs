import assert from 'node:assert/strict';
import { findButton, pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { waitForClips } from '../lib/library-checks.mjs';

export default {
  name: 'pages that are no article',
  async run({ launch, site, step }) {
    const session = await launch();

    await step('where no script may run, the popup says so', async () => {
      const page = await session.openClosedPage();
      const popup = await session.openPopup(page);
      await waitForText(popup, '.popup', /keeps extensions off this page/);
      assert.equal(await findButton(popup, 'Clip'), undefined);
      await popup.close();
    });
    await step('on an empty page the popup says so and offers nothing', async () => {
      const page = await session.open(site.own('empty.html'));
      const popup = await session.openPopup(page);
      await waitForText(popup, '.popup', /No article found on this page/);
      assert.equal(await findButton(popup, 'Clip'), undefined);
      await popup.close();
    });
    await step('where there is text, it can be clipped anyway', async () => {
      const page = await session.open(site.own('shop.html'));
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await waitForText(popup, '.popup', /No article found on this page/);
      await pressButton(popup, 'Clip anyway');
      const [clip] = await waitForClips(session, 1);
      assert.equal(clip.title, 'Lantern shop');
      await waitForText(popup, '.popup', /Clipped/);
    });
  },
};
