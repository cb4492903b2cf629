import { type Bytes, same } from '../bytes';
import { frame, frameLength, isWhole, unframe } from '../frame';
import { inLanes } from '../lanes';
import { isIntactHeader } from '../library-header';
import { joinRecords } from '../merge';
import type { SyncAccount, SyncRecord } from '../model';
import type { Area, Place } from '../place';
import { packRecords, unpackRecords } from '../record-bytes';
import { type Pulled, type RemoteKit, RemoteProblem } from '../remote';
import { type Envelope, hideBlob } from '../sealed';
import { Dav } from './dav';
import { Server } from './http';
import {
  after,
  beforeAll,
  goOn,
  lastOwnTurn,
  missedIn,
  readLog,
  readOld,
  readSeen,
  type Seen,
  type Segment,
  segmentPath,
  toFold,
  writeSeen,
} from './segments';

const none: ReadonlySet<number> = new Set();
const headerFiles = ['library.json', 'library-copy.json'] as const;

/** So many files of one device in `log/` are put away into its folder, all but the newest. */
const mostLatest = 8;
/** A larger file is not folded again. Bytes, compressed. */
const smallSegment = 512 * 1024;
const mostOfFold = 4 * 1024 * 1024;
/** Records that are given at once out of a large file. */
const portion = 500;
/** From so many names on in one folder, listing it is cheaper than asking for each. */
const worthListing = 3;
/** Requests of one question that are under way together. */
const mostAtOnce = 4;

/**
 * A folder on a WebDAV server (Nextcloud, 坚果云, a NAS). Only files that never change, so nothing is ever locked and nothing is
 * overwritten but the header: logs by device (`segments.ts`), and blobs by their hash in 256 folders. A file that was not
 * written to its end is told by its own end (`frame.ts`) and counts as not there.
 */
export function webDavPlace(account: SyncAccount, kit: RemoteKit): Place {
  const dav = new Dav(new Server(kit, account.user, account.password), account.address);
  return {
    async visit(signal) {
      const [main, copy] = headerFiles;
      const found = await dav.get(main, signal);
      if (found) dav.server.checkClock(found.headers);
      const server = found?.headers.get('server') ?? 'WebDAV';
      if (found && (await isIntactHeader(found.bytes, kit.crypto))) return { server, headers: [found.bytes] };
      const kept = await dav.get(copy, signal);
      if (!found && !kept) await mustBeDav(dav, account, signal);
      return { server, headers: [kept, found].flatMap((answer) => (answer ? [answer.bytes] : [])) };
    },
    async keepHeader(header, before, signal) {
      const [main, copy] = headerFiles;
      if (before) {
        const now = await dav.get(main, signal);
        if (now && !same(now.bytes, before) && (await isIntactHeader(now.bytes, kit.crypto))) return false;
      }
      // Written beside and then renamed: nobody ever sees half a header, and of two that begin at once one is refused.
      const draft = `library-${kit.device}.tmp`;
      await dav.put(draft, header, signal);
      const isKept = await dav.move(draft, main, before !== undefined, signal);
      if (isKept) await dav.put(copy, header, signal);
      else await dav.remove(draft, signal);
      return isKept;
    },
    area: (library, envelope) => new WebDavArea(dav, library, envelope, kit),
  };
}

/**
 * An ordinary web server has no library either, but nor has it folders that can be listed. The folder itself may still be
 * missing: it is made when something is written.
 */
async function mustBeDav(dav: Dav, account: SyncAccount, signal: AbortSignal): Promise<void> {
  try {
    await dav.list('', signal);
  } catch (error) {
    if (!(error instanceof RemoteProblem) || !['old-server', 'not-found'].includes(error.kind)) throw error;
    const better = await dav.addressOfNextcloud(account.user, signal);
    throw new RemoteProblem('not-found', better ?? error.detail);
  }
}

class WebDavArea implements Area {
  /** The turn of the next segment of our own, once it is known. */
  #nextTurn: number | undefined;
  /** How many of our own segments lie in `log/`, once it is known: an idle round need not look. */
  #latestOfOurs: number | undefined;
  /**
   * Turns that were written from here. Not all of our name are: of two copies of a browser's profile each writes under the
   * same name, and must hear of the other.
   */
  readonly #written = new Set<number>();
  /** The last turn of our own that anybody may have seen. */
  #lastOwn = 0;
  /** Blobs that are known to lie there in whole. */
  readonly #known = new Set<string>();

  constructor(
    private readonly dav: Dav,
    private readonly library: string,
    private readonly envelope: Envelope,
    private readonly kit: RemoteKit,
  ) {}

