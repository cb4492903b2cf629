/** The room that the scrollbar of the page's window takes from the page, in CSS pixels. */
export function scrollbarRoom({ document, innerWidth }: Window): number {
  return Math.max(0, innerWidth - document.documentElement.clientWidth);
}

/**
 * Hides the scrollbars of the page's window while a surface covers it: they would stand beside the surface's own. The room
 * that they took is kept as a border, so that the page, which may be long, is not laid out anew on the way in and out.
 * @returns what shows them again.
 */
export function hideScrollbars(window: Window): () => void {
  const { document } = window;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `@media screen { html { scrollbar-width: none !important; border-inline-end: ${scrollbarRoom(window)}px solid transparent !important } }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
