import type { ImportFile, ImportKit } from '../../utils/import/types';
import { Verdicts } from '../../utils/import/verdicts';
import { type ImportReport, planImport, runImport } from '../../utils/store/import-clips';
import { tendIndex } from '../../utils/store/tend-index';
import { examineWholly, isSound, lastHealth } from '../../utils/trust/health';
import { takeSettings } from './take-settings';

export interface ImportWatch {
  tell: (report: ImportReport) => void;
  signal: AbortSignal;
}

/** Reads the files and says what an import would do. The readers' code is loaded when it is first needed. */
export async function planFiles(files: readonly ImportFile[], watch: ImportWatch): Promise<ImportReport> {
  const { readFiles } = await import('../../utils/import/read-file');
  const verdicts = new Verdicts();
  const kit = { ...newKit(), verdicts };
  const report = await planImport(readFiles(files, kit), kit, watch);
  planned.set(files, verdicts);
  return report;
}

/** What was found of the files of each plan. */
const planned = new WeakMap<readonly ImportFile[], Verdicts>();

/** Imports the files; `id` is what Undo names. The settings of a backup come along where nothing was set here. */
export async function importFiles(
  files: readonly ImportFile[],
  id: string,
  watch: ImportWatch,
): Promise<ImportReport> {
  const { readFiles } = await import('../../utils/import/read-file');
  const verdicts = planned.get(files);
  verdicts?.again();
  const kit = { ...newKit(), ...(verdicts && { verdicts }) };
  let settings: Record<string, unknown> | undefined;
  async function* items() {
    for await (const read of readFiles(files, kit)) {
      if (read.item.kind === 'extra' && read.item.table === 'settings') settings = read.item.row;
      yield read;
    }
  }
  const report = await runImport(items(), kit, { id, files: files.map(({ name }) => name), ...watch });
  if (settings) await takeSettings(settings);
  // Not awaited: what was imported is found already; merged, it is found faster.
  void tendIndex({ trusting: true });
  void lookAgain().catch(console.error);
  return report;
}

/** What was told as lost or damaged may be whole again: it is told no longer than it is so. */
async function lookAgain(): Promise<void> {
  const health = await lastHealth();
  if (health && !isSound(health)) await examineWholly();
}

function newKit(): ImportKit {
  return { window, now: new Date().toISOString(), hasher: crypto.subtle };
}
