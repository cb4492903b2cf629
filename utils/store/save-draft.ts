import { factsIn, withFacts, withOwnFacts } from '../clip/facts';
import { type Hasher, sealDraft, sealRecord } from '../clip/fingerprint';
import { carryOver, planSave, recordPageKeys, summarize } from '../clip/plan-save';
import type { ClipDraft, ClipRecord, ClipSummary, SaveOutcome, Timestamp } from '../model/clip';
import { listByPageKeys } from './clips';
import { announceVersions, library, type SaveRow, type VersionRow } from './db';
import { forgetClips, indexClips, type PreparedClips, prepareClips, searchTables } from './search-index';

/** How often the plan is made anew when another window saves the same page at the same moment. */
const attempts = 5;

interface Kept {
  summary?: ClipSummary;
  record?: ClipRecord;
  /** The time by which the newest version stands among the others. */
  at?: Timestamp;
}

/**
 * Keeps a draft: as a new clip, as a further version of the clip of the same page, or not at all where the text is the
 * one that is kept. A clip of the page that lies in the Trash is taken out of it. A second save with the same id
 * changes nothing and gives the first outcome; after Undo it gives nothing. Hashes are made before the transaction,
 * since a transaction ends when anything else is awaited in it.
 */
export async function saveDraft(draft: ClipDraft, hasher: Hasher): Promise<SaveOutcome | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const earlier = await library.saves.get(draft.id);
    if (earlier) return earlier.undoneAt ? undefined : earlier.outcome;
    const keys = recordPageKeys(draft);
    const kept = await findKept(keys);
    const write = await planWrite(draft, kept, hasher);
    if (await commit(write, kept, keys)) return write.save.outcome;
  }
  throw new Error('The clip changed again and again while it was saved');
}

interface Write {
  record?: ClipRecord;
  summary: ClipSummary;
  save: SaveRow;
  indexed?: PreparedClips;
}

async function findKept(keys: readonly string[]): Promise<Kept> {
  // A clip in the Trash comes last: it counts only where there is no other.
  const [summary] = await listByPageKeys(keys);
  const version = summary && (await library.versions.get(summary.versionId));
  return { summary, record: version?.record, at: version?.at };
}

async function planWrite(draft: ClipDraft, kept: Kept, hasher: Hasher): Promise<Write> {
  if (!kept.summary || !kept.record) return writeNew(await sealDraft(draft, hasher));
  const coming = await sealDraft({ ...draft, id: kept.summary.id }, hasher);
  if (planSave(kept.record, coming) === 'same') return writeSame(draft, kept.summary);
  const shown = withOwnFacts(kept.record, kept.summary);
  return writeVersion(draft, await sealRecord(carryOver(shown, coming), hasher), kept.summary);
}

function writeNew(record: ClipRecord): Write {
  const { id, capture } = record;
  const summary = summarize(record, { id, count: 1, clipId: id });
  const outcome: SaveOutcome = { kind: 'new', clipId: id, versionId: id };
  const indexed = prepareClips([{ summary, record }]);
  return { record, summary, indexed, save: { draftId: id, clipId: id, at: capture.at, outcome } };
}

function writeSame(draft: ClipDraft, before: ClipSummary): Write {
  const { deletedAt: _, ...rest } = before;
  const summary: ClipSummary = { ...rest, seenAgainAt: draft.capture.at };
  const { id: clipId, versionId, clippedAt } = before;
  const outcome: SaveOutcome = { kind: 'same', clipId, versionId, clippedAt };
  return { summary, save: { draftId: draft.id, clipId, at: draft.capture.at, outcome, before } };
}

function writeVersion(draft: ClipDraft, record: ClipRecord, before: ClipSummary): Write {
  const { id: clipId, versionId: previousVersionId, versionCount } = before;
  const { deletedAt: _, ...facts } = factsIn(before);
  const made = summarize(record, { id: draft.id, count: versionCount + 1, clipId }, facts);
  const summary = withKeysOf(made, before);
  const outcome: SaveOutcome = { kind: 'new-version', clipId, versionId: draft.id, previousVersionId };
  const indexed = prepareClips([{ summary, record }]);
  const save = { draftId: draft.id, clipId, at: draft.capture.at, outcome, before };
  return { record, summary, indexed, save };
}

