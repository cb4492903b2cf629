import type { Claim, Evidence } from '../model/claim';
import type { Agent, AgentRole } from '../model/source';
import type { PageFacts, PageLine } from '../page/facts';
import type { Headline } from '../page/headline';
import { asArray, firstString, isRecord } from '../page/json-ld';
import { EDITOR_LABEL } from '../page/labels';
import { lineKind } from '../page/line-kind';
import { agentOf, isPersonName, personAgent, sameName, zhName } from '../page/names';
import type { ArticleSpan } from '../page/span';
import { cssPath, fold, HAN, plainText, quoteOf, squeeze } from '../page/text';
import { isRejected, siteNames } from './author-filter';
import { parseByline, structuredAuthors } from './byline';
import { type Place, zhBylineOf } from './zh-bylines';

/** One place that names authors, with all the names it gives. */
interface Channel {
  agents: Agent[];
  confidence: number;
  evidence: Evidence;
}

/**
 * Who made the article, each with the role: authors and reporters from structured data, byline elements and labelled or
 * bracketed lines of text; editors, correspondents, translators and photographers from their labels.
 */
export function readCreators(facts: PageFacts, headline: Headline, span: ArticleSpan): Claim<Agent>[] {
  const sites = siteNames(facts, headline.suffixes);
  const title = headline.title.text;
  const stated = [
    ...fromJsonLd(facts),
    ...fromMeta(facts),
    ...fromMicrodata(facts, span),
    ...fromRel(facts, span),
    ...fromClass(facts, span),
    ...fromText(facts, span, title),
  ];
  const channels = stated
    .map((channel) => ({
      ...channel,
      agents: channel.agents.filter((agent) => !isRejected(agent.name, sites, title)),
    }))
    .filter((channel) => channel.agents.length > 0);
  const named = choose(channels.filter(isAuthorChannel));
  const authors = named.length > 0 ? named : corporate(stated, title);
  const others = otherRoles(facts, span, channels);
  return [
    ...authors,
    ...others.filter(
      (claim) =>
        !authors.some((a) => a.value.role === claim.value.role && sameName(a.value.name, claim.value.name)),
    ),
  ];
}

/** Only where nobody is named: the body that structured data gives as author, though it be the site itself. */
function corporate(channels: Channel[], title: string): Claim<Agent>[] {
  const none = new Set<string>();
  const stated = channels
    .filter((c) => c.evidence.rule === 'json-ld.author')
    .map((c) => ({
      ...c,
      agents: c.agents
        .filter((a) => !isRejected(a.name, none, title))
        .map((a) => ({ ...a, kind: 'organization' as const, family: undefined, given: undefined })),
    }));
  return choose(stated.filter((c) => c.agents.length > 0)).map((claim) => ({ ...claim, confidence: 0.5 }));
}

const isAuthorRole = (role: AgentRole) => role === 'author' || role === 'correspondent';

function isAuthorChannel(channel: Channel): boolean {
  return channel.agents.some((agent) => isAuthorRole(agent.role));
}

/** The most trusted list; a longer list of lesser trust that contains it whole is the fuller one (rights.md 1.6). */
function choose(channels: Channel[]): Claim<Agent>[] {
  const persons = channels.filter((c) => c.agents.some((a) => a.kind === 'person'));
  const pool = persons.length > 0 ? persons : channels;
  const ranked = [...pool].sort((a, b) => b.confidence - a.confidence);
  let best = ranked[0];
  if (!best) return [];
  for (const other of ranked.slice(1)) {
    if (
      other.confidence >= 0.5 &&
      containsAll(authorsOf(other), authorsOf(best)) &&
      authorsOf(other).length > authorsOf(best).length &&
      authorsOf(other).length <= 8
    )
      best = { ...other, confidence: best.confidence };
  }
  const chosen = best;
  return authorsOf(chosen).map((agent) => {
    const agreeing = channels.filter((c) => c.agents.some((a) => sameName(a.name, agent.name)));
    const kinds = new Set(agreeing.map((c) => c.evidence.kind)).size;
    const richer = agreeing
      .flatMap((c) => c.agents)
      .find((a) => sameName(a.name, agent.name) && a.affiliation);
    const alternatives = ranked
      .filter((c) => !c.agents.some((a) => sameName(a.name, agent.name)))
      .slice(0, 2)
      .flatMap((c) =>
        authorsOf(c)
          .slice(0, 3)
          .map((value) => ({ value, confidence: c.confidence, evidence: [c.evidence] })),
      );
    return {
      value:
        richer && !agent.affiliation
          ? {
              ...agent,
              affiliation: richer.affiliation,
              ...(richer.rolePrinted ? { rolePrinted: richer.rolePrinted } : {}),
            }
          : agent,
      status: 'stated' as const,
      confidence: Math.min(0.99, chosen.confidence * (1 + 0.05 * (kinds - 1))),
      evidence: agreeing.slice(0, 4).map((c) => c.evidence),
      ...(alternatives.length > 0 ? { alternatives } : {}),
    };
  });
}

