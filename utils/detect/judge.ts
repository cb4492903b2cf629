/**
 * Is this page an article? Own code without any dependency: it runs on every page, so it must stay small and never
 * ask for layout. The names of the signs stand in `detect.ts`, where a person asks for reasons.
 */

import { readSigns, type Signs } from './signs';

const typed = (names: string) => new RegExp(`"@type"\\s*:\\s*(?:\\[\\s*)?"(?:${names})"`);
const ARTICLE_TYPE = typed('\\w*(?:Article|BlogPosting)|Report|HowTo|Recipe|Review');
const LIST_TYPE = typed(
  'Product|ProductGroup|ItemList|CollectionPage|SearchResultsPage|\\w*Offer|LocalBusiness|Service|ContactPage|AboutPage|Store|Restaurant|RealEstateListing|ProfilePage|SoftwareApplication|FinancialProduct',
);
const LIST_PATH =
  /\/(?:search|tags?|categor(?:y|ies)|topics?|collections?|products?|shop|store|services?|login|signin|cart|author|archive|list|pricing|about|contact|index)(?:\/|$|\.)/i;
const ARTICLE_PATH =
  /\/(?:blog|news|articles?|stor(?:y|ies)|posts?|resources|guides?|learn|opinion|advice|insights|magazine)\//i;
/** Pages of these kinds are never offered, whatever stands on them. */
const NEVER =
  /^\/(?:search|login|sign(?:in|up)|register|cart|checkout|account)\b|[?&](?:q|query|s|search|keyword|wd)=[^&]/i;

/** Least prose that the reader is worth opening for. */
const LEAST = 140;
/** The sum from which a page counts as an article: leans towards offering the reader. */
const THRESHOLD = -0.7;

/** How much a sign speaks for an article (below nought: against), and how strong it is on this page. */
type Term = readonly [weight: number, value: number | boolean];

export interface Verdict {
  readable: boolean;
  score: number;
  /** What decides by itself, whatever the score: too little prose, a home page, a search or an account. */
  refusal: 0 | 1 | 2 | 3;
  /** What each sign adds to the score, in the order of `weigh`. */
  parts: number[];
}

/**
 * Tells whether a page is an article, from one walk over its nodes, what it calls itself, and its address. Reads only.
 */
export function judge(document: Document, url: string): Verdict {
  const signs = readSigns(document);
  const { pathname, search } = addressOf(url);
  const type = document.querySelector('[property="og:type"]')?.getAttribute('content') ?? '';
  let data = '';
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    if (data.length < 300_000) data += script.textContent;
  }
  const isArticle = ARTICLE_TYPE.test(data);
  const parts = weigh(document, pathname, signs, type, isArticle, LIST_TYPE.test(data)).map(
    ([weight, value]) => weight * Number(value),
  );
  const score = parts.reduce((sum, part) => sum + part, -3.32);
  const refusal =
    signs.prose < LEAST
      ? 1
      : !/[^/]/.test(pathname) && !isArticle && !/\barticle\b/.test(type)
        ? 2
        : NEVER.test(pathname) || NEVER.test(search)
          ? 3
          : 0;
  return { readable: !refusal && score > THRESHOLD, score, refusal, parts };
}

function addressOf(url: string): { pathname: string; search: string } {
  try {
    return new URL(url);
  } catch {
    return { pathname: '/a', search: '' };
  }
}

/**
 * The weights were fitted by logistic regression on public pages labelled by kind: articles against listings,
 * collections, products and services. The order is that of `SIGNS` in `detect.ts`.
 */
function weigh(
  document: Document,
  path: string,
  signs: Signs,
  type: string,
  isArticle: boolean,
  isList: boolean,
): Term[] {
  const steps = path.split('/').filter(Boolean);
  const has = (selector: string) => document.querySelector(selector) !== null;
  const log = Math.log1p;
  const much = log(signs.prose / 300);
  return [
    [1.19, much],
    [-0.54, log(signs.paragraphs)],
    [1.57, signs.gathered],
    [1.05, signs.rival],
    [1.14, signs.linked],
    [0.45, log(signs.titles)],
    [0.35, signs.articles === 1],
    [-0.36, log(signs.prices)],
    [-0.37, log(signs.headings)],
    [-1.42, steps.length === 0],
    [1, (steps.at(-1)?.match(/[-_]/g)?.length ?? 0) >= 3],
    [1.07, /\d{4,}/.test(path)],
    [1.34, /\/(?:19|20)\d\d[-/]?\d{1,2}/.test(path)],
    [-1.52, LIST_PATH.test(path)],
    [2.28, ARTICLE_PATH.test(path)],
    [-0.92, !/^$|article|website/.test(type)],
    [2.34, isArticle],
    [-1.78, isList],
    [1.7, has('[property="article:published_time"]')],
    [0.76, document.querySelectorAll('h1').length === 1],
    [-0.91, log(signs.calls)],
    [0.81, has('[rel=author],[itemprop=author],[class*=byline],[class*=author],[name=author]')],
    [-0.21, signs.paragraphs ? log(signs.prose / signs.paragraphs / 100) : 0],
    [0.74, much - log(signs.titles)],
  ];
}
