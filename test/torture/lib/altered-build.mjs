import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withOpenRoots } from '../../../scripts/lib/open-roots.mjs';

/** A copy of the release build whose manifest is another: what a permission changes is tried on the same code. */
export function alteredBuild(browser, change) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-build-'));
  cpSync(withOpenRoots(browser), folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}
