import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { type CouchServer, startCouch } from '../../servers/couch.mjs';
import type { Faults } from '../../servers/fault-proxy.mjs';
import { hasWebDav, noWebDav, startWebDav, type WebDavServer } from '../../servers/webdav.mjs';
import { type Device, makeDevice } from './device';
import { remotesOf } from './lib/account';
import { playHistory } from './lib/history';
import { MemoryServer } from './memory-remote';

/** Ever the same few in `npm test`; `npm run torture -- sync-histories` plays a thousand others. */
const count = Number(process.env.COLOPHON_HISTORIES ?? 3);
const seed = Number(process.env.COLOPHON_SEED ?? 1);
const minute = 60_000;

async function play(faults: Faults, accountOf: (number: number) => SyncAccount): Promise<void> {
  const unused = new MemoryServer();
  const devices: [Device, Device, Device] = [
    await makeDevice(unused),
    await makeDevice(unused),
    await makeDevice(unused),
  ];
  for (let number = seed; number < seed + count; number++) {
    // Every third library is encrypted.
    const sealed = number % 3 === 0 ? { passphrase: 'ebb and flow' } : {};
    await playHistory(number, devices, remotesOf({ ...accountOf(number), ...sealed }), faults);
  }
}

describe('random histories of two devices at once over WebDAV', () => {
  let server: WebDavServer;
  beforeAll(async () => {
    if (hasWebDav) server = await startWebDav();
  }, minute);
  afterAll(() => server?.stop());

  it.skipIf(!hasWebDav)(
    hasWebDav ? 'end in one library' : noWebDav,
    () =>
      play(server.faults, (number) => {
        const { url, user, password } = server;
        return { kind: 'webdav', address: `${url}h${number}/`, user, password };
      }),
    60 * minute,
  );
});

describe('random histories of two devices at once over CouchDB', () => {
  let server: CouchServer;
  beforeAll(async () => {
    server = await startCouch();
  }, minute);
  afterAll(() => server?.stop());

  it(
    'end in one library',
    () =>
      play(server.faults, (number) => {
        const { origin, user, password } = server;
        return { kind: 'couchdb', address: `${origin}/h${number}`, user, password };
      }),
    60 * minute,
  );
});
