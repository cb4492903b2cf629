import { describe, expect, it } from 'vitest';
import { type RemoteKit, RemoteProblem } from '../../../utils/sync/remote';
import { Dav } from '../../../utils/sync/remotes/dav';
import { Server } from '../../../utils/sync/remotes/http';
import { webDavPlace } from '../../../utils/sync/remotes/webdav';
import { plainEnvelope } from '../../../utils/sync/sealed';
import { never } from './lib/samples';

type Asked = { method: string; path: string; headers: Headers };

/** A kit whose `fetch` answers as a server would that cannot be had in tests. */
function kitOf(answer: (asked: Asked) => Response | Promise<Response>): RemoteKit {
  const own: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input));
    return answer({
      method: init?.method ?? 'GET',
      path: pathname + search,
      headers: new Headers(init?.headers),
    });
  };
  return { device: 'deva', fetch: own, crypto, now: () => Date.parse('2026-11-27T12:00:00Z') };
}

function davOf(
  answer: (asked: Asked) => Response | Promise<Response>,
  address = 'https://cloud.example/dav/',
): Dav {
  return new Dav(new Server(kitOf(answer), 'ada', 'secret'), address);
}

function listing(hrefs: readonly string[], headers: Record<string, string> = {}): Response {
  const entries = hrefs.map((href) => {
    const type = href.endsWith('/')
      ? '<d:resourcetype><d:collection/></d:resourcetype>'
      : '<d:resourcetype/><d:getcontentlength>7</d:getcontentlength>';
    return `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${type}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  });
  const xml = `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${entries.join('')}</d:multistatus>`;
  return new Response(xml, { status: 207, headers });
}

const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_none, at) => `/dav/blobs/ab/${from + at}`);

describe('坚果云', () => {
  it('gives a folder of more than 750 entries on several pages, and all are read', async () => {
    const dav = davOf(({ path }) =>
      path.includes('mk=2')
        ? listing(names(749, 1_000))
        : listing(['/dav/blobs/ab/', ...names(0, 749)], { link: '</dav/blobs/ab/?mk=2>; rel="next"' }),
    );
    expect(await dav.list('blobs/ab/', never)).toHaveLength(1_000);
  });

  it('is not believed where it leaves out the rest in silence', async () => {
    const dav = davOf(() => listing(['/dav/blobs/ab/', ...names(0, 749)]));
    expect((await dav.listSome('blobs/ab/', never))?.mayLackSome).toBe(true);
    await expect(dav.list('blobs/ab/', never)).rejects.toMatchObject({ kind: 'old-server' });
  });

  it('is never followed to another server', async () => {
    const dav = davOf(() =>
      listing(['/dav/x/', '/dav/x/1'], { link: '<https://evil.example/>; rel="next"' }),
    );
    expect(await dav.list('x/', never)).toHaveLength(1);
  });

  it('asks to be left alone after too many requests', async () => {
    const dav = davOf(() => new Response('', { status: 503, headers: { 'retry-after': '1800' } }));
    await expect(dav.get('a', never)).rejects.toMatchObject({ kind: 'busy', retryAfter: 1_800_000 });
  });
});

describe('a library of 100,000 pictures', () => {
  const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
  // As digests are: spread evenly over 256 folders.
  const nameOf = (number: number): string => hex(number % 256, 2) + hex(number, 62);
  const folders = Map.groupBy(
    Array.from({ length: 100_000 }, (_none, at) => nameOf(at)),
    (name) => name.slice(0, 2),
  );

  it('is listed folder by folder, each within what 坚果云 lists, and looked through without asking for each', async () => {
    const asked: string[] = [];
    const longest: number[] = [];
    const answer = ({ method, path }: Asked): Response => {
      asked.push(`${method} ${path}`);
      const [, folder = ''] = /blobs\/(?:(..)\/)?$/.exec(path) ?? [];
      if (method === 'PROPFIND' && folder === '')
        return listing([...folders.keys()].map((name) => `${path}${name}/`));
      const names = folders.get(folder) ?? [];
      longest.push(names.length);
      return method === 'PROPFIND'
        ? listing(names.map((name) => path + name))
        : new Response(null, { status: 404 });
    };
    const account = {
      kind: 'webdav' as const,
      address: 'https://cloud.example/dav/',
      user: 'ada',
      password: 'b',
    };
    const area = webDavPlace(account, kitOf(answer)).area('library', plainEnvelope);
    let count = 0;
    for await (const _ of area.hiddenBlobs(never)) count += 1;
    expect(count).toBe(100_000);
    expect(asked).toHaveLength(257);
    expect(Math.max(...longest)).toBeLessThan(749);
    asked.length = 0;
    // Of twenty new pictures none is there: at most one request for each folder that they would lie in, and one for the folders.
    const fresh = Array.from({ length: 20 }, (_none, at) => nameOf(200_000 + at));
    expect((await area.hasBlobs(fresh, never)).size).toBe(0);
    expect(asked.length).toBeLessThanOrEqual(21);
  });
});

describe('Nextcloud', () => {
  it('locks a file for a moment, which is waited for', async () => {
    let asked = 0;
    const dav = davOf(() => new Response(null, { status: ++asked === 1 ? 423 : 201 }));
    expect(await dav.put('a', new Uint8Array([1]), never)).toBe(true);
    expect(asked).toBe(2);
  });

  it('wants folders to be made one after the other', async () => {
    const made = new Set(['/remote.php/dav/files/ada/']);
    const dav = davOf(({ method, path }) => {
      const folder = path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1);
      if (!made.has(folder)) return new Response(null, { status: 409 });
      if (method === 'MKCOL') made.add(path);
      return new Response(null, { status: 201 });
    }, 'https://cloud.example/remote.php/dav/files/ada/Reading/Colophon');
    expect(await dav.put('log/deva/1', new Uint8Array([1]), never)).toBe(true);
    expect(made).toContain('/remote.php/dav/files/ada/Reading/Colophon/log/deva/');
  });

  it('tells where its files lie when its own address was typed', async () => {
    const account = {
      kind: 'webdav' as const,
      address: 'https://cloud.example/',
      user: 'ada lin',
      password: 'x',
    };
    const place = webDavPlace(
      account,
      kitOf(({ path, method }) => {
        if (path === '/status.php') return Response.json({ installed: true, productname: 'Nextcloud' });
        return new Response('', { status: method === 'PROPFIND' ? 405 : 404 });
      }),
    );
    await expect(place.visit(never)).rejects.toMatchObject({
      kind: 'not-found',
      detail: 'https://cloud.example/remote.php/dav/files/ada%20lin/',
    });
  });
});

describe('a server that is none', () => {
  it.each([405, 501, 200])('is told by its answer to a listing: %i', async (status) => {
    const account = { kind: 'webdav' as const, address: 'https://shop.example/', user: 'ada', password: 'x' };
    const place = webDavPlace(
      account,
      kitOf(({ method }) => new Response('<html>', { status: method === 'PROPFIND' ? status : 404 })),
    );
    await expect(place.visit(never)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('may not lead elsewhere', async () => {
    const dav = davOf(({ headers }) => {
      expect(headers.get('authorization')).toBe('Basic YWRhOnNlY3JldA==');
      return new Response(null, { status: 302, headers: { location: 'https://evil.example/' } });
    });
    await expect(dav.get('a', never)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is told apart from one whose certificate is not trusted, where the browser says so', async () => {
    const dav = davOf(() => {
      throw new TypeError('fetch failed', { cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    });
    await expect(dav.get('a', never)).rejects.toMatchObject({ kind: 'certificate' });
    const away = davOf(() => Promise.reject(new TypeError('fetch failed')));
    await expect(away.get('a', never)).rejects.toMatchObject({ kind: 'offline' });
  });
});

describe('a listing', () => {
  it('is read whatever its prefix, its coding and its root', async () => {
    const xml = `<?xml version="1.0"?><multistatus xmlns="DAV:">
      <response><href>https://cloud.example/behind/a%20proxy/log/</href><propstat><prop><resourcetype><collection/></resourcetype></prop></propstat></response>
      <response><href>/behind/a%20proxy/log/%E6%BD%AE%20&amp;%20tide</href><propstat><prop><getcontentlength>12</getcontentlength><resourcetype></resourcetype></prop></propstat></response>
      <response><href>/behind/a%20proxy/log/deva/</href><propstat><prop><resourcetype><collection></collection></resourcetype></prop></propstat></response>
    </multistatus>`;
    const dav = davOf(() => new Response(xml, { status: 207 }));
    expect(await dav.list('log/', never)).toEqual([
      { name: '潮 & tide', isFolder: false, size: 12 },
      { name: 'deva', isFolder: true, size: undefined },
    ]);
  });
});

it('never says the password in what it tells', async () => {
  const dav = davOf(() => new Response('', { status: 401 }));
  const problem = await dav.get('a', never).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(RemoteProblem);
  expect(JSON.stringify(problem) + String(problem)).not.toMatch(/secret|YWRh/);
});
