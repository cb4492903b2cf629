// `npm run bench [-- part…]`: runs the measurements in test/bench/, all or those whose name has a part in it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.mjs';

const folder = join(root, 'test', 'bench');
const parts = process.argv.slice(2);
const chosen = readdirSync(folder)
  .filter(
    (file) => file.endsWith('.mjs') && (parts.length === 0 || parts.some((part) => file.includes(part))),
  )
  .sort();

if (chosen.length === 0) {
  console.error(`No measurement in test/bench/ has ${parts.join(' or ') || 'anything'} in its name.`);
  process.exit(1);
}
for (const file of chosen) {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, [join(folder, file)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
