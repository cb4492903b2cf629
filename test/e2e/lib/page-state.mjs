/** Everything of a page that a visitor or its own scripts could notice: its DOM, focus, selection and scroll. */
export function pageState(page) {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    focus: document.activeElement?.outerHTML.slice(0, 200),
    scroll: [Math.round(scrollX), Math.round(scrollY)],
    selection: String(getSelection()),
  }));
}
