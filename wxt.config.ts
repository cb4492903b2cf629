import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { packDictionary } from './scripts/lib/pack-dictionary';
import { joinChunks } from './scripts/lib/page-chunks';
import { splitIntoScripts, takeFromParts } from './scripts/lib/script-parts';
import { trimExifReader } from './scripts/lib/trim-exifreader';

/** Fixed for each browser: what an extension page may run, load and show (reliability.md 1.4). */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  // Images of a clip are fetched by the background, which stands under this same policy.
  'connect-src https: http:',
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types colophon',
].join('; ');

/** Scripts that are injected into pages go without the polyfill. */
const nativeBrowser = {
  name: 'colophon:native-browser',
  enforce: 'pre' as const,
  resolveId: (id: string) =>
    id === 'webextension-polyfill' ? resolve('utils/platform/native-browser.ts') : undefined,
};

/** They go without DOMPurify too where the browser has a sanitiser of its own; the part for others stands on the whole one. */
const ownPurify = {
  name: 'colophon:own-purify',
  enforce: 'pre' as const,
  resolveId: (id: string, from = '') =>
    id === 'dompurify' && !from.endsWith('whole-purify.ts') ? resolve('utils/dom/own-purify.ts') : undefined,
};

/** WXT's wrapper only logs that a script has thrown, as the browser does; the script that every page gets goes without. */
const withoutWrapper = {
  name: 'colophon:without-wrapper',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.includes('virtual:wxt-unlisted-script-entrypoint')
      ? `${/^import definition from .*$/m.exec(code)?.[0]}\ndefinition.main();`
      : undefined,
};

/** Dictionaries and faces lie in the package once: pages take them from the parts of the injected reader. */
const heavyParts = takeFromParts({
  'utils/aids/han/to-traditional.ts': 'toTraditional',
  'utils/aids/han/to-simplified.ts': 'toSimplified',
  'components/reader/parts/legible-font.ts': 'legibleFont',
});

const quietIcons = Object.fromEntries([16, 32, 48].map((size) => [size, `icon/icon-quiet-${size}.png`]));

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'alarms',
      'declarativeNetRequestWithHostAccess',
      'scripting',
      'storage',
      'unlimitedStorage',
      'contextMenus',
    ],
    // Asked for only when the person chooses to have backups put there.
    optional_permissions: ['downloads'],
    host_permissions: ['*://*/*'],
    content_security_policy: { extension_pages: pagePolicy },
    icons: {
      16: 'icon/icon-16.png',
      32: 'icon/icon-32.png',
      48: 'icon/icon-48.png',
      128: 'icon/icon-128.png',
    },
    // At rest the outline: an icon is filled only where an article was found (see utils/background/page-icon).
    action: { default_title: '__MSG_actionTitle__', default_icon: quietIcons },
    // Unlisted scripts: the wrapper of WXT's content scripts can be heard by the page (see entrypoints/detect.ts).
    content_scripts: [{ matches: ['*://*/*'], js: ['detect.js'], run_at: 'document_idle' }],
    commands: {
      'toggle-reader': { suggested_key: { default: 'Alt+R' }, description: '__MSG_commandRead__' },
      'clip-selection': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_commandClipSelection__',
      },
      'clip-page': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_commandClip__' },
      // Firefox opens its sidebar by a command of its own name, and needs nobody to listen.
      [browser === 'firefox' ? '_execute_sidebar_action' : 'open-panel']: {
        suggested_key: { default: 'Alt+Shift+Y' },
        description: '__MSG_commandPanel__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'colophon@colophon.example',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '123' }),
  }),
  hooks: {
    'vite:build:extendConfig': ([entry, ...others], config) => {
      if (others.length > 0) joinChunks(config);
      if (entry?.name === 'reader')
        splitIntoScripts(config, {
          guard: 'globalThis.colophonReader?.isAlive()',
          plugins: [nativeBrowser, ownPurify, packDictionary],
        });
      else config.plugins?.push(entry?.name === 'detect' ? withoutWrapper : [heavyParts, trimExifReader]);
    },
  },
  vite: () => ({ oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } }),
});
