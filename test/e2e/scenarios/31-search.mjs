import assert from 'node:assert/strict';
import { find, pressButton, textOf, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { waitForClips } from '../lib/library-checks.mjs';
import { clipTwo, ferry, slate } from '../lib/two-clips.mjs';

/** The search field of library and popup: words, filters, completion, and what is said about what is typed. */
export default {
  name: 'searching',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    const page = await clipTwo(session, site);

    const library = await session.openExtensionPage('library.html');
    await library.bringToFront();
    const titles = () => textsOf(library, '.row h2');
    const shows = (...wanted) =>
      until(`the list shows ${wanted.length}`, async () => (await titles()).join('|') === wanted.join('|'));
    const fieldOf = (shown) => until('there is a field', () => find(shown, '.search-field input'));
    const field = await fieldOf(library);
    const type = async (text) => {
      await field.evaluate((node) => node.select());
      await field.press('Backspace');
      await field.type(text);
    };
    await shows(slate, ferry);
    const versions = await session.rows('versions');
    const body = versions.find(({ record }) => record.content.title === ferry).record.content.text;
    // Two characters out of the middle of a sentence, wherever a dictionary would cut.
    const pair = /[\u4e00-\u9fff]{12}/.exec(body)[0].slice(5, 7);

    await step('two characters of a Chinese text are found, with the passage and marks', async () => {
      await type(pair);
      await shows(ferry);
      await until('they are marked', async () => (await textsOf(library, '.row mark')).includes(pair));
      assert.match(await textOf(library, '.list .sorts [role="status"]'), /^1 clip matches$/);
      await shoot(library, 'search-results');
      await checkAccess(library, '.list');
    });
    await step(
      'the beginning of a word is found, a phrase only as it stands, and an exclusion left out',
      async () => {
        await type('slat');
        await shows(slate);
        await type('"Reed Crossing"');
        await shows(slate);
        await type('"Crossing Reed"');
        await waitForText(library, '.list', /Nothing matches/);
        await type('lang:en -slate');
        await waitForText(library, '.list', /Nothing matches/);
      },
    );
    await step('a filter is completed by keys', async () => {
      await type('la');
      await waitForText(library, '.offers', /lang:/);
      await checkAccess(library, '.list');
      await field.press('ArrowDown');
      await field.press('Enter');
      await waitForText(library, '.offers', /zh/);
      await field.type('z');
      await waitForText(library, '.offers', /zh/);
      await field.press('ArrowDown');
      await field.press('Tab');
      await shows(ferry);
      assert.match(await field.evaluate((node) => node.value), /^lang:zh/);
    });
    await step('a click on a light is a part of the search, the next click takes it out', async () => {
      await type('');
      await pressButton(library, 'Reserved', { within: '.side' });
      await until(
        'it stands in the field',
        async () => (await field.evaluate((node) => node.value)) === 'light:red',
      );
      await shows(ferry);
    });
    await step('what is no filter is read as text, and it is said so', async () => {
      await type('colour:blue after:someday');
      await waitForText(library, '.search-notes', /Read as text: colour:blue/);
      await waitForText(library, '.search-notes', /left out: after:someday/);
    });
    await step('what goes to the Trash is no longer found, and again after Undo', async () => {
      await type('slate');
      await shows(slate);
      await pressButton(library, 'Move to Trash');
      await waitForText(library, '.list', /Nothing matches/);
      await pressButton(library, 'Undo');
      await shows(slate);
    });
    await step('an index that was lost is made anew by opening the library', async () => {
      await library.evaluate(
        () =>
          new Promise((resolve, reject) => {
            const opening = indexedDB.open('colophon');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const writing = opening.result.transaction(['searchBlocks', 'searchDocs'], 'readwrite');
              writing.objectStore('searchBlocks').clear();
              writing.objectStore('searchDocs').clear();
              writing.oncomplete = () => {
                opening.result.close();
                resolve();
              };
            };
          }),
      );
      const again = await session.openExtensionPage('library.html');
      await again.bringToFront();
      await (await fieldOf(again)).type(pair);
      await until('it is found', async () => (await textsOf(again, '.row h2')).join() === ferry);
    });
    await step(
      'the same text at another site stands beside the clip, with the day it was first seen',
      async () => {
        const reprint = await session.open(site.page('founding--modern').replace('localhost', '127.0.0.1'));
        await session.press(reprint, 'clip-page');
        await waitForClips(session, 3);
        await library.bringToFront();
        await type(pair);
        await shows(ferry, ferry);
        await (await until('a row is drawn', () => find(library, '.row h2 a'))).click();
        await waitForText(library, '.reprints', /Also at.*first seen/s);
        await reprint.close();
      },
    );
    await step('the popup searches the same way', async () => {
      const popup = await session.openPopup(page);
      await popup.bringToFront();
      const own = await fieldOf(popup);
      await own.type(`${pair} light:red`);
      await until(
        'both are found',
        async () => (await textsOf(popup, '.shelf li b')).join() === [ferry, ferry].join(),
      );
      await until('and marked', async () => (await textsOf(popup, '.shelf mark')).includes(pair));
      await shoot(popup, 'popup-search');
    });
  },
};
