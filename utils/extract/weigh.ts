/** How much each block speaks for being prose of an article; and sums of that over subtrees. */

import { foldSpace } from '../dom/text';
import { isElement, isText, type TreeElement, textOf } from '../dom/tree';
import { isHidden } from '../dom/visibility';
import { type Block, isInline } from './blocks';
import { findCardLists } from './cards';
import { GALLERY, type Hint, hintOf, promisesBody, wordsOf } from './hints';
import { BOILERPLATE, STATEMENT, TAIL_HEADING } from './phrases';

export interface Measure {
  /** Sum of the positive weights below. */
  good: number;
  /** Sum of all weights below. */
  sum: number;
  /** Text and link text below. */
  size: number;
  linkSize: number;
  /** The first block below. */
  first: number;
  /** Blocks that are all link and long enough for a title. */
  linkLines: number;
  /** Blocks that read as paragraphs. */
  paragraphs: number;
}

export type Measures = Map<TreeElement, Measure>;

const ENDS_SENTENCE = /[.!?。！？…;；:：”"»’)）」』]$/;
const HEADING = /^h[1-6]$/;

/** The weight of a block by itself, without what its surroundings promise. */
export function weighBlock(block: Block): number {
  const { text, size, linkSize, owner } = block;
  const linked = linkSize / size;
  if (size < 160 && (BOILERPLATE.test(text) || TAIL_HEADING.test(text))) return -40;
  if (HEADING.test(owner.tag)) return linked > 0.5 ? -size / 2 : Math.min(size, 20);
  if (linked > 0.6) return -Math.min(size, 80) / 2 - 5;
  const prose = size - 2 * linkSize;
  if (size < 25) return owner.tag === 'p' ? 0 : -5;
  if (size < 80) {
    if (ENDS_SENTENCE.test(text) && prose > 0) return prose * 0.6;
    return owner.tag === 'p' ? prose * 0.3 : owner.tag === 'li' ? 0 : -5;
  }
  return Math.min(prose, 800);
}

/** Sums the weights of blocks over all elements around them. */
export function measure(root: TreeElement, blocks: readonly Block[]): Measures {
  const measures: Measures = new Map();
  for (const block of blocks) {
    const title = block.size >= 15 && block.linkSize > block.size * 0.8 ? 1 : 0;
    const paragraph = block.size >= 80 && block.linkSize < block.size / 3 ? 1 : 0;
    for (let at: TreeElement | null = block.owner; at; at = at.parent) {
      let m = measures.get(at);
      if (!m) {
        m = { good: 0, sum: 0, size: 0, linkSize: 0, first: block.index, linkLines: 0, paragraphs: 0 };
        measures.set(at, m);
      }
      if (block.weight > 0) m.good += block.weight;
      m.sum += block.weight;
      m.size += block.size;
      m.linkSize += block.linkSize;
      m.paragraphs += paragraph;
      m.linkLines += title;
      if (at === root) break;
    }
  }
  return measures;
}

/**
 * How far a name is believed: up to which share of the page's prose, and up to how much prose in all, an element of
 * that name is taken for side matter. Names that authors of templates use loosely are believed only where there is
 * next to no prose.
 */
const BELIEF: Readonly<Record<Hint, { share: number; good: number; size?: number; linked?: number }>> = {
  comments: { share: 0.95, good: Number.POSITIVE_INFINITY },
  share: { share: 0.25, good: 400 },
  related: { share: 0.4, good: Number.POSITIVE_INFINITY },
  cards: { share: 0.4, good: Number.POSITIVE_INFINITY },
  list: { share: 0.25, good: 250, linked: 0.15 },
  newsletter: { share: 0.25, good: 700 },
  navigation: { share: 0.25, good: 700 },
  sidebar: { share: 0.4, good: Number.POSITIVE_INFINITY },
  footer: { share: 0.35, good: Number.POSITIVE_INFINITY },
  advert: { share: 0.25, good: 500 },
  dialog: { share: 0.25, good: Number.POSITIVE_INFINITY },
  bio: { share: 0.8, good: Number.POSITIVE_INFINITY },
  author: { share: 0.25, good: Number.POSITIVE_INFINITY },
  statement: { share: 0.25, good: Number.POSITIVE_INFINITY },
  paywall: { share: 0.25, good: 400 },
  hidden: { share: 0.5, good: Number.POSITIVE_INFINITY },
  contents: { share: 0.2, good: 200, linked: 0.5 },
  caption: { share: 0.2, good: 700 },
  player: { share: 0.2, good: 150 },
  tags: { share: 0.2, good: 60, size: 300 },
  meta: { share: 0.2, good: 60, size: 200 },
  tools: { share: 0.2, good: 60, size: 200 },
  account: { share: 0.2, good: 150 },
};

/** These lead elsewhere: prose in them without any link is the article's own, whatever it is called. */
const NEEDS_LINKS: ReadonlySet<Hint> = new Set(['related', 'sidebar']);
/** So much prose is more than a label. */
const PARAGRAPH = 120;

/** Never side matter by their names: the words on them describe what the text is about. */
const NAMELESS: ReadonlySet<string> = new Set([
  'html',
  'body',
  'main',
  'article',
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'td',
  'th',
  'tbody',
  'pre',
  'code',
  'blockquote',
  'img',
  'picture',
  'figure',
]);

const SIDE_TAGS: Readonly<Record<string, Hint>> = {
  nav: 'navigation',
  footer: 'footer',
  aside: 'sidebar',
  menu: 'navigation',
  dialog: 'dialog',
  form: 'newsletter',
};

/**
 * Which elements are side matter by their names, believed only where they do not hold most of the page's prose.
 * Gives the outermost element of each.
 */
export function findSideMatter(root: TreeElement, measures: Measures): Map<TreeElement, Hint> {
  const found = new Map<TreeElement, Hint>();
  const total = measures.get(root)?.good ?? 0;
  const visit = (element: TreeElement): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const hint =
        hiddenHint(child) ??
        SIDE_TAGS[child.tag] ??
        (NAMELESS.has(child.tag) || isPartOfLine(child) ? undefined : hintOf(child));
      if (hint && isBelieved(child, hint)) found.set(child, hint);
      else visit(child);
    }
  };
  const isBelieved = (element: TreeElement, hint: Hint): boolean => {
    const good = measures.get(element)?.good ?? 0;
    const share = total > 0 ? good / total : 0;
    const belief = BELIEF[hint];
    if (hint === 'statement' && share < 0.8 && STATEMENT.test(foldSpace(textOf(element)).slice(0, 40)))
      return true;
    // Hidden prose is mostly a folded part of the article; hidden forms and dialogs are not.
    if (hint === 'hidden' && good >= 150)
      return share < belief.share && element.tag !== 'p' && holdsControls(element);
    if (share >= belief.share || good >= belief.good) return false;
    const { size, linkSize } = measures.get(element) ?? { size: 0, linkSize: 0 };
    if (belief.size && size > belief.size) return false;
    if (belief.linked && linkSize < size * belief.linked) return false;
    if (
      NEEDS_LINKS.has(hint) &&
      good >= PARAGRAPH &&
      linkSize === 0 &&
      !holdsControls(element) &&
      !isInGallery(element)
    )
      return false;
    return !(promisesBody(element) && share > 0.1);
  };
  visit(root);
  forgetCommonNames(found, measures, total);
  for (const list of findCardLists(root, measures)) if (!isUnder(list, found)) found.set(list, 'cards');
  return found;
}

