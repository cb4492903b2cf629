import Dexie from 'dexie';
import { withFacts } from '../clip/facts';
import { sealRecord } from '../clip/fingerprint';
import { summarize } from '../clip/plan-save';
import { recordFault } from '../import/record-shape';
import type { ClipId, ClipRecord, ClipSummary, Digest } from '../model/clip';
import type { Collection, CollectionId } from '../model/collection';
import type { SearchedClip } from '../search/clip-text';
import { isSyncRecord, latestStamp } from '../sync/check';
import { isErased, sayingsOf } from '../sync/clip-state';
import { nextStamp } from '../sync/clock';
import { collectionIn, isThere } from '../sync/fields-state';
import { joinRecords, mergeBodies, mergeClip } from '../sync/merge';
import type {
  ClipBody,
  FieldsBody,
  Json,
  RecordBody,
  Stamp,
  SyncRecord,
  TextBody,
  VersionBody,
} from '../sync/model';
import { isSameJson } from '../sync/sets';
import { piecesOf, piecesOfVersion, recordOf, withOlderMarks } from '../sync/version-state';
import { announceVersions, digestsOf, entryOfCollection, library, type VersionRow } from './db';
import {
  forgetClips,
  indexClips,
  indexFacts,
  isSameToSearch,
  type PreparedClips,
  prepareManyClips,
  searchTables,
} from './search-index';
import { type ClipGroup, groupsOf, KnownStates } from './sync-groups';
import { bareName, clipName, type SyncRemoteRow, type SyncStateRow, silence, textName } from './sync-track';
import { inTurns } from './turns';

/** What came of some records. */
export interface Applied {
  /** Clips that are new, other, or gone here. */
  clips: number;
  /** Names of records that do not have the shape of one, or whose clip has not. */
  rejected: string[];
}

const attempts = 8;
type Text = NonNullable<TextBody['text']>;

/**
 * Takes records of a remote over: joins them with what is known here, and writes whatever follows of it (rows, versions,
 * index, and the place up to which the remote was read) in one transaction. The same records twice change nothing.
 * @param touched clips that are looked at anew though nothing came for them.
 */
export async function applyRecords(
  records: readonly unknown[],
  { cursor, touched = [] }: { cursor?: string; touched?: readonly ClipId[] } = {},
): Promise<Applied> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const plan = await planRecords(records, touched);
    const seals = new Map(plan.versions.map(({ id, record }) => [id, record.integrity.record]));
    const gone = [...plan.goneVersions, ...plan.goneCollections.map(entryOfCollection)];
    await announceVersions({ seals, gone });
    if (await commit(plan, cursor)) return { clips: plan.changedClips.size, rejected: plan.rejected };
  }
  throw new Error('The library changed again and again while changes of another device were taken over');
}

interface Plan {
  states: KnownStates;
  rejected: string[];
  changedClips: Set<ClipId>;
  clips: { before?: ClipSummary; after: ClipSummary }[];
  goneClips: ClipId[];
  renamed: Map<ClipId, ClipId>;
  versions: VersionRow[];
  goneVersions: string[];
  collections: Collection[];
  goneCollections: CollectionId[];
  /** Texts whose version is still to come, and those that are no longer waited for. */
  parked: Map<string, Text>;
  used: string[];
  /** Texts that lie there: they need not be sent. */
  there: string[];
  /** Texts that another device gave up and that are shown here. */
  wantedAgain: string[];
  indexed: PreparedClips | undefined;
  factsOnly: { before: ClipSummary; after: ClipSummary }[];
  latest: Stamp;
}

interface Incoming {
  bodies: Map<string, RecordBody>;
  texts: Map<string, TextBody>;
  rejected: string[];
}

function sorted(records: readonly unknown[]): Incoming {
  const texts = new Map<string, TextBody>();
  const good: SyncRecord[] = [];
  const rejected: string[] = [];
  const now = Date.now();
  for (const record of records)
    if (isSyncRecord(record, now)) good.push(record);
    else rejected.push(String((record as { id?: unknown } | null)?.id ?? '').slice(0, 100));
  const bodies = joinRecords(good);
  for (const [id, body] of bodies)
    if (body.kind === 'text') {
      texts.set(bareName(id), body);
      bodies.delete(id);
    }
  return { bodies, texts, rejected };
}

