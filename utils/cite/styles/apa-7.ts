import type { CslItem, CslName } from '../csl-types';
import { dateParts, longDate, monthAndDay } from '../dates';
import { familyName, fullName, initials, isHanName } from '../names';
import {
  concat,
  type FormattedText,
  formatAll,
  italic,
  join,
  plain,
  type Rich,
  richText,
  sentences,
} from '../rich-text';
import { doiOrUrl, oneLine, pages } from '../wording';
import { yearSuffixes } from '../year-suffix';

/** Types whose container is a periodical: the container is italic, the title is not (APA 7, 9.25). */
const PERIODICALS = new Set(['article-newspaper', 'article-magazine', 'article-journal', 'post-weblog']);
/** More authors than these are shortened to the first 19 and the last (APA 7, 9.8). */
const MOST_AUTHORS = 20;

/** APA, 7th edition: reference list entries, one a line, in the order given. */
export function writeApa7(items: readonly CslItem[]): FormattedText {
  const suffixes = yearSuffixes(items, (item) => item.title ?? '');
  return formatAll(items.map((item, index) => entry(item, suffixes[index] ?? '')));
}

function entry(item: CslItem, suffix: string): Rich {
  const author = plain(authors(item));
  const title = titleOf(item);
  const date = plain(`(${dateOf(item, suffix)})`);
  const lead = richText(author) ? [author, date, title] : [title, date];
  return join([sentences([...lead, source(item)]), plain(address(item))], ' ');
}

function titleOf(item: CslItem): Rich {
  const title = oneLine(item.title);
  const number = item.type === 'report' && item.number ? ` (No. ${oneLine(item.number)})` : '';
  const upright = PERIODICALS.has(item.type) || item.type === 'entry-encyclopedia';
  return concat(upright ? plain(title) : italic(title), plain(number));
}

/** Year for journals, the day for what appears daily; `n.d.` where the page names none. */
function dateOf(item: CslItem, suffix: string): string {
  const parts = dateParts(item.issued);
  if (!parts) return suffix ? `n.d.-${suffix}` : 'n.d.';
  const day = monthAndDay(item.issued);
  const year = `${parts.year}${suffix}`;
  return item.type === 'article-journal' || !day ? year : `${year}, ${day}`;
}

function source(item: CslItem): Rich {
  const container = oneLine(item['container-title']);
  if (item.type === 'entry-encyclopedia') return container ? concat(plain('In '), italic(container)) : [];
  if (PERIODICALS.has(item.type)) return periodical(item, container);
  const publisher = oneLine(item.publisher) || container;
  return publisher === authors(item) || `${publisher}.` === authors(item) ? [] : plain(publisher);
}

function periodical(item: CslItem, container: string): Rich {
  const issue = item.issue ? plain(`(${oneLine(item.issue)})`) : [];
  const volume = concat(italic(oneLine(item.volume)), issue);
  return join([italic(container), volume, plain(pages(item.page, 'expanded'))], ', ');
}

/** What has no date may change: the day of access is said (APA 7, 9.16). */
function address(item: CslItem): string {
  const where = doiOrUrl(item);
  const accessed = longDate(item.accessed);
  return !item.issued && accessed && !item.DOI && where ? `Retrieved ${accessed}, from ${where}` : where;
}

function authors(item: CslItem): string {
  const names = (item.author ?? []).map((name) => oneLine(inverted(name, item)));
  if (names.length > MOST_AUTHORS) return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`;
}

/** `Marlowe, A.`; Chinese names as printed, with the romanised form in brackets where the person gave one. */
function inverted(name: CslName, item: CslItem): string {
  const printed = fullName(name);
  const romanized = item.custom?.romanized?.[printed];
  if (romanized) return `${printed} [${romanized}]`;
  if (name.literal !== undefined || isHanName(name)) return printed;
  const given = initials(name.given ?? '', { mark: '.', everyPart: false });
  return [familyName(name), given, name.suffix].filter(Boolean).join(', ');
}
