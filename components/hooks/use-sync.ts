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

/** Where the library is shared, live; `undefined` until it is read, `null` where it is not shared. */
export function useSyncAccount(): SyncAccount | null | undefined {
  const [account, show] = useState<SyncAccount | null>();
  useEffect(() => {
    syncAccount().then((kept) => show(kept ?? null), console.error);
    return observeAccount((kept) => show(kept ?? null));
  }, []);
  return account;
}

/** How sync stands, live. */
export function useSyncStatus(): SyncStatus {
  const [status, show] = useState<SyncStatus>({});
  useEffect(() => {
    syncStatus().then(show, console.error);
    return observeStatus(show);
  }, []);
  return status;
}

/** Which pictures are kept on this device, and the way to say that another choice was made. */
export function useKeptPictures(): [KeptPictures, (keep: KeptPictures) => void] {
  const [keep, show] = useState<KeptPictures>('all');
  useEffect(() => {
    keptPictures().then(show, console.error);
  }, []);
  return [keep, show];
}
