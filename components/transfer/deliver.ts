import type { ClipId } from '../../utils/model/clip';
import type { Settings } from '../../utils/model/settings';
import { openPrint } from '../../utils/platform/print-jobs';
import { keepFolder, keptFolder } from '../../utils/store/kept-folder';
import { copyToClipboard } from '../common/clipboard';
import { download } from './download';
import { copyClips, type ExportChoice, exportBackup, exportClips } from './export-clips';
import { askAgain, askForFolder } from './mirror/folder-access';
import { runMirror } from './mirror/mirror-job';
import { sendToZotero } from './send-to-zotero';
import type { Target } from './targets';

/** Why clips did not get where they should; each is a key of `_locales`. `stopped`: the person thought better of it. */
export type Refused = 'stopped' | 'exportFailed' | 'copyFailed' | 'zoteroNotRunning' | 'zoteroRefused';

interface Watch {
  tell: (done: number) => void;
  signal: AbortSignal;
}

/** Brings clips where the person wants them: a download, the printer, or another program. Undefined where it worked. */
export async function deliver(
  target: Target,
  ids: readonly ClipId[],
  choice: ExportChoice,
  obsidian: Settings['obsidian'],
  watch: Watch,
): Promise<Refused | undefined> {
  if (target === 'zotero') {
    const answer = await sendToZotero(ids, watch);
    return answer === 'sent' ? undefined : answer === 'refused' ? 'zoteroRefused' : 'zoteroNotRunning';
  }
  if (target === 'obsidian') return sendToObsidian(ids, choice, obsidian);
  if (target === 'print') {
    const { images, marks, contacts, extent } = choice;
    await openPrint({ clipIds: [...ids], images, marks, contacts, extent });
    return undefined;
  }
  if (target === 'folder') return writeFolder(choice, watch);
  const { blob, name } =
    target === 'backup' ? await exportBackup(watch) : await exportClips(ids, choice, watch);
  download(blob, name);
  return undefined;
}

/** Mirrors the library into the folder that was chosen before, or into one that the person chooses now. */
async function writeFolder(choice: ExportChoice, watch: Watch): Promise<Refused | undefined> {
  const known = await keptFolder();
  const handle = known && (await askAgain(known.handle)) ? known.handle : await askForFolder();
  if (!handle) return 'stopped';
  const { format: _, extent: __, writing: ___, ...own } = choice;
  await keepFolder({ handle, choice: own });
  await runMirror({ handle, choice: own }, 'all', watch);
  return undefined;
}

/** Makes a note in Obsidian; the page stays where it is, and so does Obsidian's window. */
async function sendToObsidian(
  ids: readonly ClipId[],
  choice: ExportChoice,
  place: Settings['obsidian'],
): Promise<Refused | undefined> {
  const { obsidianAddress } = await import('../../utils/export/obsidian');
  const markdown = { ...choice, format: 'markdown', markdown: 'obsidian', images: 'link' } as const;
  const [{ name }, { text }] = await Promise.all([exportClips(ids, markdown), copyClips(ids, markdown)]);
  const { url, clipboard } = obsidianAddress(name.replace(/\.(?:md|zip)$/, ''), text, place);
  if (clipboard && !(await copyToClipboard(document, { text }))) return 'copyFailed';
  const link = document.createElement('a');
  link.href = url;
  link.click();
  return undefined;
}
