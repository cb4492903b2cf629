import { type Failure, fail } from '../model/result';

/** Where browsers let no extension run. Pages on these hosts are not ours to read (Chrome Web Store, AMO, Edge Add-ons). */
const storeHosts: readonly string[] = [
  'chromewebstore.google.com',
  'microsoftedge.microsoft.com',
  'addons.mozilla.org',
  'accounts.firefox.com',
  'support.mozilla.org',
];

/** Whether an address is one where the browser lets no extension run. An unknown address counts as open. */
export function isRestricted(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:' && url.protocol !== 'file:') return true;
  if (url.host === 'chrome.google.com') return url.pathname.startsWith('/webstore');
  return storeHosts.includes(url.host);
}

export const restrictedPage: { ok: false; error: Failure } = fail(
  'restricted-page',
  'The browser keeps extensions off this page.',
);

/** Whether a tab where no script answers is closed to all extensions: of such the browser may hide the address too. */
export function isClosed(address: string | undefined): boolean {
  return !address || isRestricted(address);
}

/** Why a script could not be injected: the page is closed to all extensions, or only not granted to this one. */
export function injectionFailure(address: string | undefined): { ok: false; error: Failure } {
  if (isClosed(address)) return restrictedPage;
  return fail('no-access', 'Colophon has no access to this site. Click its icon in the toolbar first.');
}
