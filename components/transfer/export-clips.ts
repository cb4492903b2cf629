import type { Exported } from '../../utils/export/export-clips';
import type { ExportFormatId, ImageChoice, MarkdownPreset } from '../../utils/export/format';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getSettings } from '../../utils/platform/settings';
import { toolName } from '../../utils/platform/tool';
import { getAsset } from '../../utils/store/assets';
import { backupSource, clipsOf } from '../../utils/store/read-library';
import { formatNumber, interfaceLanguage, isHan } from '../common/format';
import { convertImage } from './convert-image';

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
  writing: 'horizontal' | 'vertical';
}

interface Watch {
  tell?: (done: number) => void;
  signal?: AbortSignal;
}

/** Writes clips of the library in a format. The formats' code is loaded when it is first needed. */
export async function exportClips(
  clipIds: readonly ClipId[],
  { format: id, ...choice }: ExportChoice,
  watch: Watch = {},
): Promise<Exported> {
  const [{ findExportFormat }, { exportFrom }] = await Promise.all([
    import('../../utils/export/registry'),
    import('../../utils/export/export-clips'),
  ]);
  const format = findExportFormat(id);
  if (!format) throw new Error(`No format ${id}`);
  return exportFrom(clipsOf(clipIds), format, {
    ...choice,
    ...watch,
    window,
    language: isHan(interfaceLanguage()) ? 'zh' : 'en',
    asset: getAsset,
    convertImage,
    collection: t('exportCollection', formatNumber(clipIds.length)),
  });
}

/** The whole library as one zip: Trash, versions, images and settings. */
export async function exportBackup(watch: Watch = {}): Promise<Exported> {
  const { writeBackup } = await import('../../utils/export/backup');
  const made = new Date().toISOString();
  const { tool, toolVersion } = toolName();
  const blob = await writeBackup(await backupSource(await getSettings()), {
    made,
    tool: `${tool} ${toolVersion}`,
    ...watch,
  });
  return { name: `${t('backupName')} ${made.slice(0, 10)}.zip`, blob };
}
