import { describe, expect, it } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { startCouch } from '../../servers/couch.mjs';
import { remotesOf } from './lib/account';
import { clip, never, pullAll, stateOf, text } from './lib/samples';
import { withServer } from './lib/server';

describe('a database of CouchDB’s protocol', () => {
  const { server, freshAccount } = withServer(
    'couchdb',
    startCouch,
    ({ origin }, number) => `${origin}/reading-${number}`,
  );
  /** Of the database that `fresh` began last. */
  let account: SyncAccount;
  const fresh = (more: Partial<SyncAccount> = {}) => {
    account = freshAccount();
    return remotesOf({ ...account, ...more });
  };
  /** Asks the server itself. */
  async function ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await fetch(`${account.address}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Record<string, unknown>;
  }
  /** The one document of a record, with the names of its conflicting states. */
  async function docOf(id: string): Promise<{ _id: string; _rev: string; _conflicts?: string[] }> {
    const { rows } = (await ask('GET', '/_all_docs?include_docs=true&conflicts=true')) as {
      rows: { doc: { _id: string; _rev: string; id?: string } }[];
    };
    const found = rows.find(({ doc }) => doc.id === id || doc._id.endsWith(id));
    if (!found) throw new Error(`no document of ${id}`);
    return found.doc;
  }

  it.each([undefined, 'ebb and flow'])(
    'joins states that two copies of it brought together (passphrase: %s)',
    async (passphrase) => {
      const device = fresh({ ...(passphrase && { passphrase }) });
      await device('deva').push([clip(1, 1, 'deva')], never);
      const { rows } = (await ask('GET', '/_all_docs?include_docs=true')) as {
        rows: { doc: { _id: string; _rev: string } }[];
      };
      const ours = rows.find(({ doc }) => doc._id.includes(':r:'))?.doc;
      if (!ours) throw new Error('nothing was pushed');
      await device('devb').push([clip(1, 2, 'devb')], never);
      // Another copy of the database had gone on from the first state in its own way: both come by replication.
      const [, first = ''] = ours._rev.split('-');
      const { _rev: _first, ...content } = ours;
      const other = {
        ...content,
        _rev: `2-${'f'.repeat(32)}`,
        _revisions: { start: 2, ids: ['f'.repeat(32), first] },
      };
      await ask('POST', '/_bulk_docs', { new_edits: false, docs: [other] });
      expect((await docOf(ours._id))._conflicts).toHaveLength(1);
      const whole = stateOf([clip(1, 1, 'deva'), clip(1, 2, 'devb')]);
      expect(stateOf((await pullAll(device('devc'))).records)).toEqual(whole);
      expect((await docOf(ours._id))._conflicts ?? []).toEqual([]);
      expect(stateOf((await pullAll(device('devd'))).records)).toEqual(whole);
    },
  );

  it('joins them also when somebody writes before anybody has read', async () => {
    const device = fresh();
    await device('deva').push([clip(1, 1, 'deva')], never);
    const { _id, _rev } = await docOf('clip/1');
    const theirs = clip(1, 2, 'devb');
    const docs = [
      { _id, ...theirs, _rev: `1-${'f'.repeat(32)}`, _revisions: { start: 1, ids: ['f'.repeat(32)] } },
    ];
    await ask('POST', '/_bulk_docs', { new_edits: false, docs });
    expect(_rev).not.toBe(docs[0]?._rev);
    await device('devc').push([clip(1, 3, 'devc')], never);
    expect((await docOf('clip/1'))._conflicts ?? []).toEqual([]);
    expect(stateOf((await pullAll(device('devd'))).records)).toEqual(
      stateOf([clip(1, 1, 'deva'), theirs, clip(1, 3, 'devc')]),
    );
  });

  it('writes nothing where all is there already', async () => {
    const device = fresh();
    await device('deva').push([clip(1, 1, 'deva'), text(1)], never);
    const { _rev } = await docOf('clip/1');
    await device('devb').push([clip(1, 1, 'deva')], never);
    expect((await docOf('clip/1'))._rev).toBe(_rev);
  });

  it('tells at once that there is something new', async () => {
    const device = fresh();
    const [a, b] = [device('deva'), device('devb')];
    await a.open(never);
    const { cursor } = await pullAll(b);
    const end = new AbortController();
    const turns = b.watch?.(cursor, end.signal)[Symbol.asyncIterator]();
    const turn = turns?.next();
    await a.push([clip(1, 1, 'deva')], never);
    expect((await turn)?.done).toBe(false);
    expect((await pullAll(b, cursor)).records.map(({ id }) => id)).toEqual(['clip/1']);
    const waiting = turns?.next().catch((error: unknown) => error);
    end.abort(new Error('page closed'));
    await waiting;
  });

  it('is not made by somebody who may not, and used by them once it is there', async () => {
    const device = fresh({ ...server().writer });
    await expect(device('deva').open(never)).rejects.toMatchObject({ kind: 'not-found' });
    await remotesOf(account)('deva').open(never);
    await device('deva').push([clip(1, 1, 'deva')], never);
    expect((await pullAll(device('devb'))).records).toHaveLength(1);
  });

  it('tells a wrong password from missing rights', async () => {
    fresh();
    await remotesOf(account)('deva').push([clip(1, 1, 'deva')], never);
    const wrong = remotesOf({ ...account, password: 'no' })('devb');
    await expect(wrong.open(never)).rejects.toMatchObject({ kind: 'password' });
    const guest = remotesOf({ ...account, ...server().guest })('devb');
    await expect(guest.open(never)).rejects.toMatchObject({ kind: 'no-rights' });
    const reader = remotesOf({ ...account, ...server().reader })('devb');
    expect((await pullAll(reader)).records).toHaveLength(1);
    await expect(reader.push([clip(2, 2, 'devb')], never)).rejects.toMatchObject({ kind: 'read-only' });
  });

  it('may refuse a document by a function of its own', async () => {
    const device = fresh();
    await device('deva').open(never);
    const validate = 'function (doc) { if (doc.id === "clip/2") throw({ forbidden: "not this one" }); }';
    await ask('PUT', '/_design/rights', { _id: '_design/rights', validate_doc_update: validate });
    await device('deva').push([clip(1, 1, 'deva')], never);
    await expect(device('deva').push([clip(2, 1, 'deva')], never)).rejects.toMatchObject({
      kind: 'read-only',
    });
    expect((await pullAll(device('devb'))).records.map(({ id }) => id)).toEqual(['clip/1']);
  });

  it('passes over what is damaged or not ours, and mends it when it is pushed again', async () => {
    const device = fresh({ passphrase: 'ebb and flow' });
    await device('deva').push([clip(1, 1, 'deva'), clip(2, 2, 'deva')], never);
    const { rows } = (await ask('GET', '/_all_docs?include_docs=true')) as {
      rows: { doc: { _id: string; packed?: string } }[];
    };
    const some = rows.find(({ doc }) => doc._id.includes(':r:'))?.doc;
    const packed = `${some?.packed?.slice(0, -8)}AAAAAAA=`;
    await ask('POST', '/_bulk_docs', {
      docs: [
        { ...some, packed },
        { _id: 'notes:mine', text: 'my own' },
      ],
    });
    const read = await pullAll(device('devb'));
    expect(read.records).toHaveLength(1);
    expect(read.damaged).toEqual([some?._id]);
    await device('deva').push([clip(1, 1, 'deva'), clip(2, 2, 'deva')], never);
    expect(await pullAll(device('devb'))).toMatchObject({ damaged: [] });
    expect((await pullAll(device('devb'))).records).toHaveLength(2);
  });

  it('is read in portions', async () => {
    const device = fresh();
    const sent = Array.from({ length: 1_200 }, (_none, at) => clip(at, at, 'deva'));
    for (let at = 0; at < sent.length; at += 400) await device('deva').push(sent.slice(at, at + 400), never);
    const read = await pullAll(device('devb'));
    expect(read.cursors.length).toBeGreaterThan(2);
    expect(stateOf(read.records)).toEqual(stateOf(sent));
  });
});
