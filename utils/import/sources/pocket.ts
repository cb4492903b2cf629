import type { CsvRow } from '../csv';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** What Pocket calls the archive is what was read. */
const read = { archived: true, progress: 1 } as const;

/** Pocket's CSV: `title,url,time_added,tags,status`; tags parted by `|`, time in Unix seconds. */
export function fromPocketRow({ line, cells }: CsvRow, name: string): ParsedItem {
  const cell = (column: string): string => cells.get(column) ?? '';
  return pageItem(`${name}:${line}`, {
    url: cell('url'),
    title: cell('title'),
    savedAt: timeOf(cell('time_added')),
    tags: cell('tags').split('|'),
    ...(cell('status').trim().toLowerCase() === 'archive' && read),
  });
}

/** Pocket's `ril_export.html`: a list of links under "Unread" and "Read Archive". */
export function* fromPocketHtml(document: Document, name: string): Generator<ParsedItem> {
  let index = 0;
  let isRead = false;
  for (const link of Array.from(document.querySelectorAll('h1, ul a[href], li a[href]'))) {
    if (link.localName === 'h1') {
      isRead = /archive/i.test(link.textContent ?? '');
      continue;
    }
    index += 1;
    yield pageItem(`${name}#${index}`, {
      url: link.getAttribute('href') ?? '',
      title: link.textContent ?? '',
      savedAt: timeOf(link.getAttribute('time_added')),
      tags: (link.getAttribute('tags') ?? '').split(','),
      ...(isRead && read),
    });
  }
}
