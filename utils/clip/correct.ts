import type { Claim, Evidence } from '../model/claim';
import type { ClipDraft, ClipImage, ClipRecord, Edit, Timestamp } from '../model/clip';
import type { Correction, EnteredPerson, NamedLicence, RightsCorrection } from '../model/correction';
import type { LicenceRef, Permission, Signal } from '../model/rights';
import type { Agent, Origin, PartialDate } from '../model/source';
import { agentOf, sameName } from '../page/names';
import { licenceSignal } from '../rights/signal';
import { canonicalJson } from './canonical-json';

/** The part of a record that holds corrigible facts, and the list of what was corrected. */
export type Corrigible = Pick<ClipDraft, 'source' | 'rights' | 'images'> & Pick<ClipRecord, 'edits'>;

type Change = readonly [path: string, value: unknown];

/**
 * Sets the person's value of one fact, or with `null` the page's own again. The claim's status becomes `user`; the
 * page's value stays in the alternatives, and each change is kept in `edits` with where, from and to. Pure; the
 * result must be sealed again. An image that is not there changes nothing.
 */
export function correct<R extends Corrigible>(record: R, correction: Correction, at: Timestamp): R {
  const changes = correction.value === null ? revertsOf(record, correction) : changesOf(record, correction);
  return changes.reduce((changed, [path, value]) => applied(changed, path, value, at), record);
}

/**
 * Takes back the correction that was made at this time, if it is the last one of each of its facts. What was taken back
 * at once leaves no trace: it never counted.
 */
export function undoCorrection<R extends Corrigible>(record: R, at: Timestamp): R {
  const undone = record.edits.filter((edit) => edit.at === at);
  return undone.reduceRight<R>((changed, edit) => {
    const last = changed.edits.findLast(({ path }) => path === edit.path);
    if (last?.at !== at) return changed;
    const rest = changed.edits.filter((other) => other !== last);
    return { ...put(changed, edit.path, edit.from), edits: rest };
  }, record);
}

/**
 * The facts of a page that was read anew, with the person's corrections of an earlier version upon them. In the new
 * list of edits each begins from what the page says now. Corrections of an image that is gone are left behind.
 */
export function carryCorrections<R extends Pick<Corrigible, 'source' | 'rights' | 'images'>>(
  coming: R,
  kept: Corrigible,
): R & Pick<Corrigible, 'edits'> {
  const paths = [...new Set(kept.edits.map(({ path }) => path))];
  return paths.reduce<R & Pick<Corrigible, 'edits'>>(
    (changed, path) => {
      const last = kept.edits.findLast((edit) => edit.path === path);
      const target = last && isCorrected(kept, path) ? pathIn(changed.images, kept.images, path) : undefined;
      return last && target
        ? applied(changed, target, withPageBeside(changed, target, last.to), last.at)
        : changed;
    },
    { ...coming, edits: [] },
  );
}

/** Whether the value at this path is the person's and not what the page says. */
export function isCorrected({ edits }: Pick<Corrigible, 'edits'>, path: string): boolean {
  const own = edits.filter((edit) => edit.path === path);
  return own.length > 0 && canonicalJson(own[0]?.from ?? null) !== canonicalJson(own.at(-1)?.to ?? null);
}

/** What the page says at this path, where the person says something else; undefined where it says nothing. */
export function pageValue({ edits }: Pick<Corrigible, 'edits'>, path: string): unknown {
  return edits.find((edit) => edit.path === path)?.from ?? undefined;
}

/** The paths into the record (JSON pointers) of a fact; the first is the value that is shown. */
export function pathsOf(
  fact: Correction['fact'],
  images: readonly ClipImage[] = [],
  imageId?: string,
): readonly string[] {
  if (fact === 'rights') return ['/rights/signal', '/rights/license', '/rights/permission'];
  if (fact !== 'credit') return [`/source/${fact}`];
  const index = images.findIndex(({ id }) => id === imageId);
  return index < 0 ? [] : ['credit', 'creators', 'agency'].map((name) => `/images/${index}/${name}`);
}

function pathsFor(record: Corrigible, correction: Correction): readonly string[] {
  const imageId = correction.fact === 'credit' ? correction.imageId : undefined;
  return pathsOf(correction.fact, record.images, imageId);
}

