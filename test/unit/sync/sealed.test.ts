import { describe, expect, it } from 'vitest';
import { encode, sha256 } from '../../../utils/sync/bytes';
import { readHeader, writeHeader } from '../../../utils/sync/library-header';
import { libraryRemote } from '../../../utils/sync/library-remote';
import type { SyncAccount } from '../../../utils/sync/model';
import { lockKey, makeLibraryKey, sealedEnvelope, unlockKey } from '../../../utils/sync/sealed';
import { startCouch } from '../../servers/couch.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { remotesOf } from './lib/account';
import { MemoryServer, memoryPlace } from './lib/memory-place';
import { passphraseContract } from './lib/passphrase-contract';
import { quickCrypto } from './lib/quick-crypto';
import { blob, clip, never, pullAll, text } from './lib/samples';
import { withServer } from './lib/server';

const kit = (device: string) => ({ device, fetch, crypto: quickCrypto, now: () => 1_790_000_000_000 });

/** One place, and remotes of it with a passphrase or without. */
const freshIn = (freshAccount: () => SyncAccount) => async () => {
  const account = freshAccount();
  return (device: string, passphrase?: string) =>
    remotesOf({ ...account, ...(passphrase && { passphrase }) })(device);
};

passphraseContract('in memory', async () => {
  const server = new MemoryServer();
  return (device, passphrase) => libraryRemote(memoryPlace(server), passphrase, kit(device));
});

describe.skipIf(!hasWebDav)(hasWebDav ? 'over Apache mod_dav' : noWebDav, () => {
  const { server, freshAccount } = withServer(
    'webdav',
    startWebDav,
    ({ url }, number) => `${url}sealed-${number}`,
  );
  passphraseContract('WebDAV', freshIn(freshAccount), () => server().faults);
});

describe('over a server of CouchDB’s protocol', () => {
  const { server, freshAccount } = withServer(
    'couchdb',
    startCouch,
    ({ origin }, number) => `${origin}/s${number}`,
  );
  passphraseContract('CouchDB', freshIn(freshAccount), () => server().faults);
});

describe('what lies at an encrypted remote', () => {
  it('shows neither words nor names', async () => {
    const server = new MemoryServer();
    const remote = libraryRemote(memoryPlace(server), 'ebb and flow', kit('deva'));
    const { name, bytes } = await blob(1);
    await remote.push([text(1), clip(1, 1, 'deva')], never);
    await remote.putBlob(name, bytes, never);
    const all = [
      Buffer.from(server.header ?? []),
      ...[...server.records].map(([id, one]) => Buffer.concat([Buffer.from(id), Buffer.from(one.bytes)])),
      ...[...server.blobs].map(([id, one]) => Buffer.concat([Buffer.from(id), Buffer.from(one)])),
    ].map((buffer) => buffer.toString('latin1'));
    const written = all.join('\n');
    for (const word of ['harbour', 'clip/1', 'text/', name, 'ebb and flow', 'deva']) {
      expect(written).not.toContain(word);
    }
  });

  it('is found damaged, not locked, when a byte of it changes', async () => {
    const server = new MemoryServer();
    const first = libraryRemote(memoryPlace(server), 'ebb and flow', kit('deva'));
    await first.open(never);
    const { name, bytes } = await blob(1);
    await first.putBlob(name, bytes, never);
    for (const kept of server.blobs.values()) kept[20] = (kept[20] ?? 0) ^ 1;
    await expect(first.getBlob(name, never)).rejects.toMatchObject({ kind: 'damaged' });
    const header = server.header?.slice() ?? new Uint8Array();
    header[header.length - 90] = (header[header.length - 90] ?? 0) ^ 1;
    server.header = header;
    const second = libraryRemote(memoryPlace(server), 'ebb and flow', kit('devb'));
    await expect(second.open(never)).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('cannot be put under another name', async () => {
    const envelope = await sealedEnvelope(makeLibraryKey(quickCrypto), quickCrypto);
    const [one, other] = [await envelope.hide('text/1'), await envelope.hide('text/2')];
    const sealed = await envelope.seal(one, encode('words'));
    expect(await envelope.open(one, sealed)).toEqual(encode('words'));
    await expect(envelope.open(other, sealed)).rejects.toMatchObject({ kind: 'damaged' });
    await expect(envelope.open(one, sealed.slice(0, 5))).rejects.toMatchObject({ kind: 'damaged' });
  });

  it('is the same for the same content, and never reuses a nonce for another', async () => {
    const envelope = await sealedEnvelope(makeLibraryKey(quickCrypto), quickCrypto);
    const seal = async (name: string, words: string) => Buffer.from(await envelope.seal(name, encode(words)));
    expect((await seal('a', 'words')).equals(await seal('a', 'words'))).toBe(true);
    const nonces = await Promise.all(
      [seal('a', 'words'), seal('a', 'wordS'), seal('b', 'words'), seal('aw', 'ords')].map(async (sealed) =>
        (await sealed).subarray(0, 12).toString('hex'),
      ),
    );
    expect(new Set(nonces).size).toBe(4);
  });

  it('is told of a newer kind', async () => {
    const server = new MemoryServer();
    await libraryRemote(memoryPlace(server), undefined, kit('deva')).open(never);
    const header = await readHeader(server.header ?? new Uint8Array(), quickCrypto);
    server.header = await writeHeader({ ...header, format: 3 }, quickCrypto);
    const later = libraryRemote(memoryPlace(server), undefined, kit('devb'));
    await expect(later.open(never)).rejects.toMatchObject({ kind: 'newer-format' });
  });

  it('is locked with 600,000 rounds, and opened by nothing but the passphrase', async () => {
    const key = makeLibraryKey(crypto);
    const lock = await lockKey(key, 'ebb and flow', 'one', crypto);
    expect(lock).toMatchObject({ derivation: 'PBKDF2-SHA-256', rounds: 600_000 });
    expect(await unlockKey(lock, ' ebb and flow', 'one', crypto)).toEqual(key);
    await expect(unlockKey(lock, 'ebb and flow', 'other', crypto)).rejects.toMatchObject({
      kind: 'passphrase',
    });
    const endless = { ...lock, rounds: 4_000_000_000 };
    await expect(unlockKey(endless, 'ebb and flow', 'one', crypto)).rejects.toMatchObject({
      kind: 'damaged',
    });
    expect(await sha256(encode(''), crypto)).toMatch(/^e3b0c442/);
    expect((await pullAll(libraryRemote(memoryPlace(new MemoryServer()), 'x', kit('deva')))).records).toEqual(
      [],
    );
  });
});
