/**
 * The browser's own API, in the place of webextension-polyfill where each kilobyte counts: the scripts that are injected
 * into pages are built on it (wxt.config.ts). What these use gives promises in every browser that Colophon supports.
 */
const own = globalThis as { browser?: object; chrome?: object };

export default own.browser ?? own.chrome;
