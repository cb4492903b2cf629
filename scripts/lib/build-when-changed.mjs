import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builds } from './builds.mjs';
import { root } from './root.mjs';
import { collect } from './suites.mjs';

const inputs = ['utils', 'components', 'entrypoints', 'public', 'wxt.config.ts', 'package-lock.json'];

/** Makes the release build for a browser, unless what it would be made of is unchanged since the last time. */
export async function buildWhenChanged(browser, say) {
  const { args, folder } = builds[browser];
  const note = join(root, '.output', 'reports', `built-${browser}.txt`);
  const manifest = join(folder, 'manifest.json');
  const wanted = () => (existsSync(manifest) ? `${hashInputs()} ${statSync(manifest).mtimeMs}` : undefined);
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted()) return;
  say(`building for ${browser}…`);
  const { code, output } = await collect(join(root, 'node_modules', '.bin', 'wxt'), args, { cwd: root });
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, wanted());
}

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesUnder))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
