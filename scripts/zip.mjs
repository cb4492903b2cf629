// `npm run zip`: the packages for the stores, and the sources that addons.mozilla.org asks for, in .output/packages/.
// Each is made from two clean builds that must be the same bytes; a package with a clock or a path in it is refused.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builds } from './lib/builds.mjs';
import { lintAddon } from './lib/lint-addon.mjs';
import { root } from './lib/root.mjs';
import { zipOf } from './lib/sizes.mjs';
import { collect } from './lib/suites.mjs';
import { writeZip } from './lib/write-zip.mjs';

/** What a person should have to download (issue 8). */
const budget = 400_000;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const out = join(root, '.output', 'packages');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let failed = false;
for (const [browser, stores] of [
  ['chromium', ['chrome', 'edge']],
  ['firefox', ['firefox']],
]) {
  const first = await packageOf(browser);
  const second = await packageOf(browser);
  say(first.equals(second), `${browser}: two clean builds are the same bytes`);
  for (const store of stores) put(`colophon-${version}-${store}.zip`, first);
  say(first.length <= budget, `${browser}: ${first.length} bytes zipped, the budget is ${budget}`, false);
}
put(`colophon-${version}-sources.zip`, writeZip(sources()));
const lint = await lintAddon(builds.firefox.folder);
say(
  lint.failed === 0,
  `addons-linter: ${lint.failures.join('; ') || 'no error, no warning from our own code'}`,
);
process.exit(failed ? 1 : 0);

async function packageOf(browser) {
  const { args, folder } = builds[browser];
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await collect(join(root, 'node_modules', '.bin', 'wxt'), args, { cwd: root });
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
  return zipOf(folder);
}

/** What is needed to build the packages again: everything but tests and pictures, as it is committed. */
function sources() {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const needed = names.filter((name) => name && !/^(?:test|assets|\.ci|store\/pictures)\//.test(name));
  return new Map(needed.map((name) => [name, readFileSync(join(root, name))]));
}

function put(name, bytes) {
  writeFileSync(join(out, name), bytes);
  console.log(
    `  .output/packages/${name}  ${bytes.length} bytes  sha256 ${createHash('sha256').update(bytes).digest('hex')}`,
  );
}

function say(holds, words, fails = true) {
  if (!holds && fails) failed = true;
  console.log(`${holds ? '✓' : fails ? '✗' : '!'} ${words}`);
}
