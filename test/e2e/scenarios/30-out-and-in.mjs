import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find, findButton, pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { checkRecord, keptClips, waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';
import { unzip } from '../lib/unzip.mjs';

const [{ path, expected }] = foundingShapes();
const inDialog = { within: 'dialog[open]' };

/** Everything leaves by the dialog in real files, and comes back into an empty library by the other dialog. */
export default {
  name: 'out and in: exports, backup, import, undo, texts fetched',
  async run({ launch, site, step, shoot }) {
    const folder = mkdtempSync(join(tmpdir(), 'colophon-files-'));
    const asFile = (name, content) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    };
    try {
      const session = await launch();
      const page = await session.open(site.origin + path);
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
      await waitForImages(session);
      const library = await session.openExtensionPage('library.html');
      await library.bringToFront();
      await waitForText(library, 'main', new RegExp(expected.title));
      const exportAs = async (format, ending) => {
        await pressButton(library, 'Export');
        await pressButton(library, format, inDialog);
        await pressButton(library, 'Export', inDialog);
        return (await session.takeDownload(ending)).bytes;
      };

      const html = await step(
        'HTML: one file, picture inside, record inside, nothing that runs',
        async () => {
          const bytes = await exportAs('HTML', '.html');
          const source = bytes.toString('utf8');
          assert.match(source, /<img src="data:image\/png;base64,/);
          assert.match(source, /default-src 'none'; img-src data:;/);
          const [, json] = /<script type="application\/json" id="clip-record">(.*?)<\/script>/.exec(source);
          checkRecord(JSON.parse(json), expected);
          const shown = await session.newPage();
          const asked = [];
          shown.on('request', (request) => asked.push(request.url()));
          await shown.goto(`file://${asFile('clip.html', bytes)}`);
          await waitForText(shown, 'article', new RegExp(expected.bodyParagraphs[0].slice(0, 12)));
          const picture = await find(shown, 'article img');
          await until('the picture is drawn', () => picture.evaluate((node) => node.naturalWidth > 1));
          assert.deepEqual(
            asked.filter((url) => /^https?:/.test(url)),
            [],
            'nothing is asked of the network',
          );
          await shown.close();
          await library.bringToFront();
          return bytes;
        },
      );
      await step('EPUB: a book with the text, the picture and the terms', async () => {
        const bytes = await exportAs('EPUB', '.epub');
        assert.equal(bytes.toString('latin1', 38, 58), 'application/epub+zip');
        const files = unzip(bytes);
        const chapter = files.get('OEBPS/clip-00001.xhtml').toString('utf8');
        assert.ok(chapter.includes(expected.bodyParagraphs[0]));
        assert.match(chapter, /<img src="images\/[0-9a-f]{64}\.png"/);
        assert.ok(
          files.get('OEBPS/package.opf').toString('utf8').includes(expected.copyrightStatement.slice(0, 12)),
        );
      });
      await step('sources and tables', async () => {
        assert.match(
          (await exportAs('BibLaTeX', '.bib')).toString('utf8'),
          new RegExp(expected.title.slice(0, 4)),
        );
        assert.match((await exportAs('RIS', '.ris')).toString('utf8'), /^TY {2}- /m);
        const [item] = JSON.parse((await exportAs('CSL-JSON', '.csl.json')).toString('utf8'));
        assert.equal(item.title, expected.title);
        assert.ok((await exportAs('CSV', '.csv')).toString('utf8').includes(expected.title));
      });
      await step('the preview shows the file before it is written', async () => {
        await pressButton(library, 'Export');
        await pressButton(library, 'Markdown', inDialog);
        await pressButton(library, 'Preview', inDialog);
        const preview = await until('there is a preview', () =>
          find(library, 'dialog[open] textarea.preview'),
        );
        assert.match(await preview.evaluate((node) => node.value), /^---\ntitle: /);
        await shoot(library, 'export');
        await checkAccess(library);
        await pressButton(library, 'Cancel', inDialog);
      });
      await step('a text without a permission is shared as an excerpt only', async () => {
        await pressButton(library, 'Export');
        await pressButton(library, 'Plain text', inDialog);
        await pressButton(library, 'To share: a short excerpt', inDialog);
        await pressButton(library, 'Export', inDialog);
        const text = (await session.takeDownload('.txt')).bytes.toString('utf8');
        assert.ok(text.includes('[…]') && text.includes(expected.siteName));
        assert.ok(!text.includes(expected.bodyParagraphs.at(-1)), 'the end of the article stays out');
      });
      await step('Zotero: a clear sentence while it is closed, the items when it is open', async () => {
        await pressButton(library, 'Export');
        await pressButton(library, 'To Zotero', inDialog);
        await pressButton(library, 'Export', inDialog);
        await waitForText(library, 'dialog[open] [role="alert"]', /Zotero does not answer/);
        const { promise, resolve } = Promise.withResolvers();
        const zotero = createServer((request, response) => {
          const parts = [];
          request.on('data', (part) => parts.push(part));
          request.on('end', () => {
            resolve({ path: request.url, body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
            response.writeHead(201).end();
          });
        });
        await new Promise((listening) => zotero.listen(23119, '127.0.0.1', listening));
        try {
          await pressButton(library, 'Export', inDialog);
          const { path: asked, body } = await promise;
          assert.equal(asked, '/connector/saveItems');
          assert.equal(body.items[0].title, expected.title);
          assert.ok(body.items[0].rights.length > 0);
          await until('the dialog is closed', async () => !(await find(library, 'dialog[open]')));
        } finally {
          zotero.closeAllConnections();
          zotero.close();
        }
      });
      const backup = await step('the whole library as a backup', async () => {
        await pressButton(library, 'Back up');
        await pressButton(library, 'Export', inDialog);
        const { bytes } = await session.takeDownload('.zip');
        const manifest = JSON.parse(unzip(bytes).get('manifest.json').toString('utf8'));
        assert.equal(manifest.counts.clips, 1);
        assert.equal(manifest.counts.blobs, 1);
        return bytes;
      });
      const [version] = await session.rows('versions');
      await session.close();

      const fresh = await launch();
      const other = await fresh.openExtensionPage('library.html');
      await other.bringToFront();
      const choose = async (...files) => {
        await pressButton(other, 'Import…');
        const input = await until('files can be chosen', () =>
          find(other, 'dialog[open] input[type="file"]'),
        );
        await input.uploadFile(...files);
      };
      await step('a backup is planned before a byte is written', async () => {
        await choose(asFile('backup.zip', backup));
        await waitForText(other, 'dialog[open]', /1 new clip/);
        await shoot(other, 'import');
        await checkAccess(other);
        assert.equal((await keptClips(fresh)).length, 0);
      });
      await step('then it is restored: the same record, fingerprints and picture', async () => {
        await pressButton(other, 'Import 1 clip', inDialog);
        await waitForText(other, 'dialog[open]', /Imported/);
        const [restored] = await fresh.rows('versions');
        // The fingerprint covers every member of the record.
        assert.deepEqual(restored.record.integrity, version.record.integrity);
        assert.equal(restored.record.content.html, version.record.content.html);
        assert.deepEqual(
          [restored.id, restored.clipId, restored.at],
          [version.id, version.clipId, version.at],
        );
        checkRecord(restored.record, expected);
        const [asset] = await fresh.rows('assets');
        assert.equal(asset.type, 'image/png');
        await pressButton(other, 'Close', inDialog);
        await waitForText(other, 'main', new RegExp(expected.bodyParagraphs[0].slice(0, 12)));
      });
      await step('the same clip in another file adds nothing', async () => {
        await choose(asFile('clip.html', html));
        await waitForText(other, 'dialog[open]', /0 new clips.*1 already there/);
        await pressButton(other, 'Close', inDialog);
      });
      await step('Pocket’s list: new addresses, one rejected, and it can be taken back', async () => {
        const csv = `title,url,time_added,tags,status\nTo fetch,${site.page('founding--gbk')},1716163200,old|river,unread\nBad,javascript:alert(1),1716163200,,unread\n`;
        const file = asFile('pocket.csv', csv);
        await choose(file);
        await waitForText(other, 'dialog[open]', /1 new clip.*1 left out/);
        await pressButton(other, 'Import 1 clip', inDialog);
        await waitForText(other, 'dialog[open]', /Imported/);
        assert.equal((await keptClips(fresh)).length, 2);
        await pressButton(other, 'Undo the import', inDialog);
        await waitForText(other, 'dialog[open]', /Taken back/);
        assert.equal((await keptClips(fresh)).length, 1);
        await pressButton(other, 'Close', inDialog);
        await choose(file);
        await waitForText(other, 'dialog[open]', /1 new clip/);
        await pressButton(other, 'Import 1 clip', inDialog);
        await waitForText(other, 'dialog[open]', /only its address/);
      });
      await step('its text is fetched when the person says so, encoding right', async () => {
        await pressButton(other, 'Fetch the texts', inDialog);
        const clip = await until('the text has come', async () =>
          (await keptClips(fresh)).find(({ url, toFetch }) => url.includes('gbk') && !toFetch),
        );
        assert.equal(clip.title, expected.title);
        assert.deepEqual(clip.tags, ['old', 'river']);
        const row = (await fresh.rows('versions')).find(({ id }) => id === clip.versionId);
        assert.ok(row.record.content.text.includes(expected.bodyParagraphs[0]));
        // Until then the dialog grows and shrinks under the mouse.
        await until('it says so', async () => !(await findButton(other, 'Pause', 'dialog[open]')));
      });
      await step('a browser’s folder becomes a collection, and the collection can be taken out', async () => {
        await pressButton(other, 'Close', inDialog);
        const link = '<DT><A HREF="https://news.example/weir" ADD_DATE="1716163201">The weir</A>';
        const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>Rivers</H3><DL><p>${link}</DL><p></DL><p>`;
        await choose(asFile('bookmarks.html', html));
        await waitForText(other, 'dialog[open]', /1 new clip/);
        await pressButton(other, 'Import 1 clip', inDialog);
        await waitForText(other, 'dialog[open]', /Imported/);
        await pressButton(other, 'Close', inDialog);
        await waitForText(other, '.side', /Rivers/);
        await pressButton(other, 'Export');
        await pressButton(other, 'A collection', inDialog);
        await pressButton(other, 'JSON', inDialog);
        await waitForText(other, 'dialog[open] h1', /Export 1 clip/);
        await pressButton(other, 'Export', inDialog);
        const { bytes } = await fresh.takeDownload('.json');
        assert.equal(JSON.parse(bytes.toString('utf8')).content.title, 'The weir');
      });
      await step('a hostile file is refused with a sentence, and the library is as it was', async () => {
        await choose(asFile('notes.csv', Buffer.from('89504e470d0a1a0a0000000d', 'hex')));
        await waitForText(other, 'dialog[open]', /1 left out/);
        await checkAccess(other);
        await pressButton(other, 'Close', inDialog);
        assert.equal((await keptClips(fresh)).length, 3);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
