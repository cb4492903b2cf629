import assert from 'node:assert/strict';
import { Parser } from 'commonmark';
import { parse as parseYaml } from 'yaml';
import { pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { checkRecord, waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';
import { unzip } from '../lib/unzip.mjs';

const [{ path, expected }] = foundingShapes();
const inDialog = { within: 'dialog[open]' };

/** What leaves the library is read by parsers that know nothing of us. */
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
    const exportWith = async (...choices) => {
      await pressButton(library, 'Export');
      for (const choice of choices) await pressButton(library, choice, inDialog);
      await pressButton(library, 'Export', inDialog);
    };

    await step('one clip as Markdown, pictures as links', async () => {
      await exportWith('Markdown', 'Links only');
      const { name, bytes } = await session.takeDownload('.md');
      assert.equal(name, `${expected.title}.md`);
      checkMarkdown(bytes.toString('utf8'));
    });
    await step('one clip as Markdown, pictures as files', async () => {
      await exportWith('Markdown', 'Included');
      const { bytes } = await session.takeDownload('.zip');
      const files = unzip(bytes);
      const text = [...files].find(([name]) => name.endsWith('.md'))?.[1].toString('utf8');
      const { images } = checkMarkdown(text);
      const [address] = images;
      const picture = files.get(decodeURIComponent(address).replace(/^\.\//, ''));
      assert.equal(
        picture?.subarray(1, 4).toString('latin1'),
        'PNG',
        `${address} is in ${[...files.keys()]}`,
      );
    });
    await step(
      'one clip as JSON: the whole record, without telephone numbers that nobody asked for',
      async () => {
        await exportWith('JSON');
        const { bytes } = await session.takeDownload('.json');
        const record = JSON.parse(bytes.toString('utf8'));
        checkRecord(record, expected);
        const [{ versionId }] = await session.rows('clips');
        const kept = (await session.rows('versions')).find(({ id }) => id === versionId);
        assert.equal(record.integrity.masked, kept.record.integrity.record);
      },
    );
    await step('all clips of the list as JSON', async () => {
      await page.goto(site.page('founding--gbk'));
      await session.press(page, 'clip-page');
      await waitForClips(session, 2);
      await library.bringToFront();
      await waitForText(library, '.list', /2 clips/);
      await exportWith('All in the list', 'JSON');
      const { bytes } = await session.takeDownload('.json');
      const records = JSON.parse(bytes.toString('utf8'));
      assert.equal(records.length, 2);
      for (const record of records) checkRecord(record, expected);
    });
    await step('all clips of the list as Markdown, in one zip', async () => {
      await exportWith('All in the list', 'Markdown');
      const { bytes } = await session.takeDownload('.zip');
      const texts = [...unzip(bytes)].filter(([name]) => name.endsWith('.md'));
      assert.equal(texts.length, 2);
      for (const [, text] of texts) checkMarkdown(text.toString('utf8'));
    });
  },
};

/** Front matter by a YAML parser, the text by a Markdown parser. */
function checkMarkdown(source) {
  const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  const facts = parseYaml(front);
  assert.equal(facts.title, expected.title);
  assert.equal(facts.original_title, expected.originalTitle);
  assert.equal(facts.source, expected.siteName);
  assert.equal(facts.first_published, expected.firstPublishedBy);
  assert.deepEqual(facts.author, [expected.authors[0].name]);
  assert.equal(facts.published, undefined);
  // Telephone numbers in a statement are masked on the way out.
  const [statement] = expected.copyrightStatement.split(/(?<=：)\d/);
  assert.ok(
    facts.copyright.some((notice) => notice.startsWith(statement)),
    front,
  );
  const seen = readMarkdown(body);
  for (const heading of expected.headings) assert.ok(seen.headings.includes(heading), heading);
  for (const paragraph of expected.bodyParagraphs.filter((each) => !expected.headings.includes(each))) {
    assert.ok(seen.paragraphs.includes(paragraph), `a paragraph of its own: ${paragraph}`);
  }
  assert.ok(seen.images.length >= 1, 'the picture is in the text');
  assert.ok(seen.text.includes(expected.images[0].credit), 'its credit is in the text');
  return seen;
}

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
    if (node.type !== 'paragraph' && node.type !== 'heading') continue;
    if (!entering) {
      seen[node.type === 'heading' ? 'headings' : 'paragraphs'].push(block.trim());
      seen.text += `${block}\n`;
    }
    block = '';
  }
  return seen;
}
