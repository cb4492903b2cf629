import { limits } from './limits';
import { ImportError } from './types';

/** A record of a CSV file, its cells by the names of the head (in small letters), and where it begins. */
export interface CsvRow {
  line: number;
  cells: ReadonlyMap<string, string>;
}

/**
 * Reads CSV by RFC 4180, and forgives what exporters do wrong: bare line feeds, quotes within unquoted cells, short
 * and long rows. Throws ImportError beyond the limits.
 */
export function* readCsv(text: string): Generator<CsvRow> {
  let head: string[] | undefined;
  let rows = 0;
  for (const { line, cells } of records(text)) {
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (!head) {
      head = cells.map((cell) => cell.trim().toLowerCase());
      continue;
    }
    rows += 1;
    if (rows > limits.rows) throw new ImportError('too-large', 'This table has too many rows.');
    const named = new Map<string, string>();
    for (const [index, name] of head.entries()) named.set(name, cells[index] ?? '');
    yield { line, cells: named };
  }
}

/** The names of the columns, in small letters; undefined where the text has no first record. */
export function csvHead(text: string): string[] | undefined {
  const first = records(text.slice(0, 64 * 1024)).next();
  return first.done ? undefined : first.value.cells.map((cell) => cell.trim().toLowerCase());
}

function* records(text: string): Generator<{ line: number; cells: string[] }> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const cells: string[] = [];
    const start = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
      if (cell.value.length > limits.cell)
        throw new ImportError('too-large', 'A cell of this table is too large.');
      cells.push(cell.value);
      line += cell.lines;
      at = cell.next;
      if (text[at] !== ',') break;
      at += 1;
      if (cells.length > limits.columns)
        throw new ImportError('too-large', 'This table has too many columns.');
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    yield { line: start, cells };
  }
}

interface Cell {
  value: string;
  next: number;
  lines: number;
}

function plainCell(text: string, start: number): Cell {
  cellEnd.lastIndex = start;
  const next = cellEnd.exec(text)?.index ?? text.length;
  return { value: text.slice(start, next), next, lines: 0 };
}

const cellEnd = /[,\r\n]/g;

function quotedCell(text: string, start: number): Cell {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), next: text.length, lines: count(value, '\n') };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const rest = plainCell(text, quote + 1);
      return { value: value + rest.value, next: rest.next, lines: count(value, '\n') };
    }
    value += '"';
    at = quote + 2;
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
