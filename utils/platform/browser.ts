/**
 * The one import of webextension-polyfill (design trap 2). It costs about 9 kB in each bundled script, so
 * `detect.ts` does without, and the reader's scripts are built on `native-browser.ts` in its place. Where the browser
 * has a native promise-based `browser` (Firefox, Chromium 148 and later) this is that object.
 */
import browser from 'webextension-polyfill';

export type { Runtime, Tabs } from 'webextension-polyfill';
export { browser };
