// `npm run torture [-- part… --browser chromium --count N --store leveldb --seed N] [--payloads N]`: the long form of what
// `npm test` shows in short. Each file in test/torture/ is a suite that tells what it did as rows of a table. `--count`:
// how often instead of as often as the suite says; `--seed`: begins the same series of random moments and places again.
// Ctrl+C ends it after the round that is on its way, with the table so far; what a suite has counted is kept in
// `.output/torture/` all the time. `--table`: runs nothing, and adds up what was kept there `--since` a date.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { browserNames, findBrowser } from './lib/browsers.mjs';
import { buildWhenChanged } from './lib/build-when-changed.mjs';
import { root } from './lib/root.mjs';

/**
 * @typedef {{ what: string, done?: string, counts?: Record<string, number>, goal: string, held: boolean, details?: string[] }} Row
 * What was tortured, how much of it and with which outcome (in words, or as counts that runs can be added up by), what must
 * hold, and whether it held.
 */

const { values, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string' },
    payloads: { type: 'string', default: '100000' },
    count: { type: 'string' },
    store: { type: 'string' },
    table: { type: 'boolean', default: false },
    since: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const sizes = { payloads: Number(values.payloads) };
const seed = Number(values.seed);

const countsFolder = join(root, '.output', 'torture');
mkdirSync(countsFolder, { recursive: true });
if (values.table) {
  report(added());
  process.exit(0);
}

let isStopped = false;
process.on('SIGINT', () => {
  if (isStopped) process.exit(130);
  isStopped = true;
  console.log('Ends after this round; once more ends it now.');
});

const folder = join(root, 'test', 'torture');
const all = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
/** By its whole name, or by a part of it. */
const named = (part) =>
  all.includes(`${part}.mjs`) ? [`${part}.mjs`] : all.filter((file) => file.includes(part));
const suites = (parts.length === 0 ? all : [...new Set(parts.flatMap(named))]).sort();
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
  for (const file of suites) if (!isStopped) await play(file, browser);
}
report(rows);
process.exit(rows.every(({ held }) => held) ? 0 : 1);

async function play(file, browser) {
  const { default: suite } = await import(pathToFileURL(join(folder, file)).href);
  if (suite.only && suite.only !== browser) return;
  console.log(`\n${suite.name}, ${browser} (seed ${seed})`);
  const started = performance.now();
  const since = new Date().toISOString();
  const keep = (row) => row.counts && keepCounts(`${since}-${file}-${row.what}`, { since, browser, ...row });
  try {
    const count = Number(values.count ?? suite.count);
    const tools = { keep, isStopped: () => isStopped };
    for await (const row of suite.run({ browser, sizes, count, seed, store: values.store, ...tools })) {
      keep(row);
      rows.push({ browser: row.version ?? browser, ...row });
      console.log(`${row.held ? '✓' : '✗'} ${row.what}: ${outcomeOf(row)}`);
      for (const detail of (row.details ?? []).slice(0, 20)) console.log(`    ${detail}`);
    }
  } catch (error) {
    rows.push({ browser, what: suite.name, done: String(error), goal: 'ends', held: false });
    console.error(error);
  }
  console.log(`(${((performance.now() - started) / 1000).toFixed(0)} s)`);
}

/** One file for each run and row, written anew as it grows: whatever ends the run, what was counted is there. */
function keepCounts(name, row) {
  writeFileSync(join(countsFolder, `${name.replace(/[^\w.-]+/g, '-')}.json`), JSON.stringify(row));
}

function outcomeOf({ done, counts }) {
  return (
    done ??
    Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')
  );
}

/** What all runs have counted, added up by browser and row. */
function added() {
  const sums = new Map();
  for (const file of readdirSync(countsFolder).sort()) {
    const {
      since,
      counts,
      details = [],
      ...row
    } = JSON.parse(readFileSync(join(countsFolder, file), 'utf8'));
    if (since < values.since) continue;
    const key = `${row.version ?? row.browser}, ${row.what}`;
    const sum = sums.get(key) ?? {
      ...row,
      browser: row.version ?? row.browser,
      counts: {},
      held: true,
      details: [],
    };
    for (const [what, count] of Object.entries(counts)) sum.counts[what] = (sum.counts[what] ?? 0) + count;
    sums.set(key, { ...sum, held: sum.held && row.held, details: [...sum.details, ...details] });
  }
  for (const { what, details } of sums.values())
    for (const detail of details) console.log(`${what}: ${detail}`);
  return [...sums.values()];
}

/** The table as Markdown, on the screen and in `.output/reports/torture.md`. */
function report(rows) {
  const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const lines = [
    `Measured on ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| browser | what | outcome | goal | held |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ browser, what, goal, held, ...row }) =>
        `| ${[browser, what, outcomeOf(row), goal, held ? 'yes' : '**no**'].map(cell).join(' | ')} |`,
    ),
  ];
  const out = join(root, '.output', 'reports');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'torture.md'), `${lines.join('\n')}\n`);
  console.log(`\n${lines.join('\n')}`);
}
