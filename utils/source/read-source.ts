import type { PageRef } from '../model/article';
import type { Claim, Evidence } from '../model/claim';
import type { SourceInfo, SourceType } from '../model/source';
import { isRootWord } from '../page/breadcrumb';
import { metaOf, type PageFacts, readPageFacts } from '../page/facts';
import { type HeadlinePart, readHeadline } from '../page/headline';
import { asArray, firstString, isRecord } from '../page/json-ld';
import { articleSpan } from '../page/span';
import { cssPath, fold, quoteOf } from '../page/text';
import { readAddresses } from './addresses';
import { readLanguage } from './language';
import { readOrigin } from './origin';
import { readCreators } from './read-creators';
import { readDates } from './read-dates';
import { readSite } from './site';

/**
 * Reads who wrote the page, who published this copy, where it first stood and when, from the untouched document.
 * Every value is a claim with its evidence; what the page does not say is absent. Never throws.
 */
export function readSource(
  document: Document,
  page: PageRef,
  facts: PageFacts = readPageFacts(document, page),
): SourceInfo {
  const headline = readHeadline(document, facts);
  const span = articleSpan(facts, headline);
  const language = readLanguage(facts, span);
  const site = readSite(facts, headline);
  const creators = readCreators(facts, headline, span);
  const dates = readDates(facts, span, headline.title.text, language.value);
  const origin = readOrigin(facts, headline, span, creators, site.value);
  const breadcrumb = readCrumbs(facts, headline.title.text);
  const access = readAccess(facts);
  return {
    title: partClaim(headline.title, 0.95),
    ...(headline.subtitle ? { subtitle: partClaim(headline.subtitle, 0.8) } : {}),
    ...(headline.originalTitle
      ? {
          originalTitle: {
            ...partClaim(headline.originalTitle, 0.96),
            evidence: [evidenceOf(headline.originalTitle, headline.originalTitle.quote)],
          },
        }
      : {}),
    creators,
    site,
    ...(breadcrumb ? { breadcrumb } : {}),
    ...(dates.published ? { published: dates.published } : {}),
    ...(dates.modified ? { modified: dates.modified } : {}),
    ...(dates.event ? { event: dates.event } : {}),
    language,
    type: readType(facts),
    ...(origin ? { origin } : {}),
    urls: readAddresses(facts),
    ...(access ? { access } : {}),
    ...readCsl(facts),
  };
}

function evidenceOf(part: HeadlinePart, quote: string): Evidence {
  const kind = part.rule.startsWith('json-ld') ? 'json-ld' : part.element ? 'visible-text' : 'meta';
  return {
    kind,
    rule: part.rule,
    scope: 'work',
    quote: quoteOf(quote),
    ...(part.element ? { selector: { type: 'CssSelector' as const, value: cssPath(part.element) } } : {}),
  };
}

function partClaim(part: HeadlinePart, confidence: number): Claim<string> {
  return {
    value: part.text,
    status: 'stated',
    confidence: part.element ? confidence : confidence - 0.1,
    evidence: [evidenceOf(part, part.text)],
  };
}

/** The columns between the home page and the article, without 首页, 正文 and the title itself. */
function readCrumbs(facts: PageFacts, title: string): Claim<string[]> | undefined {
  const { breadcrumb } = facts;
  if (!breadcrumb) return undefined;
  const items = breadcrumb.items.filter(
    (item, i) =>
      !(i === 0 && isRootWord(item)) &&
      fold(item) !== fold(title) &&
      !/^(?:正文|详情|内容|文章|详细内容|新闻详情)$/u.test(item),
  );
  if (items.length === 0) return undefined;
  const selector = breadcrumb.element
    ? { selector: { type: 'CssSelector' as const, value: cssPath(breadcrumb.element) } }
    : {};
  return {
    value: items,
    status: 'stated',
    confidence: 0.9,
    evidence: [
      {
        kind: breadcrumb.node ? 'json-ld' : 'breadcrumb',
        rule: breadcrumb.rule,
        scope: 'page',
        quote: quoteOf(breadcrumb.text),
        ...selector,
      },
    ],
  };
}

