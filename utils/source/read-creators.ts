import type { Claim } from '../model/claim';
import type { Agent } from '../model/source';
import type { PageFacts } from '../page/facts';
import type { Headline } from '../page/headline';
import { isOrganization, isPersonName, sameName } from '../page/names';
import type { ArticleSpan } from '../page/span';
import { fold } from '../page/text';
import { isRejected, siteNames } from './author-filter';
import { authorsOf, type Channel, isAuthorRole } from './creator-channel';
import { readEditors } from './editors';
import { printedChannels } from './printed-creators';
import { structuredChannels } from './structured-creators';

/**
 * Who made the article, each with the role: authors and reporters from structured data, byline elements and labelled or
 * bracketed lines of text; editors, correspondents, translators and photographers from their labels.
 */
export function readCreators(facts: PageFacts, headline: Headline, span: ArticleSpan): Claim<Agent>[] {
  const sites = siteNames(facts, headline.suffixes);
  const title = headline.title.text;
  const stated = [...structuredChannels(facts, span), ...printedChannels(facts, span, title)];
  const shown = onceShown(facts);
  const channels = stated
    .map((channel) => ({
      ...channel,
      agents: channel.agents.filter((agent) => !isRejected(agent.name, sites, title)),
    }))
    .filter((channel) => channel.agents.length > 0)
    // A person of the site's own name may be its owner, or no person.
    .map((channel) =>
      channel.agents.every((a) => sites.has(fold(a.name)))
        ? { ...channel, confidence: channel.confidence - 0.15 }
        : channel,
    )
    .map((channel) => ({ ...channel, confidence: trustOf(channel, stated, shown, facts) }))
    .filter((channel) => channel.confidence >= 0.45);
  const named = choose(
    channels.filter((channel) => channel.agents.some((agent) => isAuthorRole(agent.role))),
  );
  const authors = named.length > 0 ? named : corporate(stated, facts, title, span);
  const claims = [...authors, ...readEditors(facts, span)];
  for (const channel of channels) {
    for (const agent of channel.agents) {
      if (
        isAuthorRole(agent.role) ||
        claims.some((c) => c.value.role === agent.role && sameName(c.value.name, agent.name))
      )
        continue;
      claims.push({
        value: agent,
        status: 'stated',
        confidence: channel.confidence,
        evidence: [channel.evidence],
      });
    }
  }
  return claims;
}

/** Whether the page shows a name to its readers; its whole text is put together only when asked. */
function onceShown(facts: PageFacts): (name: string) => boolean {
  let text: string | undefined;
  return (name) => {
    text ??= facts.lines
      .filter((line) => line.zone !== 'comments')
      .map((line) => line.text)
      .join('\n')
      .toLowerCase();
    return text.includes(name.toLowerCase());
  };
}

const NEWS = /News|Reportage|Report/;

/**
 * Content systems put the account that pressed the button into the data. Where the page does not show the name to its
 * readers, and is no news article, JSON-LD alone is not enough, and a meta element counts only if nothing is printed.
 */
function trustOf(
  channel: Channel,
  all: Channel[],
  shown: (name: string) => boolean,
  facts: PageFacts,
): number {
  if (channel.printed || channel.evidence.rule === 'meta.citation_author') return channel.confidence;
  if (facts.mainEntity?.types.some((type) => NEWS.test(type))) return channel.confidence;
  const authors = authorsOf(channel);
  const names = authors.length > 0 ? authors : channel.agents;
  if (names.some((agent) => shown(agent.name))) return channel.confidence;
  if (
    names.every((agent) => agent.kind === 'organization') &&
    !channel.evidence.rule.startsWith('meta.twitter')
  )
    return 0;
  if (channel.evidence.kind === 'meta') return Math.min(channel.confidence, 0.5);
  const inMeta = all.some(
    (other) =>
      other.evidence.kind === 'meta' && other.agents.some((a) => names.some((b) => sameName(a.name, b.name))),
  );
  return inMeta ? 0.5 : 0;
}

