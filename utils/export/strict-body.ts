/**
 * Rebuilds an article's HTML so that it keeps HTML's content model to the letter, as EPUB's schema checks it: lists hold
 * items, tables rows, formulas the right number of parts, and what does not fit stands as plain paragraphs.
 * No word is lost.
 */

import { h, type Markup, type MarkupElement, markupText } from './markup';
import { soundMath } from './sound-math';

/** Given an image of the article, what stands in its place; undefined leaves only its words. */
export type BodyImage = (image: {
  src: string;
  alt: string;
  width?: string;
  height?: string;
}) => MarkupElement | undefined;

const phrasing = new Set(
  'abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var'.split(' '),
);
const headings = new Set('h1 h2 h3 h4 h5 h6'.split(' '));
const languageTag = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;

interface Place {
  image: BodyImage;
  inLink: boolean;
  /** Headings and tables may not stand here (table heads, captions). */
  plain: boolean;
  inMath: boolean;
}

/** The children of an element (of a sanitised document) as markup that may stand in a `<body>` or `<div>`. */
export function strictBody(body: Element, image: BodyImage): Markup[] {
  return flowOf(body, { image, inLink: false, plain: false, inMath: false });
}

/** An address as RFC 3986 allows it, or undefined if it cannot be made one. */
export function strictAddress(address: string | null): string | undefined {
  if (!address) return undefined;
  if (/^#[A-Za-z][\w-]*$/.test(address)) return address;
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (!/^(?:https?|mailto):$/.test(protocol)) return undefined;
  const strict = href
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%[\]]/g, (char) => encodeURIComponent(char))
    .replace(/#(.*)/s, (_, rest: string) => `#${rest.replaceAll('#', '%23')}`);
  // Square brackets belong to IPv6 hosts only.
  const [, authority = '', rest = ''] = /^(\w+:(?:\/\/[^/?#]*)?)(.*)/s.exec(strict) ?? [];
  return authority + rest.replaceAll('[', '%5B').replaceAll(']', '%5D');
}

function childNodes(node: Node): Node[] {
  return Array.from(node.childNodes);
}

function isElementNode(node: Node): node is Element {
  return node.nodeType === 1;
}

function tagOf(node: Node): string {
  return isElementNode(node) ? node.localName : '';
}

function flowOf(parent: Node, place: Place): Markup[] {
  return childNodes(parent).flatMap((child) => flow(child, place));
}

function flow(node: Node, place: Place): Markup[] {
  if (!isElementNode(node)) return [node.nodeType === 3 ? (node.nodeValue ?? '') : ''];
  const tag = node.localName;
  if (headings.has(tag) && place.plain) return [h('b', {}, phrasesOf(node, place))];
  switch (tag) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
    case 'p':
      return holdsBlockImage(node)
        ? splitParagraph(node, tag, place)
        : [h(tag, common(node), phrasesOf(node, place))];
    case 'pre':
      return [h('pre', common(node), phrasesOf(node, place))];
    case 'div':
    case 'blockquote':
      return [
        h(
          tag,
          {
            ...common(node),
            cite: tag === 'blockquote' ? strictAddress(node.getAttribute('cite')) : undefined,
          },
          flowOf(node, place),
        ),
      ];
    case 'ul':
    case 'ol':
      return list(node, place);
    case 'dl':
      return definitions(node, place);
    case 'table':
      return place.plain ? [h('div', {}, phrasesOf(node, place))] : table(node, place);
    case 'figure':
      return figure(node, place);
    case 'details':
      return details(node, place);
    case 'hr':
      return [h('hr')];
    case 'img':
      return picture(node, place);
    case 'li':
    case 'dt':
    case 'dd':
    case 'figcaption':
    case 'caption':
    case 'summary':
      return [h('div', common(node), flowOf(node, place))];
    case 'thead':
    case 'tbody':
    case 'tfoot':
    case 'tr':
    case 'td':
    case 'th':
      return flowOf(node, place);
    default:
      return holdsBlockImage(node) && node.localName !== 'math'
        ? splitParagraph(node, 'p', place)
        : phrase(node, place);
  }
}

/** The picture is shown elsewhere. */
const silent: BodyImage = () => undefined;

/** A paragraph around a picture: the picture becomes a figure, and no figure may stand in a paragraph. */
function holdsBlockImage(element: Element): boolean {
  return element.querySelector('img') !== null;
}

function splitParagraph(element: Element, tag: string, place: Place): Markup[] {
  const parts: Markup[] = [];
  let line: Markup[] = [];
  const inText = (element.textContent ?? '').trim() !== '';
  const flush = (): void => {
    if (line.some((part) => markupText(part).trim() !== '')) parts.push(h(tag, common(element), line));
    line = [];
  };
  for (const child of childNodes(element)) {
    const images = isElementNode(child) ? imagesIn(child) : [];
    if (images.length === 0) {
      line.push(...phrase(child, place));
      continue;
    }
    const words = phrase(child, { ...place, image: silent });
    if (words.some((part) => markupText(part).trim() !== '')) line.push(...words);
    for (const image of images) {
      const shown = picture(image, place);
      const bare = inText ? bareImage(shown) : undefined;
      if (bare) line.push(bare);
      else {
        flush();
        parts.push(...shown);
      }
    }
  }
  flush();
  return parts;
}

/** A picture about which nothing is said may stay within its line: a sign, a small drawing. */
function bareImage([shown]: readonly Markup[]): MarkupElement | undefined {
  if (typeof shown !== 'object' || shown.children.length !== 1) return undefined;
  const [only] = shown.children;
  return typeof only === 'object' && only.tag === 'img' ? only : undefined;
}

function imagesIn(element: Element): Element[] {
  return element.localName === 'img' ? [element] : Array.from(element.querySelectorAll('img'));
}

function picture(image: Element, place: Place): Markup[] {
  const size = (name: string): string | undefined => {
    const value = image.getAttribute(name);
    return value && /^[1-9]\d{0,4}$/.test(value) ? value : undefined;
  };
  const shown = place.image({
    src: image.getAttribute('src') ?? '',
    alt: image.getAttribute('alt') ?? '',
    width: size('width'),
    height: size('height'),
  });
  return shown ? [shown] : [];
}

function phrasesOf(parent: Node, place: Place): Markup[] {
  const parts: Markup[] = [];
  for (const child of childNodes(parent)) {
    const made = phrase(child, place);
    // Blocks that lose their walls keep a blank between their words.
    if (isBlock(child) && parts.length > 0) parts.push(' ');
    parts.push(...made);
  }
  return parts;
}

function isBlock(node: Node): boolean {
  return /^(?:p|div|h[1-6]|li|dt|dd|tr|td|th|blockquote|figcaption|caption|pre|summary)$/.test(tagOf(node));
}

function phrase(node: Node, place: Place): Markup[] {
  if (!isElementNode(node)) return [node.nodeType === 3 ? (node.nodeValue ?? '') : ''];
  const tag = node.localName;
  switch (tag) {
    case 'br':
    case 'wbr':
      return [h(tag)];
    case 'a':
      return anchor(node, place);
    case 'ruby':
      return ruby(node, place);
    case 'math':
      return [soundMath(node)];
    case 'img': {
      // Inside a phrase only the words remain; a paragraph was split around its pictures before.
      const alt = node.getAttribute('alt')?.trim();
      return alt && place.image !== silent ? [`[${alt}]`] : [];
    }
    case 'bdo':
      return node.getAttribute('dir')
        ? [h('bdo', common(node), phrasesOf(node, place))]
        : phrasesOf(node, place);
    default:
      return phrasing.has(tag)
        ? [h(tag, phraseAttributes(node), phrasesOf(node, place))]
        : phrasesOf(node, place);
  }
}

function phraseAttributes(element: Element): Record<string, string | undefined> {
  const title = element.getAttribute('title') ?? undefined;
  const tag = element.localName;
  return {
    ...common(element),
    title: tag === 'abbr' || tag === 'dfn' ? title : undefined,
    class: tag === 'code' ? (element.getAttribute('class') ?? undefined) : undefined,
    cite: tag === 'q' ? strictAddress(element.getAttribute('cite')) : undefined,
  };
}

function anchor(element: Element, place: Place): Markup[] {
  const href = strictAddress(element.getAttribute('href'));
  if (!href || place.inLink) return phrasesOf(element, place);
  return [h('a', { ...common(element), href }, phrasesOf(element, { ...place, inLink: true }))];
}

/** Base and reading in turn; a base without a reading stands after the ruby. */
function ruby(element: Element, place: Place): Markup[] {
  const out: Markup[] = [];
  let pairs: Markup[] = [];
  let base: Markup[] = [];
  const readings: Node[] = childNodes(element).flatMap((child) =>
    tagOf(child) === 'rtc' ? childNodes(child) : [child],
  );
  for (const child of readings) {
    const tag = tagOf(child);
    if (tag === 'rp') continue;
    if (tag !== 'rt') {
      base.push(...(tag === 'rb' ? phrasesOf(child, place) : phrase(child, place)));
      continue;
    }
    if (base.every((part) => markupText(part).trim() === '')) {
      out.push(...phrasesOf(child, place));
      continue;
    }
    pairs.push(...base, h('rt', {}, phrasesOf(child, place)));
    base = [];
  }
  if (pairs.length > 0) out.unshift(h('ruby', common(element), pairs));
  pairs = [];
  return [...out, ...base];
}

function list(element: Element, place: Place): Markup[] {
  const items = childNodes(element)
    .filter((child) => isElementNode(child) || (child.nodeValue ?? '').trim() !== '')
    .map((child) =>
      tagOf(child) === 'li' && isElementNode(child)
        ? h(
            'li',
            { ...common(child), value: ordered(element) ? integer(child, 'value') : undefined },
            flowOf(child, place),
          )
        : h('li', {}, flow(child, place)),
    );
  if (items.length === 0) return [];
  const type = element.getAttribute('type') ?? '';
  return [
    h(
      element.localName,
      {
        ...common(element),
        ...(ordered(element) && {
          start: integer(element, 'start'),
          reversed: element.hasAttribute('reversed') ? 'reversed' : undefined,
          type: /^[1aAiI]$/.test(type) ? type : undefined,
        }),
      },
      items,
    ),
  ];
}

function ordered(element: Element): boolean {
  return element.localName === 'ol';
}

function integer(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name) ?? '';
  return /^-?\d{1,5}$/.test(value) ? String(Number(value)) : undefined;
}

/** A list of terms stays one where each group has a term and a meaning; otherwise its lines stand as they are. */
function definitions(element: Element, place: Place): Markup[] {
  const lines = childNodes(element).flatMap((child) =>
    tagOf(child) === 'div' ? childNodes(child) : [child],
  );
  const shape = lines
    .map((line) =>
      tagOf(line) === 'dt' ? 't' : tagOf(line) === 'dd' ? 'd' : (line.textContent ?? '').trim() ? 'x' : '',
    )
    .join('');
  const items = lines.filter((line) => isElementNode(line) || (line.textContent ?? '').trim() !== '');
  if (!/^(?:t+d+)+$/.test(shape))
    return [
      h(
        'div',
        {},
        items.flatMap((line) => flow(line, place)),
      ),
    ];
  return [
    h(
      'dl',
      common(element),
      items
        .filter(isElementNode)
        .map((line) =>
          h(
            line.localName,
            common(line),
            line.localName === 'dt' ? phrasesOf(line, place) : flowOf(line, place),
          ),
        ),
    ),
  ];
}

function figure(element: Element, place: Place): Markup[] {
  const caption = childNodes(element).find((child) => tagOf(child) === 'figcaption');
  const rest = childNodes(element).filter((child) => child !== caption);
  const shown = rest.flatMap((child) => flow(child, place));
  const words = caption ? flowOf(caption, place) : [];
  const only = shown.filter((part) => typeof part !== 'string' || part.trim() !== '');
  // A picture came back as a figure with its own caption: figures do not stand in figures.
  if (only.some((part) => typeof part !== 'string' && part.tag === 'figure')) {
    return [...shown, ...(words.length > 0 ? [h('div', { class: 'caption' }, words)] : [])];
  }
  if (only.length === 0) return words.length > 0 ? [h('div', { class: 'caption' }, words)] : [];
  return [h('figure', common(element), shown, words.length > 0 ? h('figcaption', {}, words) : undefined)];
}

function details(element: Element, place: Place): Markup[] {
  const summary = childNodes(element).find((child) => tagOf(child) === 'summary');
  const rest = childNodes(element)
    .filter((child) => child !== summary)
    .flatMap((child) => flow(child, place));
  // A book's reader may not be able to open it, so it stands open.
  return [
    h('div', common(element), summary ? h('p', {}, h('b', {}, phrasesOf(summary, place))) : undefined, rest),
  ];
}

function table(element: Element, place: Place): Markup[] {
  const caption = childNodes(element).find((child) => tagOf(child) === 'caption');
  const sections: { tag: 'thead' | 'tbody' | 'tfoot'; rows: MarkupElement[] }[] = [];
  const push = (tag: 'thead' | 'tbody' | 'tfoot', rows: MarkupElement[]): void => {
    if (rows.length === 0) return;
    const last = sections.at(-1);
    if (last?.tag === tag) last.rows.push(...rows);
    else sections.push({ tag, rows });
  };
  for (const child of childNodes(element)) {
    const tag = tagOf(child);
    if (tag === 'tr') push('tbody', rowsOf([child], place));
    if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') push(tag, rowsOf(childNodes(child), place));
  }
  const [first, ...others] = sections;
  const captionWords = caption ? phrasesOf(caption, { ...place, plain: true }) : [];
  if (!first) return captionWords.length > 0 ? [h('p', {}, captionWords)] : [];
  const footer = others.filter(({ tag }) => tag === 'tfoot').flatMap(({ rows }) => rows);
  const body = [...(first.tag === 'thead' ? [] : [first]), ...others.filter(({ tag }) => tag !== 'tfoot')];
  return [
    h(
      'table',
      common(element),
      captionWords.length > 0 ? h('caption', {}, captionWords) : undefined,
      first.tag === 'thead' ? h('thead', {}, first.rows) : undefined,
      body.map(({ rows }) => h('tbody', {}, rows)),
      footer.length > 0 ? h('tfoot', {}, footer) : undefined,
    ),
  ];
}

function rowsOf(nodes: Node[], place: Place): MarkupElement[] {
  return nodes
    .filter((node) => tagOf(node) === 'tr')
    .flatMap((row) => {
      const cells = childNodes(row)
        .filter(isElementNode)
        .filter((cell) => cell.localName === 'td' || cell.localName === 'th')
        .map((cell) => cellOf(cell, place));
      return cells.length > 0 ? [h('tr', isElementNode(row) ? common(row) : {}, cells)] : [];
    });
}

function cellOf(cell: Element, place: Place): MarkupElement {
  const span = (name: string): string | undefined => {
    const value = Number(cell.getAttribute(name));
    return Number.isInteger(value) && value > 1 && value <= 1000 ? String(value) : undefined;
  };
  const scope = cell.getAttribute('scope') ?? '';
  const isHead = cell.localName === 'th';
  return h(
    cell.localName,
    {
      ...common(cell),
      colspan: span('colspan'),
      rowspan: span('rowspan'),
      scope: isHead && /^(?:row|col|rowgroup|colgroup)$/.test(scope) ? scope : undefined,
    },
    flowOf(cell, isHead ? { ...place, plain: true } : place),
  );
}

function common(element: Element): { lang?: string; dir?: string; id?: string } {
  const lang = element.getAttribute('lang') ?? '';
  const dir = element.getAttribute('dir') ?? '';
  const id = element.getAttribute('id') ?? '';
  return {
    ...(languageTag.test(lang) && { lang }),
    ...(/^(?:ltr|rtl|auto)$/.test(dir) && { dir }),
    ...(/^[A-Za-z][\w-]*$/.test(id) && { id }),
  };
}
