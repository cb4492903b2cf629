import type { Claim, Evidence } from '../model/claim';
import type { PartialDate } from '../model/source';
import type { PageFacts, PageLine } from '../page/facts';
import { firstString } from '../page/json-ld';
import { DATE_LABEL } from '../page/labels';
import { type ArticleSpan, isOwnZone } from '../page/span';
import { cssPath, quoteOf, squeeze } from '../page/text';
import { type DateContext, dayOf, parseDate } from './dates';

interface Candidate {
  date: PartialDate;
  kind: 'published' | 'modified';
  confidence: number;
  evidence: Evidence;
}

export interface Dates {
  published?: Claim<PartialDate>;
  modified?: Claim<PartialDate>;
}

/**
 * A page that shows its readers one date, and calls it that of an update, is cited by it: published, as an inference.
 *
 * When the article was published and changed. Stated places first (JSON-LD, meta, microdata, `<time>`), then labelled
 * and bare dates beside the headline, last the address. A date of a related link, a headline or a template is none.
 */
export function readDates(facts: PageFacts, span: ArticleSpan, lang: string): Dates {
  const context = contextOf(facts, lang);
  const candidates = [
    ...fromJsonLd(facts, context),
    ...fromMeta(facts, context),
    ...fromMicrodata(facts, span, context),
    ...fromHidden(facts, context),
    ...fromTimes(facts, span, context),
    ...fromLines(facts, span, context),
    ...fromUrl(facts),
  ].filter((c) => isPlausible(c.date, facts.now));
  const news = facts.mainEntity?.types.some((type) => /News|Report/.test(type)) ?? false;
  const published = choose(
    candidates.filter((c) => c.kind === 'published'),
    news,
  );
  const modified = choose(candidates.filter((c) => c.kind === 'modified'));
  const only = published ? undefined : modified;
  // A sentence of the text that tells of a change is no date line.
  const line = only?.evidence[0];
  if (only && line?.kind === 'visible-text' && (line.quote ?? '').length <= 90) {
    return { published: { ...only, status: 'inferred', confidence: 0.5 }, modified: only };
  }
  return { ...(published ? { published } : {}), ...(modified ? { modified } : {}) };
}

function contextOf(facts: PageFacts, lang: string): DateContext {
  const region = /^en(?:-|$)/i.test(lang)
    ? /-(?:GB|AU|NZ|IE|IN|ZA)$/i.test(lang) || /\.(?:uk|au|nz|ie|in|za)(?:[/:]|$)/i.test(facts.url)
      ? 'day'
      : 'month'
    : 'day';
  return { lang, ...(facts.now ? { now: facts.now } : {}), monthFirst: region === 'month' };
}

function isPlausible(date: PartialDate, now: string | undefined): boolean {
  if (date.iso < '1990') return false;
  if (!now) return true;
  return date.iso.slice(0, 10) <= new Date(Date.parse(now) + 2 * 86_400_000).toISOString().slice(0, 10);
}

function choose(candidates: Candidate[], news = true): Claim<PartialDate> | undefined {
  const ranked = [...candidates].sort((a, b) => b.confidence - a.confidence);
  const best = (news ? undefined : shownInstead(ranked)) ?? ranked[0];
  if (!best) return undefined;
  const same = candidates.filter((c) => dayOf(c.date) === dayOf(best.date));
  // The same day told more exactly elsewhere: the minute is worth having.
  const exact = same.find((c) => c.confidence >= 0.6 && rank(c.date) > rank(best.date)) ?? best;
  const others = candidates.filter((c) => dayOf(c.date) !== dayOf(best.date));
  const agreeing = new Set(same.map((c) => c.evidence.kind)).size - 1;
  return {
    value: exact.date,
    status: best.evidence.kind === 'url' ? 'inferred' : 'stated',
    confidence: Math.min(0.99, best.confidence * (1 + 0.15 * Math.max(0, agreeing)) ** 0.5),
    evidence: same.slice(0, 4).map((c) => c.evidence),
    ...(others.length > 0
      ? {
          alternatives: others
            .slice(0, 4)
            .map((c) => ({ value: c.date, confidence: c.confidence, evidence: [c.evidence] })),
        }
      : {}),
  };
}

/**
 * A date in the page's data that no reader sees gives way to another one that the page shows by its headline; the data
 * of news articles is kept with more care than that of guides and shops.
 */
function shownInstead(ranked: Candidate[]): Candidate | undefined {
  const first = ranked[0];
  if (!first || first.evidence.kind === 'visible-text') return undefined;
  const shown = ranked.filter(
    (c) => c.evidence.kind === 'visible-text' && /^(?:date|time)/.test(c.evidence.rule),
  );
  if (shown.some((c) => dayOf(c.date) === dayOf(first.date))) return undefined;
  return shown.find((c) => c.confidence >= 0.72 && dayOf(c.date) !== undefined);
}

