import type { CsvRow } from '../csv';
import { pageItem, timeOf } from '../page-item';
import type { ImportedHighlight, ParsedItem } from '../types';

/** Raindrop's CSV: `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`; tags parted by commas. */
export function fromRaindropRow({ line, cells }: CsvRow, name: string): ParsedItem {
  const cell = (column: string): string => (cells.get(column) ?? '').trim();
  const folder = cell('folder');
  return pageItem(`${name}:${line}`, {
    url: cell('url'),
    title: cell('title'),
    savedAt: timeOf(cell('created')),
    tags: cell('tags').split(','),
    ...(folder && folder !== 'Unsorted' && { folders: [folder.split(' / ')] }),
    ...(cell('favorite') === 'true' && { favourite: true }),
    ...(cell('note') && { note: cell('note') }),
    ...(cell('excerpt') && { subtitle: cell('excerpt') }),
    highlights: highlightsOf(cell('highlights')),
  });
}

/** `Highlight:…` lines, each with an optional `Note:…` line. */
function highlightsOf(text: string): ImportedHighlight[] {
  const found: ImportedHighlight[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, kind = '', words = ''] = /^\s*(Highlight|Note):\s{0,9}(.*)$/i.exec(line) ?? [];
    const last = found.at(-1);
    if (/^highlight$/i.test(kind) && words) found.push({ text: words });
    else if (/^note$/i.test(kind) && words && last) last.note = words;
    else if (line.trim() && last) last.text += `\n${line.trim()}`;
  }
  return found;
}
