import assert from 'node:assert/strict';
import { findButton, pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptClips, waitForClips } from '../lib/library-checks.mjs';

export default {
  name: 'clipping and taking it back',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));

    await step('the key clips', async () => {
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
    });
    await step('Clip in the reader of another page clips that one too, and says so', async () => {
      await page.goto(site.page('founding--gbk'));
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await pressButton(page, 'Clip');
      await waitForText(page, '.clip-control', /Clipped/);
      await waitForClips(session, 2);
    });
    await step('Undo in the reader takes it back', async () => {
      await pressButton(page, 'Undo');
      await until('Clip can be pressed again', () => findButton(page, 'Clip'));
      const [left, ...others] = await keptClips(session);
      assert.equal(others.length, 0);
      assert.match(left.url, /founding--modern/);
    });
    await step('Undo in the popup takes it back', async () => {
      await page.goto(site.page('founding--gbk'));
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      await pressButton(popup, 'Clip');
      await waitForText(popup, '.card', /Clipped/);
      await waitForClips(session, 2);
      await pressButton(popup, 'Undo');
      await waitForClips(session, 1);
      await until('Clip can be pressed again', () => findButton(popup, 'Clip'));
    });
  },
};
