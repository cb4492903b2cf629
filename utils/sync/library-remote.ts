import {
  type Bytes,
  decode,
  encode,
  fromBase64,
  randomHex,
  same,
  sha256,
  toBase64,
  unzip,
  zip,
} from './bytes';
import { type LibraryHeader, newHeader, readHeader, withMembers, writeHeader } from './library-header';
import type { SyncRecord } from './model';
import type { Area, Place } from './place';
import { type Pulled, type Remote, type RemoteInfo, type RemoteKit, RemoteProblem } from './remote';
import {
  addRecoveryCode,
  type Envelope,
  hideBlob,
  type Lock,
  lockKey,
  makeLibraryKey,
  plainEnvelope,
  sealedEnvelope,
  unlockKey,
} from './sealed';

/** Most records and bytes of one push while a library is moved. */
const mostRecords = 500;

interface Opened {
  bytes: Bytes;
  header: LibraryHeader;
  libraryKey: Bytes | undefined;
  envelope: Envelope;
  area: Area;
  info: RemoteInfo;
}

/**
 * Makes a remote of a place: keeps the header there that says which library it is, encrypts everything where the person gave a
 * passphrase, and moves the library to another passphrase.
 */
export function libraryRemote(place: Place, passphrase: string | undefined, kit: RemoteKit): Remote {
  return new LibraryRemote(place, passphrase, kit);
}

class LibraryRemote implements Remote {
  #opened: Opened | undefined;
  #passphrase: string | undefined;
  readonly watch?: NonNullable<Remote['watch']>;

