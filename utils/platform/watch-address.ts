/** The part of the Navigation API that is used here; not in every browser. */
type NavigationLike = Pick<EventTarget, 'addEventListener'>;

/**
 * Tells when the address of a page changes in place (history API, back, fragment), without touching the page's own
 * functions. Where there is no Navigation API, a new title is the sign that a page of an application changed.
 * No polyfill in here, and few bytes: the tiny detection script uses it. `signal` ends it.
 */
export function watchAddress(window: Window, tell: (address: string) => void, signal?: AbortSignal): void {
  let known = window.location.href;
  const look = (): void => {
    const now = window.location.href;
    if (now === known) return;
    known = now;
    tell(now);
  };
  const { navigation } = window as { navigation?: NavigationLike };
  for (const name of ['popstate', 'hashchange']) window.addEventListener(name, look, { signal });
  if (navigation) {
    navigation.addEventListener('currententrychange', look, { signal });
    return;
  }
  const observer = new MutationObserver(look);
  observer.observe(window.document.head, { subtree: true, childList: true, characterData: true });
  signal?.addEventListener('abort', () => observer.disconnect());
}
