import { afterAll, beforeAll } from 'vitest';
import type { SyncAccount } from '../../../../utils/sync/model';

interface Started {
  user: string;
  password: string;
  stop: () => Promise<void>;
}

/**
 * A server for the tests of a group, started before them and stopped after. `freshAccount`: where a library is not yet, each
 * time another place; `addressOf` makes its address, of a number that counts from 1.
 */
export function withServer<S extends Started>(
  kind: SyncAccount['kind'],
  start: () => Promise<S>,
  addressOf: (server: S, number: number) => string,
): { server: () => S; freshAccount: (passphrase?: string) => SyncAccount } {
  let server: S;
  let count = 0;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server?.stop());
  return {
    server: () => server,
    freshAccount: (passphrase) => ({
      kind,
      address: addressOf(server, ++count),
      user: server.user,
      password: server.password,
      ...(passphrase && { passphrase }),
    }),
  };
}
