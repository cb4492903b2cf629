import puppeteer from 'puppeteer-core';
import { until } from '../until.mjs';
import { orClose, Session, webName } from './session.mjs';

const addonId = 'colophon@colophon.example';
// Fixed, so that the address of the extension's pages is known.
const uuid = '6f1c2b0e-4d5a-4c8e-9b7f-0a1b2c3d4e5f';

/** Starts Firefox over WebDriver BiDi and installs the extension for this run (it stays in the profile's storage). */
export async function launchFirefox({
  program,
  profile,
  downloads,
  extension,
  language,
  theme,
  headless,
  before,
}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: program,
    headless,
    userDataDir: profile,
    // Who listens to Ctrl+C itself has something to end first; else puppeteer ends the browser and the program.
    handleSIGINT: process.listenerCount('SIGINT') === 0,
    defaultViewport: null,
    args: ['-remote-allow-system-access'], // Else moz-extension: pages and the browser's own window are out of reach.
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      'extensions.webextOptionalPermissionPrompts': false,
      ...(language ? { 'intl.accept_languages': language, 'intl.locale.requested': language } : {}),
      'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
      'network.dns.localDomains': webName,
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'browser.helperApps.neverAsk.saveToDisk':
        'text/markdown,application/json,application/zip,text/plain,application/octet-stream',
    },
  });
  return orClose(browser, async () => {
    if (before) await (await browser.newPage()).goto(before);
    await browser.installExtension(extension);
    return new Firefox({ browser, id: addonId, extension, profile, downloads, theme });
  });
}

class Firefox extends Session {
  #control;

  constructor(rest) {
    super(rest);
    this.name = 'firefox';
    this.closedPage = 'about:support';
    this.origin = `moz-extension://${uuid}`;
  }

