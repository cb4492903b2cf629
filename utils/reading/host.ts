/** An unusual name, so that no page's style or script means it. */
const hostName = 'colophon-reader-surface';

/**
 * Important, and inside the shadow root: among important rules the inner one wins, so the page's
 * `*{all:unset!important}` cannot hide us. Not in the style attribute, where a reader's own spacing of text could
 * not overrule it (WCAG 1.4.12).
 */
const hostStyle = `
  :host { all: initial !important; display: block !important; position: fixed !important;
    inset: 0 auto auto 0 !important; inline-size: 0 !important; block-size: 0 !important;
    z-index: 2147483647 !important; }
`;

/**
 * Makes an element of ours for a page, not yet in it, and its shadow root with a style sheet. The root is closed: whoever
 * makes it is the only one who has it, and a page's script can neither read what a person reads nor restyle a button that
 * a person presses. (The tests' build opens it by this one word.)
 */
export function makeHost(document: Document, css: string): { host: HTMLElement; shadow: ShadowRoot } {
  // In a document without a window no definition of the page's for this name makes the element its own, which would give
  // it the closed root (`ElementInternals.shadowRoot`) or forbid one.
  const host = document.implementation.createHTMLDocument('').createElement(hostName);
  const shadow = host.attachShadow({ mode: 'closed' });
  document.adoptNode(host); // before the styles: they do not follow into another document
  addStyle(shadow, hostStyle + css);
  return { host, shadow };
}

/** Adds a style sheet. A constructed one is not under the page's Content-Security-Policy, a `<style>` is. */
export function addStyle(shadow: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    // Firefox keeps constructed sheets from content scripts in some versions.
    const style = shadow.ownerDocument.createElement('style');
    style.textContent = css;
    shadow.append(style);
  }
}