function revertsOf(record: Corrigible, correction: Correction): Change[] {
  return pathsFor(record, correction)
    .filter((path) => isCorrected(record, path))
    .map((path) => [path, pageValue(record, path)]);
}

function changesOf(record: Corrigible, correction: Correction): Change[] {
  const { source } = record;
  const [path = ''] = pathsFor(record, correction);
  if (!path || correction.value === null) return [];
  switch (correction.fact) {
    case 'title':
      return [[path, own(record, path, correction.value)]];
    case 'site':
      return [[path, own(record, path, { ...source.site.value, name: correction.value })]];
    case 'origin': {
      // An address or a date that was found for another first publisher is not this one's.
      const found = (isCorrected(record, path) ? pageValue(record, path) : source.origin) as
        | Claim<Origin>
        | undefined;
      const isSame = (found?.value.name ?? found?.value.agency) === correction.value;
      const value = {
        ...(isSame && found?.value),
        name: correction.value,
        relation: found?.value.relation ?? source.origin?.value.relation ?? 'republished',
      };
      return [[path, own(record, path, value)]];
    }
    case 'published':
      return [[path, own<PartialDate>(record, path, correction.value)]];
    case 'creators':
      return [[path, creatorsOf(record, path, correction.value)]];
    case 'rights':
      return rightsChanges(record, correction.value);
    case 'credit':
      return creditChanges(record, correction.imageId, correction.value);
  }
}

/** People whom the page names as entered keep its evidence; the page's others stand in the alternatives. */
function creatorsOf(record: Corrigible, path: string, people: readonly EnteredPerson[]): Claim<Agent>[] {
  const onPage = (isCorrected(record, path) ? pageValue(record, path) : record.source.creators) as
    | Claim<Agent>[]
    | undefined;
  const used = new Set<Claim<Agent>>();
  const claims = people.map((person) => {
    const same = onPage?.find((claim) => !used.has(claim) && isSame(claim.value, person));
    if (!same) return userClaim(agentOf(person.name, person.role, affiliationOf(person)));
    used.add(same);
    return same;
  });
  const left = (onPage ?? []).filter((claim) => !used.has(claim)).map(alternativeOf);
  const first = claims.find((claim) => claim.status === 'user') ?? claims[0];
  if (!first || left.length === 0) return claims;
  return claims.map((claim) =>
    claim === first ? { ...claim, alternatives: [...(claim.alternatives ?? []), ...left] } : claim,
  );
}

function isSame(agent: Agent, person: EnteredPerson): boolean {
  return (
    sameName(agent.name, person.name) &&
    agent.role === person.role &&
    (agent.affiliation ?? '') === (person.affiliation ?? '')
  );
}

function affiliationOf({ affiliation }: EnteredPerson): Pick<Agent, 'affiliation'> {
  return affiliation ? { affiliation } : {};
}

function creditChanges(record: Corrigible, imageId: string, words: string): Change[] {
  const [credit, creators, agency] = pathsOf('credit', record.images, imageId);
  if (!credit || !creators || !agency) return [];
  const named = agentOf(words, 'photographer');
  const isAgency = named.kind === 'organization';
  return [
    [credit, own(record, credit, words)],
    [creators, isAgency ? [] : [userClaim(named)]],
    [agency, isAgency ? userClaim<Agent>({ ...named, role: 'agency' }) : undefined],
  ];
}

function rightsChanges(record: Corrigible, value: RightsCorrection): Change[] {
  const because = [userEvidence(value.note)];
  const [signal = '', license = '', permission = ''] = pathsOf('rights');
  const set = (light: Signal, licence?: LicenceRef, granted?: Permission): Change[] => [
    [signal, light],
    [license, licence ? own(record, license, licence, value.note) : pageOr(record, license, value)],
    [permission, granted ? own(record, permission, granted, value.note) : pageOr(record, permission, value)],
  ];
  switch (value.kind) {
    case 'permission':
      return set({ light: 'amber', code: 'user.permission', because }, undefined, { kind: 'by-request' });
    case 'licence': {
      const licence = licenceNamed(value.licence);
      return set(licenceSignal(licence, because), licence);
    }
    case 'reserved':
      return set({ light: 'red', code: 'reserved.arr', because });
    case 'unstated':
      return set({ light: 'grey', code: 'none-stated', because });
  }
}

