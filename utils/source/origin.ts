import type { Claim, Evidence } from '../model/claim';
import type { Agent, Origin, Site } from '../model/source';
import { agencyNamed } from '../page/agencies';
import { metaOf, type PageFacts, type PageLine } from '../page/facts';
import type { Headline } from '../page/headline';
import { firstString, isRecord } from '../page/json-ld';
import { SEPARATOR, SOURCE_LABEL } from '../page/labels';
import { lineKind } from '../page/line-kind';
import type { ArticleSpan } from '../page/span';
import { cssPath, fold, HAN, quoteOf, squeeze } from '../page/text';
import { registrableDomain, resolveUrl } from '../page/url';

interface Candidate {
  origin: Origin;
  status: 'stated' | 'inferred';
  confidence: number;
  evidence: Evidence[];
}

/**
 * Where the article first stood: 来源, 转载自, "originally appeared in", a meta source, the dateline of an agency, a
 * canonical address on another domain; last, inferred from 原标题 together with the reporter's employer.
 */
export function readOrigin(
  facts: PageFacts,
  headline: Headline,
  span: ArticleSpan,
  creators: readonly Claim<Agent>[],
  site: Site,
): Claim<Origin> | undefined {
  const candidates = [
    ...fromLabels(facts, span),
    ...fromPosition(facts, span),
    ...fromMeta(facts),
    ...fromShared(facts),
    ...fromJsonLd(facts, site),
    ...fromSentences(facts, span),
    ...fromCanonical(facts),
    ...fromDateline(facts, span),
    ...inferred(headline, creators, site),
  ].sort((a, b) => b.confidence - a.confidence);
  const best = candidates[0];
  if (!best) return undefined;
  const others = candidates.slice(1, 4).filter((c) => fold(c.origin.name) !== fold(best.origin.name));
  return {
    value: best.origin,
    status: best.status,
    confidence: best.confidence,
    evidence: best.evidence,
    ...(others.length > 0
      ? {
          alternatives: others.map((c) => ({
            value: c.origin,
            confidence: c.confidence,
            evidence: c.evidence,
          })),
        }
      : {}),
  };
}

