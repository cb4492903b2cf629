import assert from 'node:assert/strict';
import { find } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';
import { keepSettings, key, openReader, selectWords, styleOf, waitFor } from '../lib/reading.mjs';

export default {
  name: 'copying and printing',
  async run({ launch, site, step }) {
    const session = await launch();
    const words = 'Boats will leave from the fish quay';

    await step('a copied passage carries its source where that is chosen', async () => {
      await keepSettings(session, { copySource: true });
      const page = await openReader(session, site.page('reader--news'));
      await selectWords(page, words);
      await waitFor(page, '.markpop');
      await page.evaluate(() => {
        // Heard after the reader has filled it in: the reader's own listener is the first on the window.
        const hear = (event) => {
          window.copied = event.clipboardData.getData('text/plain');
        };
        window.addEventListener('copy', hear, { capture: true });
      });
      await page.keyboard.down('Control');
      await page.keyboard.press('c');
      await page.keyboard.up('Control');
      const copied = await until('it is copied', () => page.evaluate(() => window.copied));
      assert.match(copied, new RegExp(`^${words}\\s+— Ada Marlowe, “Ferry to Ness stops`));
      assert.match(copied, /The Harbour Ledger.*reader--news\/page\.html$/);
      await page.close();
    });
    await step('on paper the article takes the place of the page, with links as notes', async () => {
      const page = await session.open(site.page('reader--news'));
      const before = await pageState(page);
      await session.press(page, 'toggle-reader');
      await waitFor(page, '.reader .body');
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      assert.match(
        await (await waitFor(page, '.print-links')).evaluate((node) => node.textContent),
        /http:\/\/localhost:\d+\/tickets/,
      );
      await page.emulateMediaType('print');
      const { display } = await styleOf(page, 'body', ['display']);
      assert.equal(display, 'none');
      assert.equal((await styleOf(page, '.bar', ['display'])).display, 'none');
      const host = await (await find(page, '.reader')).evaluate((node) => {
        const { host: outer } = node.getRootNode();
        return [getComputedStyle(outer).position, outer.getBoundingClientRect().height];
      });
      assert.equal(host[0], 'static');
      assert.ok(host[1] > 900, `the whole article stands in the flow: ${host[1]} px`);
      await page.emulateMediaType(null);
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await until('the notes are gone', async () => !(await find(page, '.print-links')));
      await key(page, 'Escape');
      await until('the page is as it was', async () => {
        const after = await pageState(page);
        return JSON.stringify(after) === JSON.stringify(before);
      });
    });
  },
};
