import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import type { Book } from './epub-package';
import type { ExportOptions } from './format';
import { languageOf } from './language';
import { h, type Markup, type MarkupElement, markupText, writeMarkup } from './markup';
import { bodyMarkup, headMarkup, marksMarkup, sourceMarkup } from './readable';
import { wordsOf } from './words';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Says where the package stands. */
export function containerFile(): string {
  const root = h('rootfile', {
    'full-path': 'OEBPS/package.opf',
    'media-type': 'application/oebps-package+xml',
  });
  const container = h(
    'container',
    { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' },
    h('rootfiles', {}, root),
  );
  return declaration + writeMarkup(container, 'xml');
}

/** One article. `sources` are the images of the book by the ids of the clip's images. */
export function chapterFile(
  record: ClipRecord,
  options: ExportOptions,
  sources: ReadonlyMap<string, string>,
): { text: string; hasMath: boolean } {
  const body = bodyMarkup(record, { ...options }, (image) => sources.get(image.id), false).map(flowOnly);
  const parts = [headMarkup(record, options), ...body, marksMarkup(record, options)].filter(
    (part) => part !== undefined,
  );
  const whole = withNotes(
    settleAnchors(h('section', { 'epub:type': 'chapter', role: 'doc-chapter' }, parts)),
  );
  return {
    text: page(shownTitle(record), languageOf(record), record.content.direction, whole),
    hasMath: holds(whole, 'math'),
  };
}

/** The page on source and rights that follows each article. */
export function sourceFile(record: ClipRecord, options: ExportOptions): string {
  const section = h(
    'section',
    { 'epub:type': 'appendix', role: 'doc-appendix', class: 'clip-source' },
    sourceMarkup(record, options),
  );
  const words = wordsOf(options.language);
  return page(`${words.heading}: ${shownTitle(record)}`, ownLanguage(options), undefined, section);
}

export function coverPage(book: Book): string {
  const picture = h('img', { src: 'cover.svg', alt: book.title });
  return page(
    book.title,
    book.language,
    undefined,
    h('section', { 'epub:type': 'cover', class: 'cover' }, picture),
  );
}

export function navFile(book: Book, options: ExportOptions): string {
  const words = wordsOf(options.language);
  const entries = book.chapters.map(({ title, href, sourceHref, record }) =>
    h(
      'li',
      {},
      h('a', { href, lang: languageOf(record), 'xml:lang': languageOf(record) }, title),
      h('ol', {}, h('li', {}, h('a', { href: sourceHref }, words.heading))),
    ),
  );
  const toc = h(
    'nav',
    { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' },
    h('h1', {}, words.contents),
    h('ol', {}, entries),
  );
  const first = book.chapters[0];
  const landmarks = h(
    'nav',
    { 'epub:type': 'landmarks', hidden: 'hidden' },
    h(
      'ol',
      {},
      h('li', {}, h('a', { 'epub:type': 'cover', href: 'cover.xhtml' }, book.title)),
      h('li', {}, h('a', { 'epub:type': 'toc', href: '#toc' }, words.contents)),
      first && h('li', {}, h('a', { 'epub:type': 'bodymatter', href: first.href }, first.title)),
    ),
  );
  return page(words.contents, ownLanguage(options), undefined, toc, landmarks);
}

function page(
  title: string,
  lang: string,
  dir: 'ltr' | 'rtl' | undefined,
  ...content: MarkupElement[]
): string {
  const root = h(
    'html',
    {
      xmlns: 'http://www.w3.org/1999/xhtml',
      'xmlns:epub': 'http://www.idpf.org/2007/ops',
      lang,
      'xml:lang': lang,
      dir,
    },
    h(
      'head',
      {},
      h('meta', { charset: 'utf-8' }),
      h('title', {}, title.replace(/\s+/g, ' ').trim() || '—'),
      h('link', { rel: 'stylesheet', type: 'text/css', href: 'style.css' }),
    ),
    h('body', {}, content),
  );
  return `${declaration}<!DOCTYPE html>\n${writeMarkup(root, 'xml')}\n`;
}

function ownLanguage({ language }: Pick<ExportOptions, 'language'>): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}

/** Bare words between blocks become paragraphs. */
function flowOnly(node: Markup): Markup {
  return typeof node === 'string' && node.trim() !== '' ? h('p', {}, node) : node;
}

function holds(node: Markup, tag: string): boolean {
  return typeof node !== 'string' && (node.tag === tag || node.children.some((child) => holds(child, tag)));
}

/** Each id once, and no link to a place that is not there: the book's schema asks for both. */
function settleAnchors(root: MarkupElement): MarkupElement {
  const ids = new Set<string>();
  const first = mapElements(root, (element) => {
    const { id, ...rest } = element.attributes;
    if (id === undefined) return element;
    if (ids.has(id)) return { ...element, attributes: rest };
    ids.add(id);
    return element;
  });
  return mapElements(first, (element) => {
    const target = element.tag === 'a' && /^#(.*)$/.exec(element.attributes.href ?? '')?.[1];
    if (target === false || target === undefined) return element;
    return ids.has(target) ? element : h('span', {}, element.children);
  });
}

/** Footnotes that readers show in a window of their own: references and notes are named as such. */
function withNotes(root: MarkupElement): MarkupElement {
  return mapElements(root, (element) => {
    if (element.tag === 'a' && /^#fn-/.test(element.attributes.href ?? '')) {
      return {
        ...element,
        attributes: { ...element.attributes, 'epub:type': 'noteref', role: 'doc-noteref' },
      };
    }
    const isNotes =
      (element.tag === 'ol' || element.tag === 'ul') &&
      element.children.length > 0 &&
      element.children.every((item) => typeof item !== 'string' && /^fn-/.test(item.attributes.id ?? ''));
    if (!isNotes) return element;
    const start = Number(element.attributes.start ?? 1);
    return h(
      'section',
      { 'epub:type': 'footnotes' },
      element.children.map((item, index) => note(item, element.tag === 'ol' ? `${start + index}. ` : '')),
    );
  });
}

function note(item: Markup, number: string): Markup {
  if (typeof item === 'string') return item;
  const [first, ...rest] = item.children;
  const opened =
    typeof first === 'object' && first.tag === 'p'
      ? [h('p', first.attributes, number, first.children), ...rest]
      : isPhrase(item.children)
        ? [h('p', {}, number, item.children)]
        : [h('p', {}, number.trim() || '•'), ...item.children];
  return h('aside', { 'epub:type': 'footnote', role: 'doc-footnote', id: item.attributes.id }, opened);
}

function isPhrase(nodes: readonly Markup[]): boolean {
  const blocks = /^(?:p|div|ul|ol|dl|table|figure|blockquote|pre|h[1-6]|hr|section|aside)$/;
  return (
    nodes.every((node) => typeof node === 'string' || !blocks.test(node.tag)) &&
    markupText(h('p', {}, nodes)) !== ''
  );
}

/** Rebuilds a tree from its leaves up. */
function mapElements(root: MarkupElement, change: (element: MarkupElement) => MarkupElement): MarkupElement {
  return change({
    ...root,
    children: root.children.map((child) => (typeof child === 'string' ? child : mapElements(child, change))),
  });
}
