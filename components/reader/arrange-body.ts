import type { ClipImage } from '../../utils/model/clip';

/** A heading of the article, for the contents list. */
export interface Heading {
  text: string;
  /** 2 for a section, 3 for a part of a section. */
  level: number;
  element: HTMLElement;
}

/** What the body holds once it stands in the document. */
export interface ArrangedBody {
  headings: Heading[];
  /** An empty `figcaption` for each image that has something to say, to be filled by a component. */
  captions: { image: ClipImage; place: HTMLElement }[];
}

/**
 * Arranges the nodes of a safe body for reading: captions get their own place, wide tables and code scroll inside
 * themselves, links inside the article stay in the reader.
 * @param shown the images in the order of the body's image nodes; undefined where the record knows none.
 */
export function arrangeBody(
  body: HTMLElement,
  shown: readonly (ClipImage | undefined)[],
  words: { code: string; table: string },
): ArrangedBody {
  const captions: ArrangedBody['captions'] = [];
  const nodes = [...body.querySelectorAll<HTMLElement>('img, .missing-image')];
  for (const [index, node] of nodes.entries()) {
    const image = shown[index];
    if (image && hasNote(image)) captions.push({ image, place: captionPlace(node) });
  }
  for (const node of nodes) if (node instanceof HTMLImageElement) fitWidth(node, body);
  for (const table of [...body.querySelectorAll<HTMLElement>('table')]) boxTable(table, words.table);
  for (const code of body.querySelectorAll<HTMLElement>('pre')) makeScrollable(code, words.code);
  for (const paragraph of body.querySelectorAll('p')) dropTypedIndent(paragraph);
  markBoldHeadings(body);
  return { headings: findHeadings(body), captions };
}

/** Share of the measure from which a picture is set to the full measure; below it keeps its own width. */
const wideFrom = 0.7;
/** Narrowest picture that fills the measure when only its stated width is known. */
const statedWide = 480;

function fitWidth(image: HTMLImageElement, body: HTMLElement): void {
  const mark = (width: number, least: number): void => {
    image.classList.toggle('wide', width >= least);
  };
  mark(Number(image.getAttribute('width') ?? 0), statedWide); // at once, so that the text does not jump
  image.addEventListener('load', () => mark(image.naturalWidth, wideFrom * body.clientWidth), { once: true });
}

function hasNote(image: ClipImage): boolean {
  return Boolean(image.caption || image.credit || image.creators.length > 0 || image.agency || image.failure);
}

/** The emptied caption of the image's figure. An image outside a figure gets one around it. */
function captionPlace(node: HTMLElement): HTMLElement {
  const document = node.ownerDocument;
  const figure = node.closest('figure') ?? wrapInFigure(node);
  const several = figure.querySelectorAll('img, .missing-image').length > 1;
  const known = several ? null : figure.querySelector<HTMLElement>('figcaption');
  const place = known ?? document.createElement('figcaption');
  place.replaceChildren();
  if (!known) (several ? node : lastChild(figure)).after(place);
  return place;
}

function lastChild(figure: Element): Element {
  return figure.lastElementChild ?? figure;
}

function wrapInFigure(node: HTMLElement): HTMLElement {
  const figure = node.ownerDocument.createElement('figure');
  const outer = aloneIn(node);
  outer.replaceWith(figure);
  figure.append(node);
  return figure;
}

/** The outermost link or paragraph that holds nothing but this image. */
function aloneIn(node: HTMLElement): HTMLElement {
  const parent = node.parentElement;
  const replaceable =
    parent && ['P', 'A', 'DIV', 'SPAN'].includes(parent.tagName) && !parent.matches('.body');
  if (!replaceable || parent.textContent?.trim() || parent.children.length > 1) return node;
  return aloneIn(parent);
}

function boxTable(table: HTMLElement, label: string): void {
  const box = table.ownerDocument.createElement('div');
  box.className = 'tablebox';
  table.replaceWith(box);
  box.append(table);
  makeScrollable(box, table.querySelector('caption')?.textContent?.trim() || label);
}

/** A box that scrolls must take the keyboard's focus, and then needs a name. */
function makeScrollable(box: HTMLElement, label: string): void {
  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', label);
}

/** Blanks typed to indent a paragraph are typesetting, and ours is set by the person. */
const typedIndent = /^[\u3000\u00a0\s]+/;

function dropTypedIndent(paragraph: Element): void {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode();
  if (first?.nodeValue) first.nodeValue = first.nodeValue.replace(typedIndent, '');
}

/** A heading that a page wrote as a bold line: short, nothing else in it, no full stop. */
const longestBoldHeading = 60;

function boldHeadings(body: HTMLElement): HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>('p')].filter((paragraph) => {
    const [only, ...others] = paragraph.children;
    const text = paragraph.textContent?.trim() ?? '';
    if (others.length > 0 || !only?.matches('strong, b') || only.textContent?.trim() !== text) return false;
    return text.length > 1 && text.length <= longestBoldHeading && !/[.。！!；;，,]$/.test(text);
  });
}

function markBoldHeadings(body: HTMLElement): void {
  for (const heading of boldHeadings(body)) {
    heading.classList.add('as-heading');
    heading.setAttribute('role', 'heading');
    heading.setAttribute('aria-level', '2');
  }
}

function findHeadings(body: HTMLElement): Heading[] {
  const elements = [...body.querySelectorAll<HTMLElement>('h2, h3, .as-heading')];
  return elements
    .map((element) => ({
      text: element.textContent?.trim() ?? '',
      level: element.tagName === 'H3' ? 3 : 2,
      element,
    }))
    .filter((heading) => heading.text);
}
