import type { SyncAccount } from '../../../../utils/sync/model';
import type { Remote } from '../../../../utils/sync/remote';
import { makeRemote } from '../../../../utils/sync/remotes/make-remote';
import { quickCrypto } from './quick-crypto';

/** Makes remotes for devices, as the extension does, but with keys that are derived quickly. */
export function remotesOf(account: SyncAccount): (device: string) => Remote {
  return (device) => makeRemote(account, { device, fetch, crypto: quickCrypto, now: Date.now });
}
