import type { CslItem } from './csl-types';
import { isoDate, yearOf } from './dates';
import { fullName } from './names';

/**
 * The letters that tell works of the same authors and year apart (2024a, 2024b), in the order of the items; ''
 * where none is needed. Letters follow the dates, then the titles, whatever the order of the items. A work
 * without author stands under `lead`, so that pages of one site are told apart too.
 */
export function yearSuffixes(items: readonly CslItem[], lead: (item: CslItem) => string): string[] {
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const authors = item.author?.map(fullName).join('\n') || lead(item);
    const key = `${authors}\n${yearOf(item.issued) ?? 'n.d.'}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const suffixes = items.map(() => '');
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const sorted = group.map((index) => ({ index, order: orderOf(items[index]) }));
    sorted.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.index - b.index));
    sorted.forEach(({ index }, place) => {
      suffixes[index] = letters(place);
    });
  }
  return suffixes;
}

function orderOf(item: CslItem | undefined): string {
  return `${isoDate(item?.issued)}\n${item?.title ?? ''}\n${item?.id ?? ''}`;
}

/** 0 → `a`, 25 → `z`, 26 → `aa`. */
export function letters(place: number): string {
  const rest = Math.floor(place / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(97 + (place % 26))}`;
}
