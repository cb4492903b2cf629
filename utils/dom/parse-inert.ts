/** Parsing without running, loading or laying out anything. */

interface TrustedTypesLike {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): unknown };
}

const policies = new WeakMap<object, (html: string) => string>();

/**
 * Parses HTML into a document of its own: no script runs, no image loads.
 * Extension pages require Trusted Types; our one policy there is `colophon`, and only this file uses it.
 */
export function parseInert(html: string, window: { DOMParser?: typeof DOMParser }): Document {
  if (!window.DOMParser) throw new Error('This window cannot parse HTML.');
  return new window.DOMParser().parseFromString(policyOf(window)(html), 'text/html');
}

/**
 * Parses XML into a document of its own, for instance the XMP of a picture. A document type is refused, since it may
 * name entities that grow without end; a fault in the XML gives a `parsererror` document, as in every browser.
 */
export function parseInertXml(xml: string, window: { DOMParser?: typeof DOMParser }): Document {
  if (!window.DOMParser) throw new Error('This window cannot parse XML.');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('XML with a document type is not read.');
  return new window.DOMParser().parseFromString(policyOf(window)(xml), 'application/xml');
}

/**
 * Whether a window is one of our own pages, where Trusted Types are required. In a host page our content scripts stand
 * outside the page's rule; a policy made there would only be a violation that the page hears of.
 */
export function isOwnPage(window: object): boolean {
  const { location } = window as { location?: { protocol?: string } };
  return /-extension:$/.test(location?.protocol ?? '');
}

function policyOf(window: object): (html: string) => string {
  const known = policies.get(window);
  if (known) return known;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypesLike };
  const made = makePolicy(isOwnPage(window) ? trustedTypes : undefined);
  policies.set(window, made);
  return made;
}

function makePolicy(trustedTypes: TrustedTypesLike | undefined): (html: string) => string {
  if (!trustedTypes) return (html) => html;
  const policy = trustedTypes.createPolicy('colophon', { createHTML: (html) => html });
  return (html) => policy.createHTML(html) as string;
}