function isUnder(element: TreeElement, found: Map<TreeElement, Hint>): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) if (found.has(at)) return true;
  return false;
}

/** Names that never stand on the body of an article. */
const PLAIN: ReadonlySet<Hint> = new Set(['comments', 'hidden', 'bio', 'statement']);

/** A name that stands on most of the page's prose says nothing here: page builders call everything a widget. */
function forgetCommonNames(found: Map<TreeElement, Hint>, measures: Measures, total: number): void {
  const sums = new Map<Hint, number>();
  for (const [element, hint] of found)
    sums.set(hint, (sums.get(hint) ?? 0) + (measures.get(element)?.good ?? 0));
  for (const [element, hint] of found) {
    if (!PLAIN.has(hint) && (sums.get(hint) ?? 0) > total * 0.5 && (measures.get(element)?.good ?? 0) > 60)
      found.delete(element);
  }
}

/** What stands hidden is not read by anyone; a body that waits for a script to show it is not believed hidden. */
function hiddenHint(element: TreeElement): Hint | undefined {
  return element.source && element.tag !== 'math' && isHidden(element.source) ? 'hidden' : undefined;
}

function holdsControls(element: TreeElement): boolean {
  return element.children.some(
    (child) =>
      isElement(child) && (/^(?:form|label|button|fieldset)$/.test(child.tag) || holdsControls(child)),
  );
}

/** The words in a row of pictures are captions. */
function isInGallery(element: TreeElement): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) if (GALLERY.test(wordsOf(at))) return true;
  return false;
}

/** An inline element with other text beside it is a word in a sentence, whatever its class says. */
function isPartOfLine(element: TreeElement): boolean {
  if (!isInline(element)) return false;
  return (element.parent?.children ?? []).some(
    (other) => other !== element && (isText(other) ? other.text.trim().length > 1 : false),
  );
}
