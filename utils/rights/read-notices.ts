import type { Claim, Evidence } from '../model/claim';
import { metaOf, type PageFacts, type PageLine } from '../page/facts';
import { firstString } from '../page/json-ld';
import { cssPath, plainText, quoteOf, squeeze } from '../page/text';
import {
  ALL_RIGHTS,
  COPYRIGHT_LINE,
  DISCLAIMER,
  OWNER_ELSEWHERE,
  PERMITTED,
  PROHIBITED,
  TAKEDOWN,
} from './notice-patterns';

export type NoticeKind =
  | 'copyright'
  | 'all-rights'
  | 'prohibition'
  | 'permission'
  | 'owner-elsewhere'
  | 'disclaimer'
  | 'takedown'
  | 'original';

/** One statement about rights, word for word, and what it says. */
export interface Notice {
  text: string;
  kinds: NoticeKind[];
  evidence: Evidence;
  confidence: number;
}

interface Article {
  headline: number;
  start: number;
  end: number;
}

/** Every statement about rights on the page, in order: © lines, prohibitions, permissions, disclaimers, 声明. */
export function readNotices(facts: PageFacts, article: Article): Notice[] {
  const notices: Notice[] = [];
  const skipped = new Set<number>();
  for (const line of facts.lines) {
    if (skipped.has(line.index) || line.zone === 'comments' || line.text.length > 1500) continue;
    const { text, used } = joined(facts.lines, line);
    const kinds = kindsOf(text, line, article);
    if (kinds.length === 0) continue;
    for (const index of used) skipped.add(index);
    notices.push({
      text,
      kinds,
      confidence: 0.95,
      evidence: {
        kind: line.zone === 'footer' || line.index > article.end + 20 ? 'footer' : 'visible-text',
        rule: `notice.${kinds[0]}`,
        scope: scopeOfNotice(line, article),
        quote: quoteOf(text),
        selector: { type: 'CssSelector', value: cssPath(line.element) },
      },
    });
    if (notices.length > 40) break;
  }
  return [...notices, ...fromMeta(facts), ...fromJsonLd(facts), ...originals(facts, article)];
}

/** 「声明：」 alone in its line belongs with the text that follows; 「©」 alone with its holder. */
function joined(lines: readonly PageLine[], line: PageLine): { text: string; used: number[] } {
  const next = lines[line.index + 1];
  const openEnded =
    /^(?:[【[（(]?\s*(?:特别|郑重|免责|版权|重要)?声明\s{0,9}[】\]）)]?\s*[:：]?|©|\(c\)|copyright(?:\s*©)?(?:\s*\d{4}(?:\s*[-–~]\s*\d{4})?)?)$/iu.test(
      line.text,
    );
  if (openEnded && next && next.text.length <= 1200 && next.zone === line.zone)
    return { text: squeeze(`${line.text} ${next.text}`), used: [line.index, next.index] };
  return { text: line.text, used: [line.index] };
}

/** Prose may speak of copyright; only a line outside the article's prose, or one with the form of a notice, states it. */
function kindsOf(text: string, line: PageLine, article: Article): NoticeKind[] {
  if (text.length < 4) return [];
  // The last lines of the text may be notices, where they are no longer than notices are.
  const inText = line.index > article.headline && line.index <= article.end && line.zone === 'main';
  const inside = inText && (line.index < article.end - 2 || line.text.length > 140);
  if (line.zone === 'caption' || (inside && !statesItself(text))) return [];
  const kinds: NoticeKind[] = [];
  if (OWNER_ELSEWHERE.test(text)) kinds.push('owner-elsewhere');
  if (PROHIBITED.test(text)) kinds.push('prohibition');
  if (PERMITTED.test(text)) kinds.push('permission');
  if (ALL_RIGHTS.test(text)) kinds.push('all-rights');
  if (DISCLAIMER.test(text)) kinds.push('disclaimer');
  if (TAKEDOWN.test(text)) kinds.push('takedown');
  if (COPYRIGHT_LINE.test(text) && text.length <= 400) kinds.push('copyright');
  if (kinds.length === 0) return [];
  if (
    line.linked &&
    text.length <= 30 &&
    !/[©]|版权所有|reserved|reservad|vorbehalten|réservés|禁止|不得|请注明/iu.test(text)
  )
    return [];
  return kinds;
}

