import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips } from '../lib/library-checks.mjs';
import { key, markedWords, openReader, selectWords, waitFor, waitForNo } from '../lib/reading.mjs';

const quote = 'a hand of 1903 has written: right to within a finger';
const second = 'an honest blank is worth more than a good guess';

export default {
  name: 'marking passages',
  async run({ launch, site, step }) {
    const session = await launch();
    const url = site.page('reader--essay');
    const page = await openReader(session, url);
    const highlights = async () => {
      const [version] = await session.rows('versions');
      return version?.record.highlights ?? [];
    };

    await step('selecting words shows the pens', async () => {
      await selectWords(page, quote);
      await waitFor(page, '.markpop');
    });
    await step('a key marks them, across emphasis, and the page is clipped first', async () => {
      await key(page, '2');
      await waitFor(page, 'mark.hl[data-colour="violet"]');
      await waitForClips(session, 1);
      assert.deepEqual(await markedWords(page), [quote]);
      const [mark] = await until('the mark is kept', async () => {
        const all = await highlights();
        return all.length === 1 ? all : undefined;
      });
      assert.equal(mark.target.selector[0].exact, quote);
      assert.match(mark.target.selector[0].prefix, /^rgin of the book of the machine $/);
      assert.equal(mark.colour, 'violet');
    });
    await step('a pressed mark takes another colour and a note', async () => {
      await (await find(page, 'mark.hl')).click();
      await waitFor(page, '.markpop');
      await pressButton(page, 'Teal');
      await waitFor(page, 'mark.hl[data-colour="teal"]');
      await (await find(page, 'mark.hl')).click();
      await pressButton(page, 'Add a note');
      await waitFor(page, '.note-form textarea');
      await page.keyboard.type('Open the lecture with this. 1 t c');
      await pressButton(page, 'Keep');
      await waitFor(page, '.notecard');
      assert.match(await textOf(page, '.notecard'), /Open the lecture with this\. 1 t c/);
    });
    await step('H marks in the last colour', async () => {
      await selectWords(page, second);
      await waitFor(page, '.markpop');
      await key(page, 'h');
      await until('two marks are kept', async () => (await highlights()).length === 2);
    });
    await step('removing can be undone', async () => {
      assert.deepEqual(await markedWords(page), [quote, second]);
      const all = await page.evaluateHandle((wanted) => {
        const { shadowRoot } = document.querySelector('colophon-reader-surface');
        return [...shadowRoot.querySelectorAll('mark.hl')].find((each) => each.textContent === wanted);
      }, second);
      await all.asElement().evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await all.asElement().click();
      await pressButton(page, 'Remove the mark');
      await until('one mark is left', async () => (await highlights()).length === 1);
      await pressButton(page, 'Undo', { within: 'html' });
      await until('it is back', async () => (await highlights()).length === 2);
    });
    await step('they are there again on return, also where the page has changed', async () => {
      await page.reload({ waitUntil: 'load' });
      await page.evaluate(() => {
        const [first] = document.querySelectorAll('article p:not(.byline)');
        const added = document.createElement('p');
        added.textContent =
          'A paragraph was added above all of it since the last visit, and it is quite long.';
        first.before(added);
        for (const each of document.querySelectorAll('article p')) {
          if (each.textContent.includes('an honest blank')) {
            each.textContent = each.textContent.replace(
              'an honest blank is worth more',
              'an honest blank is worth far more',
            );
          }
          if (each.textContent.includes('right to within a finger, and')) each.remove();
        }
      });
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await waitFor(page, 'mark.hl');
      assert.deepEqual(await markedWords(page), ['an honest blank is worth far more than a good guess']);
    });
    await step('one whose words are gone is listed with its note, not dropped', async () => {
      const lost = await textOf(page, '.lost-marks');
      assert.ok(lost.includes(quote), lost);
      assert.match(lost, /Open the lecture with this/);
      assert.equal((await highlights()).length, 2);
    });
    await step('the library shows them in the kept text', async () => {
      const [clip] = await session.rows('clips');
      const library = await session.openExtensionPage(`library.html#clip=${encodeURIComponent(clip.id)}`);
      await waitFor(library, 'mark.hl');
      assert.deepEqual(await markedWords(library), [quote, second]);
      await waitFor(library, '.notecard');
      await waitForNo(library, '.lost-marks');
    });
    await step('and marks there too', async () => {
      const pages = await session.browser.pages();
      const library = pages.at(-1);
      await library.bringToFront();
      await selectWords(library, 'A gap in a record is a kind of record.');
      await waitFor(library, '.markpop');
      await library.keyboard.press('4');
      await until('three marks are kept', async () => (await highlights()).length === 3);
      await waitFor(library, 'mark.hl[data-colour="rose"]');
    });
  },
};
