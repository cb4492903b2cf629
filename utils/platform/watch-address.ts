/** The part of the Navigation API that is used here; not in every browser. */
interface NavigationLike {
  addEventListener(type: 'currententrychange', listener: () => void): void;
  removeEventListener(type: 'currententrychange', listener: () => void): void;
}

/**
 * Tells when the address of a page changes in place (history API, back, fragment), without touching the page's own
 * functions. Where there is no Navigation API, a new title is the sign that a page of an application changed.
 * No polyfill in here: the tiny detection script uses it. Gives a function that stops it.
 */
export function watchAddress(window: Window, tell: (address: string) => void): () => void {
  let known = window.location.href;
  const look = (): void => {
    const now = window.location.href;
    if (now === known) return;
    known = now;
    tell(now);
  };
  const { navigation } = window as { navigation?: NavigationLike };
  const head = window.document.head;
  const observer = new MutationObserver(look);
  if (navigation) navigation.addEventListener('currententrychange', look);
  else if (head) observer.observe(head, { subtree: true, childList: true, characterData: true });
  window.addEventListener('popstate', look);
  window.addEventListener('hashchange', look);
  return () => {
    navigation?.removeEventListener('currententrychange', look);
    observer.disconnect();
    window.removeEventListener('popstate', look);
    window.removeEventListener('hashchange', look);
  };
}
