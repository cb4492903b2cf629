import puppeteer from 'puppeteer-core';
import { pressButton } from '../person.mjs';
import { until } from '../until.mjs';
import { orClose, Session, webName } from './session.mjs';

/** Starts Chromium (or Chrome, Edge) and installs an unpacked extension. */
export async function launchChromium({
  program,
  profile,
  downloads,
  extension,
  language,
  theme,
  headless,
  before,
  args = [],
}) {
  const browser = await puppeteer.launch({
    executablePath: program,
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    // Who listens to Ctrl+C itself has something to end first; else puppeteer ends the browser and the program.
    handleSIGINT: process.listenerCount('SIGINT') === 0,
    defaultViewport: null,
    // People see scrollbars, and they take room.
    ignoreDefaultArgs: ['--hide-scrollbars'],
    env: { ...process.env, ...(language ? speaking(language) : {}) },
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
    args: [
      ...(language ? [`--lang=${language}`] : []),
      '--window-size=1280,1000',
      '--no-first-run',
      '--disable-sync',
      '--disable-component-update',
      '--disable-background-networking',
      `--host-resolver-rules=MAP ${webName} 127.0.0.1`,
      // A container's root may not make the sandbox; a person at a desk keeps it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...args,
    ],
  });
  return orClose(browser, async () => {
    if (before) await (await browser.newPage()).goto(before);
    const id = await browser.installExtension(extension);
    const cdp = await browser.target().createCDPSession();
    return new Chromium({ browser, id, extension, profile, downloads, theme, cdp });
  });
}

/**
 * On Linux the interface takes its language from the environment. The locale must be one that is installed and UTF-8,
 * else a file with a Chinese name is saved as "download".
 */
function speaking(language) {
  return { LANGUAGE: language.replace('-', '_'), LC_ALL: 'C.UTF-8' };
}

class Chromium extends Session {
  #cdp;

  constructor({ cdp, ...rest }) {
    super(rest);
    this.#cdp = cdp;
    this.name = 'chromium';
    this.closedPage = 'chrome://version';
    this.origin = `chrome-extension://${this.id}`;
  }

  async newPage() {
    const page = await super.newPage();
    await this.#dress(page);
    return page;
  }

  async goToExtensionPage(page, path) {
    await page.goto(`${this.origin}/${path}`, { waitUntil: 'load' });
  }

  /** A real click on the toolbar button, with the grant of `activeTab` that comes with it. */
  async openPopup(page) {
    await page.bringToFront();
    // Where site access is "on click", Chromium spends the first click on the grant and opens the popup at the second.
    const target = (await this.#click(page, 2_000)) ?? (await this.#click(page, 10_000));
    if (!target) throw new Error('The popup did not open');
    const popup = await target.asPage();
    await this.#dress(popup);
    return popup;
  }

  async #click(page, timeout) {
    await page.triggerExtensionAction((await this.browser.extensions()).get(this.id));
    const isPopup = (each) => each.url().startsWith(`${this.origin}/popup.html`);
    return this.browser.waitForTarget(isPopup, { timeout }).catch(() => undefined);
  }

  /** The panel beside the page, opened by the button in the popup: the browser opens it only in answer to a person. */
  async openSidePanel(page) {
    const popup = await this.openPopup(page);
    await pressButton(popup, 'Open beside the page');
    const target = await this.browser.waitForTarget(
      (each) => each.url().startsWith(`${this.origin}/sidepanel.html`),
      { timeout: 10_000 },
    );
    const panel = await target.asPage();
    await this.#dress(panel);
    return panel;
  }

  /**
   * Presses an extension shortcut. Synthetic keys do not reach extension shortcuts, so the event is raised in the
   * worker; that `Alt+R` and `Alt+Shift+K` are assigned is asserted apart, with `commands.getAll()`.
   */
  async press(page, name) {
    const tabId = await this.tabId(page);
    await this.inExtension(
      async (api, command, id) => api.commands.onCommand.dispatch(command, await api.tabs.get(id)),
      name,
      tabId,
    );
  }

  /** Chooses an entry of the page's context menu. As with keys, the event is raised in the worker. */
  async chooseMenu(page, entry, info = {}) {
    const tabId = await this.tabId(page);
    await this.inExtension(
      async (api, click, id) => api.contextMenus.onClicked.dispatch(click, await api.tabs.get(id)),
      { menuItemId: entry, editable: false, ...info },
      tabId,
    );
  }

  /** Runs a function in the background worker with the extension API as its first argument. */
  async inExtension(run, ...args) {
    if (!(await this.#workerInfo())) await this.#wake();
    const { targetId } = await until('the worker runs', () => this.#workerInfo());
    const { sessionId } = await this.#cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const session = this.#cdp.connection().session(sessionId);
    try {
      // A worker is listed a moment before the API is in it.
      await until('the worker has its API', async () => {
        const { result } = await session.send('Runtime.evaluate', { expression: 'typeof chrome' });
        return result.value === 'object';
      });
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `(${run})(chrome, ...${JSON.stringify(args)})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } finally {
      await this.#cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined); // It may have ended meanwhile.
    }
  }

  /** Ends the background worker at once, as the browser does after half a minute of rest. False where none ran. */
  async killBackground() {
    const running = await this.#workerInfo();
    if (!running) return false;
    // Again and again: one that is only just starting does not hear it.
    const isGone = async () => {
      await this.#cdp.send('Target.closeTarget', { targetId: running.targetId }).catch(() => undefined);
      // A page's message may have started another one already.
      return (await this.#workerInfo())?.targetId !== running.targetId;
    };
    await until('the worker is gone', isGone);
    return true;
  }

  /** Sets "Site access" of the extension to "On click". */
  async restrictSites() {
    const page = await this.browser.newPage();
    await page.goto('chrome://extensions/');
    await page.evaluate(
      (extensionId) =>
        chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' }),
      this.id,
    );
    await page.close();
  }

  /** Takes away what the extension stored; its address stays, since it comes from its folder. */
  async forgetExtension() {
    const [page] = await this.browser.pages();
    const session = await page.createCDPSession();
    await session.send('Storage.clearDataForOrigin', { origin: this.origin, storageTypes: 'all' });
    await session.detach();
  }

  /** Asked of the browser itself: puppeteer goes on listing a worker that was ended. */
  async #workerInfo() {
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(this.origin));
  }

  /** Any message from a page of the extension starts the worker again. */
  async #wake() {
    const page = await this.browser.newPage();
    await page.goto(`${this.origin}/icon/icon-16.png`);
    await page.evaluate(() => {
      chrome.runtime.sendMessage({ type: 'wake' }).catch(() => undefined);
    });
    await until('the worker runs again', () => this.#workerInfo());
    await page.close();
  }

  async #dress(page) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: this.theme }]);
  }
}
