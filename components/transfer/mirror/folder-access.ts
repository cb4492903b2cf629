import type { MirrorFolder } from '../../../utils/export/mirror';

/** What TypeScript's own types do not have yet. */
type Permitted = FileSystemDirectoryHandle & {
  queryPermission?: (mode: { mode: 'readwrite' }) => Promise<PermissionState>;
  requestPermission?: (mode: { mode: 'readwrite' }) => Promise<PermissionState>;
};
type Picker = (options: { mode: 'readwrite'; id: string }) => Promise<FileSystemDirectoryHandle>;

const picker = (): Picker | undefined => (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;

/** Whether the browser lets a page write into a folder of the person's. */
export function hasFolders(): boolean {
  return picker() !== undefined;
}

/** Asks for a folder. Must be called straight from a click. Undefined where the person thinks better of it. */
export async function askForFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await picker()?.({ mode: 'readwrite', id: 'colophon-mirror' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** Whether the folder may be written to now, without a question. */
export async function mayWrite(handle: Permitted): Promise<boolean> {
  return !handle.queryPermission || (await handle.queryPermission({ mode: 'readwrite' })) === 'granted';
}

/** Asks again for a folder that was chosen before. Must be called straight from a click. */
export async function askAgain(handle: Permitted): Promise<boolean> {
  return !handle.requestPermission || (await handle.requestPermission({ mode: 'readwrite' })) === 'granted';
}

/** A folder of the person's as the mirror uses it. Folders within it are made when something is written there. */
export function mirrorFolder(root: FileSystemDirectoryHandle): MirrorFolder {
  const place = async (path: string, create: boolean) => {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
    return { folder, name };
  };
  return {
    async read(path) {
      try {
        const { folder, name } = await place(path, false);
        return await (await folder.getFileHandle(name)).getFile();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(path, content) {
      const { folder, name } = await place(path, true);
      // Written beside and put in place when it is closed: a broken write leaves the old file.
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(content);
      await stream.close();
    },
    async remove(path) {
      try {
        const { folder, name } = await place(path, false);
        await folder.removeEntry(name);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError')
  );
}
