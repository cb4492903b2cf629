import { libraryRemote } from '../../../utils/sync/library-remote';
import { remoteContract } from './lib/contract';
import { MemoryServer, memoryPlace } from './lib/memory-place';
import { quickCrypto } from './lib/quick-crypto';

for (const passphrase of [undefined, 'ebb and flow']) {
  remoteContract({
    name: `in memory${passphrase ? ', encrypted' : ''}`,
    isEncrypted: passphrase !== undefined,
    async fresh() {
      const server = new MemoryServer();
      return (device) =>
        libraryRemote(memoryPlace(server), passphrase, {
          device,
          fetch,
          crypto: quickCrypto,
          now: () => 1_790_000_000_000,
        });
    },
  });
}
