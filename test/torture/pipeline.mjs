import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, pressButton, waitForText } from '../../scripts/lib/person.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { until } from '../../scripts/lib/until.mjs';
import {
  harm,
  outAndIn,
  residueShown,
  showInLibrary,
  throughTheHouse,
} from '../e2e/lib/hostile-pipeline.mjs';
import { openHostileSite } from '../e2e/lib/hostile-site.mjs';
import { keptClips } from '../e2e/lib/library-checks.mjs';
import { nothing, watchPage } from '../e2e/lib/watch-page.mjs';
import { generated } from './lib/payloads.ts';

const payloadsOfPage = 150;
const inDialog = { within: 'dialog[open]' };

/**
 * The long form of scenario 80: page after page of payloads put together by chance, in the text and in every field, go
 * through reader, clip, library, search and marks, get tags and notes of the same kind, and go out and in again.
 * `--count`: how many pages.
 */
export default {
  name: 'hostile pages through the whole house',
  count: 30,
  async *run({ browser, count, seed, ...run }) {
    const site = await openHostileSite();
    const session = await launchBrowser(browser, { language: 'en-US' });
    const faults = [];
    const started = performance.now();
    let passed = 0;
    let unread = 0;
    const version = await session.browser.version();
    const row = (pages) => ({
      version,
      what: `whole house, pages of ${payloadsOfPage} payloads in text and every field`,
      counts: {
        pages,
        passed,
        'kept the reader closed': unread,
        'ran, asked, led away or left a residue': faults.length - unread,
      },
      goal: 'all, 0, 0',
      held: pages > 0 && faults.length === 0,
      details: faults,
    });
    try {
      for (let number = 1; number <= count && !run.isStopped(); number += 1) {
        const payloads = [...generated(payloadsOfPage, seed + number)];
        try {
          await playPage({ session, site, number, payloads });
          passed += 1;
        } catch (error) {
          // A fault all the same: the person asked for the reader. What came after it was not looked at.
          if (/\.reader h1/.test(error.message)) unread += 1;
          faults.push(`page ${number} (seed ${seed}): ${error.message}`);
          console.log(`  ✗ ${faults.at(-1)}`);
          await photograph(session, number);
          await closePages(session);
          site.hits.length = 0;
        }
        const seconds = ((performance.now() - started) / 1000).toFixed(0);
        run.keep(row(number));
        console.log(`  ${number} pages in ${seconds} s, ${faults.length} with a fault`);
      }
      yield row(passed + faults.length);
    } finally {
      await session.close();
      site.close();
    }
  },
};

async function playPage({ session, site, number, payloads }) {
  const first = await openLibrary(session, '');
  const url = site.article(`sheet-${number}`, payloads);
  const record = await throughTheHouse({ session, ...first, url, hits: site.hits });
  await first.library.close();
  const { id: clipId } = (await keptClips(session)).find(({ versionId }) => versionId === record.id);

  const { library, alarm } = await openLibrary(session, `#clip=${encodeURIComponent(clipId)}`);
  await showInLibrary(library, clipId, new RegExp(`Sheet sheet-${number}\\.`));
  await describe({ session, library, clipId, payloads });
  await outAndIn({ session, library, alarm, site, number });
  await onPaper({ session, library });
  const rows = await session.rows('versions');
  const imported = rows.find(({ record: { source } }) => source.urls.retrieved === `${url}/imported`);
  await showInLibrary(library, imported.clipId, /The ferry of line 0, raw/);
  assert.deepEqual(await residueShown(library, 'main .body'), [], 'the imported clip, shown');
  assert.deepEqual(harm(await alarm.seen()), harm(nothing), 'in the library at the end');
  assert.deepEqual(site.hits, [], 'on the server at the end');
  await library.close();
}

async function openLibrary(session, hash) {
  const library = await session.openExtensionPage(`library.html${hash}`);
  await waitForText(library, 'body', /\S/);
  return { library, alarm: await watchPage(library) };
}

/** Tags and a note as a person types them, or pastes them out of such a page. */
async function describe({ session, library, clipId, payloads }) {
  const typed = payloads.slice(0, 3).map((payload) =>
    payload
      .replace(/[\p{Cc},，、;；]/gu, ' ')
      .slice(0, 40)
      .trim(),
  );
  const isKept = async () => (await keptClips(session)).find(({ id }) => id === clipId);
  await library.keyboard.press('t');
  await until('tags can be typed', () => find(library, 'dialog[open] input'));
  await library.keyboard.type(`${typed[0]},${typed[1]},`);
  await library.keyboard.press('Enter');
  await until('the tags are kept', async () => (await isKept()).tags.length > 0);
  await until('the dialog is gone', async () => !(await find(library, 'dialog[open]')));
  await library.keyboard.press('n');
  await until('a note can be written', async () =>
    (await find(library, '.panel textarea'))?.evaluate((field) => field === document.activeElement),
  );
  await library.keyboard.type(`note ${typed[2]}`);
  await library.keyboard.press('Escape');
  await until('the note is kept', async () => (await isKept()).note?.startsWith('note'));
  await until('the note is shown', () => find(library, '.note-words'));
  assert.deepEqual(await residueShown(library, '.note-words'), [], 'in the note');
}

/** The page that is printed. */
async function onPaper({ session, library }) {
  await library.bringToFront();
  await pressButton(library, 'Export');
  await pressButton(library, 'Print or PDF', inDialog);
  await pressButton(library, 'Export', inDialog);
  const paper = await session.waitForPage(`${session.origin}/print.html`);
  await waitForText(paper, 'main', /The ferry of line 0/);
  const own = /^(?:\w+ id=.*|\w+ class|a target|figcaption .*)$/;
  assert.deepEqual(
    (await residueShown(paper, 'main')).filter((words) => !own.test(words)),
    [],
    'on paper',
  );
  await paper.close();
}

/** Leaves pictures of what was shown when a page failed. */
async function photograph(session, number) {
  const folder = join(root, '.output', 'failures');
  mkdirSync(folder, { recursive: true });
  for (const [index, page] of (await session.browser.pages()).entries())
    await page
      .screenshot({ path: join(folder, `house-${session.name}-${number}-${index}.png`) })
      .catch(() => undefined);
}

async function closePages(session) {
  const [, ...others] = await session.browser.pages();
  for (const page of others) await page.close().catch(() => undefined);
}
