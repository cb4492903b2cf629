import { parseInert } from '../../dom/parse-inert';
import { sanitize } from '../../dom/sanitize';
import { serialize } from '../../dom/serialize';
import { countWords } from '../../dom/text';
import { copyTree } from '../../dom/tree';
import { linesOf } from '../../extract/to-text';
import type { ArticleImage, ArticlePart } from '../../model/article';
import type { ClipImage } from '../../model/clip';
import { fold } from '../../page/text';
import type { Reading } from '../read-page';
import type { FoundPart } from './gather-parts';

type PageWindow = Window & typeof globalThis;

/**
 * Joins the parts of an article to one reading. Title, source and rights are those of the page that stands in the tab.
 * What every part repeats, a lead or a note on the author, is kept once; footnotes and pictures are numbered through.
 */
export function joinParts(window: PageWindow, parts: readonly FoundPart[], own: Reading): Reading {
  const bodies = parts.map(({ reading }) => (reading ? parseInert(reading.html, window).body : undefined));
  const read = bodies.filter((body) => body !== undefined);
  dropRepeatedHeads(read, own.article.title);
  dropRepeatedTails(read);
  for (const [index, body] of read.entries()) if (index > 0) renameNotes(body, index + 1);
  const whole = parseInert('', window).body;
  const gaps: NonNullable<Reading['gaps']> = [];
  for (const [index, body] of bodies.entries()) {
    const part = parts[index] as FoundPart;
    // Copied first: the list is live, and adopting takes nodes out of it.
    if (body) whole.append(...[...body.childNodes].map((node) => whole.ownerDocument.adoptNode(node)));
    else gaps.push({ number: part.number, url: part.url, before: whole.children.length });
  }
  dropRepeatedPictures(whole);
  const tree = copyTree(whole).root;
  const html = sanitize(serialize(tree), window);
  const text = linesOf(tree).join('\n');
  const images = numbered(
    parts.flatMap(({ reading }) => reading?.images ?? []),
    html,
  );
  const list: ArticlePart[] = parts.map(({ number, url, reading }) => ({
    number,
    url,
    read: reading !== undefined,
  }));
  const { partial: _, ...article } = own.article;
  const missing = list.find((part) => !part.read);
  return {
    ...own,
    html,
    images,
    gaps,
    article: {
      ...article,
      html,
      text,
      images: images.map(({ pageUrl: _pageUrl, rights: _rights, ...image }): ArticleImage => image),
      wordCount: countWords(text),
      parts: list,
      ...(missing && { partial: { reason: 'parts', part: missing.number, parts: list.length } }),
      trace: parts.flatMap(({ reading }) => reading?.article.trace ?? []),
    },
  };
}

/** What a block says, for comparing: its words, or its pictures. */
function keyOf(block: Element): string {
  return fold(block.textContent) || Array.from(block.querySelectorAll('img'), (image) => image.src).join(' ');
}

const keysOf = (body: Element): string[] => Array.from(body.children, keyOf);

function dropRepeatedHeads(bodies: readonly Element[], title: string): void {
  const said = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const own = keysOf(body);
    for (let first = body.firstElementChild; index > 0 && first; first = body.firstElementChild) {
      const key = keyOf(first);
      const isTitle = /^H[1-3]$/.test(first.tagName) && key === fold(title);
      if (!isTitle && !said.has(key)) break;
      first.remove();
    }
    for (const key of own) said.add(key);
  }
}

/** How many blocks at the end of a part may repeat in the next. */
const tail = 8;

function dropRepeatedTails(bodies: readonly Element[]): void {
  const closing = new Set(keysOf(bodies.at(-1) as Element).slice(-tail));
  for (const body of bodies.slice(0, -1)) {
    for (let last = body.lastElementChild; last && closing.has(keyOf(last)); last = body.lastElementChild)
      last.remove();
  }
}

/** A picture that heads every part stands once. */
function dropRepeatedPictures(body: Element): void {
  const seen = new Set<string>();
  for (const figure of Array.from(body.querySelectorAll('figure'))) {
    const key = Array.from(figure.querySelectorAll('img'), (image) => image.src).join(' ');
    if (key && !figure.querySelector('table, pre, blockquote') && seen.has(key)) figure.remove();
    else seen.add(key);
  }
}

/** Each part counts its footnotes from one: the anchors of later parts get names of their own. */
function renameNotes(body: Element, part: number): void {
  const renamed = (name: string): string => name.replace(/^(fn|fnref)-/, `$1-p${part}-`);
  for (const element of Array.from(body.querySelectorAll('[id]'))) element.id = renamed(element.id);
  for (const link of Array.from(body.querySelectorAll('a[href^="#fn"]')))
    link.setAttribute('href', `#${renamed((link.getAttribute('href') ?? '').slice(1))}`);
}

/** The pictures that stand in the joined text, each once, with ids in its order. */
function numbered(images: readonly ClipImage[], html: string): ClipImage[] {
  const escaped = (src: string): string => src.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const isFirst = ({ src }: ClipImage, index: number): boolean =>
    images.findIndex((image) => image.src === src) === index;
  return images
    .filter((image, index) => isFirst(image, index) && html.includes(`"${escaped(image.src)}"`))
    .map((image, index) => ({ ...image, id: `img${index + 1}` }));
}
