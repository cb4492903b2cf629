import type { Agent } from '../model/source';
import type { PageFacts, PageLine, Placed } from '../page/facts';
import { lineKind } from '../page/line-kind';
import { agentOf, isPersonName } from '../page/names';
import { type ArticleSpan, isOwnZone } from '../page/span';
import { cssPath, fold, HAN, quoteOf, spacedText } from '../page/text';
import { isCheckedBy, parseByline } from './byline';
import { type Channel, unique } from './creator-channel';
import { type Place, zhBylineOf } from './zh-bylines';

/** Authors that the page prints: `rel=author`, byline elements, lines of text (rights.md 1.6, 1.7). */
export function printedChannels(facts: PageFacts, span: ArticleSpan, title: string): Channel[] {
  return [
    ...fromRel(facts, span),
    ...fromClass(facts, span),
    ...fromAccount(facts, span),
    ...fromText(facts, span, title),
    ...fromBio(facts, span),
  ];
}

interface Found {
  agents: Agent[];
  element: Element;
  line: number;
}

/** Neighbouring finds are one byline; what stands further off (a checker, a bio) is another's. */
function bundle(found: Found[], confidence: number, rule: string): Channel[] {
  const first = found[0];
  if (!first) return [];
  const near = found.filter((f) => Math.abs(f.line - first.line) <= 3);
  return [
    {
      agents: unique(near.flatMap((f) => f.agents)),
      confidence,
      printed: true,
      evidence: {
        kind: 'byline',
        rule,
        scope: 'work',
        quote: quoteOf(spacedText(first.element)),
        selector: { type: 'CssSelector', value: cssPath(first.element) },
      },
    },
  ];
}

function isNear(line: number, span: ArticleSpan): boolean {
  if (span.headline < 0) return line <= span.start + 6;
  return line >= span.headline - 10 && line <= Math.max(span.headline + 25, span.start + 3);
}

/** Outside the article, unless it stands right at the headline. */
function isForeign(
  { zone, line }: { zone: Placed['zone']; line: number },
  facts: PageFacts,
  span: ArticleSpan,
): boolean {
  if (zone === 'main' || zone === 'head' || zone === 'caption') return false;
  const own = facts.lines[line];
  return !own || zone === 'nav' || zone === 'comments' || !isOwnZone(own, span);
}

function fromRel(facts: PageFacts, span: ArticleSpan): Channel[] {
  const found: Found[] = [];
  for (const link of facts.links) {
    if (link.element.localName !== 'a' || !link.rel.includes('author')) continue;
    if (
      !isNear(link.line, span) ||
      isForeign(link, facts, span) ||
      isCheckedBy(facts.lines[link.line], facts.lines[link.line - 1], spacedText(link.element))
    )
      continue;
    const agents = parseByline(spacedText(link.element), { loose: true });
    if (agents.length > 0) found.push({ agents, element: link.element, line: link.line });
    if (found.length > 6) break;
  }
  return bundle(found, 0.8, 'rel.author');
}

const BIO =
  /bio|about|box|card|avatar|image|photo|social|role|job|link-?list|follow|more|count|date|time|comment|description|info-?text/i;
const AUTHOR_CLASS = /author|byline|writer|autor|auteur|redakteur|journalist|reporter|contributor|verfasser/i;

/** Elements whose class says author or byline: near the headline, else the author's box below the text. */
function fromClass(facts: PageFacts, span: ArticleSpan): Channel[] {
  const near = classFinds(facts, span, (placed) => isNear(placed.line, span));
  const below =
    near.length > 0
      ? []
      : classFinds(
          facts,
          span,
          (placed) => placed.line > span.end - 2 && placed.line <= span.end + 25,
          /name|title|byline/i,
        );
  return [...bundle(near, 0.7, 'byline.class'), ...bundle(below, 0.52, 'byline.box')];
}

function classFinds(
  facts: PageFacts,
  span: ArticleSpan,
  isThere: (placed: Placed) => boolean,
  needed?: RegExp,
): Found[] {
  const found: (Found & { score: number })[] = [];
  for (const placed of facts.walk.named.author) {
    const { element, line } = placed;
    if (!isThere(placed) || isForeign(placed, facts, span)) continue;
    if (element.localName === 'a' && element.querySelector('img')) continue;
    const label = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
    if (needed && !needed.test(label)) continue;
    const text = spacedText(element);
    if (text.length < 2 || text.length > 160) continue;
    if (found.some((f) => f.element.contains(element) && f.agents.length === 1)) continue;
    if (isCheckedBy(facts.lines[line], facts.lines[line - 1], text)) continue;
    const agents = classAgents(element, text, label);
    if (agents.length === 0) continue;
    found.push({
      agents,
      element,
      line,
      score: (/name|byline/i.test(label) ? 2 : 0) - (BIO.test(label) ? 1 : 0),
    });
    if (found.length > 12) break;
  }
  const best = Math.max(...found.map((f) => f.score));
  return found.filter((f) => f.score === best).slice(0, 6);
}

