import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { makeRemote } from '../../../utils/sync/remotes/make-remote';
import { startCouch } from '../../servers/couch.mjs';
import { hasWebDav, startWebDav } from '../../servers/webdav.mjs';
import { idOf, sampleDraft } from '../clip/sample';
import { type Device, makeDevice } from './device';
import { MemoryServer } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;
const draft = (number: number) =>
  sampleDraft({ id: idOf(number), url: `https://a.example/${number}`, text: `The heron ${number}.` });

interface Started {
  url: string;
  user: string;
  password: string;
  stop: () => Promise<void>;
}

const servers: [kind: SyncAccount['kind'], isHere: boolean, start: () => Promise<Started>][] = [
  ['webdav', hasWebDav, startWebDav],
  ['couchdb', true, startCouch],
];

describe.each(servers)('two devices over %s', (kind, isHere, start) => {
  let server: Started | undefined;

  beforeAll(async () => {
    if (isHere) server = await start();
  });

  afterAll(async () => {
    await server?.stop();
  });

  it.runIf(isHere).each([undefined, 'nine slow herons stand'])(
    'share one library (passphrase: %s)',
    async (passphrase) => {
      if (!server) throw new Error('It did not start');
      const { url, user, password } = server;
      const account: SyncAccount = {
        kind,
        address: `${url.replace(/\/$/, '')}${kind === 'webdav' ? '/' : '-'}${passphrase ? 'sealed' : 'plain'}`,
        user,
        password,
        ...(passphrase && { passphrase }),
      };
      const none = new MemoryServer();
      const [one, other] = [await makeDevice(none), await makeDevice(none)];
      const sync = (device: Device) =>
        device.sync(
          makeRemote(account, {
            device: device.name,
            fetch: (...args) => fetch(...args),
            crypto: webcrypto as Crypto,
            now: () => Date.now(),
          }),
        );
      await one.saveDraft(draft(1), hasher);
      await other.saveDraft(draft(2), hasher);
      for (const device of [one, other, one]) await sync(device);
      expect(await other.state()).toEqual(await one.state());
      await one.act({ kind: 'note', clipIds: [idOf(1)], note: 'desk' });
      await other.act({ kind: 'note', clipIds: [idOf(1)], note: 'train' });
      await other.act({ kind: 'trash', clipIds: [idOf(2)], on: true });
      await other.emptyTrash();
      for (const device of [one, other, one]) await sync(device);
      expect(await other.state()).toEqual(await one.state());
      expect(await one.library.clips.count()).toBe(1);
      expect((await one.getSummary(idOf(1)))?.note).toMatch(/desk[\s\S]*train|train[\s\S]*desk/);
      const third = await makeDevice(none);
      await sync(third);
      expect(await third.state()).toEqual(await one.state());
    },
    120_000,
  );
});
