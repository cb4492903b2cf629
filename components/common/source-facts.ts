import type { Claim, Evidence } from '../../utils/model/claim';
import type { ClipImage } from '../../utils/model/clip';
import type { Agent, AgentRole, Origin, SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { mayBeSeen } from '../rights/show-place';
import { formatAddress, formatList, formatPartialDate, isHan } from './format';

/** One line of what is known about a source: who, where, when. */
export interface Fact {
  id: string;
  label: string;
  value: string;
  /** BCP 47 of the value where the page said it; absent where it is our own sentence. */
  lang?: string;
  /** `guess`: inferred, said with "probably". `absent`: the page does not say. `yours`: the person's own value. */
  kind: 'stated' | 'guess' | 'absent' | 'yours';
  /** What else has to be said about it, in our words. */
  aside?: string;
  evidence?: Evidence;
}

const creditedRoles: readonly AgentRole[] = ['editor', 'translator', 'illustrator', 'compiler', 'agency'];
const writingRoles: readonly AgentRole[] = ['author', 'correspondent', 'other'];

/** The people who wrote the text. Photographers and editors have lines of their own. */
export function writersOf(source: SourceInfo): Claim<Agent>[] {
  return source.creators.filter((creator) => writingRoles.includes(creator.value.role));
}

/** A name with what the page printed about it: `陈立平（杭州日报记者）`, `Ada Marlowe (correspondent, AFP)`. */
export function describeAgent(agent: Agent, lang: string | undefined): string {
  const about = [agent.affiliation, agent.rolePrinted].filter((part): part is string => Boolean(part));
  if (about.length === 0) return agent.name;
  return isHan(lang) ? `${agent.name}（${about.join('')}）` : `${agent.name} (${about.join(', ')})`;
}

/** Who wrote, edited and took part; where and when it stood first; where and when it stands here. */
export function describeSource(source: SourceInfo): Fact[] {
  return [
    writersFact(source),
    ...creditedRoles.flatMap((role) => creditFact(source, role)),
    ...originFacts(source),
    publishedFact(source),
    ...dateFact('modified', source.modified),
    ...dateFact('event', source.event),
    ...sectionFact(source),
  ];
}

/** The people and agencies that the photos name, and how many photos name no one. */
export function describePhotos(images: readonly ClipImage[], lang: string | undefined): Fact[] {
  if (images.length === 0) return [];
  const named = images.filter(isCredited);
  const unnamed = images.length - named.length;
  const label = t('factPhotos');
  if (named.length === 0) return [{ id: 'photos', label, value: t('photosUncreditedAll'), kind: 'absent' }];
  const names = new Map<string, number>();
  for (const image of named) {
    const name = photoNames(image);
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  const separator = isHan(lang) ? '；' : '; ';
  const value = [...names].map(([name, count]) => (images.length > 1 ? withCount(name, count, lang) : name));
  return [
    {
      id: 'photos',
      label,
      value: value.join(separator),
      lang,
      kind: 'stated',
      aside:
        unnamed > 0
          ? t(unnamed === 1 ? 'photosUncredited_one' : 'photosUncredited_other', String(unnamed))
          : undefined,
      evidence: photoEvidence(named[0]),
    },
  ];
}

/** Whether an image names anyone. */
export function isCredited(image: ClipImage): boolean {
  return Boolean(image.credit || image.creators.length > 0 || image.agency);
}

/** Who published it first: the name, the agency, or the address alone. */
export function originName(origin: Origin): string | undefined {
  return origin.name ?? origin.agency ?? (origin.url && formatAddress(origin.url));
}

/** Where it stood first, in words: `probably 杭州日报`. */
export function describeOrigin(origin: Claim<Origin>): string | undefined {
  const name = originName(origin.value);
  if (!name) return undefined;
  return origin.status === 'inferred' ? t('probably', name) : name;
}

function writersFact(source: SourceInfo): Fact {
  const writers = writersOf(source);
  const lang = source.language.value;
  if (writers.length === 0) {
    return { id: 'author', label: t('factAuthor'), value: t('noAuthor'), kind: 'absent' };
  }
  return peopleFact('author', t('factAuthor'), writers, lang);
}

function creditFact(source: SourceInfo, role: AgentRole): Fact[] {
  const people = source.creators.filter((creator) => creator.value.role === role);
  if (people.length === 0) return [];
  return [peopleFact(role, t(`role_${role}`), people, source.language.value)];
}

function peopleFact(id: string, label: string, people: Claim<Agent>[], lang: string): Fact {
  return {
    id,
    label,
    value: peopleNames(people, lang),
    lang,
    kind: people.some(({ status }) => status === 'user') ? 'yours' : kindOf(people[0]),
    evidence: people[0] && bestEvidence(people[0]),
  };
}

/** Names in one line, in the manner of the language. */
export function peopleNames(people: readonly Claim<Agent>[], lang: string | undefined): string {
  const names = people.map((person) => describeAgent(person.value, lang));
  return isHan(lang) ? names.join('、') : formatList(names);
}

/** The title, as a fact of its own where it can be corrected. */
export function titleFact(source: SourceInfo, shown: string): Fact {
  return {
    id: 'title',
    label: t('factTitle'),
    value: shown,
    lang: source.language.value,
    kind: kindOf(source.title),
    evidence: bestEvidence(source.title),
  };
}

/** "First published" where nothing says it. */
export function originFact(): Fact {
  return { id: 'origin', label: t('factFirstPublished'), value: t('originUnstated'), kind: 'absent' };
}

/** Of several places the one that a person can look at on the page; the page's code only where there is no other. */
export function bestEvidence({ evidence }: Pick<Claim<unknown>, 'evidence'>): Evidence | undefined {
  return evidence.find(mayBeSeen) ?? evidence[0];
}

function photoEvidence(image: ClipImage | undefined): Evidence | undefined {
  const claim = image?.credit ?? image?.creators[0] ?? image?.agency;
  return claim && bestEvidence(claim);
}

/** How the value of a fact stands, for "where found". */
export function standingOf({ kind }: Pick<Fact, 'kind'>): Claim<unknown>['status'] {
  if (kind === 'yours') return 'user';
  return kind === 'guess' ? 'inferred' : 'stated';
}

/** The words that name the first publisher tell more than those that only say there was one. */
function originEvidence(origin: Claim<Origin>): Evidence | undefined {
  const name = originName(origin.value);
  const naming = name ? origin.evidence.filter(({ quote }) => quote?.includes(name)) : [];
  return bestEvidence({ evidence: naming.length > 0 ? naming : origin.evidence });
}

function originFacts(source: SourceInfo): Fact[] {
  const { origin } = source;
  const value = origin && describeOrigin(origin);
  if (!origin || !value) return [];
  const date = origin.value.date && formatPartialDate(origin.value.date);
  const inferred = origin.status === 'inferred';
  return [
    {
      id: 'origin',
      label: t('factFirstPublished'),
      value: date ? `${value}, ${date}` : value,
      lang: inferred ? undefined : source.language.value,
      kind: kindOf(origin),
      aside: inferred ? t('originInferred') : undefined,
      evidence: originEvidence(origin),
    },
  ];
}

function publishedFact(source: SourceInfo): Fact {
  const label = source.origin ? t('factPublishedHere') : t('factPublished');
  const { published, site } = source;
  if (!published) {
    return {
      id: 'published',
      label,
      value: site.value.name,
      lang: source.language.value,
      kind: 'stated',
      aside: t('noDate'),
      evidence: bestEvidence(site),
    };
  }
  return {
    id: 'published',
    label,
    value: t('siteAndDate', site.value.name, formatPartialDate(published.value)),
    kind: kindOf(published),
    evidence: bestEvidence(published),
  };
}

function dateFact(id: 'modified' | 'event', date: SourceInfo['modified']): Fact[] {
  if (!date) return [];
  const label = t(id === 'modified' ? 'factModified' : 'factEvent');
  return [
    { id, label, value: formatPartialDate(date.value), kind: kindOf(date), evidence: bestEvidence(date) },
  ];
}

function sectionFact(source: SourceInfo): Fact[] {
  const { breadcrumb } = source;
  if (!breadcrumb || breadcrumb.value.length === 0) return [];
  return [
    {
      id: 'section',
      label: t('factSection'),
      value: breadcrumb.value.join(' › '),
      lang: source.language.value,
      kind: kindOf(breadcrumb),
      evidence: bestEvidence(breadcrumb),
    },
  ];
}

function kindOf(claim: Claim<unknown> | undefined): Fact['kind'] {
  if (claim?.status === 'user') return 'yours';
  return claim?.status === 'inferred' ? 'guess' : 'stated';
}

function photoNames(image: ClipImage): string {
  const names = [...image.creators, ...(image.agency ? [image.agency] : [])].map((claim) => claim.value.name);
  return names.length > 0 ? [...new Set(names)].join('/') : (image.credit?.value ?? '');
}

function withCount(name: string, count: number, lang: string | undefined): string {
  return isHan(lang) ? `${name}（${count}）` : `${name} (${count})`;
}