async function planRecords(records: readonly unknown[], touched: readonly ClipId[]): Promise<Plan> {
  const { bodies, texts, rejected } = sorted(records);
  const states = new KnownStates();
  await states.load([...bodies.keys()]);
  let latest: Stamp = '';
  for (const [id, body] of bodies) {
    const stamp = latestStamp(body);
    if (stamp > latest) latest = stamp;
    const known = states.get(id);
    const merged = known ? mergeBodies(known.body, body) : body;
    if (!known || !isSameJson(known.body, merged)) states.change(stateOf(id, merged, known));
  }
  const plan: Plan = {
    states,
    rejected,
    changedClips: new Set(),
    clips: [],
    goneClips: [],
    renamed: new Map(),
    versions: [],
    goneVersions: [],
    collections: [],
    goneCollections: [],
    parked: new Map(),
    used: [],
    there: [],
    wantedAgain: [],
    indexed: undefined,
    factsOnly: [],
    latest,
  };
  for (const { id, body } of states.changed.values())
    if (body.kind === 'collection') planCollection(plan, id, body);
  const filled = await planTexts(plan, texts);
  await planClips(plan, texts, filled, touched);
  await planParked(plan, texts);
  return plan;
}

function stateOf(id: string, body: RecordBody, known: SyncStateRow | undefined): SyncStateRow {
  const row: SyncStateRow = { ...known, id, body, rev: 0 };
  if (body.kind === 'version') return { ...row, clip: body.clip, text: body.text[1] };
  if (body.kind === 'clip') return { ...row, keys: body.keys, into: known?.into ?? bareName(id) };
  return row;
}

function planCollection(plan: Plan, id: string, body: FieldsBody): void {
  if (isThere(body)) plan.collections.push(collectionIn(bareName(id), body));
  else plan.goneCollections.push(bareName(id));
}

/** Which versions get their text now. What no version waits for yet is laid aside. */
async function planTexts(plan: Plan, texts: ReadonlyMap<string, TextBody>): Promise<SyncStateRow[]> {
  const { states } = plan;
  const showing = states.take(
    await library.syncStates
      .where('text')
      .anyOf([...texts.keys()])
      .toArray(),
  );
  const versions = new Map(
    [...showing, ...states.changed.values()].flatMap((row) =>
      row.text === undefined ? [] : [[row.id, row]],
    ),
  );
  const byText = Map.groupBy(versions.values(), ({ text }) => text ?? '');
  const filled: SyncStateRow[] = [];
  for (const [hash, { text, at }] of texts) {
    const rows = byText.get(hash) ?? [];
    if (!text) {
      if (rows.some(({ has, body }) => has === hash && !(body as VersionBody).gone?.[1]))
        plan.wantedAgain.push(hash);
      continue;
    }
    const waiting = rows.filter(({ has }) => has !== hash);
    filled.push(...waiting);
    // Somebody may have given it up since it was written there: then what is said here is later, and is to be sent.
    if (rows.some((row) => row.has === hash && (row.body as VersionBody).text[0] <= at))
      plan.there.push(hash);
    plan.parked.set(hash, text);
  }
  return filled;
}

/**
 * A text is laid aside as long as a version is still to come that shows it, or the clip of one is, and no longer. What was
 * given up waits for nothing.
 */
