/** An unusual name, so that no page's style or script means it. */
const hostName = 'colophon-reader-surface';

/** Inline and important: the strongest rule of the page's own layer, so `*{all:unset!important}` cannot hide us. */
const hostStyle: readonly [string, string][] = [
  ['all', 'initial'],
  ['display', 'block'],
  ['position', 'fixed'],
  ['inset', '0 auto auto 0'],
  ['width', '0'],
  ['height', '0'],
  ['opacity', '1'],
  ['visibility', 'visible'],
  ['pointer-events', 'auto'],
  ['z-index', '2147483647'],
];

/** Makes an element of ours for a page, not yet in it, and its shadow root with a style sheet. */
export function makeHost(document: Document, css: string): { host: HTMLElement; shadow: ShadowRoot } {
  const host = document.createElement(hostName);
  for (const [name, value] of hostStyle) host.style.setProperty(name, value, 'important');
  const shadow = host.attachShadow({ mode: 'open' });
  addStyle(shadow, `:host { all: initial; }\n${css}`);
  return { host, shadow };
}

/** A constructed sheet is not under the page's Content-Security-Policy, a `<style>` is. */
function addStyle(shadow: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox keeps constructed sheets from content scripts in some versions.
    const style = shadow.ownerDocument.createElement('style');
    style.textContent = css;
    shadow.append(style);
  }
}
