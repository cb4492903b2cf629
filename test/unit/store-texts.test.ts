import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The texts for the stores keep to what the stores allow, and name every permission of the manifest. */
const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8').trim();
const permissions = [
  'activeTab',
  'scripting',
  'storage',
  'unlimitedStorage',
  'contextMenus',
  'alarms',
  'declarativeNetRequestWithHostAccess',
  'sidePanel',
  'downloads',
];

describe.each(['en', 'zh_CN'])('the listing in %s', (language) => {
  it('has a name, a summary and a description of allowed length', () => {
    const lengths = ['name', 'summary', 'description'].map(
      (part) => [...read(`store/${language}/${part}.txt`)].length,
    );
    expect(lengths.every((length) => length > 10)).toBe(true);
    expect(lengths[0]).toBeLessThanOrEqual(45);
    expect(lengths[1]).toBeLessThanOrEqual(132);
    expect(lengths[2]).toBeLessThanOrEqual(10_000);
  });
});

it('every permission has its reason, in the privacy text and for the reviewers', () => {
  for (const file of ['PRIVACY.md', 'store/README.md']) {
    const text = read(file);
    expect(permissions.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  }
});