const LABEL = new RegExp(
  `(?:^|[\\s|｜（(【\\[丨日\\d])(?:本文|文章)?(${SOURCE_LABEL})${SEPARATOR}(.*)$`,
  'u',
);
const LONE_LABEL = new RegExp(`^[（(【\\[]?(${SOURCE_LABEL})\\s{0,9}[:：]?\\s{0,9}()$`, 'u');
const LEADING_LABEL = new RegExp(`^${SOURCE_LABEL}\\s{0,9}[:：]`, 'u');
const STOP =
  /\s{0,9}(?:作者|记者|责编|责任编辑|编辑|\d{1,40}人参与|评论|发布|时间|日期|举报|字号|字体|浏览|阅读|点击|分享|打印|【|\[|校对|摄影|供稿|更新|我要|手机|扫|原标题|微博|收藏|摄|\d{4}[-年/.]\d).*/u;
/** Origins that name nobody. */
const NOBODY =
  /^(?:网络|互联网|综合|网络综合|综合整理|网络整理|未知|不详|转载|其他|网上|本站|本站原创|本网|原创|本网原创|网络转载|整理|admin)$/u;

function fromLabels(facts: PageFacts, span: ArticleSpan): Candidate[] {
  const found: Candidate[] = [];
  for (const line of facts.lines) {
    if (
      line.zone === 'nav' ||
      line.zone === 'comments' ||
      line.zone === 'footer' ||
      line.text.length > 220 ||
      !HAN.test(line.text)
    )
      continue;
    if (!/来源|來源|稿源|出处|转载自|转自|摘自|首发于|原载/u.test(line.text)) continue;
    if (line.index < span.headline - 12) continue;
    const head = line.index <= Math.max(span.headline + 12, span.start + 1);
    const value = labelledSource(line);
    const whole = lineKind(line.text) === 'source';
    if (!value || (!head && !whole && line.index < span.end - 2 && line.index > span.start)) continue;
    const nobody = NOBODY.test(value.name);
    const confidence = (head ? 0.92 : 0.8) - (nobody ? 0.35 : 0) - (line.zone === 'aside' ? 0.3 : 0);
    found.push({
      origin: {
        name: value.name,
        ...linkOf(line, value.name, facts),
        ...(agencyNamed(value.name) ? { agency: value.name } : {}),
        relation: 'republished',
      },
      status: 'stated',
      confidence,
      evidence: [
        {
          kind: 'visible-text',
          rule: 'zh.source',
          scope: 'work',
          quote: quoteOf(line.text),
          selector: { type: 'CssSelector', value: cssPath(line.element) },
        },
      ],
    });
    if (found.length > 6) break;
  }
  return found;
}

const MEDIUM =
  /^[《]?[\p{Script=Han}A-Za-z·]{2,14}(?:报|网|社|台|刊|新闻|周刊|客户端|时报|通讯社|杂志|发布)[》]?$/u;

/** No label at all: a medium's name beside the time above the text, or an element whose class says source. */
function fromPosition(facts: PageFacts, span: ArticleSpan): Candidate[] {
  const found: Candidate[] = [];
  const add = (name: string, quote: string, element: Element, rule: string, confidence: number) => {
    found.push({
      origin: { name, relation: 'republished' },
      status: 'stated',
      confidence,
      evidence: [
        {
          kind: 'visible-text',
          rule,
          scope: 'work',
          quote: quoteOf(quote),
          selector: { type: 'CssSelector', value: cssPath(element) },
        },
      ],
    });
  };
  for (const { element, line, zone } of facts.walk.named.date) {
    if (zone !== 'main' || line < span.headline || line > span.headline + 6) continue;
    if (
      !/(?:^|[\s_-])(?:source|laiyuan|media|origin)\w*(?:$|[\s_-])|_source/i.test(
        `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`,
      )
    )
      continue;
    const text = squeeze(element.textContent);
    if (!HAN.test(text) || text.length > 16 || /\d|[:：]/u.test(text)) continue;
    add(text, text, element, 'source.class', 0.74);
  }
  for (const line of facts.lines.slice(Math.max(0, span.headline + 1), span.headline + 6)) {
    if (!/\d{1,2}[:：]\d{2}|\d{4}[-年/.]\d/u.test(line.text) || line.text.length > 80) continue;
    const medium = line.segments
      .map((segment) => squeeze(segment.replace(/^.*\d[\d:：日\s]*/u, '')))
      .find((segment) => MEDIUM.test(segment));
    if (medium) add(medium, line.text, line.element, 'source.position', 0.7);
  }
  return found;
}

/** Read per element text: the label and its value may be one text node, or the value is the next one. */
function labelledSource(line: PageLine): { name: string } | undefined {
  const { segments } = line;
  for (let i = 0; i < segments.length; i += 1) {
    const match = LABEL.exec(segments[i] ?? '') ?? bareLabel(segments[i] ?? '');
    if (!match) continue;
    const inline = cleanSource(match[2] ?? '');
    if (inline) return { name: inline };
    for (const next of segments.slice(i + 1, i + 4)) {
      if (/^[:：|丨\s]+$/u.test(next)) continue;
      const name = cleanSource(next.replace(/^[:：|丨\s]+/u, ''));
      if (name) return { name };
      break;
    }
  }
  const whole = LABEL.exec(line.text);
  const name = whole ? cleanSource(whole[2] ?? '') : undefined;
  return name ? { name } : undefined;
}

function bareLabel(segment: string): RegExpExecArray | null {
  return LONE_LABEL.exec(segment);
}

/** The name after 来源：, cut at the next label, brackets and marks off. */
function cleanSource(text: string): string | undefined {
  const value = squeeze(text.replace(STOP, ''))
    .replace(/^[\s:：|丨《“"「（(\-—]+/u, '')
    .replace(/[\s|丨。；;，,）)】\]》”"」—-]{1,40}$/u, '');
  const name = squeeze(value.split(/\s{2,}|[|｜]/u)[0]);
  if (name.length < 2 || name.length > 40 || /[。！？]/u.test(name) || /^\d+$/.test(name)) return undefined;
  if (/^(?:https?:)/i.test(name)) return undefined;
  return name;
}

function linkOf(line: PageLine, name: string, facts: PageFacts): { url?: string } {
  for (const a of line.element.querySelectorAll('a[href]')) {
    if (!squeeze(a.textContent).includes(name)) continue;
    const url = resolveUrl(a.getAttribute('href'), facts.url);
    if (url && registrableDomain(url) !== registrableDomain(facts.url)) return { url };
  }
  return {};
}

function fromMeta(facts: PageFacts): Candidate[] {
  const found: Candidate[] = [];
  for (const name of ['contentsource', 'source', 'mediaid', 'dc.source', 'article:source', 'og:source']) {
    const text = metaOf(facts, name);
    if (!text || /^https?:/i.test(text)) continue;
    const value = cleanSource(text.replace(LEADING_LABEL, ''));
    if (!value || (name === 'dc.source' && /\d{4}/.test(value))) continue;
    found.push({
      origin: { name: value, relation: 'republished' },
      status: 'stated',
      confidence: 0.86 - (NOBODY.test(value) ? 0.35 : 0),
      evidence: [{ kind: 'meta', rule: `meta.${name}`, scope: 'work', quote: quoteOf(text) }],
    });
  }
  for (const name of ['original-source', 'syndication-source']) {
    const url = resolveUrl(metaOf(facts, name), facts.url);
    if (!url || registrableDomain(url) === registrableDomain(facts.url)) continue;
    found.push({
      origin: { url, relation: 'syndicated' },
      status: 'stated',
      confidence: 0.7,
      evidence: [{ kind: 'meta', rule: `meta.${name}`, scope: 'work', quote: quoteOf(url) }],
    });
  }
  return found;
}

const ORIGINALLY =
  /(?:originally (?:appeared|published|posted)|first (?:appeared|published|posted)|(?:re)?published (?:here )?with permission (?:from|of)|republished from|reprinted (?:from|with permission (?:from|of))|cross-?posted (?:from|at|on)|this (?:article|story|post|piece) (?:is republished|was (?:originally |first )?(?:published|produced|reported))|zuerst erschienen|ursprünglich erschienen|erstmals (?:erschienen|veröffentlicht)|publié initialement|paru (?:initialement|dans)|publicado originalmente|pubblicato originariamente)\s*(?:\b(?:in|on|by|at|from|auf|bei|sur|dans|en|su)\b)?\s*(?:the\s+)?/iu;
const ZH_ORIGINALLY =
  /(?:本文)?(?:首发于|原载于?|转载自|转自|授权转载自|摘自|刊于)\s{0,9}(?:[:：]\s{0,9})?(?:微信)?(?:公众号)?\s{0,2}[《“「"：:]?\s*([^《》“”「」"，。；;（）()\s]{2,24})/u;

function fromSentences(facts: PageFacts, span: ArticleSpan): Candidate[] {
  const found: Candidate[] = [];
  for (const line of facts.lines) {
    if (
      line.zone === 'footer' ||
      line.zone === 'comments' ||
      line.zone === 'nav' ||
      line.zone === 'aside' ||
      line.text.length > 500
    )
      continue;
    const near = line.index <= span.start + 3 || line.index >= span.end - 3;
    if (!near || line.index > span.end + 15) continue;
    const western = ORIGINALLY.exec(line.text);
    const zh = western ? null : ZH_ORIGINALLY.exec(line.text);
    if (!western && !zh) continue;
    const link = western ? externalLink(line, facts) : undefined;
    const name =
      zh?.[1] ??
      link?.text ??
      (western ? nameAfter(line.text.slice(western.index + western[0].length)) : undefined);
    if (!name && !link) continue;
    found.push({
      origin: { ...(name ? { name } : {}), ...(link ? { url: link.url } : {}), relation: 'republished' },
      status: 'stated',
      confidence: 0.84,
      evidence: [
        {
          kind: 'visible-text',
          rule: zh ? 'zh.originally' : 'originally-published',
          scope: 'work',
          quote: quoteOf(line.text),
          selector: { type: 'TextQuoteSelector', exact: quoteOf(line.text) },
        },
      ],
    });
  }
  return found.slice(0, 2);
}

function externalLink(line: PageLine, facts: PageFacts): { url: string; text: string } | undefined {
  for (const a of line.element.querySelectorAll('a[href]')) {
    const url = resolveUrl(a.getAttribute('href'), facts.url);
    const text = squeeze(a.textContent);
    if (
      url &&
      text &&
      text.length <= 60 &&
      registrableDomain(url) !== registrableDomain(facts.url) &&
      !/^(?:here|hier|ici|this|link)$/i.test(text)
    )
      return { url, text };
  }
  return undefined;
}

function nameAfter(text: string): string | undefined {
  const match =
    /^["“'«]?((?:\p{Lu}[\p{L}\d&.'’-]*|of|the|for|and|de|la|le|du|des)(?:\s+(?:\p{Lu}[\p{L}\d&.'’-]*|of|the|for|and|de|la|le|du|des))*)/u.exec(
      text,
    );
  const name = match?.[1]?.replace(/\s{1,9}(?:of|the|for|and|on|in)$/i, '').replace(/[.,]$/, '');
  if (!name || name.length < 2 || name.length > 50 || TIME_WORD.test(name)) return undefined;
  return name;
}

/** "Originally published in March 2022" names no paper. */
const TIME_WORD =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/** WeChat's 以下文章来源于某某, with the address of the account's own article. */
function fromShared(facts: PageFacts): Candidate[] {
  const shared = facts.walk.anchors.find(({ element }) => element.id === 'js_share_source');
  if (!shared) return [];
  const { element } = shared;
  const text = squeeze(element.textContent);
  const name = cleanSource(/(?:来源于|转载自)\s*([^，,]{2,30})/u.exec(text)?.[1] ?? '');
  const url = resolveUrl(element.getAttribute('data-url') ?? element.getAttribute('href'), facts.url);
  const isWeb = url !== undefined && /^https?:/.test(url);
  if (!name && !isWeb) return [];
  return [
    {
      origin: { ...(name ? { name } : {}), ...(isWeb ? { url } : {}), relation: 'republished' },
      status: 'stated',
      confidence: 0.9,
      evidence: [
        {
          kind: 'visible-text',
          rule: 'zh.source.shared',
          scope: 'work',
          quote: quoteOf(text),
          selector: { type: 'CssSelector', value: cssPath(element) },
        },
      ],
    },
  ];
}

/** What the data says the article came from (rights.md B8, B11); its own address or site is no origin. */
const ORIGIN_DATA = [
  ['translationOfWork', 'translated', 0.7],
  ['isBasedOn', 'unknown', 0.6],
  ['isBasedOnUrl', 'unknown', 0.6],
  ['sourceOrganization', 'syndicated', 0.58],
] as const;

function fromJsonLd(facts: PageFacts, site: Site): Candidate[] {
  const main = facts.mainEntity;
  if (!main) return [];
  const publisher = facts.resolve(main.node.publisher);
  const publisherName = isRecord(publisher) ? firstString(publisher.name) : undefined;
  return ORIGIN_DATA.flatMap(([key, relation, confidence]): Candidate[] => {
    const work = facts.resolve(main.node[key]);
    const name = isRecord(work) ? firstString(work.name ?? work.headline) : undefined;
    const address = isRecord(work) ? (firstString(work.url) ?? firstString(work['@id'])) : firstString(work);
    const url = address && /^https?:/.test(address) ? address : undefined;
    const isElsewhere = url !== undefined && registrableDomain(url) !== registrableDomain(facts.url);
    const isOther =
      name !== undefined && fold(name) !== fold(publisherName) && !sameSite(name, site) && url === undefined;
    if (key === 'sourceOrganization' ? !name || (!isOther && !isElsewhere) : !isElsewhere) return [];
    return [
      {
        origin: {
          ...(name ? { name } : {}),
          ...(isElsewhere && key !== 'sourceOrganization' ? { url } : {}),
          relation,
        },
        status: 'stated',
        confidence,
        evidence: [
          {
            kind: 'json-ld',
            rule: `json-ld.${key}`,
            scope: 'work',
            quote: quoteOf(name ?? url ?? ''),
            selector: { type: 'x-JsonPointer', value: `${main.pointer}/${key}`, script: main.script },
          },
        ],
      },
    ];
  });
}

/** `rel=canonical` on another registrable domain, not to a home page (rights.md F1). */
function fromCanonical(facts: PageFacts): Candidate[] {
  const link = facts.links.find((l) => l.rel.includes('canonical') && l.element.localName === 'link');
  if (!link || !/^https?:/.test(link.href)) return [];
  const domain = registrableDomain(link.href);
  if (!domain || domain === registrableDomain(facts.url)) return [];
  try {
    const path = new URL(link.href).pathname;
    if (path.length < 8) return [];
  } catch {
    return [];
  }
  return [
    {
      origin: { url: link.href, name: domain, relation: 'syndicated' },
      status: 'inferred',
      confidence: 0.62,
      evidence: [{ kind: 'link', rule: 'canonical.other-domain', scope: 'work', quote: quoteOf(link.href) }],
    },
  ];
}

/** `某某社巴黎12月9日电`, `据某某社3月5日讯`: whatever the agency is called; 本社 and 本网 are the paper itself. */
const ZH_WIRE =
  /^[（(【\s]*(?:据)?(?!本)(\p{Script=Han}{1,6}?(?:通讯社|社|新闻网|网))(?:记者)?[\p{Script=Han}\s]{0,12}?\d{1,2}月\d{1,2}日(?:电|讯)/u;
const WIRE =
  /^[\p{Lu}][\p{L}\s.,'’/-]{1,50}(?:,\s*\p{L}+\.?\s*\d{1,2})?\s*\((AP|Reuters|AFP|dpa|EFE|ANSA|UPI|Xinhua|Bloomberg|CNN|KNA|epd|TASS|APA|PTI|ANI|IANS)\)\s*[-–—―:]/u;
const WIRE_END =
  /\((dpa|AFP|APA|Reuters|AP|EFE|ANSA|KNA|epd|SID|sda|Keystone-SDA|PAP|TASS)(?:\/\S{1,40})?\)\s*$|[-–—]\s*(dpa|AFP|ANSA|EFE)\s*$/u;

/** The dateline of an agency at the head of the article, or its short name at the end. */
function fromDateline(facts: PageFacts, span: ArticleSpan): Candidate[] {
  const lines = facts.lines
    .slice(Math.max(0, span.start - 2), span.start + 3)
    .filter((l) => l.index > span.headline);
  for (const line of lines) {
    const match = ZH_WIRE.exec(line.text) ?? WIRE.exec(line.text);
    if (match?.[1]) return [wire(match[1], line, match[0], 'dateline')];
  }
  const last = facts.lines[span.end];
  const end = last ? WIRE_END.exec(last.text) : null;
  const agency = end?.[1] ?? end?.[2];
  return last && agency ? [wire(agency, last, end?.[0] ?? '', 'dateline.end')] : [];
}

function wire(agency: string, line: PageLine, quote: string, rule: string): Candidate {
  return {
    origin: { name: agency, agency, relation: 'syndicated' },
    status: 'inferred',
    confidence: rule === 'dateline' ? 0.72 : 0.6,
    evidence: [
      {
        kind: 'visible-text',
        rule,
        scope: 'work',
        quote: quoteOf(quote),
        selector: { type: 'CssSelector', value: cssPath(line.element) },
      },
    ],
  };
}

/** 原标题 says that the text stood elsewhere; a reporter's employer that is not this site says where, probably. */
function inferred(headline: Headline, creators: readonly Claim<Agent>[], site: Site): Candidate[] {
  const employed = creators.find(
    (c) =>
      c.value.affiliation &&
      (c.value.role === 'author' || c.value.role === 'correspondent') &&
      c.value.affiliation &&
      !sameSite(c.value.affiliation, site),
  );
  if (!employed?.value.affiliation) return [];
  const original = headline.originalTitle;
  const evidence: Evidence[] = [
    ...(original
      ? [
          {
            kind: 'visible-text' as const,
            rule: 'zh.original-title',
            scope: 'work' as const,
            quote: quoteOf(original.quote),
          },
        ]
      : []),
    {
      kind: 'byline',
      rule: 'zh.byline.affiliation',
      scope: 'work',
      quote: employed.evidence[0]?.quote ?? employed.value.affiliation,
    },
  ];
  return [
    {
      origin: { name: employed.value.affiliation, relation: 'republished' },
      status: 'inferred',
      confidence: original ? 0.75 : 0.55,
      evidence,
    },
  ];
}

function sameSite(name: string, site: Site): boolean {
  const a = fold(name);
  const b = fold(site.name);
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}
