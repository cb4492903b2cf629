import { describe, it } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { startCouch } from '../../servers/couch.mjs';
import type { Faults } from '../../servers/fault-proxy.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { type Device, makeDevice } from './device';
import { remotesOf } from './lib/account';
import { playHistory } from './lib/history';
import { withServer } from './lib/server';
import { MemoryServer } from './memory-remote';

/** Ever the same few in `npm test`; `npm run torture -- sync-histories` plays a thousand others. */
const count = Number(process.env.COLOPHON_HISTORIES ?? 3);
const seed = Number(process.env.COLOPHON_SEED ?? 1);
const minute = 60_000;

async function play(faults: Faults, freshAccount: (passphrase?: string) => SyncAccount): Promise<void> {
  const unused = new MemoryServer();
  const devices: [Device, Device, Device] = [
    await makeDevice(unused),
    await makeDevice(unused),
    await makeDevice(unused),
  ];
  for (let number = seed; number < seed + count; number++) {
    // Every third library is encrypted.
    const account = freshAccount(number % 3 === 0 ? 'ebb and flow' : undefined);
    await playHistory(number, devices, remotesOf(account), faults);
  }
}

describe.skipIf(!hasWebDav)('random histories of two devices at once over WebDAV', () => {
  const { server, freshAccount } = withServer(
    'webdav',
    startWebDav,
    ({ url }, number) => `${url}h${number}/`,
  );
  it(hasWebDav ? 'end in one library' : noWebDav, () => play(server().faults, freshAccount), 60 * minute);
});

describe('random histories of two devices at once over CouchDB', () => {
  const { server, freshAccount } = withServer(
    'couchdb',
    startCouch,
    ({ origin }, number) => `${origin}/h${number}`,
  );
  it('end in one library', () => play(server().faults, freshAccount), 60 * minute);
});
