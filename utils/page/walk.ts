import { squeeze } from './text';

/** Where a line stands on the page, as far as tags, roles and class names tell. */
export type Zone = 'main' | 'head' | 'nav' | 'aside' | 'comments' | 'footer' | 'caption';

/** A visible line: the text between two block boundaries or `<br>`. */
export interface PageLine {
  index: number;
  text: string;
  /** The text nodes one by one, squeezed, empty ones left out: labels are read per element, not glued together. */
  segments: string[];
  /** The nearest block container. */
  element: Element;
  zone: Zone;
  /** The line is all link text. */
  linked: boolean;
  hidden: boolean;
}

/** An element together with the index of the line it stands in (or stands before). */
export interface Placed {
  element: Element;
  line: number;
  zone: Zone;
}

/** All that one pass over the document collects; every other reader works on these lists. */
export interface PageWalk {
  lines: PageLine[];
  metas: Element[];
  /** `<link>` and `<a>` with `rel`. */
  rels: Placed[];
  anchors: Placed[];
  scripts: Element[];
  /** Comments that hold a licence in RDF, as the first licence chooser of Creative Commons wrote it. */
  rdfComments: string[];
  headings: Placed[];
  times: Placed[];
  images: Placed[];
  /** Elements with `itemprop` or RDFa `property` outside the head. */
  props: Placed[];
  /** Elements whose class, id or rel speaks of an author, a date, a breadcrumb or a credit. */
  named: { author: Placed[]; date: Placed[]; breadcrumb: Placed[]; title: Placed[] };
}

const BLOCK = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SKIPPED = new Set(
  'style template noscript svg select textarea iframe object canvas math audio video'.split(' '),
);

const FOOTER =
  /(?:^|[\s_-])(?:foot(?:er)?\w*|copy-?right\w*|colophon|bottom(?:bar|nav)?|site-?info|imprint)(?:$|[\s_-])/i;
const NAV = /(?:^|[\s_-])(?:nav\w*|menu|topbar|toolbar|tabs?)(?:$|[\s_-])/i;
const ASIDE =
  /(?:^|[\s_-])(?:sidebar\w*|aside|related\w*|recommend\w*|rel|hot|rank\w*|promo\w*|teasers?|newsletter\w*|more-?(?:news|stories|articles)|read-?next|side-?(?:right|left|col)|side)(?:$|[\s_-])/i;
const COMMENTS = /(?:^|[\s_-])(?:comments?|comment-?list|disqus\w*|respond|pinglun)(?:$|[\s_-])/i;
const CAPTION = /(?:^|[\s_-]|image|img|photo|media|figure|pic)(?:caption|credits?|legend)\w*(?:$|[\s_-])/i;

/** `article-image-copyright`, `teaser-photo-credit`: the image's, though the word alone would be the page's. */
const IMAGE_RIGHTS =
  /(?:image|img|photo|foto|bild|media|picture|caption|teaser|figure)[\w-]{0,40}(?:copyright|credit|source|author|licen[cs]e|rights|attribution)/i;

const AUTHOR_NAME =
  /author|byline|writer|autor|auteur|redakteur|journalist|reporter|zuozhe|contributor|verfasser/i;
const DATE_NAME = /date|time|publish|posted|pubtime|fabu|datum|fecha|shijian|info|meta|source/i;
const BREADCRUMB_NAME =
  /bread-?crumb|crumbs?(?:$|[\s_-])|mianbao|(?:^|[\s_-])(?:location|position|weizhi|dqwz|path)(?:$|[\s_-])/i;
const TITLE_NAME = /title|tit(?:$|[\s_-])|headline|biaoti|subject/i;

/** A wrapper of the article may be called `has-sidebar` or `site-footer-fixed`: what holds the h1 is no side column. */
function zoneOf(name: string, element: Element, labels: string, current: Zone): Zone {
  const zone = namedZone(name, element, labels, current);
  if (zone === current || zone === 'caption' || current !== 'main') return zone;
  return element.querySelector('h1, main') && !/^(?:header|nav|footer)$/.test(name) ? current : zone;
}

function namedZone(name: string, element: Element, labels: string, current: Zone): Zone {
  if (name === 'footer') return isInsideArticle(element) ? current : 'footer';
  if (name === 'nav') return 'nav';
  if (name === 'aside') return 'aside';
  if (name === 'figcaption') return 'caption';
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return current;
  const role = element.getAttribute('role');
  if (role === 'contentinfo') return 'footer';
  if (role === 'navigation') return 'nav';
  if (role === 'complementary') return 'aside';
  if (!labels) return current;
  if (CAPTION.test(labels) || IMAGE_RIGHTS.test(labels)) return 'caption';
  if (FOOTER.test(labels)) return 'footer';
  if (COMMENTS.test(labels)) return 'comments';
  if (current === 'main' && NAV.test(labels)) return 'nav';
  if (ASIDE.test(labels)) return 'aside';
  return current;
}

function isInsideArticle(element: Element): boolean {
  for (let at = element.parentElement; at; at = at.parentElement) if (at.localName === 'article') return true;
  return false;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true;
  const style = element.getAttribute('style');
  return style !== null && /display\s*:\s*none/i.test(style);
}

