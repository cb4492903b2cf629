import type { PartialDate } from '../model/source';
import { squeeze } from '../page/text';
import { monthNumber } from './months';

/** What helps to read a date: the page's language, and the clock that relative words are told against. */
export interface DateContext {
  lang?: string;
  /** RFC 3339; without it relative words give no date. */
  now?: string;
  /** Month before day in `3/4/2024`; only where the page says so (American English). */
  monthFirst?: boolean;
}

interface Parts {
  year: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  tz?: string;
  printed: string;
}

const YEAR = '(?:19|20)\\d{2}';
const ISO = new RegExp(`(${YEAR})-(\\d{1,2})-(\\d{1,2})(?:T|\\s|$|(?=\\D))`, 'u');
const CJK = new RegExp(
  `(${YEAR})\\s{0,9}[年년]\\s{0,9}(\\d{1,2})\\s{0,9}[月월]\\s{0,9}(?:(\\d{1,2})\\s{0,9}[日号일])?`,
  'u',
);
const NUMERIC_YMD = new RegExp(
  `(?<![\\d.])(${YEAR})\\s?[./]\\s?(\\d{1,2})\\s?[./]\\s?(\\d{1,2})(?!\\d)`,
  'u',
);
const COMPACT = /^(?:19|20)\d{6}(?:T?\d{4,6}Z?)?$/u;
const DMY = new RegExp(`(?<![\\d./-])(\\d{1,2})([./-])\\s?(\\d{1,2})\\2\\s?(${YEAR}|\\d{2})(?![\\d])`, 'u');
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?(?:\\s{1,9}|-)(?:de\\s{1,9}|of\\s{1,9})?(\\p{L}{3,14})\\.?,?(?:\\s{1,9}|-)(?:de\\s{1,9}|del\\s{1,9})?(${YEAR})`,
  'iu',
);
const MONTH_DAY = new RegExp(
  `(?<!\\p{L})(\\p{L}{3,12})\\.?\\s{0,9}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,9}(?:at\\s{1,9}\\d{1,2}:\\d{2}\\s{0,9}(?:[ap]m)?,?\\s{0,9})?(${YEAR})`,
  'iu',
);
const MONTH_YEAR = new RegExp(`^(\\p{L}{3,12})\\.?,?\\s{1,9}(${YEAR})$`, 'iu');
const YEAR_MONTH_DAY_WORD = new RegExp(
  `(${YEAR})\\.?\\s{1,9}(?:m\\.\\s{1,9})?(\\p{L}{3,14})\\.?\\s{1,9}(\\d{1,2})(?!\\d)`,
  'iu',
);
const YEAR_MONTH = new RegExp(`^(${YEAR})[-/.年]\\s?(\\d{1,2})月?$`, 'u');
const HAN_DATE =
  /([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?/u;
const ERA = /(民國|民国|令和|平成|昭和|大正)\s*(元|\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/u;
const ERA_START: Record<string, number> = {
  民國: 1911,
  民国: 1911,
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
};
const EPOCH = /^1\d{9}(?:\d{3})?$/u;

const TIME =
  /^[\s,.·|–—()/-]{0,40}(?:T|at|um|à|às|a las|alle(?: ore)?|ore|klo|kl\.?|kell|o|в|о|h\.?|saat|上午|下午|晚上|早上|오전|오후|午前|午後|발행)?[\s,.:]*(\d{1,2})\s?(?:[:：h]|(?:\.(?=\d{2}(?:\D|$)))|[点時时시]\s?)(\d{2})?(?:[:：.분](\d{2}))?(?:[.,]\d{1,9})?[分]?\s*(a\.?m\.?|p\.?m\.?)?\s*(?:Uhr|hrs?|[()])?\s*(Z\b|(?:GMT|UTC)?\s?[+−-]\d{1,2}:?\d{2}|GMT\b|UTC\b|BST\b|CEST\b|CET\b|MESZ\b|MEZ\b|EDT\b|EST\b|CDT\b|CST\b|MDT\b|MST\b|PDT\b|PST\b|JST\b|KST\b|IST\b|MSK\b)?/iu;
const ZONES: Record<string, string> = {
  Z: 'Z',
  GMT: 'Z',
  UTC: 'Z',
  BST: '+01:00',
  CEST: '+02:00',
  MESZ: '+02:00',
  CET: '+01:00',
  MEZ: '+01:00',
  EDT: '-04:00',
  EST: '-05:00',
  CDT: '-05:00',
  CST: '-06:00',
  MDT: '-06:00',
  MST: '-07:00',
  PDT: '-07:00',
  PST: '-08:00',
  JST: '+09:00',
  KST: '+09:00',
  IST: '+05:30',
  MSK: '+03:00',
};

/**
 * Reads the first date of a text. Gives the precision that the text has and the offset as printed; a Chinese page
 * without a zone is +08:00, marked as assumed. Nothing where the text holds no whole date.
 */
export function parseDate(text: string, context: DateContext = {}): PartialDate | undefined {
  const source = squeeze(text).normalize('NFKC');
  if (source.length < 4) return undefined;
  const parts = absolute(source, context);
  if (parts) return assemble(parts, context);
  return relative(source, context);
}

function absolute(text: string, context: DateContext): Parts | undefined {
  if (EPOCH.test(text)) return fromEpoch(text);
  if (COMPACT.test(text)) return compact(text);
  const found: { at: number; length: number; year: number; month?: number; day?: number }[] = [];
  const add = (match: RegExpExecArray | null, year: unknown, month: unknown, day: unknown) => {
    if (!match) return;
    const y = Number(year);
    const m = month === undefined ? undefined : Number(month);
    const d = day === undefined ? undefined : Number(day);
    if (isDate(y, m, d)) found.push({ at: match.index, length: match[0].length, year: y, month: m, day: d });
  };
  let m = ISO.exec(text);
  add(m, m?.[1], m?.[2], m?.[3]);
  m = CJK.exec(text);
  add(m, m?.[1], m?.[2], m?.[3]);
  m = NUMERIC_YMD.exec(text);
  add(m, m?.[1], m?.[2], m?.[3]);
  m = DMY.exec(text);
  if (m) {
    const order = dayAndMonth(Number(m[1]), Number(m[3]), m[2] ?? '', context);
    if (order) add(m, fullYear(m[4] ?? ''), order.month, order.day);
  }
  m = DAY_MONTH.exec(text);
  if (m) add(m, m[3], monthNumber(m[2] ?? ''), m[1]);
  m = MONTH_DAY.exec(text);
  if (m) add(m, m[3], monthNumber(m[1] ?? ''), m[2]);
  m = YEAR_MONTH_DAY_WORD.exec(text);
  if (m) add(m, m[1], monthNumber(m[2] ?? ''), m[3]);
  m = ERA.exec(text);
  if (m) add(m, (ERA_START[m[1] ?? ''] ?? 0) + (m[2] === '元' ? 1 : Number(m[2])), m[3], m[4]);
  m = HAN_DATE.exec(text);
  if (m)
    add(
      m,
      Number([...(m[1] ?? '')].map(hanDigit).join('')),
      hanNumber(m[2] ?? ''),
      m[3] ? hanNumber(m[3]) : undefined,
    );
  const valid = found.filter((f) => f.month !== undefined && !Number.isNaN(f.month));
  const first = valid.sort((a, b) => a.at - b.at || b.length - a.length)[0];
  if (first) {
    const rest = text.slice(first.at + first.length);
    const time = first.day === undefined ? undefined : timeOf(rest);
    return {
      ...first,
      ...time,
      printed: squeeze(text.slice(first.at, first.at + first.length + (time?.length ?? 0))),
    };
  }
  return monthOnly(text);
}

function monthOnly(text: string): Parts | undefined {
  const word = MONTH_YEAR.exec(text);
  const month = word ? monthNumber(word[1] ?? '') : undefined;
  if (word && month) return { year: Number(word[2]), month, printed: text };
  const number = YEAR_MONTH.exec(text);
  if (number && isDate(Number(number[1]), Number(number[2])))
    return { year: Number(number[1]), month: Number(number[2]), printed: text };
  return undefined;
}

function timeOf(rest: string): (Partial<Parts> & { length: number }) | undefined {
  const match = TIME.exec(rest);
  if (!match?.[1]) return undefined;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 24 || minute > 59) return undefined;
  const half = `${match[4] ?? ''}${/下午|晚上|오후|午後/.test(match[0]) ? 'pm' : ''}`
    .replace(/\./g, '')
    .toLowerCase();
  if (half.startsWith('p') && hour < 12) hour += 12;
  if (half.startsWith('a') && hour === 12) hour = 0;
  const zone = zoneOf(match[5]);
  return {
    hour: hour % 24,
    minute,
    ...(match[3] && Number(match[3]) < 60 ? { second: Number(match[3]) } : {}),
    ...(zone ? { tz: zone } : {}),
    length: match[0].length,
  };
}

function zoneOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const named = ZONES[text.trim().toUpperCase()];
  if (named) return named;
  const match = /([+−-])(\d{1,2}):?(\d{2})$/u.exec(text);
  if (!match) return undefined;
  return `${match[1] === '+' ? '+' : '-'}${(match[2] ?? '').padStart(2, '0')}:${match[3]}`;
}

function fromEpoch(text: string): Parts {
  const date = new Date(Number(text.length === 10 ? `${text}000` : text));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    tz: 'Z',
    printed: text,
  };
}

function compact(text: string): Parts | undefined {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6, 8));
  return isDate(year, month, day) ? { year, month, day, printed: text } : undefined;
}

function dayAndMonth(
  first: number,
  second: number,
  mark: string,
  context: DateContext,
): { day: number; month: number } | undefined {
  if (first > 12 && second <= 12) return { day: first, month: second };
  if (second > 12 && first <= 12) return { day: second, month: first };
  if (mark !== '.' && context.monthFirst) return { day: second, month: first };
  return { day: first, month: second };
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function isDate(year: number, month?: number, day?: number): boolean {
  if (!(year >= 1900 && year <= 2100)) return false;
  if (month !== undefined && !(month >= 1 && month <= 12)) return false;
  if (day === undefined) return true;
  return day >= 1 && day <= new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate();
}

const HAN_DIGITS = '〇一二三四五六七八九';

function hanDigit(char: string): number {
  return /[零○]/.test(char) ? 0 : HAN_DIGITS.indexOf(char);
}

function hanNumber(text: string): number {
  if (!text.includes('十')) return hanDigit(text);
  const [tens, ones] = text.split('十');
  return (tens ? hanDigit(tens) : 1) * 10 + (ones ? hanDigit(ones) : 0);
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

function assemble(parts: Parts, context: DateContext): PartialDate {
  const { year, month, day, hour, minute, second } = parts;
  if (month === undefined) return { iso: pad(year, 4), precision: 'year', asPrinted: parts.printed };
  if (day === undefined)
    return { iso: `${pad(year, 4)}-${pad(month)}`, precision: 'month', asPrinted: parts.printed };
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const assumed = !parts.tz && (context.lang ?? '').toLowerCase().startsWith('zh') ? '+08:00' : undefined;
  const tz = parts.tz ?? assumed;
  const zone = { ...(tz ? { tz } : {}), ...(assumed ? { tzAssumed: true } : {}) };
  if (hour === undefined || minute === undefined)
    return { iso: date, precision: 'day', asPrinted: parts.printed, ...zone };
  const time = `T${pad(hour)}:${pad(minute)}${second === undefined ? ':00' : `:${pad(second)}`}`;
  return {
    iso: `${date}${time}${tz ?? ''}`,
    precision: second === undefined ? 'minute' : 'second',
    asPrinted: parts.printed,
    ...zone,
  };
}

const AGO: readonly (readonly [RegExp, number])[] = [
  [/^(\d{1,3})\s*(?:分钟前|minutes? ago|mins? ago|分前)/iu, 60_000],
  [/^(\d{1,3})\s*(?:小时前|hours? ago|hrs? ago|時間前)/iu, 3_600_000],
  [/^(\d{1,3})\s*(?:天前|days? ago|日前)/iu, 86_400_000],
];
const DAYS: Record<string, number> = {
  今天: 0,
  今日: 0,
  昨天: 1,
  昨日: 1,
  前天: 2,
  today: 0,
  yesterday: 1,
  heute: 0,
  gestern: 1,
  hier: 1,
  ayer: 1,
};

/** 3小时前, 昨天 12:00, "2 days ago": only against a stated clock, and then to the day. */
function relative(text: string, context: DateContext): PartialDate | undefined {
  const now = context.now ? Date.parse(context.now) : Number.NaN;
  if (Number.isNaN(now) || text.length > 40) return undefined;
  const offset = (context.lang ?? '').startsWith('zh') ? 8 * 3_600_000 : 0;
  for (const [pattern, unit] of AGO) {
    const match = pattern.exec(text);
    if (match) return dayBefore(now + offset, Number(match[1]) * unit, match[0]);
  }
  const word =
    /^(今天|今日|昨天|昨日|前天|today|yesterday|heute|gestern|hier|ayer)\b|^(今天|今日|昨天|昨日|前天)/iu.exec(
      text,
    );
  const days = word ? DAYS[word[0].toLowerCase()] : undefined;
  return days === undefined ? undefined : dayBefore(now + offset, days * 86_400_000, word?.[0] ?? text);
}

function dayBefore(now: number, back: number, printed: string): PartialDate {
  return { iso: new Date(now - back).toISOString().slice(0, 10), precision: 'day', asPrinted: printed };
}

/** `2024-05-20` of a date that is at least precise to the day. */
export function dayOf(date: PartialDate): string | undefined {
  return date.precision === 'year' || date.precision === 'month' ? undefined : date.iso.slice(0, 10);
}
