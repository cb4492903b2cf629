import { afterAll, beforeAll, describe } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { makeRemote } from '../../../utils/sync/remotes/make-remote';
import { hasWebDav, noWebDav, startWebDav, type WebDavServer } from '../../servers/webdav.mjs';
import { remoteContract } from './lib/contract';
import { quickCrypto } from './lib/quick-crypto';

describe.skipIf(!hasWebDav)(hasWebDav ? 'over Apache mod_dav' : noWebDav, () => {
  let server: WebDavServer;
  let folders = 0;
  beforeAll(async () => {
    server = await startWebDav();
  });
  afterAll(() => server?.stop());

  for (const passphrase of [undefined, 'ebb and flow']) {
    remoteContract({
      name: `WebDAV${passphrase ? ', encrypted' : ''}`,
      isEncrypted: passphrase !== undefined,
      async fresh() {
        const account: SyncAccount = {
          kind: 'webdav',
          address: `${server.url}reading ${++folders}/library`,
          user: server.user,
          password: server.password,
          ...(passphrase && { passphrase }),
        };
        return (device) => makeRemote(account, { device, fetch, crypto: quickCrypto, now: Date.now });
      },
    });
  }
});
