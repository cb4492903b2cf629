import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { judge } from '../utils/detect/judge';
import { withOwnNames } from '../utils/dom/own-names';
import { otherAddresses } from '../utils/platform/other-addresses';
import { watchAddress } from '../utils/platform/watch-address';

/**
 * Runs in every page's top frame, so it is tiny: no framework, no polyfill. It is no WXT content script, because the
 * wrapper of those speaks to its older self through events that the page can hear.
 */
export default defineUnlistedScript(() => {
  const mark = globalThis as { colophonDetects?: boolean; colophonTurned?: number; colophonReader?: unknown };
  if (mark.colophonDetects) return;
  mark.colophonDetects = true;
  whenIdle();
  watchAddress(window, () => {
    mark.colophonTurned = performance.now(); // the reader waits while the page turns
    clearTimeout(timer);
    timer = setTimeout(whenIdle, restMilliseconds);
  });
  addEventListener('pageshow', (event) => event.persisted && look());
  // The key of the reader begins with Alt: when its letter follows, the script is there and has read the page.
  addEventListener('keydown', ({ key, isTrusted }) => {
    if (key === 'Alt' && isTrusted && isReadable && !mark.colophonReader) send('expectReader', {});
  });
});

/** An application draws its new page some time after the address changed: look when it has come to rest. */
const restMilliseconds = 500;
let timer: ReturnType<typeof setTimeout> | undefined;
/** What was found when the page was last looked at. */
let isReadable = false;

function whenIdle(): void {
  requestIdleCallback(look, { timeout: 2_000 });
}

/** Looks at the page and tells the background; a hidden page is looked at when it is shown. */
function look(): void {
  if (document.hidden) {
    addEventListener('visibilitychange', look, { once: true });
    return;
  }
  const { readable, score } = judge(withOwnNames(document), location.href);
  isReadable = readable;
  send('pageDetected', { readable, score, urls: otherAddresses(document) });
}

interface Messenger {
  runtime?: { sendMessage(message: unknown): Promise<unknown> | undefined };
}

/** After an update of the extension this script is an orphan; its messages then go nowhere, and quietly. */
function send(type: string, data: object): void {
  const { browser, chrome } = globalThis as { browser?: Messenger; chrome?: Messenger };
  try {
    (browser ?? chrome)?.runtime?.sendMessage({ to: 'background', type, data })?.catch(() => undefined);
  } catch {
    // "Extension context invalidated"
  }
}
