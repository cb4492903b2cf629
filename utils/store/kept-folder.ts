import Dexie, { type Table } from 'dexie';
import type { ImageChoice, MarkdownPreset } from '../export/format';
import type { Timestamp } from '../model/clip';

/** The folder that the library is mirrored into, how its files are written, and what the last time did. */
export interface KeptFolder {
  key: 'mirror';
  handle: FileSystemDirectoryHandle;
  choice: {
    images: ImageChoice;
    marks: 'with' | 'without';
    contacts: 'mask' | 'keep';
    markdown: MarkdownPreset;
    fileNames: string;
    fields: string;
    wikilinks: boolean;
  };
  at?: Timestamp;
  clips?: number;
  /** Files that the person changed and that are left alone. */
  theirs?: string[];
}

/**
 * Apart from the library: a handle is of this browser on this machine, and belongs into no backup. It can be kept nowhere
 * but in IndexedDB.
 */
class Folders extends Dexie {
  declare readonly kept: Table<KeptFolder, string>;

  constructor() {
    super('colophon-folder');
    this.version(1).stores({ kept: '&key' });
  }
}

const folders = new Folders();

/** The folder that was chosen, if one was. */
export function keptFolder(): Promise<KeptFolder | undefined> {
  return folders.kept.get('mirror');
}

/** Keeps a folder, or what was done in it. */
export async function keepFolder(folder: Omit<KeptFolder, 'key'>): Promise<void> {
  await folders.kept.put({ ...folder, key: 'mirror' });
}

/** Forgets the folder; its files stay. */
export async function forgetFolder(): Promise<void> {
  await folders.kept.delete('mirror');
}
