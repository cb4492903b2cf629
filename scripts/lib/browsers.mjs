import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Where browsers stand on Linux, macOS and Windows: names to look for on PATH, then usual places.
 * `variable` overrides both.
 */
const known = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    places: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'C:/Program Files/Google/Chrome/Application/chrome.exe',
      'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
      'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
    ],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:/Program Files/Mozilla Firefox/firefox.exe',
      'C:/Program Files (x86)/Mozilla Firefox/firefox.exe',
    ],
  },
};

export const browserNames = Object.keys(known);

/** The program of a browser (`chromium` also means Chrome and Edge), or undefined where none is installed. */
export function findBrowser(name, env = process.env) {
  const { variable, commands, places } = known[name];
  if (env[variable]) return env[variable];
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...places].find((path) => existsSync(path));
}

/** One sentence that tells a person how to get a browser that is missing. */
export function howToInstall(name) {
  const what = name === 'chromium' ? 'Chromium, Chrome or Edge' : 'Firefox 142 or newer';
  return `${what} was not found: install it, or set ${known[name].variable} to its program.`;
}