async function planParked(plan: Plan, texts: ReadonlyMap<string, TextBody>): Promise<void> {
  const { states } = plan;
  const hashes = [...new Set([...plan.parked.keys(), ...plan.used])];
  if (hashes.length === 0) return;
  const known = states.take(await library.syncStates.where('text').anyOf(hashes).toArray());
  const all = new Map(
    [...known, ...states.changed.values()].map((row) => [row.id, states.get(row.id) ?? row]),
  );
  const showing = [...all.values()].filter(({ body }) => body.kind === 'version' && !body.gone?.[1]);
  await states.load(showing.map(({ clip }) => clipName(clip ?? '')));
  const isGone = ({ clip }: SyncStateRow): boolean => {
    const state = states.get(clipName(clip ?? ''));
    return state !== undefined && isErased(state.body as ClipBody);
  };
  const byText = Map.groupBy(showing, ({ text }) => text ?? '');
  const isWanted = (hash: string): boolean => {
    const rows = byText.get(hash);
    return !rows || rows.some((row) => row.has !== hash && !isGone(row));
  };
  plan.used = plan.used.filter((hash) => !isWanted(hash) || texts.has(hash));
  for (const hash of plan.parked.keys()) if (!isWanted(hash)) plan.parked.delete(hash);
}

async function planClips(
  plan: Plan,
  texts: ReadonlyMap<string, TextBody>,
  filled: readonly SyncStateRow[],
  touched: readonly ClipId[],
): Promise<void> {
  const { states } = plan;
  const deep = new Set<ClipId>([...touched, ...filled.flatMap(({ clip }) => clip ?? [])]);
  const shallow = new Set<ClipId>();
  for (const { id, body, clip } of states.changed.values()) {
    if (body.kind === 'version' && clip) deep.add(clip);
    if (body.kind === 'clip') shallow.add(bareName(id));
  }
  const groups = await groupsOf(states, [...deep, ...shallow]);
  const bearers = new Map<ClipId, ClipGroup>();
  for (const group of groups)
    for (const member of group.members) {
      bearers.set(bareName(member.id), group);
      const others = member.id === clipName(group.id) ? group.members.slice(1).map(({ id }) => id) : [];
      const joined = {
        into: group.id,
        ...(others.length > 0 ? { members: others } : { members: undefined }),
      };
      if (member.into === joined.into && isSameJson(member.members ?? [], others)) continue;
      states.change({ ...member, ...joined });
      deep.add(bareName(member.id));
    }
  const ids = [...bearers.keys()];
  const rows = new Map((await library.clips.bulkGet(ids)).flatMap((row) => (row ? [[row.id, row]] : [])));
  // Of which only something was said need not be read whole.
  const isDeep = ({ id, members, isErased }: ClipGroup): boolean =>
    isErased || !rows.has(id) || members.some((member) => deep.has(bareName(member.id)));
  const whole = groups.filter(isDeep);
  const searched: SearchedClip[] = [];
  await planWhole(plan, whole, rows, texts, searched);
  for (const group of groups) {
    if (isDeep(group)) continue;
    const before = rows.get(group.id);
    const after = before && withSayings(before, wholeBody(group));
    if (!before || !after || isSameRow(before, after)) continue;
    plan.clips.push({ before, after });
    plan.factsOnly.push({ before, after });
    plan.changedClips.add(group.id);
  }
  if (searched.length > 0) plan.indexed = await prepareManyClips(searched, inTurns());
}

/** Clips that are looked at with all their versions. */
async function planWhole(
  plan: Plan,
  groups: readonly ClipGroup[],
  rows: ReadonlyMap<ClipId, ClipSummary>,
  texts: ReadonlyMap<string, TextBody>,
  searched: SearchedClip[],
): Promise<void> {
  const { states } = plan;
  const memberIds = groups.flatMap(({ members }) => members.map(({ id }) => bareName(id)));
  const known = states.take(await library.syncStates.where('clip').anyOf(memberIds).toArray());
  const wanted = new Set(memberIds);
  const fresh = [...states.changed.values()].filter(({ clip }) => clip !== undefined && wanted.has(clip));
  const versions = [
    ...new Map([...known, ...fresh].map((row) => [row.id, states.get(row.id) ?? row])).values(),
  ];
  const byClip = Map.groupBy(versions, ({ clip }) => clip ?? '');
  const versionIds = versions.map(({ id }) => bareName(id));
  const kept = new Map(
    (await library.versions.bulkGet(versionIds)).flatMap((row) => (row ? [[row.id, row]] : [])),
  );
  const needed = versions.flatMap(({ text, has }) =>
    text && text !== has && !texts.get(text)?.text ? [text] : [],
  );
  const parked = new Map(
    (await library.syncTexts.bulkGet([...new Set(needed)])).flatMap((row) =>
      row ? [[row.id, row.text as Text]] : [],
    ),
  );
  const textFor = (hash: string | undefined) =>
    hash ? (texts.get(hash)?.text ?? parked.get(hash)) : undefined;
  const breathe = inTurns();
  for (const group of groups) {
    await breathe();
    const own = group.members.flatMap(({ id }) => byClip.get(bareName(id)) ?? []).sort(byTime);
    await planGroup(plan, group, own, { rows, kept, textFor, searched });
  }
}

