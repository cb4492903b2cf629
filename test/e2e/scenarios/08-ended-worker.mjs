import assert from 'node:assert/strict';
import { findButton, pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptClips, waitForClips, waitForImages } from '../lib/library-checks.mjs';

export default {
  name: 'the background was ended meanwhile',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));

    await step('the reader opened before still clips', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await session.killBackground();
      await pressButton(page, 'Clip');
      await waitForText(page, '.clip-control', /Clipped/);
      await waitForClips(session, 1);
    });
    await step('Undo still takes it back', async () => {
      await session.killBackground();
      await pressButton(page, 'Undo');
      await until('Clip can be pressed again', () => findButton(page, 'Clip'));
      assert.equal((await keptClips(session)).length, 0);
    });
    await step('the popup still clips, and the pictures come', async () => {
      await page.reload();
      await session.killBackground();
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await pressButton(popup, 'Clip');
      await waitForText(popup, '.card', /Clipped/);
      await waitForClips(session, 1);
      await waitForImages(session);
      assert.equal((await session.rows('assets')).length, 1);
    });
    await step('the button of a page still says what it is', async () => {
      const other = await session.open(site.page('founding--gbk'));
      await session.killBackground();
      await other.reload();
      await until('the button says that it is an article', async () =>
        /: article found/.test(await session.buttonTitle(other)),
      );
    });
  },
};
