import assert from 'node:assert/strict';
import { Parser } from 'commonmark';
import { parse as parseYaml } from 'yaml';
import { pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { checkRecord, waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';

const [{ path, expected }] = foundingShapes();
const inDialog = { within: 'dialog[open]' };

export default {
  name: 'exporting',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.origin + path);
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    await waitForImages(session);
    const library = await session.openExtensionPage('library.html');
    await library.bringToFront();
    await waitForText(library, 'main', new RegExp(expected.title));
    const exportAs = async (format) => {
      await pressButton(library, 'Export');
      await pressButton(library, format, inDialog);
      await pressButton(library, 'Export', inDialog);
    };

    await step('Markdown: front matter by a YAML parser, text by a Markdown parser', async () => {
      await exportAs('Markdown');
      const { bytes } = await session.takeDownload('.md');
      const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(bytes.toString('utf8'));
      const facts = parseYaml(front);
      assert.equal(facts.title, expected.title);
      const everything = JSON.stringify(facts);
      for (const words of [
        expected.siteName,
        expected.firstPublishedBy,
        expected.authors[0].name,
        expected.copyrightStatement,
      ]) {
        assert.ok(everything.includes(words), `"${words}" is in the front matter: ${front}`);
      }
      const { paragraphs, headings, images, text } = readMarkdown(body);
      for (const paragraph of expected.bodyParagraphs.filter((each) => !expected.headings.includes(each))) {
        assert.ok(paragraphs.includes(paragraph), `a paragraph of its own: ${paragraph}`);
      }
      for (const heading of expected.headings) assert.ok(headings.includes(heading), heading);
      assert.ok(images.length >= 1, 'the picture is in the text');
      assert.ok(text.includes(expected.images[0].credit), 'its credit is in the text');
    });
    await step('JSON: the whole record', async () => {
      await exportAs('JSON');
      const { bytes } = await session.takeDownload('.json');
      const data = JSON.parse(bytes.toString('utf8'));
      const record = Array.isArray(data) ? data[0] : (data.clips?.[0] ?? data);
      checkRecord(record, expected);
    });
    await step('all clips of the list at once', async () => {
      await page.goto(site.page('founding--gbk'));
      await session.press(page, 'clip-page');
      await waitForClips(session, 2);
      await library.bringToFront();
      await waitForText(library, '.list', /2 clips/);
      await pressButton(library, 'Export');
      await pressButton(library, 'All', inDialog);
      await pressButton(library, 'JSON', inDialog);
      await pressButton(library, 'Export', inDialog);
      const { bytes } = await session.takeDownload('.json');
      const data = JSON.parse(bytes.toString('utf8'));
      assert.equal((Array.isArray(data) ? data : data.clips).length, 2);
    });
  },
};

/** What a Markdown reader sees. */
function readMarkdown(source) {
  const seen = { paragraphs: [], headings: [], images: [], text: '' };
  const walker = new Parser().parse(source).walker();
  let block = '';
  for (let event = walker.next(); event; event = walker.next()) {
    const { node, entering } = event;
    if (node.type === 'image' && entering) seen.images.push(node.destination);
    if (node.type === 'text' || node.type === 'code') block += node.literal;
    if (node.type === 'softbreak') block += ' ';
    if ((node.type === 'paragraph' || node.type === 'heading') && !entering) {
      seen[node.type === 'heading' ? 'headings' : 'paragraphs'].push(block.trim());
      seen.text += `${block}\n`;
    }
    if (node.type === 'paragraph' || node.type === 'heading') block = '';
  }
  return seen;
}
