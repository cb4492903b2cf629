import { until } from '../../../scripts/lib/until.mjs';
import { inPage } from '../../torture/lib/library-state.mjs';
import { withDatabase } from './with-database.mjs';

/** In the settings: chooses the folder of backups as a person would; this one is the browser's own for this origin. */
export function chooseOwnFolder(settings) {
  // The settings make the place for it when they first ask for it.
  return until('the folder is chosen', () => inPage(settings, choose));
}

const choose = withDatabase(async ({ api, db, ask }) => {
  if (!db?.objectStoreNames.contains('kept')) return false;
  const handle = await navigator.storage.getDirectory();
  await ask(db.transaction('kept', 'readwrite').objectStore('kept').put({ key: 'folder', handle }));
  await api.storage.local.set({ backups: { to: 'folder' } });
  return true;
}, 'colophon-backup-folder');
