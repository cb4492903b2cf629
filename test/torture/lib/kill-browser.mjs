import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { until } from '../../../scripts/lib/until.mjs';

/** Ends a browser and all its processes at once (SIGKILL), and waits until they are gone. */
export async function killBrowser(session) {
  const { pid: main, stdio } = session.browser.process();
  // What was on its way through a pipe to a program that is killed may end in an error, long after: nobody waits for it.
  for (const pipe of stdio) pipe?.on('error', () => undefined);
  if (process.platform === 'win32') {
    execFileSync('taskkill', ['/pid', String(main), '/t', '/f'], { stdio: 'ignore' });
  } else {
    // Stopped first: nobody lives a moment longer than the others, and finishes what they have begun.
    const family = [main, ...descendantsOf(main)];
    strike(-main, 'SIGSTOP');
    for (const pid of [...family, ...descendantsOf(main)]) strike(pid, 'SIGKILL');
    strike(-main, 'SIGKILL');
    await until('all processes of the browser are gone', () => family.every(isGone), { every: 10 });
  }
  await session.browser.disconnect().catch(() => undefined);
}

function descendantsOf(pid) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [];
  for (let parents = [pid]; parents.length > 0; ) {
    parents = rows.filter(([, parent]) => parents.includes(parent)).map(([child]) => child);
    found.push(...parents);
  }
  return found;
}

function strike(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Gone, or dead and only waiting for its parent to take note. */
function isGone(pid) {
  // Asked many times: where there is no file to read, a program is started for it.
  if (existsSync('/proc/self/stat')) {
    try {
      return /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return true;
    }
  }
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state.startsWith('Z');
  } catch {
    return true;
  }
}
