import { metaOf, type PageFacts, type PageLine } from './facts';
import { firstString } from './json-ld';
import { ORIGINAL_TITLE_LABEL } from './labels';
import { lineKind } from './line-kind';
import { proseSpan } from './span';
import { fold, HAN, isMostlyHan, plainText, squeeze } from './text';
import { domainLabel } from './url';

/** A text of the headline and where it stands. */
export interface HeadlinePart {
  text: string;
  rule: string;
  /** Absent where only `<title>`, meta or JSON-LD names it. */
  element?: Element;
}

export interface Headline {
  title: HeadlinePart;
  subtitle?: HeadlinePart;
  /** 原标题 as printed, without its label. */
  originalTitle?: HeadlinePart & { quote: string };
  /** What stood behind the title in `<title>`: channel and site names, last is the site. */
  suffixes: string[];
}

/**
 * Finds the headline, the subtitle and the 原标题. The element is matched against `<title>`, `og:title` and JSON-LD, so
 * that a plain `<div>` or `<font size=5>` is found as well as an `<h1>`; site suffixes are taken off.
 */
export function readHeadline(_document: Document, facts: PageFacts): Headline {
  const known = headlines.get(facts);
  if (known) return known;
  const read = findHeadline(facts);
  headlines.set(facts, read);
  return read;
}

const headlines = new WeakMap<PageFacts, Headline>();

function findHeadline(facts: PageFacts): Headline {
  const stated = statedTitles(facts);
  const { title, suffixes } = chooseTitle(facts, stated);
  const line = title.element
    ? facts.lines.find((l) => title.element?.contains(l.element) || l.element.contains(title.element as Node))
    : undefined;
  const originalTitle = readOriginalTitle(facts, title.text);
  const subtitle = readSubtitle(facts, title, line);
  return { title, suffixes, ...(subtitle ? { subtitle } : {}), ...(originalTitle ? { originalTitle } : {}) };
}

interface Stated {
  text: string;
  rule: string;
  /** For comparing. */
  folded: string;
  pairs: Set<string>;
}

function statedTitles(facts: PageFacts): Stated[] {
  const main = facts.mainEntity?.node;
  const from = (text: string | undefined, rule: string): Stated[] =>
    text && plainText(text) ? [statedOf(plainText(text), rule)] : [];
  return [
    ...from(metaOf(facts, 'articletitle', 'citation_title'), 'meta.article-title'),
    ...from(firstString(main?.headline), 'json-ld.headline'),
    ...from(metaOf(facts, 'og:title'), 'meta.og-title'),
    ...from(
      metaOf(facts, 'twitter:title', 'dc.title', 'dcterms.title', 'parsely-title', 'sailthru.title'),
      'meta.title',
    ),
    ...from(facts.documentTitle, 'title'),
  ];
}

function statedOf(text: string, rule: string): Stated {
  const folded = fold(text);
  return { text, rule, folded, pairs: pairsOf(folded) };
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i < text.length - 1; i += 1) pairs.add(text.slice(i, i + 2));
  return pairs;
}

const BAD_TITLE =
  /^(?:home|index|untitled|首页|新闻|新闻动态|正文|文章|详情|无标题.*|untitled document|404.*|error)$/iu;

function chooseTitle(facts: PageFacts, stated: Stated[]): { title: HeadlinePart; suffixes: string[] } {
  const documentCut = cutSuffix(facts.documentTitle, facts);
  let best = bestOf(headingCandidates(facts), stated, documentCut.title);
  // Lines are many and seldom needed: only where no heading agrees with what the head names.
  if (!best || best.score < 40) best = bestOf(lineCandidates(facts), stated, documentCut.title, best);
  const suffixes = best ? suffixesAfter(facts.documentTitle, best.part.text) : documentCut.suffixes;
  if (best && best.score >= 30) return { title: best.part, suffixes };
  const reworded = rewordedHeading(facts, stated);
  if (reworded) return { title: reworded, suffixes: documentCut.suffixes };
  const visible = isGeneric(documentCut.title, facts) ? headingAboveProse(facts) : undefined;
  if (visible) return { title: visible, suffixes: facts.documentTitle ? [facts.documentTitle] : [] };
  const named = stated.find(
    (s) => s.rule !== 'title' && !BAD_TITLE.test(s.text) && !isSiteName(s.text, facts),
  );
  if (named) {
    const cut = cutSuffix(named.text, facts);
    if (best && best.score >= 18 && !overlaps(cut.title, best.part.text))
      return { title: best.part, suffixes };
    return { title: { text: cut.title, rule: named.rule }, suffixes: documentCut.suffixes };
  }
  if (best && (best.score >= 12 || BAD_TITLE.test(documentCut.title) || !documentCut.title))
    return { title: best.part, suffixes };
  return {
    title: { text: documentCut.title || best?.part.text || '', rule: 'title' },
    suffixes: documentCut.suffixes,
  };
}

