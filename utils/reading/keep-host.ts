/** Ours, set while the browser prints. */
const own: ReadonlySet<string> = new Set(['data-printing']);

/** A script of the page that answers each of our removals would hold the tab for ever; without effect they are anyway. */
const mostRemovals = 50;

/** More than this within `contestTime` (milliseconds) is a page that fights for the place on top, and gets its window back. */
const mostContests = 20;
const contestTime = 5_000;

/** To be called whenever a page has taken the place on top, or has moved what is ours: false where it did so too often. */
export function countContests(): () => boolean {
  let times: number[] = []; // as `performance.now()`
  return () => {
    const now = performance.now();
    times = [...times.filter((at) => now - at < contestTime), now];
    return times.length <= mostContests;
  };
}

/** Whether an element of ours looks as it should: through another document it has lost its style sheets. */
export function hasItsStyles(host: HTMLElement): boolean {
  return host.ownerDocument.defaultView?.getComputedStyle(host).position === 'fixed';
}

/**
 * Keeps the page's hands off what is ours for as long as it stands: taken away, it is put back.
 * @param rise puts what is in it into the top layer again.
 * @param giveUp the page goes on with it, or there is no place any more.
 * @returns what ends it.
 */
export function keepInPlace(host: HTMLElement, rise: () => void, giveUp: () => void): () => void {
  const goesOn = countContests();
  const end = keepHost(host, () => {
    const { documentElement } = host.ownerDocument;
    if (documentElement && goesOn()) {
      documentElement.append(host);
      if (hasItsStyles(host)) return rise();
    }
    end();
    giveUp();
  });
  return end;
}

/**
 * Keeps the page's hands off the element that holds a shadow root of ours: attributes that the page sets on it are taken
 * away before anything is drawn, and whoever holds it learns when it no longer stands where it was put.
 * @param onMoved is called when the element was taken from its place under the document's root.
 * @returns what ends it.
 */
export function keepHost(host: HTMLElement, onMoved: () => void): () => void {
  const { ownerDocument: document } = host;
  let removals = 0;
  const attributes = new MutationObserver(() => {
    for (const { name } of [...host.attributes]) {
      if (own.has(name) || removals >= mostRemovals) continue;
      removals += 1;
      host.removeAttribute(name);
    }
  });
  attributes.observe(host, { attributes: true });
  const place = new MutationObserver((changes) => {
    // Also where it was put back at once: it has lost its place in the top layer.
    const wasTaken = changes.some(({ removedNodes }) => [...removedNodes].includes(host));
    if (!wasTaken && host.parentNode === document.documentElement) return;
    onMoved();
    watch();
  });
  const watch = (): void => {
    place.disconnect();
    place.observe(document, { childList: true });
    if (host.parentNode) place.observe(host.parentNode, { childList: true });
  };
  watch();
  return () => {
    attributes.disconnect();
    place.disconnect();
  };
}
