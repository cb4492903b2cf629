import type { PartialDate } from '../model/source';
import type { CslDate } from './csl-types';

const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** MLA 9 shortens all but May, June and July. */
const MLA_MONTHS = [
  'Jan.',
  'Feb.',
  'Mar.',
  'Apr.',
  'May',
  'June',
  'July',
  'Aug.',
  'Sept.',
  'Oct.',
  'Nov.',
  'Dec.',
];

/** Year, month and day as far as they are known. */
export interface DateParts {
  year: number;
  month?: number;
  day?: number;
}

/**
 * The date as the page printed it, no more precise than it is: the calendar day in the page's own zone,
 * never shifted. Gives undefined when the text is no ISO date.
 */
export function toCslDate(date: PartialDate | undefined): CslDate | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date?.iso ?? '');
  if (!date || !match) return undefined;
  const known = [match[1], match[2], match[3]].flatMap((part) => (part ? [Number(part)] : []));
  const wanted = date.precision === 'year' ? 1 : date.precision === 'month' ? 2 : 3;
  return { 'date-parts': [known.slice(0, wanted)] };
}

/** Reads a CSL date back into named parts; undefined when there is no year. */
export function dateParts(date: CslDate | undefined): DateParts | undefined {
  const [year, month, day] = date?.['date-parts'][0] ?? [];
  if (year === undefined) return undefined;
  return { year, ...(month ? { month } : {}), ...(month && day ? { day } : {}) };
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** `2024-05-20`, `2024-05` or `2024`. */
export function isoDate(date: CslDate | undefined): string {
  const parts = dateParts(date);
  if (!parts) return '';
  return [
    pad(parts.year, 4),
    ...(parts.month ? [pad(parts.month, 2)] : []),
    ...(parts.day ? [pad(parts.day, 2)] : []),
  ].join('-');
}

/** `May` for 5. */
export function monthName(month: number): string {
  return ENGLISH_MONTHS[month - 1] ?? '';
}

/** `May 20, 2024`, `May 2024` or `2024`. */
export function longDate(date: CslDate | undefined): string {
  const parts = dateParts(date);
  if (!parts) return '';
  if (!parts.month) return String(parts.year);
  return parts.day
    ? `${monthName(parts.month)} ${parts.day}, ${parts.year}`
    : `${monthName(parts.month)} ${parts.year}`;
}

/** `May 20` or `May`; nothing when only the year is known. */
export function monthAndDay(date: CslDate | undefined): string {
  const parts = dateParts(date);
  if (!parts?.month) return '';
  return parts.day ? `${monthName(parts.month)} ${parts.day}` : monthName(parts.month);
}

/** `20 May 2024`, with the months of MLA 9. */
export function mlaDate(date: CslDate | undefined): string {
  const parts = dateParts(date);
  if (!parts) return '';
  const month = parts.month ? MLA_MONTHS[parts.month - 1] : undefined;
  return [parts.day, month, parts.year].filter(Boolean).join(' ');
}

/** `2024年5月20日`, `2024年5月` or `2024年`. */
export function chineseDate(date: CslDate | undefined): string {
  const parts = dateParts(date);
  if (!parts) return '';
  return `${parts.year}年${parts.month ? `${parts.month}月` : ''}${parts.day ? `${parts.day}日` : ''}`;
}

/** The year, or undefined. */
export function yearOf(date: CslDate | undefined): number | undefined {
  return dateParts(date)?.year;
}
