import type { CsvRow } from '../csv';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/**
 * Readwise Reader's CSV: `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`. Tags are a list as
 * Python prints one. Entries of feeds were never saved by the person and stay out.
 */
export function fromReadwiseRow({ line, cells }: CsvRow, name: string): ParsedItem {
  const cell = (column: string): string => cells.get(column) ?? '';
  const where = `${name}:${line}`;
  if (cell('location').trim().toLowerCase() === 'feed') {
    return { kind: 'reject', where, reason: 'feed', shown: cell('title').slice(0, 200) };
  }
  return pageItem(where, {
    url: cell('url'),
    title: cell('title'),
    savedAt: timeOf(cell('saved date')),
    tags: pythonList(cell('document tags')),
    ...(cell('location').trim().toLowerCase() === 'archive' && { archived: true }),
    progress: Number(cell('reading progress')) || 0,
  });
}

/** `['a', "b's", 'c\'s']` */
export function pythonList(text: string): string[] {
  const items = text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs);
  return [...items].map((item) => (item[1] ?? item[2] ?? '').replace(/\\(.)/gs, '$1'));
}
