import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Holds the built manifests: what the extension may do cannot grow unseen. Whoever widens it changes this file
 * too, and says why in CHANGELOG.md.
 */
const root = join(fileURLToPath(import.meta.url), '..', '..', '..');

const permissions = [
  'activeTab',
  'alarms',
  'contextMenus',
  'declarativeNetRequestWithHostAccess',
  'scripting',
  'storage',
  'unlimitedStorage',
];
const hosts = ['*://*/*'];
const pagePolicy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ['https:', 'http:'],
  'font-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['colophon'],
};
const everyKey = [
  'action',
  'background',
  'commands',
  'content_scripts',
  'content_security_policy',
  'default_locale',
  'description',
  'host_permissions',
  'icons',
  'manifest_version',
  'name',
  'optional_permissions',
  'options_ui',
  'permissions',
  'version',
];

describe.each([
  {
    browser: 'Chromium',
    folder: 'chrome-mv3',
    ownKeys: ['minimum_chrome_version', 'side_panel'],
    // Chromium asks for a permission of its own to open a panel beside the page; it warns of nothing.
    ownPermissions: ['sidePanel'],
    panelCommand: 'open-panel',
  },
  {
    browser: 'Firefox',
    folder: 'firefox-mv3',
    ownKeys: ['browser_specific_settings', 'sidebar_action'],
    ownPermissions: [],
    panelCommand: '_execute_sidebar_action',
  },
])('the manifest for $browser', ({ folder, ownKeys, ownPermissions, panelCommand }) => {
  const manifest = readManifest(folder);

  it('has no key but these: nothing is web accessible or externally connectable', () => {
    expect(Object.keys(manifest).sort()).toEqual([...everyKey, ...ownKeys].sort());
  });

  it('asks for these permissions only', () => {
    expect([...(manifest.permissions as string[])].sort()).toEqual(
      [...permissions, ...ownPermissions].sort(),
    );
    expect(manifest.optional_permissions).toEqual(['downloads']);
    expect(manifest.host_permissions).toEqual(hosts);
  });

  it('runs one small script in pages, in the top frame, when the page is idle', () => {
    expect(manifest.content_scripts).toEqual([
      { matches: hosts, js: ['detect.js'], run_at: 'document_idle' },
    ]);
  });

  it('lets its own pages run, load and show only what is packed', () => {
    const policy = (manifest.content_security_policy as { extension_pages: string }).extension_pages;
    const directives = policy.split(';').map((part) => part.trim().split(/\s+/));
    expect(Object.fromEntries(directives.map(([name, ...values]) => [name, values]))).toEqual(pagePolicy);
  });

  it('offers its keys, and the first clip key that browsers really assign', () => {
    const commands = manifest.commands as Record<string, { suggested_key?: { default: string } }>;
    expect(
      Object.fromEntries(
        Object.entries(commands).map(([name, { suggested_key }]) => [name, suggested_key?.default]),
      ),
    ).toEqual({
      'toggle-reader': 'Alt+R',
      'clip-page': 'Alt+Shift+K',
      'clip-selection': 'Alt+Shift+L',
      [panelCommand]: 'Alt+Shift+Y',
    });
  });

  it('names files that are there', () => {
    const named = [
      ...Object.values(manifest.icons as Record<string, string>),
      (manifest.action as { default_popup: string }).default_popup,
      `_locales/${manifest.default_locale}/messages.json`,
    ];
    expect(named.filter((file) => !existsSync(join(root, '.output', folder, file)))).toEqual([]);
  });
});

it('tells Firefox that no data is collected', () => {
  const { gecko } = readManifest('firefox-mv3').browser_specific_settings as {
    gecko: Record<string, unknown>;
  };
  expect(gecko.data_collection_permissions).toEqual({ required: ['none'] });
});

function readManifest(folder: string): Record<string, unknown> {
  const file = join(root, '.output', folder, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
