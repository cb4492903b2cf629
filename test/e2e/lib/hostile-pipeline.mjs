import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlRenderer, Parser } from 'commonmark';
import { find, pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { residueOf } from '../../torture/lib/residue.ts';
import { fingerprintOf, sealOf } from '../../torture/lib/seals.mjs';
import { keptClips, waitForImages } from './library-checks.mjs';
import { unzip } from './unzip.mjs';
import { nothing, watchPage } from './watch-page.mjs';

/** What no file name may hold. */
const unsafeName = /[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.|[. ]$/u;
const inDialog = { within: 'dialog[open]' };
/** What the reader itself puts around a text: buttons, captions, boxes that scroll. */
const ownMarks =
  /^(?:<button>|<svg>|\w+ tabindex|\w+ target|\w+ part|\w+ popover\w*|\w+ id=.*|svg .*|path .*|button .*|div .*|figcaption .*)$/;

/**
 * What really happened: Chromium tells of inline handlers also where HTML is only parsed inertly, to be made safe, and
 * could never run.
 */
export const harm = ({ forbidden: _, ...rest }) => rest;

/** What is dangerous in HTML, told by the browser's own inert parser; `page` is any page of a web site. */
export function residueIn(page, html) {
  return page.evaluate(
    `(${residueOf})(new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').body)`,
  );
}

/** What is dangerous in what a surface shows. */
export async function residueShown(page, selector) {
  const element = await find(page, selector);
  const found = await element.evaluate(new Function('node', `return (${residueOf})(node)`));
  return found.filter((words) => !ownMarks.test(words));
}

/** Takes one hostile page through reading, clipping, library, search, marks; gives the kept clip. */
export async function throughTheHouse({ session, library, alarm, url, hits }) {
  const page = await session.open(url);
  const known = new Set((await keptClips(session)).map(({ id }) => id));
  await session.press(page, 'toggle-reader');
  await waitForReader(page);
  assert.deepEqual(await residueShown(page, '.reader .body'), [], 'in the reader');
  await session.press(page, 'clip-page');
  const clip = await until('it is clipped', async () =>
    (await keptClips(session)).find(({ id }) => !known.has(id)),
  );
  await waitForImages(session);
  const { record } = (await session.rows('versions')).find(({ id }) => id === clip.versionId);
  assert.deepEqual(await residueIn(page, record.content.html), [], 'in the kept HTML');
  assert.ok(record.source.urls.retrieved === url, 'the address is the browser’s');
  await page.close();
  await library.bringToFront();
  await showInLibrary(library, clip.id, new RegExp(`Sheet ${new URL(url).pathname.slice(1)}\\.`));
  await markHostile(library, clip.id, record.content.text);
  await search(library, 'ferry lamps');
  await followLinks(library);
  assert.deepEqual(await alarm.seen(), nothing, 'in the library');
  // Pictures of the text are fetched once, when it is clipped; that is what was asked for.
  const pictures = new Set(record.images.map(({ src }) => new URL(src).pathname));
  assert.deepEqual(
    hits.filter((path) => !pictures.has(path)),
    [],
    'on the server',
  );
  hits.length = 0;
  return record;
}

export async function showInLibrary(library, clipId, words = /The ferry of line 0|stored raw/) {
  await library.evaluate((id) => {
    location.hash = `#clip=${encodeURIComponent(id)}`;
  }, clipId);
  await waitForText(library, 'main .reader .body, main .body', words);
}

/** A mark whose note is hostile, put in by a message as the reader would. */
async function markHostile(library, clipId, text) {
  const exact = text.match(/the crew counted the lamps/)?.[0];
  const start = text.indexOf(exact);
  const answer = await library.evaluate(
    (id, quote, at) =>
      (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({
        to: 'background',
        type: 'saveClipMark',
        data: {
          clipId: id,
          mark: {
            id: 'urn:uuid:00000000-0000-4000-8000-00000000000a',
            motivation: 'commenting',
            body: '<img src=x onerror=canary(1)><script>canary(2)</script>',
            colour: 'blue',
            created: '2024-05-06T07:08:09Z',
            target: {
              source: id,
              selector: [
                { type: 'TextQuoteSelector', exact: quote },
                { type: 'TextPositionSelector', start: at, end: at + quote.length },
              ],
            },
          },
        },
      }),
    clipId,
    exact,
    start,
  );
  assert.equal(answer.ok, true, JSON.stringify(answer));
  await until('the mark is drawn', () => find(library, 'mark.hl'));
}

async function search(library, words) {
  const field = await until('there is a search field', () => find(library, '.search-field input'));
  await field.click();
  await library.keyboard.type(words);
  await until('a passage is shown with its marks', () => find(library, '.list mark, .row mark'));
  for (let index = 0; index < words.length; index += 1) await library.keyboard.press('Backspace');
  await library.keyboard.press('Escape');
}

/** Follows every link of the text as a click would; where it would lead is noted, and nothing is opened. */
async function followLinks(library) {
  const led = await library.evaluate(() => {
    const to = [];
    const stop = (event) => {
      const link = event.target.closest('a[href]');
      if (link) to.push(link.protocol);
      event.preventDefault();
    };
    addEventListener('click', stop, true);
    for (const link of document.querySelectorAll('main a[href], aside a[href]')) link.click();
    removeEventListener('click', stop, true);
    return [...new Set(to)];
  });
  const own = await library.evaluate(() => location.protocol);
  assert.deepEqual(
    led.filter((protocol) => !['http:', 'https:', 'mailto:', own].includes(protocol)),
    [],
    'where links lead',
  );
}

/**
 * Exports the clip that is shown, opens or parses what can carry HTML, and imports it again, under an id of its own for
 * each `number`.
 */
export async function outAndIn({ session, library, alarm, site, number = 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-hostile-'));
  const plain = await session.open(site.free('plain', '<p>plain</p>'));
  try {
    const take = async (format, ending) => {
      await library.bringToFront();
      await pressButton(library, 'Export');
      await pressButton(library, format, inDialog);
      await pressButton(library, 'Export', inDialog);
      const { name, bytes } = await session.takeDownload(ending);
      assert.doesNotMatch(name, unsafeName);
      return bytes;
    };
    const html = (await take('HTML', '.html')).toString('utf8');
    const book = unzip(await take('EPUB', '.epub'));
    const json = (await take('JSON', '.json')).toString('utf8');
    const notes = unzip(await take('Markdown', '.zip'));
    const file = join(folder, 'clip.html');
    writeFileSync(file, html);
    const opened = await session.newPage();
    const asked = [];
    opened.on('request', (request) => asked.push(request.url()));
    await opened.goto(`file://${file}`);
    const seen = await watchPage(opened);
    await waitForText(opened, 'article', /The ferry of line 0/);
    assert.deepEqual(await seen.seen(), nothing, 'in the exported page');
    assert.deepEqual(
      asked.filter((url) => /^https?:/.test(url)),
      [],
      'asked by the exported page',
    );
    await opened.close();
    // Without the policy that the export carries: what is in its text must be harmless by itself.
    const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? html;
    const own = /^(?:\w+ id=.*|\w+ class|<title>|math xmlns)$/;
    assert.deepEqual(
      (await residueIn(plain, article)).filter((words) => !own.test(words)),
      [],
      'in HTML',
    );
    for (const [name, content] of notes) {
      for (const part of name.split('/')) assert.doesNotMatch(part, unsafeName);
      if (!name.endsWith('.md')) continue;
      const shown = renderMarkdown(content.toString('utf8'));
      assert.deepEqual(
        (await residueIn(plain, shown)).filter((words) => !own.test(words)),
        [],
        `in ${name}`,
      );
    }
    for (const [name, content] of book) {
      for (const part of name.split('/')) assert.doesNotMatch(part, unsafeName);
      if (!/\.xhtml$/.test(name)) continue;
      const body = /<body[\s\S]*<\/body>/.exec(content.toString('utf8'))?.[0] ?? '';
      assert.deepEqual(
        (await residueIn(plain, body)).filter((words) => !own.test(words)),
        [],
        `in ${name}`,
      );
    }
    await importHostile({ session, library, folder, json, plain, number });
    assert.deepEqual(harm(await alarm.seen()), harm(nothing), 'in the library after the import');
  } finally {
    await plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a program that lets raw HTML pass makes of a note, without its front matter. */
function renderMarkdown(text) {
  return new HtmlRenderer().render(new Parser().parse(text.replace(/^---\n[\s\S]*?\n---\n/, '')));
}

/** Seals a record as whoever forges one can; its texts are as they were. */
function seal(record) {
  record.integrity.html = fingerprintOf(record.content.html);
  record.integrity.record = sealOf(record);
}

/** A file that says it is ours, with raw HTML in the place of the safe one. */
async function importHostile({ session, library, folder, json, plain, number }) {
  const record = JSON.parse(json);
  const [one] = Array.isArray(record) ? record : [record];
  const raw =
    '<p>The ferry of line 0, raw</p><img src=x onerror=canary(3)><a href="javascript:canary(4)">l</a>';
  const other = `urn:uuid:00000000-0000-4000-8001-${String(number).padStart(12, '0')}`;
  one.id = other;
  one.content.html = raw;
  one.source.urls.retrieved = `${one.source.urls.retrieved}/imported`;
  const file = join(folder, 'raw.json');
  seal(one);
  writeFileSync(file, JSON.stringify(record));
  await library.bringToFront();
  await pressButton(library, 'Import');
  const input = await until('files can be chosen', () => find(library, 'dialog[open] input[type="file"]'));
  await input.uploadFile(file);
  await waitForText(library, 'dialog[open]', /1 new clip/);
  await pressButton(library, 'Import 1 clip', inDialog);
  await waitForText(library, 'dialog[open]', /Imported/);
  const versions = await session.rows('versions');
  const kept = versions.filter(
    ({ record: { source } }) => source.urls.retrieved === one.source.urls.retrieved,
  );
  assert.equal(kept.length, 1);
  for (const { record: imported } of kept) {
    assert.deepEqual(await residueIn(plain, imported.content.html), [], 'in what was imported');
  }
  await pressButton(library, 'Close', inDialog);
}
