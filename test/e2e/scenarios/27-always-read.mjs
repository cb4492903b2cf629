import assert from 'node:assert/strict';
import { find, pressButton, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keepSettings, keptSettings, key, openReader, waitFor } from '../lib/reading.mjs';

export default {
  name: 'opening by itself on chosen sites',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await openReader(session, site.page('reader--news'));

    await step('a switch in the panel chooses the site', async () => {
      await key(page, 't');
      await waitFor(page, '.typepanel');
      await pressButton(page, 'Always read localhost');
      await until('it is kept', async () => (await keptSettings(session)).openOn?.length === 1);
      await page.close();
    });
    await step('its articles then open by themselves, once', async () => {
      const next = await session.open(site.page('reader--essay'));
      await waitForReader(next);
      await key(next, 'Escape');
      await waitForNoReader(next);
      await next.evaluate(() => history.pushState(null, '', '?again'));
      await next.evaluate(() => history.back());
      await until('the detector has looked again', async () => next.evaluate(() => !location.search));
      assert.ok(!(await find(next, '.reader')), 'it stays closed');
      await next.close();
    });
    await step('what is no article does not', async () => {
      const shop = await session.open(site.own('shop.html'));
      await until('the page was looked at', async () => /./.test(await session.buttonTitle(shop)));
      assert.ok(!(await find(shop, '.reader')));
      await shop.close();
    });
    await step('and no other address', async () => {
      await keepSettings(session, { openOn: ['*/pages/reader--code/*'] });
      const other = await session.open(site.page('reader--essay'));
      await until('the page was found', async () => /article/i.test(await session.buttonTitle(other)));
      assert.ok(!(await find(other, '.reader')));
      await other.close();
      const chosen = await session.open(site.page('reader--code'));
      await waitForReader(chosen);
    });
  },
};
