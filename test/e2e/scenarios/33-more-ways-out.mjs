import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { openInReaders } from '../lib/book-readers.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';
import { unzip } from '../lib/unzip.mjs';

const [{ path, expected }] = foundingShapes();
const inDialog = { within: 'dialog[open]' };

/** From the popup into the dialog; a book in two readers; paper, clipboard, Obsidian, and a folder that is kept up to date. */
export default {
  name: 'out: popup, books, paper, clipboard, Obsidian, folder',
  async run({ launch, site, step, shoot, browser }) {
    const session = await launch();
    const page = await session.open(site.origin + path);
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    await waitForImages(session);

    const library = await step('the popup of a clipped page leads to its export', async () => {
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /Clipped/);
      await pressButton(popup, 'Export');
      const opened = await session.waitForPage(`${session.origin}/library.html`);
      await opened.setViewport({ width: 1280, height: 900 });
      await waitForText(opened, 'dialog[open] h1', /Export 1 clip/);
      assert.match(await opened.evaluate(() => location.hash), /^#clip=[^&]+$/);
      return opened;
    });
    await step('a book opens in two readers, with its contents, words and picture', async () => {
      await pressButton(library, 'EPUB', inDialog);
      await pressButton(library, 'Export', inDialog);
      const { bytes } = await session.takeDownload('.epub');
      for (const [name, book] of Object.entries(await openInReaders(session, bytes))) {
        assert.equal(book.title, expected.title, name);
        assert.ok(book.contents.includes(expected.title), `${name}: ${book.contents}`);
        for (const paragraph of expected.bodyParagraphs)
          assert.ok(book.text.includes(paragraph), `${name}: ${paragraph}`);
        assert.ok(
          book.pictures.length > 0 && book.pictures.every((width) => width > 1),
          `${name}: ${book.pictures}`,
        );
      }
    });
    await page.goto(site.own('book-photos.html'));
    await session.press(page, 'clip-page');
    await waitForClips(session, 2);
    await waitForImages(session);
    await library.bringToFront();
    await waitForText(library, '.list', /2 clips/);
    const exportAs = async (...choices) => {
      await pressButton(library, 'Export');
      for (const choice of choices) await pressButton(library, choice, inDialog);
    };
    await step('a book of several has WebP and AVIF as pictures that every reader knows', async () => {
      await exportAs('All in the list', 'EPUB');
      await pressButton(library, 'Export', inDialog);
      const { bytes } = await session.takeDownload('.epub');
      const pictures = [...unzip(bytes)].filter(([name]) => name.startsWith('OEBPS/images/'));
      assert.equal(pictures.length, 3);
      for (const [name, picture] of pictures) assert.equal(picture.toString('latin1', 1, 4), 'PNG', name);
      const { foliate, epubjs } = await openInReaders(session, bytes);
      assert.deepEqual(
        [foliate.pictures, epubjs.pictures],
        [
          [640, 640],
          [640, 640],
        ],
      );
      assert.deepEqual(foliate.contents, ['A library that floats on', expected.title]);
      await library.bringToFront();
    });
    await step('several clips stand one after the other on paper, with contents and sources', async () => {
      await exportAs('All in the list', 'Print or PDF');
      await pressButton(library, 'Export', inDialog);
      const paper = await session.waitForPage(`${session.origin}/print.html`);
      await waitForText(paper, '.print-bar', /2 clips/);
      assert.equal(await paper.evaluate(() => document.querySelectorAll('.print-contents li a').length), 2);
      const text = await textOf(paper, 'main');
      assert.ok(text.includes(expected.bodyParagraphs.at(-1)) && text.includes(expected.images[0].credit));
      assert.ok(text.includes(expected.copyrightStatement.slice(0, 12)), 'the statement is on paper');
      await until('the pictures are drawn', () =>
        paper.evaluate(
          () =>
            [...document.images].length === 3 &&
            [...document.images].every((image) => image.naturalWidth > 1),
        ),
      );
      await shoot(paper, 'print');
      await checkAccess(paper);
      if (browser === 'chromium') {
        const pdf = Buffer.from(await paper.pdf({ preferCSSPageSize: true, outline: true }));
        assert.equal(pdf.toString('latin1', 0, 5), '%PDF-');
        const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
        assert.ok(pages >= 3, `contents and two articles: ${pages} pages`);
      }
      await paper.close();
      await library.bringToFront();
    });
    await step('an article is copied with headings and links, and its source', async () => {
      await exportAs('HTML');
      await pressButton(library, 'Copy', inDialog);
      await waitForText(library, 'dialog[open] .dialog-foot', /Copied/);
      await pressButton(library, 'Cancel', inDialog);
      const target = await session.open(site.own('empty.html'));
      const { html, text } = await pasted(target);
      assert.match(html, new RegExp(`<h1[^>]*>${expected.title}</h1>`));
      assert.ok(text.includes(expected.bodyParagraphs[0]) && text.includes(expected.siteName));
      assert.doesNotMatch(html, /<script/);
      await target.close();
      await library.bringToFront();
    });
    await step('Obsidian gets a note, and its window stays where it is', async () => {
      await library.evaluate(() => {
        HTMLAnchorElement.prototype.click = function () {
          globalThis.handedOver = this.href;
        };
      });
      await exportAs('Obsidian');
      await pressButton(library, 'Export', inDialog);
      const address = await until('Obsidian is called', () => library.evaluate(() => globalThis.handedOver));
      assert.match(address, /^obsidian:\/\/new\?file=.+&silent=true&clipboard=true$/);
      assert.equal(new URLSearchParams(address.split('?')[1]).get('file'), expected.title);
      const target = await session.open(site.own('empty.html'));
      assert.match((await pasted(target)).text, /^---\ntitle: /);
      await target.close();
      await library.bringToFront();
    });
    if (browser !== 'chromium') return;
    await step('a folder is filled, and follows the library', async () => {
      // The browser's own question cannot be answered here: its private file system stands in, with the same handles.
      await library.evaluate(() => {
        globalThis.showDirectoryPicker = () => navigator.storage.getDirectory();
      });
      await exportAs('Folder');
      await pressButton(library, 'Export', inDialog);
      const names = () =>
        library.evaluate(async () => {
          const found = [];
          for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
          return found.sort();
        });
      const notes = async () => (await names()).filter((name) => name.endsWith('.md'));
      await until('both clips are there', async () => (await notes()).length === 2);
      assert.ok((await names()).includes('assets'));
      await until('the dialog is closed', async () => !(await find(library, 'dialog[open]')));
      await pressButton(library, 'Move to Trash');
      await until('one clip is left in the folder', async () => (await notes()).length === 1);
      await exportAs('Folder');
      await waitForText(library, 'dialog[open]', /1 clip, up to date/);
      await shoot(library, 'folder');
      await pressButton(library, 'Stop writing there', inDialog);
      await pressButton(library, 'Cancel', inDialog);
    });
  },
};

/** What a field for formatted text gets when somebody pastes into it. */
async function pasted(page) {
  await page.evaluate(() => {
    const field = document.createElement('div');
    field.contentEditable = 'true';
    document.body.replaceChildren(field);
    field.addEventListener('paste', ({ clipboardData }) => {
      globalThis.got = {
        html: clipboardData.getData('text/html'),
        text: clipboardData.getData('text/plain'),
      };
    });
    field.focus();
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  return until('something is pasted', () => page.evaluate(() => globalThis.got));
}
