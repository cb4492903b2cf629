import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { detectArticle } from '../utils/detect/detect';
import { watchAddress } from '../utils/platform/watch-address';

/**
 * Runs in every page's top frame, so it is tiny: no framework, no polyfill. It is no WXT content script, because the
 * wrapper of those speaks to its older self through events that the page can hear.
 */
export default defineUnlistedScript(() => {
  const mark = globalThis as { colophonDetects?: boolean };
  if (mark.colophonDetects) return;
  mark.colophonDetects = true;
  whenShown(() => whenIdle(look));
  watchAddress(window, settle);
  window.addEventListener('pageshow', (event) => event.persisted && look());
});

/** An application draws its new page some time after the address changed: look when it has come to rest. */
const restMilliseconds = 500;
let timer = 0;

function settle(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => whenShown(() => whenIdle(look)), restMilliseconds);
}

function look(): void {
  const { readable, score } = detectArticle(document, { url: location.href });
  send({ to: 'background', type: 'pageDetected', data: { readable, score } });
}

function whenShown(run: () => void): void {
  if (!document.hidden) {
    run();
    return;
  }
  const listener = (): void => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', listener);
    run();
  };
  document.addEventListener('visibilitychange', listener);
}

function whenIdle(run: () => void): void {
  requestIdleCallback(run, { timeout: 2_000 });
}

interface Messenger {
  runtime?: { sendMessage(message: unknown): Promise<unknown> | undefined };
}

/** After an update of the extension this script is an orphan; its messages then go nowhere, and quietly. */
function send(message: unknown): void {
  const { browser, chrome } = globalThis as { browser?: Messenger; chrome?: Messenger };
  try {
    (browser ?? chrome)?.runtime?.sendMessage(message)?.catch(() => undefined);
  } catch {
    // "Extension context invalidated"
  }
}
