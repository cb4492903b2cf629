import { browser } from './browser';

const downloads = { permissions: ['downloads' as const] };

/** Whether dated files may be put into the person's downloads. */
export function maySaveDownloads(): Promise<boolean> {
  return browser.permissions.contains(downloads);
}

/** Asks for that. Must be called straight from a click. */
export function askForDownloads(): Promise<boolean> {
  return browser.permissions.request(downloads);
}

const patience = 120_000;

/**
 * Saves bytes as a file in the person's downloads without a question, waits until it is written, and gives the browser's
 * number of it with its size as written. Only where addresses of bytes can be made: not in Chromium's worker.
 */
export async function saveDownload(blob: Blob, filename: string): Promise<{ id: number; bytes: number }> {
  const url = URL.createObjectURL(blob);
  try {
    const id = await browser.downloads.download({ url, filename, saveAs: false, conflictAction: 'uniquify' });
    const end = Date.now() + patience;
    for (;;) {
      const [item] = await browser.downloads.search({ id });
      if (item?.state === 'complete') return { id, bytes: item.fileSize };
      if (item?.state === 'interrupted' || Date.now() > end)
        throw new Error(`Not written: ${item?.error ?? 'late'}`);
      await new Promise((settled) => setTimeout(settled, 100));
    }
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Takes away a file that `saveDownload` made, if it is still there. */
export async function removeDownload(id: number): Promise<void> {
  await browser.downloads.removeFile(id).catch(() => undefined);
  await browser.downloads.erase({ id }).catch(() => undefined);
}
