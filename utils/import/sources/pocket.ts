import type { CsvRow } from '../csv';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** Pocket's CSV: `title,url,time_added,tags,status`; tags parted by `|`, time in Unix seconds. */
export function fromPocketRow({ line, cells }: CsvRow, name: string): ParsedItem {
  const cell = (column: string): string => cells.get(column) ?? '';
  return pageItem(`${name}:${line}`, {
    url: cell('url'),
    title: cell('title'),
    savedAt: timeOf(cell('time_added')),
    tags: cell('tags').split('|'),
  });
}

/** Pocket's `ril_export.html`: a list of links under "Unread" and "Read Archive". */
export function* fromPocketHtml(document: Document, name: string): Generator<ParsedItem> {
  for (const [index, link] of Array.from(document.querySelectorAll('ul a[href], li a[href]')).entries()) {
    yield pageItem(`${name}#${index + 1}`, {
      url: link.getAttribute('href') ?? '',
      title: link.textContent ?? '',
      savedAt: timeOf(link.getAttribute('time_added')),
      tags: (link.getAttribute('tags') ?? '').split(','),
    });
  }
}
