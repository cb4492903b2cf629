import { useEffect, useState } from 'preact/hooks';
import { type BackupState, backupState, observeBackups } from '../../utils/trust/backups';
import { type Health, lastHealth, observeHealth } from '../../utils/trust/health';

/** What the last examination of the library found, live; undefined until it is known. */
export function useHealth(): Health | undefined {
  const [health, show] = useState<Health>();
  useEffect(() => {
    lastHealth().then(show, console.error);
    return observeHealth(show);
  }, []);
  return health;
}

/** Where backups go and what the last came to, live; undefined until it is read. */
export function useBackups(): BackupState | undefined {
  const [state, show] = useState<BackupState>();
  useEffect(() => {
    backupState().then(show, console.error);
    return observeBackups(show);
  }, []);
  return state;
}
