// Runs the end-to-end scenarios in one browser, on its release build:
//   node test/e2e/run.mjs chromium|firefox [part of a scenario's file name]… [--report FILE]
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { browserNames, findBrowser } from '../../scripts/lib/browsers.mjs';
import { builds } from '../../scripts/lib/builds.mjs';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { waitForRest } from '../../scripts/lib/person.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { openSite } from './lib/site.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'string' } },
});
const [browser = 'chromium', ...parts] = positionals;
const limit = 180_000;

const folder = join(root, 'test', 'e2e', 'scenarios');
const files = readdirSync(folder)
  .filter(
    (file) => file.endsWith('.mjs') && (parts.length === 0 || parts.some((part) => file.includes(part))),
  )
  .sort();

/** A browser that a scenario left as it was given to it, for the next scenario; see `Firefox.renew`. */
let kept;

const outcome = { passed: 0, failed: 0, failures: [], unsteady: [] };
for (const file of files) {
  const { default: scenario } = await import(pathToFileURL(join(folder, file)).href);
  if (scenario.only && scenario.only !== browser) continue;
  for (const variant of variantsOf(scenario)) await play(scenario, variant);
}
if (kept) {
  await within(20_000, kept.close()).catch(() => undefined);
  rmSync(kept.profile, { recursive: true, force: true, maxRetries: 5 });
}
if (values.report) {
  mkdirSync(dirname(values.report), { recursive: true });
  writeFileSync(values.report, JSON.stringify(outcome, null, 2));
}
for (const failure of outcome.unsteady) console.log(`passed only at the second try: ${failure}`);
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exit(outcome.failed > 0 || outcome.passed === 0 ? 1 : 0);

/** Themes and languages differ by our styles and words, not by the browser: Firefox, which is slow to start, plays the last of such. */
function variantsOf({ variants, areLooks }) {
  const all = variants?.() ?? [undefined];
  return areLooks && browser === 'firefox' ? all.slice(-1) : all;
}

/**
 * Plays a scenario. One that fails is played once more from its beginning, on a new profile: a loaded machine may starve
 * a browser. What passes only then is told at the end as unsteady, to be mended.
 */
async function play(scenario, variant) {
  const title = variant ? `${scenario.name} (${variant.name})` : scenario.name;
  const first = await attempt(title, scenario, variant);
  const last = first.failure ? await attempt(title, scenario, variant) : first;
  outcome.passed += last.passed;
  if (last.failure) {
    outcome.failed += 1;
    outcome.failures.push(last.failure);
  } else if (first.failure) outcome.unsteady.push(first.failure);
}

async function attempt(title, scenario, variant) {
  const started = performance.now();
  const stage = await makeStage();
  let at = 'start';
  let passed = 0;
  let failure;
  const step = async (name, run) => {
    at = name;
    const value = await run();
    passed += 1;
    return value;
  };
  try {
    await within(limit, scenario.run({ ...stage, browser, variant, step }));
    console.log(`✓ ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    await stage.photograph(`failed ${title} ${at}`).catch(() => undefined);
    failure = `${title} › ${at}\n${error.stack ?? error}`;
    console.log(`✗ ${failure}`);
  }
  await stage.strike(failure !== undefined);
  return { passed, failure };
}

/** Everything that a scenario works with; taken down after it, whatever happened. */
async function makeStage() {
  const site = await openSite();
  const sessions = [];
  const profiles = new Set();
  return {
    site,
    /** Starts the browser; with `profile` of an earlier session, as the same person. */
    async launch(options = {}) {
      const session = (await takeKept(options)) ?? (await launchNew(options));
      sessions.push(session);
      profiles.add(session.profile);
      return session;
    },
    /** Starts the other browser where it is there and its build is: what two of them share must be one. Else this one. */
    async launchOther() {
      const [name] = browserNames.filter((each) => each !== browser);
      const isThere = findBrowser(name) && existsSync(join(builds[name].folder, 'manifest.json'));
      const session = await launchNew({}, isThere ? name : browser);
      session.isRenewable = false;
      sessions.push(session);
      profiles.add(session.profile);
      return session;
    },
    /** Leaves a picture for people to look at. */
    async shoot(page, name, options = {}) {
      const path = join(root, '.output', 'screens', browser, `${name}.png`);
      mkdirSync(dirname(path), { recursive: true });
      await waitForRest(page);
      await page.screenshot({ path, ...options });
    },
    async photograph(name) {
      const pages = (await Promise.all([...sessions].map((session) => session.browser.pages()))).flat();
      for (const [index, page] of pages.entries()) {
        const path = join(
          root,
          '.output',
          'failures',
          browser,
          `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${index}.png`,
        );
        mkdirSync(dirname(path), { recursive: true });
        await within(5_000, page.screenshot({ path })).catch(() => undefined);
      }
    },
    async strike(hasFailed) {
      for (const session of sessions) {
        if (!hasFailed && !kept && session.isRenewable && session.browser.connected) kept = session;
        else await within(20_000, session.close()).catch(() => undefined);
      }
      profiles.delete(kept?.profile);
      await site.close();
      for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The kept browser made like new; nothing where there is none or the scenario wants what only a new one gives. */
async function takeKept(options) {
  if (!kept || !isPlain(options)) return undefined;
  const session = kept;
  kept = undefined;
  try {
    await within(20_000, session.renew(options.theme ?? 'light'));
    return session;
  } catch (error) {
    console.log(`a browser could not be used again, a new one is started: ${error}`);
    await within(20_000, session.close()).catch(() => undefined);
    rmSync(session.profile, { recursive: true, force: true, maxRetries: 5 });
    return undefined;
  }
}

async function launchNew(options, name = browser) {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'colophon-e2e-'));
  const session = await launchBrowser(name, { language: 'en-US', ...options, profile });
  session.isRenewable = session.renew !== undefined && isPlain(options);
  return session;
}

/** Nothing is asked for but a theme, which can be changed, and the language that all scenarios but a few have. */
function isPlain({ theme, language = 'en-US', ...others }) {
  return language === 'en-US' && Object.keys(others).length === 0;
}

async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
