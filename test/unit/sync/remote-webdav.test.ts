import { afterAll, beforeAll, describe } from 'vitest';
import { hasWebDav, noWebDav, startWebDav, type WebDavServer } from '../../servers/webdav.mjs';
import { remotesOf } from './lib/account';
import { remoteContract } from './lib/contract';
import { faultContract } from './lib/fault-contract';

describe.skipIf(!hasWebDav)(hasWebDav ? 'over Apache mod_dav' : noWebDav, () => {
  let server: WebDavServer;
  let folders = 0;
  beforeAll(async () => {
    server = await startWebDav();
  }, 60_000);
  afterAll(() => server?.stop());

  const fresh = (passphrase?: string) => async () =>
    remotesOf({
      kind: 'webdav',
      address: `${server.url}reading ${++folders}/library`,
      user: server.user,
      password: server.password,
      ...(passphrase && { passphrase }),
    });

  remoteContract({ name: 'WebDAV', isEncrypted: false, fresh: fresh() });
  remoteContract({ name: 'WebDAV, encrypted', isEncrypted: true, fresh: fresh('ebb and flow') });
  faultContract({ fresh: fresh(), faults: () => server.faults });
});
