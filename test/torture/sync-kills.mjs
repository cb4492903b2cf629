import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, pressButton, waitForText } from '../../scripts/lib/person.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../servers/webdav.mjs';
import { chanceOf } from './lib/chance.mjs';
import { killBrowser } from './lib/kill-browser.mjs';
import { inPage, misfitsOf, openQuietPage, readLibrary } from './lib/library-state.mjs';
import { clipTab, turnTab } from './lib/mill-tab.mjs';
import { openPaperMill } from './lib/paper-mill.mjs';
import { inOrder } from './lib/seals.mjs';

/** After so many kills both come together and are compared. */
const compareEvery = 10;
const passphrase = 'nine slow herons stand';
/** So often a browser may not answer in time before the suite gives up. */
const mostStarved = 10;
/** Articles of the browser that lives on. */
const firstOfOther = 1_000_000;

/**
 * One person's two browsers share an encrypted library over a real WebDAV server. One of them is ended with all its processes
 * at a random request of its rounds, while it sends and fetches what both have clipped; the other lives on.
 */
export default {
  name: 'the browser is killed in mid-sync',
  count: 100,
  async *run({ browser, count, seed, ...run }) {
    if (!hasWebDav) throw new Error(noWebDav);
    yield rowOf(await play({ browser, count, seed, run }));
  },
};

function rowOf({ version, kills, amid, clips, looks, differ, lost, torn, troubles, starved, details }) {
  return {
    version,
    what: 'kills of the browser in mid-sync, WebDAV, encrypted',
    counts: {
      kills,
      'of them amid a round': amid,
      clips,
      looks,
      differences: differ,
      lost,
      'torn or twice': torn,
      'troubles told': troubles,
      'started anew for slowness': starved,
    },
    goal: '0 differences, lost, torn, troubles',
    held: looks > 0 && amid > kills / 2 && differ + lost + torn + troubles === 0,
    details,
  };
}

