/**
 * Is this page an article? Own code without any dependency: it runs on every page, so it must stay small and never
 * ask for layout. The names of the signs stand in `detect.ts`, where a person asks for reasons.
 */

import { readSigns, type Signs } from './signs';

const typed = (names: string) => new RegExp(`"@type"\\s*:\\s*(?:\\[\\s*)?"(?:${names})"`);
const ARTICLE_TYPE = typed('\\w*(?:Article|BlogPosting)|Report|HowTo|Recipe|Review');
const PERSON_TYPE = typed('Person');
const LIST_TYPE = typed(
  'Product\\w*|\\w*Offer|ItemList|CollectionPage|\\w*(?:Business|Service|Application|Store)',
);
const LIST_PATH =
  /\/(?:tags?|categor\w+|topics?|collections?|products?|shop|stores?|services?|solutions|programs?|courses?|author|archives?|list|pricing|about|contact|index)(?:\/|$|\.)/i;
const ARTICLE_PATH =
  /\/(?:blog|news|articles?|stor(?:y|ies)|posts?|resources|guides?|learn|opinion|advice|insights|magazine)\//i;
/** Pages of these kinds are never offered, whatever stands on them. */
const NEVER =
  /^\/(?:search|login|sign(?:in|up)|register|cart|checkout|account)\b|[?&](?:q|query|s|search|keyword|wd)=[^&]/i;

/** Least prose that the reader is worth opening for. */
const LEAST = 140;
/** Places in the row of signs. */
const HOME = 8;
const ARTICLE = 13;
/**
 * How much each sign speaks for an article, or below nought against one, with the score that a page starts from; the
 * sum is above nought for an article. By `test/bench/lib/fit-detector.mjs`: a logistic regression on public pages
 * labelled by kind, articles against listings, collections, products and services.
 */
const WEIGHTS = [
  0.34, -2.8, 4.6, 1.2, -0.15, -0.37, 1.36, 1.93, -3.8, 0.62, 0.46, -2.09, 2.04, 0.92, 1.31, -1.63, 1.3,
  -2.14, 1.01, 1.54,
];
/** Leans towards offering the reader: the fit's own start is -1.19. */
const START = -0.47;

export interface Verdict {
  readable: boolean;
  score: number;
  /** What decides by itself, whatever the score: too little prose, a home page, a search or an account. */
  refusal: 0 | 1 | 2 | 3;
  /** How strong each sign is on this page, and how much that adds to the score, in the order of `WEIGHTS`. */
  values: number[];
  parts: number[];
}

/** Tells whether a page is an article, from one walk over its nodes, what it calls itself, and its address. Reads only. */
export function judge(document: Document, url: string): Verdict {
  const signs = readSigns(document);
  const { pathname, search } = addressOf(url);
  const values = signsOf(document, pathname, signs).map(Number);
  const parts = values.map((value, i) => value * (WEIGHTS[i] ?? 0));
  const score = parts.reduce((sum, part) => sum + part, START);
  const refusal =
    signs.prose < LEAST ? 1 : values[HOME] && !values[ARTICLE] ? 2 : NEVER.test(pathname + search) ? 3 : 0;
  return { readable: !refusal && score > 0, score, refusal, values, parts };
}

function addressOf(url: string): { pathname: string; search: string } {
  try {
    return new URL(url);
  } catch {
    return { pathname: '/a', search: '' };
  }
}

/** The signs in the order of their weights, and of their names in `detect.ts`. */
function signsOf(document: Document, path: string, signs: Signs): (number | boolean)[] {
  const { prose, paragraphs } = signs;
  const has = (selector: string) => document.querySelector(selector) !== null;
  const log = Math.log1p;
  const slug = path.replace(/\/$/, '').replace(/^.*\//, '');
  let data = '';
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    if (data.length < 300_000) data += script.textContent;
  }
  return [
    log(prose / 300),
    paragraphs && (signs.parts - 1) / paragraphs,
    signs.rival,
    signs.share,
    log(signs.headings),
    log(signs.prices),
    log(signs.asides / (prose / 1000 + 1)),
    signs.signatures > 0 && signs.signatures < 6,
    !slug,
    log(slug.split(/[-_]/).length - 1),
    /\d{4,}/.test(path),
    LIST_PATH.test(path),
    ARTICLE_PATH.test(path),
    ARTICLE_TYPE.test(data),
    PERSON_TYPE.test(data),
    LIST_TYPE.test(data),
    has('meta[property="article:published_time"]'),
    has('[class*="cart-"],[class$=cart],[id*=cart-],a[href$="/cart"],a[href$="/cart/"]'),
    has('a[href*=sharer],a[href*="intent/"],a[href*=".com/share"]'),
    /\bsingle\b|\barticle\b/.test(document.body?.className ?? ''),
  ];
}
