import { blobOf, type Spill } from '../../utils/export/blob-of';

const folderName = 'exports';
/** A download reads its file when it likes; after so long it has done so. In milliseconds. */
const stale = 60 * 60 * 1000;

/** Gathers a long file in the browser's private folder of this extension, so that neither page nor browser must hold it. */
export function gatherOnDisk(stream: ReadableStream<Uint8Array>, type: string): Promise<Blob> {
  return blobOf(stream, type, openSpill);
}

/** A file of its own; undefined where the browser gives none, as in some private windows. */
async function openSpill(): Promise<Spill | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName, { create: true });
    await clear(folder);
    const name = crypto.randomUUID();
    const file = await folder.getFileHandle(name, { create: true });
    const writable = await file.createWritable();
    return {
      write: (bytes) => writable.write(bytes),
      async finish() {
        await writable.close();
        return file.getFile();
      },
      async drop() {
        await writable.abort().catch(() => undefined);
        await folder.removeEntry(name);
      },
    };
  } catch {
    return undefined;
  }
}

/** What earlier exports left: their downloads are done. */
async function clear(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const handle of folder.values()) {
    if (handle.kind !== 'file') continue;
    const { lastModified } = await handle.getFile();
    if (Date.now() - lastModified > stale) await folder.removeEntry(handle.name).catch(() => undefined);
  }
}