interface Scored {
  part: HeadlinePart;
  score: number;
}

function bestOf(
  candidates: Candidate[],
  stated: Stated[],
  cutTitle: string,
  before?: Scored,
): Scored | undefined {
  let best = before;
  for (const candidate of candidates) {
    const score = scoreHeading(candidate, stated, cutTitle);
    if (score > (best?.score ?? 0))
      best = { part: { text: candidate.text, rule: candidate.rule, element: candidate.element }, score };
  }
  return best;
}

/** The page's one `<h1>`, where the head says the same in other words: search engines get another title than readers. */
function rewordedHeading(facts: PageFacts, stated: Stated[]): HeadlinePart | undefined {
  const headings = facts.walk.headings.filter(
    ({ element, zone }) =>
      element.localName === 'h1' && (zone === 'main' || zone === 'head') && !isLogo(element),
  );
  const [only] = headings;
  if (!only || headings.length > 1) return undefined;
  const text = squeeze(only.element.textContent);
  if (text.length < 12 || text.length > 200 || isSiteName(text, facts)) return undefined;
  const words = wordsOf(text);
  const shares = stated.some((s) => {
    const others = wordsOf(s.text);
    const shared = [...words].filter((word) => others.has(word)).length;
    return shared >= 2 && shared / Math.min(words.size, others.size) >= 0.3;
  });
  return shares ? { text, rule: 'h1.reworded', element: only.element } : undefined;
}

/** Words of four letters and more, and numbers. */
function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}|\d{2,}/gu) ?? []);
}

/** `<title>` of old pages often names the channel or the site and not the article. */
function isGeneric(title: string, facts: PageFacts): boolean {
  if (!title || BAD_TITLE.test(title)) return true;
  if (!HAN.test(title)) return false;
  return title.split(SPLIT).every((part) => isGenericPart(squeeze(part), facts));
}

function isGenericPart(part: string, facts: PageFacts): boolean {
  if (part.length <= 5 || isSiteName(part, facts)) return true;
  return (
    part.length <= 14 &&
    /(?:网|官网|频道|动态|新闻|学会|大学|公司|中心|娱乐|首页|门户|资讯|政府|栏目|专栏)$/u.test(part)
  );
}

/** The line that stands as a headline above the first prose: by its tag, its class, or by how it is set. */
function headingAboveProse(facts: PageFacts): HeadlinePart | undefined {
  const { start } = proseSpan(facts, -1);
  let best: { line: PageLine; score: number } | undefined;
  for (const line of facts.lines.slice(Math.max(0, start - 8), start)) {
    if (
      line.text.length < 5 ||
      line.text.length > 80 ||
      line.zone === 'nav' ||
      line.hidden ||
      /[。>＞]|[:：]$/u.test(line.text) ||
      lineKind(line.text)
    )
      continue;
    const score = headingLook(line) - line.index / 1000;
    if (score > (best?.score ?? 0)) best = { line, score };
  }
  return best ? { text: best.line.text, rule: 'title.above-prose', element: best.line.element } : undefined;
}

function headingLook(line: PageLine): number {
  const { element } = line;
  const label = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (/^h[1-6]$/.test(element.localName)) return 10;
  if (/title|tit(?:$|[\s_-])|headline|biaoti/i.test(label)) return 8;
  if (line.linked) return 0;
  const set = element.querySelector('strong, b, font[size]');
  if (set && squeeze(set.textContent) === line.text) return 6;
  if (/center/i.test(`${element.getAttribute('align') ?? ''} ${element.getAttribute('style') ?? ''}`))
    return 4;
  return 2;
}

