import type { Evidence } from '../model/claim';
import type { PartialDate } from '../model/source';

/** A date that one place of the page gives, with how far that place is believed (0…1). */
export interface DateCandidate {
  date: PartialDate;
  kind: 'published' | 'modified';
  confidence: number;
  evidence: Evidence;
  /** It stands beside the headline, where articles are dated; not below the text, where pages are stamped. */
  dateline?: true;
}

/**
 * An attribute may tell the day in another zone than the words beside it, or another date altogether: the words are what
 * the page prints. Words that only name the month leave the attribute its day.
 */
export function agreed(
  attribute: PartialDate | undefined,
  words: PartialDate | undefined,
): PartialDate | undefined {
  return attribute && words && !isSameDate(attribute, words) ? words : (attribute ?? words);
}

/** Whether two dates are one, as far as the less exact of them goes; never more exactly than the day. */
export function isSameDate(a: PartialDate, b: PartialDate): boolean {
  const length = Math.min(10, a.iso.length, b.iso.length);
  return a.iso.slice(0, length) === b.iso.slice(0, length);
}