const ACCOUNT = /\/(?:u|users?|people|profile|space|member)\/[^/?#]+\/?(?:[?#]|$)|\/@[^/?#]+\/?(?:[?#]|$)/i;
const FOLLOW =
  /^\+?\s*(?:关注(?:作者|ta|他|她)?|關注|追蹤|追踪|フォロー(?:する)?|follow|folgen|suivre|seguir)$/i;

/** On platforms without a byline: the account between headline and text, named by its link, that one can follow. */
function fromAccount(facts: PageFacts, span: ArticleSpan): Channel[] {
  if (span.headline < 0) return [];
  for (const placed of facts.walk.anchors) {
    const { element, line } = placed;
    if (line <= span.headline || line >= span.start || isForeign(placed, facts, span)) continue;
    const name = spacedText(element);
    if (name.length < 2 || name.length > 30 || FOLLOW.test(name)) continue;
    if (!ACCOUNT.test(element.getAttribute('href') ?? '') || !canBeFollowed(element)) continue;
    return bundle([{ agents: [agentOf(name, 'author')], element, line }], 0.65, 'byline.account');
  }
  return [];
}

/** Whether a button to follow stands in the same small box. */
function canBeFollowed(element: Element): boolean {
  let box = element.parentElement;
  for (let up = 0; box && up < 3; up++, box = box.parentElement) {
    if (box.querySelector('h1, p')) return false;
    if ([...box.querySelectorAll('button, [role=button], a')].some((b) => FOLLOW.test(spacedText(b))))
      return true;
  }
  return false;
}

function classAgents(element: Element, text: string, label: string): Agent[] {
  const links = [...element.querySelectorAll('a')]
    .map(spacedText)
    .filter((t) => isPersonName(t) && !isCheckedBy(undefined, undefined, text.slice(0, text.indexOf(t))));
  if (links.length > 0 && !/review|check|edit(?:ed|or)/i.test(text))
    return unique(links.flatMap((t) => parseByline(t)));
  const loose =
    !HAN.test(text) &&
    (/^(?:by|von|par|por)\b/iu.test(text) || (AUTHOR_CLASS.test(label) && /name/i.test(label)));
  return parseByline(text, { loose });
}

const WESTERN =
  /^(?:(?:written|reported|story|words|text|article|posted|published|authored|interview|recommended)\s+by|by|von|par|por|di|door|av|af|autorin\/autor|autor(?:in)?|auteur|autore|author|contributors?(?=\s*:)|автор|текст|text)\s{0,9}[:：]?\s+\S/iu;
const POSTED = /\b(?:posted|published|written)\b.{0,40}\bby\s+(.{2,60})$/iu;
const WRITTEN =
  /\b(?:post|article|blog|piece|story|guide)\b.{0,20}\b(?:was )?(?:written|authored|contributed) by\s+(.{2,60}?)(?:[,.;(]|$)/iu;

/** Bylines in text: "By …" under the headline; Chinese labels, bracketed reporters in the first and last paragraphs. */
function fromText(facts: PageFacts, span: ArticleSpan, title: string): Channel[] {
  const zh: Channel[] = [];
  const western: { channel: Channel; distance: number }[] = [];
  const lastProse = lastProseLine(facts, span);
  for (const line of facts.lines) {
    if (line.hidden || !isOwnZone(line, span)) continue;
    const place = line.index === span.headline ? undefined : placeOf(line.index, span, lastProse);
    if (!place || (place !== 'body' && fold(line.text) === fold(title))) continue;
    if (HAN.test(line.text)) {
      const found = zhBylineOf(line, place, facts.lines[line.index + 1]);
      if (found && !(found.rule === 'zh.byline.name' && isTooFar(line, span)))
        zh.push(channelOf(found.agents, line, found.rule, found.confidence));
      continue;
    }
    const found = westernLine(line, place);
    if (found) western.push({ channel: found, distance: Math.abs(line.index - span.headline) });
  }
  const nearest = western.sort(
    (a, b) => a.distance - b.distance || b.channel.confidence - a.channel.confidence,
  )[0];
  return [...mergeText(zh), ...(nearest ? [nearest.channel] : [])];
}

/** "by amanda · Dec 20", "By Stefan": a loose name needs the marks of an info line, or to be all there is. */
function isAboutByline(text: string): boolean {
  return (
    /\s[|·•⋅●–—]\s|\b(?:19|20)\d{2}\b|\bmin(?:ute)?s? read/iu.test(text) ||
    /^(?:(?:written|posted|published) )?(?:by|von|par|por)\s{0,9}:?\s+\p{Lu}[\p{L}\d]{1,20}$/iu.test(text)
  );
}

function westernLine(line: PageLine, place: Place): Channel | undefined {
  if (place === 'head' && line.text.length <= 160 && WESTERN.test(line.text)) {
    const agents = parseByline(line.text, { loose: isAboutByline(line.text) });
    return agents.length > 0 ? channelOf(agents, line, 'byline.text', 0.66) : undefined;
  }
  const posted = place === 'head' && line.text.length <= 160 ? POSTED.exec(line.text) : null;
  if (posted?.[1]) {
    const agents = parseByline(`by ${posted[1]}`, { loose: true });
    if (agents.length > 0) return channelOf(agents, line, 'byline.posted', 0.64);
  }
  if (place === 'body') return undefined;
  const written = line.text.length <= 300 ? WRITTEN.exec(line.text) : null;
  const agents = written?.[1]
    ? parseByline(`by ${written[1]}`)
    : /^aut(?:or|h)/i.test(line.text) && line.text.length <= 80 && WESTERN.test(line.text)
      ? parseByline(line.text)
      : [];
  return agents.length > 0 ? channelOf(agents, line, 'byline.written', 0.58) : undefined;
}

const BIO_LINE =
  /^(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}.'’-]*){1,3})\s(?:is|was|has been|has|covers|writes|works|ist|schreibt|est|es)\s(?:an?|the|our|about|for|as|ein|eine|der|die|une?|el|la|been|over|more)\b/u;

/** A line under the headline that is a name, where a line about that person follows the text. */
function fromBio(facts: PageFacts, span: ArticleSpan): Channel[] {
  for (const line of facts.lines.slice(Math.max(0, Math.round((span.start + span.end) / 2)))) {
    const name = BIO_LINE.exec(line.text.slice(0, 120))?.[1];
    if (!name || line.zone === 'comments' || line.zone === 'footer') continue;
    const head = facts.lines.find(
      (l) =>
        l.index > span.headline - 6 &&
        l.index < Math.max(span.headline + 10, span.start + 2) &&
        l.zone !== 'nav' &&
        (l.text === name || l.text === `By ${name}`),
    );
    if (head)
      return [channelOf(parseByline(name, { loose: true }), head, 'byline.name-with-bio', 0.6)].filter(
        (c) => c.agents.length > 0,
      );
  }
  return [];
}

function channelOf(agents: Agent[], line: PageLine, rule: string, confidence: number): Channel {
  return {
    agents: unique(agents),
    confidence,
    printed: true,
    evidence: {
      kind: 'byline',
      rule,
      scope: 'work',
      quote: quoteOf(line.text),
      selector: { type: 'TextQuoteSelector', exact: quoteOf(line.text) },
    },
  };
}

function placeOf(index: number, span: ArticleSpan, lastProse: number): Place | undefined {
  if (index >= lastProse && index > span.start + 1 && index <= span.end + 12) return 'tail';
  if (index > span.headline - 8 && index <= Math.max(span.headline + 12, span.start + 2)) return 'head';
  return index > span.headline && index <= span.end ? 'body' : undefined;
}

/** A few lines before the last one that ends as a sentence or a bracket ends; what follows it is furniture. */
function lastProseLine(facts: PageFacts, span: ArticleSpan): number {
  for (let i = span.end; i > span.start; i -= 1) {
    const line = facts.lines[i];
    if (
      line &&
      (line.zone === 'main' || line.zone === 'head') &&
      line.text.length >= 40 &&
      /[。！？”）).!?]$/u.test(line.text) &&
      !lineKind(line.text)
    )
      return Math.max(span.start, i - 10);
  }
  return span.end - 3;
}

/** A bare name is a byline only right below the headline. */
function isTooFar(line: PageLine, span: ArticleSpan): boolean {
  return span.headline < 0 || line.index - span.headline > 3 || line.linked;
}

/** Several Chinese bylines (作者：甲 above, 通讯员 乙 below) are one list. */
function mergeText(channels: Channel[]): Channel[] {
  const best = Math.max(0, ...channels.map((c) => c.confidence));
  const strong = channels.filter((c) => c.confidence >= best - 0.03);
  const first = strong[0];
  if (!first || strong.length === 1) return channels;
  return [
    { ...first, agents: unique(strong.flatMap((c) => c.agents)) },
    ...channels.filter((c) => !strong.includes(c)),
  ];
}
