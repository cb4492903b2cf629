import { citationFormats } from './citations';
import { epubFormat } from './epub';
import type { ExportFormat } from './format';
import { htmlFormat } from './html';
import { jsonFormat, jsonLinesFormat } from './json';
import { markdownFormat } from './markdown';
import { annotationsFormat, highlightsFormat, quotesFormat, readwiseFormat } from './marks';
import { csvFormat, tsvFormat } from './table';
import { textFormat } from './text';

/** All formats, in the order in which they are offered. */
export const exportFormats: readonly ExportFormat[] = [
  markdownFormat,
  htmlFormat,
  epubFormat,
  textFormat,
  jsonFormat,
  jsonLinesFormat,
  csvFormat,
  tsvFormat,
  ...citationFormats,
  highlightsFormat,
  quotesFormat,
  annotationsFormat,
  readwiseFormat,
];

/** The format with this id. */
export function findExportFormat(id: string): ExportFormat | undefined {
  return exportFormats.find((format) => format.id === id);
}
