import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptClips, waitForClips } from '../lib/library-checks.mjs';
import { selectWords, waitFor } from '../lib/reading.mjs';

const passage = 'a hand of 1903 has written: right to within a finger';

export default {
  name: 'citations and attribution',
  async run({ launch, site, step, browser }) {
    const session = await launch();
    const page = await session.open(site.page('reader--essay'));

    await step('a page that is not clipped is cited from the popup, and nothing is kept', async () => {
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /./);
      await popup.bringToFront();
      await pressButton(popup, 'Cite');
      await waitForText(popup, '.cite-preview', /\(.*\)\. /);
      await choose(popup, 'mla-9');
      const shown = await waitForText(popup, '.cite-preview', /“.*” /);
      await pressButton(popup, 'Copy attribution');
      await waitForText(popup, '.cite-said', /Copied/);
      await pressButton(popup, 'Copy citation');
      await until('it is copied', async () => /Copied/.test((await textOf(popup, '.cite-said')) ?? ''));
      // A popup closes when another tab comes to the front.
      const copied = await pasted(session, browser);
      assert.equal(squeeze(copied.text), squeeze(shown));
      assert.match(copied.html, /<i\b[^>]*>|font-style:\s*italic/);
      assert.equal((await keptClips(session)).length, 0);
      if (!popup.isClosed()) await popup.close();
    });
    await step('the reader remembers the style', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await pressButton(page, 'Cite');
      await waitForText(page, '.cite-preview', /“.*” /);
      const select = await find(page, '.cite select');
      assert.equal(await select.evaluate((node) => node.value), 'mla-9');
      await pressButton(page, 'Copy citation');
      await waitForText(page, '.cite-said', /Copied/);
      await page.keyboard.press('Escape');
      await until('the dialog is closed', async () => !(await find(page, '.cite-dialog')));
      await session.press(page, 'toggle-reader');
    });
    await step('a selected passage is shared with author, source and a link that leads to it', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await selectWords(page, passage);
      await waitFor(page, '.markpop');
      await pressButton(page, 'Copy to share');
      const { text } = await pasted(session, browser);
      assert.ok(text.startsWith(`“${passage}” — `), text);
      assert.match(text, /reader--essay\/page\.html#:~:text=a%20hand%20of%201903/);
      await page.bringToFront();
      await session.press(page, 'toggle-reader');
    });
    await step('the library cites all clips of the list, on the clipboard and as a file', async () => {
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
      await page.goto(site.page('founding--modern'));
      await session.press(page, 'clip-page');
      await waitForClips(session, 2);
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main h1', /./);
      await pressButton(library, 'Cite');
      await waitForText(library, '.cite-dialog', /./);
      const all = await find(library, '.cite-what label:nth-of-type(2) input');
      await all.click();
      await waitForText(library, '.cite-dialog h2', /Cite 2 clips/);
      await choose(library, 'gbt-7714-2025');
      await until('both are cited', async () =>
        /林小满\. 河湾小城/.test((await textOf(library, '.cite-preview')) ?? ''),
      );
      await choose(library, 'biblatex');
      await until('as BibLaTeX', async () => /@\w+\{/.test((await textOf(library, '.cite-preview')) ?? ''));
      await pressButton(library, 'Save as a file');
      const { bytes } = await session.takeDownload('.bib');
      const text = bytes.toString('utf8');
      assert.equal(text.match(/^@\w+\{/gm).length, 2);
      assert.match(text, /author\s*=\s*\{+林小满|author\s*=\s*\{family=林, given=小满/);
    });
  },
};

async function choose(page, value) {
  const select = await until('the styles are offered', () => find(page, '.cite select'));
  await select.select(value);
}

/** What a person gets who pastes into a letter: text and HTML. */
async function pasted(session, browser) {
  const letter = await session.newPage();
  await letter.goto('data:text/html,<div id="letter" contenteditable style="min-height:200px">');
  const field = await letter.$('#letter');
  await field.click();
  await letter.keyboard.down('Control');
  await letter.keyboard.press('v', browser === 'chromium' ? { commands: ['paste'] } : {});
  await letter.keyboard.up('Control');
  const result = await until('it is pasted', () =>
    letter.evaluate(() => {
      const { innerText, innerHTML } = document.querySelector('#letter');
      return innerText.trim() ? { text: innerText, html: innerHTML } : undefined;
    }),
  );
  await letter.close();
  return result;
}

function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}
