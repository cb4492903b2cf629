import { browser } from './browser';

/** What the manifest asks for: every http and https page. */
const everySite = { origins: ['*://*/*'] };

/** Whether the person lets the extension onto every site; Firefox and Chrome both let them restrict it. */
export function hasEverySite(): Promise<boolean> {
  return browser.permissions.contains(everySite);
}

/** Asks for every site. Must be called straight from a click. */
export function requestEverySite(): Promise<boolean> {
  return browser.permissions.request(everySite);
}

/** Whether the extension may reach this address without a click. */
export async function mayReach(url: string): Promise<boolean> {
  if (!/^https?:/i.test(url)) return false;
  return browser.permissions.contains({ origins: [`${new URL(url).origin}/*`] }).catch(() => false);
}

/** Asks for the site of one address alone. Must be called straight from a click. */
export function requestOrigin(url: string): Promise<boolean> {
  return browser.permissions.request({ origins: [`${new URL(url).origin}/*`] });
}

/** Whether the browser lets the extension into private windows. */
export function mayRunPrivately(): Promise<boolean> {
  return browser.extension.isAllowedIncognitoAccess();
}