/** The most trusted list; a longer stated list that contains it whole is the fuller one (rights.md 1.6). */
function choose(channels: Channel[]): Claim<Agent>[] {
  const persons = channels.filter((c) => c.agents.some((a) => a.kind === 'person'));
  const pool = persons.length > 0 ? persons : channels;
  const ranked = [...pool].sort((a, b) => b.confidence - a.confidence);
  let best = ranked[0];
  if (!best) return [];
  for (const other of ranked.slice(1)) {
    // A byline element may hold more than authors; only a stated list can be the fuller one.
    const fuller =
      other.confidence >= 0.71 &&
      containsAll(authorsOf(other), authorsOf(best)) &&
      authorsOf(other).length > authorsOf(best).length;
    if (fuller && authorsOf(other).length <= 8) best = { ...other, confidence: best.confidence };
  }
  const chosen = best;
  return authorsOf(chosen).map((agent) => claimOf(agent, chosen, channels, ranked));
}

function claimOf(agent: Agent, chosen: Channel, channels: Channel[], ranked: Channel[]): Claim<Agent> {
  const names = (channel: Channel) => channel.agents.some((a) => sameName(a.name, agent.name));
  const agreeing = channels.filter(names);
  const kinds = new Set(agreeing.map((c) => c.evidence.kind)).size;
  const richer = agreeing.flatMap((c) => c.agents).find((a) => sameName(a.name, agent.name) && a.affiliation);
  const alternatives = ranked
    .filter((c) => !names(c))
    .slice(0, 2)
    .flatMap((c) =>
      authorsOf(c)
        .slice(0, 3)
        .map((value) => ({ value, confidence: c.confidence, evidence: [c.evidence] })),
    );
  const value =
    richer && !agent.affiliation
      ? {
          ...agent,
          affiliation: richer.affiliation,
          ...(richer.rolePrinted ? { rolePrinted: richer.rolePrinted } : {}),
        }
      : agent;
  return {
    value,
    status: 'stated',
    confidence: Math.min(0.99, chosen.confidence * (1 + 0.05 * (kinds - 1))),
    evidence: agreeing.slice(0, 4).map((c) => c.evidence),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}

function containsAll(longer: Agent[], shorter: Agent[]): boolean {
  return shorter.every((agent) => longer.some((other) => sameName(other.name, agent.name)));
}

/**
 * Only where nobody is named: the body that a news article's data gives as its author, or that is printed beside the
 * headline as one, though it be the site itself.
 */
function corporate(channels: Channel[], facts: PageFacts, title: string, span: ArticleSpan): Claim<Agent>[] {
  const none = new Set<string>();
  const news = facts.mainEntity?.types.some((type) => NEWS.test(type)) ?? false;
  const near = facts.lines
    .slice(Math.max(0, span.headline - 6), Math.max(span.headline, 0) + 14)
    .filter((line) => line.index !== span.headline && line.text.length <= 80 && line.zone !== 'nav');
  const stated = channels
    .filter((c) => c.printed || c.evidence.rule === 'json-ld.author' || c.evidence.kind === 'meta')
    .map((c) => ({
      ...c,
      agents: c.agents.filter((a) => isAuthorRole(a.role) && !isRejected(a.name, none, title)).map(asBody),
    }))
    .filter((c) => c.agents.length > 0)
    .filter(
      (c) =>
        c.printed ||
        c.evidence.rule.startsWith('meta.twitter:data') ||
        (news && c.evidence.rule === 'json-ld.author') ||
        near.some((line) => c.agents.some((a) => isBylineOf(line.text, a.name))),
    );
  return choose(stated).map((claim) => ({ ...claim, confidence: 0.5 }));
}

/** The line is the name, or opens with it after "by". */
function isBylineOf(text: string, name: string): boolean {
  const bare = fold(text.replace(/^(?:(?:written|posted|published) )?(?:by|von|par|por)\s*:?\s+/i, ''));
  return bare === fold(name) || (bare !== fold(text) && bare.startsWith(fold(name)));
}

function asBody(agent: Agent): Agent {
  if (
    agent.kind === 'organization' ||
    (isPersonName(agent.name) && !isOrganization(agent.name) && agent.name.includes(' '))
  )
    return agent;
  const { family: _family, given: _given, ...rest } = agent;
  return { ...rest, kind: 'organization' };
}
