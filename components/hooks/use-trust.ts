import { type BackupState, backupState, observeBackups } from '../../utils/trust/backups';
import { type Health, lastHealth, observeHealth } from '../../utils/trust/health';
import { useObserved } from './use-observed';

/** What the last examination of the library found, live; undefined until it is known. */
export function useHealth(): Health | undefined {
  return useObserved(lastHealth, observeHealth);
}

/** Where backups go and what the last came to, live; undefined until it is read. */
export function useBackups(): BackupState | undefined {
  return useObserved(backupState, observeBackups);
}
