import assert from 'node:assert/strict';
import {
  find,
  pressButton,
  waitForNoReader,
  waitForReader,
  waitForText,
} from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';

const statement = /声明：本媒体部分图片、文章来源于网络/;

export default {
  name: 'where a fact was found, and the way to its place',
  async run({ launch, site, step, shoot, browser }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));
    const before = await pageState(page);

    await step('the popup alone says who, where first, and whether it may be republished', async () => {
      const popup = await openedPopup(session, page);
      const card = await waitForText(popup, '.card', /林小满/);
      assert.match(card, /Author\s*林小满（河湾日报记者）/);
      assert.match(card, /First published\s*Probably 河湾日报/);
      assert.match(card, /No date stated/);
      assert.match(card, /Reserved The page says the rights are someone else’s, and gives no permission/);
      assert.match(card, statement);
      assert.match(card, /The photo: rights not stated/);
      await popup.close();
    });

    await step(
      'from the popup it leads to the statement, and marks it without touching the page',
      async () => {
        const popup = await openedPopup(session, page);
        await openDetails(popup, '.rights details');
        await waitForText(
          popup,
          '.rights details',
          /A sentence that says others own this\s*·\s*Stated on the page/,
        );
        await popup.bringToFront();
        await pressButton(popup, 'Show on the page', { within: '.rights' });
        // Firefox drives the popup as a tab, and may be about to close it when the page is asked for.
        if (browser === 'chromium') await until('the popup is gone', async () => popup.isClosed());
        await until('the page is in front', () => page.bringToFront().then(() => true));
        assert.equal(await marked(page), 'in the window');
        await shoot(page, 'place');
        await page.keyboard.press('Escape');
        await until('the mark is gone', async () => (await marks(page)).length === 0);
        const { html, focus, selection } = await pageState(page);
        assert.deepEqual(
          { html, focus, selection },
          { html: before.html, focus: before.focus, selection: before.selection },
        );
      },
    );

    await step('from the reader it leads to the byline, and back to reading', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      const byline = await until('the colophon names a byline', () =>
        find(page, '.colophon dl > dd details'),
      );
      await byline.evaluate((node) => {
        node.open = true;
        node.scrollIntoView({ block: 'center' });
      });
      await pressButton(page, 'Show on the page');
      await waitForNoReader(page);
      assert.equal(await marked(page), 'in the window');
      assert.match(await textUnderMark(page), /河湾日报记者 林小满/);
      await pressButton(page, 'Back to reading');
      await waitForReader(page);
      assert.equal((await marks(page)).length, 0);
      await session.press(page, 'toggle-reader');
      await waitForNoReader(page);
      assert.equal((await pageState(page)).html, before.html);
    });

    await step('a place that is gone is said to be gone', async () => {
      const popup = await openedPopup(session, page);
      await page.evaluate(() => {
        for (const node of document.querySelectorAll('.statement')) node.remove();
      });
      await openDetails(popup, '.rights details');
      await popup.bringToFront();
      await pressButton(popup, 'Show on the page', { within: '.rights' });
      await waitForText(popup, '.rights details', /The page does not show it now/);
    });
  },
};

async function openedPopup(session, page) {
  const popup = await session.openPopup(page);
  await waitForText(popup, '.card', /林小满/);
  return popup;
}

async function openDetails(popup, selector) {
  const details = await until(`there is ${selector}`, () => find(popup, selector));
  await details.evaluate((node) => {
    node.open = true;
  });
}

function marks(page) {
  return page.evaluate(() =>
    [...document.documentElement.children]
      .flatMap((host) => [...(host.shadowRoot?.querySelectorAll('.box') ?? [])])
      .map((box) => box.getBoundingClientRect().toJSON()),
  );
}

async function marked(page) {
  const boxes = await until('a place is marked', async () => {
    const found = await marks(page);
    return found.length > 0 ? found : undefined;
  });
  const height = await page.evaluate(() => innerHeight);
  return boxes.every(({ top, bottom }) => top >= 0 && bottom <= height)
    ? 'in the window'
    : JSON.stringify(boxes);
}

/** The page's own words that lie under the first box. */
async function textUnderMark(page) {
  const [{ left, top, width, height }] = await marks(page);
  return page.evaluate(
    (x, y) => {
      const hosts = [...document.documentElement.children].filter((node) => node.shadowRoot);
      for (const host of hosts) host.style.setProperty('visibility', 'hidden', 'important');
      const element = document.elementFromPoint(x, y);
      for (const host of hosts) host.style.setProperty('visibility', 'visible', 'important');
      return element.textContent;
    },
    left + width / 2,
    top + height / 2,
  );
}