/** The headline's line; where none was found, the line before the text. */
function anchorOf(span: ArticleSpan): number {
  return span.headline >= 0 ? span.headline : span.start - 1;
}

function rank(date: PartialDate): number {
  return ['year', 'month', 'day', 'minute', 'second'].indexOf(date.precision);
}

function fromJsonLd(facts: PageFacts, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
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
  'revised',
];
/** Baidu's `dateUpdate` is the time of publishing with its year (百家号, 搜狐). */
const UPDATE_ONLY = ['dateupdate'];

function fromMeta(facts: PageFacts, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
  const add = (name: string, kind: Candidate['kind'], confidence: number) => {
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

function fromMicrodata(facts: PageFacts, span: ArticleSpan, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
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
function fromHidden(facts: PageFacts, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
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

/** An attribute may tell the day in another zone than the words beside it: the words are what the page prints. */
function agreed(attribute: PartialDate | undefined, words: PartialDate | undefined): PartialDate | undefined {
  const printed = words && dayOf(words);
  return attribute && printed && dayOf(attribute) !== printed ? words : (attribute ?? words);
}

function fromTimes(facts: PageFacts, span: ArticleSpan, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
  for (const { element, line, zone } of facts.walk.times) {
    const own = facts.lines[line];
    const distance = line - anchorOf(span);
    if (zone !== 'main' && zone !== 'head' && !(own && isOwnZone(own, span))) continue;
    if (line > span.end && line - span.end > 6) continue;
    if (distance < -8 || distance > Math.max(60, span.end - span.headline)) continue;
    const text = squeeze(element.getAttribute('datetime')) || squeeze(element.textContent);
    const date = agreed(parseDate(text, context), parseDate(squeeze(element.textContent), context));
    if (!date) continue;
    const around = `${element.getAttribute('class') ?? ''} ${element.parentElement?.getAttribute('class') ?? ''} ${facts.lines[line]?.text.slice(0, 60) ?? ''}`;
    const updated = UPDATED.test(around) && !PUBLISHED.test(around);
    const near = Math.abs(distance) <= 12;
    found.push({
      date,
      kind: updated ? 'modified' : 'published',
      confidence: element.hasAttribute('pubdate')
        ? 0.85
        : near
          ? 0.82 - Math.min(Math.abs(distance), 12) / 100
          : 0.5,
      evidence: {
        kind: 'visible-text',
        rule: 'time',
        scope: 'work',
        quote: quoteOf(squeeze(element.textContent) || text),
        selector: { type: 'CssSelector', value: cssPath(element) },
      },
    });
    if (found.length > 6) break;
  }
  return found;
}

const UPDATED =
  /updat|modif|aktualisiert|stand|zuletzt|mis à jour|actualizad|aggiornat|atualizad|bijgewerkt|更新|修改|编辑于|수정|обновлен|zaktualizowano|oppdatert|uppdaterad|opdateret|päivitetty|güncelle/iu;
const PUBLISHED =
  /publi|posted|veröffentlicht|erschienen|发布|發布|发表|등록|입력|opublikowano|опубликован|julkaistu|yayın|first/iu;
const LABELLED = new RegExp(`(?:^|[\\s（(【|｜])${DATE_LABEL}\\s*[:：]?\\s*(?=[\\d昨今前一二〇零])`, 'u');
/** "Datum 28.04.2023" in a box of facts about the article. */
const LISTED = /^(?:Datum|Date|Fecha|Data|Erstellt|Published|Publication date)\s*:?\s*\d[\d./ -]{5,12}$/iu;
const LABEL_ONLY = new RegExp(`^${DATE_LABEL}\\s*[:：]$`, 'u');
const WESTERN_LABEL =
  /(?:published|posted|publication date|release date|date|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|last (?:updated|modified|reviewed)|updated|modified|aktualisiert|mis à jour|actualizado|aggiornato)(?:\s+(?:on|am|le|el|il|op))?\s*[:|–-]?\s*/giu;

/** Dates in the lines around the headline and, where labelled, after the body. */
function fromLines(facts: PageFacts, span: ArticleSpan, context: DateContext): Candidate[] {
  const found: Candidate[] = [];
  for (const line of facts.lines) {
    const distance = line.index - anchorOf(span);
    if (
      !isOwnZone(line, span) ||
      line.text.length > 300 ||
      !(
        /\d|[〇一二三四五六七八九]{4}年|昨天|前天|今天|yesterday/iu.test(line.text) ||
        LABEL_ONLY.test(line.text)
      )
    )
      continue;
    if (line.index === span.headline) continue;
    const next = LABEL_ONLY.test(line.text) ? facts.lines[line.index + 1] : undefined;
    const cell = next && next.text.length <= 40 ? parseDate(next.text, context) : undefined;
    if (cell && next && line.index < span.end) {
      found.push(
        lineDate(cell, next, /更新|修改/.test(line.text) ? 'modified' : 'published', 0.84, 'date.label-cell'),
      );
      continue;
    }
    const listed = LISTED.test(line.text) ? parseDate(line.text, context) : undefined;
    if (listed) found.push(lineDate(listed, line, 'published', 0.6, 'date.listed'));
    const labelled = LABELLED.exec(line.text);
    if (labelled) {
      const date = parseDate(line.text.slice(labelled.index + labelled[0].length), context);
      const late = line.index > span.end;
      if (date) {
        found.push(
          lineDate(
            date,
            line,
            /更新|修改|编辑于|수정/.test(labelled[0]) ? 'modified' : 'published',
            late ? 0.6 : 0.86,
            'date.label',
          ),
        );
        continue;
      }
    }
    if (
      distance < -10 ||
      (line.index > Math.max(span.start + 1, anchorOf(span) + 8) && line.index < span.end - 2) ||
      line.index > span.end + 4
    )
      continue;
    found.push(...bareDates(line, distance, span, context));
    if (found.length > 12) break;
  }
  return found;
}

function bareDates(line: PageLine, distance: number, span: ArticleSpan, context: DateContext): Candidate[] {
  const marks = [...line.text.matchAll(WESTERN_LABEL)];
  if (marks.length > 0 && line.text.length <= 200) {
    return marks.flatMap((mark) => {
      const date = parseDate(line.text.slice((mark.index ?? 0) + mark[0].length).slice(0, 45), context);
      if (!date || !startsWithDate(line.text.slice((mark.index ?? 0) + mark[0].length), date)) return [];
      return [lineDate(date, line, UPDATED.test(mark[0]) ? 'modified' : 'published', 0.8, 'date.label')];
    });
  }
  const date = parseDate(line.text, context);
  if (!date?.asPrinted) return [];
  const printed = date.asPrinted;
  const short = line.text.length - printed.length;
  const share = printed.length / line.text.length;
  const near = distance >= -4 && distance <= 8;
  // The line must be about the date: the date opens it, closes it or fills a good part of it.
  const bylineLike =
    share >= 0.22 ||
    short <= 40 ||
    line.segments.some((segment) => parseDate(segment, context) && segment.length <= printed.length + 12);
  if (!bylineLike || (line.text.length > 110 && share < 0.3)) return [];
  if (/[。！？]\s*\S/u.test(line.text) || date.precision === 'year') return [];
  const base = near ? 0.74 : distance < 0 ? 0.4 : line.index >= span.end - 2 ? 0.42 : 0.45;
  return [
    lineDate(
      date,
      line,
      UPDATED.test(line.text) && !PUBLISHED.test(line.text) ? 'modified' : 'published',
      base - Math.min(Math.abs(distance), 12) / 200,
      'date.line',
    ),
  ];
}

function startsWithDate(text: string, date: PartialDate): boolean {
  const at = text.normalize('NFKC').indexOf(date.asPrinted ?? '');
  return at >= 0 && at <= 18;
}

function lineDate(
  date: PartialDate,
  line: PageLine,
  kind: Candidate['kind'],
  confidence: number,
  rule: string,
): Candidate {
  return {
    date,
    kind,
    confidence,
    evidence: {
      kind: 'visible-text',
      rule,
      scope: 'work',
      quote: quoteOf(line.text),
      selector: { type: 'CssSelector', value: cssPath(line.element) },
    },
  };
}

const URL_DATE =
  /[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|t\d|$)|\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\//;

/** A day in the address is what the site filed it under: an inference, used only where nothing is stated. */
function fromUrl(facts: PageFacts): Candidate[] {
  const path = safePath(facts.url);
  const match = URL_DATE.exec(path);
  if (!match) return [];
  const date = parseDate(`${match[1] ?? match[4]}-${match[2] ?? match[5]}-${match[3] ?? match[6]}`);
  if (!date) return [];
  return [
    {
      date: { iso: date.iso, precision: 'day', asPrinted: match[0] },
      kind: 'published',
      confidence: 0.38,
      evidence: { kind: 'url', rule: 'url.date', scope: 'work', quote: match[0] },
    },
  ];
}

function safePath(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return '';
  }
}