  constructor(
    private readonly place: Place,
    passphrase: string | undefined,
    private readonly kit: RemoteKit,
  ) {
    this.#passphrase = passphrase || undefined;
    if (!place.area('', plainEnvelope).watch) return;
    this.watch = async function* (this: LibraryRemote, cursor: string | undefined, signal: AbortSignal) {
      yield* (await this.#area(signal)).watch?.(cursor, signal) ?? [];
    };
  }

  async open(signal: AbortSignal): Promise<RemoteInfo> {
    // Somebody else may begin the library between the look and our own beginning.
    for (let tries = 0; tries < 3; tries++) {
      const { server, headers } = await this.place.visit(signal);
      const isNew = headers.length === 0;
      if (isNew) await this.#begin(signal);
      else return (await this.#unlock(headers, server)).info;
      const begun = await this.place.visit(signal);
      if (begun.headers.length > 0) {
        return { ...(await this.#unlock(begun.headers, server)).info, isNew: true };
      }
    }
    throw new RemoteProblem('old-server', 'does not keep what is written');
  }

  async *pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled> {
    yield* (await this.#area(signal)).pull(cursor, signal);
  }

  async push(records: readonly SyncRecord[], signal: AbortSignal): Promise<void> {
    if (records.length > 0) await (await this.#area(signal)).push(records, signal);
  }

  async advance(cursor: string, signal: AbortSignal): Promise<string> {
    return (await (await this.#area(signal)).advance?.(cursor, signal)) ?? cursor;
  }

  async hasBlobs(names: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    return names.length === 0 ? new Set() : (await this.#area(signal)).hasBlobs(names, signal);
  }

  async putBlob(name: string, bytes: Bytes, signal: AbortSignal): Promise<void> {
    await (await this.#area(signal)).putBlob(name, bytes, signal);
  }

  async getBlob(name: string, signal: AbortSignal): Promise<Bytes | undefined> {
    return (await this.#area(signal)).getBlob(name, signal);
  }

  async strayBlobs(wanted: readonly string[], signal: AbortSignal): Promise<string[]> {
    const { area, envelope } = await this.#openedNow(signal);
    const kept = new Set(await Promise.all(wanted.map((name) => hideBlob(envelope, name))));
    const strays: string[] = [];
    for await (const hidden of area.hiddenBlobs(signal)) if (!kept.has(hidden)) strays.push(hidden);
    return strays;
  }

  async removeBlobs(strays: readonly string[], signal: AbortSignal): Promise<void> {
    await (await this.#area(signal)).removeBlobs(strays, signal);
  }

  async compact(signal: AbortSignal): Promise<void> {
    const { area, header } = await this.#openedNow(signal);
    await area.compact?.(signal);
    if (header.left?.length) await this.#eraseLeft(signal);
  }

  async changePassphrase(passphrase: string | undefined, signal: AbortSignal): Promise<void> {
    await this.open(signal);
    const { header, libraryKey } = await this.#openedNow(signal);
    if (passphrase && libraryKey) {
      const lock = await lockKey(libraryKey, passphrase, header.library, this.kit.crypto);
      // A recovery code stays good: it opens the library's own key, which is the same as before.
      const recovery = header.lock?.recovery;
      await this.#rewrite({ ...header, lock: { ...lock, ...(recovery && { recovery }) } }, signal);
      this.#passphrase = passphrase;
    } else if (passphrase || libraryKey) {
      await this.#move(passphrase || undefined, signal);
    }
  }

  async makeRecoveryCode(signal: AbortSignal): Promise<string> {
    await this.open(signal);
    const { header, libraryKey } = await this.#openedNow(signal);
    if (!header.lock || !libraryKey) throw new RemoteProblem('passphrase', 'not encrypted');
    const { lock, code } = await addRecoveryCode(header.lock, libraryKey, header.library, this.kit.crypto);
    await this.#rewrite({ ...header, lock }, signal);
    return code;
  }

  async keepMembers(members: string, signal: AbortSignal): Promise<boolean> {
    const { header, envelope, info } = await this.#openedNow(signal);
    try {
      await this.#rewrite(withMembers(header, await closeMembers(members, envelope)), signal);
    } catch (error) {
      if (error instanceof RemoteProblem && error.kind === 'busy' && !this.#opened) return false;
      throw error;
    }
    if (this.#opened) this.#opened = { ...this.#opened, info: { ...info, members } };
    return true;
  }

  async #openedNow(signal: AbortSignal): Promise<Opened> {
    if (!this.#opened) await this.open(signal);
    if (!this.#opened) throw new RemoteProblem('offline');
    return this.#opened;
  }

  async #area(signal: AbortSignal): Promise<Area> {
    return (await this.#openedNow(signal)).area;
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const { crypto } = this.kit;
    const library = randomHex(8, crypto);
    const lock = this.#passphrase
      ? await lockKey(makeLibraryKey(crypto), this.#passphrase, library, crypto)
      : undefined;
    await this.place.keepHeader(await writeHeader(newHeader(library, lock), crypto), undefined, signal);
  }

  async #unlock(headers: readonly Bytes[], server: string): Promise<Opened> {
    const [bytes, header] = await this.#firstIntact(headers);
    if (this.#opened && same(this.#opened.bytes, bytes)) return this.#opened;
    // A server that takes the lock away must not get the next clip unencrypted.
    if (this.#passphrase && !header.lock) throw new RemoteProblem('passphrase', 'not encrypted');
    const libraryKey =
      header.lock && (await unlockKey(header.lock, this.#passphrase, header.library, this.kit.crypto));
    const isEncrypted = libraryKey !== undefined;
    const envelope = await this.#envelope(libraryKey);
    const area = this.place.area(header.library, envelope);
    const members = header.members === undefined ? undefined : await openMembers(header.members, envelope);
    const own = { library: header.library, server, isNew: false, isEncrypted };
    const info = { ...own, ...(members !== undefined && { members }) };
    this.#opened = { bytes, header, libraryKey, envelope, area, info };
    return this.#opened;
  }

  async #firstIntact(headers: readonly Bytes[]): Promise<[Bytes, LibraryHeader]> {
    let problem: unknown;
    for (const bytes of headers) {
      try {
        return [bytes, await readHeader(bytes, this.kit.crypto)];
      } catch (error) {
        problem ??= error;
      }
    }
    throw problem;
  }

  async #envelope(libraryKey: Bytes | undefined): Promise<Envelope> {
    return libraryKey ? sealedEnvelope(libraryKey, this.kit.crypto) : plainEnvelope;
  }

  /** Writes a changed header over the one that was read, and goes on with it. */
  async #rewrite(header: LibraryHeader, signal: AbortSignal): Promise<void> {
    const opened = await this.#openedNow(signal);
    const bytes = await writeHeader(header, this.kit.crypto);
    if (!(await this.place.keepHeader(bytes, opened.bytes, signal))) {
      this.#opened = undefined;
      throw new RemoteProblem('busy', 'another device changes the library');
    }
    this.#opened = { ...opened, bytes, header };
  }

  /**
   * Copies everything into a new library with another lock (or none), and then puts that one in place of the old. Cut off
   * anywhere, the next call goes on: what was copied is there, and the header says where. What other devices
   * push meanwhile they push again, since the library is another one then.
   */
  async #move(passphrase: string | undefined, signal: AbortSignal): Promise<void> {
    const { next, key } = await this.#nextLibrary(passphrase, signal);
    const { area: from } = await this.#openedNow(signal);
    const envelope = await this.#envelope(key);
    const to = this.place.area(next.library, envelope);
    for await (const { records } of from.pull(undefined, signal)) {
      for (let at = 0; at < records.length; at += mostRecords) {
        await pushInHalves(to, records.slice(at, at + mostRecords), signal);
      }
    }
    for await (const hidden of from.hiddenBlobs(signal)) {
      const bytes = await from.getHiddenBlob(hidden, signal);
      if (!bytes) continue;
      const name = await sha256(bytes, this.kit.crypto);
      if ((await to.hasBlobs([name], signal)).size === 0) await to.putBlob(name, bytes, signal);
    }
    const { header, info } = await this.#openedNow(signal);
    const left = [...(header.left ?? []), header.library];
    const moved = { ...newHeader(next.library, next.lock), left };
    const members = info.members && (await closeMembers(info.members, envelope));
    await this.#rewrite(members ? withMembers(moved, members) : moved, signal);
    this.#passphrase = passphrase;
    this.#opened = undefined;
    await this.open(signal);
    await this.#eraseLeft(signal);
  }

  /** The library to which a move goes: the one of an earlier move that was cut off, or a new one. */
  async #nextLibrary(
    passphrase: string | undefined,
    signal: AbortSignal,
  ): Promise<{ next: { library: string; lock?: Lock }; key: Bytes | undefined }> {
    const { crypto } = this.kit;
    const { header } = await this.#openedNow(signal);
    const begun = header.next;
    if (begun && Boolean(begun.lock) === Boolean(passphrase)) {
      const key = await this.#keyOfBegun(begun, passphrase);
      if (!begun.lock || key) return { next: begun, key };
    }
    const library = randomHex(8, crypto);
    const key = passphrase ? makeLibraryKey(crypto) : undefined;
    const next = {
      library,
      ...(passphrase && key && { lock: await lockKey(key, passphrase, library, crypto) }),
    };
    // What was begun with a passphrase that nobody knows any more is of no use.
    const left = [...(header.left ?? []), ...(begun ? [begun.library] : [])];
    await this.#rewrite({ ...header, next, ...(left.length > 0 && { left }) }, signal);
    return { next, key };
  }

  async #keyOfBegun(
    begun: { library: string; lock?: Lock },
    passphrase: string | undefined,
  ): Promise<Bytes | undefined> {
    if (!begun.lock) return undefined;
    try {
      return await unlockKey(begun.lock, passphrase, begun.library, this.kit.crypto);
    } catch (error) {
      if (error instanceof RemoteProblem && error.kind === 'passphrase') return undefined;
      throw error;
    }
  }

  async #eraseLeft(signal: AbortSignal): Promise<void> {
    const { header } = await this.#openedNow(signal);
    for (const library of header.left ?? []) {
      if (library !== header.library) await this.place.area(library, plainEnvelope).erase(signal);
    }
    const { left: _erased, ...rest } = header;
    await this.#rewrite(rest, signal);
  }
}

/** What a server takes at once may be less than one call carries. */
async function pushInHalves(area: Area, records: readonly SyncRecord[], signal: AbortSignal): Promise<void> {
  try {
    await area.push(records, signal);
  } catch (error) {
    const isTooLarge = error instanceof RemoteProblem && error.kind === 'too-large';
    if (!isTooLarge || records.length < 2) throw error;
    const half = Math.ceil(records.length / 2);
    await pushInHalves(area, records.slice(0, half), signal);
    await pushInHalves(area, records.slice(half), signal);
  }
}

const membersName = 'members';

async function closeMembers(members: string, envelope: Envelope): Promise<string> {
  const hidden = await envelope.hide(membersName);
  return toBase64(await envelope.seal(hidden, await zip(encode(members))));
}

/** Rejects with `members` where they are not as they were written. */
async function openMembers(members: string, envelope: Envelope): Promise<string> {
  try {
    const hidden = await envelope.hide(membersName);
    return decode(await unzip(await envelope.open(hidden, fromBase64(members))));
  } catch {
    throw new RemoteProblem('members', 'damaged');
  }
}
