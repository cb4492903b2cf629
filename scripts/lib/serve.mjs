import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.html': 'text/html',
  '.shtml': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.txt': 'text/plain',
};

/**
 * Serves folders over http on this machine, as a site would: each file with its type, pages with the charset that
 * they declare.
 *
 * @param {Record<string, string>} folders by the first part of the address: `{ pages: '…/test/pages' }`
 * @param {Record<string, (file: { body: Buffer, headers: Record<string, string>, status?: number }, request: import('node:http').IncomingMessage) => void>} guises ways to serve
 *   the same files otherwise, by name: `/as/strict/pages/…` passes the file to `guises.strict`, which changes it
 */
export async function serve(folders, guises = {}) {
  /** Every request so far: `GET /pages/x/page.html`. */
  const requests = [];
  /** Addresses (`/pages/x/page.html`) that cannot be had, until they are taken out of here. */
  const missing = new Set();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}`);
    const file = missing.has(pathname)
      ? undefined
      : await findFile(decodeURIComponent(pathname), { folders, guises, request });
    response.writeHead(file ? (file.status ?? 200) : 404, file?.headers).end(file?.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  let close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return {
    origin: `http://localhost:${port}`,
    requests,
    missing,
    close: () => close(),
    /**
     * Goes off the network: closes, and hangs up on whoever still calls at the same port. Gives the number of calls so
     * far, so that a silence can be shown.
     */
    async goDark() {
      await close();
      let calls = 0;
      const hangUp = createTcpServer((socket) => {
        calls += 1;
        socket.destroy();
      });
      await new Promise((resolve) => hangUp.listen(port, '127.0.0.1', resolve));
      close = () => new Promise((resolve) => hangUp.close(resolve));
      return { calls: () => calls };
    },
  };
}

async function findFile(pathname, { folders, guises, request }) {
  const [, guiseName, rest] = /^\/as\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
  const guise = guiseName ? guises[guiseName] : undefined;
  const [, folderName, path] = /^\/([^/]+)(\/.+)$/.exec(rest ?? pathname) ?? [];
  const folder = folderName ? folders[folderName] : undefined;
  if (!folder || (guiseName && !guise)) return undefined;
  const full = normalize(join(folder, path));
  if (!full.startsWith(folder + sep)) return undefined;
  const body = await readFile(full).catch(() => undefined);
  if (!body) return undefined;
  const file = { body, headers: { 'content-type': contentType(full, body), 'cache-control': 'no-store' } };
  guise?.(file, request);
  return file;
}

function contentType(path, body) {
  const type = types[extname(path)] ?? 'application/octet-stream';
  if (!type.startsWith('text/')) return type;
  const declared = /charset=["']?([\w-]+)/i.exec(body.subarray(0, 1024).toString('latin1'))?.[1];
  return `${type}; charset=${declared ?? 'utf-8'}`;
}
