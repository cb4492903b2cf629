import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, pressButton, waitForText } from '../../scripts/lib/person.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { withDatabase } from '../e2e/lib/with-database.mjs';
import { chanceOf } from './lib/chance.mjs';
import { countLibrary, inPage, misfitsOf, openQuietPage, readLibrary } from './lib/library-state.mjs';
import { turnTab } from './lib/mill-tab.mjs';
import { articleOf, openPaperMill } from './lib/paper-mill.mjs';

/**
 * The background (service worker, event page) is ended at a random moment of its work, as the browser does when it wants
 * the memory. Whoever had asked must get a true answer in the end, and the work must be done once. An import is work of
 * the library's page, which is closed in the middle instead.
 */
export default {
  name: 'the background is ended while it works',
  count: 200,
  async *run({ browser, count, seed, store: only, ...run }) {
    for (const [kind, { what, play }] of Object.entries(kinds)) {
      if (only && only !== kind) continue;
      const bench = await openBench(browser, seed);
      const version = await bench.session.browser.version();
      const row = (rounds, faults, errors = []) => ({
        version,
        what,
        counts: {
          ended: bench.ended,
          rounds,
          'lost, torn, twice or told as failed': faults.length,
          errors: errors.length,
        },
        goal: '0, 0',
        held: bench.ended >= rounds / 2 && faults.length + errors.length === 0,
        details: [...faults, ...errors],
      });
      bench.goesOn = (rounds, faults) => {
        run.keep(row(rounds, faults));
        return rounds < count && !run.isStopped();
      };
      try {
        const { done, faults } = await play(bench);
        const errors = (await inPage(bench.quiet, readLibrary, [])).errors.map((error) =>
          JSON.stringify(error),
        );
        yield row(done, faults, errors);
      } finally {
        await bench.close();
      }
    }
  },
};

const kinds = {
  save: { what: 'background, in a save', play: playSaves },
  pictures: { what: 'background, while pictures are fetched', play: playPictures },
  index: { what: 'background, while the search index is built', play: playIndex },
  import: { what: 'page of the library, in an import', play: playImports },
  migration: { what: 'background, in a migration of the database', play: playMigrations },
};

