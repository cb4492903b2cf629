import type { PartialDate } from '../model/source';
import type { PageFacts } from '../page/facts';
import { firstString } from '../page/json-ld';
import { type ArticleSpan, isOwnZone } from '../page/span';
import { cssPath, quoteOf, squeeze } from '../page/text';
import { agreed, type DateCandidate } from './date-candidate';
import { type DateContext, dayOf, parseDate } from './dates';

/** The dates that the page's data states: JSON-LD, meta elements, microdata, hidden attributes and scripts. */
export function statedDates(facts: PageFacts, span: ArticleSpan, context: DateContext): DateCandidate[] {
  return [
    ...fromJsonLd(facts, context),
    ...fromMeta(facts, context),
    ...fromMicrodata(facts, span, context),
    ...fromHidden(facts, context),
  ];
}

function fromJsonLd(facts: PageFacts, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  const nodes = facts.mainEntity
    ? [
        facts.mainEntity,
        ...facts.jsonLd.filter(
          (n) =>
            n !== facts.mainEntity &&
            n.types.some((t) => /WebPage|Article|BlogPosting|VideoObject/.test(t)) &&
            !/author|publisher/.test(n.pointer),
        ),
      ]
    : [];
  nodes.slice(0, 6).forEach((entry, i) => {
    for (const [key, kind, confidence] of [
      ['datePublished', 'published', 0.95],
      ['dateModified', 'modified', 0.9],
      ['dateCreated', 'published', 0.6],
      ['uploadDate', 'published', 0.45],
    ] as const) {
      const text = firstString(entry.node[key]);
      const date = text ? parseDate(text, context) : undefined;
      if (!date || !text) continue;
      found.push({
        date,
        kind,
        confidence: i === 0 ? confidence : confidence - 0.35,
        evidence: {
          kind: 'json-ld',
          rule: `json-ld.${key}`,
          scope: 'work',
          quote: quoteOf(text),
          selector: { type: 'x-JsonPointer', value: `${entry.pointer}/${key}`, script: entry.script },
        },
      });
    }
  });
  return found;
}

const PUBLISHED_META: readonly (readonly [string, number])[] = [
  ['article:published_time', 0.93],
  ['og:article:published_time', 0.9],
  ['citation_publication_date', 0.93],
  ['citation_online_date', 0.9],
  ['citation_date', 0.9],
  ['pubdate', 0.92],
  ['publishdate', 0.91],
  ['publish-date', 0.9],
  ['publish_date', 0.9],
  ['firstpublishedtime', 0.92],
  ['published', 0.85],
  ['parsely-pub-date', 0.92],
  ['sailthru.date', 0.9],
  ['cxenseparse:recs:publishtime', 0.9],
  ['cxenseparse:publishtime', 0.9],
  ['article.published', 0.9],
  ['datepublished', 0.9],
  ['dc.date.issued', 0.9],
  ['dcterms.issued', 0.9],
  ['dcterms.created', 0.75],
  ['dcterms.date', 0.85],
  ['dc.date', 0.85],
  ['dc.date.created', 0.8],
  ['dc.created', 0.8],
  ['weibo: article:create_at', 0.9],
  ['weibo:article:create_at', 0.9],
  ['og:time', 0.85],
  ['og:release_date', 0.8],
  ['article:create_at', 0.8],
  ['publication_date', 0.85],
  ['publication-date', 0.85],
  ['date', 0.8],
  ['vr:published_time', 0.9],
  ['shareaholic:article_published_time', 0.9],
  ['datecreated', 0.7],
  ['created', 0.6],
];
const MODIFIED_META = [
  'article:modified_time',
  'og:updated_time',
  'dcterms.modified',
  'dc.date.modified',
  'datemodified',
  'weibo: article:update_at',
  'last-modified',
  'article:modified',
  'lastmod',
  'lastmodifiedtime',
  'revised',
];
/** Baidu's `dateUpdate` is the time of publishing with its year (百家号, 搜狐). */
const UPDATE_ONLY = ['dateupdate'];

function fromMeta(facts: PageFacts, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  const add = (name: string, kind: DateCandidate['kind'], confidence: number) => {
    const text = facts.meta.get(name)?.[0];
    const date = text && text.length <= 60 ? parseDate(text, context) : undefined;
    if (!date || !text) return;
    found.push({
      date,
      kind,
      confidence,
      evidence: {
        kind: 'meta',
        rule: `meta.${name}`,
        scope: 'work',
        quote: quoteOf(text),
        selector: { type: 'CssSelector', value: `meta[content=${JSON.stringify(text)}]` },
      },
    });
  };
  for (const [name, confidence] of PUBLISHED_META) add(name, 'published', confidence);
  for (const name of UPDATE_ONLY) add(name, 'published', 0.7);
  for (const name of MODIFIED_META) add(name, 'modified', 0.85);
  return found;
}

