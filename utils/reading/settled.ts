/**
 * Resolves when the document has been parsed and its tree has not changed for a while, or when the limit is over.
 * Takes how long it must rest and how long to wait at most, in milliseconds. Gives whether anything changed meanwhile.
 */
export function whenSettled(document: Document, rest: number, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    let timer = 0;
    let moved = false;
    const observer = new MutationObserver(() => {
      moved = true;
      restart();
    });
    const done = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(end);
      resolve(moved);
    };
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () => (document.readyState === 'loading' ? restart() : done()),
        rest,
      ) as unknown as number;
    };
    const end = setTimeout(done, limit);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    restart();
  });
}
