import type { ClipImage } from '../../utils/model/clip';

/** A heading of the article, for the contents list. */
export interface Heading {
  text: string;
  /** 2 for a section, 3 for a part of a section. */
  level: number;
  element: HTMLElement;
}

/**
 * Arranges the nodes of a safe body for reading: wide tables scroll inside themselves, bold lines are the headings that
 * they stand for. All that the first look at the text needs.
 */
export function arrangeBody(body: HTMLElement): void {
  for (const image of body.querySelectorAll('img')) fitWidth(image);
  for (const table of [...body.querySelectorAll<HTMLTableElement>('table')]) {
    alignNumbers(table);
    boxTable(table);
  }
  for (const paragraph of body.querySelectorAll('p')) {
    dropTypedIndent(paragraph);
    if (isBoldHeading(paragraph)) markHeading(paragraph);
  }
}

/** Lets what scrolls inside itself in an arranged body take the keyboard's focus, under a name. */
export function nameBoxes(body: HTMLElement, words: { code: string; table: string }): void {
  for (const box of body.querySelectorAll<HTMLElement>('.tablebox')) {
    makeScrollable(box, box.querySelector('caption')?.textContent?.trim() || words.table);
  }
  for (const code of body.querySelectorAll<HTMLElement>('pre')) makeScrollable(code, words.code);
}

/** Share of the measure from which a picture is set to the full measure; below it keeps its own width. */
const wideFrom = 0.7;
/** Narrowest picture that fills the measure when only its stated width is known. */
const statedWide = 480;

function fitWidth(image: HTMLImageElement): void {
  const mark = (width: number, least: number): void => {
    image.classList.toggle('wide', width >= least);
  };
  mark(Number(image.getAttribute('width') ?? 0), statedWide); // at once, so that the text does not jump
  const measure = (): void =>
    mark(image.naturalWidth, wideFrom * (image.closest<HTMLElement>('.body')?.clientWidth ?? 0));
  image.addEventListener('load', measure, { once: true });
}

/** Whether there is anything to say under an image. */
export function hasNote(image: ClipImage): boolean {
  return Boolean(image.caption || image.credit || image.creators.length > 0 || image.agency || image.failure);
}

/**
 * The emptied caption of the image's figure, to be filled by a component. An image outside a figure gets one around it.
 * Asked again, it is the same one.
 */
export function captionPlace(node: HTMLElement): HTMLElement {
  const document = node.ownerDocument;
  const figure = node.closest('figure') ?? wrapInFigure(node);
  const several = figure.querySelectorAll('img, .missing-image').length > 1;
  const known = several ? captionAfter(node) : figure.querySelector<HTMLElement>('figcaption');
  const place = known ?? document.createElement('figcaption');
  place.replaceChildren();
  if (several) place.dataset.madeFor = '';
  if (!known) (several ? node : lastChild(figure)).after(place);
  return place;
}

/** The caption that was made for one of several images of a figure. */
function captionAfter(node: HTMLElement): HTMLElement | null {
  const next = node.nextElementSibling;
  return next instanceof HTMLElement && next.dataset.madeFor !== undefined ? next : null;
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

/** `1,384`, `−0.72`, `12.4 %`, `£3.1 m`, and what stands where there is no number. */
const figure =
  /^(?:[-–—−+±~<>≤≥≈]?\s?[^\p{L}\d\s]?\s?\d[\d\s.,:/·'’]*(?:\s?(?:[%‰°]|\p{L}{1,3}))?|[-–—−]|n\/?a|\.\.)$/iu;

/** Columns of figures stand flush right, so that units stand below units; so does the head of such a column. */
function alignNumbers(table: HTMLTableElement): void {
  const columns = new Map<number, HTMLTableCellElement[]>();
  for (const row of table.rows) {
    let at = 0;
    for (const cell of row.cells) {
      if (cell.colSpan === 1) columns.set(at, [...(columns.get(at) ?? []), cell]);
      at += cell.colSpan;
    }
  }
  for (const cells of columns.values()) {
    const values = cells.filter((cell) => cell.localName === 'td' && cell.textContent?.trim());
    const figures = values.filter((cell) => figure.test(cell.textContent?.trim() ?? ''));
    if (values.length < 2 || figures.length < values.length * 0.8) continue;
    for (const cell of cells) cell.classList.add('n');
  }
}

function boxTable(table: HTMLElement): void {
  const box = table.ownerDocument.createElement('div');
  box.className = 'tablebox';
  table.replaceWith(box);
  box.append(table);
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
  let first: Node | null = paragraph.firstChild;
  if (first && first.nodeType !== 3) {
    first = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  }
  if (first?.nodeValue && typedIndent.test(first.nodeValue)) {
    first.nodeValue = first.nodeValue.replace(typedIndent, '');
  }
}

/** A heading that a page wrote as a bold line: short, nothing else in it, no full stop. */
const longestBoldHeading = 60;

function isBoldHeading(paragraph: HTMLElement): boolean {
  const only = paragraph.firstElementChild;
  if (!only || only.nextElementSibling || !only.matches('strong, b')) return false;
  const text = paragraph.textContent?.trim() ?? '';
  if (only.textContent?.trim() !== text) return false;
  return text.length > 1 && text.length <= longestBoldHeading && !/[.。！!；;，,]$/.test(text);
}

function markHeading(paragraph: HTMLElement): void {
  paragraph.classList.add('as-heading');
  paragraph.setAttribute('role', 'heading');
  paragraph.setAttribute('aria-level', '2');
}

/** The headings of an arranged body. */
export function findHeadings(body: HTMLElement): Heading[] {
  const elements = [...body.querySelectorAll<HTMLElement>('h2, h3, .as-heading')];
  return elements
    .map((element) => ({
      text: element.textContent?.trim() ?? '',
      level: element.tagName === 'H3' ? 3 : 2,
      element,
    }))
    .filter((heading) => heading.text);
}
