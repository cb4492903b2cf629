import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, pressButton, waitForText } from '../../scripts/lib/person.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { chanceOf } from './lib/chance.mjs';
import { killBrowser } from './lib/kill-browser.mjs';
import { inPage, misfitsOf, openQuietPage, readLibrary } from './lib/library-state.mjs';
import { leadTab } from './lib/mill-tab.mjs';
import { articleOf, openPaperMill } from './lib/paper-mill.mjs';
import { storesOf } from './lib/stores.mjs';

/** So many restarts go by between two visits of the library with all that it does by itself. */
const visitEvery = 25;
/** So many tabs are clipped at the same time: nearly always something is being written. */
const tabs = 2;
/** So many clips are told as kept, at most, before a save is chosen to be cut. */
const mostBefore = 8;

/**
 * The browser with all its processes is ended at a random moment of a save, while clips are saved in two tabs: a page's
 * script reads the article, the background keeps it, and whoever asked is told. What was told as kept is noted outside
 * the browser. After each restart on the same profile, which no one ever closes in peace, the library is read past the
 * extension's own code.
 */
export default {
  name: 'the browser is killed while it saves',
  count: 100,
  async *run({ browser, count, seed, store: only, ...run }) {
    for (const store of storesOf(browser, only))
      yield await playStore({ browser, store, kills: count, seed, run });
  },
};

function rowOf(sum, { name }) {
  const { version, kills, amid, untold, kept, pictures, lost, torn, failed, errors, details } = sum;
  return {
    version,
    what: `kills of the browser, ${name}`,
    counts: {
      kills,
      'of them amid a save': amid,
      'saves cut after they were written, before they were told': untold,
      'clips told as kept': kept,
      pictures,
      lost,
      'torn or twice': torn,
      'told as failed': failed,
      errors,
    },
    goal: '0 lost, torn, failed, errors',
    held: kills > 0 && kept > 0 && amid > kills / 2 && lost + torn + failed + errors === 0,
    details,
  };
}

