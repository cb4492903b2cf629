// A proxy on loopback before a real server, which cuts, delays, halves or refuses requests on demand, and counts them.
import { createServer, request } from 'node:http';

/** Starts a proxy before a server: see fault-proxy.d.mts. */
export async function startFaultProxy(target, { keepsHalf }) {
  const none = () => ({
    requests: 0,
    bytesUp: 0,
    bytesDown: 0,
    delay: 0,
    seen: [],
    headers: {},
    plan: () => undefined,
  });
  const faults = {
    ...none(),
    cutAt(turn, kind = 'before') {
      faults.reset();
      faults.plan = (at) => (at === turn ? { kind } : undefined);
    },
    reset() {
      Object.assign(faults, none());
    },
  };
  const proxy = createServer((incoming, outgoing) => {
    pass({ target, keepsHalf }, faults, incoming, outgoing).catch(() => outgoing.destroy());
  });
  proxy.keepAliveTimeout = 60_000;
  await new Promise((ready) => proxy.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = proxy.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    faults,
    stop: () =>
      new Promise((stopped) => {
        proxy.close(() => stopped());
        proxy.closeAllConnections();
      }),
  };
}

async function pass({ target, keepsHalf }, faults, incoming, outgoing) {
  const turn = ++faults.requests;
  const { method, url: path } = incoming;
  faults.seen.push(`${method} ${path}`);
  const fault = faults.plan(turn, { method, path });
  if (fault?.kind === 'before') return void incoming.socket.destroy();
  const body = await whole(incoming);
  faults.bytesUp += body.length;
  if (typeof fault?.kind === 'number') {
    await held(faults.delay);
    return void outgoing.writeHead(fault.kind, fault.headers ?? {}).end();
  }
  if (fault?.kind === 'half' && !keepsHalf) {
    await breakOff(target, incoming, body);
    return void incoming.socket.destroy();
  }
  const sent = fault?.kind === 'half' ? body.subarray(0, Math.floor(body.length / 2)) : body;
  // An answer that never ends, as a feed of changes, is passed on as it comes.
  const answer = await forward(target, incoming, sent, outgoing);
  if (fault?.kind === 'half' || fault?.kind === 'answer') {
    await whole(answer);
    return void incoming.socket.destroy();
  }
  await held(faults.delay);
  const headers = { ...answer.headers, ...faults.headers };
  outgoing.writeHead(answer.statusCode, headers);
  outgoing.flushHeaders();
  if (fault?.kind === 'answer-half') {
    const bytes = await whole(answer);
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    return void setTimeout(() => incoming.socket.destroy(), 5);
  }
  for await (const part of answer) {
    faults.bytesDown += part.length;
    outgoing.write(part);
  }
  outgoing.end();
}

function forward(target, incoming, body, outgoing) {
  const headers = { ...incoming.headers, 'content-length': String(body.length), connection: 'close' };
  delete headers['transfer-encoding'];
  // A server compares where to move a file with its own address.
  if (typeof headers.destination === 'string') {
    headers.destination = `${target}${new URL(headers.destination).pathname}`;
  }
  headers.host = new URL(target).host;
  return new Promise((answered, failed) => {
    const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers }, answered);
    onward.on('error', failed);
    outgoing.on('close', () => onward.destroy());
    onward.end(body);
  });
}

/** Sends half of what was announced, and hangs up. */
function breakOff(target, incoming, body) {
  const headers = { ...incoming.headers, 'content-length': String(body.length), connection: 'close' };
  return new Promise((done) => {
    const onward = request(`${target}${incoming.url}`, { method: incoming.method, headers }, done);
    onward.on('error', done);
    onward.write(body.subarray(0, Math.floor(body.length / 2)), () => onward.destroy());
    onward.on('close', done);
  });
}

async function whole(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function held(ms) {
  return ms > 0 ? new Promise((over) => setTimeout(over, ms)) : undefined;
}
