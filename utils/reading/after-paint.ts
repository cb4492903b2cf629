/** Longer than a frame takes even on a slow machine: a page in the back is given none. */
const patience = 250;

/** Resolves when what was drawn now has been painted, so that nothing else delays it. */
export function afterPaint(window: Window): Promise<void> {
  return new Promise((resolve) => {
    if (window.document.hidden) return resolve();
    const timer = window.setTimeout(resolve, patience);
    window.requestAnimationFrame(() =>
      window.setTimeout(() => {
        window.clearTimeout(timer);
        resolve();
      }),
    );
  });
}
