import { whenSettled } from './settled';

/** Left by the detecting script, which lives in the same world: when the address last changed in place. */
interface Turned {
  colophonTurned?: number;
}

/** An application has this long to begin to draw its new page. */
const patience = 2_500;
const rest = 250;
const limit = 3_000;

/**
 * Waits while a page turns in place: an application changes the address first and draws later, and what stands there
 * until then is the former page. Fulfilled at once where the address has not changed lately; else when the new page has
 * been drawn and has come to rest, or has had its time.
 */
export async function whenTurned(window: Window): Promise<void> {
  const at = (globalThis as Turned).colophonTurned;
  const left = at === undefined ? 0 : patience - (window.performance.now() - at);
  if (left <= 0) return;
  // What was drawn already cannot be told from what is still to come: the page is looked at until it rests.
  await firstChange(window.document, left);
  await whenSettled(window.document, rest, limit);
}

function firstChange(document: Document, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const observer = new MutationObserver(done);
    const timer = setTimeout(done, milliseconds);
    observer.observe(document.body ?? document, { subtree: true, childList: true, characterData: true });
  });
}
