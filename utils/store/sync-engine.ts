import { sha256 } from '../clip/fingerprint';
import { sniffImage } from '../clip/sniff-image';
import type { Digest } from '../model/clip';
import type { Refusals } from '../sync/group/group-remote';
import type { Refusal } from '../sync/group/signed';
import { inLanes } from '../sync/lanes';
import type { KeptPictures, SyncRecord } from '../sync/model';
import type { Remote, RemoteProblem } from '../sync/remote';
import type { AssetRow } from './db';
import { applyRecords } from './sync-apply';
import {
  blobName,
  countPicturesToSend,
  keepPicture,
  leaveUnwanted,
  measuresOf,
  picturesSent,
  picturesToFetch,
  picturesToSend,
} from './sync-blobs';
import { enterLibrary, meetLibrary, outboxCount, passOver, remoteState, startOver } from './sync-enter';
import { meetGroup } from './sync-group';
import { forgetOld, joinSearches, nextParcel, parcelSent } from './sync-outbox';
import { meetAgain, sweepRemote } from './sync-sweep';

/** What a round is at, and how far. */
export interface SyncProgress {
  step: 'look' | 'enter' | 'fetch' | 'send' | 'send-pictures' | 'fetch-pictures' | 'tidy';
  done: number;
  /** Of how many, where it is known. */
  of?: number;
}

/** What a round did. */
export interface SyncReport {
  /** Clips that are new, other or gone here. */
  clips: number;
  sent: number;
  picturesSent: number;
  picturesFetched: number;
  /** What could not be read at the remote, and was passed over. */
  damaged: string[];
  /** Of a group's library: what was not taken over, and why; absent where nothing was. */
  refused?: Refusals;
  /** Changes of this device that stay here, because it may only read. */
  held?: number;
  /** Records and pictures that stay here, because each alone is larger than the server takes; tried again each round. */
  tooLarge?: number;
}

export interface RoundOptions {
  keep: KeptPictures;
  /** Saved searches, which lie outside the database. */
  searches: {
    read(): Promise<Record<string, string>>;
    write(searches: Record<string, string>): Promise<void>;
  };
  tell?: (progress: SyncProgress) => void;
  signal: AbortSignal;
  hasher: Pick<SubtleCrypto, 'digest'>;
}

/**
 * One round of sync: fetches and takes over what others changed, then sends what was changed here, then pictures. Rejects with
 * `RemoteProblem` or the signal's reason; whatever was done until then stays done, and the next round goes on after it.
 */
export async function syncRound(remote: Remote, options: RoundOptions): Promise<SyncReport> {
  const { signal, tell = () => undefined } = options;
  const report: SyncReport = { clips: 0, sent: 0, picturesSent: 0, picturesFetched: 0, damaged: [] };
  tell({ step: 'look', done: 0 });
  const { library, group } = await remote.open(signal);
  await meetLibrary(library);
  if (group) await meetGroup(group);
  await meetAgain(Date.now());
  await enterLibrary(signal, (done) => tell({ step: 'enter', done }));
  await shareSearches(options);
  await fetchChanges(remote, report, options);
  await shareSearches(options);
  if (group?.role === 'reader') report.held = await outboxCount();
  else {
    await sendChanges(remote, report, options);
    await sendPictures(remote, report, options);
  }
  await fetchPictures(remote, report, options);
  await leaveUnwanted(options.keep);
  tell({ step: 'tidy', done: 0 });
  await forgetOld(Date.now());
  if (group?.role !== 'reader') await sweepRemote(remote, Date.now(), signal);
  await remote.compact?.(signal);
  return report;
}

async function shareSearches({ searches }: RoundOptions): Promise<void> {
  const now = await joinSearches(await searches.read());
  if (now) await searches.write(now);
}

async function fetchChanges(
  remote: Remote,
  report: SyncReport,
  { signal, tell }: RoundOptions,
): Promise<void> {
  let seen = (await remoteState())?.cursor;
  let done = 0;
  for await (const pulled of remote.pull(seen, signal)) {
    const { records, cursor, remaining, damaged = [], refused = {} } = pulled;
    signal.throwIfAborted();
    if (pulled.isSetBack) {
      await startOver(cursor);
      seen = cursor;
      continue;
    }
    report.damaged.push(...damaged);
    for (const [why, count] of Object.entries(refused) as [Refusal, number][])
      report.refused = { ...report.refused, [why]: (report.refused?.[why] ?? 0) + count };
    // A round that finds nothing keeps nobody from the library: taking over locks all of it.
    if (records.length > 0 || cursor !== seen) {
      const applied = await applyRecords(records, { cursor });
      report.clips += applied.clips;
      report.damaged.push(...applied.rejected);
    }
    seen = cursor;
    done += records.length;
    tell?.({ step: 'fetch', done, ...(remaining !== undefined && { of: done + remaining }) });
  }
}

/** A call carries at most so much, or one larger record alone; less where the server says so. Characters of JSON, about bytes. */
const mostBytes = 3 * 1024 * 1024;
const mostRecords = 400;

