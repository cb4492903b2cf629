import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, howToInstall } from '../browsers.mjs';
import { builds } from '../builds.mjs';
import { withOpenRoots } from '../open-roots.mjs';
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';

const launchers = { chromium: launchChromium, firefox: launchFirefox };

/**
 * Starts a browser with the release build of the extension installed; a test can look into the shadow roots that it puts into
 * pages (`withOpenRoots`).
 *
 * @param {'chromium' | 'firefox'} name
 * @param {{ profile?: string, language?: 'en-US' | 'zh-CN', headless?: boolean, theme?: 'light' | 'dark', before?: string, args?: string[], extension?: string, asShipped?: boolean }} options
 *   `profile`: a folder that outlives the browser, for restarts; a fresh one where none is given.
 *   `language`: of the browser's interface; the person's own where none is given.
 *   `before`: an address that is open already when the extension is installed.
 *   `args`: further words of Chromium's command line. `extension`: the folder of another build than the release build.
 *   `asShipped`: the very files of the release build, with closed shadow roots.
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function launchBrowser(name, options = {}) {
  const program = findBrowser(name);
  if (!program) throw new Error(howToInstall(name));
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'colophon-'));
  const downloads = join(profile, 'downloads');
  mkdirSync(downloads, { recursive: true });
  return launchers[name]({
    program,
    profile,
    downloads,
    extension: options.extension ?? (options.asShipped ? builds[name].folder : withOpenRoots(name)),
    language: options.language,
    theme: options.theme ?? 'light',
    headless: options.headless ?? true,
    before: options.before,
    args: options.args,
  });
}
