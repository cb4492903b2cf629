// `npm test`: everything that must hold before a change lands. The last line is `N passed, N failed`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserNames, findBrowser, howToInstall } from './lib/browsers.mjs';
import { builds } from './lib/builds.mjs';
import { lintAddon } from './lib/lint-addon.mjs';
import { withOpenRoots } from './lib/open-roots.mjs';
import { root } from './lib/root.mjs';
import { checkSizes } from './lib/sizes.mjs';
import { collect, command, failure, runSuites } from './lib/suites.mjs';

// `npx` would look for a newer version; the tools are the installed ones.
const bin = (name) => join(root, 'node_modules', '.bin', name);
const here = { cwd: root };

const suites = [
  {
    name: 'format and lint',
    run: () => command(bin('biome'), ['ci', '--colors=off', '--max-diagnostics=50', '.'], here),
  },
  { name: 'types', run: checkTypes },
  ...browserNames.map((browser) => ({
    name: `build for ${browser}`,
    run: () => command(bin('wxt'), builds[browser].args, here),
  })),
  { name: 'architecture', run: () => vitest('architecture', ['test/architecture.test.ts']) },
  { name: 'unit and page corpus', run: () => vitest('unit', ['test/unit']) },
  { name: 'sizes', run: async () => checkSizes(builds) },
  { name: 'addons-linter', run: () => lintAddon(builds.firefox.folder) },
  // Side by side: a browser waits more than it works, and one after the other they take most of the whole time.
  ...browserNames.map((browser, index) => ({
    name: `end to end in ${browser}`,
    together: index > 0,
    run: () => endToEnd(browser),
  })),
];

// Parts of the names choose suites: `npm test -- unit sizes`.
const wanted = process.argv.slice(2);
const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
process.exitCode = (await runSuites(chosen)) ? 0 : 1;

async function checkTypes() {
  const prepared = await command(bin('wxt'), ['prepare'], here);
  return prepared.failed ? prepared : command(bin('tsc'), ['--noEmit'], here);
}

async function vitest(name, paths) {
  const report = join(root, '.output', 'reports', `${name}.json`);
  rmSync(report, { force: true });
  const { code, output } = await collect(
    bin('vitest'),
    ['run', ...paths, '--reporter=json', `--outputFile=${report}`],
    here,
  );
  if (!existsSync(report)) return failure(`vitest wrote no report.\n${output}`);
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = testResults.flatMap(failuresOfFile);
  if (code !== 0 && failures.length === 0) failures.push(`vitest ended with ${code}.\n${output}`);
  return { passed: numPassedTests, failed: failures.length, failures };
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  // A file that could not be loaded has no tests, only a message.
  if (status === 'failed' && failed.length === 0) return [`${name}\n${message}`];
  return failed.map((test) => `${name} › ${test.fullName}\n${test.failureMessages.join('\n')}`);
}

async function endToEnd(browser) {
  if (!findBrowser(browser)) return failure(howToInstall(browser));
  withOpenRoots(browser); // before both browsers run: each also drives the other's build
  const report = join(root, '.output', 'reports', `e2e-${browser}.json`);
  rmSync(report, { force: true });
  const { output } = await collect(process.execPath, ['test/e2e/run.mjs', browser, '--report', report], {
    ...here,
    minutes: 25,
  });
  return existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : failure(`it left no report.\n${output}`);
}
