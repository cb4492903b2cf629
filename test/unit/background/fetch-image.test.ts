import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchImage } from '../../../utils/background/fetch-image';
import { sniffImage } from '../../../utils/clip/sniff-image';
import { avif, bmp, gif, jpeg, latin, png, svg, webp } from './pictures';

let server: Server;
let root: string;
const asked: IncomingMessage[] = [];

const answers: Record<string, (response: ServerResponse) => void> = {
  '/dot.png': (response) =>
    response.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': 'a=1' }).end(png),
  '/picture.svg': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(svg),
  '/page.png': (response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end('<html>no picture</html>'),
  '/gone.png': (response) => response.writeHead(410).end(),
  '/stated-huge.png': (response) => response.writeHead(200, { 'content-length': String(5e9) }).write(png),
  '/endless.png': (response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).write(png);
    const more = (): void => {
      while (response.write(Buffer.alloc(1 << 20)));
      response.once('drain', more);
    };
    more();
  },
  '/moved.png': (response) => response.writeHead(302, { location: '/dot.png' }).end(),
  '/broken.png': (response) => response.destroy(),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    (answers[request.url ?? ''] ?? ((unknown) => unknown.writeHead(404).end()))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('fetchImage', () => {
  it('gives the bytes, and the type that the bytes are, without cookie or referrer', async () => {
    const image = await fetchImage(`${root}/dot.png`, `${root}/a`);
    expect(image).toMatchObject({ type: 'image/png' });
    expect('bytes' in image && new Uint8Array(image.bytes)).toEqual(png);
    const again = await fetchImage(`${root}/moved.png`, `${root}/a`);
    expect(again).toMatchObject({ type: 'image/png' });
    expect(asked.map(({ headers }) => headers.cookie ?? headers.referer)).toEqual(asked.map(() => undefined));
  });

  it.each([
    ['/picture.svg', 'svg'],
    ['/page.png', 'not-an-image'],
    ['/gone.png', 'http-410'],
    ['/stated-huge.png', 'too-large'],
    ['/endless.png', 'too-large'],
    ['/broken.png', 'no-connection'],
  ])('says why %s is not kept: %s', async (path, failure) => {
    expect(await fetchImage(root + path, `${root}/a`)).toEqual({ failure });
  });

  it('asks nothing of this machine or the local network for a page on the web', async () => {
    const before = asked.length;
    const port = new URL(root).port;
    const hosts = [
      '127.0.0.1',
      'localhost',
      '2130706433',
      '0x7f.1',
      '[::ffff:127.0.0.1]',
      '[::1]',
      '192.168.0.1',
      '169.254.169.254',
    ];
    for (const host of hosts) {
      const image = await fetchImage(`http://${host}:${port}/dot.png`, 'https://news.example/a');
      expect([host, image]).toEqual([host, { failure: 'private-address' }]);
    }
    expect(asked.length).toBe(before);
  });

  it.each([
    'file:///etc/passwd',
    'chrome-extension://abc/x.png',
    'ftp://news.example/x.png',
    'blob:https://news.example/1',
    'about:blank',
    'no address',
  ])('does not touch %s', async (src) => {
    expect(await fetchImage(src, 'https://news.example/a')).toEqual({ failure: 'unsupported-address' });
  });

  it('reads images that stand in the page itself', async () => {
    const base64 = `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;
    const image = await fetchImage(base64, 'https://news.example/a');
    expect('bytes' in image && new Uint8Array(image.bytes)).toEqual(png);
    expect(
      await fetchImage(`data:image/svg+xml,${encodeURIComponent('<svg></svg>')}`, 'https://news.example/a'),
    ).toEqual({
      failure: 'svg',
    });
    expect(await fetchImage('data:image/png;base64,%%%', 'https://news.example/a')).toEqual({
      failure: 'not-an-image',
    });
  });
});

describe('sniffImage', () => {
  it.each([
    ['image/png', png],
    ['image/gif', gif],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
    ['image/avif', avif],
    ['image/bmp', bmp],
  ])('knows %s by its bytes', (type, bytes) => {
    expect(sniffImage(bytes)).toBe(type);
  });

  it.each([
    ['SVG', svg],
    ['nothing', new Uint8Array()],
    ['text that begins like a bitmap', latin('BM')],
    ['a video in the same container', latin('\x00\x00\x00\x1cftypisom\x00\x00\x00\x00isommp42')],
    ['a sound in the same container', latin('RIFF\x24\x00\x00\x00WAVEfmt ')],
  ])('takes %s for no image', (_, bytes) => {
    expect(sniffImage(bytes)).toBeUndefined();
  });
});
