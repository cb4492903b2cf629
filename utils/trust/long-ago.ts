import type { Timestamp } from '../model/clip';

/** Milliseconds. */
export const day = 24 * 60 * 60 * 1000;

/**
 * Whether a time lies so many milliseconds back, or there is none. One in the future was told by a clock that has been set
 * back since, and says nothing: what is done now and then is done now.
 */
export function isLongAgo(at: Timestamp | undefined, span: number, now: Date): boolean {
  const since = at ? now.getTime() - Date.parse(at) : Number.POSITIVE_INFINITY;
  return since >= span || since < -day;
}

/** When what goes by age was last looked at. */
export interface Tended {
  at: Timestamp;
  /** Nothing goes before: the clock had leapt. */
  heldUntil?: Timestamp;
}

/**
 * Whether what has lain in the Trash for its days may go, and what is to be kept of this look. A clock that leaps ahead
 * makes everything old at once: after a leap of more than a week, or as long an absence, nothing goes until a day later, in
 * which a wrong clock is put right, or the person looks into the Trash.
 */
export function mayEmptyByAge(last: Tended | undefined, now: Date): { may: boolean; tended: Tended } {
  const at = now.toISOString();
  const ahead = last?.heldUntil ? Date.parse(last.heldUntil) - now.getTime() : undefined;
  if (last?.heldUntil && ahead !== undefined && ahead > 0 && ahead <= day)
    return { may: false, tended: { at, heldUntil: last.heldUntil } };
  const isServed = ahead !== undefined && ahead <= 0;
  if (isServed || !last || now.getTime() - Date.parse(last.at) <= 7 * day)
    return { may: true, tended: { at } };
  return { may: false, tended: { at, heldUntil: new Date(now.getTime() + day).toISOString() } };
}
