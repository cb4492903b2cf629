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
 * Extension pages require Trusted Types; our one policy there is `colophon`, and only this function uses it.
 */
export function parseInert(html: string, window: { DOMParser?: typeof DOMParser }): Document {
  if (!window.DOMParser) throw new Error('This window cannot parse HTML.');
  return new window.DOMParser().parseFromString(policyOf(window)(html), 'text/html');
}

function policyOf(window: object): (html: string) => string {
  const known = policies.get(window);
  if (known) return known;
  const made = makePolicy((window as { trustedTypes?: TrustedTypesLike }).trustedTypes);
  policies.set(window, made);
  return made;
}

function makePolicy(trustedTypes: TrustedTypesLike | undefined): (html: string) => string {
  if (!trustedTypes) return (html) => html;
  try {
    const policy = trustedTypes.createPolicy('colophon', { createHTML: (html) => html });
    return (html) => policy.createHTML(html) as string;
  } catch {
    // A host page may allow no policies; our content scripts then stand outside its rule and need none.
    return (html) => html;
  }
}