async function openBench(browser, seed) {
  const chance = chanceOf(seed);
  const mill = await openPaperMill();
  const profile = mkdtempSync(join(tmpdir(), 'colophon-background-'));
  const session = await launchBrowser(browser, { profile, language: 'en-US' });
  const quiet = await openQuietPage(session);
  const page = await session.open(mill.sheet(1));
  return {
    session,
    mill,
    quiet,
    page,
    profile,
    /** How often something was ended. */
    ended: 0,
    /** Ends the background at a moment within so many milliseconds from now. */
    async endWithin(milliseconds) {
      await new Promise((resolve) => setTimeout(resolve, chance() * milliseconds));
      if (await session.killBackground()) this.ended += 1;
    },
    async close() {
      await session.close().catch(() => undefined);
      mill.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Clips articles of the mill, without any harm. */
async function clipSome(bench, from, to) {
  for (let number = from; number < to; number += 1) {
    const answer = await clipSurely(bench, number, idOf(number));
    if (!answer.ok) throw new Error(JSON.stringify(answer));
  }
}

async function playSaves(bench) {
  const faults = [];
  let round = 0;
  while (bench.goesOn(round, faults)) {
    round += 1;
    const wish = clipSurely(bench, round, idOf(round));
    await bench.endWithin(round === 1 ? 800 : 150);
    const answer = await wish;
    if (!answer.ok) faults.push(`article ${round}: ${JSON.stringify(answer.error)}`);
    else if (answer.value.versionId !== idOf(round))
      faults.push(`article ${round} is ${JSON.stringify(answer.value)}`);
  }
  return { done: round, faults: [...faults, ...(await whatIsWrong(bench, round))] };
}

/** Each article is kept once, as the page had it. */
async function whatIsWrong({ quiet }, count) {
  const library = await inPage(quiet, readLibrary, []);
  const faults = misfitsOf(library);
  const byId = new Map(library.fresh.map((row) => [row.id, row]));
  for (let number = 1; number <= count; number += 1) {
    const text = byId.get(idOf(number))?.record.content.text;
    if (text !== articleOf(number).paragraphs.join('\n'))
      faults.push(`article ${number} is not there as it was`);
  }
  if (library.ids.length !== count) faults.push(`${library.ids.length} versions instead of ${count}`);
  return faults;
}

async function playPictures(bench) {
  const { mill, quiet } = bench;
  const faults = [];
  mill.slowPictures(60);
  let round = 0;
  while (bench.goesOn(round, faults)) {
    round += 1;
    // Each third article has pictures.
    const answer = await clipSurely(bench, round * 3, idOf(round));
    if (!answer.ok) faults.push(JSON.stringify(answer));
    await bench.endWithin(200);
    await inPage(quiet, wake);
    await until('the pictures are fetched', async () => (await inPage(quiet, countLibrary)).jobs === 0, {
      timeout: 30_000,
    });
  }
  const library = await inPage(quiet, readLibrary, []);
  faults.push(...misfitsOf(library));
  for (const { id, record } of library.fresh) {
    if (record.images.length === 0) faults.push(`${id} has no pictures`);
    for (const { digest, failure } of record.images)
      if (!digest) faults.push(`a picture of ${id}: ${failure}`);
  }
  if (library.ids.length !== round) faults.push(`${library.ids.length} versions instead of ${round}`);
  return { done: round, faults };
}

async function playIndex(bench) {
  const { quiet } = bench;
  const clips = 40;
  const faults = [];
  await clipSome(bench, 1, clips + 1);
  let round = 0;
  while (bench.goesOn(round, faults)) {
    round += 1;
    await inPage(quiet, withDatabase(dropIndex));
    await inPage(quiet, ringAlarm);
    await bench.endWithin(250);
    await inPage(quiet, ringAlarm);
    const library = await until(
      'the index is whole',
      async () => {
        const state = await inPage(quiet, countLibrary);
        return state.indexed >= state.clips ? state : undefined;
      },
      { timeout: 30_000 },
    );
    if (library.indexed !== library.clips)
      faults.push(`round ${round}: ${library.indexed} of ${library.clips}`);
  }
  // What was built finds what it should.
  const page = await bench.session.openExtensionPage('library.html');
  const field = await until('there is a search field', () => find(page, '.search-field input'));
  await field.click();
  await page.keyboard.type('"sheet 31"');
  await waitForText(page, '.list', /Sheet 31 of the paper mill/).catch((error) => faults.push(error.message));
  await page.close();
  return { done: round, faults };
}

async function playImports(bench) {
  const { session, quiet, profile } = bench;
  const faults = [];
  const entries = 1_100; // three chunks
  /** So many rounds fill a library; then it is emptied, or each would take longer than the one before. */
  const fill = 6;
  let round = 0;
  while (bench.goesOn(round, faults)) {
    round += 1;
    const file = join(profile, 'bookmarks.html');
    writeFileSync(file, bookmarksOf(round, entries));
    const first = await beginImport(session, file);
    await new Promise((resolve) => setTimeout(resolve, (round % 23) * 40));
    await first.close();
    bench.ended += 1;
    const second = await beginImport(session, file);
    await waitForText(second, 'dialog[open]', /Imported/, { timeout: 60_000 });
    await second.close();
    const library = await inPage(quiet, readLibrary, []);
    faults.push(...misfitsOf({ ...library, fresh: [] }));
    if (library.clips.length !== (((round - 1) % fill) + 1) * entries)
      faults.push(`round ${round}: ${library.clips.length} clips`);
    if (round % fill === 0) await inPage(quiet, withDatabase(empty));
  }
  return { done: round, faults };
}

async function beginImport(session, file) {
  const page = await session.openExtensionPage('library.html');
  const input = await until('files can be chosen', async () => {
    if (!(await find(page, 'dialog[open]'))) await pressButton(page, 'Import', { timeout: 5_000 });
    return find(page, 'dialog[open] input[type="file"]');
  });
  await input.uploadFile(file);
  await waitForText(page, 'dialog[open]', /new clips|nothing new|already/i, { timeout: 60_000 });
  await pressButton(page, 'Import ', { within: 'dialog[open]' });
  return page;
}

/** Everything of the library, and what is said of it beside. */
async function empty({ api, db, ask }) {
  const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
  let last;
  for (const name of db.objectStoreNames) last = transaction.objectStore(name).clear();
  await ask(last);
  const kept = Object.keys(await api.storage.local.get(null));
  await api.storage.local.remove(kept.filter((key) => key.startsWith('ledger') || key === 'health'));
}

function bookmarksOf(round, entries) {
  const links = Array.from(
    { length: entries },
    (_, at) =>
      `<DT><A HREF="https://mill.example/${round}/${at}" ADD_DATE="1700000000" TAGS="mill">Link ${at} of round ${round}</A>`,
  );
  return `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n${links.join('\n')}\n</DL><p>\n`;
}

async function playMigrations(bench) {
  const { quiet, session } = bench;
  const clips = 24;
  const faults = [];
  await clipSome(bench, 1, clips + 1);
  await until('the pictures are fetched', async () => (await inPage(quiet, countLibrary)).jobs === 0);
  const before = await inPage(quiet, readLibrary, []);
  const current = await inPage(quiet, versionNow);
  let round = 0;
  while (bench.goesOn(round, faults)) {
    round += 1;
    await session.killBackground();
    await inPage(quiet, withDatabase(goBackToVersion2));
    const woken = inPage(quiet, wake).catch(() => undefined);
    await bench.endWithin(120);
    await woken;
    await until('the database is of today', async () => {
      await inPage(quiet, wake);
      return (await inPage(quiet, versionNow)) === current;
    });
    const after = await inPage(quiet, readLibrary, []);
    faults.push(...misfitsOf(after).map((words) => `round ${round}: ${words}`));
    if (after.ids.join() !== before.ids.join())
      faults.push(`round ${round}: ${after.ids.length} versions instead of ${before.ids.length}`);
    const underived = await inPage(quiet, withDatabase(countUnderived));
    if (underived > 0) faults.push(`round ${round}: ${underived} rows were not brought up`);
  }
  return { done: round, faults };
}

function idOf(number) {
  return `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Clips an article in the tab of the mill as the popup does, and gives what it would say. */
async function clipSurely({ quiet, mill }, number, draftId) {
  const tabId = await inPage(quiet, turnTab, number, mill.origin);
  const ask = () => inPage(quiet, askToClip, { tabId, anyway: true, draftId });
  let answer = await ask();
  for (let attempt = 1; attempt < 3 && !answer.ok && answer.error.code === 'no-answer'; attempt += 1) {
    const row = await inPage(quiet, withDatabase(findSave), draftId).catch(() => undefined);
    answer = row ? { ok: true, value: row.outcome } : await ask();
  }
  return answer;
}

/** In a page of the extension: a background that was ended gives no answer, or says that it is gone. */
async function askToClip(api, data) {
  const answer = await api.runtime
    .sendMessage({ to: 'background', type: 'clipTab', data })
    .catch(() => undefined);
  return answer ?? { ok: false, error: { code: 'no-answer' } };
}

function findSave({ db, ask }, draftId) {
  return db && ask(db.transaction('saves').objectStore('saves').get(draftId));
}

/** Any question that reads the library starts the background again. */
function wake(api) {
  const data = { draftId: 'urn:uuid:00000000-0000-4000-8000-999999999999' };
  return api.runtime.sendMessage({ to: 'background', type: 'undoSave', data }).catch(() => null);
}

/** The daily alarm, now. */
async function ringAlarm(api) {
  await api.alarms.create('tend', { when: Date.now(), periodInMinutes: 24 * 60 });
}

function dropIndex({ db, ask }) {
  const transaction = db.transaction(['searchBlocks', 'searchDocs'], 'readwrite');
  transaction.objectStore('searchBlocks').clear();
  return ask(transaction.objectStore('searchDocs').clear());
}

async function versionNow() {
  return (await indexedDB.databases()).find(({ name }) => name === 'colophon')?.version;
}

/** The same clips in the database as version 2 had it. */
async function goBackToVersion2({ db: now, ask }) {
  const names = ['clips', 'versions', 'assets', 'saves'];
  const rows = {};
  for (const name of names) rows[name] = await ask(now.transaction(name).objectStore(name).getAll());
  now.close();
  await ask(indexedDB.deleteDatabase('colophon'));
  const opening = indexedDB.open('colophon', 20);
  opening.onupgradeneeded = () => {
    const make = (name, key, indexes = []) => {
      const store = opening.result.createObjectStore(name, key);
      for (const index of indexes)
        store.createIndex(index, index.startsWith('[') ? index.slice(1, -1).split('+') : index);
    };
    make('clips', { keyPath: 'id' }, ['pageKey', 'listed', 'trashed']);
    make('versions', { keyPath: 'id' }, ['clipId', '[clipId+at]']);
    make('assets', { keyPath: 'digest' });
    make('saves', { keyPath: 'draftId' }, ['clipId']);
    make('imageJobs', { keyPath: 'versionId' });
    make('searchBlocks', { keyPath: 'key' });
    make('searchDocs', { keyPath: 'doc' }, ['clipId']);
    make('imports', { keyPath: 'id' }, ['at']);
    make('importSteps', { keyPath: 'seq', autoIncrement: true }, ['importId']);
  };
  const db = await ask(opening);
  const transaction = db.transaction(names, 'readwrite');
  for (const name of names)
    for (const { digests: _, size: __, ...row } of rows[name]) transaction.objectStore(name).put(row);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}

/** How many rows have not got what the newest version of the database gives them. */
async function countUnderived({ db, ask }) {
  const versions = await ask(db.transaction('versions').objectStore('versions').getAll());
  const assets = await ask(db.transaction('assets').objectStore('assets').getAll());
  return [...versions, ...assets].filter(({ size }) => !size).length;
}
