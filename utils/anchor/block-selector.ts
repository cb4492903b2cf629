/** Naming a block of a page so that it is found again there, and on other pages of the same site. */

import { foldSpace } from '../dom/text';
import type { BlockSelector, SiteRule } from '../model/site-rule';

/** What a rule comes to on one page. */
export interface RuleOnPage {
  pick?: Element;
  drop: Element[];
}

/**
 * Names the block that holds the article: by what a template gives it (id, class, role in the article), else by its way
 * down from the nearest block that has such a name. No word of the text is in it, since every page has another.
 */
export function describePick(element: Element): BlockSelector {
  return { type: 'CssSelector', value: pathTo(element) };
}

/** How many characters of its beginning tell a block from others of its kind. */
const cueLength = 60;

/**
 * Names a block to be left out. One that its template names is meant wherever the name stands (each "related" box);
 * one without a name only where it begins with the same words.
 */
export function describeDrop(element: Element): BlockSelector {
  const name = stableName(element);
  if (name) return { type: 'CssSelector', value: name };
  const exact = foldSpace(element.textContent ?? '').slice(0, cueLength);
  if (!exact) return { type: 'CssSelector', value: pathTo(element) };
  return {
    type: 'CssSelector',
    value: element.localName,
    refinedBy: { type: 'TextQuoteSelector', exact },
  };
}

/** The blocks of a document that a selector means, in document order; none where it is no selector. */
export function findBlocks(document: Document, { value, refinedBy }: BlockSelector): Element[] {
  let found: Element[];
  try {
    found = Array.from(document.querySelectorAll(value));
  } catch {
    return [];
  }
  const cue = refinedBy && foldSpace(refinedBy.exact);
  return cue ? found.filter((element) => foldSpace(element.textContent ?? '').startsWith(cue)) : found;
}

/** A block with fewer characters than this is no article: the rule does not fit the page. */
const leastText = 80;

/** The block with the most text that a selector means as the article; undefined where none has enough. */
export function findPick(document: Document, selector: BlockSelector): Element | undefined {
  return largest(findBlocks(document, selector));
}

/** What a site's rule means on this page. Nothing is left out that holds the article's headline or all of the page. */
export function ruleOnPage(document: Document, rule: SiteRule): RuleOnPage {
  let pick: Element | undefined;
  for (const selector of rule.pick) {
    pick = findPick(document, selector);
    if (pick) break;
  }
  const drop = rule.drop
    .flatMap((selector) => findBlocks(document, selector))
    .filter(
      (element) => !/^(?:html|body|main|article)$/.test(element.localName) && !element.querySelector('h1'),
    )
    .filter((element) => !pick || (element !== pick && !element.contains(pick)));
  return { ...(pick && { pick }), drop: [...new Set(drop)] };
}

function largest(elements: readonly Element[]): Element | undefined {
  let best: Element | undefined;
  let most = leastText - 1;
  for (const element of elements) {
    const size = foldSpace(element.textContent ?? '').length;
    if (size > most) [best, most] = [element, size];
  }
  return best;
}

/** The way down to an element: from the nearest named block, by names where there are any, else by number. */
function pathTo(element: Element): string {
  const steps: string[] = [];
  for (
    let at: Element | null = element;
    at && at.localName !== 'body' && at.localName !== 'html';
    at = at.parentElement
  ) {
    const name = stableName(at);
    if (name && isOnly(at, [name, ...steps].join(' > '), element)) return [name, ...steps].join(' > ');
    steps.unshift(step(at, name));
  }
  return ['body', ...steps].join(' > ');
}

function isOnly(at: Element, selector: string, element: Element): boolean {
  const found = at.ownerDocument.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
}

function step(element: Element, name: string | undefined): string {
  const siblings = Array.from(element.parentElement?.children ?? []);
  if (name && siblings.filter((sibling) => sibling.matches(name)).length === 1) return name;
  const same = siblings.filter((sibling) => sibling.localName === element.localName);
  const tag = CSS_NAME.test(element.localName) ? element.localName : '*';
  return same.length > 1 ? `${tag}:nth-of-type(${same.indexOf(element) + 1})` : tag;
}

const CSS_NAME = /^[a-z][a-z0-9-]*$/;
/** Names that a person or a template wrote: words, at most one short number. Hashes and counters are another page's. */
const WRITTEN =
  /^(?!.{0,40}\d.{0,40}\d.{0,40}\d)(?!.{0,40}(?:[bcdfghjklmnpqrstvwxz]{6}|[A-Z].{0,40}\d|\d.{0,40}[A-Z]))[A-Za-z_][\w-]{2,39}$/;
const STATE =
  /^(?:is-|has-|js-|active|open|show|hide|hidden|visible|loaded|lazy|ng-|col-|row$|clear|fix|grid|flex|first|last|odd|even|item$|text$|left|right|wrap)/i;

/** `div#story`, `section.article-body`, `[itemprop~="articleBody"]`; undefined where the template gave no name. */
function stableName(element: Element): string | undefined {
  const tag = CSS_NAME.test(element.localName) ? element.localName : '*';
  const id = element.id;
  if (id && WRITTEN.test(id)) return `${tag}#${id}`;
  if (/(?:^|\s)articleBody(?:\s|$)/.test(element.getAttribute('itemprop') ?? ''))
    return '[itemprop~="articleBody"]';
  const classes = (element.getAttribute('class') ?? '')
    .split(/\s+/)
    .filter((name) => WRITTEN.test(name) && !STATE.test(name));
  if (classes.length > 0) return `${tag}.${classes.slice(0, 2).join('.')}`;
  if (tag === 'article' || tag === 'main') return tag;
  return undefined;
}
