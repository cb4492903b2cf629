import { afterAll, beforeAll, describe, it } from 'vitest';
import { type CouchServer, startCouch } from '../../servers/couch.mjs';
import { hasWebDav, noWebDav, startWebDav, type WebDavServer } from '../../servers/webdav.mjs';
import { type Device, makeDevice } from './device';
import { remotesOf } from './lib/account';
import { playHistory } from './lib/history';
import { MemoryServer } from './memory-remote';

/** Ever the same few in `npm test`; `npm run torture -- sync` plays a thousand others. */
const count = Number(process.env.COLOPHON_HISTORIES ?? 3);
const seed = Number(process.env.COLOPHON_SEED ?? 1);
const minutes = 60_000;

describe('random histories of two devices at once', () => {
  let devices: [Device, Device, Device];
  let dav: WebDavServer | undefined;
  let couch: CouchServer;
  beforeAll(async () => {
    const unused = new MemoryServer();
    devices = [await makeDevice(unused), await makeDevice(unused), await makeDevice(unused)];
    couch = await startCouch();
    if (hasWebDav) dav = await startWebDav();
  });
  afterAll(async () => {
    await couch?.stop();
    await dav?.stop();
  });

  it.skipIf(!hasWebDav)(
    hasWebDav ? 'end in one library over WebDAV' : noWebDav,
    async () => {
      if (!dav) return;
      const { url, user, password, faults } = dav;
      for (let number = seed; number < seed + count; number++) {
        const sealed = number % 3 === 0 ? { passphrase: 'ebb and flow' } : {};
        const remoteOf = remotesOf({
          kind: 'webdav',
          address: `${url}h${number}/`,
          user,
          password,
          ...sealed,
        });
        await playHistory(number, devices, remoteOf, faults);
      }
    },
    60 * minutes,
  );

  it(
    'end in one library over CouchDB',
    async () => {
      const { origin, user, password, faults } = couch;
      for (let number = seed; number < seed + count; number++) {
        const sealed = number % 3 === 0 ? { passphrase: 'ebb and flow' } : {};
        const remoteOf = remotesOf({
          kind: 'couchdb',
          address: `${origin}/h${number}`,
          user,
          password,
          ...sealed,
        });
        await playHistory(number, devices, remoteOf, faults);
      }
    },
    60 * minutes,
  );
});
