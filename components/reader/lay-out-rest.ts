/** So many blocks at a time: about two frames' worth of layout. */
const portion = 250;
/** Somebody who scrolls without a rest leaves no idle time; then a portion comes this often, in milliseconds. */
const longestWait = 50;

/**
 * Lays out what a long body left for later (`content-visibility`, see the style sheet), in portions between other work, what
 * is being looked at first. A block that the browser may skip is watched by it at every frame: thousands of them alone make
 * scrolling slow, so in the end there is none.
 * @returns ends it.
 */
export function layOutRest(body: HTMLElement): () => void {
  const view = body.ownerDocument.defaultView;
  if (body.dataset.long === undefined || !view) return () => undefined;
  const left = [...body.children];
  const layOut = (): void => {
    const first = Math.min(firstInSight(left), Math.max(0, left.length - portion));
    for (const block of left.splice(first, portion)) block.setAttribute('data-laid', '');
    if (left.length > 0) handle = view.requestIdleCallback(layOut, { timeout: longestWait });
  };
  let handle = view.requestIdleCallback(layOut, { timeout: longestWait });
  return () => view.cancelIdleCallback(handle);
}

/** The place of the first block, of those that stand one below the other, that does not lie above the window. */
function firstInSight(blocks: readonly Element[]): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isAbove = (blocks[middle]?.getBoundingClientRect().bottom ?? 0) < 0;
    if (isAbove) low = middle + 1;
    else high = middle;
  }
  return low;
}
