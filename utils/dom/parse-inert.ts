/** Parsing without running, loading or laying out anything. */

import type { Config } from 'dompurify';
import { freeNames } from './free-names';

type TrustedTypePolicy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;

interface TrustedTypesLike {
  createPolicy(
    name: string,
    rules: Record<'createHTML' | 'createScriptURL', (text: string) => string>,
  ): TrustedTypePolicy;
}

const policies = new WeakMap<object, TrustedTypePolicy | null>();

/**
 * Parses HTML into a document of its own: no script runs, no image loads, and no name hides what the document can do.
 * Extension pages require Trusted Types; our one policy there is `colophon`, and only this file uses it.
 */
export function parseInert(html: string, window: { DOMParser?: typeof DOMParser }): Document {
  if (!window.DOMParser) throw new Error('This window cannot parse HTML.');
  const parsed = new window.DOMParser().parseFromString(trusted(html, window), 'text/html');
  freeNames(parsed);
  return parsed;
}

/**
 * Parses XML into a document of its own, for instance the XMP of a picture. A document type is refused, since it may
 * name entities that grow without end; a fault in the XML gives a `parsererror` document, as in every browser.
 */
export function parseInertXml(xml: string, window: { DOMParser?: typeof DOMParser }): Document {
  if (!window.DOMParser) throw new Error('This window cannot parse XML.');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('XML with a document type is not read.');
  return new window.DOMParser().parseFromString(trusted(xml, window), 'application/xml');
}

/**
 * Whether a window is one of our own pages, where Trusted Types are required. In a host page our content scripts stand
 * outside the page's rule; a policy made there would only be a violation that the page hears of.
 */
export function isOwnPage(window: object): boolean {
  const { location } = window as { location?: { protocol?: string } };
  return /-extension:$/.test(location?.protocol ?? '');
}

/**
 * Our one policy in this window, which DOMPurify is given too; null where a window asks for none. It passes HTML to an
 * inert parser unchanged, and lets the address of one script of ours through.
 */
export function policyOf(window: object): TrustedTypePolicy | null {
  const known = policies.get(window);
  if (known !== undefined) return known;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypesLike };
  const made = (isOwnPage(window) && trustedTypes && makePolicy(trustedTypes)) || null;
  policies.set(window, made);
  return made;
}

function makePolicy(trustedTypes: TrustedTypesLike): TrustedTypePolicy {
  return trustedTypes.createPolicy('colophon', {
    createHTML: (html) => html,
    createScriptURL: (address) => {
      if (address !== analyser) throw new TypeError('Colophon loads no other script by its address.');
      return address;
    },
  });
}

/** The one script that our pages start by its address (`entrypoints/analyse`). */
const analyser = '/analyse.js';

/** The address of that script, as `new Worker` wants it in our own pages. */
export function trustedScript(address: typeof analyser, window: object): string {
  return (policyOf(window)?.createScriptURL(address) ?? address) as unknown as string;
}

function trusted(html: string, window: object): string {
  return (policyOf(window)?.createHTML(html) ?? html) as unknown as string;
}