function overlaps(a: string, b: string): boolean {
  const x = fold(a);
  const y = fold(b);
  return x !== '' && y !== '' && (x.includes(y) || y.includes(x));
}

interface Candidate {
  text: string;
  rule: string;
  element: Element;
  level: number;
  order: number;
  zone: string;
  named: boolean;
}

function headingCandidates(facts: PageFacts): Candidate[] {
  const { walk } = facts;
  const found: Candidate[] = [];
  const add = (
    element: Element,
    rule: string,
    level: number,
    order: number,
    zone: string,
    named: boolean,
  ) => {
    const text = squeeze(element.textContent);
    if (text.length < 2 || text.length > 300) return;
    if (isLogo(element)) return;
    found.push({ text, rule, element, level, order, zone, named });
  };
  for (const { element, line, zone } of walk.headings.slice(0, 40)) {
    add(
      element,
      element.localName,
      Number(element.localName[1]),
      line,
      zone,
      TITLE_NAME.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''}`),
    );
  }
  for (const { element, line, zone } of walk.named.title.slice(0, 60)) {
    if (/^h[1-6]$/.test(element.localName) || element.localName === 'a') continue;
    add(element, 'title.class', 7, line, zone, true);
  }
  return found;
}

function lineCandidates(facts: PageFacts): Candidate[] {
  const found: Candidate[] = [];
  for (const line of facts.lines.slice(0, 250)) {
    if (line.text.length >= 4 && line.text.length <= 120)
      found.push({
        text: line.text,
        rule: 'title.line',
        element: line.element,
        level: 8,
        order: line.index,
        zone: line.zone,
        named: false,
      });
  }
  return found;
}

const TITLE_NAME = /title|headline|tit\b|name/i;

function isLogo(element: Element): boolean {
  const label = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (/logo|site-?(?:title|name)|channel|branding/i.test(label)) return true;
  const parent = element.parentElement;
  return parent
    ? /logo|site-?(?:title|name)|branding/i.test(
        `${parent.getAttribute('class') ?? ''} ${parent.getAttribute('id') ?? ''}`,
      )
    : false;
}

/** How well an element's text agrees with what head and JSON-LD name; a heading alone is worth a little. */
function scoreHeading(candidate: Candidate, stated: Stated[], cutTitle: string): number {
  const text = fold(candidate.text);
  if (text.length < 2) return 0;
  let agreement = 0;
  for (const { folded: other, pairs, rule } of stated) {
    if (!other) continue;
    if (other === text) agreement = Math.max(agreement, 40);
    else if (rule === 'title' || rule === 'meta.og-title' || rule === 'meta.title') {
      if (other.startsWith(text) && text.length >= Math.min(6, other.length * 0.3))
        agreement = Math.max(
          agreement,
          fold(cutTitle) === text ? 40 : text.length * 2 >= other.length ? 36 : 24,
        );
      else if (other.endsWith(text) && text.length * 2 >= other.length) agreement = Math.max(agreement, 30);
      else if (text.startsWith(other) && other.length * 10 >= text.length * 6)
        agreement = Math.max(agreement, 30);
    }
    if (agreement < 22 && similar(text, other, pairs) >= 0.75) agreement = Math.max(agreement, 26);
  }
  const zone =
    candidate.zone === 'main' || candidate.zone === 'head'
      ? 0
      : candidate.zone === 'nav' || candidate.zone === 'footer'
        ? -15
        : -8;
  const level =
    candidate.level === 1
      ? 16
      : candidate.level <= 3
        ? 8 - candidate.level
        : candidate.level < 7
          ? 2
          : candidate.named
            ? 1
            : -4;
  const bare = agreement === 0 && candidate.level > 1 ? -6 : 0;
  return agreement + level + zone + bare + (candidate.named ? 2 : 0) - Math.min(candidate.order / 400, 3);
}

/** Share of the shorter text's character pairs that the longer one has too. */
function similar(a: string, b: string, pairs: Set<string>): number {
  if (a.length < 4 || b.length < 4 || a.length > b.length * 2 || b.length > a.length * 2) return 0;
  let shared = 0;
  for (let i = 0; i < a.length - 1; i += 1) if (pairs.has(a.slice(i, i + 2))) shared += 1;
  return shared / (Math.max(a.length, b.length) - 1);
}

const SPLIT =
  /\s{0,9}(?:_{1,3}|--+|\s[-–—|:·•]\s|[–—]|\||｜|»|›|«|\s::\s|(?<=[\p{Script=Han}？！?!”」』》）)])-(?=\p{Script=Han}))\s*/u;

/** Takes channel and site names off the end (or, `Site » Section » Title`, off the front) of a `<title>`. */
export function cutSuffix(
  full: string,
  facts: Pick<PageFacts, 'meta' | 'url'>,
): { title: string; suffixes: string[] } {
  const parts = full.split(SPLIT).map(squeeze).filter(Boolean);
  if (parts.length < 2) return { title: full, suffixes: [] };
  if (/[»›]/.test(full) && parts.length >= 2) {
    const last = parts[parts.length - 1] ?? full;
    if (isSiteName(parts[0] ?? '', facts)) return { title: last, suffixes: parts.slice(0, -1).reverse() };
  }
  if (isSiteName(parts[0] ?? '', facts) && !isSiteName(parts[parts.length - 1] ?? '', facts)) {
    const rest = full.slice(full.indexOf(parts[1] ?? ''));
    return { title: rest, suffixes: [parts[0] ?? ''] };
  }
  let keep = parts.length;
  while (keep > 1 && isSuffix(parts, keep, full, facts)) keep -= 1;
  if (keep === parts.length) return { title: full, suffixes: [] };
  const kept = parts[keep - 1] ?? '';
  return {
    title: squeeze(full.slice(0, full.indexOf(kept, prefixLength(full, parts, keep - 1)) + kept.length)),
    suffixes: parts.slice(keep),
  };
}

function prefixLength(full: string, parts: string[], count: number): number {
  let at = 0;
  for (const part of parts.slice(0, count)) at = full.indexOf(part, at) + part.length;
  return at;
}

function isSuffix(
  parts: string[],
  keep: number,
  full: string,
  facts: Pick<PageFacts, 'meta' | 'url'>,
): boolean {
  const tail = parts[keep - 1] ?? '';
  const head = parts.slice(0, keep - 1).join(' ');
  if (isSiteName(tail, facts)) return true;
  if (isMostlyHan(full) || HAN.test(full))
    return tail.length <= 16 && head.length >= Math.min(tail.length, 5);
  const tailWords = tail.split(' ').length;
  const headWords = head.split(' ').length;
  // Only the first cut may be a guess: "Title - a longer thought" must keep its thought.
  return keep === parts.length && tailWords <= 4 && headWords >= 3 && headWords > tailWords;
}

function isSiteName(text: string, facts: Pick<PageFacts, 'meta' | 'url'>): boolean {
  const folded = fold(text);
  if (!folded) return false;
  const names = [
    ...(facts.meta.get('og:site_name') ?? []),
    ...(facts.meta.get('application-name') ?? []),
    ...(facts.meta.get('apple-mobile-web-app-title') ?? []),
  ].map(fold);
  if (
    names.some(
      (name) =>
        name &&
        (name === folded ||
          (name.length > 3 &&
            (folded === `the${name}` ||
              `the${folded}` === name ||
              (folded.startsWith(name) && folded.length <= name.length + 4)))),
    )
  )
    return true;
  const label = fold(domainLabel(facts.url));
  if (label.length < 3) return false;
  return (
    folded === label || folded.replace(/(?:com|net|org|de|cn)$/, '') === label || folded === `the${label}`
  );
}

function suffixesAfter(documentTitle: string, title: string): string[] {
  const at = documentTitle.indexOf(title);
  if (at < 0) return [];
  return documentTitle
    .slice(at + title.length)
    .split(SPLIT)
    .map((s) => squeeze(s.replace(/^[\s_|–—-]+|[\s_|–—-]{1,40}$/g, '')))
    .filter(Boolean);
}

const ORIGINAL = new RegExp(
  `^[（(【\\[]?\\s{0,9}${ORIGINAL_TITLE_LABEL}\\s{0,9}(?:[:：]|为|是)?\\s{0,9}[“"「《]?(.{2,120}?)[”"」》]?\\s{0,9}[）)】\\]]?\\s{0,9}。?$`,
  'u',
);

const ORIGINAL_START = new RegExp(
  `^[（(【\\[]?\\s{0,9}${ORIGINAL_TITLE_LABEL}\\s{0,9}(?:[:：]|为|是)?\\s{0,9}`,
  'u',
);
const ORIGINAL_STATED = new RegExp(
  `^[（(]?${ORIGINAL_TITLE_LABEL}\\s{0,9}[:：]\\s{0,9}(.{4,80}?)(?:[）)]|\\s|$)`,
  'u',
);

function readOriginalTitle(facts: PageFacts, title: string): Headline['originalTitle'] {
  for (const line of facts.lines) {
    if (line.text.length > 140 || !/原[标題题文]/.test(line.text)) continue;
    const match = ORIGINAL.exec(line.text);
    if (!match?.[1]) continue;
    // Quote marks belong to the title where they close a quotation inside it.
    const raw = line.text.replace(ORIGINAL_START, '');
    const text = unwrap(/^[（(【[]/.test(line.text) ? raw.replace(/[）)】\]]\s*$/u, '') : raw);
    if (text.length >= 2) return { text, rule: 'zh.original-title', element: line.element, quote: line.text };
  }
  for (const meta of ['description', 'og:description']) {
    const found = ORIGINAL_STATED.exec(facts.meta.get(meta)?.[0] ?? '');
    if (found?.[1] && fold(found[1]) !== fold(title))
      return { text: found[1], rule: 'zh.original-title.meta', quote: found[0] };
  }
  return undefined;
}

function unwrap(text: string): string {
  const pairs: readonly [string, string][] = [
    ['《', '》'],
    ['「', '」'],
    ['“', '”'],
  ];
  for (const [open, close] of pairs) {
    if (text.startsWith(open) && text.endsWith(close) && !text.slice(1, -1).includes(open))
      return text.slice(1, -1);
  }
  return text;
}

const SUBTITLE_NAME =
  /(?:^|[\s_-])(?:sub-?(?:title|head(?:line|ing)?|tit)?|standfirst|dek|deck|lede?|lead|excerpt|kicker-?sub|fu(?:biao|ti)|abstract|intro|teaser-?text|summary|description)(?:$|[\s_-])/i;

/** 副题, standfirst or the bold opening paragraph that only sums up (the founding page). */
function readSubtitle(
  facts: PageFacts,
  title: HeadlinePart,
  titleLine: PageLine | undefined,
): HeadlinePart | undefined {
  if (!titleLine) return undefined;
  const from = titleLine.index;
  let prose = 0;
  for (const line of facts.lines.slice(from + 1, from + 14)) {
    if (prose > 1 || line.zone === 'nav' || line.zone === 'aside' || line.zone === 'footer') break;
    if (title.element?.contains(line.element) || line.hidden) continue;
    if (fold(line.text) === fold(title.text)) continue;
    const label = `${line.element.getAttribute('class') ?? ''} ${line.element.getAttribute('itemprop') ?? ''} ${line.element.parentElement?.getAttribute('class') ?? ''}`;
    const shortest = HAN.test(line.text) ? 4 : 8;
    if (line.text.length >= shortest && line.text.length <= 400 && SUBTITLE_NAME.test(label) && !line.linked)
      return { text: line.text, rule: 'subtitle.class', element: line.element };
    if (isBoldLead(line)) return { text: line.text, rule: 'subtitle.bold-lead', element: line.element };
    if (line.text.length > 120) prose += 1;
  }
  return undefined;
}

/** A paragraph that is bold as a whole, longer than a section heading, and does not end as a sentence does. */
function isBoldLead(line: PageLine): boolean {
  if (line.text.length < 24 || line.text.length > 200 || /[。！？.!?]$/.test(line.text)) return false;
  const bold = line.element.querySelector('strong, b');
  return bold !== null && squeeze(bold.textContent) === line.text;
}
