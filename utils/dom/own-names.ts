/**
 * A form shows its fields under their names and ids before its own members: to whoever reads a form with
 * `<input name="getAttribute">` it has no such method (HTML, `LegacyOverrideBuiltIns`). Chromium shows forms so to content
 * scripts too. Small, as the detector carries it into every page.
 */

/** What is called as a member of an element is. */
const usurpersIn = (document: Document): Element[] =>
  [
    ...document.querySelectorAll<HTMLInputElement>('input,button,select,textarea,fieldset,output,object,img'),
  ].filter(({ name, id }) => name in document.documentElement || id in document.documentElement);

/**
 * The document itself; where the name of a field is that of an element's own member, a copy in which it is another. The
 * copy has no styles and no shadow roots, and nothing loads in it. It is parsed from the page's HTML: a clone shares its
 * parts' attributes with the page's own, and Chromium then applies there what the page's policy had forbidden.
 */
export function withOwnNames(document: Document): Document {
  if (!usurpersIn(document)[0]) return document;
  const { DOMParser } = document.defaultView as typeof globalThis & Window;
  const copy = new DOMParser().parseFromString(document.documentElement.outerHTML, 'text/html');
  for (const usurper of usurpersIn(copy) as HTMLInputElement[]) usurper.id = usurper.name = '-';
  return copy;
}
