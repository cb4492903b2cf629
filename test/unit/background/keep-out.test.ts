import { beforeEach, expect, it, vi } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';

interface Rule {
  id: number;
  priority: number;
  condition: { regexFilter?: string; urlFilter?: string; tabIds?: number[]; initiatorDomains?: string[] };
  action: { type: 'block' | 'allow' };
}

const seen = vi.hoisted(() => ({ rules: [] as Rule[], tab: undefined as { id: number } | undefined }));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    runtime: { getURL: (path: string) => `chrome-extension://colophon-id/${path}` },
    tabs: { getCurrent: async () => seen.tab },
    storage: {
      local: { get: async (keys: string[]) => Object.fromEntries(keys.map((key) => [key, account])) },
    },
    declarativeNetRequest: {
      getSessionRules: async () => seen.rules,
      updateSessionRules: async (change: { addRules?: Rule[]; removeRuleIds?: number[] }) => {
        const { addRules = [], removeRuleIds = [] } = change;
        seen.rules = [...seen.rules.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
      },
    },
  },
}));

const { dropRules, keepOut } = await import('../../../utils/background/keep-out');

let account: SyncAccount | undefined;

beforeEach(() => {
  account = undefined;
  seen.rules = [];
  seen.tab = undefined;
});

/** Whether the browser would let a request of ours, or a hop of one, go to an address by the rules of now. */
function isLetThrough(address: string): boolean {
  const met = seen.rules.filter(({ condition: { regexFilter, urlFilter } }) =>
    regexFilter ? new RegExp(regexFilter, 'i').test(address) : address.startsWith((urlFilter ?? '').slice(1)),
  );
  return met.toSorted((one, other) => other.priority - one.priority)[0]?.action.type !== 'block';
}

/** Which of the addresses could be reached while a page's pictures are fetched. */
function reached(pageUrl: string, asked: string[], addresses: string[]): Promise<string[]> {
  return keepOut({ pageUrl, asked }, async () => addresses.filter(isLetThrough));
}

const web = 'https://pictures.example/a.png';
const router = 'http://192.168.1.1/status.png';
const machine = 'http://localhost:8080/a.png';

it('a picture of a page on the web is not led into the network or onto this machine', async () => {
  const near = [
    'http://127.0.0.1:9200/',
    'http://[::1]/',
    'http://nas/a.png',
    'https://printer.local/',
    router,
    machine,
  ];
  expect(await reached('https://news.example/a', [web], [web, ...near])).toEqual([web]);
});

it('a picture of a page in the network is not led onto this machine', async () => {
  expect(await reached('http://nas/a', [router], [web, router, machine])).toEqual([web, router]);
});

it('a page on this machine has its pictures, also while those of a page on the web are fetched', async () => {
  const found = await keepOut({ pageUrl: 'https://news.example/a', asked: [web] }, () =>
    reached('http://localhost:8080/', [machine], [web, router, machine]),
  );
  expect(found).toEqual([web, machine]);
});

it('what the page may not ask for is not let through for having been asked for', async () => {
  expect(await reached('https://news.example/a', [router, 'data:,a'], [router])).toEqual([]);
});

it('the server of the shared library and Zotero stay within reach', async () => {
  account = { kind: 'webdav', address: 'http://nas:5005/books', user: 'a', password: 'b' };
  const own = ['http://nas:5005/books/1', 'http://127.0.0.1:23119/connector/ping'];
  expect(await reached('https://news.example/a', [web], [...own, 'http://nas/a'])).toEqual(own);
});

it('the rules are for requests from here alone, and are gone afterwards, also when it fails', async () => {
  const failing = keepOut({ pageUrl: 'https://news.example/a', asked: [web] }, async () => {
    for (const { condition } of seen.rules)
      expect(condition).toMatchObject({ initiatorDomains: ['colophon-id'], tabIds: [-1] });
    expect(new Set(seen.rules.map(({ id }) => id)).size).toBe(seen.rules.length);
    throw new Error('no connection');
  });
  await expect(failing).rejects.toThrow('no connection');
  expect(seen.rules).toEqual([]);
});

it('a background that was ended leaves rules, which the next one drops; those of open pages stay', async () => {
  void keepOut({ pageUrl: 'https://news.example/a', asked: [web] }, () => new Promise(() => undefined));
  await vi.waitFor(() => expect(seen.rules.length).toBeGreaterThan(0));
  const ofBackground = seen.rules.length;
  seen.tab = { id: 4 };
  void keepOut({ pageUrl: 'https://news.example/a', asked: [web] }, () => new Promise(() => undefined));
  await vi.waitFor(() => expect(seen.rules.length).toBe(2 * ofBackground));
  await dropRules();
  expect(seen.rules.map(({ condition }) => condition.tabIds)).toEqual(Array(ofBackground).fill([4]));
});
