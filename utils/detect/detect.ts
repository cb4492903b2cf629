/**
 * Is this page an article? Own code without any dependency: it runs on every page, so it must stay small and never
 * ask for layout.
 */

import type { Detection } from '../model/article';
import { readSigns, type Signs } from './signs';

const ARTICLE_TYPE =
  /"@type"\s*:\s*(?:\[\s*)?"(?:\w*Article|BlogPosting|Report|HowTo|Recipe|Review|LiveBlogPosting)"/;
const LIST_TYPE =
  /"@type"\s*:\s*(?:\[\s*)?"(?:Product|ItemList|CollectionPage|SearchResultsPage|Offer|AggregateOffer|ProductGroup|LocalBusiness|Service|ContactPage|AboutPage|Store|Restaurant|RealEstateListing|ProfilePage|SoftwareApplication|FinancialProduct)"/;
const LIST_PATH =
  /\/(?:search|tags?|categor(?:y|ies)|topics?|collections?|products?|shop|store|services?|login|signin|cart|author|archive|list|pricing|about|contact|index)(?:\/|$|\.)/i;
const ARTICLE_PATH =
  /\/(?:blog|news|articles?|stor(?:y|ies)|posts?|resources|guides?|learn|opinion|advice|insights|magazine)\//i;
/** Pages of these kinds are never offered, whatever stands on them. */
const NEVER =
  /^\/(?:search|login|signin|signup|register|cart|checkout|account)\b|[?&](?:q|query|s|search|keyword|wd)=[^&]/i;

/** Least prose that the reader is worth opening for. */
const LEAST = 140;
/** The sum from which a page counts as an article: leans towards offering the reader. */
const THRESHOLD = -0.5;

/** A sign, how much it speaks for an article (below nought: against), and how strong it is on this page. */
type Term = readonly [sign: string, weight: number, value: number | boolean];

/**
 * Tells whether a page is an article, from one walk over its nodes, what it calls itself, and its address. Reads only.
 */
export function detectArticle(document: Document, page: { url: string }): Detection {
  const signs = readSigns(document);
  const { pathname, search } = addressOf(page.url);
  const terms = weigh(document, pathname, signs).map(([sign, weight, value]) => ({
    sign,
    part: weight * Number(value),
  }));
  const score = terms.reduce((sum, { part }) => sum + part, -3.32);
  const reasons = terms
    .filter(({ part }) => Math.abs(part) > 0.3)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, 6)
    .map(({ sign, part }) => (part > 0 ? '+' : '-') + sign);
  const home =
    reasons.includes('-home') &&
    !reasons.includes('+json-ld article') &&
    !/\barticle\b/.test(ogType(document));
  const refusal =
    signs.prose < LEAST
      ? 'too little text'
      : home
        ? 'home page'
        : NEVER.test(pathname) || NEVER.test(search)
          ? 'search or account'
          : undefined;
  return {
    readable: !refusal && score > THRESHOLD,
    score,
    reasons: refusal ? [refusal, ...reasons] : reasons,
  };
}

function addressOf(url: string): { pathname: string; search: string } {
  try {
    return new URL(url);
  } catch {
    return { pathname: '/a', search: '' };
  }
}

function ogType(document: Document): string {
  return document.querySelector('meta[property="og:type"]')?.getAttribute('content') ?? '';
}

/**
 * The weights were fitted by logistic regression on public pages labelled by kind: articles against listings,
 * collections, products and services.
 */
function weigh(document: Document, path: string, signs: Signs): Term[] {
  const steps = path.split('/').filter(Boolean);
  const has = (selector: string) => document.querySelector(selector) !== null;
  const type = ogType(document);
  let data = '';
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    if (data.length < 300_000) data += script.textContent;
  }
  const log = Math.log1p;
  const much = log(signs.prose / 300);
  return [
    ['prose', 1.19, much],
    ['many paragraphs', -0.54, log(signs.paragraphs)],
    ['gathered', 1.57, signs.gathered],
    ['in two parts', 1.05, signs.rival],
    ['links', 1.14, signs.linked],
    ['titles', 0.45, log(signs.titles)],
    ['one article', 0.35, signs.articles === 1],
    ['prices', -0.36, log(signs.prices)],
    ['headings', -0.37, log(signs.headings)],
    ['home', -1.42, steps.length === 0],
    ['slug', 1, (steps[steps.length - 1]?.match(/[-_]/g)?.length ?? 0) >= 3],
    ['number', 1.07, /\d{4,}/.test(path)],
    ['dated path', 1.34, /\/(?:19|20)\d\d[-/]?\d{1,2}/.test(path)],
    ['list path', -1.52, LIST_PATH.test(path)],
    ['article path', 2.28, ARTICLE_PATH.test(path)],
    ['other og:type', -0.92, Boolean(type) && !/article|website/.test(type)],
    ['json-ld article', 2.34, ARTICLE_TYPE.test(data)],
    ['json-ld list', -1.78, LIST_TYPE.test(data)],
    ['published', 1.7, has('meta[property="article:published_time"]')],
    ['one h1', 0.76, document.querySelectorAll('h1').length === 1],
    ['calls to act', -0.91, log(signs.calls)],
    ['author', 0.81, has('[rel=author],[itemprop=author],[class*=byline],[class*=author],meta[name=author]')],
    ['long paragraphs', -0.21, signs.paragraphs ? log(signs.prose / signs.paragraphs / 100) : 0],
    ['prose to titles', 0.74, much - log(signs.titles)],
  ];
}
