import assert from 'node:assert/strict';
import { find, textOf, textsOf, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';
import { foundingShapes } from '../lib/site.mjs';

export default {
  name: 'reading the founding page',
  variants: foundingShapes,
  async run({ launch, site, step, variant: { path, expected, name }, shoot }) {
    const session = await launch();
    const page = await session.open(site.origin + path);
    // As a reader left it: half way down, with the focus on a link.
    await page.evaluate(() => {
      const links = document.querySelectorAll('a[href]');
      links[links.length - 1].focus({ preventScroll: true });
      scrollTo(0, 300);
    });
    // Scrolling makes the page load its own lazy picture: wait for the page to be done with itself.
    await until('the page shows its picture', () =>
      page.evaluate(() => [...document.images].every((image) => image.complete)),
    );
    const before = await pageState(page);

    if (!name.startsWith('seed'))
      await step('Alt, with which the key begins, brings the script, and nothing is seen of it', async () => {
        const isThere = () =>
          session.inExtension(async (api, tabId) => {
            const run = () => Boolean(globalThis.colophonReader);
            const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func: run });
            return result;
          }, tabId);
        const tabId = await session.tabId(page);
        // Until the detector has looked at the page, it does not hold it for an article.
        await until('the script is there', async () => {
          await page.keyboard.press('Alt');
          return isThere();
        });
        assert.deepEqual(await pageState(page), before);
      });
    await step('the key opens the reader', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
    });
    await step('it shows title and 原标题', async () => {
      assert.equal(await textOf(page, '.reader h1'), expected.title);
      assert.ok((await textOf(page, '.reader .original')).endsWith(expected.originalTitle));
      assert.equal(await textOf(page, '.reader .subtitle'), expected.subtitle);
    });
    await step(
      'it names site, first publisher, author, photographer, and says that there is no date',
      async () => {
        const head = await textOf(page, '.reader header');
        for (const word of [
          expected.siteName,
          expected.firstPublishedBy,
          expected.authors[0].name,
          expected.images[0].credit,
        ]) {
          assert.ok(head.includes(word), `"${word}" is in: ${head}`);
        }
        assert.match(head, /no date/i);
      },
    );
    await step('it shows the whole text and both headings', async () => {
      const body = await textOf(page, '.reader .body');
      for (const paragraph of expected.bodyParagraphs) assert.ok(body.includes(paragraph), paragraph);
      assert.deepEqual(await textsOf(page, '.reader .body :is(h2, h3)'), expected.headings);
    });
    await step('it shows nothing of what stands around the text', async () => {
      const body = await textOf(page, '.reader .body');
      for (const words of expected.notInBody)
        assert.ok(!body.includes(words), `"${words}" is not in the text`);
    });
    await step('it shows the picture with its caption and credit', async () => {
      const image = await find(page, '.reader .body img');
      await until('the picture has arrived', () =>
        image.evaluate((node) => node.complete && node.naturalWidth > 1),
      );
      assert.equal(await image.evaluate((node) => node.src.split('/').at(-1)), expected.images[0].src);
      const caption = await textOf(page, '.reader .body figcaption');
      assert.ok(caption.includes(expected.images[0].caption), caption);
      assert.ok(caption.includes(expected.images[0].credit), caption);
    });
    await step('it closes with the statement, word for word', async () => {
      const colophon = await textOf(page, '.reader .colophon');
      assert.ok(colophon.includes(expected.copyrightStatement), colophon);
    });
    if (!name.startsWith('seed')) await shoot(page, `reader-${name}`);
    await step('the same key closes it, and the page is as it was', async () => {
      await session.press(page, 'toggle-reader');
      await waitForNoReader(page);
      assert.deepEqual(await pageState(page), before);
    });
    await step('Escape closes it too', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await page.keyboard.press('Escape');
      await waitForNoReader(page);
      assert.deepEqual(await pageState(page), before);
    });
  },
};
