import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { find, findButton, pressButton, waitForReader, waitForText } from '../../scripts/lib/person.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { alteredBuild } from './lib/altered-build.mjs';
import { inPage, misfitsOf, openQuietPage, readLibrary } from './lib/library-state.mjs';
import { openPaperMill } from './lib/paper-mill.mjs';

const tabs = 20;

/** What goes wrong around the extension: no room left, an update under open tabs, tabs put to sleep, pages gone back to. */
export default {
  name: 'what goes wrong around the extension',
  count: 20,
  async *run({ browser, count, store: only }) {
    for (const [name, play] of Object.entries(failures)) {
      if (only && only !== name) continue;
      const mill = await openPaperMill();
      const folder = mkdtempSync(join(tmpdir(), 'colophon-failures-'));
      try {
        const row = await play({ browser, count, mill, folder, profile: join(folder, 'profile') });
        if (row) yield row;
      } finally {
        mill.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    }
  },
};

const failures = {
  quota,
  disk,
  update: inOneBrowser(update),
  sleep: inOneBrowser(sleep),
  back: inOneBrowser(back),
  drafts: inOneBrowser(drafts),
  downloads,
};

/** Plays a failure in a plain browser with a new profile, and closes it. */
function inOneBrowser(play) {
  return async ({ profile, ...rest }) => {
    const session = await launchBrowser(rest.browser, { profile, language: 'en-US' });
    try {
      return { version: await session.browser.version(), ...(await play({ session, ...rest })) };
    } finally {
      await session.close();
    }
  };
}

/** Without the permission for unlimited storage, and with a small quota from the beginning. */
async function quota({ browser, mill, profile }) {
  if (browser !== 'chromium') return undefined; // only Chromium lets a test set a quota
  const extension = alteredBuild(browser, (manifest) => {
    manifest.permissions = manifest.permissions.filter((name) => name !== 'unlimitedStorage');
  });
  const session = await launchBrowser(browser, { profile, language: 'en-US', extension });
  try {
    const quiet = await openQuietPage(session);
    const cdp = await quiet.createCDPSession();
    const set = (quotaSize) =>
      cdp.send('Storage.overrideQuotaForOrigin', { origin: session.origin, quotaSize });
    await set(600_000);
    return await fillUp({ session, quiet, mill, what: 'quota reached', free: () => set(500_000_000) });
  } finally {
    await session.close();
    rmSync(extension, { recursive: true, force: true });
  }
}

/** The profile lies on a small file system of its own, which somebody else fills. */
async function disk({ browser, mill, folder }) {
  const mount = join(folder, 'small');
  mkdirSync(mount);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', mount], { stdio: 'ignore' });
  } catch {
    return undefined; // not as root, or not on Linux
  }
  const ballast = join(mount, 'ballast');
  try {
    const session = await launchBrowser(browser, { profile: join(mount, 'profile'), language: 'en-US' });
    try {
      const quiet = await openQuietPage(session);
      await clip(session, quiet, mill, 1);
      const { bavail, bsize } = statfsSync(mount);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 300_000)));
      return await fillUp({ session, quiet, mill, what: 'disk full', from: 2, free: () => rmSync(ballast) });
    } finally {
      await session.close().catch(() => undefined);
    }
  } finally {
    execFileSync('umount', ['-l', mount], { stdio: 'ignore' });
  }
}

/** Clips until there is no room, and a few times more; then there is room again. */
async function fillUp({ session, quiet, mill, what, from = 1, free }) {
  const told = [];
  const refused = new Map();
  let last = from;
  for (let number = from; number < from + 400 && refused.size < 5; number += 1) {
    const answer = await clip(session, quiet, mill, number);
    last = number;
    if (answer.ok) told.push(answer.value.versionId);
    else refused.set(number, answer.error.code);
  }
  await free();
  const again = await until('it clips again', async () => {
    last += 1;
    const answer = await clip(session, quiet, mill, last);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer;
  });
  told.push(again.value.versionId);
  const library = await inPage(quiet, readLibrary, []);
  const there = new Set(library.ids);
  const faults = [
    ...misfitsOf(library),
    ...told.filter((id) => !there.has(id)).map((id) => `${id} is lost`),
    // A full disk the browser tells as a database that cannot be opened: both say that nothing was kept.
    ...[...refused.values()].filter((code) => !/^storage-/.test(code)).map((code) => `refused as ${code}`),
    // What was noted on purpose, for the diagnostics, is no uncaught error.
    ...library.errors.filter(({ where }) => where !== 'storage').map((error) => JSON.stringify(error)),
  ];
  return {
    version: await session.browser.version(),
    what,
    done: `${told.length} kept, ${refused.size} refused as full; ${faults.length} lost, torn or refused for another reason`,
    goal: 'some refused, 0',
    held: refused.size > 0 && faults.length === 0,
    details: faults,
  };
}

