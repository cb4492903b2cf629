import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import type { ExportFormat, TogetherFormat } from './format';
import { statementsOf } from './source-facts';
import { TextParts } from './text-parts';

/** What a spreadsheet might take for a formula (OWASP ASVS 1.2.10), full-width signs and leading blanks included. */
const formula = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠\t\r\0|%]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A cell that no spreadsheet computes: what looks like a formula gets an apostrophe before it. */
export function safeCell(value: string): string {
  const defused = formula.test(value) ? `'${value}` : value;
  return defused.replace(controls, '');
}

/** One record by RFC 4180, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoteCell(safeCell(cell))).join(',')}\r\n`;
}

function quoteCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One line of tab-separated values; the format has no quotes, so tabs and line ends become blanks. */
export function tsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => safeCell(cell.replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' '))).join('\t')}\r\n`;
}

type Column = readonly [name: string, read: (record: ClipRecord) => string | undefined];

const columns: readonly Column[] = [
  ['title', (record) => shownTitle(record)],
  ['subtitle', ({ content }) => content.subtitle],
  ['original_title', ({ source }) => source.originalTitle?.value],
  ['authors', ({ source }) => writers(source.creators.map(({ value }) => value))],
  ['site', ({ source }) => source.site.value.name],
  ['first_published', ({ source }) => source.origin?.value.name ?? source.origin?.value.agency],
  ['published', ({ source }) => source.published?.value.iso],
  ['captured', ({ capture }) => capture.at],
  ['url', ({ source }) => source.urls.retrieved],
  ['canonical', ({ source }) => source.urls.canonical?.value],
  ['language', ({ content, source }) => content.language ?? source.language.value],
  ['words', ({ content }) => String(content.wordCount)],
  ['license', ({ rights }) => rights.license?.value.spdx ?? rights.license?.value.name],
  ['license_url', ({ rights }) => rights.license?.value.url],
  ['rights_light', ({ rights }) => rights.signal.light],
  ['rights_code', ({ rights }) => rights.signal.code],
  ['tags', ({ tags }) => tags.join('; ')],
  ['notes', ({ userNotes }) => userNotes],
  ['highlights', ({ highlights }) => String(highlights.length)],
  [
    'image_credits',
    ({ images }) => images.flatMap(({ credit }) => (credit ? [credit.value] : [])).join('; '),
  ],
  ['text_sha256', ({ integrity }) => integrity.text.replace(/^sha256:/, '')],
  ['clip_record', ({ id }) => id],
];

function writers(agents: readonly { name: string; role: string }[]): string {
  return agents
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(({ name }) => name)
    .join('; ');
}

/** Excel takes a file without a mark for the machine's own encoding, and Chinese would be lost. */
const byteOrderMark = '\ufeff';

function tableFormat(
  id: 'csv' | 'tsv',
  type: string,
  line: (cells: readonly string[]) => string,
): TogetherFormat {
  return {
    kind: 'together',
    id,
    group: 'data',
    extension: id,
    type,
    hasImages: false,
    async write(clips, base, { contacts }, tell) {
      const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
      const names = [...columns.map(([name]) => name), 'statements'];
      const lines = new TextParts(type);
      lines.write(byteOrderMark + line(names));
      let done = 0;
      for await (const record of clips.read()) {
        const cells = columns.map(([, read]) => read(record) ?? '');
        lines.write(line([...cells, shown(statementsOf(record).join(' / '))]));
        done += 1;
        tell?.(done);
      }
      return { name: `${base}.${id}`, type, content: lines.end() };
    },
  };
}

/** A row for each clip, by RFC 4180. */
export const csvFormat: ExportFormat = tableFormat('csv', 'text/csv', csvLine);
/** The same, separated by tabs. */
export const tsvFormat: ExportFormat = tableFormat('tsv', 'text/tab-separated-values', tsvLine);
