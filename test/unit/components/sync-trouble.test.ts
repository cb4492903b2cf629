import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { never } from '../sync/lib/samples';
import { speaking } from './fake-browser';

const now = Date.parse('2026-11-27T12:00:00.000Z');

type Answer = (ask: { method: string; path: string }) => Response;
const status =
  (code: number, headers?: HeadersInit): Answer =>
  () =>
    new Response(null, { status: code, ...(headers && { headers }) });
const fails =
  (code?: string): Answer =>
  () => {
    throw new TypeError('Failed to fetch', code === undefined ? {} : { cause: { code } });
  };

/** A CouchDB that answers in a certain version, where no library is yet. */
const couch =
  (version: string): Answer =>
  ({ path }) =>
    path === '/'
      ? Response.json({ couchdb: 'Welcome', version })
      : path === '/library'
        ? Response.json({ db_name: 'library' })
        : new Response('{}', { status: 404 });

/** What a server does, and the sentence that a person reads then. */
const troubles: [what: string, kind: SyncAccount['kind'], answer: Answer, en: RegExp, zh: RegExp][] = [
  ['wrong password', 'webdav', status(401), /does not accept this user and password/, /不接受此用户名和密码/],
  [
    'wrong password',
    'couchdb',
    status(401),
    /does not accept this user and password/,
    /不接受此用户名和密码/,
  ],
  ['no room', 'couchdb', status(507), /no room left.*Free some/, /空间已满/],
  ['no rights', 'couchdb', status(403), /may not look in there.*can let it in/, /无权查看/],
  ['nothing so large', 'couchdb', status(413), /nothing as large as this/, /不接受这么大/],
  [
    'no name of a database',
    'couchdb',
    () => Response.json({ error: 'illegal_database_name', reason: '' }, { status: 400 }),
    /a name that no database can have/,
    /不能用作数据库名/,
  ],
  ['no library place', 'webdav', status(404), /nothing at this address/i, /没有可以存放资料库的地方/],
  [
    'clock',
    'couchdb',
    status(404, { date: 'Tue, 01 Jan 2030 00:00:00 GMT' }),
    /clocks.*more than a day apart/,
    /时钟相差超过一天/,
  ],
  [
    'old server',
    'couchdb',
    couch('1.6.1'),
    /lacks something that is needed.*1\.6\.1/,
    /缺少必需的功能.*1\.6\.1/,
  ],
  [
    'certificate, where it is told',
    'webdav',
    fails('CERT_HAS_EXPIRED'),
    /certificate is not accepted/,
    /不接受该服务器的证书/,
  ],
  ['certificate, as browsers tell it', 'webdav', fails(), /cannot be reached.*certificate/, /无法连接.*证书/],
  ['at work on itself', 'couchdb', status(503), /busy|cannot now|tried again/i, /暂时无法处理/],
];

let language: 'en' | 'zh_CN' = 'en';
vi.mock('webextension-polyfill', () => ({
  default: new Proxy({}, { get: (_, name) => speaking(language)[name as 'i18n'] }),
}));

async function wordsFor(kind: SyncAccount['kind'], answer: Answer): Promise<string | undefined> {
  const { makeRemote } = await import('../../../utils/sync/remotes/make-remote');
  const { errorWords } = await import('../../../components/sync/sync-words');
  const fetch = (async (address: string, { method = 'GET' }: RequestInit = {}) =>
    answer({ method, path: new URL(address).pathname })) as unknown as typeof globalThis.fetch;
  const account = { kind, address: 'https://own.example/library', user: 'ada', password: 'secret' };
  const remote = makeRemote(account, { device: 'deviceaaaa', fetch, crypto, now: () => now });
  return remote.open(never).then(() => undefined, errorWords);
}

describe('what goes wrong at the server is said in a sentence', () => {
  beforeEach(() => {
    vi.resetModules();
  });
  it.each(troubles)('%s (%s)', async (_what, kind, answer, en, zh) => {
    language = 'en';
    expect(await wordsFor(kind, answer)).toMatch(en);
    vi.resetModules();
    language = 'zh_CN';
    expect(await wordsFor(kind, answer)).toMatch(zh);
  });
});
