/** As in `readVariants`: the same page, set for another screen. */
const VARIANTS =
  'link[rel~=amphtml],link[rel~=alternate]:is([media*=handheld],[media*="max-width"],[media*=screen])';
/** As the messages bear it. */
const LONGEST = 8_192;

/**
 * The other addresses that a page states for itself, unjudged: `pageKeys` tells which of them are the same article. Small, as
 * the detector carries it into every page.
 */
export function otherAddresses(document: Document): { canonical?: { value: string }; variants: string[] } {
  const hrefs = (selector: string): string[] =>
    [...document.querySelectorAll<HTMLLinkElement>(selector)]
      .map(({ href }) => href)
      .filter((href) => /^http/.test(href) && href.length <= LONGEST)
      .slice(0, 4);
  const [value] = hrefs('link[rel~=canonical]');
  return { ...(value && { canonical: { value } }), variants: hrefs(VARIANTS) };
}