interface Around {
  rows: ReadonlyMap<ClipId, ClipSummary>;
  kept: ReadonlyMap<string, VersionRow>;
  textFor: (hash: string | undefined) => Text | undefined;
  searched: SearchedClip[];
}

async function planGroup(
  plan: Plan,
  group: ClipGroup,
  own: readonly SyncStateRow[],
  { rows, kept, textFor, searched }: Around,
): Promise<void> {
  const live: VersionRow[] = [];
  const older: VersionBody['parts'][] = [];
  let isChanged = false;
  for (const state of own) {
    const body = state.body as VersionBody;
    const row = kept.get(bareName(state.id));
    if (group.isErased || body.gone?.[1]) {
      if (row) plan.goneVersions.push(row.id);
      if (state.has !== undefined) plan.states.change({ ...state, has: undefined });
      isChanged ||= row !== undefined;
      continue;
    }
    const parts = withOlderMarks(body.parts, older);
    older.unshift(body.parts);
    const text = state.has === state.text && row ? undefined : textFor(state.text);
    const made = await versionOf(state, group.id, { row, text, parts });
    if (made === 'bad-shape') plan.rejected.push(state.id);
    if (made === 'bad-shape' || !made) {
      // Its text is still to come; what is here meanwhile stays.
      if (row && made !== 'bad-shape') live.push(row);
      continue;
    }
    live.push(made);
    if (text && state.text) {
      plan.states.change({ ...state, has: state.text });
      plan.used.push(state.text);
    }
    if (made === row) continue;
    plan.versions.push(made);
    isChanged = true;
  }
  for (const member of group.members) {
    const id = bareName(member.id);
    if (id === group.id && live.length > 0) continue;
    if (rows.has(id)) plan.goneClips.push(id);
    if (id !== group.id && rows.has(id)) plan.renamed.set(id, group.id);
  }
  const newest = live.at(-1);
  const before = rows.get(group.id);
  if (!newest) {
    if (before) plan.changedClips.add(group.id);
    return;
  }
  const after = rowOf(newest, live.length, group);
  if (before && !isChanged && isSameRow(before, after)) return;
  plan.clips.push({ ...(before && { before }), after });
  plan.changedClips.add(group.id);
  const old = before && kept.get(before.versionId);
  const is = { summary: after, record: newest.record };
  if (old && before && old.clipId === group.id && isSameToSearch({ summary: before, record: old.record }, is))
    plan.factsOnly.push({ before, after });
  else searched.push(is);
}

/** A version as it is to be; the same object where it is so already, nothing where its text is not here yet. */
async function versionOf(
  state: SyncStateRow,
  clipId: ClipId,
  { row, text, parts }: { row: VersionRow | undefined; text: Text | undefined; parts: VersionBody['parts'] },
): Promise<VersionRow | 'bad-shape' | undefined> {
  if (!row && !text) return undefined;
  const { at } = state.body as VersionBody;
  const id = bareName(state.id);
  if (text) {
    const record = await sealed(recordOf(piecesOfVersion(text, parts), clipId));
    return record ? { id, clipId, at, record } : 'bad-shape';
  }
  if (!row || state.has !== state.text) return undefined;
  const pieces = piecesOf(row.record);
  let isChanged = row.clipId !== clipId || row.record.id !== clipId;
  for (const [name, [, value]] of Object.entries(parts)) {
    if (isSameJson(pieces.get(name) ?? null, value)) continue;
    if (name.startsWith('order/') && isOrdered(row.record, name, value)) continue;
    pieces.set(name, value);
    isChanged = true;
  }
  if (!isChanged) return row;
  const record = await sealed(recordOf(pieces, clipId));
  return record ? { ...row, clipId, record } : 'bad-shape';
}

