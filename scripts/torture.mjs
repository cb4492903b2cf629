// `npm run torture [-- part… --browser chromium --count N --store leveldb --seed N] [--payloads N]`: the long form of what
// `npm test` shows in short. Each file in test/torture/ is a suite that tells what it did as rows of a table. `--count`:
// how often instead of as often as the suite says; `--seed`: begins the same series of random moments and places again.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { browserNames, findBrowser } from './lib/browsers.mjs';
import { buildWhenChanged } from './lib/build-when-changed.mjs';
import { root } from './lib/root.mjs';

/**
 * @typedef {{ what: string, done: string, goal: string, held: boolean, details?: string[] }} Row
 * What was tortured, how much of it and with which outcome, what must hold, and whether it held.
 */

const { values, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string' },
    payloads: { type: 'string', default: '100000' },
    count: { type: 'string' },
    store: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const sizes = { payloads: Number(values.payloads) };
const seed = Number(values.seed);

const folder = join(root, 'test', 'torture');
const suites = readdirSync(folder)
  .filter(
    (file) => file.endsWith('.mjs') && (parts.length === 0 || parts.some((part) => file.includes(part))),
  )
  .sort();
if (suites.length === 0) {
  console.error(`No suite in test/torture/ has ${parts.join(' or ')} in its name.`);
  process.exit(1);
}

/** @type {(Row & { browser: string })[]} */
const rows = [];
for (const browser of values.browser ? [values.browser] : browserNames) {
  if (!findBrowser(browser)) {
    rows.push({ browser, what: 'the browser', done: 'not found', goal: 'is there', held: false });
    continue;
  }
  await buildWhenChanged(browser, (words) => console.log(words));
  for (const file of suites) await play(file, browser);
}
report();
process.exit(rows.every(({ held }) => held) ? 0 : 1);

async function play(file, browser) {
  const { default: suite } = await import(pathToFileURL(join(folder, file)).href);
  if (suite.only && suite.only !== browser) return;
  console.log(`\n${suite.name}, ${browser} (seed ${seed})`);
  const started = performance.now();
  try {
    const count = Number(values.count ?? suite.count);
    for await (const row of suite.run({ browser, sizes, count, seed, store: values.store })) {
      rows.push({ browser: row.version ?? browser, ...row });
      console.log(`${row.held ? '✓' : '✗'} ${row.what}: ${row.done}`);
      for (const detail of (row.details ?? []).slice(0, 20)) console.log(`    ${detail}`);
    }
  } catch (error) {
    rows.push({ browser, what: suite.name, done: String(error), goal: 'ends', held: false });
    console.error(error);
  }
  console.log(`(${((performance.now() - started) / 1000).toFixed(0)} s)`);
}

/** The table as Markdown, on the screen and in `.output/reports/torture.md`. */
function report() {
  const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const lines = [
    `Measured on ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| browser | what | outcome | goal | held |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ browser, what, done, goal, held }) =>
        `| ${[browser, what, done, goal, held ? 'yes' : '**no**'].map(cell).join(' | ')} |`,
    ),
  ];
  const out = join(root, '.output', 'reports');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'torture.md'), `${lines.join('\n')}\n`);
  console.log(`\n${lines.join('\n')}`);
}
