import assert from 'node:assert/strict';
import {
  find,
  pressButton,
  textOf,
  waitForNoReader,
  waitForReader,
  waitForText,
} from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';

/** Pages of a size that would hold a browser up, and pages that turn while they are looked at. */
export default {
  name: 'huge pages are read or say why not, and no former page is shown',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    const open = async (kind) => {
      const page = await session.open(`${site.own('huge.html')}#${kind}`);
      await until('the page is made', () =>
        page.evaluate((wanted) => document.body.dataset.made === wanted, kind),
      );
      return page;
    };

    await step('twenty thousand paragraphs can be left while they are read, and are read', async () => {
      const page = await open('paragraphs');
      const before = await page.evaluate(() => document.documentElement.outerHTML.length);
      // Left at once: the surface hears Escape between its steps.
      await page.evaluate(() => {
        window.seen = [];
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes) {
              const words = () => node.shadowRoot?.textContent ?? '';
              if (node.localName === 'colophon-reader-surface')
                requestAnimationFrame(() => window.seen.push(words()));
            }
        }).observe(document.documentElement, { childList: true });
      });
      await session.press(page, 'toggle-reader');
      await waitForReader(page, { timeout: 50_000 });
      assert.match(await page.evaluate(() => window.seen.join(' ')), /very large.*Cancel/s);
      await waitForLast(page, 'line 20000 says');
      // Whoever goes to the end at once finds words there, and soon nothing is left to be laid out while scrolling.
      await page.keyboard.press('End');
      await until('the end is shown', async () => {
        const { atEnd, drawn } = await lastLines(page);
        return atEnd && drawn;
      });
      await shoot(page, 'end');
      await until('all is laid out', () => isLaidOut(page), { timeout: 60_000 });
      await session.press(page, 'toggle-reader');
      await waitForNoReader(page);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML.length), before);
      await page.close();
    });
    await step('fifteen hundred nested elements are read', async () => {
      const page = await open('nested');
      await session.press(page, 'toggle-reader');
      await waitForText(page, '.reader .body', /line 40 says/);
      await page.close();
    });
    await step('a million attributes are read', async () => {
      const page = await open('attributes');
      await session.press(page, 'toggle-reader');
      await waitForLast(page, 'line 10099 says');
      await page.close();
    });
    await step('two hundred megabytes of pictures are read', async () => {
      const page = await open('pictures');
      await session.press(page, 'toggle-reader');
      await waitForText(page, '.reader .body', /line 60 says/, { timeout: 40_000 });
      await page.close();
    });
    await step('more parts than can be read are said so, in a sentence', async () => {
      const page = await open('too-many');
      await session.press(page, 'toggle-reader');
      await waitForText(page, '.toast', /too/i, { timeout: 40_000 });
      assert.equal(await find(page, '.reader'), undefined);
      await page.close();
    });
    await step('while a page turns in place, the reader waits for the new one', async () => {
      const page = await session.open(site.own('late.html'));
      await until('the page is known', async () => /article found/.test(await session.buttonTitle(page)));
      await pressButton(page, 'The bell of the ferry');
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      assert.equal(await textOf(page, '.reader h1'), 'The bell of the ferry');
      assert.match(await textOf(page, '.reader .sourceline'), /Tomas Reed/);
      assert.doesNotMatch(await textOf(page, '.reader'), /Ada Marlowe|slate/);
      await shoot(page, 'turned');
      // An open reader does not stay over the next page.
      await page.evaluate(() => history.back());
      await until('the stale reader is gone', async () => !(await find(page, '.reader')));
      assert.ok((await pageState(page)).html.length > 0);
    });
  },
};

/** Whether the view has come to the last paragraph, and whether its words are drawn there. */
async function lastLines(page) {
  const body = await find(page, '.reader .body');
  return body.evaluate(({ lastElementChild: last }) => ({
    atEnd: last.getBoundingClientRect().top < innerHeight,
    drawn: getComputedStyle(last).contentVisibility === 'visible',
  }));
}

/** Whether there is no paragraph left that the browser may skip. All styles are asked for once: that takes a while. */
async function isLaidOut(page) {
  const body = await find(page, '.reader .body');
  return body.evaluate(
    (node) =>
      !node.querySelector(':scope > :not([data-laid])') &&
      [...node.children].every((block) => getComputedStyle(block).contentVisibility === 'visible'),
  );
}

/** Waits for the last paragraph. Not by what is drawn: that would lay out all of a very long text at each look. */
function waitForLast(page, words) {
  return until(
    `the last paragraph says "${words}"`,
    async () => {
      const body = await find(page, '.reader .body');
      return body?.evaluate((node, wanted) => node.lastElementChild?.textContent.includes(wanted), words);
    },
    { timeout: 40_000 },
  );
}