/** Whether a list stands in an order already as far as the order names it. */
function isOrdered(record: ClipRecord, name: string, order: Json): boolean {
  const again = recordOf(new Map([...piecesOf(record), [name, order]]), record.id);
  return (
    isSameJson(again.highlights, record.highlights) &&
    isSameJson(again.edits, record.edits) &&
    isSameJson(again.images, record.images)
  );
}

/** A record with its seal; nothing where it is no record. */
async function sealed(record: ReturnType<typeof recordOf>): Promise<ClipRecord | undefined> {
  try {
    const whole = await sealRecord(record, crypto.subtle);
    return recordFault(whole) === undefined ? whole : undefined;
  } catch {
    return undefined;
  }
}

function wholeBody({ members }: ClipGroup): ClipBody {
  return members.map(({ body }) => body as ClipBody).reduce(mergeClip);
}

function rowOf(newest: VersionRow, count: number, group: ClipGroup): ClipSummary {
  const { otherKeys: _, ...made } = summarize(
    newest.record,
    { id: newest.id, count, clipId: group.id },
    { tags: [] },
  );
  return withSayings(made, wholeBody(group));
}

function withSayings(row: ClipSummary, body: ClipBody): ClipSummary {
  const { otherKeys, clippedAt = row.clippedAt, seenAgainAt, ...facts } = sayingsOf(body);
  const { otherKeys: _, seenAgainAt: __, ...bare } = row;
  return {
    ...withFacts(bare, facts),
    clippedAt,
    ...(otherKeys && { otherKeys }),
    ...(seenAgainAt && { seenAgainAt }),
  };
}

/** Whether two rows say the same, but for what the database derives. */
function isSameRow(one: ClipSummary, other: ClipSummary): boolean {
  const plain = ({ listed: _, trashed: __, withOld: ___, inArchive: ____, ...row }: ClipSummary) => row;
  return isSameJson(plain(one), plain(other));
}

async function commit(plan: Plan, cursor: string | undefined): Promise<boolean> {
  const { clips, versions, collections, assets, saves, imageJobs, importSteps } = library;
  const { syncStates, syncOutbox, syncMeta, syncTexts, syncBlobs } = library;
  const tables = [clips, versions, collections, assets, saves, imageJobs, importSteps, ...searchTables()];
  const own = [syncStates, syncOutbox, syncMeta, syncTexts, syncBlobs];
  return library.transaction('rw', [...tables, ...own], async () => {
    silence(Dexie.currentTransaction);
    const read = [...plan.states.read.keys()];
    const now = await syncStates.bulkGet(read);
    if (read.some((id, index) => now[index]?.rev !== plan.states.read.get(id)?.rev)) return false;
    const fresh = [...plan.states.changed.keys()].filter((id) => !plan.states.read.has(id));
    if ((await syncStates.bulkGet(fresh)).some(Boolean)) return false;
    const clock = await syncMeta.get('clock');
    const remote = await syncMeta.get('remote');
    // Sync was turned off meanwhile.
    if (clock?.key !== 'clock' || remote?.key !== 'remote') return true;
    await syncStates.bulkPut([...plan.states.changed.values()]);
    if (plan.latest > clock.last) await syncMeta.put({ ...clock, last: plan.latest });
    if (cursor !== undefined) await syncMeta.put({ ...remote, cursor } satisfies SyncRemoteRow);
    await writeTexts(plan);
    await collections.bulkPut(plan.collections);
    await collections.bulkDelete(plan.goneCollections);
    await writeClips(plan);
    return true;
  });
}

