import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SyncAccount, SyncRecord } from '../../../utils/sync/model';
import type { Remote } from '../../../utils/sync/remote';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { remotesOf } from './lib/account';
import { blob, clip, never, pullAll, stateOf } from './lib/samples';
import { withServer } from './lib/server';

describe.skipIf(!hasWebDav)(hasWebDav ? 'the files on a WebDAV server' : noWebDav, () => {
  const { server, freshAccount } = withServer(
    'webdav',
    startWebDav,
    ({ url }, number) => `${url}place-${number}/`,
  );

  /** An empty library with remotes for devices; `at` is where its files lie. */
  async function begin(
    passphrase?: string,
  ): Promise<{ device: (name: string) => Remote; at: string; account: SyncAccount }> {
    const account = freshAccount(passphrase);
    const device = remotesOf(account);
    const { library } = await device('deva').open(never);
    return { device, at: join(server().folder, basename(account.address), library), account };
  }

  const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
  const segment = (turn: number): string => {
    const digits = String(turn).padStart(8, '0');
    return `log/deva.${digits}-${digits}.seg`;
  };

  it('wait for the newest one that is only half there, and give it when it is whole', async () => {
    const { device, at } = await begin();
    await device('deva').push([clip(1, 1, 'deva')], never);
    await device('deva').push([clip(2, 2, 'deva')], never);
    const path = join(at, segment(2));
    const whole = readFileSync(path);
    for (const length of [0, 10, whole.length - 1]) {
      writeFileSync(path, whole.subarray(0, length));
      const half = await pullAll(device('devb'));
      expect(half.records.map(({ id }) => id)).toEqual(['clip/1']);
      expect(half.damaged).toEqual([]);
      writeFileSync(path, whole);
      expect((await pullAll(device('devb'), half.cursor)).records.map(({ id }) => id)).toEqual(['clip/2']);
    }
  });

  it('pass over half a file that its device gave up', async () => {
    const { device, at } = await begin();
    await device('deva').push([clip(1, 1, 'deva')], never);
    truncateSync(join(at, segment(1)), 30);
    await device('deva').push([clip(1, 1, 'deva')], never);
    expect(filesIn(join(at, 'log'))).toHaveLength(2);
    const all = await pullAll(device('devb'));
    expect(stateOf(all.records)).toEqual(stateOf([clip(1, 1, 'deva')]));
    expect(all.damaged).toEqual([]);
  });

  it.each([undefined, 'ebb and flow'])(
    'tell once of damage, and give the rest (passphrase: %s)',
    async (passphrase) => {
      const { device, at } = await begin(passphrase);
      const a = device('deva');
      for (const turn of [1, 2, 3]) await a.push([clip(turn, turn, 'deva')], never);
      const path = join(at, segment(2));
      const bytes = readFileSync(path);
      bytes[25] = (bytes[25] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      const read = await pullAll(device('devb'));
      expect(read.records.map(({ id }) => id)).toEqual(['clip/1', 'clip/3']);
      expect(read.damaged).toEqual([segment(2)]);
      expect(await pullAll(device('devb'), read.cursor)).toMatchObject({ records: [], damaged: [] });
    },
  );

  it('count half a blob as not there, until it is put again', async () => {
    const { device, at } = await begin();
    const { name, bytes } = await blob(1);
    await device('deva').putBlob(name, bytes, never);
    const path = join(at, 'blobs', name.slice(0, 2), name);
    for (const length of [0, 100, bytes.length, bytes.length + 47]) {
      truncateSync(path, length);
      const b = device('devb');
      expect(await b.hasBlobs([name], never)).toEqual(new Set());
      expect(await b.getBlob(name, never)).toBeUndefined();
      await b.putBlob(name, bytes, never);
      expect(await device('devc').hasBlobs([name], never)).toEqual(new Set([name]));
      expect(await device('devc').getBlob(name, never)).toEqual(bytes);
    }
  });

  it('cost two requests when there is nothing new', async () => {
    const { device } = await begin();
    const a = device('deva');
    await a.push([clip(1, 1, 'deva')], never);
    const { cursor } = await pullAll(a);
    server().faults.reset();
    await a.open(never);
    expect((await pullAll(a, cursor)).records).toEqual([]);
    await a.compact?.(never);
    expect(server().faults.seen.map((asked) => asked.split(' ')[0])).toEqual(['GET', 'PROPFIND']);
  });

  it('of a device that is alone are not fetched back by it', async () => {
    const { device } = await begin();
    const a = device('deva');
    const { cursor } = await pullAll(a);
    await a.push([clip(1, 1, 'deva')], never);
    await a.push([clip(2, 2, 'deva')], never);
    server().faults.reset();
    const next = await pullAll(a, cursor);
    expect(next.records).toEqual([]);
    expect(server().faults.seen.map((asked) => asked.split(' ')[0])).toEqual(['PROPFIND']);
    // Whoever asks from the beginning has lost something, and gets everything.
    expect((await pullAll(a)).records).toHaveLength(2);
  });

  it('tell two copies of one profile of each other', async () => {
    const { device } = await begin();
    const [one, copy] = [device('deva'), device('deva')];
    await one.push([clip(1, 1, 'deva')], never);
    const cursors = [(await pullAll(one)).cursor, (await pullAll(copy)).cursor];
    await one.push([clip(2, 2, 'deva')], never);
    await copy.push([clip(3, 3, 'deva')], never);
    await one.push([clip(4, 4, 'deva')], never);
    const heard = await Promise.all([pullAll(one, cursors[0]), pullAll(copy, cursors[1])]);
    expect(heard[0].records.map(({ id }) => id)).toEqual(['clip/3']);
    expect(heard[1].records.map(({ id }) => id)).toEqual(['clip/2', 'clip/4']);
  });

  it('are a picture still, with our mark behind it', async () => {
    const { device, at } = await begin();
    const { name, bytes } = await blob(1);
    await device('deva').putBlob(name, bytes, never);
    const kept = readFileSync(join(at, 'blobs', name.slice(0, 2), name));
    expect(kept.subarray(0, bytes.length).equals(bytes)).toBe(true);
  });

  it.each([undefined, 'ebb and flow'])(
    'become few while others read, whose cursors stay good (passphrase: %s)',
    async (passphrase) => {
      const { device, at } = await begin(passphrase);
      const a = device('deva');
      const sent: SyncRecord[] = [];
      const readers: { cursor: string | undefined; seen: SyncRecord[] }[] = [];
      for (let turn = 1; turn <= 90; turn++) {
        const record = clip(turn % 11, turn, 'deva');
        await a.push([record], never);
        sent.push(record);
        if (turn % 15 === 0) {
          const { records, cursor } = await pullAll(device('devb'));
          readers.push({ cursor, seen: records });
        }
        if (turn % 9 === 0) await a.compact?.(never);
      }
      // Somebody has listed the files and is reading them when they are put away.
      const slow = device('devc').pull(undefined, never)[Symbol.asyncIterator]();
      const seen = [...((await slow.next()).value?.records ?? [])];
      for (let turn = 91; turn <= 100; turn++) {
        sent.push(clip(turn, turn, 'deva'));
        await a.push([clip(turn, turn, 'deva')], never);
      }
      await a.compact?.(never);
      for (let step = await slow.next(); !step.done; step = await slow.next())
        seen.push(...step.value.records);
      const late = await pullAll(device('devc'));
      expect(stateOf(late.records)).toEqual(stateOf(sent));
      expect(stateOf([...seen, ...late.records])).toEqual(stateOf(sent));
      for (const reader of readers) {
        const rest = await pullAll(device('devb'), reader.cursor);
        expect(stateOf([...reader.seen, ...rest.records])).toEqual(stateOf(sent));
        expect(rest.damaged).toEqual([]);
      }
      const latest = filesIn(join(at, 'log')).filter((name) => name.endsWith('.seg'));
      expect(latest.length).toBeLessThanOrEqual(9);
      expect(filesIn(join(at, 'log', 'deva')).length).toBeLessThanOrEqual(16);
      // The device itself goes on behind what it has put away.
      await device('deva').push([clip(200, 200, 'deva')], never);
      const news = await pullAll(device('devb'), late.cursor);
      expect(news.records.map(({ id }) => id)).toEqual(['clip/200']);
    },
  );

  it('are put away even if that breaks off at every request in turn', async () => {
    const { device, at } = await begin();
    const sent = Array.from({ length: 14 }, (_none, turn) => clip(turn % 7, turn, 'deva'));
    for (const record of sent) await device('deva').push([record], never);
    for (let turn = 1; ; turn++) {
      expect(turn).toBeLessThan(150);
      server().faults.cutAt(turn, (['before', 'half', 'answer'] as const)[turn % 3]);
      const done = await device('deva')
        .compact?.(never)
        .then(
          () => true,
          () => false,
        );
      server().faults.reset();
      const { records, damaged } = await pullAll(device('devb'));
      expect(stateOf(records)).toEqual(stateOf(sent));
      expect(damaged).toEqual([]);
      if (done) break;
    }
    const latest = filesIn(join(at, 'log')).filter((name) => name.endsWith('.seg'));
    expect(latest.length).toBeLessThanOrEqual(9);
  });

  it('are listed by folders: of 5,000 blobs, 2,050 are looked for in about one request a folder', async () => {
    const { device, at } = await begin();
    const names = (await Promise.all(Array.from({ length: 5_050 }, (_none, number) => blob(number, 8)))).map(
      ({ name }) => name,
    );
    const [there, absent] = [names.slice(50), names.slice(0, 50)];
    const { bytes } = await blob(0, 8);
    await device('deva').putBlob(there[0] ?? '', bytes, never);
    const first = readFileSync(join(at, 'blobs', (there[0] ?? '').slice(0, 2), there[0] ?? ''));
    for (const name of there) {
      const path = join(at, 'blobs', name.slice(0, 2), name);
      if (!existsSync(dirname(path))) mkdirSync(dirname(path));
      writeFileSync(path, first);
    }
    const others = (
      await Promise.all(Array.from({ length: 2_000 }, (_none, number) => blob(10_000 + number, 8)))
    ).map(({ name }) => name);
    server().faults.reset();
    expect(await device('devb').hasBlobs([...others, ...absent], never)).toEqual(new Set());
    expect(server().faults.requests).toBeLessThan(300);
    const some = there.slice(0, 200);
    expect(await device('devb').hasBlobs([...some, ...absent], never)).toEqual(new Set(some));
    rmSync(join(at, 'blobs'), { recursive: true });
  });

  it('may only be looked at by somebody who may only read', async () => {
    const { device, account } = await begin();
    await device('deva').push([clip(1, 1, 'deva')], never);
    const ofReader = { ...account, ...server().reader };
    const reader = remotesOf(ofReader)('devr');
    expect((await reader.open(never)).isNew).toBe(false);
    expect((await pullAll(reader)).records).toHaveLength(1);
    await expect(reader.push([clip(2, 2, 'devr')], never)).rejects.toMatchObject({ kind: 'read-only' });
    const stranger = remotesOf({ ...ofReader, password: 'no' })('devs');
    await expect(stranger.open(never)).rejects.toMatchObject({ kind: 'password' });
  });
});
