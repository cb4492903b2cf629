import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { idOf, sampleDraft } from '../clip/sample';
import { type Device, makeDevice } from './device';
import { remotesOf } from './lib/account';
import { clip, never, pullAll, stateOf } from './lib/samples';
import { withServer } from './lib/server';
import { MemoryServer } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;
const draft = (number: number) =>
  sampleDraft({ id: idOf(number), url: `https://a.example/${number}`, text: `The heron ${number}.` });

describe.skipIf(!hasWebDav)(hasWebDav ? 'a WebDAV folder that is put back from a backup' : noWebDav, () => {
  const { server, freshAccount } = withServer(
    'webdav',
    startWebDav,
    ({ url }, number) => `${url}back-${number}/`,
  );
  const folderOf = (address: string): string => join(server().folder, basename(address));
  /** With their owners: the server runs as another user than these tests may. */
  const copy = (from: string, to: string): Buffer => execFileSync('cp', ['-a', from, to]);
  /** As the keeper of the server does it: what was there is there again, what came since is not. */
  const putBack = (backup: string, folder: string): void => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    copy(`${backup}/.`, folder);
  };

  it('gets everything again, from each device what it knows, and all come to one library', async () => {
    const account = freshAccount();
    const unused = new MemoryServer();
    const [one, other, late] = [await makeDevice(unused), await makeDevice(unused), await makeDevice(unused)];
    const sync = (device: Device) => device.sync(remotesOf(account)(device.name));
    const together = async (): Promise<void> => {
      for (let round = 0; round < 3; round++) for (const device of [one, other]) await sync(device);
    };
    await one.saveDraft(draft(1), hasher);
    await together();
    const folder = folderOf(account.address);
    const backup = `${folder}-backup`;
    copy(folder, backup);
    await one.saveDraft(draft(2), hasher);
    await one.act({ kind: 'tag', clipIds: [idOf(1)], add: ['tide'] });
    await together();
    await other.saveDraft(draft(3), hasher);
    await other.act({ kind: 'note', clipIds: [idOf(1)], note: 'Later' });
    await together();
    const before = await one.state();
    putBack(backup, folder);
    // What is said after it takes the place in the log of nothing that anybody has read.
    await one.act({ kind: 'favourite', clipIds: [idOf(2)], on: true });
    await together();
    await sync(late);
    expect(await other.state()).toEqual(await one.state());
    expect(await late.state()).toEqual(await one.state());
    expect(await late.library.clips.count()).toBe(3);
    expect((await late.getSummary(idOf(1)))?.tags).toEqual(['tide']);
    expect((await late.getSummary(idOf(2)))?.favourite).toBe(true);
    expect(before).toHaveLength((await one.state()).length);
    // And no round after it sends all once more.
    expect(await sync(one)).toMatchObject({ sent: 0, clips: 0 });
  }, 120_000);

  it('is told from a listing of a while ago', async () => {
    const account = freshAccount();
    const device = remotesOf(account);
    const [a, b] = [device('deva'), device('devb')];
    await a.push([clip(1, 1, 'deva')], never);
    const stale = await a.open(never).then(() => server().faults);
    await a.push([clip(2, 2, 'deva')], never);
    const { cursor = '' } = await pullAll(b);
    const { library } = await b.open(never);
    const log = join(folderOf(account.address), library, 'log');
    const [, newest = ''] = readdirSync(log).sort();
    // The listing lacks the newest file, and the file itself is there.
    stale.reset();
    const own = device('devb');
    let left = 0;
    const real = globalThis.fetch;
    globalThis.fetch = async (...args) => {
      const answer = await real(...args);
      if (answer.status !== 207) return answer;
      const xml = await answer.text();
      if (xml.includes(newest)) left += 1;
      return new Response(
        xml.replace(new RegExp(`<D:response[^>]*>\\s*<D:href>[^<]*${newest}[\\s\\S]*?</D:response>`), ''),
        answer,
      );
    };
    try {
      const turns = [];
      for await (const pulled of remotesOf(account)('devb').pull(cursor, never)) turns.push(pulled);
      expect(left).toBe(1);
      expect(turns.flatMap(({ records }) => records)).toEqual([]);
      expect(turns.some(({ isSetBack }) => isSetBack)).toBe(false);
    } finally {
      globalThis.fetch = real;
    }
    expect(stateOf((await pullAll(own)).records)).toEqual(stateOf([clip(1, 1, 'deva'), clip(2, 2, 'deva')]));
  });
});
