import assert from 'node:assert/strict';
import { find, pressButton, textOf } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { key, openReader, styleOf, waitFor, waitForNo } from '../lib/reading.mjs';

export default {
  name: 'footnotes, code, tables and pictures in the reader',
  async run({ launch, site, step }) {
    const session = await launch();

    await step('a footnote opens where it is read and closes again', async () => {
      const page = await openReader(session, site.page('reader--essay'));
      const reference = await waitFor(page, '.reader .body a.ref');
      await reference.click();
      const note = await waitFor(page, '.reader .body > .footnote');
      assert.match(await note.evaluate((node) => node.textContent), /Nine fell in the winter of 1917/);
      assert.doesNotMatch(await note.evaluate((node) => node.textContent), /↩/);
      assert.equal(await reference.evaluate((node) => node.getAttribute('aria-expanded')), 'true');
      // Below the paragraph of its number.
      assert.match(await note.evaluate((node) => node.previousElementSibling.textContent), /eleven mornings/);
      await key(page, 'Escape');
      await waitForNo(page, '.reader .body > .footnote');
      assert.ok(await find(page, '.reader'), 'the reader itself stays');
      assert.ok(
        await reference.evaluate((node) => node.getRootNode().activeElement === node),
        'the number has the focus',
      );
      await key(page, 'Enter');
      await waitFor(page, '.reader .body > .footnote');
      await page.close();
    });
    await step('code can be copied and scrolls in itself', async () => {
      const page = await openReader(session, site.page('reader--code'));
      const box = await waitFor(page, '.reader .codebox pre');
      const scrolls = await box.evaluate((node) => node.scrollWidth > node.clientWidth);
      assert.ok(scrolls, 'the long line scrolls inside its box');
      const wide = await (await find(page, '.scroller')).evaluate(
        (node) => node.scrollWidth > node.clientWidth,
      );
      assert.ok(!wide, 'the page itself does not');
      await (await find(page, '.copy-code')).click();
      await until('it says so', async () => (await textOf(page, '.copy-code')) === 'Copied');
      await page.close();
    });
    await step('a wide table scrolls in itself, its figures under each other', async () => {
      const page = await openReader(session, site.page('reader--tables'));
      await waitFor(page, '.reader .tablebox table');
      const wide = await (await find(page, '.scroller')).evaluate(
        (node) => node.scrollWidth > node.clientWidth,
      );
      assert.ok(!wide);
      const { 'font-variant-numeric': numeric } = await styleOf(page, '.reader table', [
        'font-variant-numeric',
      ]);
      assert.match(numeric, /tabular-nums/);
      await page.close();
    });
    await step('a picture opens large, with caption, credit and description; keys lead on', async () => {
      const page = await openReader(session, site.page('reader--gallery'));
      const image = await waitFor(page, '.reader .body img.openable');
      await image.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await image.click();
      await waitFor(page, '.lightbox[open] img');
      assert.match(await textOf(page, '.lightbox'), /1 of 4/);
      assert.match(await textOf(page, '.lightbox'), /First light on the channel/);
      assert.match(await textOf(page, '.lightbox'), /Tomas Reed/);
      await key(page, 'ArrowRight');
      await until('the second is shown', async () => /2 of 4/.test(await textOf(page, '.lightbox')));
      const narrow = await (await find(page, '.lightbox-stage img')).evaluate((node) => node.clientWidth);
      await key(page, '+');
      await until('it is larger', async () =>
        (await find(page, '.lightbox-stage img')).evaluate(
          (node, before) => node.clientWidth > before * 1.2,
          narrow,
        ),
      );
      await pressButton(page, 'Previous picture');
      await until('the first is shown', async () => /1 of 4/.test(await textOf(page, '.lightbox')));
      await key(page, 'Escape');
      await waitForNo(page, '.lightbox[open]');
      assert.ok(await find(page, '.reader'), 'the reader itself stays');
    });
  },
};
