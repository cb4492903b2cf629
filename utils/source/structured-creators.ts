import type { Agent, AgentRole } from '../model/source';
import { metaOf, type PageFacts } from '../page/facts';
import { asArray, firstString, isRecord } from '../page/json-ld';
import { personAgent } from '../page/names';
import type { ArticleSpan } from '../page/span';
import { cssPath, plainText, quoteOf, squeeze } from '../page/text';
import { isCheckedBy, structuredAuthors } from './byline';
import { type Channel, unique } from './creator-channel';

/** Authors that structured data and meta elements name (rights.md B10, C4, C5, C8). */
export function structuredChannels(facts: PageFacts, span: ArticleSpan): Channel[] {
  return [
    ...fromJsonLd(facts),
    ...fromMeta(facts),
    ...fromLabelledMeta(facts),
    ...fromMicrodata(facts, span),
  ];
}

function fromJsonLd(facts: PageFacts): Channel[] {
  const main = facts.mainEntity;
  if (!main) return [];
  const channels: Channel[] = [];
  for (const [key, role, confidence] of [
    ['author', 'author', 0.93],
    ['creator', 'author', 0.88],
    ['translator', 'translator', 0.85],
    ['illustrator', 'illustrator', 0.8],
    ['contributor', 'other', 0.5],
  ] as const) {
    const agents = asArray(main.node[key])
      .map((value) => facts.resolve(value))
      .flatMap((value) => jsonAgents(value, role, facts.lang));
    if (agents.length === 0) continue;
    channels.push({
      agents: unique(agents),
      confidence,
      printed: false,
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

function jsonAgents(value: unknown, role: AgentRole, lang: string | undefined): Agent[] {
  const record = isRecord(value) ? value : undefined;
  const names = record ? asArray(record.name) : [value];
  return names.flatMap((name) => {
    const text = plainText(firstString(name) ?? '');
    const type = asArray(record?.['@type']).map(String).join(' ');
    const agents = structuredAuthors(
      text,
      role,
      /Organization/i.test(type) ? 'organization' : record ? 'person' : undefined,
      lang,
    );
    const [agent] = agents;
    if (!record || !agent || agents.length > 1) return agents;
    const url = firstString(record.url);
    const orcid = orcidOf(record);
    return [{ ...agent, ...(url && /^https?:/.test(url) ? { url } : {}), ...(orcid ? { orcid } : {}) }];
  });
}

/** The ORCID iD that the data gives as the person's identifier or as one of the person's pages. */
function orcidOf(person: Record<string, unknown>): string | undefined {
  const places = [person['@id'], person.identifier, person.sameAs, person.url].flatMap(asArray);
  for (const place of places) {
    const found = /orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/.exec(firstString(place) ?? '');
    if (found?.[1]) return found[1];
  }
  return undefined;
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
  ['article.author', 0.72],
  ['og:article:author', 0.72],
  ['authors', 0.72],
  ['vr:author', 0.72],
];

function fromMeta(facts: PageFacts): Channel[] {
  const channels: Channel[] = [];
  for (const [name, confidence] of AUTHOR_META) {
    const values = facts.meta.get(name);
    if (!values) continue;
    const agents = unique(values.flatMap((value) => metaAgents(value, name, facts.lang)));
    if (agents.length > 0) channels.push(metaChannel(agents, name, values, confidence));
  }
  return channels;
}

function metaChannel(agents: Agent[], name: string, values: string[], confidence: number): Channel {
  return {
    agents,
    confidence,
    printed: false,
    evidence: {
      kind: 'meta',
      rule: `meta.${name}`,
      scope: 'work',
      quote: quoteOf(values.join(', ')),
      selector: { type: 'CssSelector', value: `meta[content=${JSON.stringify(values[0] ?? '')}]` },
    },
  };
}

function metaAgents(value: string, name: string, lang: string | undefined): Agent[] {
  const text = plainText(value);
  if (name.startsWith('citation') && /^[^,]+,\s{0,9}[^,]+$/.test(text)) {
    const [family, given] = text.split(/,\s*/);
    return [personAgent(`${given} ${family}`, 'author', { family, given })];
  }
  return structuredAuthors(text, 'author', undefined, lang);
}

const WRITTEN_BY =
  /^(?:written by|author|by|verfasst von|geschrieben von|autor|escrito por|écrit par|scritto da|geschreven door|skrevet av|napisane przez|автор)$/i;

/** `twitter:label1` "Written by", `twitter:data1` the name: what SEO plug-ins write. */
function fromLabelledMeta(facts: PageFacts): Channel[] {
  for (const n of [1, 2]) {
    const label = metaOf(facts, `twitter:label${n}`);
    const value = metaOf(facts, `twitter:data${n}`);
    if (!label || !value || !WRITTEN_BY.test(label)) continue;
    const agents = structuredAuthors(plainText(value), 'author', 'person');
    if (agents.length > 0) return [metaChannel(agents, `twitter:data${n}`, [value], 0.8)];
  }
  return [];
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
    if (isAuthor && property.element.querySelector('[itemprop~="name"]')) continue;
    if (isCheckedBy(undefined, undefined, property.value)) continue;
    const agents = structuredAuthors(
      property.value || squeeze(property.element.textContent),
      'author',
      'person',
    );
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
      printed: true,
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
