import { exportClips as writeClips } from '../../utils/export/export-clips';
import type { ExportFormat, ExportOptions } from '../../utils/export/format';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getAsset } from '../../utils/store/assets';
import { getRecord } from '../../utils/store/clips';
import { interfaceLanguage, isHan } from '../common/format';
import { download } from './download';

/** Writes clips of the library in a format and hands the file to the browser's downloads. Gives how many it wrote. */
export async function exportClips(
  clipIds: readonly ClipId[],
  format: ExportFormat,
  images: ExportOptions['images'],
): Promise<number> {
  const records = (await Promise.all(clipIds.map((id) => getRecord(id)))).filter(
    (record) => record !== undefined,
  );
  const { blob, name } = await writeClips(records, format, {
    window,
    language: isHan(interfaceLanguage()) ? 'zh' : 'en',
    contacts: 'mask',
    images,
    asset: getAsset,
    collection: t('exportCollection', String(records.length)),
  });
  download(blob, name);
  return records.length;
}