  /**
   * The popup as a tab of its own that opens behind the page, so that the page stays the active tab, as it is under a
   * real popup; with the grant of `activeTab` that a click on the button gives.
   */
  async openPopup(page) {
    await page.bringToFront();
    await this.#inWindow(
      (id) =>
        WebExtensionPolicy.getByID(id).extension.tabManager.addActiveTabPermission(gBrowser.selectedTab),
      addonId,
    );
    const popup = await this.browser.newPage({ background: true });
    await popup.setViewport({ width: 380, height: 600 });
    await this.goToExtensionPage(popup, 'popup.html');
    // Brought to the front too early, it would take itself for the page under it.
    await until('the popup knows its page', () =>
      popup.evaluate(() => document.querySelector('.card:not(.card-loading), .plain') !== null),
    );
    return popup;
  }

  /** The sidebar's page as a tab of its own that opens behind the page, which stays the active one, as beside a sidebar. */
  async openSidePanel(page) {
    await page.bringToFront();
    const panel = await this.browser.newPage({ background: true });
    await panel.setViewport({ width: 360, height: 800 });
    await this.goToExtensionPage(panel, 'sidepanel.html');
    return panel;
  }

  /** Presses an extension shortcut: the `<key>` that Firefox made for it in its own window. */
  async press(page, name) {
    await page.bringToFront();
    await this.#inWindow(
      (id, command) => {
        const { extension } = WebExtensionPolicy.getByID(id);
        const names = Object.keys(extension.manifest.commands);
        const keyset = document.getElementById(
          `ext-keyset-id-${id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}`,
        );
        keyset.children[names.indexOf(command)].doCommand();
      },
      addonId,
      name,
    );
  }

  /** Chooses an entry of the page's context menu: what Firefox tells the extension when it is clicked. */
  async chooseMenu(page, entry, info = {}) {
    await page.bringToFront();
    await this.#inWindow(
      (id, click) => {
        const { extension } = WebExtensionPolicy.getByID(id);
        const tab = gBrowser.selectedTab;
        extension.tabManager.addActiveTabPermission(tab);
        extension.emit('webext-menu-menuitem-click', click, tab);
      },
      addonId,
      { menuItemId: entry, editable: false, modifiers: [], ...info },
    );
  }

  /** Runs a function in a page of the extension with its API as the first argument. */
  async inExtension(run, ...args) {
    const control = await this.#controlPage();
    return control.evaluate(`(${run})(browser, ...${JSON.stringify(args)})`);
  }

  /** Ends the event page at once, as the browser does after half a minute of rest. False where none ran. */
  killBackground() {
    return this.#inWindow(async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      const isThere = extension.backgroundState === 'running';
      await extension.terminateBackground({ ignoreDevToolsAttached: true });
      return isThere;
    }, addonId);
  }

  /** Takes away the access to sites, which Firefox lets a person do at any time. */
  async restrictSites() {
    await this.inExtension((api) => api.permissions.remove({ origins: ['*://*/*'] }));
  }

  /**
   * Closes all that the extension has stored, as when the browser ends, for a change of its files; whoever asks next opens
   * it anew. To start Firefox takes seconds.
   */
  async changeStorage(change) {
    this.#control = undefined;
    const [, ...pages] = await this.browser.pages();
    for (const page of pages) await page.close();
    await this.killBackground();
    await this.#inWindow(closeStorage, uuid);
    change();
  }

  /** Takes away all that the extension stored, and sets the colour scheme of pages. */
  async forgetExtension() {
    this.#control = undefined;
    await this.#inWindow(forgetExtension, addonId, uuid, this.theme === 'dark' ? 0 : 1);
  }

  async #controlPage() {
    if (this.#control) return this.#control;
    const front = await this.#frontPage();
    this.#control = await this.openExtensionPage('icon/icon-16.png');
    await front?.bringToFront();
    return this.#control;
  }

  async #frontPage() {
    const pages = await this.browser.pages();
    const shown = await Promise.all(
      pages.map((page) => page.evaluate(() => document.visibilityState === 'visible').catch(() => false)),
    );
    return pages[shown.indexOf(true)];
  }

  async goToExtensionPage(page, path) {
    const url = `${this.origin}/${path}`;
    // Not awaited: the answer never comes for moz-extension: addresses, though the page loads.
    page.goto(url).catch(() => undefined);
    await until(`${path} is loaded`, () =>
      page.evaluate((start) => location.href.startsWith(start) && document.readyState === 'complete', url),
    );
  }

  /** Runs a function in the browser's own window, with its privileges. */
  async #inWindow(run, ...args) {
    const { connection } = this.browser;
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const context = tree.result.contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
    const { result } = await connection.send('script.evaluate', {
      expression: `(${run})(...${JSON.stringify(args)})`,
      target: { context },
      awaitPromise: true,
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails.text);
    return result.result.value;
  }
}

/** Runs in the browser's own window: takes away all that an extension stored, and sets the colour scheme of pages. */
async function forgetExtension(id, host, scheme) {
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  await ExtensionPermissions.removeAll(id);
  const address = Services.io.newURI(`moz-extension://${host}`);
  // `storage.local` lies under a container number of its own, the highest one.
  for (const attributes of [{}, { userContextId: 0xffffffff }]) {
    const principal = Services.scriptSecurityManager.createContentPrincipal(address, attributes);
    await new Promise((resolve) => {
      Services.qms.clearStoragesForPrincipal(principal).callback = resolve;
    });
  }
  Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', scheme);
}

/** Runs in the browser's own window: closes the databases of an extension. */
async function closeStorage(host) {
  Services.prefs.setBoolPref('dom.quotaManager.testing', true);
  const address = Services.io.newURI(`moz-extension://${host}`);
  // `storage.local` lies under a container number of its own, the highest one.
  for (const attributes of [{}, { userContextId: 0xffffffff }]) {
    const principal = Services.scriptSecurityManager.createContentPrincipal(address, attributes);
    const code = await new Promise((resolve) => {
      const request = Services.qms.resetStoragesForPrincipal(principal);
      request.callback = () => resolve(request.resultCode);
    });
    if (code !== 0) throw new Error(`the store is not closed: ${code}`);
  }
}
