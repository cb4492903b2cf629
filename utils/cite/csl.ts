import type { Claim } from '../model/claim';
import type { ClipRecord } from '../model/clip';
import type { LicenceRef } from '../model/rights';
import type { Agent, AgentRole, SourceInfo } from '../model/source';
import type { CslCustom, CslItem, CslName, CslType } from './csl-types';
import { toCslDate } from './dates';
import { toCslName } from './names';
import { noteText } from './note';
import { maskContacts } from './redact';
import { oneLine } from './wording';

/** Further CSL variables that a page may state; anything else in `source.csl` is left out. */
const EXTRA_VARIABLES = [
  'container-title',
  'publisher',
  'publisher-place',
  'volume',
  'issue',
  'page',
  'number',
  'section',
  'genre',
  'edition',
  'DOI',
  'ISSN',
  'ISBN',
  'PMID',
] as const;

/**
 * A clip as CSL-JSON, by rights.md 2 ("Alignment") and 3.1: cite what was seen, note where it came from.
 * Takes the record alone; no date is invented, the day of capture is `accessed`. Never throws.
 */
export function toCsl(record: ClipRecord): CslItem {
  const { source } = record;
  const authors = authorsOf(source);
  const origin = source.origin?.value;
  const item: CslItem = {
    id: record.id,
    type: typeOf(source),
    title: oneLine(source.title.value),
    'original-title': originalTitleOf(source),
    'container-title': oneLine(source.site.value.name) || undefined,
    'original-publisher': origin?.name ?? origin?.agency,
    'original-date': toCslDate(origin?.date),
    'event-date': toCslDate(source.event?.value),
    author: nonEmpty(authors.map(toCslName)),
    translator: namesOf(source, 'translator'),
    compiler: namesOf(source, 'compiler'),
    illustrator: namesOf(source, 'illustrator'),
    issued: issuedOf(source),
    accessed: { 'date-parts': [record.capture.at.slice(0, 10).split('-').map(Number)] },
    URL: addressOf(source),
    language: source.language.value || undefined,
    ...extraVariables(source),
    custom: customOf(record, authors),
  };
  item.DOI ??= doiOf(source);
  const photographers = namesOf(source, 'photographer');
  if (photographers) item.contributor = photographers;
  item.note = noteText(item) || undefined;
  return withoutUndefined(item);
}

function agentsOf(source: SourceInfo, roles: readonly AgentRole[]): Agent[] {
  return source.creators.map((claim) => claim.value).filter((agent) => roles.includes(agent.role));
}

/** The people named as authors; where there is none, the agency or institution that is named. */
function authorsOf(source: SourceInfo): Agent[] {
  const people = agentsOf(source, ['author', 'correspondent']);
  return people.length > 0 ? people : agentsOf(source, ['agency']);
}

function namesOf(source: SourceInfo, role: AgentRole): CslName[] | undefined {
  return nonEmpty(agentsOf(source, [role]).map(toCslName));
}

/** The original title where it is another one: a page often repeats its own. */
function originalTitleOf(source: SourceInfo): string | undefined {
  const original = oneLine(source.originalTitle?.value);
  return original === oneLine(source.title.value) ? undefined : original || undefined;
}

/**
 * A republished copy is a web page, whatever its first publisher was (rights.md 3.1), unless the page
 * states its own type.
 */
function typeOf(source: SourceInfo): CslType {
  const republished = source.origin?.value.relation === 'republished';
  if (republished && source.type.status === 'inferred') return 'webpage';
  return source.type.value;
}

/** Of an encyclopedia or wiki a revision was seen; everywhere else only the date of publication counts. */
function issuedOf(source: SourceInfo): CslItem['issued'] {
  const isRevision =
    source.type.value === 'entry-encyclopedia' || source.urls.persistent?.value.scheme === 'oldid';
  const revision = isRevision ? source.modified : undefined;
  return toCslDate((revision ?? source.published)?.value);
}

/** A permanent address of what was seen, or the canonical one on the same host, or the cleaned one. */
function addressOf(source: SourceInfo): string {
  const { urls } = source;
  const persistent = urls.persistent?.value;
  if (persistent && ['permalink', 'oldid'].includes(persistent.scheme) && /^https?:/.test(persistent.id)) {
    return persistent.id;
  }
  const canonical = urls.canonical?.value;
  return canonical && hostOf(canonical) === hostOf(urls.retrieved) ? canonical : urls.cleaned;
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(url)?.[1]?.toLowerCase();
}

function doiOf(source: SourceInfo): string | undefined {
  const persistent = source.urls.persistent?.value;
  return persistent?.scheme === 'doi' ? bareDoi(persistent.id) : undefined;
}

function bareDoi(doi: string): string {
  return doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
}

function extraVariables(source: SourceInfo): Partial<CslItem> {
  const found: Partial<CslItem> = {};
  for (const name of EXTRA_VARIABLES) {
    const value = source.csl?.[name];
    if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) {
      found[name] = name === 'DOI' ? bareDoi(String(value)) : String(value);
    }
  }
  return found;
}

function customOf(record: ClipRecord, authors: readonly Agent[]): CslCustom {
  const { source, rights } = record;
  const photographers = record.images.flatMap((image) => image.creators).concat(source.creators);
  const romanized = authors.flatMap((agent) => (agent.romanized ? [[agent.name, agent.romanized]] : []));
  return withoutUndefined({
    clip: record.id,
    domain: source.site.value.domain || undefined,
    licence: licenceOf(rights.license),
    notice: rights.notices[0] ? maskContacts(oneLine(rights.notices[0].value)) : undefined,
    originInferred: source.origin?.status === 'inferred' || undefined,
    originalUrl: source.origin?.value.url,
    photographers: namesPrinted(photographers, 'photographer'),
    editors: namesPrinted(source.creators, 'editor'),
    digest: record.integrity.text || undefined,
    romanized: romanized.length > 0 ? Object.fromEntries(romanized) : undefined,
  });
}

function licenceOf(claim: Claim<LicenceRef> | undefined): CslCustom['licence'] {
  if (!claim) return undefined;
  const { name, spdx, url } = claim.value;
  return withoutUndefined({ name, spdx, url });
}

function namesPrinted(claims: readonly Claim<Agent>[], role: AgentRole): string[] | undefined {
  const names = claims.filter((claim) => claim.value.role === role).map((claim) => claim.value.name);
  return nonEmpty([...new Set(names)]);
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
