import { afterAll, beforeAll, describe } from 'vitest';
import type { SyncAccount } from '../../../utils/sync/model';
import { makeRemote } from '../../../utils/sync/remotes/make-remote';
import { type CouchServer, startCouch } from '../../servers/couch.mjs';
import { remoteContract } from './lib/contract';
import { quickCrypto } from './lib/quick-crypto';

describe('over a server of CouchDB’s protocol', () => {
  let server: CouchServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startCouch();
  });
  afterAll(() => server?.stop());

  for (const passphrase of [undefined, 'ebb and flow']) {
    remoteContract({
      name: `CouchDB${passphrase ? ', encrypted' : ''}`,
      isEncrypted: passphrase !== undefined,
      async fresh() {
        const account: SyncAccount = {
          kind: 'couchdb',
          address: `${server.origin}/library-${++databases}`,
          user: server.user,
          password: server.password,
          ...(passphrase && { passphrase }),
        };
        return (device) => makeRemote(account, { device, fetch, crypto: quickCrypto, now: Date.now });
      },
    });
  }
});