interface Frame {
  element: Element;
  zone: Zone;
  hidden: boolean;
  block: Element;
  link: boolean;
}

/** Visits every node once, without recursion (pages nest thousands deep), and changes nothing. */
export function walkPage(document: Document): PageWalk {
  const walk: PageWalk = {
    lines: [],
    metas: [],
    rels: [],
    anchors: [],
    scripts: [],
    rdfComments: [],
    headings: [],
    times: [],
    images: [],
    props: [],
    named: { author: [], date: [], breadcrumb: [], title: [] },
  };
  const root = document.documentElement;
  if (!root) return walk;

  let buffer: string[] = [];
  let linkedText = 0;
  let allText = 0;
  let holder: Frame | undefined;
  const flush = () => {
    if (!holder) return;
    const text = squeeze(buffer.join(''));
    if (text) {
      walk.lines.push({
        index: walk.lines.length,
        text,
        segments: buffer.map(squeeze).filter((s) => s !== ''),
        element: holder.block,
        zone: holder.zone,
        linked: linkedText > 0 && linkedText >= allText,
        hidden: holder.hidden,
      });
    }
    buffer = [];
    linkedText = 0;
    allText = 0;
    holder = undefined;
  };

  const stack: Frame[] = [{ element: root, zone: 'main', hidden: false, block: root, link: false }];
  // From all children of the document: a parser that does not mend broken pages leaves content outside `<html>`.
  const seeds: Node[] = [...document.childNodes].reverse();
  let node: Node | null = seeds.pop() ?? null;
  let frame = stack[0] as Frame;
  while (node) {
    let down: Node | null = null;
    if (node.nodeType === 3) {
      const data = (node as Text).data;
      if (data) {
        if (!holder && /\S/.test(data)) holder = frame;
        if (holder) {
          buffer.push(data);
          const length = data.trim().length;
          allText += length;
          if (frame.link) linkedText += length;
        }
      }
    } else if (node.nodeType === 8) {
      const { data } = node as Comment;
      if (data.includes('creativecommons.org') && data.includes('<Work')) walk.rdfComments.push(data);
    } else if (node.nodeType === 1) {
      const element = node as Element;
      const name = element.localName.toLowerCase();
      if (name === 'script') walk.scripts.push(element);
      else if (name === 'meta') collectMeta(walk, element);
      else if (name === 'br') flush();
      else if (!SKIPPED.has(name)) {
        const isBlock = BLOCK.has(name);
        if (isBlock) flush();
        const next = enter(walk, element, name, frame, isBlock);
        if (name === 'head' || name === 'title') {
          if (name === 'head') down = element.firstChild;
        } else down = element.firstChild;
        if (down) {
          stack.push(next);
          frame = next;
        } else if (isBlock) flush();
      }
    }
    if (down) {
      node = down;
      continue;
    }
    let at: Node | null = node;
    node = null;
    while (at) {
      if (stack.length <= 1) {
        node = seeds.pop() ?? null;
        break;
      }
      if (at.nextSibling) {
        node = at.nextSibling;
        break;
      }
      const closed = stack.pop() as Frame;
      if (BLOCK.has(closed.element.localName.toLowerCase())) flush();
      frame = stack[stack.length - 1] as Frame;
      at = closed.element;
    }
  }
  flush();
  return walk;
}

function collectMeta(walk: PageWalk, element: Element): void {
  walk.metas.push(element);
  if (element.hasAttribute('itemprop')) walk.props.push({ element, line: walk.lines.length, zone: 'main' });
}

function enter(walk: PageWalk, element: Element, name: string, parent: Frame, isBlock: boolean): Frame {
  const className = element.getAttribute('class') ?? '';
  const id = element.getAttribute('id') ?? '';
  const labels = className && id ? `${className} ${id}` : className || id;
  const zone = zoneOf(name, element, labels, parent.zone);
  const placed: Placed = { element, line: walk.lines.length, zone };
  const rel = element.getAttribute('rel');
  if (name === 'a') {
    if (element.hasAttribute('href')) walk.anchors.push(placed);
    if (rel) walk.rels.push(placed);
  } else if (name === 'link') {
    if (rel) walk.rels.push(placed);
    if (element.hasAttribute('itemprop')) walk.props.push(placed);
  } else if (name === 'img') walk.images.push(placed);
  else if (name === 'time') walk.times.push(placed);
  else if (/^h[1-6]$/.test(name)) walk.headings.push(placed);
  if (name !== 'link' && (element.hasAttribute('itemprop') || element.hasAttribute('property'))) {
    walk.props.push(placed);
  }
  const testId = element.getAttribute('data-testid') ?? element.getAttribute('data-role') ?? '';
  const words = testId ? `${labels} ${testId}` : labels;
  if (words && name !== 'body' && name !== 'html') {
    if (AUTHOR_NAME.test(words)) walk.named.author.push(placed);
    if (DATE_NAME.test(words)) walk.named.date.push(placed);
    if (BREADCRUMB_NAME.test(words)) walk.named.breadcrumb.push(placed);
    if (TITLE_NAME.test(words)) walk.named.title.push(placed);
  }
  return {
    element,
    zone,
    hidden: parent.hidden || isHidden(element),
    block: isBlock ? element : parent.block,
    link: parent.link || name === 'a',
  };
}
