import 'fake-indexeddb/auto';
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      getManifest: () => ({ name: 'Colophon', version: '0.1.0' }),
      getURL: (path: string) => `chrome-extension://colophon-id/${path}`,
    },
    tabs: { getCurrent: async () => ({ id: 4 }) },
    storage: { local: { get: async () => ({}) } },
    declarativeNetRequest: { updateSessionRules: async () => undefined },
  },
}));
vi.mock('../../../utils/background/keep-images', () => ({ keepImages: async () => undefined }));
const { fetchTexts } = await import('../../../components/transfer/fetch-texts');
const { readFiles } = await import('../../../utils/import/read-file');
const { library } = await import('../../../utils/store/db');
const { listToFetch, runImport } = await import('../../../utils/store/import-clips');

const { window } = new JSDOM();
const kit = { window: window as never, now: '2026-03-04T05:06:07.000Z', hasher: crypto.subtle };

const article = (title: string): string =>
  `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${Array.from(
    { length: 8 },
    (_, index) =>
      `<p>The river turned the wheels again, and nobody on the quay had expected it, neither in the year ${1900 + index} nor later.</p>`,
  ).join('')}</article></body></html>`;

type Answer = () => Response | Promise<Response>;
const answers = new Map<string, Answer>();
const asked: { url: string; init: RequestInit }[] = [];
const busy = new Map<string, number>();
let most = { together: 0, ofOneSite: 0 };

const page = (html: string, type = 'text/html; charset=utf-8'): Answer => {
  return () => new Response(new TextEncoder().encode(html), { headers: { 'content-type': type } });
};

async function waitingFor(...urls: string[]): Promise<void> {
  const csv = `title,url,time_added,tags,status\n${urls.map((url) => `T,${url},1716163200,old,unread`).join('\n')}\n`;
  await runImport(readFiles([{ name: 'pocket.csv', blob: new Blob([csv]) }], kit), kit, {
    id: 'x',
    files: ['pocket.csv'],
  });
}

beforeEach(async () => {
  await library.delete();
  await library.open();
  answers.clear();
  asked.splice(0);
  most = { together: 0, ofOneSite: 0 };
  vi.stubGlobal('window', window);
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout'],
    shouldAdvanceTime: true,
    advanceTimeDelta: 400,
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const { hostname } = new URL(url);
    busy.set(hostname, (busy.get(hostname) ?? 0) + 1);
    const open = [...busy.values()];
    most = {
      together: Math.max(
        most.together,
        open.reduce((sum, each) => sum + each, 0),
      ),
      ofOneSite: Math.max(most.ofOneSite, ...open),
    };
    try {
      await new Promise((done) => setImmediate(done));
      init.signal?.throwIfAborted();
      return await (answers.get(url) ?? page(article('A text')))();
    } finally {
      busy.set(hostname, (busy.get(hostname) ?? 1) - 1);
    }
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const run = () => fetchTexts(() => undefined, new AbortController().signal);

describe('texts of imported addresses', () => {
  it('are fetched a few sites at a time, one page of each, without cookies and referrer', async () => {
    const urls = ['a', 'b', 'c', 'd', 'e'].flatMap((site) => [
      `https://${site}.example/1`,
      `https://${site}.example/2`,
    ]);
    await waitingFor(...urls);
    const { done, total, failures } = await run();
    expect([done, total, failures]).toEqual([10, 10, []]);
    expect(most).toEqual({ together: 3, ofOneSite: 1 });
    for (const { init } of asked)
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(await listToFetch()).toEqual([]);
    const rows = await library.clips.toArray();
    expect(
      rows.every(
        ({ title, tags, wordCount }) => title === 'A text' && tags.join() === 'old' && wordCount > 50,
      ),
    ).toBe(true);
  });

  it('that fail are listed with why, stay waiting, and are tried again', async () => {
    const names = ['gone', 'pdf', 'empty', 'down', 'home', 'big', 'endless'];
    await waitingFor(...names.map((name) => `https://${name}.example/`), 'https://good.example/');
    answers.set('https://gone.example/', () => new Response('', { status: 404 }));
    answers.set('https://pdf.example/', page('%PDF', 'application/pdf'));
    answers.set('https://empty.example/', page('<p></p>'));
    answers.set('https://down.example/', () => Promise.reject(new TypeError('no route')));
    answers.set('https://home.example/', () => {
      const moved = page(article('Yours'))() as Response;
      Object.defineProperty(moved, 'url', { value: 'http://192.168.0.1/' });
      return moved;
    });
    answers.set(
      'https://big.example/',
      () => new Response('', { headers: { 'content-length': '90000000', 'content-type': 'text/html' } }),
    );
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(60));
      },
    });
    answers.set(
      'https://endless.example/',
      () => new Response(endless, { headers: { 'content-type': 'text/html' } }),
    );
    const { failures } = await run();
    expect(given).toBeLessThan(12);
    expect(
      Object.fromEntries(failures.map(({ url, why }) => [new URL(url).hostname.split('.')[0], why])),
    ).toEqual({
      gone: 'refused',
      pdf: 'not-a-page',
      empty: 'no-article',
      down: 'no-connection',
      home: 'private-address',
      big: 'too-large',
      endless: 'too-large',
    });
    expect(await listToFetch()).toHaveLength(7);
    answers.clear();
    expect(await run()).toMatchObject({ done: 7, failures: [] });
    expect(await listToFetch()).toEqual([]);
  });

  it('can be paused, and go on where they were', async () => {
    await waitingFor(...['a', 'b', 'c', 'd', 'e', 'f'].map((site) => `https://${site}.example/`));
    const stop = new AbortController();
    await fetchTexts(({ done }) => done >= 2 && stop.abort(), stop.signal);
    const left = (await listToFetch()).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(6);
    asked.splice(0);
    expect((await run()).total).toBe(left);
    expect(asked).toHaveLength(left);
  });

  it('are read in the encoding of their page', async () => {
    await waitingFor('https://gbk.example/');
    const head = '<meta charset="gbk"><title>x</title><article><h1>';
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0xba, 0xd3, 0xb1, 0xdf]), // 河边
      Buffer.from(`</h1>${article('').slice(article('').indexOf('<p>'))}`),
    ]);
    answers.set(
      'https://gbk.example/',
      () => new Response(bytes, { headers: { 'content-type': 'text/html' } }),
    );
    await run();
    expect((await library.clips.toArray())[0]?.title).toBe('河边');
  });
});