function authorsOf(channel: Channel): Agent[] {
  const authors = channel.agents.filter((agent) => isAuthorRole(agent.role));
  const persons = authors.filter((agent) => agent.kind === 'person');
  return persons.length > 0 ? persons : authors;
}

function containsAll(longer: Agent[], shorter: Agent[]): boolean {
  return shorter.every((agent) => longer.some((other) => sameName(other.name, agent.name)));
}

function fromJsonLd(facts: PageFacts): Channel[] {
  const main = facts.mainEntity;
  if (!main) return [];
  const channels: Channel[] = [];
  for (const [key, role, confidence] of [
    ['author', 'author', 0.93],
    ['creator', 'author', 0.88],
    ['translator', 'translator', 0.85],
    ['contributor', 'other', 0.5],
  ] as const) {
    const agents = asArray(main.node[key])
      .map((value) => facts.resolve(value))
      .flatMap((value) => jsonAgents(value, role));
    if (agents.length === 0) continue;
    channels.push({
      agents: unique(agents),
      confidence,
      evidence: {
        kind: 'json-ld',
        rule: `json-ld.${key}`,
        scope: 'work',
        quote: quoteOf(agents.map((a) => a.name).join(', ')),
        selector: { type: 'x-JsonPointer', value: `${main.pointer}/${key}`, script: main.script },
      },
    });
  }
  return channels;
}

function jsonAgents(value: unknown, role: AgentRole): Agent[] {
  const record = isRecord(value) ? value : undefined;
  const names = record ? asArray(record.name) : [value];
  return names.flatMap((name) => {
    const text = plainText(firstString(name) ?? '');
    const type = asArray(record?.['@type']).map(String).join(' ');
    const agents = structuredAuthors(
      text,
      role,
      /Organization/i.test(type) ? 'organization' : record ? 'person' : undefined,
    );
    const url = record ? firstString(record.url) : undefined;
    return agents.length === 1 && agents[0] && url && /^https?:/.test(url) ? [{ ...agents[0], url }] : agents;
  });
}

function unique(agents: Agent[]): Agent[] {
  return agents.filter((agent, i) => agents.findIndex((other) => sameName(other.name, agent.name)) === i);
}

const AUTHOR_META: readonly (readonly [string, number])[] = [
  ['citation_author', 0.95],
  ['parsely-author', 0.85],
  ['sailthru.author', 0.82],
  ['cxenseparse:author', 0.82],
  ['byl', 0.82],
  ['dcterms.creator', 0.8],
  ['dc.creator', 0.8],
  ['article:author', 0.72],
  ['author', 0.72],
  ['article.author', 0.7],
  ['og:article:author', 0.7],
  ['authors', 0.7],
  ['vr:author', 0.7],
  ['web_author', 0.3],
];

function fromMeta(facts: PageFacts): Channel[] {
  const channels: Channel[] = [];
  for (const [name, confidence] of AUTHOR_META) {
    const values = facts.meta.get(name);
    if (!values) continue;
    const agents = unique(values.flatMap((value) => metaAgents(value, name)));
    if (agents.length === 0) continue;
    channels.push({
      agents,
      confidence,
      evidence: {
        kind: 'meta',
        rule: `meta.${name}`,
        scope: 'work',
        quote: quoteOf(values.join(', ')),
        selector: { type: 'CssSelector', value: `meta[content=${JSON.stringify(values[0] ?? '')}]` },
      },
    });
  }
  return channels;
}