async function sendChanges(
  remote: Remote,
  report: SyncReport,
  { signal, tell }: RoundOptions,
): Promise<void> {
  const of = await outboxCount();
  const before = report.sent;
  let done = 0;
  let most = mostBytes;
  for (let parcel = await nextParcel(); parcel; parcel = await nextParcel(parcel.upTo)) {
    const left = new Set<string>();
    const waiting = portions(parcel.records, most);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      signal.throwIfAborted();
      const [first, ...others] = next.records;
      if (await isTaken(remote.push(next.records, signal))) report.sent += next.records.length;
      else if (first && others.length === 0) left.add(first.id);
      else {
        most = Math.ceil(next.size / 2);
        waiting.unshift(...portions(next.records, most));
      }
    }
    await parcelSent(parcel, left);
    tellLeft(report, left.size);
    // Counted by parcels: counting what is left reads all of it each time.
    done = Math.min(of, done + parcel.words);
    tell?.({ step: 'send', done, of });
  }
  const cursor = (await remoteState())?.cursor;
  if (report.sent === before || cursor === undefined || !remote.advance) return;
  await passOver(cursor, await remote.advance(cursor, signal));
}

/** Whether something arrived; not, where it is larger than the server takes. */
async function isTaken(sending: Promise<void>): Promise<boolean> {
  try {
    await sending;
    return true;
  } catch (error) {
    if ((error as Partial<RemoteProblem> | undefined)?.kind === 'too-large') return false;
    throw error;
  }
}

function tellLeft(report: SyncReport, count: number): void {
  if (count > 0) report.tooLarge = (report.tooLarge ?? 0) + count;
}

interface Portion {
  records: SyncRecord[];
  size: number;
}

function portions(records: readonly SyncRecord[], most: number): Portion[] {
  const all: Portion[] = [];
  for (const record of records) {
    const own = JSON.stringify(record).length;
    const last = all.at(-1);
    if (!last || last.records.length >= mostRecords || last.size + own > most)
      all.push({ records: [record], size: own });
    else {
      last.records.push(record);
      last.size += own;
    }
  }
  return all;
}

const batch = 20;
const fetchBatch = 100;
const lanes = 3;

async function sendPictures(
  remote: Remote,
  report: SyncReport,
  { signal, tell }: RoundOptions,
): Promise<void> {
  const of = await countPicturesToSend();
  let done = 0;
  const left = new Set<Digest>();
  for (;;) {
    const rows = await picturesToSend(batch, left);
    if (rows.length === 0) break;
    const there = await remote.hasBlobs(
      rows.map(({ digest }) => blobName(digest)),
      signal,
    );
    await inLanes(rows, lanes, async (row) => {
      signal.throwIfAborted();
      if (there.has(blobName(row.digest))) return;
      const sending = remote.putBlob(blobName(row.digest), new Uint8Array(row.bytes), signal);
      if (await isTaken(sending)) report.picturesSent += 1;
      else left.add(row.digest);
    });
    await picturesSent(rows.flatMap(({ digest }) => (left.has(digest) ? [] : [digest])));
    done += rows.length;
    tell?.({ step: 'send-pictures', done, of });
  }
  tellLeft(report, left.size);
}

async function fetchPictures(remote: Remote, report: SyncReport, options: RoundOptions): Promise<void> {
  const { signal, tell, keep, hasher } = options;
  const wanted = await picturesToFetch(keep);
  for (let at = 0; at < wanted.length; at += fetchBatch) {
    const some = wanted.slice(at, at + fetchBatch);
    // What its device has not sent yet comes with a later round.
    const there = await remote.hasBlobs(some.map(blobName), signal);
    await inLanes(
      some.filter((digest) => there.has(blobName(digest))),
      lanes,
      async (digest) => {
        signal.throwIfAborted();
        if (await fetchPicture(remote, digest, hasher, signal)) report.picturesFetched += 1;
      },
    );
    tell?.({ step: 'fetch-pictures', done: at + some.length, of: wanted.length });
  }
}

/**
 * Fetches one picture from the remote and keeps it. Nothing where it is not there (its device has not sent it yet), or its bytes
 * are not those that its name says.
 */
export async function fetchPicture(
  remote: Remote,
  digest: Digest,
  hasher: Pick<SubtleCrypto, 'digest'>,
  signal: AbortSignal,
): Promise<AssetRow | undefined> {
  const bytes = await remote.getBlob(blobName(digest), signal);
  if (!bytes) return undefined;
  const { buffer, byteOffset, byteLength } = bytes;
  const own = buffer.slice(byteOffset, byteOffset + byteLength);
  if ((await sha256(own, hasher)) !== digest) return undefined;
  const row: AssetRow = {
    digest,
    bytes: own,
    type: sniffImage(bytes) ?? 'application/octet-stream',
    ...(await measuresOf(digest)),
  };
  await keepPicture(row);
  return row;
}
