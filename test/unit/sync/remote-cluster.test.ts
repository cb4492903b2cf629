import { describe, expect, it } from 'vitest';
import { Couch } from '../../../utils/sync/remotes/couch';
import { Server } from '../../../utils/sync/remotes/http';
import { startCouch } from '../../servers/couch.mjs';
import { remotesOf } from './lib/account';
import { remoteContract } from './lib/contract';
import { blob, clip, never, pullAll, stateOf, text } from './lib/samples';
import { withServer } from './lib/server';

const addressOf = ({ origin }: { origin: string }, number: number): string => `${origin}/library-${number}`;

describe('over a cluster of CouchDB, as its documentation has it', () => {
  const { freshAccount } = withServer('couchdb', () => startCouch({ cluster: {} }), addressOf);

  remoteContract({
    name: 'a cluster',
    isEncrypted: false,
    fresh: async () => remotesOf(freshAccount()),
  });

  it('is told that a name is none that a database may have', async () => {
    const account = freshAccount();
    const named = { ...account, address: account.address.replace('library', 'Library') };
    await expect(remotesOf(named)('deva').open(never)).rejects.toMatchObject({
      kind: 'database-name',
    });
  });

  it('is asked once more for changes when the time for waiting is over, without a turn', async () => {
    const account = freshAccount();
    const device = remotesOf(account)('deva');
    await device.push([clip(1, 1, 'deva')], never);
    const { cursor = '' } = await pullAll(device);
    const kit = { device: 'deva', fetch, crypto, now: Date.now };
    const couch = new Couch(new Server(kit, account.user, account.password), account.address);
    expect(await couch.nextChange(cursor, 100, never)).toBeUndefined();
    await device.push([clip(2, 2, 'deva')], never);
    expect(await couch.nextChange(cursor, 5_000, never)).toMatch(/^\d+-g1/);
  });

  it('gives a turn for a change', async () => {
    const device = remotesOf(freshAccount());
    const [a, b] = [device('deva'), device('devb')];
    await a.push([clip(1, 1, 'deva')], never);
    const { cursor } = await pullAll(b);
    const end = new AbortController();
    const turns = b.watch?.(cursor, end.signal)[Symbol.asyncIterator]();
    const turn = turns?.next();
    await a.push([clip(2, 2, 'deva')], never);
    expect((await turn)?.done).toBe(false);
    end.abort(new Error('page closed'));
    await turns?.next().catch(() => undefined);
  });
});

describe('over a cluster whose copies are elsewhere now and then', () => {
  const { freshAccount } = withServer('couchdb', () => startCouch({ cluster: { rewinds: true } }), addressOf);

  it('comes to the same, whatever is told again', async () => {
    const device = remotesOf(freshAccount());
    const sent = Array.from({ length: 40 }, (_none, at) => clip(at, at, at % 2 ? 'deva' : 'devb'));
    const [a, b, c] = [device('deva'), device('devb'), device('devc')];
    let cursor: string | undefined;
    const seen = [];
    for (let at = 0; at < sent.length; at += 8) {
      await Promise.all([a.push(sent.slice(at, at + 4), never), b.push(sent.slice(at + 4, at + 8), never)]);
      const read = await pullAll(c, cursor);
      cursor = read.cursor;
      seen.push(...read.records);
    }
    seen.push(...(await pullAll(c, cursor)).records);
    expect(stateOf(seen)).toEqual(stateOf(sent));
  });
});

describe('over a server that takes nothing large', () => {
  const cluster = { document: 20_000, attachment: 30_000, request: 60_000 };
  const { freshAccount } = withServer('couchdb', () => startCouch({ cluster }), addressOf);

  it('says so of a document, of an attachment and of a request, and keeps nothing of it', async () => {
    const device = remotesOf(freshAccount());
    const a = device('deva');
    const large = text(1, Array.from({ length: 20_000 }, (_none, at) => (at * 7919) % 10_007).join(' '));
    await a.open(never);
    await expect(a.push([clip(1, 1, 'deva'), large], never)).rejects.toMatchObject({ kind: 'too-large' });
    const { name, bytes } = await blob(1, 40_000);
    await expect(a.putBlob(name, bytes, never)).rejects.toMatchObject({ kind: 'too-large' });
    const many = Array.from({ length: 30 }, (_none, at) => text(at, 'tide '.repeat(600)));
    await expect(a.push(many, never)).rejects.toMatchObject({ kind: 'too-large' });
    expect((await pullAll(device('devb'))).records).toEqual([]);
    await a.push(many.slice(0, 10), never);
    expect((await pullAll(device('devb'))).records).toHaveLength(10);
  });

  it('is given a library in parts when it is encrypted', async () => {
    const account = freshAccount();
    const a = remotesOf(account)('deva');
    const words = (of: number): string =>
      Array.from({ length: 800 }, (_none, at) => (at * 7919 + of * 104_729) % 10_007).join(' ');
    const many = Array.from({ length: 40 }, (_none, at) => text(at, words(at)));
    for (let at = 0; at < many.length; at += 8) await a.push(many.slice(at, at + 8), never);
    await a.changePassphrase?.('ebb and flow', never);
    const sealed = remotesOf({ ...account, passphrase: 'ebb and flow' })('devb');
    expect(stateOf((await pullAll(sealed)).records)).toEqual(stateOf(many));
  });
});
