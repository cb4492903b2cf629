import type { CslItem, CslName } from '../csl-types';
import { longDate, monthAndDay, yearOf } from '../dates';
import { fullName, sortName } from '../names';
import {
  concat,
  type FormattedText,
  formatAll,
  italic,
  join,
  plain,
  type Rich,
  sentences,
} from '../rich-text';
import { doiOrUrl, headlineCase, oneLine, pages, quotedWith } from '../wording';
import { yearSuffixes } from '../year-suffix';

/** CMOS 18, 13.23: up to six authors are listed, of more only the first three. */
const MOST_AUTHORS = 6;

/** Chicago, 18th edition, author-date: reference list entries, one a line, in the order given. */
export function writeChicagoAuthorDate(items: readonly CslItem[]): FormattedText {
  const suffixes = yearSuffixes(items, (item) => item['container-title'] ?? '');
  return formatAll(items.map((item, index) => authorDateEntry(item, suffixes[index] ?? '')));
}

/** Chicago, 18th edition, notes and bibliography: bibliography entries, one a line, in the order given. */
export function writeChicagoNotes(items: readonly CslItem[]): FormattedText {
  return formatAll(items.map(bibliographyEntry));
}

function authorDateEntry(item: CslItem, suffix: string): Rich {
  const year = yearOf(item.issued);
  const date = year === undefined ? `n.d.${suffix ? `-${suffix}` : ''}` : `${year}${suffix}`;
  const place =
    item.type === 'article-journal'
      ? journal(item, issueInBrackets(item))
      : join([...whereParts(item), plain(monthAndDay(item.issued))], ', ');
  return sentences([lead(item), plain(date), title(item), place, ...ending(item)]);
}

function bibliographyEntry(item: CslItem): Rich {
  const year = yearOf(item.issued);
  const place =
    item.type === 'article-journal'
      ? journal(item, `${item.issue ? `, no. ${oneLine(item.issue)}` : ''}${year ? ` (${year})` : ''}`)
      : join([...whereParts(item), plain(longDate(item.issued))], ', ');
  return sentences([lead(item), title(item), place, ...ending(item)]);
}

/** The authors; without any, the site that published it (CMOS 18, 13.16, 14.88). */
function lead(item: CslItem): Rich {
  if (item.author?.length) return plain(authors(item.author));
  const site = oneLine(item['container-title']);
  return isPaper(item) ? italic(site) : plain(site);
}

function isPaper(item: CslItem): boolean {
  return item.type === 'article-newspaper' || item.type === 'article-magazine';
}

/** Articles stand in headline capitals; entries of an encyclopedia as they are printed. */
function title(item: CslItem): Rich {
  const printed = oneLine(item.title);
  if (!printed) return [];
  const cased = item.type === 'entry-encyclopedia' ? printed : headlineCase(printed, item.language);
  return plain(quotedWith(cased, '.'));
}

function whereParts(item: CslItem): Rich[] {
  const site = item.author?.length ? oneLine(item['container-title']) : '';
  const publisher = oneLine(item.publisher);
  return [italic(site), plain(publisher === site ? '' : publisher)];
}

function issueInBrackets(item: CslItem): string {
  return item.issue ? ` (${oneLine(item.issue)})` : '';
}

function journal(item: CslItem, issue: string): Rich {
  const page = pages(item.page, 'chicago');
  const volume = oneLine(item.volume);
  return concat(
    italic(item.author?.length ? oneLine(item['container-title']) : ''),
    plain(`${volume ? ` ${volume}` : ''}${issue}${page ? `: ${page}` : ''}`),
  );
}

/** The address; before it the day of access where the page names no date (CMOS 18, 13.15). */
function ending(item: CslItem): Rich[] {
  const accessed = longDate(item.accessed);
  return [plain(!item.issued && accessed ? `Accessed ${accessed}` : ''), plain(doiOrUrl(item))];
}

function authors(names: readonly CslName[]): string {
  const shown = names.length > MOST_AUTHORS ? names.slice(0, 3) : names;
  const printed = shown.map((name, index) => oneLine(index === 0 ? sortName(name) : fullName(name)));
  if (shown.length < names.length) return `${printed.join(', ')}, et al.`;
  if (printed.length < 2) return printed.join('');
  return `${printed.slice(0, -1).join(', ')}, and ${printed.at(-1)}`;
}
