import type { Element as HastElement, Root as HastRoot } from 'hast';
import { fromDom } from 'hast-util-from-dom';
import { defaultHandlers, type Handle, toMdast } from 'hast-util-to-mdast';
import type { FootnoteDefinition, Html, Image, Nodes, PhrasingContent, RootContent } from 'mdast';
import { imageAttribution } from '../cite/attribution';
import { parseInert } from '../dom/parse-inert';
import { sanitize } from '../dom/sanitize';
import type { ClipImage, ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';
import { fateOf } from './images';
import { settleEmphasis } from './markdown-emphasis';
import { h, type Markup, writeMarkup } from './markup';
import { italic, link, paragraph, text } from './mdast';
import { soundMath, texOf } from './sound-math';
import { strictBody } from './strict-body';
import { wordsOf } from './words';

interface BodyOptions extends Pick<ExportOptions, 'window' | 'language' | 'images'> {
  fileOf: (image: ClipImage) => string | undefined;
}

/** The article as Markdown nodes, each image followed by a line that says whose it is. */
export function bodyTree(record: ClipRecord, options: BodyOptions): RootContent[] {
  const { window } = options;
  const body = parseInert(sanitize(record.content.html, window), window).body;
  const images = new Map(record.images.map((image) => [image.src, image]));
  dropKnownCaptions(body, images);
  keepAsHtml(body);
  const notes = takeNotes(body);
  const tree = toMdast(fromDom(body) as HastRoot, { newlines: false, handlers });
  const blocks = 'children' in tree ? (tree.children as RootContent[]) : [];
  return [...blocks.flatMap((block) => withCredits(block, images, options)), ...notes].map(settleEmphasis);
}

/** The credit line says the caption; it is not said twice. */
function dropKnownCaptions(body: HTMLElement, images: Map<string, ClipImage>): void {
  for (const figure of Array.from(body.querySelectorAll('figure'))) {
    const known = images.get(figure.querySelector('img')?.getAttribute('src') ?? '');
    if (known?.caption) figure.querySelector('figcaption')?.remove();
  }
}

/**
 * Takes out the elements for which Markdown has no signs, and leaves what stands for them: a formula's TeX, and HTML
 * for readings over characters and for tables with spans or blocks in their cells.
 */
function keepAsHtml(body: HTMLElement): void {
  for (const math of Array.from(body.querySelectorAll('math'))) standInForMath(math);
  for (const ruby of Array.from(body.querySelectorAll('ruby')))
    standIn(ruby, 'span', 'data-html', htmlOf(ruby));
  for (const table of Array.from(body.querySelectorAll('table'))) {
    if (!table.querySelector('td, th')) table.remove();
    else if (!table.parentElement?.closest('table') && !isGrid(table))
      standIn(table, 'div', 'data-html', htmlOf(table));
  }
}

function standIn(element: Element, tag: 'span' | 'div', name: string, value: string): void {
  const made = element.ownerDocument.createElement(tag);
  made.setAttribute(name, value);
  // Blanks beside an element without words would become one.
  made.textContent = '\u00b7';
  element.replaceWith(made);
}

function standInForMath(math: Element): void {
  const written = texOf(math);
  const tex = written && withoutMarkup(written);
  if (tex === undefined) {
    standIn(math, 'span', 'data-html', oneLineHtml(soundMath(math)));
    return;
  }
  const parent = math.parentElement;
  const alone = parent?.localName === 'p' && parent.textContent === math.textContent ? parent : undefined;
  const isBlock =
    math.getAttribute('display') === 'block' &&
    (alone || !/^(?:p|h[1-6]|t[dh]|a|b|em|i|strong|span)$/.test(parent?.localName ?? ''));
  if (isBlock) standIn(alone ?? math, 'div', 'data-tex', tex);
  else
    standIn(
      math,
      'span',
      'data-tex',
      tex
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .join(' '),
    );
}

/**
 * TeX in which no program that knows no formulas can find a tag or a link of the page's: nothing is escaped between
 * dollars, and a blank after `<` or `]` changes no formula.
 */
function withoutMarkup(tex: string): string {
  return tex.replace(/<(?=[a-z/!?])/gi, '< ').replace(/\](?=[([:])/g, '] ');
}

function htmlOf(element: Element): string {
  const holder = element.ownerDocument.createElement('div');
  holder.append(element.cloneNode(true));
  const image = ({ src, alt }: { src: string; alt: string }) =>
    /^https?:/i.test(src) ? h('img', { src, alt }) : undefined;
  return strictBody(holder, image).map(oneLineHtml).join('');
}

/** On one line, since an empty line ends HTML in Markdown. */
function oneLineHtml(node: Markup): string {
  return writeMarkup(node, 'html').replaceAll('\n', '&#10;');
}

/** GitHub's tables hold one line of words in each cell of a full grid. */
function isGrid(table: Element): boolean {
  if (
    table.querySelector(
      'table, ul, ol, dl, pre, blockquote, h1, h2, h3, h4, h5, h6, hr, caption, figure, [data-html]',
    )
  )
    return false;
  const cells = Array.from(table.querySelectorAll('td, th'));
  if (cells.some((cell) => span(cell, 'colspan') > 1 || span(cell, 'rowspan') > 1)) return false;
  return cells.every((cell) => cell.querySelectorAll('p').length < 2);
}

function span(cell: Element, name: string): number {
  return Number(cell.getAttribute(name) ?? 1) || 1;
}

/** Footnotes at the article's end become definitions: lists whose items carry our own note anchors. */
function takeNotes(body: HTMLElement): FootnoteDefinition[] {
  const items = Array.from(body.querySelectorAll('li[id^="fn-"]'));
  const lists = new Set(items.map((item) => item.parentElement));
  const notes = items.map((item) => {
    for (const back of Array.from(item.querySelectorAll('a[href^="#fnref-"]'))) back.remove();
    const tree = toMdast(fromDom(item) as HastElement, { newlines: false, handlers });
    const [first] = 'children' in tree ? (tree.children as RootContent[]) : [];
    const children =
      tree.type === 'listItem' ? tree.children : first?.type === 'listItem' ? first.children : [];
    item.remove();
    return {
      type: 'footnoteDefinition',
      identifier: noteName(item.id),
      label: noteName(item.id),
      children,
    } as FootnoteDefinition;
  });
  for (const list of lists) if (list && list.children.length === 0) list.remove();
  const known = new Set(notes.map(({ identifier }) => identifier));
  for (const anchor of Array.from(body.querySelectorAll('a[href^="#fn-"]'))) {
    // A reference to nothing stays as its words.
    if (!known.has(noteName(anchor.getAttribute('href')?.slice(1) ?? '')))
      anchor.replaceWith(...Array.from(anchor.childNodes));
  }
  return notes;
}

function noteName(id: string): string {
  return id.replace(/^fn-/, '');
}

const html = (value: string): Html => ({ type: 'html', value });

/** An element that Markdown has no sign for keeps its tags around its words. */
const tagged: Handle = (state, node) =>
  [html(`<${node.tagName}>`), ...state.all(node), html(`</${node.tagName}>`)] as PhrasingContent[];

function noteOf(node: HastElement): string | undefined {
  const href = String(node.properties.href ?? '');
  return node.tagName === 'a' && href.startsWith('#fn-') ? noteName(href.slice(1)) : undefined;
}

const handlers: Record<string, Handle> = {
  a(state, node) {
    const identifier = noteOf(node);
    if (identifier) return { type: 'footnoteReference', identifier, label: identifier };
    const href = String(node.properties.href ?? '');
    const children = state.all(node) as PhrasingContent[];
    // Other anchors lead to places that Markdown does not name.
    return href === '' || href.startsWith('#')
      ? children
      : { type: 'link', url: href, title: null, children };
  },
  sup(state, node) {
    const only = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
    const [first] = only;
    const isNote = only.length === 1 && first?.type === 'element' && noteOf(first) !== undefined;
    return isNote ? (state.all(node) as PhrasingContent[]) : tagged(state, node, undefined);
  },
  sub: tagged,
  u: tagged,
  ins: tagged,
  mark: tagged,
  kbd: tagged,
  br(state, node) {
    return state.inTable ? html('<br>') : defaultHandlers.br(state, node);
  },
  span(state, node) {
    const { dataHtml, dataTex } = node.properties;
    if (typeof dataHtml === 'string') return html(dataHtml);
    if (typeof dataTex === 'string') return { type: 'inlineMath', value: dataTex };
    return state.all(node) as PhrasingContent[];
  },
  div(state, node) {
    const { dataHtml, dataTex } = node.properties;
    if (typeof dataHtml === 'string') return html(dataHtml);
    if (typeof dataTex === 'string') return { type: 'math', value: dataTex };
    return state.toFlow(state.all(node));
  },
  details: (state, node) => state.toFlow(state.all(node)),
  summary: (state, node) => ({
    type: 'paragraph',
    children: [{ type: 'strong', children: state.all(node) as PhrasingContent[] }],
  }),
};

function withCredits(
  block: RootContent,
  images: Map<string, ClipImage>,
  options: BodyOptions,
): RootContent[] {
  const shown = imagesIn(block);
  const credits = shown.flatMap((node) => {
    const image = images.get(node.url);
    const line = image && imageAttribution(image, options.language);
    return line ? [paragraph(italic(line))] : [];
  });
  for (const node of shown) point(node, images.get(node.url), options);
  return [block, ...credits];
}

function imagesIn(node: Nodes): Image[] {
  if (node.type === 'image') return [node];
  return 'children' in node ? (node.children as Nodes[]).flatMap(imagesIn) : [];
}

/** Points an image at its file, leaves it to the web, or puts its words and address in its place. */
function point(node: Image, image: ClipImage | undefined, options: BodyOptions): void {
  const file = image && options.fileOf(image);
  const onWeb = /^https?:/i.test(node.url);
  if (file) {
    node.url = file.split('/').map(encodeURIComponent).join('/');
    return;
  }
  if (onWeb && (image ? fateOf(image, options) === 'link' : options.images === 'link')) return;
  const words = wordsOf(options.language);
  const said = onWeb
    ? `${words.imageLeftOut}${node.alt ? `: ${node.alt}` : ''}`
    : `[${node.alt || words.imageNotKept}]`;
  const replacement: PhrasingContent = onWeb ? link(node.url, said) : text(said);
  Object.assign(node, { url: undefined, alt: undefined, title: undefined }, replacement);
}
