import { maskContacts } from '../cite/redact';
import type { ClipRecord } from '../model/clip';
import type { Agent } from '../model/source';
import type { ExportOptions } from './format';
import { h, type MarkupElement, markupText, writeMarkup } from './markup';
import { statementsOf } from './source-facts';
import { strictAddress } from './strict-body';

export interface BookItem {
  id: string;
  href: string;
  type: string;
  properties?: string;
}

export interface Chapter {
  title: string;
  href: string;
  sourceHref: string;
  /** Without its body. */
  record: ClipRecord;
}

export interface Book {
  title: string;
  language: string;
  rightToLeft: boolean;
  identifier: string;
  chapters: readonly Chapter[];
  items: readonly BookItem[];
}

/** The package document: what the book is, by rights.md 4.2, what it holds, and in which order. */
export function packageFile(book: Book, options: Pick<ExportOptions, 'contacts'>): string {
  const item = ({ id, href, type, properties }: BookItem): MarkupElement =>
    h('item', { id, href, 'media-type': type, properties });
  const root = h(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'book-id',
      'xml:lang': book.language,
      prefix: 'tdm: http://www.w3.org/ns/tdmrep/ clip: https://colophon.example/ns/clip#',
    },
    h(
      'metadata',
      { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
      h('dc:identifier', { id: 'book-id' }, book.identifier),
      h('dc:title', {}, oneLine(book.title)),
      h('dc:language', {}, book.language),
      meta('dcterms:modified', modifiedOf(book)),
      describeClips(book, options),
      accessibility(book),
    ),
    h(
      'manifest',
      {},
      item({ id: 'nav', href: 'nav.xhtml', type: 'application/xhtml+xml', properties: 'nav' }),
      item({ id: 'cover', href: 'cover.xhtml', type: 'application/xhtml+xml' }),
      item({ id: 'cover-image', href: 'cover.svg', type: 'image/svg+xml', properties: 'cover-image' }),
      item({ id: 'style', href: 'style.css', type: 'text/css' }),
      book.items.map(item),
    ),
    h(
      'spine',
      { 'page-progression-direction': book.rightToLeft ? 'rtl' : 'ltr' },
      [
        'cover',
        'nav',
        ...book.items.filter(({ type }) => type === 'application/xhtml+xml').map(({ id }) => id),
      ].map((idref) => h('itemref', { idref })),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeMarkup(root, 'xml')}\n`;
}

function meta(property: string, value: string, refines?: string): MarkupElement {
  return h('meta', { property, refines }, value);
}

function modifiedOf({ chapters }: Book): string {
  const newest = chapters
    .map(({ record }) => record.capture.at)
    .sort()
    .at(-1);
  const time = new Date(newest ?? 0);
  return `${(Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString().slice(0, 19)}Z`;
}

function describeClips({ chapters }: Book, { contacts }: Pick<ExportOptions, 'contacts'>): MarkupElement[] {
  const records = chapters.map(({ record }) => record);
  const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
  const [only] = records;
  const single = records.length === 1 ? only : undefined;
  const licences = distinct(records.map((record) => record.rights.license?.value.url ?? ''));
  const holders = distinct(records.map(({ rights }) => rights.holder?.value.name ?? ''));
  const dates = single?.source.published ? [single.source.published.value.iso.slice(0, 10)] : [];
  return [
    ...people(records),
    ...distinct(records.map(({ source }) => source.site.value.name)).map((name) =>
      h('dc:publisher', {}, name),
    ),
    ...distinct(records.map(({ source }) => strictAddress(source.urls.retrieved) ?? '')).map((url) =>
      h('dc:source', {}, url),
    ),
    ...dates
      .filter((date) => /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(date))
      .map((date) => h('dc:date', {}, date)),
    ...distinct(records.flatMap(statementsOf).map(shown)).map((text) => h('dc:rights', {}, text)),
    ...licences.map((url) => meta('dcterms:license', url)),
    ...holders.map((name) => meta('dcterms:rightsHolder', name)),
    ...(single?.source.originalTitle
      ? [meta('dcterms:alternative', oneLine(single.source.originalTitle.value))]
      : []),
    ...(single
      ? [meta('clip:captured', single.capture.at), meta('clip:textDigest', single.integrity.text)]
      : []),
    ...(records.some(({ rights }) => rights.machine?.tdm?.value.reserved)
      ? [meta('tdm:reservation', '1')]
      : []),
    ...distinct(records.map(({ rights }) => rights.machine?.tdm?.value.policy ?? '')).map((policy) =>
      meta('tdm:policy', policy),
    ),
  ].filter((element) => markupText(element).trim() !== '');
}

/** MARC relator codes of the roles. */
const relators: Record<Agent['role'], string> = {
  author: 'aut',
  correspondent: 'aut',
  photographer: 'pht',
  editor: 'edt',
  translator: 'trl',
  illustrator: 'ill',
  compiler: 'com',
  agency: 'pbl',
  other: 'ctb',
};

function people(records: readonly ClipRecord[]): MarkupElement[] {
  const agents = records.flatMap(({ source, images }) => [
    ...source.creators.map(({ value }) => value),
    ...images.flatMap(({ creators }) => creators.map(({ value }) => value)),
  ]);
  const seen = new Set<string>();
  return agents.flatMap(({ name, role }) => {
    const key = `${relators[role]} ${name}`;
    if (seen.has(key) || name.trim() === '') return [];
    seen.add(key);
    const id = `agent-${seen.size}`;
    const element = relators[role] === 'aut' ? 'dc:creator' : 'dc:contributor';
    return [
      h(element, { id }, oneLine(name)),
      h('meta', { refines: `#${id}`, property: 'role', scheme: 'marc:relators' }, relators[role]),
    ];
  });
}

function accessibility({ items }: Book): MarkupElement[] {
  const pictures = items.some(({ type }) => type.startsWith('image/'));
  return [
    meta('schema:accessMode', 'textual'),
    ...(pictures ? [meta('schema:accessMode', 'visual')] : []),
    meta('schema:accessModeSufficient', pictures ? 'textual,visual' : 'textual'),
    meta('schema:accessibilityFeature', 'tableOfContents'),
    meta('schema:accessibilityFeature', 'structuralNavigation'),
    meta('schema:accessibilityHazard', 'none'),
    meta(
      'schema:accessibilitySummary',
      'Text with headings and a table of contents; images have the words that their pages give.',
    ),
  ];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map(oneLine))].filter((value) => value !== '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
