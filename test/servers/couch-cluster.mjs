// What a cluster of CouchDB does otherwise than one PouchDB, before one, by its documentation (api/database/changes and
// bulk-api, api/document/attachments, config/couchdb and its table of errors):
//
// - A sequence is a text that means something to the cluster alone, and another one each time; it stands for a place in each
//   shard. Changes of one shard come in order, those of two in any order. One that the cluster did not give is refused.
// - Where a shard's copies are elsewhere now, older changes come once more (`rewinds`).
// - Written is what a quorum has: 202 where it was not reached in time, though it is there.
// - 413 where a document, an attachment or a whole request is larger than the server takes; nothing of that request is kept.
// - 400 for a name that no database may have, 415 for a body that is not said to be JSON.
import { createServer } from 'node:http';

const shards = 2;
const look = 40;

/**
 * Serves an application for one PouchDB as a cluster would. Gives what answers requests.
 * @param {import('node:http').RequestListener} app
 * @param {{ rewinds?: boolean, document?: number, attachment?: number, request?: number }} limits bytes.
 */
export async function clusterOf(app, limits) {
  const inner = createServer(app);
  await new Promise((ready) => inner.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (inner.address());
  const origin = `http://127.0.0.1:${port}`;
  let turn = 0;
  return (request, response) => {
    turn += 1;
    serve({ origin, limits, turn }, request, response).catch(() => response.destroy());
  };
}

async function serve({ origin, limits, turn }, request, response) {
  const body = await whole(request);
  const url = new URL(request.url, origin);
  const path = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const no = refusal(request, path, body, limits);
  if (no) return void say(response, no.status, { error: no.error, reason: no.reason });
  if (path[1] === '_changes') return changes({ url, turn, limits, origin }, request, response);
  const answer = await ask(origin, request, request.url, body);
  // Every other time one copy of the three is late.
  const status = answer.status === 201 && turn % 2 === 0 ? 202 : answer.status;
  response.writeHead(status, { 'content-type': answer.type });
  response.end(answer.bytes);
}

function refusal({ method, headers }, path, body, limits) {
  const no = (status, error, reason) => ({ status, error, reason });
  const [db, what] = path;
  if (db && !/^[a-z][a-z0-9_$()+/-]*$/.test(db)) {
    const rule =
      'Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.';
    return no(400, 'illegal_database_name', `Name: '${db}'. ${rule}`);
  }
  if (body.length > (limits.request ?? Infinity))
    return no(413, 'too_large', 'the request entity is too large');
  if (method === 'PUT' && path.length === 3 && body.length > (limits.attachment ?? Infinity))
    return no(413, 'attachment_too_large', path[2]);
  if (method !== 'POST') return undefined;
  if (!headers['content-type']?.startsWith('application/json'))
    return no(415, 'bad_content_type', 'Content-Type must be application/json');
  if (what !== '_bulk_docs') return undefined;
  const large = JSON.parse(body).docs.find(
    ({ _attachments, ...doc }) => Buffer.byteLength(JSON.stringify(doc)) > (limits.document ?? 8_000_000),
  );
  return large && no(413, 'document_too_large', large._id);
}

async function changes({ url, turn, limits, origin }, request, response) {
  const wanted = url.searchParams;
  const given = await placeOf(wanted.get('since') ?? '0', { url, origin }, request);
  if (!given) return void say(response, 400, { error: 'bad_request', reason: 'Malformed sequence.' });
  const since = limits.rewinds && turn % 3 === 0 ? given.map((at) => Math.max(0, at - 2)) : given;
  const limit = Number(wanted.get('limit') ?? Infinity) || 1;
  const isWaiting = wanted.get('feed') === 'longpoll';
  const end = Date.now() + (isWaiting ? Number(wanted.get('timeout') ?? 60_000) : 0);
  let gone = false;
  response.on('close', () => {
    gone = true;
  });
  // A cluster begins its answer before it knows any row.
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"results":[\n');
  for (;;) {
    const rows = await rowsAfter(since, { url, origin }, request);
    if (rows.length === 0 && Date.now() < end && !gone) {
      await new Promise((next) => setTimeout(next, look));
      continue;
    }
    const place = [...since];
    const some = rows.slice(0, limit).map((row) => {
      place[shardOf(row.id)] = row.seq;
      return { ...row, seq: textOf(place) };
    });
    const lines = some.map((row) => JSON.stringify(row)).join(',\n');
    const pending = rows.length - some.length;
    response.end(`${lines}\n],\n"last_seq":${JSON.stringify(textOf(place))},"pending":${pending}}\n`);
    return;
  }
}

/** Of one PouchDB those that a cluster has not told yet: each shard in its own order, the shards mixed. */
async function rowsAfter(since, { url, origin }, request) {
  const query = new URLSearchParams(url.searchParams);
  for (const name of ['feed', 'timeout', 'limit', 'heartbeat']) query.delete(name);
  query.set('since', String(Math.min(...since)));
  const answer = await ask(origin, { method: 'GET', headers: request.headers }, `${url.pathname}?${query}`);
  const { results } = JSON.parse(answer.bytes);
  const lines = since.map((at, shard) => results.filter(({ id, seq }) => shardOf(id) === shard && seq > at));
  const mixed = [];
  while (lines.some((line) => line.length > 0)) {
    const line = lines[Math.floor(Math.random() * shards)];
    if (line?.length) mixed.push(line.shift());
  }
  return mixed;
}

function shardOf(id) {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % shards;
}

function textOf(place) {
  const opaque = JSON.stringify({ place, of: Math.random() });
  return `${place.reduce((sum, at) => sum + at)}-g1${Buffer.from(opaque).toString('base64url')}`;
}

async function placeOf(since, { url, origin }, request) {
  if (since === '0') return Array(shards).fill(0);
  if (since === 'now') {
    const db = url.pathname.replace(/\/_changes$/, '');
    const answer = await ask(origin, { method: 'GET', headers: request.headers }, db);
    return Array(shards).fill(JSON.parse(answer.bytes).update_seq);
  }
  const [, opaque] = /^\d+-g1([\w-]+)$/.exec(since) ?? [];
  return opaque && JSON.parse(Buffer.from(opaque, 'base64url').toString()).place;
}

async function ask(origin, { method, headers }, path, body) {
  const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
  const sent = ['GET', 'HEAD'].includes(method) ? {} : { body };
  const answer = await fetch(`${origin}${path}`, { method, headers: rest, ...sent });
  const type = answer.headers.get('content-type') ?? 'application/json';
  return { status: answer.status, type, bytes: Buffer.from(await answer.arrayBuffer()) };
}

function say(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(value)}\n`);
}

async function whole(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  if (!request.complete) throw new Error('cut off');
  return Buffer.concat(parts);
}
