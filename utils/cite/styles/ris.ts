import { citeKeys } from '../cite-keys';
import type { CslDate, CslItem, CslName, CslType } from '../csl-types';
import { dateParts, yearOf } from '../dates';
import { sortName } from '../names';
import { noteText } from '../note';
import { oneLine } from '../wording';

const REFERENCE_TYPES: Record<CslType, string> = {
  webpage: 'ELEC',
  post: 'ELEC',
  'post-weblog': 'BLOG',
  'article-newspaper': 'NEWS',
  'article-magazine': 'MGZN',
  'article-journal': 'JOUR',
  'entry-encyclopedia': 'ENCYC',
  report: 'RPRT',
  legislation: 'STAT',
};

/** RIS: one value a line whatever its length, CRLF, no line break within a value. */
export function writeRis(items: readonly CslItem[]): string {
  const keys = citeKeys(items);
  return items.map((item, index) => record(item, keys[index] ?? '')).join('\r\n');
}

function record(item: CslItem, key: string): string {
  const [startPage, endPage] = oneLine(item.page).split(/\s{0,9}[-–—]+\s*/);
  const lines: [string, string | undefined][] = [
    ['ID', key],
    ...namesAs('AU', item.author),
    ...namesAs('A4', item.translator),
    ['TI', item.title],
    ['T2', item['container-title']],
    ['PY', yearOf(item.issued)?.toString()],
    ['DA', slashDate(item.issued)],
    ['VL', item.volume],
    ['IS', item.issue ?? item.number],
    ['SP', startPage],
    ['EP', endPage],
    ['SN', item.ISSN ?? item.ISBN],
    ['DO', item.DOI],
    ['PB', item.publisher],
    ['Y2', slashDate(item.accessed)],
    ['UR', item.URL],
    ['LA', item.language],
    ['N1', noteText(item)],
  ];
  const written = lines.flatMap(([tag, value]) => (oneLine(value) ? [line(tag, oneLine(value))] : []));
  return [line('TY', REFERENCE_TYPES[item.type]), ...written, line('ER', '')].join('');
}

function line(tag: string, value: string): string {
  return `${tag}  - ${value}\r\n`;
}

function namesAs(tag: string, names: readonly CslName[] | undefined): [string, string][] {
  return (names ?? []).map((name) => [tag, sortName(name)]);
}

/** `2024/05/20`; a month alone is `2024/05/`, a year alone `2024//`, as RIS writes partial dates. */
function slashDate(date: CslDate | undefined): string | undefined {
  const parts = dateParts(date);
  if (!parts) return undefined;
  const two = (value: number | undefined) => (value ? String(value).padStart(2, '0') : '');
  return [String(parts.year).padStart(4, '0'), two(parts.month), two(parts.day)].join('/');
}