async function playStore({ browser, store, kills, seed, run }) {
  const chance = chanceOf(seed);
  const sum = {
    kills: 0,
    amid: 0,
    untold: 0,
    kept: 0,
    pictures: 0,
    lost: 0,
    torn: 0,
    failed: 0,
    errors: 0,
    details: [],
  };
  /** What was told: number of the article by the id of its version. */
  const told = new Map();
  const seen = new Set();
  /** The next article; what was on its way at a kill may be kept or not, and is not made again under the same number. */
  let number = 1;
  let asked = 0;
  let answered = 0;
  /** When each save that is on its way was asked for. */
  const underWay = new Map();
  /** Milliseconds of the saves so far, from the question to the answer: the moments of the kills are spread over them. */
  let usual = 300;
  const mill = await openPaperMill({
    onTold({ number: which, answer }) {
      if (!answer) {
        asked += 1;
        number = Math.max(number, which + 1);
        underWay.set(which, performance.now());
        return;
      }
      answered += 1;
      // An answer may come out of the pipe after the kill, when nothing is on its way any more.
      const since = underWay.get(which);
      if (since) usual += (performance.now() - since - usual) / 8;
      underWay.delete(which);
      if (answer.ok) told.set(answer.value.versionId, which);
      else note('failed', `article ${which}: ${JSON.stringify(answer.error)}`);
    },
  });
  const note = (what, words) => {
    sum[what] += 1;
    sum.details.push(`kill ${sum.kills}: ${words}`);
  };
  const profile = mkdtempSync(join(tmpdir(), 'colophon-kills-'));
  const launch = () => launchBrowser(browser, { profile, language: 'en-US', args: store.args });
  try {
    for (let round = 0, isLast = false; !isLast; round += 1) {
      isLast = round === kills || run.isStopped();
      const session = await launch();
      try {
        sum.version ??= await session.browser.version();
        const page = await openQuietPage(session);
        await look(await inPage(page, readLibrary, [...seen]));
        if (isLast || round % visitEvery === visitEvery - 1) await visit(session, page);
        if (isLast) {
          await examine(session);
          await session.close();
          break;
        }
        await saveUntil(page, Math.floor(chance() ** 2 * mostBefore));
      } finally {
        if (!isLast) await killBrowser(session);
      }
      sum.kills += 1;
      if (underWay.size > 0) sum.amid += 1;
      number += tabs; // those whose question never came
      underWay.clear();
      if (round === 0) checkStore(profile, browser, store);
      sum.kept = told.size;
      run.keep(rowOf(sum, store));
    }
  } finally {
    mill.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  sum.kept = told.size;
  return rowOf(sum, store);

  /** Lets it save until so many are told, and then on to a random moment of the save that is asked for next, rather late in it. */
  async function saveUntil(page, wanted) {
    const before = answered;
    let broken;
    inPage(page, clipOn, number, mill.origin, tabs).catch((error) => {
      broken = error;
    });
    const patience = { timeout: 120_000, every: 2 };
    await until(`${wanted} clips are kept`, () => answered - before >= wanted || broken, patience);
    const asking = asked;
    await until('another save is asked for', () => asked > asking || broken, patience);
    if (broken) throw broken;
    // The page is read in the first half of a save, and written in the second.
    await new Promise((resolve) => setTimeout(resolve, (0.3 + 0.8 * chance()) * usual));
  }

  /** What was told is there, as the page had it; whatever is there is whole and once. */
  async function look(library) {
    const there = new Set(library.ids);
    for (const id of [...told.keys(), ...seen])
      if (!there.has(id)) note('lost', `${id}, article ${told.get(id)}`);
    for (const words of misfitsOf(library)) note('torn', words);
    for (const { id, record } of library.fresh) {
      seen.add(id);
      if (!told.has(id)) sum.untold += 1;
      const which = told.get(id) ?? Number(/\d+/.exec(record.content.title)?.[0]);
      const wanted = articleOf(which);
      if (record.content.title !== wanted.title || record.content.text !== wanted.paragraphs.join('\n'))
        note('torn', `${id} does not have the text of article ${which}`);
    }
    for (const error of library.errors) note('errors', JSON.stringify(error));
  }

  /** The library is opened, as a person would: it looks after itself, and must find nothing to tell. */
  async function visit(session, quiet) {
    const library = await session.openExtensionPage('library.html');
    const started = await inPage(library, () => performance.timeOrigin);
    await until('the library has examined itself', async () => {
      const { health } = await inPage(quiet, (api) => api.storage.local.get('health'));
      return Date.parse(health?.at ?? '') >= started;
    });
    const settled = await until(
      'pictures are kept and the index is whole',
      async () => {
        const state = await inPage(quiet, readLibrary, [...seen]);
        return state.jobs.length === 0 && state.indexed === state.clips.length ? state : undefined;
      },
      { timeout: 60_000, every: 200 },
    );
    const line = await find(library, '.health-line');
    if (line) note('failed', await line.evaluate((node) => node.textContent));
    const inLedger = new Set(Object.keys(settled.ledger));
    for (const id of settled.ids) if (!inLedger.has(id)) note('torn', `${id} is not in the ledger`);
    const all = await inPage(quiet, readLibrary, []);
    for (const words of misfitsOf(all)) note('torn', words);
    sum.pictures = all.assets.length;
    for (const { id, record } of all.fresh)
      for (const { digest, failure } of record.images)
        if (!digest) note('failed', `a picture of ${id}: ${failure}`);
    await library.close();
  }

  /** At the end everything is examined, as the settings do it. */
  async function examine(session) {
    const settings = await session.openExtensionPage('options.html#diagnostics');
    await pressButton(settings, 'Examine the library');
    await waitForText(
      settings,
      '#diagnostics',
      new RegExp(`${seen.size} versions are there and as they were kept`),
      {
        timeout: 120_000,
      },
    );
  }
}

/**
 * For a page of the extension: clips one article after the other in several tabs of the mill at once, and tells of each
 * when it is asked for and what was answered.
 */
const clipOn = `(api, ...args) => (${clipInTabs})(api, ${leadTab}, ...args)`;

async function clipInTabs(api, lead, first, origin, tabs) {
  let next = first;
  const tell = (words) => fetch(`${origin}/tell`, { method: 'POST', body: JSON.stringify(words) });
  const clipInTab = async () => {
    const { id: tabId } = await api.tabs.create({ url: 'about:blank' });
    for (;;) {
      const number = next;
      next += 1;
      // One in five is another text of an earlier page.
      const page = number % 5 === 4 ? number - 2 : number;
      await lead(api, tabId, `${origin}/sheet/${page}?utm_content=${number}`);
      await tell({ number });
      const answer = await api.runtime.sendMessage({
        to: 'background',
        type: 'clipTab',
        data: { tabId, anyway: true },
      });
      await tell({ number, answer });
    }
  };
  await Promise.all(Array.from({ length: tabs }, clipInTab));
}

/** That the library really lies in the store that is spoken of. */
function checkStore(profile, browser, { name }) {
  const files = readdirSync(profile, { recursive: true }).map(String);
  const isThere =
    browser === 'firefox'
      ? files.some((file) => /moz-extension.*idb.*\.sqlite$/.test(file))
      : files.some((file) =>
          name === 'LevelDB'
            ? /IndexedDB.chrome-extension_.*leveldb.*\.log$/.test(file)
            : /IndexedDB.chrome-extension_\w+_0.\w+$/.test(file),
        );
  if (!isThere) throw new Error(`${browser} does not keep the library in ${name}`);
}
