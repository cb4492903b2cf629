import { describe } from 'vitest';
import { startCouch } from '../../servers/couch.mjs';
import { remotesOf } from './lib/account';
import { remoteContract } from './lib/contract';
import { faultContract } from './lib/fault-contract';
import { withServer } from './lib/server';

describe('over a server of CouchDB’s protocol', () => {
  const { server, freshAccount } = withServer(
    'couchdb',
    startCouch,
    ({ origin }, number) => `${origin}/library-${number}`,
  );
  const fresh = (passphrase?: string) => async () => remotesOf(freshAccount(passphrase));

  remoteContract({ name: 'CouchDB', isEncrypted: false, fresh: fresh() });
  remoteContract({ name: 'CouchDB, encrypted', isEncrypted: true, fresh: fresh('ebb and flow') });
  faultContract({ fresh: fresh(), faults: () => server().faults });
});
