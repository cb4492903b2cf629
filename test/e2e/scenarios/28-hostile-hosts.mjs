import assert from 'node:assert/strict';
import { find, textOf, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';
import { key, styleOf, waitFor } from '../lib/reading.mjs';

/** Which element a person would hit at a point, through shadow roots. */
const hit = (page, x, y) =>
  page.evaluate(
    ([left, top]) => {
      let element = document.elementFromPoint(left, top);
      while (element?.shadowRoot?.elementFromPoint(left, top)) {
        const inner = element.shadowRoot.elementFromPoint(left, top);
        if (inner === element) break;
        element = inner;
      }
      return element.getRootNode() === document ? `page: ${element.tagName}` : 'reader';
    },
    [x, y],
  );

export default {
  name: 'hostile pages: dialogs on top, banners, locked scrolling, wild styles',
  async run({ launch, site, step, shoot }) {
    const session = await launch();

    await step('neither banner, dialog nor popover shows through', async () => {
      const page = await session.open(site.own('hostile.html'));
      const before = await pageState(page);
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      assert.match(await textOf(page, '.reader .body'), /opened by hand since 1796/);
      for (const [x, y] of [
        [640, 450],
        [20, 880],
        [1260, 20],
      ]) {
        assert.equal(await hit(page, x, y), 'reader');
      }
      await shoot(page, 'hostile');
      await step('nor what the page opens later', async () => {
        await page.evaluate(() => dispatchEvent(new Event('test-insist')));
        await until('the reader is on top again', async () => (await hit(page, 640, 450)) === 'reader');
        assert.ok(await find(page, '.reader'));
      });
      await step('the reader scrolls though the page is locked', async () => {
        await page.setViewport({ width: 900, height: 420 });
        await key(page, 'PageDown');
        await until('it has scrolled', async () =>
          (await find(page, '.scroller')).evaluate((node) => node.scrollTop > 50),
        );
        await page.mouse.move(400, 200);
        await until('the wheel scrolls back', async () => {
          await page.mouse.wheel({ deltaY: -300 });
          return (await find(page, '.scroller')).evaluate((node) => node.scrollTop < 10);
        });
        await page.setViewport({ width: 1280, height: 900 });
      });
      await step('the page hears nothing and is the same afterwards', async () => {
        await key(page, 'Escape');
        await waitForNoReader(page);
        const after = await pageState(page);
        assert.equal(after.html, before.html);
        assert.deepEqual(after.scroll, before.scroll);
      });
    });
    await step('a page that undoes all styles does not reach the reader', async () => {
      const page = await session.open(site.as('hostile', 'reader--news'));
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      const style = await styleOf(page, '.reader .body p', ['font-size', 'display', 'opacity']);
      assert.deepEqual(style, { 'font-size': '19px', display: 'block', opacity: '1' });
      await key(page, 't');
      await waitFor(page, '.typepanel');
      assert.equal(await hit(page, 640, 450), 'reader');
    });
  },
};
