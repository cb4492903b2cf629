import Dexie, { type Table } from 'dexie';

/** Apart from the library, as the mirror's folder is: a handle is of this browser on this machine. */
class BackupFolders extends Dexie {
  declare readonly kept: Table<{ key: 'folder'; handle: FileSystemDirectoryHandle }, string>;

  constructor() {
    super('colophon-backup-folder');
    this.version(1).stores({ kept: '&key' });
  }
}

const folders = new BackupFolders();

/** The folder that backups go to, if one was chosen. */
export async function backupFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  return (await folders.kept.get('folder'))?.handle;
}

/** Keeps the folder that the person chose. */
export async function keepBackupFolder(handle: FileSystemDirectoryHandle): Promise<void> {
  await folders.kept.put({ key: 'folder', handle });
}
