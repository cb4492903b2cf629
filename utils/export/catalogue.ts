import type { ExportFormat, ExportFormatId } from './format';

/** What a dialog must know of a format before its code, which may be heavy, is loaded. */
export type ExportOffer = Pick<ExportFormat, 'id' | 'group' | 'extension' | 'hasImages' | 'kind'>;

const offer = (
  id: ExportFormatId,
  group: ExportOffer['group'],
  extension: string,
  kind: ExportOffer['kind'],
  hasImages = false,
): ExportOffer => ({ id, group, extension, kind, hasImages });

/** All formats, in the order in which they are offered. A test holds this table against the registry. */
export const exportOffers: readonly ExportOffer[] = [
  offer('markdown', 'read', 'md', 'separate', true),
  offer('html', 'read', 'html', 'separate', true),
  offer('epub', 'read', 'epub', 'together', true),
  offer('text', 'read', 'txt', 'separate'),
  offer('json', 'data', 'json', 'together'),
  offer('jsonl', 'data', 'jsonl', 'together'),
  offer('csv', 'data', 'csv', 'together'),
  offer('tsv', 'data', 'tsv', 'together'),
  offer('biblatex', 'cite', 'bib', 'together'),
  offer('bibtex', 'cite', 'bib', 'together'),
  offer('ris', 'cite', 'ris', 'together'),
  offer('csl', 'cite', 'csl.json', 'together'),
  offer('gbt', 'cite', 'txt', 'together'),
  offer('highlights', 'marks', 'md', 'together'),
  offer('quotes', 'marks', 'txt', 'together'),
  offer('annotations', 'marks', 'jsonld', 'together'),
  offer('readwise', 'marks', 'csv', 'together'),
];
