import assert from 'node:assert/strict';
import { find } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';
import { keepSettings, key, openReader, selectWords, styleOf, waitFor } from '../lib/reading.mjs';

export default {
  name: 'copying and printing',
  async run({ launch, site, step, browser }) {
    const session = await launch();
    const words = 'Boats will leave from the fish quay';

    await step('a copied passage carries its source where that is chosen', async () => {
      await keepSettings(session, { copySource: true });
      const page = await openReader(session, site.page('reader--news'));
      await selectWords(page, words);
      await waitFor(page, '.markpop');
      await page.keyboard.down('Control');
      await page.keyboard.press('c');
      await page.keyboard.up('Control');
      const copied = await pasted(session, site.page('reader--news'));
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
      // Paper can be looked at in Chromium only: Firefox's protocol has no media to choose.
      if (browser === 'chromium') await lookAtPaper(page);
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

/** What a field of another page gets when somebody pastes into it. */
async function pasted(session, url) {
  const page = await session.open(url);
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    document.body.replaceChildren(field);
    field.focus();
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  const words = await until('something is pasted', () =>
    page.evaluate(() => document.querySelector('textarea').value),
  );
  await page.close();
  return words;
}

/** On paper the article stands in the flow, and nothing of the page or of our controls is there. */
async function lookAtPaper(page) {
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
}