/** A permission of one's own leaves the page's licence as it is; "reserved" and "nothing stated" deny it. */
function pageOr(record: Corrigible, path: string, { kind }: RightsCorrection): unknown {
  if (kind !== 'permission') return undefined;
  return isCorrected(record, path) ? pageValue(record, path) : at(record, path);
}

/** Creative Commons licences in their present version. */
function licenceNamed(licence: NamedLicence): LicenceRef {
  if (licence === 'cc0') {
    const url = 'https://creativecommons.org/publicdomain/zero/1.0/';
    return { family: 'CC0', spdx: 'CC0-1.0', url, name: 'CC0 1.0', version: '1.0' };
  }
  const has = (element: string): boolean => licence.split('-').includes(element);
  return {
    family: 'CC',
    spdx: `CC-${licence.toUpperCase()}-4.0`,
    url: `https://creativecommons.org/licenses/${licence}/4.0/`,
    name: `CC ${licence.toUpperCase()} 4.0`,
    version: '4.0',
    terms: { by: true, nc: has('nc'), nd: has('nd'), sa: has('sa') },
  };
}

function userEvidence(note?: string): Evidence {
  return { kind: 'user', rule: 'user', scope: 'work', ...(note ? { quote: note } : {}) };
}

function userClaim<T>(value: T, note?: string): Claim<T> {
  return { value, status: 'user', confidence: 1, evidence: [userEvidence(note)] };
}

/** The person's claim with what the page says beside it. */
function own<T>(record: Corrigible, path: string, value: T, note?: string): Claim<T> {
  const onPage = isCorrected(record, path) ? pageValue(record, path) : at(record, path);
  return beside(userClaim(value, note), onPage as Claim<T> | undefined);
}

function beside<T>(claim: Claim<T>, page: Claim<T> | undefined): Claim<T> {
  if (!page) return claim;
  return { ...claim, alternatives: [alternativeOf(page), ...(page.alternatives ?? [])] };
}

/** A claim that is carried to a new version stands beside what the page says now. */
function withPageBeside(record: Corrigible, path: string, value: unknown): unknown {
  if (!isClaim(value) || value.status !== 'user') return value;
  const { alternatives: _, ...bare } = value;
  return beside(bare, at(record, path) as Claim<unknown> | undefined);
}

function isClaim(value: unknown): value is Claim<unknown> {
  return typeof value === 'object' && value !== null && 'status' in value && 'evidence' in value;
}

function alternativeOf<T>({
  value,
  confidence,
  evidence,
}: Claim<T>): NonNullable<Claim<T>['alternatives']>[number] {
  return { value, confidence, evidence };
}

function applied<R extends Corrigible>(record: R, path: string, value: unknown, time: Timestamp): R {
  const from = at(record, path) ?? null;
  const to = value ?? null;
  if (canonicalJson(from) === canonicalJson(to)) return record;
  const edit: Edit = { at: time, path, from, to };
  return { ...put(record, path, to), edits: [...record.edits, edit] };
}

/** A path of one image in another list of images: the image is known again by its address. */
function pathIn(
  images: readonly ClipImage[],
  before: readonly ClipImage[],
  path: string,
): string | undefined {
  const [, index, name] = /^\/images\/(\d+)\/(\w+)$/.exec(path) ?? [];
  if (index === undefined) return path;
  const now = images.findIndex(({ src }) => src === before[Number(index)]?.src);
  return now < 0 ? undefined : `/images/${now}/${name}`;
}

function at(record: Corrigible, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    record,
  );
}

/** A copy with another value at a path; `null` takes the member away, except where it is a list. */
function put<R>(record: R, path: string, value: unknown): R {
  return putIn(record, keysOf(path), value) as R;
}

function putIn(into: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(into)) {
    return into.map((item: unknown, index) => (String(index) === key ? putIn(item, rest, value) : item));
  }
  const { [key]: old, ...others } = into as Record<string, unknown>;
  const next = putIn(old, rest, value);
  return next === null ? others : { ...others, [key]: next };
}

function keysOf(path: string): string[] {
  return path.split('/').slice(1);
}
