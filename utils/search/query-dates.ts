/** Days as `2025-01-31`, both included. */
export interface DateRange {
  first: string;
  last: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * `2025`, `2025-01`, `2025-01-31` (also with `/`, `.` or 年月日) as the days they cover; `30d`, `2w`, `6m`, `1y`,
 * `today`, `yesterday` (also 今天, 昨天) as the days from then until now, in UTC. Undefined for anything else and
 * for days that are none.
 */
export function readDateRange(text: string, now: string): DateRange | undefined {
  return readCalendar(text) ?? readRelative(text.toLowerCase(), now);
}

function readCalendar(text: string): DateRange | undefined {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  if (!month) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const first = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  if (first.getUTCMonth() !== Number(month) - 1) return undefined;
  const last = day ? first : new Date(Date.UTC(Number(year), Number(month), 0));
  return { first: isoDay(first), last: isoDay(last) };
}

function readRelative(text: string, now: string): DateRange | undefined {
  const today = new Date(now);
  if (Number.isNaN(today.getTime())) return undefined;
  const days = { today: 0, 今天: 0, yesterday: 1, 昨天: 1 }[text];
  if (days !== undefined) {
    const day = isoDay(new Date(today.getTime() - days * DAY));
    return { first: day, last: day };
  }
  const match = /^(\d{1,4})([dwmy天周月年])$/.exec(text);
  if (!match) return undefined;
  const first = back(today, Number(match[1]), match[2] ?? '');
  return Number.isNaN(first.getTime()) ? undefined : { first: isoDay(first), last: isoDay(today) };
}

function back(today: Date, amount: number, unit: string): Date {
  if ('d天'.includes(unit)) return new Date(today.getTime() - amount * DAY);
  if ('w周'.includes(unit)) return new Date(today.getTime() - amount * 7 * DAY);
  const months = 'y年'.includes(unit) ? amount * 12 : amount;
  const firstOfMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1));
  const year = firstOfMonth.getUTCFullYear();
  const month = firstOfMonth.getUTCMonth();
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(today.getUTCDate(), lastDay)));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
