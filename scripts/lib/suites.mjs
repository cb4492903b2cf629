import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** What one suite came to. `failures` are shown in full; so is what is `unsteady`: it passed only at the second try. */
/** @typedef {{ passed: number, failed: number, failures: string[], unsteady?: string[] }} Outcome */

/**
 * Runs suites one after the other, those that are `together` with the one before side by side; prints a line for each and the
 * sum as the very last line. A suite that throws or that ran nothing counts as one failure: silence is not success.
 *
 * @param {{ name: string, together?: boolean, run: () => Promise<Outcome> }[]} suites
 * @returns {Promise<boolean>} true where nothing failed
 */
export async function runSuites(suites) {
  const sum = { passed: 0, failed: 0 };
  const running = [];
  for (const suite of suites) {
    if (!suite.together) await Promise.all(running.splice(0));
    running.push(runSuite(suite, sum));
  }
  await Promise.all(running);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0;
}

async function runSuite(suite, sum) {
  const started = performance.now();
  const outcome = await outcomeOf(suite);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const failure of outcome.failures) console.log(`\n✗ ${suite.name}: ${failure}\n`);
  for (const again of outcome.unsteady ?? [])
    console.log(`\n~ ${suite.name}: passed only at the second try: ${again}\n`);
  console.log(`${suite.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
  sum.passed += outcome.passed;
  sum.failed += outcome.failed;
}

async function outcomeOf(suite) {
  try {
    const outcome = await suite.run();
    return outcome.passed + outcome.failed > 0 ? outcome : failure('ran nothing');
  } catch (error) {
    return failure(error.stack ?? String(error));
  }
}

/** One failure with its words. */
export function failure(words) {
  return { passed: 0, failed: 1, failures: [words] };
}

/** A suite that is one command: passed where it ends with 0, else its whole output is the failure. */
export async function command(program, args, options) {
  const { code, output } = await collect(program, args, options);
  return code === 0
    ? { passed: 1, failed: 0, failures: [] }
    : failure(`${program} ${args.join(' ')}\n${output}`);
}

/** Runs a program and gives its exit code and everything that it printed. Ends it after `minutes`. */
export function collect(program, args, { cwd, minutes = 10, env: more = {} } = {}) {
  return new Promise((resolve) => {
    // The tools find the Node that npm installed for them, also where this is not run by npm.
    const env = {
      ...process.env,
      ...more,
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    };
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const add = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    const timer = setTimeout(() => {
      add(`\n(ended: it took longer than ${minutes} minutes)`);
      child.kill('SIGTERM'); // Lets it close the browsers that it started.
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, minutes * 60_000);
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      add(String(error));
      end(1);
    });
    child.on('close', end);
  });
}
