import type { ExportFormat } from './format';
import { jsonFormat } from './json';
import { markdownFormat } from './markdown';

/** All formats, in the order in which they are offered. */
export const exportFormats: readonly ExportFormat[] = [markdownFormat, jsonFormat];

/** The format with this id. */
export function findExportFormat(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id);
}
