import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.mjs';

/** A name that in the browsers of tests leads to this machine, and that looks to us like one of the web. */
export const webName = 'news.web.example';

/**
 * One running browser with the extension. `Chromium` and `Firefox` fill in what differs:
 * `origin`, `goToExtensionPage`, `openPopup`, `press`, `inExtension`, `killBackground`, `restrictSites`,
 * `forgetExtension`.
 */
export class Session {
  constructor({ browser, id, extension, profile, downloads, theme }) {
    this.browser = browser;
    this.id = id;
    this.extension = extension;
    this.profile = profile;
    this.downloads = downloads;
    this.theme = theme;
  }

  /** Opens an address in a new tab, in front. */
  async open(url) {
    const page = await this.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return page;
  }

  /** Opens a page of the browser's own, where no extension may run. */
  async openClosedPage() {
    const page = await this.newPage();
    // Not awaited: Firefox does not answer for such addresses.
    page.goto(this.closedPage).catch(() => undefined);
    await until('the page of the browser is open', () =>
      page.evaluate((start) => location.href.startsWith(start), this.closedPage),
    );
    return page;
  }

  async newPage() {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    return page;
  }

  /** Waits for a page that something else opened. */
  waitForPage(start) {
    return until(`${start} is opened`, async () => {
      for (const page of (await this.browser.pages()).reverse()) {
        const address = await page.evaluate(() => location.href).catch(() => '');
        if (address.startsWith(start)) return page;
      }
      return undefined;
    });
  }

  /** Waits until a page has closed itself; Firefox does not tell puppeteer, so the page is asked. */
  waitUntilClosed(page) {
    return until('the page closes itself', async () => {
      if (page.isClosed()) return true;
      return page.evaluate(() => false).catch(() => true);
    });
  }

  async openExtensionPage(path) {
    const page = await this.newPage();
    await this.goToExtensionPage(page, path);
    return page;
  }

  /** The number by which the extension knows the tab of this page. */
  async tabId(page) {
    await page.bringToFront();
    return until('a tab shows the page', async () => {
      // Asked of the page itself, and each time: puppeteer still tells the former address after a step back.
      const url = await page.evaluate(() => location.href);
      return this.inExtension(async (api, wanted) => {
        const tabs = await api.tabs.query({});
        const same = tabs.filter((tab) => tab.url === wanted);
        return (same.find((tab) => tab.active) ?? same.at(-1))?.id;
      }, url);
    });
  }

  /** What a screen reader reads on the toolbar button while this page is in front. */
  async buttonTitle(page) {
    const tabId = await this.tabId(page);
    return this.inExtension((api, id) => api.action.getTitle({ tabId: id }), tabId);
  }

  /** All rows of one table of the extension's database. Binary values come as `{ bytes, type }`. */
  rows(table) {
    return this.inExtension(readTable, table);
  }

  /** Waits for a finished download whose name ends so, gives its name and bytes, and takes it away. */
  async takeDownload(ending) {
    // Firefox writes under a name of its own first: a file that is gone again was not the one.
    const { name, bytes } = await until(`a file *${ending} is downloaded`, () => {
      const names = existsSync(this.downloads) ? readdirSync(this.downloads) : [];
      if (names.some((each) => /\.(?:crdownload|part)$/.test(each))) return undefined;
      const found = names.find((each) => each.endsWith(ending));
      const read = found && readIfThere(join(this.downloads, found));
      return read?.length > 0 ? { name: found, bytes: read } : undefined;
    });
    rmSync(join(this.downloads, name));
    return { name, bytes };
  }

  /**
   * Makes this browser what a new one with a new profile is: no page open, no downloads, the extension installed anew
   * with nothing in its storage. To start one takes seconds, of which Firefox keeps a processor busy for seven.
   */
  async renew(theme) {
    this.theme = theme;
    const [first, ...others] = await this.browser.pages();
    for (const page of others) await page.close();
    await first.goto('about:blank');
    await this.browser.uninstallExtension(this.id);
    await this.forgetExtension();
    rmSync(this.downloads, { recursive: true, force: true });
    mkdirSync(this.downloads, { recursive: true });
    await this.browser.installExtension(this.extension);
  }

  async close() {
    await this.browser.close();
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Prepares a browser that was started; where that fails, no browser is left behind. */
export async function orClose(browser, prepare) {
  try {
    return await prepare();
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Runs inside the extension. Knows no schema: reads whatever database is there. */
async function readTable(_api, table) {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const all = await indexedDB.databases();
  for (const { name } of all) {
    const db = await ask(indexedDB.open(name));
    try {
      if (!db.objectStoreNames.contains(table)) continue;
      const rows = await ask(db.transaction(table).objectStore(table).getAll());
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])),
      );
    } finally {
      db.close();
    }
  }
  return [];

  function plain(value) {
    if (value instanceof Blob) return { bytes: value.size, type: value.type };
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return { bytes: value.byteLength };
    // BiDi leaves out an object that it has met before, and a stored value may hold one twice.
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  }
}
