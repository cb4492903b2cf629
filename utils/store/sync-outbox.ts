import type { ClipId } from '../model/clip';
import { setsOf } from '../sync/check';
import { isErased } from '../sync/clip-state';
import { nextStamp, timeOf } from '../sync/clock';
import { changeFields, searchesIn } from '../sync/fields-state';
import type { ClipBody, FieldsBody, Stamp, StampedSet, SyncRecord, VersionBody } from '../sync/model';
import { isSameJson, takenFrom, withoutTaken } from '../sync/sets';
import { textOf } from '../sync/version-state';
import { library } from './db';
import { settleClips } from './sync-apply';
import { clipIdsIn, remoteState } from './sync-enter';
import {
  bareName,
  clipName,
  type SyncOutboxRow,
  type SyncStateRow,
  stamperOf,
  textName,
  versionName,
} from './sync-track';

/** Records to be sent, and the place in the outbox up to which they are. */
export interface Parcel {
  records: SyncRecord[];
  upTo: number;
  /** How many words of the outbox it carries. */
  words: number;
}

const mostRows = 600;

/**
 * What is to be sent next, as it is now; nothing where all was sent.
 * @param after the place of the parcel before it; what that one left is not sent once more in this round.
 */
export async function nextParcel(after = 0): Promise<Parcel | undefined> {
  const rows = await library.syncOutbox.where('seq').above(after).limit(mostRows).toArray();
  const upTo = rows.at(-1)?.seq;
  if (upTo === undefined) return undefined;
  await settleClips([...new Set([...clipIdsIn(namesOf(rows)), ...(await clipsOfVersions(rows))])]);
  const names = [...new Set(namesOf(rows))];
  const states = new Map(
    (await library.syncStates.bulkGet(names)).flatMap((row) => (row ? [[row.id, row]] : [])),
  );
  const unused = await textsOfGone([...states.values()]);
  const hashes = names.flatMap((name) => (name.startsWith('text/') ? [bareName(name)] : []));
  const texts = await textRecords([...new Set([...hashes, ...unused])]);
  // Texts first: a version is of use only with its text.
  return {
    records: [...texts, ...[...states.values()].map(({ id, body }) => ({ id, body }))],
    upTo,
    words: rows.length,
  };
}

/**
 * A parcel has arrived: its words go. What changed again meanwhile has a later word.
 * @param left names of records that did not: they are sent with a later round.
 */
export async function parcelSent({ upTo }: Parcel, left: ReadonlySet<string>): Promise<void> {
  const sent = library.syncOutbox.where('seq').belowOrEqual(upTo);
  await (left.size > 0 ? sent.filter(({ id }) => !left.has(id)) : sent).delete();
}

function namesOf(rows: readonly SyncOutboxRow[]): string[] {
  return rows.map(({ id }) => id);
}

async function clipsOfVersions(rows: readonly SyncOutboxRow[]): Promise<ClipId[]> {
  const names = namesOf(rows).filter((name) => name.startsWith('version/'));
  return (await library.syncStates.bulkGet(names)).flatMap((row) => row?.clip ?? []);
}

/** Texts of versions that are gone, and of clips that were erased. */
async function textsOfGone(states: readonly SyncStateRow[]): Promise<string[]> {
  const erased = states.filter(({ body }) => body.kind === 'clip' && isErased(body));
  const versions = await library.syncStates
    .where('clip')
    .anyOf(clipIdsIn(erased.map(({ id }) => id)))
    .toArray();
  const gone = states.filter(({ body }) => body.kind === 'version' && body.gone?.[1]);
  return [...versions, ...gone].flatMap(({ text }) => text ?? []);
}

async function textRecords(hashes: readonly string[]): Promise<SyncRecord[]> {
  const showing = Map.groupBy(
    (
      await library.syncStates
        .where('text')
        .anyOf([...hashes])
        .toArray()
    ).filter(({ body }) => !(body as VersionBody).gone?.[1]),
    ({ text }) => text ?? '',
  );
  const rows = new Map(
    (
      await library.versions.bulkGet(
        [...showing.values()].flatMap((states) => states.map(({ id }) => bareName(id))),
      )
    ).flatMap((row) => (row ? [[versionName(row.id), row]] : [])),
  );
  const records: SyncRecord[] = [];
  for (const hash of hashes) {
    const states = showing.get(hash) ?? [];
    const here = states.find(({ id, has }) => has === hash && rows.has(id));
    const record = here && rows.get(here.id)?.record;
    if (record)
      records.push({
        id: textName(hash),
        body: { kind: 'text', at: (here.body as VersionBody).text[0], text: textOf(record) },
      });
    else if (await isWantedByNobody(states)) {
      const at = await freshStamp();
      if (at) records.push({ id: textName(hash), body: { kind: 'text', at } });
    }
  }
  return records;
}

/** Versions whose text is still to come keep it wanted, unless their clip was erased. */
async function isWantedByNobody(states: readonly SyncStateRow[]): Promise<boolean> {
  const clips = await library.syncStates.bulkGet(states.map(({ clip }) => clipName(clip ?? '')));
  return states.every((_, index) => {
    const clip = clips[index];
    return clip !== undefined && isErased(clip.body as ClipBody);
  });
}

async function freshStamp(): Promise<Stamp | undefined> {
  return library.transaction('rw', library.syncMeta, async () => {
    const clock = await library.syncMeta.get('clock');
    if (clock?.key !== 'clock') return undefined;
    const last = nextStamp(clock.last, Date.now(), clock.device);
    await library.syncMeta.put({ ...clock, last });
    return last;
  });
}