function fromMicrodata(facts: PageFacts, span: ArticleSpan, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  for (const property of facts.microdata) {
    const kind = /^datePublished$|^dateCreated$/i.test(property.name)
      ? 'published'
      : /^dateModified$/i.test(property.name)
        ? 'modified'
        : undefined;
    if (!kind || /Comment|Review|Person|ListItem/.test(property.itemType ?? '')) continue;
    const line = facts.lines[property.line];
    if (property.element.localName !== 'meta' && line && !isOwnZone(line, span)) continue;
    const date = agreed(
      parseDate(property.value, context),
      parseDate(squeeze(property.element.textContent), context),
    );
    if (!date) continue;
    found.push({
      date,
      kind,
      confidence: property.name === 'dateCreated' ? 0.75 : 0.88,
      evidence: {
        kind: 'microdata',
        rule: `microdata.${property.name}`,
        scope: 'work',
        quote: quoteOf(property.value),
        selector: { type: 'CssSelector', value: cssPath(property.element) },
      },
    });
    if (found.length > 6) break;
  }
  return found;
}

const HIDDEN_ATTRIBUTES = [
  'data-publishtime',
  'data-ptime',
  'data-pubtime',
  'data-publish-time',
  'data-published',
  'data-pub-date',
  'data-time',
  'data-timestamp',
  'data-date',
  'data-datetime',
  'data-utime',
];

/** Exact times that a page keeps in an attribute beside a relative or shortened text, or in WeChat's `ct`. */
function fromHidden(facts: PageFacts, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  const elements = [
    facts.walk.named.date[0]?.element.ownerDocument?.documentElement,
    ...facts.walk.named.date
      .slice(0, 40)
      .filter((p) => p.zone === 'main')
      .map((p) => p.element),
  ];
  for (const element of elements) {
    if (!element) continue;
    for (const name of HIDDEN_ATTRIBUTES) {
      const text = element.getAttribute(name);
      const date = text && text.length <= 40 ? parseDate(text, context) : undefined;
      if (!date || !text) continue;
      found.push({
        date,
        kind: 'published',
        confidence: /publish|ptime|pub/.test(name) ? 0.85 : 0.55,
        evidence: {
          kind: 'visible-text',
          rule: `attribute.${name}`,
          scope: 'work',
          quote: quoteOf(text),
          selector: { type: 'CssSelector', value: cssPath(element) },
        },
      });
    }
    if (found.length > 3) break;
  }
  for (const script of facts.walk.scripts) {
    if (script.hasAttribute('src') || /ld\+json/.test(script.getAttribute('type') ?? '') || found.length > 3)
      continue;
    const text = (script.textContent ?? '').slice(0, 200_000);
    const exact = WECHAT_TIME.exec(text);
    const stamp = exact?.[1] ?? onlyPublished(text);
    const date = stamp ? chinaTime(stamp, context) : undefined;
    if (!date || !stamp) continue;
    found.push({
      date,
      kind: 'published',
      confidence: exact ? 0.9 : 0.6,
      evidence: {
        kind: 'visible-text',
        rule: 'script.publish-time',
        scope: 'work',
        quote: quoteOf(exact?.[0] ?? stamp),
      },
    });
  }
  return found;
}

const WECHAT_TIME = /\bvar\s+ct\s*=\s*["'](1\d{9})["']/;
const PUBLISHED_KEY =
  /["']?(?:publish_?time|pub_?time|ptime|publish(?:ed)?_?date|first-?publication|first_?published|publication_?date|published_?at|pub_?date|deploy_?dt|original_?publish_?date)["']?\s*[:=]\s*["']?((?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?\S{0,6})?|1\d{12}|1\d{9})["']?/gi;

/** The one day that a script's own data names as that of publishing; a list of articles names several. */
function onlyPublished(text: string): string | undefined {
  const stamps = [...text.matchAll(PUBLISHED_KEY)].map((match) => match[1] ?? '');
  const days = new Set(stamps.map((stamp) => dayOf(parseDate(stamp) ?? { iso: stamp, precision: 'year' })));
  return days.size === 1 ? stamps[0] : undefined;
}

/** Seconds since 1970 on a Chinese page are shown in China's time, as the page itself shows them. */
function chinaTime(stamp: string, context: DateContext): PartialDate | undefined {
  if (!/^1\d{9}(?:\d{3})?$/.test(stamp)) return parseDate(stamp, context);
  const ms = Number(stamp.length === 10 ? `${stamp}000` : stamp);
  if (!(context.lang ?? '').startsWith('zh')) return parseDate(stamp, context);
  const iso = new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19);
  return { iso: `${iso}+08:00`, precision: 'second', asPrinted: stamp, tz: '+08:00', tzAssumed: true };
}
