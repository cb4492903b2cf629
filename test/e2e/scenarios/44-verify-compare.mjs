import assert from 'node:assert/strict';
import { pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { withDatabase } from '../lib/with-database.mjs';

export default {
  name: 'the fingerprint is verified, and the clip compared with its page',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    await waitForImages(session);

    await step('it is unchanged since it was saved here, and that is all it says', async () => {
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main h1', /./);
      const unchanged = /Unchanged since it was saved here.*cannot prove who wrote it, or when/;
      // What the files of the photos say may come meanwhile: it seals the record anew, and takes the words away.
      await until(
        'it says that it is unchanged',
        async () => {
          await pressButton(library, 'Verify');
          return waitForText(library, '.verify', unchanged, { timeout: 2_000 });
        },
        { every: 0 },
      );
      await library.close();
    });

    await step('compared with the open page, which was changed: characters and facts', async () => {
      await page.evaluate(changeWords);
      await page.evaluate(() => {
        const byline = [...document.querySelectorAll('p')].find(({ textContent }) =>
          textContent.includes('河湾日报记者 林小满'),
        );
        byline.textContent = '（河湾日报记者 周一舟）';
      });
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main h1', /./);
      const before = site.requests.length;
      await pressButton(library, 'Compare with the page now');
      await waitForText(library, '.compare-dialog', /the page is opened in a tab/);
      assert.equal(site.requests.length, before, 'nothing is asked of the site before the person says so');
      await pressButton(library, 'Open localhost', { within: '.compare-dialog' });
      const said = await waitForText(library, '.compare-dialog', /differs in one place/);
      assert.match(said, /Characters added: 1; characters gone: 1/);
      assert.match(said, /Author 林小满（河湾日报记者） 周一舟（河湾日报记者）/);
      assert.deepEqual(await marksIn(library), [
        ['del', '三'],
        ['ins', '四'],
      ]);
      assert.equal(site.requests.length, before, 'the open tab was read');
      await shoot(library, 'compare');
      await library.close();
    });

    await step('compared with the page in a tab of its own: the same', async () => {
      await page.goto('about:blank');
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main h1', /./);
      await pressButton(library, 'Compare with the page now');
      await pressButton(library, 'Open localhost', { within: '.compare-dialog' });
      await waitForText(library, '.compare-dialog', /The text is the same\..*stated as before/);
      await library.close();
    });

    await step('a revisit tells that the text has changed; both are kept, and compared', async () => {
      await page.goto(site.page('founding--modern'));
      await page.evaluate(changeWords);
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /has changed since you clipped it/);
      await popup.bringToFront();
      await pressButton(popup, 'Keep both versions');
      await waitForText(popup, '.card', /Clipped as a new version/);
      await popup.close();
      const library = await session.openExtensionPage('library.html');
      await pressButton(library, 'Compare versions');
      await until(
        'the two words stand beside each other',
        async () => (await marksIn(library)).join() === 'del,三,ins,四',
      );
      await shoot(library, 'versions');
      await library.close();
    });

    await step('a damaged row is found out, and what differs is said', async () => {
      await session.inExtension(withDatabase(damage));
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main h1', /./);
      await pressButton(library, 'Verify');
      const said = await waitForText(library, '.verify', /Not as it was saved here/);
      assert.match(said, /The text is not the text that was saved/);
      assert.doesNotMatch(said, /Unchanged/);
    });
  },
};

/** In the page: one character becomes another. */
function changeWords() {
  const paragraph = [...document.querySelectorAll('#artContent p')].find(({ textContent }) =>
    textContent.includes('三千多册'),
  );
  paragraph.textContent = paragraph.textContent.replace('三千多册', '四千多册');
}

/** What is marked as gone and as come. */
function marksIn(library) {
  return library.evaluate(() =>
    [...document.querySelectorAll('.diff ins, .diff del')].map(({ localName, textContent }) => [
      localName,
      textContent,
    ]),
  );
}

/** Runs inside the extension: changes a word of the kept texts behind Colophon's back. */
async function damage({ db, ask }) {
  const store = db.transaction('versions', 'readwrite').objectStore('versions');
  for (const row of await ask(store.getAll())) {
    row.record.content.text = row.record.content.text.replace(/[三四]千多册/, '九千多册');
    await ask(store.put(row));
  }
}
