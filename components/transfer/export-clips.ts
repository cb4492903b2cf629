import type { Copy } from '../../utils/export/copy';
import type { Exported, ExportJob } from '../../utils/export/export-clips';
import type { ExportFormat, ExportFormatId, ImageChoice, MarkdownPreset } from '../../utils/export/format';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getSettings } from '../../utils/platform/settings';
import { toolName } from '../../utils/platform/tool';
import { getAsset } from '../../utils/store/assets';
import { backupSource, clipsOf } from '../../utils/store/read-library';
import { noteBackup } from '../../utils/trust/backups';
import { formatNumber, interfaceLanguage, isHan } from '../common/format';
import { convertImage } from './convert-image';
import { gatherOnDisk } from './gather-on-disk';

/** What the person chose in the dialog. */
export interface ExportChoice {
  format: ExportFormatId;
  images: ImageChoice;
  marks: 'with' | 'without';
  /** Telephone numbers and e-mail addresses in statements are masked unless the person asks. */
  contacts: 'mask' | 'keep';
  extent: 'whole' | 'excerpt';
  markdown: MarkdownPreset;
  fileNames: string;
  /** The front matter's fields by the person's template. */
  fields: string;
  wikilinks: boolean;
  writing: 'horizontal' | 'vertical';
}

interface Watch {
  tell?: (done: number) => void;
  signal?: AbortSignal;
}

/** Writes clips of the library in a format. The formats' code is loaded when it is first needed. */
export async function exportClips(
  clipIds: readonly ClipId[],
  choice: ExportChoice,
  watch: Watch = {},
): Promise<Exported> {
  const { exportFrom } = await import('../../utils/export/export-clips');
  return exportFrom(clipsOf(clipIds), await formatOf(choice), jobOf(clipIds, choice, watch));
}

/** Clips of the library in a format, as words for the clipboard. */
export async function copyClips(clipIds: readonly ClipId[], choice: ExportChoice): Promise<Copy> {
  const { copyOf } = await import('../../utils/export/copy');
  return copyOf(clipsOf(clipIds), await formatOf(choice), jobOf(clipIds, choice, {}));
}

async function formatOf({ format: id }: ExportChoice): Promise<ExportFormat> {
  const { findExportFormat } = await import('../../utils/export/registry');
  const format = findExportFormat(id);
  if (!format) throw new Error(`No format ${id}`);
  return format;
}

function jobOf(clipIds: readonly ClipId[], { format: _, ...choice }: ExportChoice, watch: Watch): ExportJob {
  return {
    ...choice,
    ...watch,
    window,
    language: exportLanguage(),
    asset: getAsset,
    convertImage,
    gather: gatherOnDisk,
    collection: collectionName(clipIds.length),
  };
}

/** The language of our own words in what leaves the library. */
export function exportLanguage(): 'en' | 'zh' {
  return isHan(interfaceLanguage()) ? 'zh' : 'en';
}

/** What so many clips are called as a zip, book or list. */
export function collectionName(count: number): string {
  return t('exportCollection', formatNumber(count));
}

/** The whole library as one zip: Trash, versions, images and settings. */
export async function exportBackup(watch: Watch = {}): Promise<Exported> {
  const { writeBackup } = await import('../../utils/export/backup');
  const made = new Date().toISOString();
  const { tool, toolVersion } = toolName();
  const blob = await writeBackup(await backupSource(await getSettings()), {
    made,
    tool: `${tool} ${toolVersion}`,
    gather: gatherOnDisk,
    ...watch,
  });
  const name = `${t('backupName')} ${made.slice(0, 10)}.zip`;
  await noteBackup(name).catch(console.error); // only a reminder hangs on it
  return { name, blob };
}