async function clip(session, quiet, mill, number) {
  const known = (await session.browser.pages()).find((page) => page.url().startsWith(mill.origin));
  const page = known ?? (await session.newPage());
  await page.goto(mill.sheet(number), { waitUntil: 'load' });
  return inPage(
    quiet,
    async (api, url) => {
      const { id: tabId } = (await api.tabs.query({})).find((tab) => tab.url === url);
      return api.runtime.sendMessage({ to: 'background', type: 'clipTab', data: { tabId, anyway: true } });
    },
    mill.sheet(number),
  );
}

/** The extension is loaded anew, as an update does it, while tabs are open, some with the reader in them. */
async function update({ session, mill }) {
  const faults = [];
  const pages = [];
  for (let at = 1; at <= tabs; at += 1) {
    const page = await session.open(mill.sheet(at));
    page.on('pageerror', (error) => faults.push(`tab ${at}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404/.test(message.text()))
        faults.push(`tab ${at}: ${message.text()}`);
    });
    pages.push(page);
  }
  const readers = pages.filter((_, at) => at % 4 === 0);
  for (const page of readers) {
    await page.bringToFront();
    await session.press(page, 'toggle-reader');
    await waitForReader(page);
  }
  await session.browser.installExtension(session.extension);
  // The reader that the old one left: it says what to do, or works.
  for (const page of readers) {
    await page.bringToFront();
    if (!(await findButton(page, 'Clip'))) continue; // It was cleared away.
    await pressButton(page, 'Clip');
    await waitForText(page, '.reader', /Colophon was updated|Clipped/).catch((error) =>
      faults.push(error.message),
    );
  }
  // The new one works in all tabs, without a reload.
  for (const [at, page] of pages.entries()) {
    await page.bringToFront();
    await session.press(page, 'clip-page');
    await until(`tab ${at + 1} is clipped`, async () =>
      (await session.rows('clips')).some(({ url }) => url === mill.sheet(at + 1)),
    ).catch((error) => faults.push(error.message));
  }
  return {
    what: `update of the extension under ${tabs} open tabs, ${readers.length} with the reader`,
    done: `${faults.length} uncaught errors, dumb buttons or tabs that do not clip`,
    goal: '0',
    held: faults.length === 0,
    details: faults,
  };
}

/** Tabs whose pages the browser has put out of memory. */
async function sleep({ session, count, mill }) {
  const faults = [];
  const quiet = await openQuietPage(session);
  for (let at = 1; at <= count; at += 1) {
    const page = await session.open(mill.sheet(at));
    await quiet.bringToFront();
    const isAsleep = await inPage(
      quiet,
      async (api, url) => {
        const { id } = (await api.tabs.query({})).find((tab) => tab.url === url);
        await api.tabs.discard(id);
        const now = (await api.tabs.query({})).find((tab) => tab.url === url);
        if (!now?.discarded) return false;
        await api.tabs.update(now.id, { active: true });
        return true;
      },
      mill.sheet(at),
    );
    if (!isAsleep) faults.push(`tab ${at} did not fall asleep`);
    const answer = await until('the tab is awake and clips', async () => {
      const said = await inPage(
        quiet,
        async (api, url) => {
          const tab = (await api.tabs.query({})).find((each) => each.url === url);
          if (tab?.status !== 'complete') return null;
          const data = { tabId: tab.id, anyway: true };
          return api.runtime.sendMessage({ to: 'background', type: 'clipTab', data });
        },
        mill.sheet(at),
      );
      return said?.ok && said;
    }).catch((error) => faults.push(error.message));
    if (answer?.value && answer.value.kind !== 'new') faults.push(`tab ${at}: ${JSON.stringify(answer)}`);
    await page.close().catch(() => undefined);
  }
  const library = await inPage(quiet, readLibrary, []);
  faults.push(...misfitsOf(library), ...library.errors.map((error) => JSON.stringify(error)));
  return {
    what: `${count} tabs put to sleep and woken`,
    done: `${library.clips.length} clipped, ${faults.length} faults`,
    goal: 'all, 0',
    held: library.clips.length === count && faults.length === 0,
    details: faults,
  };
}

/** Back and forth in a tab: the browser keeps the page as it was, and nothing of ours hinders it. */
async function back({ session, count, mill }) {
  const faults = [];
  let kept = 0;
  const page = await session.open(mill.sheet(1));
  await session.press(page, 'toggle-reader');
  await waitForReader(page);
  await session.press(page, 'toggle-reader');
  await until('the reader is closed', async () => !(await find(page, '.reader')));
  for (let at = 1; at <= count; at += 1) {
    await page.evaluate((mark) => {
      globalThis.beforeBack = mark;
    }, at);
    await page.goto(mill.sheet(1000 + at), { waitUntil: 'load' });
    await page.evaluate(() => history.back());
    await until('the page is back', () =>
      page.evaluate((url) => location.href === url && document.readyState === 'complete', mill.sheet(1)),
    );
    const seen = await page.evaluate(() => ({
      mark: globalThis.beforeBack,
      reasons: JSON.stringify(performance.getEntriesByType('navigation')[0]?.notRestoredReasons ?? null),
    }));
    if (seen.mark === at) kept += 1;
    else if (/extension/i.test(seen.reasons)) faults.push(seen.reasons);
  }
  await session.press(page, 'clip-page');
  await until('it is clipped', async () => (await session.rows('clips')).length === 1).catch((error) =>
    faults.push(error.message),
  );
  return {
    what: `${count} times back to a page on which the reader was`,
    done: `${kept} restored as they were, ${faults.length} hindered by the extension or not clipped`,
    goal: '0 hindered',
    held: faults.length === 0,
    details: faults,
  };
}

/** A note that is being written when the popup is closed by a click beside it. */
async function drafts({ session, count, mill }) {
  const faults = [];
  const page = await session.open(mill.sheet(1));
  await session.press(page, 'clip-page');
  await until('it is clipped', async () => (await session.rows('clips')).length === 1);
  for (let at = 1; at <= count; at += 1) {
    const popup = await session.openPopup(page);
    const field = await until('there is a field for a note', async () => {
      const there = await find(popup, '.note-field textarea, textarea');
      if (there) return there;
      const open = (await findButton(popup, 'Add a note')) ?? (await findButton(popup, 'Note'));
      await open?.click();
      return undefined;
    });
    const before = await field.evaluate((node) => node.value);
    await field.focus();
    await popup.keyboard.press('End');
    await popup.keyboard.type(` word${at}`);
    const wanted = `${before} word${at}`.trim();
    await popup.close();
    const again = await session.openPopup(page);
    const text = await until(
      'the note is there',
      async () => {
        const there = await find(again, '.note-field textarea, textarea');
        const value = there
          ? await there.evaluate((node) => node.value)
          : await again.evaluate(() => document.body.innerText);
        return value.includes(wanted) && value;
      },
      { timeout: 5_000 },
    ).catch(() => undefined);
    if (!text) faults.push(`"${wanted}" is gone`);
    await again.close();
  }
  return {
    what: `${count} popups closed while a note was written`,
    done: `${faults.length} drafts lost`,
    goal: '0',
    held: faults.length === 0,
    details: faults,
  };
}

/** Backups by themselves as dated files in the person's downloads, with the permission that is asked for. */
async function downloads({ browser, mill, profile }) {
  // In Chromium a test cannot answer the question for the permission: it is given by the manifest there.
  const extension = alteredBuild(browser, (manifest) => {
    if (browser !== 'chromium') return;
    manifest.permissions = [...manifest.permissions, 'downloads'];
    manifest.optional_permissions = [];
  });
  const session = await launchBrowser(browser, { profile, language: 'en-US', extension });
  const faults = [];
  try {
    const quiet = await openQuietPage(session);
    await clip(session, quiet, mill, 1);
    const settings = await session.openExtensionPage('options.html#backups');
    await pressButton(settings, 'Use Downloads').catch(async () => {
      const names = await settings.evaluate(() =>
        [...document.querySelectorAll('#backups button')].map((button) => button.textContent),
      );
      throw new Error(`No such button among ${names}`);
    });
    const names = () =>
      readdirSync(session.downloads, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.zip'));
    await waitForText(settings, '#backups', /Last: 1 clip/);
    if (names().length !== 1) faults.push(`files: ${names()}`);
    for (let number = 2; number <= 9; number += 1) {
      await clip(session, quiet, mill, number);
      await settings.bringToFront();
      await pressButton(settings, 'Back up now');
      await waitForText(settings, '#backups', new RegExp(`Last: ${number} clips`));
    }
    await until('only the last seven are kept', () => names().length === 7).catch(() =>
      faults.push(`files: ${names()}`),
    );
    return {
      version: await session.browser.version(),
      what: '9 backups into the downloads',
      done: `${names().length} kept, ${faults.length} faults`,
      goal: '7, 0',
      held: faults.length === 0,
      details: faults,
    };
  } finally {
    await session.close();
    rmSync(extension, { recursive: true, force: true });
  }
}
