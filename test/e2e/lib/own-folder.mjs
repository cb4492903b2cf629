import { withDatabase } from './with-database.mjs';

/** For the settings: chooses the folder of backups as a person would; this one is the browser's own for this origin. */
export const chooseOwnFolder = withDatabase(async ({ api, db, ask }) => {
  const handle = await navigator.storage.getDirectory();
  await ask(db.transaction('kept', 'readwrite').objectStore('kept').put({ key: 'folder', handle }));
  await api.storage.local.set({ backups: { to: 'folder' } });
}, 'colophon-backup-folder');
