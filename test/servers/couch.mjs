// A server that speaks CouchDB's protocol, for tests: express-pouchdb over PouchDB in memory, in a process of its own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startFaultProxy } from './fault-proxy.mjs';
import { answers, freePort } from './ports.mjs';

/** Starts it: see couch.d.mts. */
export async function startCouch({ cluster } = {}) {
  const port = await freePort();
  const people = {
    ada: { password: 'pass: wörd', may: 'all' },
    rea: { password: 'only looking', may: 'read' },
    gus: { password: 'at the door', may: 'nothing' },
    // May write into databases that are there, not make any: the ordinary user of a CouchDB.
    wim: { password: 'no admin', may: 'write' },
  };
  const server = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('couch-process.mjs', import.meta.url)),
      String(port),
      JSON.stringify(people),
      ...(cluster ? [JSON.stringify(cluster)] : []),
    ],
    { stdio: ['pipe', 'ignore', 'inherit'] }, // It ends with its standard input, so also when we are killed.
  );
  const ended = new Promise((done) => server.once('exit', done));
  const origin = `http://127.0.0.1:${port}`;
  await answers(origin, server);
  const proxy = await startFaultProxy(origin, { keepsHalf: false });
  const person = (user) => ({ user, password: people[user].password });
  return {
    url: `${proxy.origin}/library`,
    direct: `${origin}/library`,
    origin: proxy.origin,
    ...person('ada'),
    reader: person('rea'),
    guest: person('gus'),
    writer: person('wim'),
    faults: proxy.faults,
    async stop() {
      await proxy.stop();
      server.kill('SIGKILL');
      await ended;
    },
  };
}