/** The page may have been clipped at another of its addresses before: it is found at all of them. */
function withKeysOf(summary: ClipSummary, before: ClipSummary): ClipSummary {
  const keys = [...(summary.otherKeys ?? []), before.pageKey, ...(before.otherKeys ?? [])];
  const otherKeys = [...new Set(keys)].filter((key) => key !== summary.pageKey);
  return otherKeys.length > 0 ? { ...summary, otherKeys } : summary;
}

/** Writes all or nothing; false if what the plan was made from is no longer so. */
async function commit(
  { record, summary, save, indexed }: Write,
  kept: Kept,
  keys: readonly string[],
): Promise<boolean> {
  return library.transaction('rw', tables(), async () => {
    if (await library.saves.get(save.draftId)) return false;
    const now = (await listByPageKeys(keys)).length;
    const current = kept.summary && (await library.clips.get(kept.summary.id));
    if (kept.summary ? !isSameRow(current, kept.summary) : now > 0) return false;
    if (record) {
      const at = laterThan(kept.at, save.at);
      await library.versions.add({ id: save.draftId, clipId: summary.id, at, record });
      if (record.images.length > 0) await library.imageJobs.add({ versionId: save.draftId });
    }
    await library.clips.put(summary);
    await library.saves.add(save);
    if (indexed) await indexClips(indexed);
    return true;
  });
}

/** A clock that was set back does not put a version before one that was there already. */
function laterThan(before: Timestamp | undefined, at: Timestamp): Timestamp {
  if (before === undefined || at > before) return at;
  return new Date(Date.parse(before) + 1).toISOString();
}

function tables() {
  return [library.clips, library.versions, library.saves, library.imageJobs, ...searchTables()];
}

function isSameRow(one: ClipSummary | undefined, other: ClipSummary): boolean {
  return one?.versionId === other.versionId && one.deletedAt === other.deletedAt;
}

/**
 * Takes a save back: the version goes, and the list row is as it was. A save that wrote no version puts back at most
 * the Trash. Undoing twice is undoing once. Gives false if there was no such save.
 */
export async function undoSave(draftId: string, at: Timestamp): Promise<boolean> {
  await announceVersions({ gone: [draftId] });
  return library.transaction('rw', tables(), async () => {
    const save = await library.saves.get(draftId);
    if (!save) return false;
    if (save.undoneAt) return true;
    await library.saves.update(draftId, { undoneAt: at });
    if (save.outcome.kind !== 'same') {
      await library.versions.delete(draftId);
      await library.imageJobs.delete(draftId);
    }
    await putBack(save);
    return true;
  });
}

async function putBack(save: SaveRow): Promise<void> {
  const current = await library.clips.get(save.clipId);
  if (!current) return;
  const left = await library.versions.where('clipId').equals(save.clipId).sortBy('at');
  const newest = left.at(-1);
  if (!newest) {
    await library.clips.delete(save.clipId);
    await forgetClips([save.clipId]);
    return;
  }
  await library.clips.put(rowBefore(save, current, newest, left.length));
  const summary = await library.clips.get(save.clipId);
  if (summary && save.outcome.kind !== 'same')
    await indexClips(prepareClips([{ summary, record: newest.record }]));
}

function rowBefore(save: SaveRow, current: ClipSummary, newest: VersionRow, count: number): ClipSummary {
  // What the person said of the clip since then stays.
  const facts = factsIn(current);
  if (save.before && newest.id === save.before.versionId) {
    const deletedAt = facts.deletedAt ?? save.before.deletedAt;
    return withFacts({ ...save.before, versionCount: count }, { ...facts, ...(deletedAt && { deletedAt }) });
  }
  // A later save stands upon this one: only the count changes.
  return summarize(newest.record, { id: newest.id, count, clipId: save.clipId }, facts);
}
