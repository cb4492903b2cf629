import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, pressButton, textOf, waitForText } from '../../scripts/lib/person.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { chooseOwnFolder } from '../e2e/lib/own-folder.mjs';
import { withDatabase } from '../e2e/lib/with-database.mjs';
import { chanceOf } from './lib/chance.mjs';
import { damageFiles, damageRows, damageTable, toRows } from './lib/damages.mjs';
import { inPage, openQuietPage } from './lib/library-state.mjs';
import { clipTab, turnTab } from './lib/mill-tab.mjs';
import { openPaperMill } from './lib/paper-mill.mjs';
import { inOrder } from './lib/seals.mjs';
import { storesOf } from './lib/stores.mjs';

/** More than Chromium's old store keeps in its log: so it has tables, too. */
const clips = 60;
const shelves = ['Rivers', 'Paper', '水'];
/** Each so many damages that were told of are mended from the backup, which takes its time. */
const restoreEvery = 8;
/** So many rounds go by before a browser that can close its files itself is started anew all the same. */
const startEvery = 20;
/** So often a table of Chromium's old store is overwritten: most damages meet its log. */
const tables = 5;

/**
 * The files of a real profile are damaged while the browser is closed, or rows past the extension's own code. At the next
 * opening of the library either everything is as it was, or the person is told; and out of a backup all comes back.
 */
export default {
  name: 'damage to the files of the library',
  count: 200,
  async *run({ browser, count, seed, store: only, ...run }) {
    for (const store of storesOf(browser, only)) yield await playStore({ browser, store, count, seed, run });
  },
};

function rowOf(sum, { name }) {
  const { version, damages, harmless, told, tables, silent, alarms, restores, restored, details } = sum;
  return {
    version,
    what: `damages, ${name}`,
    counts: {
      damages,
      harmless,
      told,
      'tables overwritten': tables,
      silent,
      'false alarms': alarms,
      'to restore': restores,
      restored,
    },
    goal: '0 silent, 0 false alarms, all restored',
    held: silent + alarms === 0 && restored === restores,
    details,
  };
}

