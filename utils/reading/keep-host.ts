/** Ours, set while the browser prints. */
const own: ReadonlySet<string> = new Set(['data-printing']);

/** A script of the page that answers each of our removals would hold the tab for ever; without effect they are anyway. */
const mostRemovals = 50;

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