function metaAgents(value: string, name: string): Agent[] {
  const text = plainText(value);
  if (name.startsWith('citation') && /^[^,]+,\s*[^,]+$/.test(text)) {
    const [family, given] = text.split(/,\s*/);
    return [personAgent(`${given} ${family}`, 'author', { family, given })];
  }
  return structuredAuthors(text, 'author');
}

function fromMicrodata(facts: PageFacts, span: ArticleSpan): Channel[] {
  const found: { agents: Agent[]; element: Element }[] = [];
  for (const property of facts.microdata) {
    const isAuthor = /^(?:author|creator)$/.test(property.name);
    const inAuthor =
      property.name === 'name' &&
      property.element.parentElement?.closest('[itemprop~="author"],[itemprop~="creator"]');
    if (!isAuthor && !inAuthor) continue;
    const line = facts.lines[property.line];
    if (line && (line.zone === 'comments' || line.zone === 'aside' || line.zone === 'footer')) continue;
    if (property.element.closest('[itemprop~="comment"],[itemprop~="review"]')) continue;
    if (line && property.line > span.end + 25) continue;
    if (isAuthor && !property.value && property.element.querySelector('[itemprop~="name"]')) continue;
    const agents = parseByline(property.value || squeeze(property.element.textContent), { loose: true });
    if (agents.length > 0) found.push({ agents, element: property.element });
    if (found.length > 8) break;
  }
  const first = found[0];
  if (!first) return [];
  const agents = unique(found.flatMap((f) => f.agents));
  return [
    {
      agents,
      confidence: 0.84,
      evidence: {
        kind: 'microdata',
        rule: 'microdata.author',
        scope: 'work',
        quote: quoteOf(squeeze(first.element.textContent) || agents.map((a) => a.name).join(', ')),
        selector: { type: 'CssSelector', value: cssPath(first.element) },
      },
    },
  ];
}

function fromRel(facts: PageFacts, span: ArticleSpan): Channel[] {
  const found: { agents: Agent[]; element: Element }[] = [];
  for (const link of facts.links) {
    if (link.element.localName !== 'a' || !link.rel.includes('author')) continue;
    if (
      !isNear(link.line, span) ||
      link.zone === 'aside' ||
      link.zone === 'comments' ||
      link.zone === 'footer'
    )
      continue;
    const agents = parseByline(squeeze(link.element.textContent), { loose: true });
    if (agents.length > 0) found.push({ agents, element: link.element });
    if (found.length > 6) break;
  }
  return bundle(found, 0.8, 'link', 'rel.author');
}

function bundle(
  found: { agents: Agent[]; element: Element }[],
  confidence: number,
  kind: Evidence['kind'],
  rule: string,
): Channel[] {
  const first = found[0];
  if (!first) return [];
  return [
    {
      agents: unique(found.flatMap((f) => f.agents)),
      confidence,
      evidence: {
        kind,
        rule,
        scope: 'work',
        quote: quoteOf(squeeze(first.element.textContent)),
        selector: { type: 'CssSelector', value: cssPath(first.element) },
      },
    },
  ];
}

function isNear(line: number, span: ArticleSpan): boolean {
  if (span.headline < 0) return line <= span.end + 6;
  return line >= span.headline - 10 && line <= Math.max(span.headline + 25, span.start + 3);
}

const BIO =
  /bio|about|box|card|avatar|image|photo|social|role|title|job|link-?list|follow|more|count|date|time|comment|description|info-?text/i;
const AUTHOR_CLASS = /author|byline|writer|autor|auteur|redakteur|journalist|reporter|contributor|verfasser/i;