async function playStore({ browser, store, count, seed, run }) {
  const chance = chanceOf(seed);
  const sum = {
    damages: 0,
    harmless: 0,
    told: 0,
    tables: 0,
    silent: 0,
    alarms: 0,
    restores: 0,
    restored: 0,
    details: [],
  };
  const base = await prepare(browser, store);
  sum.version = base.version;
  const work = join(base.folder, 'work');
  const aside = join(base.folder, 'damaged');
  let session;
  try {
    // The round before the first is without damage: nothing may be told.
    for (let round = 0; round <= count && !run.isStopped(); round += 1) {
      const inRows = round > 0 && chance() < 0.2;
      const kind = toRows[Math.floor(chance() * toRows.length)];
      let what = inRows ? `row: ${kind}` : 'no damage';
      await start(round, () => {
        if (round > 0 && !inRows) what = damageFiles(work, browser, chance);
      });
      const quiet = await openQuietPage(session);
      if (inRows) await inPage(quiet, damageRows, kind, chance());
      await judge(`${round}: ${what}`, round, quiet);
      sum.damages = round;
      run.keep(rowOf(sum, store));
    }
    for (let round = 1; round <= tables && store.hasTables && !run.isStopped(); round += 1) {
      let what;
      await start(0, () => {
        what = damageTable(work, browser, chance);
      });
      await judgeTable(`table ${round}: ${what}`, await openQuietPage(session));
      run.keep(rowOf(sum, store));
    }
  } finally {
    await session?.close().catch(() => undefined);
    rmSync(base.folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return rowOf(sum, store);

  /**
   * A browser that opens the prepared library, damaged while its files were closed. One that can close them itself, and
   * takes seconds to start, is started only now and then.
   */
  async function start(round, damage) {
    if (session?.changeStorage && round % startEvery > 0) {
      await session.changeStorage(() => {
        renewStorage();
        damage();
        keepAside();
      });
      return;
    }
    await session?.close().catch(() => undefined);
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    cpSync(base.profile, work, { recursive: true });
    damage();
    keepAside();
    session = await launchBrowser(browser, { profile: work, language: 'en-US', args: store.args });
  }

  /** The damaged files as they are before a browser sees them: what is silent can be looked into. */
  function keepAside() {
    rmSync(aside, { recursive: true, force: true, maxRetries: 5 });
    cpSync(work, aside, { recursive: true });
  }

  /** All that the extension stored in Firefox, as it was prepared. */
  function renewStorage() {
    const folder = join('storage', 'default');
    for (const name of readdirSync(join(base.profile, folder)).filter((each) => /^moz-ext/.test(each))) {
      rmSync(join(work, folder, name), { recursive: true, force: true });
      cpSync(join(base.profile, folder, name), join(work, folder, name), { recursive: true });
    }
  }

  async function judge(what, round, quiet) {
    const { line, page, differences } = await look(quiet);
    if (differences.length === 0 && !line) sum.harmless += round > 0 ? 1 : 0;
    else if (differences.length === 0) note('alarms', `${what}; told: ${line}`);
    else if (!line) note('silent', `${what}; ${differences.slice(0, 3).join('; ')}`);
    else {
      sum.told += 1;
      if (sum.told % restoreEvery === 1) await restore(page, quiet, what);
    }
  }

  /** Of the tables of Chromium's old store each is told of, and each is mended from the backup. */
  async function judgeTable(what, quiet) {
    sum.tables += 1;
    const { line, page, differences } = await look(quiet);
    if (differences.length === 0)
      note('alarms', `${what}: the store did not mind${line ? ', but told' : ''}`);
    else if (!line) note('silent', `${what}; ${differences.slice(0, 3).join('; ')}`);
    else {
      console.log(`  ${what}; told: ${line}`);
      await restore(page, quiet, what);
    }
  }

  async function look(quiet) {
    const { line, page } = await openLibrary(session);
    const truth = await readAll(quiet).catch((error) => ({ error: error.message }));
    const differences = differencesOf(base.truth, truth);
    // Some of it nobody has read before this suite did: then it is told now.
    return {
      line: line ?? (differences.length > 0 ? await lineOf(page, 10_000) : undefined),
      page,
      differences,
    };
  }

  function note(what, words) {
    sum[what] += 1;
    sum.details.push(`${what}: ${words}`);
    const name = `${what}-${browser}-${store.name}-${Date.now()}`;
    cpSync(aside, join(root, '.output', 'failures', name), { recursive: true });
  }

  /** As a person would: the button of the line, then the file of the backup, with the plan shown first. */
  async function restore(page, quiet, what) {
    sum.restores += 1;
    try {
      await pressButton(page, 'Restore from a backup', { within: '.health-line' });
      // The folder of backups is chosen and at hand, unless the damage took that too: then the person chooses the file.
      const isPlan = async () => /Nothing is written yet/.test((await textOf(page, 'dialog[open]')) ?? '');
      const input = await until(
        'a file can be chosen, or the plan is shown',
        async () => (await isPlan()) || find(page, 'dialog[open] input[type="file"]'),
        { timeout: 90_000 }, // a damaged store is read clip by clip
      );
      if (input !== true && !(await isPlan())) await input.uploadFile(base.backup);
      await waitForText(page, 'dialog[open]', /Nothing is written yet/, { timeout: 60_000 });
      await pressButton(page, 'Import ', { within: 'dialog[open]' }).catch(() => undefined);
      await waitForText(page, 'dialog[open]', /Imported/, { timeout: 60_000 });
      const differences = differencesOf(base.truth, await readAll(quiet));
      if (differences.length === 0) sum.restored += 1;
      else sum.details.push(`not restored: ${what}; ${differences.slice(0, 3).join('; ')}`);
    } catch (error) {
      const shown = await textOf(page, 'dialog[open]').catch(() => undefined);
      sum.details.push(`not restored: ${what}; ${error.message}; shown: ${shown?.slice(0, 300)}`);
    }
  }
}

/** A profile with clips, pictures, tags and notes, the truth about them, and a backup outside of it. */
async function prepare(browser, store) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-damages-'));
  const profile = join(folder, 'base');
  const mill = await openPaperMill();
  const launch = () => launchBrowser(browser, { profile, language: 'en-US', args: store.args });
  const first = await launch();
  const version = await first.browser.version();
  const quiet = await openQuietPage(first);
  await first.open(mill.sheet(1));
  for (let number = 1; number <= clips; number += 1)
    await inPage(quiet, clipTab, await inPage(quiet, turnTab, number, mill.origin));
  const page = await first.openExtensionPage('library.html');
  await until('the pictures are kept', async () => (await readAll(quiet)).jobs === 0, {
    timeout: 60_000,
  });
  await inPage(quiet, withDatabase(shelve), shelves);
  await annotate(page);
  const backup = join(folder, 'backup.zip');
  writeFileSync(backup, Buffer.from(await makeBackup(first), 'base64'));
  await page.close();
  await first.close();
  // Opened and closed again, so that the store has put its log in order; the next opening examines everything.
  const second = await launch();
  const again = await openQuietPage(second);
  await (await openLibrary(second)).page.close(); // which enters the collections, too
  const truth = await readAll(again);
  await inPage(again, (api) => api.storage.local.remove('health'));
  await second.close();
  mill.close();
  return { folder, profile, backup, truth, version };
}

/** Opens the library and waits until it has examined everything. Gives what it tells, if anything. */
async function openLibrary(session) {
  const page = await session.openExtensionPage('library.html');
  const isExamined = () =>
    inPage(page, async (api) => {
      const { health } = await api.storage.local.get('health');
      return Boolean(health?.wholeAt || health?.unreadable);
    });
  await until('the library has examined everything', isExamined, { timeout: 60_000, every: 100 }).catch(
    () => undefined,
  );
  return { page, line: await lineOf(page, 700) };
}

/** What the library's line tells within so many milliseconds. */
function lineOf(page, timeout) {
  return until('the line is shown', () => textOf(page, '.health-line'), { timeout }).catch(() => undefined);
}

async function makeBackup(session) {
  const settings = await session.openExtensionPage('options.html#backups');
  await waitForText(settings, '#backups', /No backups are made/);
  await chooseOwnFolder(settings);
  await until('a backup can be made', () =>
    pressButton(settings, 'Back up now', { timeout: 500 }).then(() => true),
  );
  await waitForText(settings, '#backups .entries', /colophon-backup-/, { timeout: 60_000 });
  const bytes = await inPage(settings, async () => {
    const folder = await navigator.storage.getDirectory();
    for await (const [name, handle] of folder.entries()) {
      if (!name.startsWith('colophon-backup-')) continue;
      const data = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      let text = '';
      for (const byte of data) text += String.fromCharCode(byte);
      return btoa(text);
    }
    return '';
  });
  await settings.close();
  return bytes;
}

function differencesOf(wanted, found) {
  if (found.error) return [`it cannot be read: ${found.error}`];
  const differences = [];
  for (const table of ['versions', 'clips', 'collections', 'assets'])
    for (const [key, value] of Object.entries(wanted[table]))
      if (found[table][key] !== value)
        differences.push(`${table} ${key} is ${found[table][key] === undefined ? 'gone' : 'other'}`);
  return differences;
}

/** Everything that a person would miss, by key. */
async function readAll(page) {
  const { versions, ...others } = await inPage(page, withDatabase(readRows));
  const texts = Object.entries(versions).map(([id, parts]) => [id, JSON.stringify(inOrder(parts))]);
  return { versions: Object.fromEntries(texts), ...others };
}

async function readRows({ db, ask }) {
  const all = { versions: {}, clips: {}, collections: {}, assets: {}, jobs: 0 };
  if (!db) return all;
  const rows = async (name) =>
    db.objectStoreNames.contains(name) ? ask(db.transaction(name).objectStore(name).getAll()) : [];
  const hex = async (bytes) =>
    [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  for (const { id, record } of await rows('versions'))
    all.versions[id] = [record.content, record.source.title, record.images.map((image) => image.digest)];
  for (const { id, title, url, tags, note, versionId, favourite } of await rows('clips'))
    all.clips[id] = JSON.stringify([title, url, tags, note, versionId, favourite]);
  for (const { id, name, parent } of await rows('collections')) all.collections[id] = `${name} in ${parent}`;
  for (const { digest, bytes } of await rows('assets')) all.assets[digest] = await hex(bytes);
  all.jobs = (await rows('imageJobs')).length;
  return all;
}

/** As a person does it: some clips get tags and are favourites. */
async function annotate(page) {
  const rowAt = (place) =>
    until(`row ${place} is drawn`, () => find(page, `.row[data-place="${place}"] h2 a`));
  const isKept = (what, isSo) =>
    until(what, async () => Object.values((await readAll(page)).clips).filter(isSo).length > 0);
  await page.bringToFront();
  await (await rowAt(0)).click();
  await page.keyboard.down('Shift');
  await (await rowAt(5)).click();
  await page.keyboard.up('Shift');
  await page.keyboard.press('t');
  await until('tags can be typed', () => find(page, 'dialog[open] input'));
  await page.keyboard.type('river,mill,');
  await page.keyboard.press('Enter');
  await isKept('the tags are kept', (words) => words.includes('river'));
  await until('the dialog is gone', async () => !(await find(page, 'dialog[open]')));
  await page.keyboard.press('s');
  await isKept('they are favourites', (words) => words.endsWith('true]'));
}

/** In a page of the extension: collections, as the extension itself writes them (README, Trust). */
async function shelve({ db, ask }, names) {
  const store = db.transaction('collections', 'readwrite').objectStore('collections');
  for (const [order, name] of names.entries())
    await ask(store.put(withSum({ id: `shelf-${order}`, name, order })));

  function withSum(row) {
    const members = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
    return { ...row, sum: sumOf(JSON.stringify(members)) };
  }

  function sumOf(text) {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let at = 0; at < text.length; at += 1) {
      high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return 4294967296 * (2097151 & low) + (high >>> 0);
  }
}
