import type { Claim, Evidence } from '../model/claim';
import type { RightsInfo } from '../model/rights';
import type { PageFacts } from '../page/facts';
import { cssPath, quoteOf, squeeze } from '../page/text';
import { resolveUrl } from '../page/url';
import { subjectOf } from './subject';

const LONGEST_NAME = 200;

/**
 * How the licensor wants to be named: `cc:attributionName` and `cc:attributionURL` (CC REL; rights.md 1.2, C1). Only
 * where the statement is about this page or its site. It grants nothing: without a licence it is a wish.
 */
export function readAttribution(facts: PageFacts): RightsInfo['attribution'] {
  const named = facts.microdata.find(
    ({ name, value, element }) => isTerm(name, 'attributionname') && value && isOurs(element, facts),
  );
  const linked = facts.links.find(
    ({ rel, element, href }) =>
      rel.some((token) => isTerm(token, 'attributionurl')) &&
      /^https?:/i.test(href) &&
      isOurs(element, facts),
  );
  const name = squeeze(named?.value).slice(0, LONGEST_NAME);
  const element = named?.element ?? linked?.element;
  if (!element || (!name && !linked)) return undefined;
  return stated(
    { ...(name ? { name } : {}), ...(linked ? { url: linked.href } : {}) },
    { kind: 'rdfa', rule: 'rdfa.attribution', scope: 'work', quote: quoteOf(name || (linked?.href ?? '')) },
    element,
  );
}

/** `rel=copyright` (A8): the page that speaks of copyright. A link only: what stands there was not read. */
export function readNoticeUrl(facts: PageFacts): RightsInfo['noticeUrl'] {
  const link = facts.links.find(({ rel, href }) => rel.includes('copyright') && /^https?:/i.test(href));
  const href = link && resolveUrl(link.href, facts.url);
  if (!link || !href) return undefined;
  return stated(
    href,
    { kind: 'link', rule: 'link.rel-copyright', scope: 'site', quote: quoteOf(href) },
    link.element,
  );
}

/** `cc:attributionName`, the whole address of the term, or the bare term; case differs from page to page. */
function isTerm(name: string, term: string): boolean {
  const plain = name.toLowerCase();
  return (
    plain === `cc:${term}` ||
    plain === `https://creativecommons.org/ns#${term}` ||
    plain === `http://creativecommons.org/ns#${term}`
  );
}

function isOurs(element: Element, facts: PageFacts): boolean {
  const subject = subjectOf(element, facts);
  return (subject === 'page' || subject === 'site') && !element.closest('figure, figcaption');
}

function stated<T>(value: T, evidence: Omit<Evidence, 'selector'>, element: Element): Claim<T> {
  const selector = { type: 'CssSelector', value: cssPath(element) } as const;
  return { value, status: 'stated', confidence: 0.8, evidence: [{ ...evidence, selector }] };
}
