/**
 * Hides the scrollbars of the page's window while a surface covers it: they would stand beside the surface's own. The room
 * that they took is kept as a border, so that the page, which may be long, is not laid out anew on the way in and out.
 * @returns what shows them again.
 */
export function hideScrollbars(window: Window): () => void {
  const { document, innerWidth } = window;
  const room = Math.max(0, innerWidth - document.documentElement.clientWidth);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `@media screen { html { scrollbar-width: none !important; border-inline-end: ${room}px solid transparent !important } }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
