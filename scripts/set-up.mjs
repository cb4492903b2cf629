// Gets a fresh clone ready: npm packages, the Node that the tools need, browsers and Chinese fonts.
// Runs before `npm start` and `npm test` on whatever Node the machine has (20 or newer), before there is a
// node_modules folder: so it imports nothing but Node's own modules. Quick when nothing is to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserNames, findBrowser, howToInstall } from './lib/browsers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [22, 12]; // What WXT 0.21 and vitest 5 ask for.

/**
 * What reads our exports back in tests, and the WebDAV server that libraries are shared over there; `npm start` does without. A
 * minute together, most of it the download. Of Apache only the program: its package `apache2` would start a service.
 */
const checkers = [
  { name: 'epubcheck', program: '/usr/bin/epubcheck' },
  { name: 'libreoffice-calc-nogui', program: '/usr/bin/soffice' },
  { name: 'apache2-bin', program: '/usr/sbin/apache2' },
];
const forTests = process.argv.includes('--for-tests');

installPackages();
checkNode();
installFromDebian();
for (const name of browserNames) {
  if (!findBrowser(name)) say(howToInstall(name));
}
for (const { name } of missingCheckers()) say(`${name} is not here: the tests that need it are passed over.`);

function installPackages() {
  if (packagesMatchLock()) return;
  say('installing npm packages (npm ci)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci failed: see its words above.', {
    shell: process.platform === 'win32', // Node refuses to start .cmd files without a shell.
  });
}

/** Compares the lock file with npm's own note of what it installed; times of files say nothing after a clone. */
function packagesMatchLock() {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const wanted = readJson(join(root, 'package-lock.json'));
  return Object.entries(wanted.packages).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    const found = installed.packages[path];
    return found ? found.version === version : Boolean(optional);
  });
}

/**
 * The packages `node` and `node-…` bring the Node that the tools run on. Where npm may not run install scripts
 * its program is missing, and `node` would quietly mean the machine's own.
 */
function checkNode() {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own) && newEnough(versionOf(own))) return;
  if (newEnough(process.versions.node)) return;
  stop(
    `This machine's Node is ${process.versions.node}; the tools need ${oldestNode.join('.')} or newer, and the one that npm ` +
      'was to bring (package "node") did not arrive, probably because npm may not run install scripts here.\n' +
      'Run `npm rebuild node --ignore-scripts=false`, or install Node 24, then start again.',
  );
}

function installFromDebian() {
  const missing = [
    ...(findBrowser('chromium') ? [] : ['chromium']),
    ...(findBrowser('firefox') ? [] : ['firefox-esr']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
    ...missingCheckers().map(({ name }) => name),
  ];
  if (missing.length === 0 || !isDebian()) return;
  const mayInstall = process.getuid?.() === 0;
  if (!mayInstall) {
    say(`missing: ${missing.join(', ')}. To install: sudo apt-get install -y ${missing.join(' ')}`);
    return;
  }
  say(`installing ${missing.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  // Without a browser the tests of that browser fail and say why; so a failure here need not stop everything.
  const done =
    spawnSync('apt-get', ['update', '-qq'], quiet).status === 0 &&
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet).status === 0;
  if (!done) say(`apt-get could not install ${missing.join(', ')}.`);
}

function missingCheckers() {
  return forTests ? checkers.filter(({ program }) => !existsSync(program)) : [];
}

function isDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID=["']?debian\b/m.test(release);
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().replace(/^v/, '') : '0';
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

function run(command, args, complaint, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) stop(complaint);
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function say(words) {
  console.log(`set-up: ${words}`);
}

function stop(words) {
  console.error(`set-up: ${words}`);
  process.exit(1);
}
