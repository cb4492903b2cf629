import { type Minutes, minutesFor, type ReadingLoad } from '../../utils/aids/reading-time';
import type { PartialDate } from '../../utils/model/source';
import { t, uiLanguage } from '../../utils/platform/i18n';

/**
 * The language of the sentences that are really shown. A French browser shows the English ones, and then dates and
 * numbers must be English too.
 */
export function interfaceLanguage(): string {
  const shown = t('interfaceLanguage');
  const asked = uiLanguage();
  return asked.split('-')[0] === shown.split('-')[0] ? asked : shown;
}

/** Formatters by what they are made of: to make one takes as long as to format a hundred times, and a list has many rows. */
const formatters = new Map<string, unknown>();

function formatterOf<F, O>(Kind: new (language: string, options: O) => F, options: O): F {
  const language = interfaceLanguage();
  const key = `${Kind.name} ${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key) as F | undefined;
  if (known) return known;
  const made = new Kind(language, options);
  formatters.set(key, made);
  return made;
}

/** From here on a number is parted by separators. Below it needs none, and the browser's language data come slowly. */
const parted = 1000;

/** A whole number with the separators of the language. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < parted) return String(value);
  return formatterOf(Intl.NumberFormat, {}).format(value);
}

/** A sentence that counts: picks `<key>_one` or `<key>_other` and puts the number in as `$1`. */
export function counted(key: string, count: number, ...more: string[]): string {
  // Of the languages of the interface, Chinese has one form, and English another for one alone.
  const form = count === 1 && t('interfaceLanguage') === 'en' ? 'one' : 'other';
  return t(`${key}_${form}`, formatNumber(count), ...more);
}

/** The name of a language in the interface's own: `Chinese (China)`, `英语`; the code where it has none. */
export function languageName(code: string): string {
  try {
    return formatterOf(Intl.DisplayNames, { type: 'language' }).of(code) ?? code;
  } catch {
    return code; // what a page says of its language need not be a code
  }
}

/** A size as people say it: `1.1 MB`, `640 KB`. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return formatterOf(Intl.NumberFormat, {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value);
}

/** Names in one line: `A, B, and C`, `甲、乙和丙`; `unit` style keeps the last word out. */
export function formatList(items: string[]): string {
  return formatterOf(Intl.ListFormat, { type: 'unit', style: 'short' }).format(items);
}

/** A moment with day and time: `25 November 2026 at 09:09`. */
export function formatMoment(timestamp: string): string {
  return formatterOf(Intl.DateTimeFormat, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(timestamp),
  );
}

/** Moments of a list with day and time; to the second where two of them would read the same. */
export function formatMoments(timestamps: readonly string[]): string[] {
  const plain = timestamps.map(formatMoment);
  if (new Set(plain).size === plain.length) return plain;
  const precise = formatterOf(Intl.DateTimeFormat, { dateStyle: 'long', timeStyle: 'medium' });
  return timestamps.map((timestamp) => precise.format(new Date(timestamp)));
}

/** A moment as a day: `25 November 2026`. */
export function formatDay(timestamp: string): string {
  return formatterOf(Intl.DateTimeFormat, { dateStyle: 'long' }).format(new Date(timestamp));
}

/** A moment as lists show it: `today`, `yesterday`, `Friday`, `9 Nov`, `9 Nov 2024`. */
export function formatRecent(timestamp: string, now: Date): string {
  const then = new Date(timestamp);
  const days = Math.round((startOfDay(now) - startOfDay(then)) / 86_400_000);
  if (days === 0 || days === 1) {
    return formatterOf(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(-days, 'day');
  }
  if (days > 1 && days < 7) return formatterOf(Intl.DateTimeFormat, { weekday: 'long' }).format(then);
  const year = then.getFullYear() === now.getFullYear() ? undefined : ('numeric' as const);
  return formatterOf(Intl.DateTimeFormat, { day: 'numeric', month: 'short', year }).format(then);
}

/**
 * A page's date as precise as the page gave it. The wall-clock time that the page printed is kept: it is not moved
 * into the reader's time zone. What is no date comes back as printed.
 */
export function formatPartialDate(date: Pick<PartialDate, 'iso' | 'asPrinted'>): string {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?/.exec(date.iso);
  if (!parts) return date.asPrinted ?? date.iso;
  const [, year, month, day, hour, minute] = parts;
  const wall = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
  );
  return formatterOf(Intl.DateTimeFormat, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
    ...(hour ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
  }).format(wall);
}

/** An address without scheme and `www.`, percent-encoding undone where that reads well. */
export function formatAddress(url: string): string {
  try {
    const { host, pathname, search } = new URL(url);
    return host.replace(/^www\./, '') + decodeURI(pathname).replace(/\/$/, '') + search;
  } catch {
    return url;
  }
}

/** Whether a text in this language is set as Chinese or Japanese: counted and measured in characters. */
export function isHan(language: string | undefined): boolean {
  return /^(zh|ja|yue)\b/i.test(language ?? '');
}

/** How much there is to read where only the count of words is known: they are characters in Chinese and Japanese. */
export function loadOf(wordCount: number, language: string | undefined): ReadingLoad {
  const inCharacters = isHan(language) || /^ko\b/i.test(language ?? '');
  return inCharacters ? { words: 0, characters: wordCount } : { words: wordCount, characters: 0 };
}

/** Minutes to read, as a range, where only the count of words is known. */
export function readingMinutes(wordCount: number, language: string | undefined): Minutes {
  return minutesFor(loadOf(wordCount, language), language);
}

/** `8–10 min`, `4 min`, `4–5 分钟`. */
export function formatMinutes([from, to]: [number, number]): string {
  const shown = from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`;
  return t('minutes', shown);
}

/** `2,310 words, 8–10 min`, `1,749 字，4–5 分钟`. */
export function formatLength(wordCount: number, language: string | undefined): string {
  const length = counted(isHan(language) ? 'characters' : 'words', wordCount);
  return t('lengthAndMinutes', length, formatMinutes(readingMinutes(wordCount, language)));
}

function startOfDay(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