/** Inside the article a notice is short or opens as one (声明：, ©, 本文…, 未经…). */
function statesItself(text: string): boolean {
  if (
    text.length <= 80 &&
    /^(?:[【[（(*※]?\s*(?:特别|郑重|免责|版权)?声明|©|copyright|本文|未经|转载|版权|图片|部分|all rights|alle rechte)/iu.test(
      text,
    )
  )
    return true;
  return (
    /^[【[（(*※]?\s*(?:特别|郑重|免责|版权|重要)?(?:声明|申明)[】\]）)]?\s*[:：]/u.test(text) ||
    (text.length <= 120 && /未经.{0,20}(?:授权|许可).{0,20}(?:不得|禁止)/u.test(text))
  );
}

function scopeOfNotice(line: PageLine, article: Article): Evidence['scope'] {
  if (line.zone === 'footer' || line.index > article.end + 20) return 'site';
  if (/本文|本作品|this article|this story|dieser artikel/iu.test(line.text)) return 'work';
  return line.index >= article.headline && line.index <= article.end + 20 ? 'page' : 'site';
}

function fromMeta(facts: PageFacts): Notice[] {
  const found: Notice[] = [];
  for (const name of [
    'copyright',
    'dc.rights',
    'dcterms.rights',
    'dc:rights',
    'rights',
    'dcterms.rightsholder',
    'prism.copyright',
  ]) {
    const text = metaOf(facts, name);
    if (!text || /^https?:/.test(text) || text.length < 3) continue;
    const kinds: NoticeKind[] = [];
    if (PROHIBITED.test(text)) kinds.push('prohibition');
    if (ALL_RIGHTS.test(text)) kinds.push('all-rights');
    kinds.push('copyright');
    found.push({
      text,
      kinds,
      confidence: 0.5,
      evidence: { kind: 'meta', rule: `meta.${name}`, scope: 'site', quote: quoteOf(text) },
    });
  }
  return found;
}

function fromJsonLd(facts: PageFacts): Notice[] {
  const text = plainText(firstString(facts.mainEntity?.node.copyrightNotice) ?? '');
  if (!text || !facts.mainEntity) return [];
  const kinds: NoticeKind[] = [...(ALL_RIGHTS.test(text) ? ['all-rights' as const] : []), 'copyright'];
  return [
    {
      text,
      kinds,
      confidence: 0.9,
      evidence: {
        kind: 'json-ld',
        rule: 'json-ld.copyrightNotice',
        scope: 'work',
        quote: quoteOf(text),
        selector: {
          type: 'x-JsonPointer',
          value: `${facts.mainEntity.pointer}/copyrightNotice`,
          script: facts.mainEntity.script,
        },
      },
    },
  ];
}

const ORIGINAL = /^(?:本站|本网|独家|优质)?原创(?:作者|文章|首发)?$|^本文(?:系|为|由).{0,30}原创.{0,20}$/u;

/** 原创 badges beside the headline; in a navigation the word is only a column's name. */
function originals(facts: PageFacts, article: Article): Notice[] {
  for (const line of facts.lines.slice(Math.max(0, article.headline - 3), article.headline + 14)) {
    if (line.zone === 'nav' || line.zone === 'footer') continue;
    for (const segment of [line.text, ...line.segments]) {
      const text = squeeze(segment.replace(/^(?:来源|稿源)\s*[:：]\s*/u, ''));
      if (!ORIGINAL.test(text)) continue;
      return [
        {
          text,
          kinds: ['original'],
          confidence: 0.7,
          evidence: {
            kind: 'visible-text',
            rule: 'zh.original',
            scope: 'work',
            quote: quoteOf(line.text),
            selector: { type: 'CssSelector', value: cssPath(line.element) },
          },
        },
      ];
    }
  }
  return [];
}

/** A notice as a claim. */
export function noticeClaim(notice: Notice): Claim<string> {
  return { value: notice.text, status: 'stated', confidence: notice.confidence, evidence: [notice.evidence] };
}
