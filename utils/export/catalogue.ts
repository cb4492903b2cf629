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

/** The words that a template of the front matter may hold in braces. A test holds this list against `clipVariables`. */
export const exportVariables = [
  'title',
  'subtitle',
  'author',
  'site',
  'domain',
  'original_title',
  'first_published',
  'published',
  'captured',
  'year',
  'url',
  'canonical',
  'language',
  'words',
  'tags',
  'note',
  'license',
  'license_url',
  'rights',
  'copyright',
  'sha256',
  'id',
] as const;

/** More than this no other program takes by its clipboard without trouble. */
const mostCopied = 100;

/** The formats that are words which may be pasted. */
const copied: ReadonlySet<ExportFormatId> = new Set([
  'markdown',
  'html',
  'text',
  'json',
  'tsv',
  'biblatex',
  'bibtex',
  'ris',
  'csl',
  'gbt',
  'highlights',
  'quotes',
]);

/** Whether so many clips in this format can be copied. */
export function isCopied(format: ExportFormatId, count: number): boolean {
  return copied.has(format) && count > 0 && count <= mostCopied;
}
