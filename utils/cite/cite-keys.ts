import type { CslItem } from './csl-types';
import { yearOf } from './dates';
import { readFamilyName } from './family-names';
import { familyName, hasHan } from './names';
import { letters } from './year-suffix';

/**
 * Citation keys of a batch: ASCII letters and digits only, unique within it, independent of its order.
 * Of items that share a key, the one with the least id keeps it bare and the others get `a`, `b`, ….
 * Gives the keys in the order of the items.
 */
export function citeKeys(items: readonly CslItem[]): string[] {
  const used = new Set<string>();
  const keys = new Map<number, string>();
  const order = items
    .map((_, index) => index)
    .sort((a, b) => compare(items[a]?.id ?? '', items[b]?.id ?? '') || a - b);
  for (const index of order) {
    const item = items[index];
    if (!item) continue;
    const base = citeKey(item);
    let key = base;
    for (let turn = 0; used.has(key); turn += 1) key = `${base}${letters(turn)}`;
    used.add(key);
    keys.set(index, key);
  }
  return items.map((_, index) => keys.get(index) ?? '');
}

/** Family name of the first author, else the site, with the year: `chen2024`, `example2025`, `marlowend`. */
export function citeKey(item: CslItem): string {
  const lead = authorKey(item) || siteKey(item) || 'source';
  return `${lead}${yearOf(item.issued) ?? 'nd'}`;
}

function authorKey(item: CslItem): string {
  const [first] = item.author ?? [];
  if (!first) return '';
  const printed = familyName(first) || (first.literal ?? '');
  return hasHan(printed)
    ? (readFamilyName(printed) ?? '')
    : asciiWord(printed.split(/\s+/).slice(0, 3).join(''));
}

function siteKey(item: CslItem): string {
  const host = item.custom?.domain ?? /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(item.URL ?? '')?.[1] ?? '';
  return asciiWord(host.split('.')[0] ?? '');
}

function asciiWord(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/[^a-z0-9]/g, '');
  return /^[a-z]/.test(folded) ? folded.slice(0, 24) : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