/** Elements whose class says author or byline, near the headline, the innermost ones, read one by one. */
function fromClass(facts: PageFacts, span: ArticleSpan): Channel[] {
  const found: { agents: Agent[]; element: Element; score: number }[] = [];
  for (const { element, line, zone } of facts.walk.named.author) {
    if (!isNear(line, span) || zone === 'aside' || zone === 'comments' || zone === 'footer' || zone === 'nav')
      continue;
    if (element.localName === 'a' && element.querySelector('img')) continue;
    const text = squeeze(element.textContent);
    if (text.length < 2 || text.length > 160) continue;
    if (found.some((f) => f.element.contains(element) && f.agents.length === 1)) continue;
    const label = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
    const links = [...element.querySelectorAll('a')]
      .map((a) => squeeze(a.textContent))
      .filter((t) => isPersonName(t));
    const agents =
      links.length > 0
        ? unique(links.flatMap((t) => parseByline(t)))
        : parseByline(text, {
            loose:
              !HAN.test(text) &&
              (/^(?:by|von|par|por)\b/iu.test(text) || (AUTHOR_CLASS.test(label) && /name/i.test(label))),
          });
    if (agents.length === 0) continue;
    found.push({ agents, element, score: (/name|byline/i.test(label) ? 2 : 0) - (BIO.test(label) ? 1 : 0) });
    if (found.length > 12) break;
  }
  if (found.length === 0) return [];
  const best = Math.max(...found.map((f) => f.score));
  return bundle(found.filter((f) => f.score === best).slice(0, 6), 0.7, 'byline', 'byline.class');
}

const WESTERN =
  /^(?:(?:written|reported|story|words|text|article|posted|published|authored)\s+by|by|von|par|por|di|door|av|af|autorin\/autor|autor(?:in)?|auteur|autore|author|автор|текст|text)\s*[:：]?\s+\S/iu;
/** Bylines in text: "By …" under the headline; Chinese labels, bracketed reporters in the first and last paragraphs. */
function fromText(facts: PageFacts, span: ArticleSpan, title: string): Channel[] {
  const channels: Channel[] = [];
  const add = (agents: Agent[], line: PageLine, rule: string, confidence: number) => {
    if (agents.length > 0 && confidence > 0)
      channels.push({
        agents: unique(agents),
        confidence,
        evidence: {
          kind: 'byline',
          rule,
          scope: 'work',
          quote: quoteOf(line.text),
          selector: { type: 'TextQuoteSelector', exact: quoteOf(line.text) },
        },
      });
  };
  const lastProse = lastProseLine(facts, span);
  for (const line of facts.lines) {
    if (
      line.zone === 'footer' ||
      line.zone === 'comments' ||
      line.zone === 'nav' ||
      line.zone === 'aside' ||
      line.hidden
    )
      continue;
    if (line.index === span.headline || fold(line.text) === fold(title)) continue;
    const place = placeOf(line.index, span, lastProse);
    if (!place) continue;
    if (HAN.test(line.text)) {
      const found = zhBylineOf(line, place, facts.lines[line.index + 1]);
      if (found)
        add(found.agents, line, found.rule, bareNameTooFar(found.rule, line, span) ? 0 : found.confidence);
      continue;
    }
    if (place !== 'body' && line.text.length <= (place === 'head' ? 160 : 80) && WESTERN.test(line.text)) {
      add(parseByline(line.text), line, 'byline.text', place === 'head' ? 0.68 : 0.6);
    }
  }
  return mergeText(channels);
}

function placeOf(index: number, span: ArticleSpan, lastProse: number): Place | undefined {
  if (index >= lastProse && index > span.start + 1 && index <= span.end + 12) return 'tail';
  if (index > span.headline - 8 && index <= Math.max(span.headline + 12, span.start + 2)) return 'head';
  if (index >= lastProse - 1 && index <= span.end + 12) return 'tail';
  return index > span.headline && index <= span.end ? 'body' : undefined;
}

/** The last line that ends as a sentence or a bracket ends; what follows it in the span is furniture. */
function lastProseLine(facts: PageFacts, span: ArticleSpan): number {
  for (let i = span.end; i > span.start; i -= 1) {
    const line = facts.lines[i];
    if (
      line &&
      (line.zone === 'main' || line.zone === 'head') &&
      line.text.length >= 40 &&
      /[。！？”）)]$/u.test(line.text) &&
      !lineKind(line.text)
    )
      return Math.max(span.start, i - 6);
  }
  return span.end - 3;
}

