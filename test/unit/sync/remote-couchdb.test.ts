import { afterAll, beforeAll, describe } from 'vitest';
import { type CouchServer, startCouch } from '../../servers/couch.mjs';
import { remotesOf } from './lib/account';
import { remoteContract } from './lib/contract';
import { faultContract } from './lib/fault-contract';

describe('over a server of CouchDB’s protocol', () => {
  let server: CouchServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startCouch();
  }, 60_000);
  afterAll(() => server?.stop());

  const fresh = (passphrase?: string) => async () =>
    remotesOf({
      kind: 'couchdb',
      address: `${server.origin}/library-${++databases}`,
      user: server.user,
      password: server.password,
      ...(passphrase && { passphrase }),
    });

  remoteContract({ name: 'CouchDB', isEncrypted: false, fresh: fresh() });
  remoteContract({ name: 'CouchDB, encrypted', isEncrypted: true, fresh: fresh('ebb and flow') });
  faultContract({ fresh: fresh(), faults: () => server.faults });
});
