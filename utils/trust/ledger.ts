import type { Digest } from '../model/clip';
import { readKept, writeKept } from '../platform/kept-values';
import { type KeptVersions, library, onKeptVersions } from '../store/db';

/**
 * What the library must hold, kept apart from it: the seal of every version. A database that lost something does not know
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

/** The part of a seal that the ledger holds. */
function shortSeal(seal: Digest): string {
  return seal.replace(/^sha256:/, '').slice(0, sealLength);
}

/** The whole ledger. */
export async function readLedger(): Promise<Ledger> {
  const shards = await readKept(shardKeys);
  return new Map(Object.values(shards).flatMap((shard) => Object.entries(shard as Record<string, Entry>)));
}

/** How the seal of a version stands to the ledger: as entered, one that it had before, or none that is known. */
export async function standing(id: string, seal: Digest): Promise<'entered' | 'former' | 'unknown'> {
  const key = shardOf(id);
  const entry = ((await readKept([key]))[key] as Record<string, Entry> | undefined)?.[id];
  const at = entry?.split(' ').indexOf(shortSeal(seal)) ?? -1;
  return at === 0 ? 'entered' : at > 0 ? 'former' : 'unknown';
}

/** Enters versions with their seals, and takes others out. */
export async function enter(seals: ReadonlyMap<string, Digest>, gone: readonly string[] = []): Promise<void> {
  if (seals.size === 0 && gone.length === 0) return;
  await navigator.locks.request(lockName, async () => {
    const keys = [...new Set([...seals.keys(), ...gone].map(shardOf))];
    const shards = (await readKept(keys)) as Record<string, Record<string, Entry>>;
    for (const key of keys) shards[key] ??= {};
    for (const id of gone) delete shards[shardOf(id)]?.[id];
    for (const [id, seal] of seals) {
      const shard = shards[shardOf(id)];
      if (shard) shard[id] = withSeal(shard[id], shortSeal(seal));
    }
    await writeKept(shards);
  });
}

/** From now on each version that this page or worker writes or takes away is entered. Gives a function that stops it. */
export function keepLedger(): () => void {
  return onKeptVersions((kept) => void follow(kept).catch(console.error));
}

async function follow({ seals, gone, many }: KeptVersions): Promise<void> {
  if (!many) return enter(seals, gone);
  const [ledger, there] = await Promise.all([readLedger(), library.versions.toCollection().primaryKeys()]);
  const present = new Set(there);
  await enter(seals, [...gone, ...[...ledger.keys()].filter((id) => !present.has(id))]);
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
