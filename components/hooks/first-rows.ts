import type { ClipSummary } from '../../utils/model/clip';

/**
 * The first rows of the list as they were shown last, in a place that a page reads in its first script: opening the
 * database takes longer than all else of a start. They are drawn for the moment until the library itself has answered, and
 * nothing else is made of them.
 */
const key = 'first-rows-1';
/** As many as are seen without scrolling. */
const most = 16;
const settleMs = 1_000;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Keeps the first rows of all clips, after a moment without others. */
export function keepFirstRows(rows: readonly ClipSummary[]): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => write(rows), settleMs);
}

function write(rows: readonly ClipSummary[]): void {
  try {
    const text = JSON.stringify(rows.slice(0, most));
    if (rows.length === 0) localStorage.removeItem(key);
    else if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
  } catch (error) {
    // Full, or switched off: then the rows come with the library.
    console.error(error);
  }
}

/** The rows that were kept; none where there are none, or what is kept cannot be read. */
export function recallFirstRows(): readonly ClipSummary[] | undefined {
  try {
    const rows: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(rows) && rows.every(isRow) ? rows : undefined;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is ClipSummary {
  const row = value as Partial<Record<keyof ClipSummary, unknown>> | null;
  return (
    typeof row?.id === 'string' &&
    typeof row.title === 'string' &&
    typeof row.clippedAt === 'string' &&
    typeof row.siteName === 'string' &&
    Array.isArray(row.tags) &&
    Array.isArray(row.authors)
  );
}
