import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { builds } from './builds.mjs';

const closed = /\bmode:\s*(["'`])closed\1/g;

/**
 * A copy of the release build in which one word is another: the shadow roots over a page are open, so that a test sees what a
 * person sees. Made anew when the build is. Gives its folder.
 */
export function withOpenRoots(browser) {
  const { folder } = builds[browser];
  const copy = `${folder}-open-roots`;
  const note = join(copy, '.of');
  const build = String(statSync(join(folder, 'manifest.json')).mtimeMs);
  if (existsSync(note) && readFileSync(note, 'utf8') === build) return copy;
  const made = `${copy}-${process.pid}`; // another run may want it at the same time
  cpSync(folder, made, { recursive: true });
  let opened = 0;
  for (const entry of readdirSync(made, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8');
    const open = text.replace(closed, () => {
      opened += 1;
      return 'mode:`open`';
    });
    if (open !== text) writeFileSync(file, open);
  }
  if (opened !== 1)
    throw new Error(`${opened} closed roots in the build for ${browser}; one function makes all of them`);
  writeFileSync(join(made, '.of'), build);
  rmSync(copy, { recursive: true, force: true });
  renameSync(made, copy);
  return copy;
}
