import { diffFacts } from '../clip/change-facts';
import { factsIn, factsOfRecord } from '../clip/facts';
import { type Hasher, sealRecord } from '../clip/fingerprint';
import { recordPageKey, summarize } from '../clip/plan-save';
import type { ClipFacts, ClipRecord, ClipSummary } from '../model/clip';
import { factsOfRow, joinFacts, timesOfRow } from './facts-of-row';
import { uuidOf } from './page-to-clip';
import type { ImportedClip, ImportedVersion } from './types';

/** A clip as the library has it now. */
export interface KeptClip {
  summary: ClipSummary;
  versions: readonly ImportedVersion[];
}

/** What an imported clip is going to be. */
export interface ImportPlan {
  action: 'add' | 'update' | 'same';
  summary: ClipSummary;
  /** Versions that come new. */
  added: ImportedVersion[];
  /** Versions of the library that gain highlights or a text. */
  changed: { before: ImportedVersion; after: ImportedVersion }[];
}

/**
 * Plans one clip against what the library has of it (the same id, or the same page). Pure. What the person has is
 * never lost: tags, notes, highlights and collections are joined, versions are added and none is replaced. An address without its
 * text, and another program's copy of a page whose text is kept already, only bring what the person marked.
 */
export async function planClip(
  coming: ImportedClip,
  kept: KeptClip | undefined,
  hasher: Hasher,
): Promise<ImportPlan> {
  const versions = [...coming.versions].sort(byTime);
  if (!kept) return planNew(coming, versions);
  const all = new Map(kept.versions.map((version) => [version.id, version]));
  const added: ImportedVersion[] = [];
  const changed: ImportPlan['changed'] = [];
  const change = (before: ImportedVersion, after: ImportedVersion): void => {
    all.set(after.id, after);
    // A version that came with this very file is not one that the library had before.
    const own = added.findIndex(({ id }) => id === after.id);
    if (own >= 0) added[own] = after;
    else changed.push({ before, after });
  };
  for (const version of versions) {
    const now = [...all.values()].sort(byTime);
    const twin = findTwin(now, version);
    const waiting = now.find(({ record }) => record.capture.how === 'link');
    if (twin) {
      const after = await withMarks(twin, version.record, hasher);
      if (after) change(twin, after);
    } else if (waiting) {
      change(waiting, await filled(waiting, version, hasher));
    } else {
      const fitted = await fitInto(version, kept.summary.id, all, hasher);
      all.set(fitted.id, fitted);
      added.push(fitted);
    }
  }
  const before = factsIn(kept.summary);
  const facts = joinedFacts(before, coming, versions);
  const summary = summaryOf(kept.summary, [...all.values()], facts);
  const isChanged = added.length > 0 || changed.length > 0 || diffFacts(before, facts) !== undefined;
  return { action: isChanged ? 'update' : 'same', summary, added, changed };
}

/** A clip in the Trash comes back when it is imported, unless it comes from a Trash too. */
function joinedFacts(before: ClipFacts, coming: ImportedClip, versions: ImportedVersion[]): ClipFacts {
  const brought = [
    ...versions.map(({ record }) => factsOfRecord(record)),
    ...(coming.row ? [factsOfRow(coming.row)] : []),
  ];
  const { deletedAt, ...facts } = brought.reduce(joinFacts, before);
  return deletedAt !== undefined && coming.deletedAt !== undefined ? { ...facts, deletedAt } : facts;
}

function planNew(coming: ImportedClip, versions: ImportedVersion[]): ImportPlan {
  const newest = versions.at(-1);
  if (!newest) throw new Error('A clip without a version');
  const facts = coming.row ? factsOfRow(coming.row) : factsOfRecord(newest.record);
  const made = summarize(
    newest.record,
    { id: newest.id, count: versions.length, clipId: coming.id },
    { ...facts, ...(coming.deletedAt && { deletedAt: coming.deletedAt }) },
  );
  const summary = coming.row ? { ...made, ...timesOfRow(coming.row) } : made;
  return { action: 'add', summary, added: versions, changed: [] };
}

/** The kept version that holds what comes: the same one, or the same words; any, for what brings no words of its own. */
function findTwin(kept: readonly ImportedVersion[], coming: ImportedVersion): ImportedVersion | undefined {
  const { how } = coming.record.capture;
  const withText = kept.filter(({ record }) => record.capture.how !== 'link');
  const sameWords = [...kept]
    .reverse()
    .find(({ record }) => record.integrity.text === coming.record.integrity.text);
  if (sameWords)
    return (
      kept.find(
        ({ id, record }) => id === coming.id && record.integrity.text === sameWords.record.integrity.text,
      ) ?? sameWords
    );
  if (how === 'link') return kept.at(-1);
  return how === 'import' ? withText.at(-1) : undefined;
}

/** A version joined with the highlights of another; undefined where nothing is new. */
async function withMarks(
  twin: ImportedVersion,
  coming: ClipRecord,
  hasher: Hasher,
): Promise<ImportedVersion | undefined> {
  const { record } = twin;
  const known = new Set(record.highlights.map(({ id }) => id));
  const highlights = coming.highlights.filter(({ id }) => !known.has(id));
  if (highlights.length === 0) return undefined;
  const joined = { ...record, highlights: [...record.highlights, ...highlights] };
  return { ...twin, record: await sealRecord(joined, hasher) };
}

/** A clip that waited for its text has it now, with what the person had marked while it waited. */
async function filled(
  waiting: ImportedVersion,
  coming: ImportedVersion,
  hasher: Hasher,
): Promise<ImportedVersion> {
  const { id } = waiting.record;
  const version = {
    id: waiting.id,
    at: coming.at,
    record: await sealRecord({ ...coming.record, id }, hasher),
  };
  return (await withMarks(version, waiting.record, hasher)) ?? version;
}

/** A version made part of a clip: under the clip's id, and under an id of its own that no other version has. */
async function fitInto(
  version: ImportedVersion,
  clipId: string,
  all: ReadonlyMap<string, ImportedVersion>,
  hasher: Hasher,
): Promise<ImportedVersion> {
  const newest = [...all.values()].sort(byTime).at(-1);
  const fitted = await renamed(version, clipId, all, hasher);
  // The newest version carries what the person marked on the ones before it.
  return (newest && newest.at < fitted.at && (await withMarks(fitted, newest.record, hasher))) || fitted;
}

async function renamed(
  version: ImportedVersion,
  clipId: string,
  all: ReadonlyMap<string, ImportedVersion>,
  hasher: Hasher,
): Promise<ImportedVersion> {
  const { integrity } = version.record;
  // The clip's own first version has the clip's id, and takes it again where the library lost it.
  const isOthers = version.id === clipId && version.record.id !== clipId;
  const id = all.has(version.id) || isOthers ? uuidOf(`colophon version ${integrity.record}`) : version.id;
  if (version.record.id === clipId) return { ...version, id };
  return { ...version, id, record: await sealRecord({ ...version.record, id: clipId }, hasher) };
}

function summaryOf(before: ClipSummary, versions: ImportedVersion[], facts: ClipFacts): ClipSummary {
  const newest = versions.sort(byTime).at(-1);
  if (!newest) return before;
  return summarize(newest.record, { id: newest.id, count: versions.length, clipId: before.id }, facts);
}

/** The key by which a clip finds its page in the library. */
export function keyOfClip(clip: ImportedClip): string {
  const newest = [...clip.versions].sort(byTime).at(-1);
  if (!newest) throw new Error('A clip without a version');
  return recordPageKey(newest.record);
}

function byTime(one: { at: string; id: string }, other: { at: string; id: string }): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1;
}