/** The kind of page, for citation only: what the page declares, else a web page. */
function readType(facts: PageFacts): Claim<SourceType> {
  const types = facts.mainEntity?.types ?? [];
  const found = (value: SourceType, rule: string, confidence: number): Claim<SourceType> => ({
    value,
    status: 'inferred',
    confidence,
    evidence: [
      {
        kind: rule.startsWith('meta') ? 'meta' : rule.startsWith('url') ? 'url' : 'json-ld',
        rule,
        scope: 'page',
      },
    ],
  });
  if (facts.meta.has('citation_journal_title') || types.includes('ScholarlyArticle'))
    return found('article-journal', 'meta.citation', 0.9);
  if (/\bwiki(?:pedia|voyage|source|quote|books)?\.org\b|\/wiki\//i.test(facts.url))
    return found('entry-encyclopedia', 'url.wiki', 0.8);
  if (/^MediaWiki\b/.test(metaOf(facts, 'generator') ?? ''))
    return found('entry-encyclopedia', 'meta.generator', 0.6);
  if (types.includes('Report')) return found('report', 'json-ld.type', 0.7);
  if (types.includes('BlogPosting')) return found('post-weblog', 'json-ld.type', 0.75);
  if (types.includes('SocialMediaPosting') || types.includes('DiscussionForumPosting'))
    return found('post', 'json-ld.type', 0.7);
  if (types.some((t) => /NewsArticle$/.test(t)) && isNewspaper(facts))
    return found('article-newspaper', 'json-ld.type', 0.7);
  return found('webpage', 'default', 0.6);
}

function isNewspaper(facts: PageFacts): boolean {
  const publisher = facts.resolve(facts.mainEntity?.node.publisher);
  const name = isRecord(publisher) ? (firstString(publisher.name) ?? '') : '';
  return /times|post|zeitung|tagblatt|journal|gazette|herald|tribune|diario|le monde|日报|晚报|时报/iu.test(
    `${name} ${metaOf(facts, 'og:site_name') ?? ''}`,
  );
}

/** What the page says about paying: schema.org `isAccessibleForFree`, content tier. */
function readAccess(facts: PageFacts): SourceInfo['access'] {
  const node = facts.mainEntity?.node;
  const free = node?.isAccessibleForFree;
  if (free !== undefined && free !== null) {
    const value = !/^(?:false|no|0)$/i.test(String(firstString(free) ?? free));
    const parts = asArray(node?.hasPart)
      .filter(isRecord)
      .map((part) => firstString(part.cssSelector))
      .filter((s) => s !== undefined);
    return {
      value: { free: value, ...(parts.length > 0 && !value ? { paywalledParts: parts } : {}) },
      status: 'stated',
      confidence: 0.9,
      evidence: [
        { kind: 'json-ld', rule: 'json-ld.isAccessibleForFree', scope: 'work', quote: String(free) },
      ],
    };
  }
  const tier = metaOf(facts, 'article:content_tier', 'og:article:content_tier');
  if (tier)
    return {
      value: { free: /free/i.test(tier) },
      status: 'stated',
      confidence: 0.8,
      evidence: [{ kind: 'meta', rule: 'meta.content-tier', scope: 'work', quote: quoteOf(tier) }],
    };
  return undefined;
}

const CSL_META: readonly (readonly [string, string])[] = [
  ['citation_journal_title', 'container-title'],
  ['citation_volume', 'volume'],
  ['citation_issue', 'issue'],
  ['citation_issn', 'ISSN'],
  ['citation_doi', 'DOI'],
  ['citation_publisher', 'publisher'],
];

function readCsl(facts: PageFacts): { csl?: Record<string, unknown> } {
  const csl: Record<string, unknown> = {};
  for (const [name, variable] of CSL_META) {
    const value = metaOf(facts, name);
    if (value) csl[variable] = value.replace(/^doi:\s*|^https?:\/\/(?:dx\.)?doi\.org\//i, '');
  }
  const first = metaOf(facts, 'citation_firstpage');
  const last = metaOf(facts, 'citation_lastpage');
  if (first) csl.page = last ? `${first}-${last}` : first;
  return Object.keys(csl).length > 0 ? { csl } : {};
}