  async *pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled> {
    let seen = readSeen(cursor);
    this.#lastOwn = Math.max(this.#lastOwn, lastOwnTurn(seen, this.kit.device));
    const log = await this.#readLog(signal);
    if (await this.#isSetBack(log.latest, seen, signal)) {
      seen = beforeAll(seen, this.kit.device);
      this.#known.clear();
      yield { records: [], cursor: writeSeen(seen), isSetBack: true };
    }
    for (const device of log.devices) {
      // From the beginning means all of it; else what was written from here is known here.
      const skipped = device === this.kit.device && cursor !== undefined ? this.#written : none;
      yield* this.#pullDevice(device, log.latest, seen, skipped, signal);
    }
    // A place that was looked at is another than one that never was.
    yield { records: [], cursor: writeSeen(seen) };
  }

  async push(records: readonly SyncRecord[], signal: AbortSignal): Promise<void> {
    const packed = await packRecords(records);
    for (;;) {
      const turn = this.#nextTurn ?? (await this.#findNextTurn(signal));
      // After a failure nobody knows whether the file is there: it is looked up again.
      this.#nextTurn = undefined;
      const isOurs = await this.#writeSegment(turn, turn, false, packed, signal);
      this.#nextTurn = isOurs ? turn + 1 : undefined;
      if (!isOurs) continue;
      this.#written.add(turn);
      if (this.#latestOfOurs !== undefined) this.#latestOfOurs += 1;
      return;
    }
  }

  async advance(cursor: string): Promise<string> {
    const { device } = this.kit;
    const seen = readSeen(cursor);
    let turn = seen[device] ?? 0;
    while (this.#written.has(turn + 1)) turn += 1;
    return turn === (seen[device] ?? 0) ? cursor : writeSeen({ ...seen, [device]: turn });
  }

  async hasBlobs(names: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const there = new Set<string>();
    const byFolder = new Map<string, { name: string; hidden: string }[]>();
    for (const name of names) {
      const hidden = await hideBlob(this.envelope, name);
      if (this.#known.has(hidden)) there.add(name);
      else byFolder.set(shard(hidden), [...(byFolder.get(shard(hidden)) ?? []), { name, hidden }]);
    }
    const folders = byFolder.size > worthListing ? await this.#blobFolders(signal) : undefined;
    const asked = [...byFolder].filter(([folder]) => !folders || folders.has(folder));
    await inLanes(asked, mostAtOnce, async ([folder, wanted]) => {
      for (const { name, hidden } of await this.#maybeThere(folder, wanted, signal)) {
        if (await this.#isWhole(hidden, signal)) there.add(name);
      }
    });
    return there;
  }

  async putBlob(name: string, bytes: Bytes, signal: AbortSignal): Promise<void> {
    const hidden = await hideBlob(this.envelope, name);
    if (this.#known.has(hidden)) return;
    const sealed = await this.envelope.seal(hidden, bytes);
    // Not on condition that it is absent: what lies there may be half of it.
    await this.dav.put(this.#path(blobPath(hidden)), await frame(sealed, this.kit.crypto), signal);
    this.#known.add(hidden);
  }

  async getBlob(name: string, signal: AbortSignal): Promise<Bytes | undefined> {
    return this.getHiddenBlob(await hideBlob(this.envelope, name), signal);
  }

  async getHiddenBlob(hidden: string, signal: AbortSignal): Promise<Bytes | undefined> {
    const answer = await this.dav.get(this.#path(blobPath(hidden)), signal);
    if (!answer) return undefined;
    const framed = await unframe(answer.bytes, this.kit.crypto);
    if (framed.state === 'damaged') throw new RemoteProblem('damaged', blobPath(hidden));
    return framed.state === 'whole' ? this.envelope.open(hidden, framed.content) : undefined;
  }

  async *hiddenBlobs(signal: AbortSignal): AsyncIterable<string> {
    for (const folder of (await this.#blobFolders(signal)) ?? []) {
      const entries = (await this.dav.list(this.#path(`blobs/${folder}/`), signal)) ?? [];
      yield* entries.filter(({ isFolder }) => !isFolder).map(({ name }) => name);
    }
  }

  async removeBlobs(hidden: readonly string[], signal: AbortSignal): Promise<void> {
    await inLanes(hidden, mostAtOnce, async (name) => {
      await this.dav.remove(this.#path(blobPath(name)), signal);
      this.#known.delete(name);
    });
  }

  async erase(signal: AbortSignal): Promise<void> {
    await this.dav.remove(`${this.library}/`, signal);
  }

  /**
   * Puts our own older files away into our folder, and small ones together into larger ones. A file is taken away only when what
   * it holds lies elsewhere in whole; whoever is reading meanwhile misses the file and looks again.
   */
  async compact(signal: AbortSignal): Promise<void> {
    const { device } = this.kit;
    if (this.#latestOfOurs !== undefined && this.#latestOfOurs <= mostLatest) return;
    const own = (await this.#readLog(signal)).latest.filter((segment) => segment.device === device);
    if (own.length <= mostLatest) return;
    const newest = Math.max(...own.map(({ to }) => to));
    const done = own.filter(({ to }) => to < newest);
    const old = await this.#oldSegments(device, signal);
    // Sent before there is a folder for it, a large file would have to be sent twice.
    if (old.length === 0) await this.dav.makeFolder(this.#path(`log/${device}/`), signal);
    const left = await this.#takeAwayHeld([...done, ...old], signal);
    for (const group of toFold(without(done, left), 1, Number.POSITIVE_INFINITY, mostOfFold)) {
      await this.#fold(group, signal);
    }
    this.#latestOfOurs = undefined;
    const now = await this.#oldSegments(device, signal);
    for (const group of toFold(now, mostLatest, smallSegment, mostOfFold)) await this.#fold(group, signal);
  }

  async *#pullDevice(
    device: string,
    latest: readonly Segment[],
    seen: Seen,
    skipped: ReadonlySet<number>,
    signal: AbortSignal,
  ): AsyncIterable<Pulled> {
    let candidates = await this.#segmentsAfter(seen[device] ?? 0, device, latest, signal);
    const damaged: Segment[] = [];
    for (let looks = 0; ; ) {
      const turn = seen[device] ?? 0;
      const [segment, ...later] = after(turn, candidates);
      if (!segment) break;
      if (isWithin(skipped, turn + 1, segment.to)) {
        seen[device] = segment.to;
        continue;
      }
      const read = await this.#readSegment(segment, signal);
      if (read === 'gone' && looks++ < 5) {
        // Its device has put it away since we looked.
        const { latest: now } = await this.#readLog(signal);
        candidates = await this.#segmentsAfter(turn, device, now, signal);
        continue;
      }
      if (typeof read === 'string') {
        if (read === 'damaged') damaged.push(segment);
        candidates = without(candidates, [segment]);
        continue;
      }
      const before = writeSeen(seen);
      seen[device] = segment.to;
      const remaining = estimate(read.length, segment, later);
      for (let at = 0; at === 0 || at < read.length; at += portion) {
        const isLast = at + portion >= read.length;
        const cursor = isLast ? writeSeen(seen) : before;
        yield { records: read.slice(at, at + portion), cursor, remaining };
      }
    }
    // What is damaged stays so: it is passed over, and told once.
    const lost = damaged.filter(({ to }) => to > (seen[device] ?? 0));
    if (lost.length > 0) seen[device] = Math.max(...lost.map(({ to }) => to));
    if (damaged.length === 0) return;
    yield { records: [], cursor: writeSeen(seen), damaged: damaged.map(({ path }) => path) };
  }

  async #readLog(signal: AbortSignal): Promise<ReturnType<typeof readLog>> {
    const log = readLog((await this.dav.list(this.#path('log/'), signal)) ?? []);
    const own = log.latest.filter(({ device }) => device === this.kit.device);
    this.#latestOfOurs = own.length;
    if (own.length > 0) this.#nextTurn = Math.max(this.#lastOwn, ...own.map(({ to }) => to)) + 1;
    return log;
  }

  /** A server may also give a listing of a while ago: then what it lacks is there all the same. */
  async #isSetBack(latest: readonly Segment[], seen: Seen, signal: AbortSignal): Promise<boolean> {
    for (const path of missedIn(latest, seen)) {
      if (!(await this.#endsWhole(path, signal))) return true;
    }
    return false;
  }

  async #oldSegments(device: string, signal: AbortSignal): Promise<Segment[]> {
    return readOld(device, (await this.dav.list(this.#path(`log/${device}/`), signal)) ?? []);
  }

  async #segmentsAfter(
    turn: number,
    device: string,
    latest: readonly Segment[],
    signal: AbortSignal,
  ): Promise<Segment[]> {
    const own = latest.filter((segment) => segment.device === device);
    return goOn(turn, own) ? own : [...own, ...(await this.#oldSegments(device, signal))];
  }

  async #findNextTurn(signal: AbortSignal): Promise<number> {
    await this.#readLog(signal);
    if (this.#nextTurn !== undefined) return this.#nextTurn;
    const old = await this.#oldSegments(this.kit.device, signal);
    return Math.max(this.#lastOwn, ...old.map(({ to }) => to)) + 1;
  }

  async #writeSegment(
    from: number,
    to: number,
    isOld: boolean,
    packed: Bytes,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { device, crypto } = this.kit;
    const sealed = await this.envelope.seal(boundName(device, from, to), packed);
    const path = this.#path(segmentPath(device, from, to, isOld));
    return this.dav.put(path, await frame(sealed, crypto), signal, !isOld);
  }

  async #readSegment(
    segment: Segment,
    signal: AbortSignal,
  ): Promise<SyncRecord[] | 'gone' | 'cut' | 'damaged'> {
    const answer = await this.dav.get(this.#path(segment.path), signal);
    if (!answer) return 'gone';
    const framed = await unframe(answer.bytes, this.kit.crypto);
    if (framed.state !== 'whole') return framed.state;
    try {
      const { device, from, to } = segment;
      return await unpackRecords(await this.envelope.open(boundName(device, from, to), framed.content));
    } catch {
      return 'damaged';
    }
  }

  /** Takes away files whose content a larger one holds: a folding was cut off before it came to that. Gives them. */
  async #takeAwayHeld(segments: readonly Segment[], signal: AbortSignal): Promise<Segment[]> {
    const gone: Segment[] = [];
    for (const larger of segments.filter(({ isOld }) => isOld)) {
      const held = without(segments, [larger, ...gone]).filter((segment) => holds(larger, segment));
      if (held.length === 0 || !(await this.#endsWhole(larger.path, signal))) continue;
      for (const segment of held) await this.dav.remove(this.#path(segment.path), signal);
      gone.push(...held);
    }
    return gone;
  }

  async #fold(group: readonly Segment[], signal: AbortSignal): Promise<void> {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) return;
    const target = this.#path(segmentPath(this.kit.device, first.from, last.to, true));
    if (group.length === 1) {
      if (first.isOld) return;
      await this.dav.makeFolder(this.#path(`log/${this.kit.device}/`), signal);
      await this.dav.move(this.#path(first.path), target, true, signal);
      return;
    }
    const records: SyncRecord[] = [];
    for (const segment of group) {
      const read = await this.#readSegment(segment, signal);
      // What cannot be read is left for others to see; half a file was never acknowledged.
      if (read === 'gone' || read === 'damaged') return;
      if (read !== 'cut') records.push(...read);
    }
    const packed = await packRecords([...joinRecords(records)].map(([id, body]) => ({ id, body })));
    try {
      await this.#writeSegment(first.from, last.to, true, packed, signal);
    } catch (error) {
      // They stay as small as this server wants them.
      if (error instanceof RemoteProblem && error.kind === 'too-large') return;
      throw error;
    }
    for (const segment of group) await this.dav.remove(this.#path(segment.path), signal);
  }

  async #blobFolders(signal: AbortSignal): Promise<Set<string> | undefined> {
    const entries = (await this.dav.list(this.#path('blobs/'), signal)) ?? [];
    return new Set(entries.filter(({ isFolder }) => isFolder).map(({ name }) => name));
  }

  /** Those that a listing names, or all where asking for each costs no more. */
  async #maybeThere<T extends { hidden: string }>(
    folder: string,
    wanted: readonly T[],
    signal: AbortSignal,
  ): Promise<readonly T[]> {
    if (wanted.length < worthListing) return wanted;
    const listing = await this.dav.listSome(this.#path(`blobs/${folder}/`), signal);
    if (listing?.mayLackSome) return wanted;
    const names = new Set(listing?.entries.map(({ name }) => name));
    return wanted.filter(({ hidden }) => names.has(hidden));
  }

  async #isWhole(hidden: string, signal: AbortSignal): Promise<boolean> {
    const isWholeThere = await this.#endsWhole(blobPath(hidden), signal);
    if (isWholeThere) this.#known.add(hidden);
    return isWholeThere;
  }

  async #endsWhole(path: string, signal: AbortSignal): Promise<boolean> {
    const end = await this.dav.end(this.#path(path), frameLength, signal);
    return end !== undefined && isWhole(end.bytes, end.fileLength);
  }

  #path(path: string): string {
    return `${this.library}/${path}`;
  }
}

/** What an encrypted segment is bound to: whose it is and its turns; not its folder, so that it can be moved as it is. */
function boundName(device: string, from: number, to: number): string {
  return `segment/${device}/${from}-${to}`;
}

function shard(hidden: string): string {
  return hidden.slice(0, 2);
}

function blobPath(hidden: string): string {
  return `blobs/${shard(hidden)}/${hidden}`;
}

function isWithin(turns: ReadonlySet<number>, from: number, to: number): boolean {
  for (let turn = from; turn <= to; turn++) if (!turns.has(turn)) return false;
  return true;
}

function holds(larger: Segment, smaller: Segment): boolean {
  return larger.from <= smaller.from && larger.to >= smaller.to;
}

function without(segments: readonly Segment[], some: readonly Segment[]): Segment[] {
  return segments.filter(({ path }) => !some.some((one) => one.path === path));
}

/** How many records the later segments may hold, by their size. */
function estimate(records: number, segment: Segment, later: readonly Segment[]): number {
  const bytes = later.reduce((sum, { size }) => sum + size, 0);
  return Math.ceil((bytes * records) / Math.max(1, segment.size));
}