/**
 * Saved searches lie in the settings, beside the database: what changed there since the last time is told of, and what they
 * are to be is given; nothing where they are so.
 * @param kept the searches as they are in the settings.
 */
export async function joinSearches(
  kept: Readonly<Record<string, string>>,
): Promise<Record<string, string> | undefined> {
  const { syncStates, syncOutbox, syncMeta } = library;
  return library.transaction('rw', [syncStates, syncOutbox, syncMeta], async () => {
    const clock = await syncMeta.get('clock');
    if (clock?.key !== 'clock') return undefined;
    const rows = await syncStates.where('id').startsWith('search/').toArray();
    const known = new Map(rows.map((row) => [bareName(row.id), row]));
    const stamp = stamperOf(clock);
    const names = Object.keys(kept);
    const changed: SyncStateRow[] = [];
    for (const name of new Set([...known.keys(), ...names])) {
      const state = known.get(name);
      const query = kept[name];
      // Of another device, and not taken over into the settings yet.
      if (query === undefined && state?.newest === undefined) continue;
      const since =
        (state?.body as FieldsBody | undefined)?.fields.since?.[1] ?? Date.now() + names.indexOf(name);
      const after = query === undefined ? undefined : { query, since };
      const body =
        query === state?.newest ? undefined : changeFields('search', state?.body as FieldsBody, after, stamp);
      if (body) changed.push({ id: `search/${name}`, rev: (state?.rev ?? 0) + 1, body });
    }
    for (const row of changed) known.set(bareName(row.id), row);
    if (changed.length > 0) {
      await syncOutbox.bulkAdd(changed.map(({ id }) => ({ id })));
      await syncMeta.put(clock);
    }
    const now = searchesIn(new Map([...known].map(([name, { body }]) => [name, body as FieldsBody])));
    await syncStates.bulkPut(
      [...known].map(([name, row]) => {
        const { newest: _, ...rest } = row;
        return { ...rest, ...(kept[name] !== undefined && { newest: kept[name] }) };
      }),
    );
    return JSON.stringify(now) === JSON.stringify(kept) ? undefined : now;
  });
}

const tombstoneDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

/** So many clips are looked at together. */
const portion = 1_000;

/**
 * Forgets what was taken away more than ninety days ago: by then every device that is in use has heard of it. Once a day: it
 * looks through every clip, in portions that lock nothing, and writes only what changes. A stamp says when a thing was
 * added, not when it was taken away: so the days count from when it was first looked at here.
 */
export async function forgetOld(now: number): Promise<void> {
  const last = (await remoteState())?.tidied ?? 0;
  // A clock that was a long way ahead once does not keep it waiting.
  if (Math.abs(now - last) < dayMs) return;
  const { syncStates, syncMeta } = library;
  for (let after = 'clip/'; ; ) {
    const rows = await syncStates.where('id').between(after, 'clip/\uffff', false).limit(portion).toArray();
    const due = rows.filter((row) => fade(row, now) !== row).map(({ id }) => id);
    if (due.length > 0) await fadeAll(due, now);
    const end = rows.at(-1);
    if (!end) break;
    after = end.id;
  }
  await library.transaction('rw', syncMeta, async () => {
    const remote = await remoteState();
    if (remote) await syncMeta.put({ ...remote, tidied: now });
  });
}

async function fadeAll(ids: readonly string[], now: number): Promise<void> {
  const { syncStates } = library;
  await library.transaction('rw', syncStates, async () => {
    const rows = (await syncStates.bulkGet([...ids])).filter((row) => row !== undefined);
    const faded = rows.map((row) => fade(row, now));
    const gone = rows.filter((_, at) => faded[at] === undefined).map(({ id }) => id);
    await syncStates.bulkPut(faded.filter((row) => row !== undefined));
    await syncStates.bulkDelete(gone);
    await syncStates.where('clip').anyOf(gone.map(bareName)).delete();
  });
}

/**
 * A clip's state in which old addings that were taken away are noted, and those that were noted ninety days ago forgotten; nothing
 * where the clip itself is to be. The same row where there is nothing to do.
 */
function fade(row: SyncStateRow, now: number): SyncStateRow | undefined {
  const body = row.body as ClipBody;
  const before = now - tombstoneDays * dayMs;
  const isOld = (at: Stamp): boolean => timeOf(at) < before;
  if (isErased(body) && Object.keys(body.place.in).every(isOld)) return undefined;
  const old = setsOf(body).flatMap((set) => [...takenFrom(set)].filter(isOld));
  if (old.length === 0 && !row.fading) return row;
  const since = new Map(old.map((at) => [at, Math.min(row.fading?.[at] ?? now, now)]));
  const faded = new Set(old.filter((at) => now - (since.get(at) ?? now) >= tombstoneDays * dayMs));
  const { fading: _, ...rest } = row;
  const left = Object.fromEntries([...since].filter(([at]) => !faded.has(at)));
  const noted: SyncStateRow = { ...rest, ...(Object.keys(left).length > 0 && { fading: left }) };
  if (faded.size === 0) return isSameJson(noted, row) ? row : noted;
  const without = (set: StampedSet<string>): StampedSet<string> => ({
    ...set,
    out: withoutTaken(set.out, faded),
  });
  const { tags, collections, note, place } = body;
  const lighter: ClipBody = {
    ...body,
    tags: without(tags),
    collections: without(collections),
    note: without(note),
    place: without(place),
  };
  return { ...noted, body: lighter, rev: row.rev + 1 };
}
