import { describe, expect, it } from 'vitest';
import { injectionFailure, isRestricted } from '../../../utils/background/restricted';

describe('isRestricted', () => {
  it.each([
    'chrome://settings/',
    'edge://newtab/',
    'about:blank',
    'about:reader?url=x',
    'view-source:https://news.example/',
    'chrome-extension://abc/page.html',
    'moz-extension://abc/page.html',
    'https://chromewebstore.google.com/detail/x',
    'https://chrome.google.com/webstore/detail/x',
    'https://addons.mozilla.org/en-US/firefox/',
    'data:text/html,hello',
    'javascript:void 0',
  ])('knows %s', (address) => {
    expect(isRestricted(address)).toBe(true);
  });

  it.each([
    'https://news.example/',
    'http://127.0.0.1:8080/a',
    'file:///home/ada/page.html',
    'https://chrome.google.com/intl/x',
    undefined,
  ])('leaves %s open', (address) => {
    expect(isRestricted(address)).toBe(false);
  });
});

describe('injectionFailure', () => {
  it('tells a page that is closed to all from a site that was not granted', () => {
    expect(injectionFailure('chrome://settings/').error.code).toBe('restricted-page');
    expect(injectionFailure(undefined).error.code).toBe('restricted-page');
    expect(injectionFailure('https://news.example/').error.code).toBe('no-access');
  });
});
