// A real WebDAV server for tests: Apache's mod_dav from Debian (package apache2-bin), on loopback, in a temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFaultProxy } from './fault-proxy.mjs';
import { answers, freePort } from './ports.mjs';

const program = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';

export const hasWebDav = existsSync(program) && existsSync(join(modules, 'mod_dav_fs.so'));

export const noWebDav = 'Apache is not here (Debian: apt-get install apache2-bin)';

/** Starts it: see webdav.d.mts. */
export async function startWebDav() {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'colophon-dav-'));
  const user = 'ada';
  const reader = { user: 'rea', password: 'only looking' };
  const password = 'pass: wörd';
  for (const name of ['files', 'files/dav', 'run', 'logs']) mkdirSync(join(home, name));
  const hash = (text) => `{SHA}${createHash('sha1').update(text).digest('base64')}`;
  writeFileSync(join(home, 'users'), `${user}:${hash(password)}\n${reader.user}:${hash(reader.password)}\n`);
  writeFileSync(join(home, 'apache.conf'), configuration(home, port, user));
  const owner = giveAway(home);
  const server = spawn(program, ['-f', join(home, 'apache.conf'), '-DFOREGROUND'], {
    stdio: 'ignore',
    ...owner,
  });
  const ended = new Promise((done) => server.once('exit', done));
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answers(origin, server);
  } catch (error) {
    const log = join(home, 'logs', 'error.log');
    throw new Error(`${error}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
  }
  const proxy = await startFaultProxy(origin, { keepsHalf: true });
  return {
    url: `${proxy.origin}/dav/`,
    direct: `${origin}/dav/`,
    user,
    password,
    reader,
    folder: join(home, 'files', 'dav'),
    faults: proxy.faults,
    async stop() {
      await proxy.stop();
      server.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Apache does not serve files as root: what root starts runs as Debian's own user for it. */
function giveAway(home) {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'www-data'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  for (const name of ['', 'files', 'files/dav', 'run', 'logs', 'users', 'apache.conf']) {
    chownSync(join(home, name), uid, gid);
  }
  return { uid, gid };
}

function configuration(home, port, writer) {
  const loaded = [
    'mpm_event',
    'authn_core',
    'authn_file',
    'authz_core',
    'authz_user',
    'auth_basic',
    'dav',
    'dav_fs',
  ];
  return [
    ...loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
    `ServerRoot ${home}`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    `PidFile ${home}/run/pid`,
    `ErrorLog ${home}/logs/error.log`,
    `DefaultRuntimeDir ${home}/run`,
    `DavLockDB ${home}/run/locks`,
    'StartServers 1',
    'ThreadsPerChild 16',
    'MaxRequestWorkers 16',
    'ServerLimit 1',
    'KeepAlive On',
    `DocumentRoot ${home}/files`,
    `<Directory ${home}/files>`,
    '  Dav On',
    '  AuthType Basic',
    '  AuthzSendForbiddenOnFailure On',
    '  AuthName test',
    `  AuthUserFile ${home}/users`,
    '  <Limit GET HEAD OPTIONS PROPFIND>',
    '    Require valid-user',
    '  </Limit>',
    '  <LimitExcept GET HEAD OPTIONS PROPFIND>',
    `    Require user ${writer}`,
    '  </LimitExcept>',
    '</Directory>',
    '',
  ].join('\n');
}
