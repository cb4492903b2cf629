import type { CslItem, CslName, CslType } from '../csl-types';
import { isoDate, yearOf } from '../dates';
import { familyName, fullName, hasHan, initials, isHanName } from '../names';
import { type FormattedText, formatAll, plain } from '../rich-text';
import { oneLine } from '../wording';

/** What changed between the two editions: marks, capitals of family names, dates of access. */
interface Edition {
  comma: string;
  colon: string;
  open: string;
  close: string;
  upperFamily: boolean;
  /** 2025 prints the date of access only where the date of publication stands in brackets. */
  periodicalAccess: boolean;
  /** 2025 puts a report's date as a printed work's. */
  reportAsPrinted: boolean;
}

const EDITION_2015: Edition = {
  comma: ', ',
  colon: ': ',
  open: '(',
  close: ')',
  upperFamily: true,
  periodicalAccess: true,
  reportAsPrinted: false,
};

const EDITION_2025: Edition = {
  comma: '，',
  colon: '：',
  open: '（',
  close: '）',
  upperFamily: false,
  periodicalAccess: false,
  reportAsPrinted: true,
};

/**
 * Letters of the carrier. An encyclopedia on the web is cited as the page that was seen (EB), not as a book;
 * so is a law in the 2025 edition.
 */
const TYPE_CODES: Record<CslType, string> = {
  webpage: 'EB',
  post: 'EB',
  'post-weblog': 'EB',
  'entry-encyclopedia': 'EB',
  legislation: 'EB',
  report: 'R',
  'article-newspaper': 'N',
  'article-magazine': 'J',
  'article-journal': 'J',
};

/** GB/T 7714-2025, in force since 2026-07-01. One citation a line, without numbers. */
export function writeGbt2025(items: readonly CslItem[]): FormattedText {
  return formatAll(items.map((item) => plain(entry(item, EDITION_2025))));
}

/** GB/T 7714-2015, for journals that lag. One citation a line, without numbers. */
export function writeGbt2015(items: readonly CslItem[]): FormattedText {
  return formatAll(items.map((item) => plain(entry(item, EDITION_2015))));
}

function entry(item: CslItem, edition: Edition): string {
  const access = [oneLine(item.URL), item.DOI ? `DOI:${oneLine(item.DOI)}` : ''];
  const parts = [responsible(item.author ?? [], edition), ...body(item, edition), ...access];
  return parts.filter(Boolean).map(ended).join(' ');
}

function body(item: CslItem, edition: Edition): string[] {
  const title = `${oneLine(item.title)}[${TYPE_CODES[item.type]}${item.URL || item.DOI ? '/OL' : ''}]`;
  switch (item.type) {
    case 'article-newspaper':
      return [title, newspaper(item, edition)];
    case 'article-journal':
    case 'article-magazine':
      return [title, journal(item, edition)];
    case 'report':
      return [title, ...report(item, edition)];
    default:
      return [title, issuedAndAccessed(item, edition)];
  }
}

function newspaper(item: CslItem, edition: Edition): string {
  const where = [oneLine(item['container-title']), isoDate(item.issued)].filter(Boolean).join(edition.comma);
  const page = item.page ? `${edition.open}${oneLine(item.page)}${edition.close}` : '';
  return `${where}${page}${edition.periodicalAccess ? accessed(item) : ''}`;
}

/** Journal, year, volume(issue): pages. A date is never concluded from the day of access. */
function journal(item: CslItem, edition: Edition): string {
  const year = yearOf(item.issued);
  const online = edition === EDITION_2025 && !item.volume && !item.issue;
  const date = online ? isoDate(item.issued) : year === undefined ? '' : String(year);
  const where = [oneLine(item['container-title']), date, oneLine(item.volume)].filter(Boolean);
  const issue = item.issue ? `${edition.open}${oneLine(item.issue)}${edition.close}` : '';
  const page = oneLine(item.page ?? (edition === EDITION_2025 ? item.number : undefined));
  const place = [`${where.join(edition.comma)}${issue}`, page.replace(/\s{0,9}[–—]\s*/g, '-')].filter(
    Boolean,
  );
  return `${place.join(edition.colon)}${edition.periodicalAccess ? accessed(item) : ''}`;
}

function report(item: CslItem, edition: Edition): string[] {
  const publisher = oneLine(item.publisher);
  if (edition.reportAsPrinted) return [isoDate(item.issued)];
  if (!publisher) return [issuedAndAccessed(item, edition)];
  const year = yearOf(item.issued);
  return [`${[publisher, year].filter(Boolean).join(edition.comma)}${accessed(item)}`];
}

function issuedAndAccessed(item: CslItem, edition: Edition): string {
  const issued = isoDate(item.issued);
  return `${issued ? `${edition.open}${issued}${edition.close}` : ''}${accessed(item)}`;
}

function accessed(item: CslItem): string {
  const date = isoDate(item.accessed);
  return date && (item.URL || item.DOI) ? `[${date}]` : '';
}

/** Up to three names; then 等 after Chinese names and `et al` after others. */
function responsible(names: readonly CslName[], edition: Edition): string {
  const printed = names.slice(0, 3).map((name) => oneLine(personal(name, edition)));
  if (names.length > 3) printed.push(hasHan(printed[0] ?? '') ? '等' : 'et al');
  return printed.join(edition.comma);
}

function personal(name: CslName, edition: Edition): string {
  if (name.literal !== undefined || isHanName(name)) return fullName(name);
  const family = familyName(name);
  const given = initials(name.given ?? '', { mark: '', everyPart: true });
  return [edition.upperFamily ? family.toUpperCase() : family, given, name.suffix].filter(Boolean).join(' ');
}

/** Each part ends with a full stop of its own, except where it already ends with one. */
function ended(part: string): string {
  return part.endsWith('.') ? part : `${part}.`;
}
