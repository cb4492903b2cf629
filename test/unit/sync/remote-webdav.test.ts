import { describe } from 'vitest';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { remotesOf } from './lib/account';
import { remoteContract } from './lib/contract';
import { faultContract } from './lib/fault-contract';
import { withServer } from './lib/server';

describe.skipIf(!hasWebDav)(hasWebDav ? 'over Apache mod_dav' : noWebDav, () => {
  const { server, freshAccount } = withServer(
    'webdav',
    startWebDav,
    ({ url }, number) => `${url}reading ${number}/library`,
  );
  const fresh = (passphrase?: string) => async () => remotesOf(freshAccount(passphrase));

  remoteContract({ name: 'WebDAV', isEncrypted: false, fresh: fresh() });
  remoteContract({ name: 'WebDAV, encrypted', isEncrypted: true, fresh: fresh('ebb and flow') });
  faultContract({ fresh: fresh(), faults: () => server().faults });
});
