import type { ClipId, Digest } from '../model/clip';
import type { CollectionId } from '../model/collection';
import { readKept, writeKept } from '../platform/kept-values';
import {
  type ComingVersions,
  collectionOfEntry,
  entryOfCollection,
  type KeptVersions,
  lastRows,
  library,
  onComingVersions,
  onKeptVersions,
} from '../store/db';
import { eachPortionOfKeys } from '../store/key-portions';

/**
 * What the library must hold, kept apart from it: the seal of every version, and which collections there are. A database that lost something does not know
 * that it did, and opens without an error (reliability.md, finding 1). In shards, so that a save writes few bytes.
 */
export type Ledger = Map<string, Entry>;
/**
 * The short seal of a version and, after it, the last few that it had before: a database that fell back to an older state
 * is told from one that is ahead of the ledger, since a worker ended before it could enter what it had written.
 */
type Entry = string;

const shardCount = 64;
/** Enough of a seal to tell any damage. */
const sealLength = 12;
const remembered = 4;
const shardKeys = Array.from({ length: shardCount }, (_, shard) => `ledger:${shard}`);
const lockName = 'colophon-ledger';
const rowsKey = 'ledger-rows';
/** What was about to happen when it was noted: by version the short seal that it was to have, or `going`. */
const comingKey = 'ledger-coming';
type Coming = Record<string, string>;
const going = '';

/** The part of a seal that the ledger holds. */
function shortSeal(seal: Digest): string {
  return seal.replace(/^sha256:/, '').slice(0, sealLength);
}

/** The versions of the ledger. */
export async function readLedger(): Promise<Ledger> {
  return (await readWhole()).versions;
}

/**
 * Everything that the library must hold, shard by shard: a hundred thousand entries in one go are a second and more in which
 * a page does nothing else.
 * @param rest awaited before each shard.
 */
export async function readWhole(
  rest: () => Promise<void> = async () => undefined,
): Promise<{ versions: Ledger; collections: Set<CollectionId> }> {
  const versions: Ledger = new Map();
  const collections = new Set<CollectionId>();
  for (const key of shardKeys) {
    await rest();
    const shard = ((await readKept([key]))[key] ?? {}) as Record<string, Entry>;
    for (const [name, entry] of Object.entries(shard)) {
      const collection = collectionOfEntry(name);
      if (collection === undefined) versions.set(name, entry);
      else collections.add(collection);
    }
  }
  return { versions, collections };
}

/** Which of these entries stand in the ledger now. */
export async function entered(names: readonly string[]): Promise<Set<string>> {
  const shards = await readKept([...new Set(names.map(shardOf))]);
  return new Set(
    names.filter((name) => Object.hasOwn((shards[shardOf(name)] ?? {}) as Record<string, Entry>, name)),
  );
}

/**
 * How the seal of a version stands to the ledger: as entered, one that it had before, or none that is known. One that it
 * was just about to get is no former one, though it may have had it before.
 */
export async function standing(id: string, seal: Digest): Promise<'entered' | 'former' | 'unknown'> {
  const key = shardOf(id);
  const kept = await readKept([key, comingKey]);
  const entry = (kept[key] as Record<string, Entry> | undefined)?.[id];
  if ((kept[comingKey] as Coming | undefined)?.[id] === shortSeal(seal)) return 'unknown';
  const at = entry?.split(' ').indexOf(shortSeal(seal)) ?? -1;
  return at === 0 ? 'entered' : at > 0 ? 'former' : 'unknown';
}

/** Enters versions with their seals, and takes others out. */
export async function enter(seals: ReadonlyMap<string, Digest>, gone: readonly string[] = []): Promise<void> {
  if (seals.size === 0 && gone.length === 0) return;
  await navigator.locks.request(lockName, async () => {
    const keys = [...new Set([...seals.keys(), ...gone].map(shardOf))];
    const { [comingKey]: noted, ...kept } = await readKept([...keys, comingKey]);
    const shards = kept as Record<string, Record<string, Entry>>;
    for (const key of keys) shards[key] ??= {};
    for (const id of gone) delete shards[shardOf(id)]?.[id];
    for (const [id, seal] of seals) {
      const shard = shards[shardOf(id)];
      if (shard) shard[id] = withSeal(shard[id], shortSeal(seal));
    }
    const coming = without(noted as Coming | undefined, [...seals.keys(), ...gone]);
    await writeKept({ ...shards, ...(coming && { [comingKey]: coming }) });
  });
}

/**
 * Takes out of the ledger what was wanted gone when the page or worker ended, and gives which those are. What is there
 * after all stays, and is no longer thought to be going.
 */
