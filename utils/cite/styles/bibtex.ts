import { bibEntry, bibLiteral, bibNames } from '../bib-entry';
import { citeKeys } from '../cite-keys';
import type { CslItem } from '../csl-types';
import { dateParts, isoDate } from '../dates';
import { escapeTex, escapeTexTitle, escapeTexUrl } from '../escape-tex';
import { noteText } from '../note';
import { bibPages } from './biblatex';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Plain BibTeX, UTF-8: articles of journals and magazines as `@article`, reports as `@techreport`, the rest as `@misc`. */
export function writeBibtex(items: readonly CslItem[]): string {
  const keys = citeKeys(items);
  return items.map((item, index) => `${withMonth(entry(item, keys[index] ?? ''), item)}\n`).join('\n');
}

function entry(item: CslItem, key: string): string {
  const container = bibLiteral(item['container-title']);
  const url = escapeTexUrl(item.URL ?? '');
  const type = typeOf(item);
  return bibEntry(type, key, [
    ['author', bibNames(item.author)],
    ['title', escapeTexTitle(item.title ?? '')],
    ['journal', type === 'article' ? container : undefined],
    ['institution', type === 'techreport' ? bibLiteral(item.publisher) || container : undefined],
    ['organization', type === 'misc' ? container : undefined],
    ['publisher', type === 'techreport' ? undefined : bibLiteral(item.publisher)],
    ['howpublished', type === 'misc' && url ? `\\url{${url}}` : undefined],
    ['volume', escapeTex(item.volume ?? '')],
    ['number', escapeTex(item.issue ?? item.number ?? '')],
    ['pages', bibPages(item.page)],
    ['year', dateParts(item.issued)?.year.toString()],
    ['doi', escapeTexUrl(item.DOI ?? '')],
    ['issn', escapeTex(item.ISSN ?? '')],
    ['url', type === 'misc' ? undefined : url],
    ['note', note(item)],
  ]);
}

function typeOf(item: CslItem): 'article' | 'techreport' | 'misc' {
  if (item.type === 'article-journal' || item.type === 'article-magazine') return 'article';
  return item.type === 'report' ? 'techreport' : 'misc';
}

/** Months are BibTeX's own macros, so they stand without braces: styles print them in their language. */
function withMonth(written: string, item: CslItem): string {
  const parts = dateParts(item.issued);
  const month = parts?.month ? MONTHS[parts.month - 1] : undefined;
  return month ? written.replace(/^( {2}year = \{\d+\},)$/m, `$1\n  month = ${month},`) : written;
}

function note(item: CslItem): string {
  const accessed = isoDate(item.accessed);
  const words = noteText(item, { without: ['notice'] });
  return escapeTex([accessed ? `Accessed: ${accessed}` : '', words].filter(Boolean).join('; '));
}
