/**
 * Is this page an article? Own code without any dependency: it runs on every page, so it must stay small and never
 * ask for layout.
 */

import type { Detection } from '../model/article';
import { readSigns } from './signs';
import { THRESHOLD, WEIGHTS } from './weights';

type Sign = keyof typeof WEIGHTS;

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

/**
 * Tells whether a page is an article, from one walk over its nodes, what it calls itself, and its address. Reads only.
 */
export function detectArticle(document: Document, page: { url: string }): Detection {
  const signs = readSigns(document);
  const values = valuesOf(document, page.url, signs);
  const parts = (Object.keys(WEIGHTS) as Sign[]).map((sign) => ({
    sign,
    part: WEIGHTS[sign] * values[sign],
  }));
  const score = parts.reduce((sum, { part }) => sum + part, 0);
  const reasons = parts
    .filter(({ sign, part }) => sign !== 'bias' && Math.abs(part) > 0.3)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, 6)
    .map(({ sign, part }) => `${part > 0 ? '+' : '-'}${sign}`);
  const refusal = refuse(page.url, signs.prose, values.home === 1 && !values.ogArticle && !values.ldArticle);
  if (refusal) return { readable: false, score, reasons: [refusal, ...reasons] };
  return { readable: score > THRESHOLD, score, reasons };
}

function refuse(url: string, prose: number, home: boolean): string | undefined {
  if (prose < LEAST) return 'too-little-text';
  if (home) return 'home-page';
  const { pathname, search } = addressOf(url);
  if (NEVER.test(pathname) || NEVER.test(search)) return 'search-or-account';
  return undefined;
}

function addressOf(url: string): { pathname: string; search: string } {
  try {
    return new URL(url);
  } catch {
    return { pathname: '/a', search: '' };
  }
}

function valuesOf(
  document: Document,
  url: string,
  signs: ReturnType<typeof readSigns>,
): Record<Sign, number> {
  const { pathname } = addressOf(url);
  const steps = pathname.split('/').filter(Boolean);
  const has = (selector: string) => Number(Boolean(document.querySelector(selector)));
  const type = document.querySelector('meta[property="og:type"]')?.getAttribute('content') ?? '';
  let data = '';
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    if (data.length < 300_000) data += script.textContent;
  }
  const log = Math.log1p;
  const much = log(signs.prose / 300);
  return {
    bias: 1,
    prose: much,
    paragraphs: log(signs.paragraphs),
    gathered: signs.gathered,
    rival: signs.rival,
    linked: signs.linked,
    titles: log(signs.titles),
    oneArticle: Number(signs.articles === 1),
    manyArticles: Math.min(3, log(Math.max(0, signs.articles - 1))),
    prices: log(signs.prices),
    headings: log(signs.headings),
    controls: Math.min(2, log(signs.controls)),
    home: Number(steps.length === 0),
    shallow: Number(steps.length === 1),
    slug: Number((steps[steps.length - 1]?.match(/[-_]/g)?.length ?? 0) >= 3),
    number: Number(/\d{4,}/.test(pathname)),
    dated: Number(/\/(?:19|20)\d\d[-/]?\d{1,2}/.test(pathname)),
    listPath: Number(LIST_PATH.test(pathname)),
    articlePath: Number(ARTICLE_PATH.test(pathname)),
    ogArticle: Number(/article/.test(type)),
    ogOther: Number(Boolean(type) && !/article|website/.test(type)),
    ldArticle: Number(ARTICLE_TYPE.test(data)),
    ldList: Number(LIST_TYPE.test(data)),
    published: has('meta[property="article:published_time"]'),
    time: has('time'),
    oneH1: Number(document.querySelectorAll('h1').length === 1),
    calls: log(signs.calls),
    author: has('[rel=author],[itemprop=author],[class*=byline],[class*=author],meta[name=author]'),
    density: signs.paragraphs ? log(signs.prose / signs.paragraphs / 100) : 0,
    ratio: much - log(signs.titles),
  };
}
