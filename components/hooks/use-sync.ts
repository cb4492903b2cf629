import { useEffect, useState } from 'preact/hooks';
import type { KeptPictures, SyncAccount } from '../../utils/sync/model';
import {
  keptPictures,
  observeAccount,
  observeStatus,
  type SyncStatus,
  syncAccount,
  syncStatus,
} from '../../utils/syncing/account';
import { useObserved } from './use-observed';

/** Where the library is shared, live; `undefined` until it is read, `null` where it is not shared. */
export function useSyncAccount(): SyncAccount | null | undefined {
  return useObserved<SyncAccount | null>(
    async () => (await syncAccount()) ?? null,
    (tell) => observeAccount((kept) => tell(kept ?? null)),
  );
}

const unknown: SyncStatus = {};

/** How sync stands, live. */
export function useSyncStatus(): SyncStatus {
  return useObserved(syncStatus, observeStatus) ?? unknown;
}

/** Which pictures are kept on this device, and the way to say that another choice was made. */
export function useKeptPictures(): [KeptPictures, (keep: KeptPictures) => void] {
  const [keep, show] = useState<KeptPictures>('all');
  useEffect(() => {
    keptPictures().then(show, console.error);
  }, []);
  return [keep, show];
}