async function play({ browser, count, seed, run }) {
  const chance = chanceOf(seed);
  const sum = {
    kills: 0,
    starved: 0,
    amid: 0,
    clips: 0,
    looks: 0,
    differ: 0,
    lost: 0,
    torn: 0,
    troubles: 0,
    details: [],
  };
  const note = (what, words) => {
    sum[what] += 1;
    sum.details.push(`kill ${sum.kills}: ${words}`);
  };
  const told = new Set();
  const mill = await openPaperMill();
  const server = await startWebDav();
  const profile = mkdtempSync(join(tmpdir(), 'colophon-sync-kills-'));
  const launch = (options = {}) => launchBrowser(browser, { language: 'en-US', ...options });
  const other = await launch();
  let killed = await launch({ profile });
  let otherQuiet;
  /** Of the last article. */
  let number = 0;
  try {
    sum.version = await other.browser.version();
    await share(other, server);
    await share(killed, server);
    await other.open(mill.sheet(firstOfOther));
    while (sum.kills < count && !run.isStopped()) {
      try {
        await killAmid(sum.kills + 1);
      } catch (error) {
        // A browser that a loaded machine starves says nothing of the library: it is started anew, and its files are as they are.
        sum.starved += 1;
        if (sum.starved > mostStarved) throw error;
        await killBrowser(killed).catch(() => undefined);
        killed = await launch({ profile });
        continue;
      }
      if (sum.kills % compareEvery === 0 || sum.kills === count) {
        await compare();
        run.keep(rowOf(sum));
        console.log(`  ${sum.kills} kills, ${sum.clips} clips, ${sum.details.length} findings`);
      }
    }
  } finally {
    await killed.close().catch(() => undefined);
    await other.close();
    await server.stop();
    mill.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return sum;

  /** Both clip an article; one of the two is killed while it sends and fetches them. */
  async function killAmid(round) {
    number += 1;
    server.faults.reset();
    if (!otherQuiet || otherQuiet.isClosed()) otherQuiet = await openQuietPage(other);
    await clip(otherQuiet, firstOfOther + number);
    await synced(other, otherQuiet);
    await killed.open(mill.sheet(number));
    const quiet = await openQuietPage(killed);
    await clip(quiet, number);
    server.faults.reset();
    server.faults.delay = 15; // Half of what is on its way is between here and there.
    const library = await killed.openExtensionPage('library.html');
    pressButton(library, 'Sync now').catch(() => undefined);
    // Some rounds have fewer requests; then it is killed when they are over.
    const wanted = 1 + Math.floor(chance() * 10);
    const isAmid = await until('it is in the midst of a round', () => server.faults.requests >= wanted, {
      timeout: 6_000,
      every: 1,
    }).catch(() => false);
    await new Promise((resolve) => setTimeout(resolve, chance() * 30));
    await killBrowser(killed);
    server.faults.reset();
    sum.kills = round;
    if (isAmid) sum.amid += 1;
    killed = await launch({ profile });
  }

  /** Clips one article by the background, as a person's key does; what is told as kept must stay. */
  async function clip(page, number) {
    const tabId = await inPage(page, turnTab, number, mill.origin);
    const answer = await inPage(page, clipTab, tabId);
    if (answer.ok) told.add(answer.value.versionId);
    else note('lost', `article ${number}: ${JSON.stringify(answer.error)}`);
  }

  /** After a round of each in turn both hold the same, and all that was told as kept. */
  async function compare() {
    const quiet = await openQuietPage(killed);
    const otherQuiet = await openQuietPage(other);
    for (const [session, page] of [
      [killed, quiet],
      [other, otherQuiet],
      [killed, quiet],
    ]) {
      const status = await synced(session, page);
      if (status.trouble) note('troubles', `${status.trouble}: ${status.detail}`);
      if (status.report?.damaged) note('troubles', `${status.report.damaged} damaged at the server`);
    }
    sum.looks += 1;
    for (const table of ['clips', 'versions']) {
      const [here, there] = await Promise.all([killed, other].map((session) => session.rows(table)));
      const line = (row) => JSON.stringify(inOrder(row));
      const [ours, theirs] = [new Set(here.map(line)), new Set(there.map(line))];
      for (const row of here) if (!theirs.has(line(row))) note('differ', `${table} ${row.id}`);
      for (const row of there) if (!ours.has(line(row))) note('differ', `${table} ${row.id}, there`);
      if (table === 'clips') sum.clips = here.length;
    }
    const library = await inPage(quiet, readLibrary, []);
    for (const words of misfitsOf({ ...library, saves: library.ids })) note('torn', words);
    const there = new Set(library.ids);
    for (const id of told) if (!there.has(id)) note('lost', id);
    await Promise.all([quiet.close(), otherQuiet.close()]);
  }
}

/** Begins to share a library in the settings, as a person does. */
async function share(session, { url, user, password }) {
  const settings = await session.openExtensionPage('options.html#sync');
  await settings.bringToFront();
  const type = async (name, text) => {
    await until(`there is a field ${name}`, () => find(settings, `#sync input[name="${name}"]`));
    await (await find(settings, `#sync input[name="${name}"]`)).type(text);
  };
  await type('address', `${url}library`);
  await type('user', user);
  await type('password', password);
  await type('passphrase', passphrase);
  await pressButton(settings, 'Begin to sync');
  await waitForText(settings, '#sync', /Last synced/, { timeout: 60_000 });
  await settings.close();
}

/** One whole round in the library, asked for by its button. Gives how it ended. */
async function synced(session, quiet) {
  const status = async () =>
    (await inPage(quiet, (api) => api.storage.local.get('sync-status')))['sync-status'] ?? {};
  const before = (await status()).at;
  const library = await session.openExtensionPage('library.html');
  await library.bringToFront();
  await pressButton(library, 'Sync now');
  const ended = await until(
    'a round is over',
    async () => {
      const now = await status();
      return !now.progress && (now.trouble || (now.at && now.at !== before)) ? now : undefined;
    },
    { timeout: 60_000, every: 50 },
  );
  await library.close();
  return ended;
}