async function writeTexts({ parked, used, there, wantedAgain }: Plan): Promise<void> {
  const { syncTexts, syncOutbox, syncStates, syncMeta } = library;
  await syncTexts.bulkDelete(used);
  await syncTexts.bulkPut([...parked].map(([id, text]) => ({ id, text })));
  if (there.length > 0) await syncOutbox.where('id').anyOf(there.map(textName)).delete();
  for (const hash of wantedAgain) {
    const clock = await syncMeta.get('clock');
    if (clock?.key !== 'clock') return;
    for (const row of await syncStates.where('text').equals(hash).toArray()) {
      const last = nextStamp(clock.last, Date.now(), clock.device);
      await syncMeta.put({ ...clock, last });
      const body: VersionBody = { ...(row.body as VersionBody), text: [last, hash] };
      await syncStates.put({ ...row, rev: row.rev + 1, body });
      await syncOutbox.bulkAdd([{ id: textName(hash) }, { id: row.id }]);
    }
  }
}

async function writeClips(plan: Plan): Promise<void> {
  const { clips, versions, saves, imageJobs, importSteps } = library;
  for (const [from, to] of plan.renamed) await rename(from, to);
  const gone = plan.goneClips.filter((id) => !plan.renamed.has(id));
  if (gone.length > 0) {
    await saves.where('clipId').anyOf(gone).delete();
    await importSteps.where('clipId').anyOf(gone).delete();
  }
  await clips.bulkDelete(plan.goneClips);
  await versions.bulkDelete(plan.goneVersions);
  await imageJobs.bulkDelete(plan.goneVersions);
  await forgetClips(plan.goneClips);
  await versions.bulkPut(plan.versions);
  await clips.bulkPut(plan.clips.map(({ after }) => after));
  if (plan.indexed) await indexClips(plan.indexed);
  if (plan.factsOnly.length > 0) await indexFacts(plan.factsOnly);
  await noteBlobs([...new Set(plan.versions.flatMap(({ record }) => digestsOf(record)))]);
}

/** What was saved or imported here under an id that is another now can still be taken back. */
async function rename(from: ClipId, to: ClipId): Promise<void> {
  await library.saves
    .where('clipId')
    .equals(from)
    .modify((row) => {
      row.clipId = to;
      row.outcome = { ...row.outcome, clipId: to };
      if (row.before) row.before = { ...row.before, id: to };
    });
  await library.importSteps
    .where('clipId')
    .equals(from)
    .modify((row) => {
      row.clipId = to;
      if (row.before) row.before = { ...row.before, id: to };
      for (const change of row.changed) change.row = { ...change.row, clipId: to };
    });
}

async function noteBlobs(digests: readonly Digest[]): Promise<void> {
  if (digests.length === 0) return;
  const { assets, syncBlobs } = library;
  const here = new Set(await assets.where('digest').anyOf(digests).primaryKeys());
  const known = await syncBlobs.bulkGet([...digests]);
  const away = digests.filter((digest, index) => !here.has(digest) && !known[index]);
  await syncBlobs.bulkPut(away.map((digest) => ({ digest, state: 'away' as const })));
}

function byTime(one: SyncStateRow, other: SyncStateRow): number {
  const [left, right] = [one.body as VersionBody, other.body as VersionBody];
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** Clips whose versions are several, or whose page another clip has too: after a change here they are looked at as a remote's. */
export async function settleClips(clipIds: readonly ClipId[]): Promise<void> {
  const states = (await library.syncStates.bulkGet(clipIds.map(clipName))).filter((row) => row !== undefined);
  const keys = [...new Set(states.flatMap((row) => row.keys ?? []))];
  const sharing = await library.syncStates.where('keys').anyOf(keys).toArray();
  const perKey = Map.groupBy(
    sharing.flatMap((row) => row.keys ?? []),
    (key) => key,
  );
  const rows = await library.clips.bulkGet([...clipIds]);
  const several = new Set(rows.flatMap((row) => (row && row.versionCount > 1 ? [row.id] : [])));
  const touched = states.flatMap(({ id, keys: own = [] }) =>
    several.has(bareName(id)) || own.some((key) => (perKey.get(key)?.length ?? 0) > 1) ? [bareName(id)] : [],
  );
  if (touched.length > 0) await applyRecords([], { touched });
}
