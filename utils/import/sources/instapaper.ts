import type { CsvRow } from '../csv';
import { isObject, parseJson } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** Folders that are places in Instapaper and no shelves of the person's. */
const places = new Set(['unread', 'archive', 'starred', '']);

/** Instapaper's CSV: `URL,Title,Selection,Folder` and, in newer files, `Timestamp,Tags` (a JSON list). */
export function fromInstapaperRow({ line, cells }: CsvRow, name: string): ParsedItem {
  const cell = (column: string): string => cells.get(column) ?? '';
  const folder = cell('folder').trim();
  const place = folder.toLowerCase();
  return pageItem(`${name}:${line}`, {
    url: cell('url'),
    title: cell('title'),
    savedAt: timeOf(cell('timestamp')),
    tags: tagsOf(cell('tags')),
    ...(!places.has(place) && { folders: [[folder]] }),
    ...(place === 'archive' && { archived: true, progress: 1 }),
    ...(place === 'starred' && { favourite: true }),
    ...(cell('selection').trim() && { note: cell('selection').trim() }),
  });
}

function tagsOf(text: string): string[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) return [];
  return list.flatMap((tag: unknown) => {
    if (typeof tag === 'string') return [tag];
    return isObject(tag) && typeof tag.name === 'string' ? [tag.name] : [];
  });
}