/** A bare name is a byline only right below the headline. */
function bareNameTooFar(rule: string, line: PageLine, span: ArticleSpan): boolean {
  return rule === 'zh.byline.name' && (span.headline < 0 || line.index - span.headline > 3 || line.linked);
}

/** Several text bylines (作者：甲 above, 通讯员 乙 below) are one list. */
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

const EDITOR_AT = new RegExp(`(?:^|[\\s（(【\\[［〔|｜；;，,])(${EDITOR_LABEL})s*[:：|丨｜/／]s*`, 'gu');
const EDITOR_AFTER = /^\s*(?:编辑|责编|责任编辑)\s+(\p{Script=Han}{2,4})\s*$/u;

/** Editors (责任编辑：甲_NF4425), with staff codes off; correspondents and photographers of text bylines. */
function otherRoles(facts: PageFacts, span: ArticleSpan, channels: Channel[]): Claim<Agent>[] {
  const claims: Claim<Agent>[] = [];
  const add = (agent: Agent, confidence: number, evidence: Evidence) => {
    if (claims.some((c) => c.value.role === agent.role && sameName(c.value.name, agent.name))) return;
    claims.push({ value: agent, status: 'stated', confidence, evidence: [evidence] });
  };
  for (const line of facts.lines) {
    if (
      line.index < span.headline - 10 ||
      line.zone === 'nav' ||
      line.zone === 'comments' ||
      line.text.length > 200 ||
      !HAN.test(line.text)
    )
      continue;
    if (!/编|審|审|校|监制|制作|策划|统筹/u.test(line.text)) continue;
    for (const { name, label } of editorsIn(line)) {
      add(agentOf(name, 'editor', { rolePrinted: label }), 0.9, {
        kind: 'byline',
        rule: 'zh.editor',
        scope: 'work',
        quote: quoteOf(line.text),
        selector: { type: 'CssSelector', value: cssPath(line.element) },
      });
    }
    if (claims.length > 8) break;
  }
  for (const channel of channels) {
    for (const agent of channel.agents)
      if (!isAuthorRole(agent.role)) add(agent, channel.confidence, channel.evidence);
  }
  return claims;
}

/** Only the people who edited count as editors; proof-readers and supervisors are other roles of the same line. */
function editorsIn(line: PageLine): { name: string; label: string }[] {
  const found: { name: string; label: string }[] = [];
  const text = squeeze(line.segments.join(' '));
  const matches = [...text.matchAll(EDITOR_AT)];
  matches.forEach((match, i) => {
    const label = match[1] ?? '';
    if (!/编辑|责编|網編|网编|編輯/.test(label)) return;
    const start = (match.index ?? 0) + match[0].length;
    const chunk = text.slice(start, matches[i + 1]?.index ?? text.length);
    for (const name of editorNames(chunk)) found.push({ name, label });
  });
  const after = matches.length === 0 ? EDITOR_AFTER.exec(text) : null;
  const name = after?.[1] ? zhName(after[1]) : undefined;
  if (name) found.push({ name, label: '编辑' });
  return found;
}

function editorNames(chunk: string): string[] {
  const cut = squeeze(chunk.split(/[）)】\]］〕。；;！？|｜]/u)[0]).replace(
    /\s*(?:来源|作者|审核|校对|监制|时间|日期|\d{4}[-年]).*$/u,
    '',
  );
  const padded = cut.replace(/(^|[\s、，,])(\p{Script=Han})\s+(\p{Script=Han})(?=$|[\s、，,])/gu, '$1$2$3');
  const names: string[] = [];
  for (const token of padded.split(/[\s、，,/／&]+/u).filter(Boolean)) {
    const name = token.replace(/[_-]?[A-Z]{1,4}\d{2,}$/u, '') || token;
    if (name.length < 2 || name.length > 14 || /[:：]/.test(name)) break;
    if (names.length > 0 && !zhName(name)) break;
    names.push(name);
  }
  return names.slice(0, 5);
}
