import { bibEntry, bibLiteral, bibNames } from '../bib-entry';
import { citeKeys } from '../cite-keys';
import type { CslItem, CslType } from '../csl-types';
import { isoDate } from '../dates';
import { escapeTex, escapeTexTitle, escapeTexUrl } from '../escape-tex';
import { noteText } from '../note';
import { oneLine } from '../wording';

const ENTRY_TYPES: Record<CslType, string> = {
  webpage: 'online',
  post: 'online',
  'post-weblog': 'online',
  'article-newspaper': 'online',
  legislation: 'online',
  'article-magazine': 'article',
  'article-journal': 'article',
  'entry-encyclopedia': 'inreference',
  report: 'report',
};

/** Babel's names of languages; another language is left out. */
const LANGUAGES: Record<string, string> = {
  zh: 'chinese',
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  pl: 'polish',
  ru: 'russian',
  uk: 'ukrainian',
  ja: 'japanese',
  ko: 'korean',
  sv: 'swedish',
  da: 'danish',
  nb: 'norwegian',
  fi: 'finnish',
  cs: 'czech',
  el: 'greek',
  tr: 'turkish',
};

/** BibLaTeX for biber, UTF-8. */
export function writeBiblatex(items: readonly CslItem[]): string {
  const keys = citeKeys(items);
  return items.map((item, index) => `${entry(item, keys[index] ?? '')}\n`).join('\n');
}

function entry(item: CslItem, key: string): string {
  const container = bibLiteral(item['container-title']);
  const type = ENTRY_TYPES[item.type];
  return bibEntry(type, key, [
    ['author', bibNames(item.author)],
    ['translator', bibNames(item.translator)],
    ['title', escapeTexTitle(item.title ?? '')],
    ['origtitle', item['original-title'] ? escapeTexTitle(item['original-title']) : undefined],
    ['journaltitle', type === 'article' ? container : undefined],
    ['booktitle', type === 'inreference' ? escapeTexTitle(item['container-title'] ?? '') : undefined],
    ['organization', type === 'online' ? container : undefined],
    ['institution', type === 'report' ? bibLiteral(item.publisher) || container : undefined],
    ['type', type === 'report' ? 'techreport' : undefined],
    ['publisher', type === 'report' ? undefined : bibLiteral(item.publisher)],
    ['volume', escapeTex(item.volume ?? '')],
    ['number', escapeTex(item.issue ?? item.number ?? '')],
    ['pages', bibPages(item.page)],
    ['date', isoDate(item.issued)],
    ['doi', escapeTexUrl(item.DOI ?? '')],
    ['issn', escapeTex(item.ISSN ?? '')],
    ['url', escapeTexUrl(item.URL ?? '')],
    ['urldate', isoDate(item.accessed)],
    ['langid', LANGUAGES[item.language?.toLowerCase().split('-')[0] ?? '']],
    ['note', escapeTex(noteText(item, { without: ['original-title', 'notice'] }))],
    ['file-digest', item.custom?.digest],
  ]);
}

/** `45-61` → `45--61`. */
export function bibPages(page: string | undefined): string {
  return escapeTex(oneLine(page).replace(/\s{0,9}[-–—]+\s*/g, '--'));
}
