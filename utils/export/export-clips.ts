import { downloadZip } from 'client-zip';
import type { ClipRecord } from '../model/clip';
import { distinctNames, fileName } from './file-name';
import type { ExportFile, ExportFormat, ExportOptions } from './format';

/** A finished export: give it to `<a download>`. */
export interface Exported {
  name: string;
  blob: Blob;
}

/**
 * Writes clips in a format: one file as it is, several as a zip. `collection` names the zip of several clips.
 */
export async function exportClips(
  records: readonly ClipRecord[],
  format: ExportFormat,
  options: ExportOptions & { collection: string },
): Promise<Exported> {
  const bases = distinctNames(records.map((record) => fileName(record.content.title)));
  const files: ExportFile[] = [];
  for (const [index, record] of records.entries()) {
    files.push(...(await format.write(record, bases[index] ?? fileName(''), options)));
  }
  const [only] = files;
  if (only && files.length === 1)
    return { name: only.name, blob: new Blob([only.content], { type: only.type }) };
  const name = records.length === 1 ? bases[0] : fileName(options.collection);
  return { name: `${name}.zip`, blob: await zip(files, records) };
}

async function zip(files: ExportFile[], records: readonly ClipRecord[]): Promise<Blob> {
  // A fixed time for all entries, so that the same clips give the same bytes.
  const newest = records
    .map((record) => record.capture.at)
    .sort()
    .at(-1);
  const lastModified = newest ? new Date(newest) : new Date(0);
  const entries = files.map(({ name, content }) => ({ name, input: content, lastModified }));
  return downloadZip(entries).blob();
}