export async function settleGoing(there: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const coming = ((await readKept([comingKey]))[comingKey] as Coming | undefined) ?? {};
  const wanted = Object.keys(coming).filter((id) => coming[id] === going);
  const gone = wanted.filter((id) => !there.has(id));
  await enter(new Map(), gone);
  await forgetComing(wanted.filter((id) => there.has(id)));
  return new Set(gone);
}

async function forgetComing(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await navigator.locks.request(lockName, async () => {
    const coming = without((await readKept([comingKey]))[comingKey] as Coming | undefined, ids);
    if (coming) await writeKept({ [comingKey]: coming });
  });
}

/** What is left; nothing where nothing changes. */
function without(coming: Coming | undefined, ids: readonly string[]): Coming | undefined {
  if (!coming || !ids.some((id) => Object.hasOwn(coming, id))) return undefined;
  const gone = new Set(ids);
  return Object.fromEntries(Object.entries(coming).filter(([id]) => !gone.has(id)));
}

async function noteComing({ seals = new Map(), gone = [] }: ComingVersions): Promise<void> {
  if (seals.size === 0 && gone.length === 0) return;
  await navigator.locks.request(lockName, async () => {
    const coming = ((await readKept([comingKey]))[comingKey] as Coming | undefined) ?? {};
    for (const [id, seal] of seals) coming[id] = shortSeal(seal);
    for (const id of gone) coming[id] = going;
    await writeKept({ [comingKey]: coming });
  });
}

/** From now on each version and collection that this page or worker writes or takes away is entered. Gives a function that stops it. */
export function keepLedger(): () => void {
  const stops = [
    onComingVersions(noteComing),
    onKeptVersions((kept) => void follow(kept).catch(console.error)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function follow({ seals, gone, many, rows }: KeptVersions): Promise<void> {
  await enterRows(rows);
  if (!many) return enter(seals, gone);
  // In this order: what is kept meanwhile is not in the ledger that is compared.
  const ledger = await readWhole();
  const present = await readPresent();
  const names = [...ledger.versions.keys(), ...[...ledger.collections].map(entryOfCollection)];
  await enter(seals, [...gone, ...names.filter((name) => !present.has(name))]);
}

/** The sums of the list rows that were written last, each with those that its row had before. */
type LastRows = Record<ClipId, number[]>;

async function readLastRows(): Promise<LastRows> {
  return ((await readKept([rowsKey]))[rowsKey] as LastRows | undefined) ?? {};
}

async function enterRows(rows: KeptVersions['rows']): Promise<void> {
  if (rows.size === 0) return;
  await navigator.locks.request(lockName, async () => {
    const all = new Map(Object.entries(await readLastRows()));
    for (const [id, { sum, before }] of rows) {
      const former = all.get(id) ?? (before === undefined ? [] : [before]);
      all.delete(id);
      all.set(id, [sum, ...former.filter((known) => known !== sum)].slice(0, remembered));
    }
    await writeKept({ [rowsKey]: Object.fromEntries([...all].slice(-lastRows)) });
  });
}

/**
 * Of the list rows that were written last, those that are as they were before that: the store has fallen back. A row that
 * is unknown is ahead of the ledger, whose page or worker ended before it could enter it.
 */
export async function rowsFallenBack(): Promise<ReadonlySet<ClipId>> {
  const kept = Object.entries(await readLastRows());
  const rows = await library.clips.bulkGet(kept.map(([id]) => id));
  const isBack = (at: number): boolean => (kept[at]?.[1].indexOf(rows[at]?.sum ?? Number.NaN) ?? -1) > 0;
  return new Set(kept.flatMap(([id], at) => (isBack(at) ? [id] : [])));
}

/**
 * The names under which what lies in the library is entered. Rejects where it cannot be read.
 * @param rest awaited after each portion.
 */
export async function readPresent(rest?: () => Promise<void>): Promise<Set<string>> {
  const present = new Set<string>();
  const take = (keys: readonly string[]): void => {
    for (const key of keys) present.add(key);
  };
  await eachPortionOfKeys<string>(library.versions, take, { rest });
  for (const id of await library.collections.toCollection().primaryKeys()) present.add(entryOfCollection(id));
  return present;
}

function withSeal(entry: Entry | undefined, seal: string): Entry {
  const former = entry?.split(' ').filter((known) => known !== seal) ?? [];
  return [seal, ...former].slice(0, remembered).join(' ');
}

/** A shard by the id's own characters (FNV-1a). */
function shardOf(id: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return `ledger:${(hash >>> 0) % shardCount}`;
}
