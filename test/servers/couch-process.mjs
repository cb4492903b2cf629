// node couch-process.mjs PORT PEOPLE [CLUSTER]: serves databases in memory in CouchDB's protocol until standard input ends.
//
// Documents, revisions, conflicts, changes and attachments are express-pouchdb's. Its own sign-in crashes the process when
// somebody without a name makes a database (4.2.0), so people and their rights are checked here, in CouchDB's words.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { clusterOf } from './couch-cluster.mjs';

const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb-core');
PouchDB.plugin(require('pouchdb-adapter-memory'));
const alone = require('express-pouchdb')(PouchDB.defaults({ adapter: 'memory' }), {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  // Answers are compressed in whole, which keeps back a feed of changes.
  overrideMode: { include: ['validation'], exclude: ['compression'] },
});

// Of an upload that is cut off it would keep an empty file; CouchDB keeps nothing.
const utils = require('express-pouchdb/lib/utils');
const { parseRawBody } = utils;
utils.parseRawBody = (request, response, next) =>
  parseRawBody(request, response, (error) => (error ? response.destroy() : next()));

const [port, people] = [Number(process.argv[2]), JSON.parse(process.argv[3] ?? '{}')];
// `CLUSTER`: as a cluster answers, with these limits.
const couch = process.argv[4] ? await clusterOf(alone, JSON.parse(process.argv[4])) : alone;
const reading = ['_all_docs', '_bulk_get', '_changes', '_revs_diff'];

createServer((request, response) => {
  const path = request.url.split('?')[0].split('/').filter(Boolean);
  const no = refusal(request, path);
  if (!no) return couch(request, response);
  request.resume();
  response.writeHead(no.status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify({ error: no.error, reason: no.reason })}\n`);
}).listen(port, '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());

function refusal(request, path) {
  if (path.length === 0) return undefined; // Its greeting is for everybody.
  const [user, ...rest] = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
  const person = people[user];
  if (!request.headers.authorization) return no(401, 'You are not authorized to access this db.');
  if (person?.password !== rest.join(':')) return no(401, 'Name or password is incorrect.');
  if (person.may === 'nothing') return no(403, 'You are not allowed to access this db.');
  if (path.length === 1 && ['PUT', 'DELETE'].includes(request.method) && person.may !== 'all') {
    return no(401, 'You are not a server admin.');
  }
  const reads = ['GET', 'HEAD'].includes(request.method) || reading.includes(path[1]);
  return !reads && person.may === 'read' ? no(403, 'You may only read.') : undefined;
}

function no(status, reason) {
  return { status, error: status === 401 ? 'unauthorized' : 'forbidden', reason };
}
