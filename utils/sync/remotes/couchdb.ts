import { type Bytes, decode, encode, fromBase64, same, toBase64, unzip, zip } from '../bytes';
import { joinRecords, mergeBodies } from '../merge';
import type { SyncAccount, SyncRecord } from '../model';
import type { Area, Place } from '../place';
import { isRecord } from '../record-bytes';
import { type Pulled, type RemoteKit, RemoteProblem } from '../remote';
import { type Envelope, hideBlob } from '../sealed';
import { isSameJson } from '../sets';
import { Couch, type Doc } from './couch';
import { Server } from './http';

/** Document of the header. Its text is kept as one string, to be the same byte for byte. */
const headerId = 'colophon-library';

/** A record whose JSON is longer is kept compressed: CouchDB refuses documents of more than 8 MB by default. */
const longRecord = 256 * 1024;
/** How often a record is joined with what others wrote between our reading and writing. */
const mostTries = 10;
const mostRows = 500;
const fewestRows = 20;
/** Bytes of an answer above which the next is asked for fewer rows. */
const largeAnswer = 4 * 1024 * 1024;
/** Milliseconds after which a question for changes is asked anew. */
const watchTime = 55_000;

/**
 * A database of a CouchDB 2 or 3 or a cluster of them. A record is a document whose name never changes; what two devices write
 * at once is joined by `mergeBodies`, both where the server refuses the later one (409) and where two copies of the
 * database met with both (`_conflicts`). A blob is a document with an attachment.
 */
export function couchPlace(account: SyncAccount, kit: RemoteKit): Place {
  const couch = new Couch(new Server(kit, account.user, account.password), account.address);
  return {
    async visit(signal) {
      const isThere = await couch.visit(signal);
      if (!isThere) await couch.makeDatabase(signal);
      const doc = await couch.get(headerId, signal);
      const header = typeof doc?.header === 'string' ? [encode(doc.header)] : [];
      return { server: await couch.greeting(signal), headers: header };
    },
    async keepHeader(header, before, signal) {
      const doc = await couch.get(headerId, signal);
      const now = typeof doc?.header === 'string' ? encode(doc.header) : undefined;
      if (before ? now && !same(now, before) : now) return false;
      const changed: Doc = { _id: headerId, header: decode(header), ...(doc?._rev && { _rev: doc._rev }) };
      const [answer] = await couch.write([changed], signal);
      return answer === 'kept';
    },
    area: (library, envelope) => new CouchArea(couch, library, envelope),
  };
}

class CouchArea implements Area {
  constructor(
    private readonly couch: Couch,
    private readonly library: string,
    private readonly envelope: Envelope,
  ) {}

  async *pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled> {
    let since = cursor ?? '0';
    for (let rows = mostRows; ; ) {
      const page = await this.couch.changes(since, rows, signal);
      const docs = page.docs.filter(({ _id }) => _id.startsWith(this.#prefix('r')));
      const { records, damaged } = await this.#readAll(docs, signal);
      since = page.cursor;
      // Some say that there is more, and give nothing: it comes with the next round.
      const isLast = page.count === 0 || (page.pending === undefined ? page.count < rows : page.pending <= 0);
      yield {
        records,
        cursor: since,
        ...(page.pending !== undefined && { remaining: page.pending }),
        ...(damaged.length > 0 && { damaged }),
      };
      if (isLast) return;
      if (page.bytes > largeAnswer) rows = Math.max(fewestRows, Math.floor(rows / 2));
      else if (page.bytes < largeAnswer / 4) rows = Math.min(mostRows, rows * 2);
    }
  }

  async push(records: readonly SyncRecord[], signal: AbortSignal): Promise<void> {
    const wanted = new Map<string, SyncRecord>();
    for (const [id, body] of joinRecords(records)) wanted.set(await this.#idOf(id), { id, body });
    for (let tries = 0; wanted.size > 0; tries++) {
      if (tries === mostTries) throw new RemoteProblem('busy', 'others write the same');
      const there = await this.couch.getAll([...wanted.keys()], signal);
      const all = await Promise.all(
        [...wanted].map(([id, record]) => this.#joined(id, record, there.get(id), signal)),
      );
      const changed = all.flatMap(({ docs }) => docs);
      const joined = new Set(all.flatMap(({ hasMore, id }) => (hasMore ? [id] : [])));
      const answers = await this.couch.write(changed, signal, joined);
      const missed = new Set(changed.filter((_doc, at) => answers[at] === 'conflict').map(({ _id }) => _id));
      for (const id of [...wanted.keys()]) if (!missed.has(id)) wanted.delete(id);
    }
  }

  async advance(cursor: string, signal: AbortSignal): Promise<string> {
    for (let since = cursor; ; ) {
      const rows = await this.couch.changedSince(since, mostRows, signal);
      for (const { id, rev, cursor: next } of rows) {
        // Pictures are fetched by their names.
        if (!id.startsWith(this.#prefix('b')) && !this.couch.wrote(id, rev)) return since;
        since = next;
      }
      if (rows.length < mostRows) return since;
    }
  }

  async hasBlobs(names: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const ids = await Promise.all(names.map((name) => this.#blobId(name)));
    const there = await this.couch.which(ids, signal);
    return new Set(names.filter((_name, at) => there.has(ids[at] ?? '')));
  }

  async putBlob(name: string, bytes: Bytes, signal: AbortSignal): Promise<void> {
    const hidden = await hideBlob(this.envelope, name);
    await this.couch.putFile(this.#prefix('b') + hidden, await this.envelope.seal(hidden, bytes), signal);
  }

  async getBlob(name: string, signal: AbortSignal): Promise<Bytes | undefined> {
    return this.getHiddenBlob(await hideBlob(this.envelope, name), signal);
  }

  async getHiddenBlob(hidden: string, signal: AbortSignal): Promise<Bytes | undefined> {
    const bytes = await this.couch.getFile(this.#prefix('b') + hidden, signal);
    return bytes && this.envelope.open(hidden, bytes);
  }

  async *hiddenBlobs(signal: AbortSignal): AsyncIterable<string> {
    const prefix = this.#prefix('b');
    for await (const docs of this.couch.under(prefix, signal)) {
      yield* docs.map(({ _id }) => _id.slice(prefix.length));
    }
  }

  async removeBlobs(hidden: readonly string[], signal: AbortSignal): Promise<void> {
    for (let at = 0; at < hidden.length; at += mostRows) {
      const ids = hidden.slice(at, at + mostRows).map((name) => this.#prefix('b') + name);
      const docs = await this.couch.getAll(ids, signal);
      await this.couch.write([...docs.values()].map(deletionOf), signal);
    }
  }

  async erase(signal: AbortSignal): Promise<void> {
    for await (const docs of this.couch.under(`${this.library}:`, signal)) {
      await this.couch.write(docs.map(deletionOf), signal);
    }
  }

  async *watch(cursor: string | undefined, signal: AbortSignal): AsyncIterable<void> {
    let since = cursor ?? 'now';
    while (!signal.aborted) {
      const next = await this.couch.nextChange(since, watchTime, signal);
      if (next === undefined) continue;
      since = next;
      yield;
    }
  }

  /**
   * What is to be written so that a record holds what is there and what we have; nothing if it does already. `hasMore`: it
   * holds more than we have.
   */
  async #joined(
    id: string,
    ours: SyncRecord,
    there: Doc | undefined,
    signal: AbortSignal,
  ): Promise<{ id: string; docs: Doc[]; hasMore: boolean }> {
    if (!there) return { id, docs: [await this.#toDoc(id, ours)], hasMore: false };
    const theirs = await this.#readJoined(there, signal);
    const body = theirs.record ? mergeBodies(theirs.record.body, ours.body) : ours.body;
    const isThere = theirs.isWinner && isSameJson(theirs.record?.body, body);
    const written = isThere ? [] : [await this.#toDoc(id, { id: ours.id, body }, there._rev)];
    return { id, docs: [...written, ...theirs.losers], hasMore: !isSameJson(body, ours.body) };
  }

  /** Reads documents; those of which the database holds several states are joined, and the joined state is written back. */
  async #readAll(
    docs: readonly Doc[],
    signal: AbortSignal,
  ): Promise<{ records: SyncRecord[]; damaged: string[] }> {
    const records: SyncRecord[] = [];
    const damaged: string[] = [];
    const mended: Doc[] = [];
    for (const doc of docs) {
      const { record, isWinner, losers } = await this.#readJoined(doc, signal);
      if (!record) {
        damaged.push(doc._id);
        continue;
      }
      records.push(record);
      if (!isWinner) mended.push(await this.#toDoc(doc._id, record, doc._rev));
      mended.push(...losers);
    }
    if (mended.length > 0) await this.#mend(mended, signal);
    return { records, damaged };
  }

  /** Who may only read leaves it to others; whoever comes second finds it done. */
  async #mend(docs: Doc[], signal: AbortSignal): Promise<void> {
    try {
      await this.couch.write(docs, signal);
    } catch (error) {
      if (!(error instanceof RemoteProblem) || error.kind !== 'read-only') throw error;
    }
  }

  /**
   * A document joined with its conflicting states. `isWinner`: the joined state is the one that the document shows. `losers`:
   * deletions of the other states.
   */
  async #readJoined(
    doc: Doc,
    signal: AbortSignal,
  ): Promise<{ record: SyncRecord | undefined; isWinner: boolean; losers: Doc[] }> {
    const winner = await this.#read(doc);
    const conflicts = doc._conflicts ?? [];
    const others = conflicts.length === 0 ? [] : await this.couch.getStates(doc._id, conflicts, signal);
    const read = (await Promise.all(others.map((other) => this.#read(other)))).flatMap((one) => one ?? []);
    const [first, ...rest] = winner ? [winner, ...read] : read;
    if (!first) return { record: undefined, isWinner: false, losers: [] };
    const body = rest.reduce((joined, one) => mergeBodies(joined, one.body), first.body);
    const losers = others.map(deletionOf);
    return { record: { id: first.id, body }, isWinner: isSameJson(winner?.body, body), losers };
  }

  /** The record in a document; nothing where it is damaged. */
  async #read(doc: Doc): Promise<SyncRecord | undefined> {
    try {
      const hidden = doc._id.slice(this.#prefix('r').length);
      const record = await this.#unpack(doc, hidden);
      const isIts = isRecord(record) && (await this.envelope.hide(record.id)) === hidden;
      return isIts ? { id: record.id, body: record.body } : undefined;
    } catch {
      return undefined;
    }
  }

  async #unpack(doc: Doc, hidden: string): Promise<unknown> {
    if (typeof doc.packed !== 'string') return this.envelope.isSealed ? undefined : doc;
    const opened = await this.envelope.open(hidden, fromBase64(doc.packed));
    return JSON.parse(decode(await unzip(opened)));
  }

  async #toDoc(_id: string, { id, body }: SyncRecord, _rev?: string): Promise<Doc> {
    const head = { _id, ...(_rev && { _rev }) };
    const text = JSON.stringify({ id, body });
    if (!this.envelope.isSealed && text.length < longRecord) return { ...head, id, body };
    const hidden = _id.slice(this.#prefix('r').length);
    return { ...head, packed: toBase64(await this.envelope.seal(hidden, await zip(encode(text)))) };
  }

  async #idOf(name: string): Promise<string> {
    return this.#prefix('r') + (await this.envelope.hide(name));
  }

  async #blobId(name: string): Promise<string> {
    return this.#prefix('b') + (await hideBlob(this.envelope, name));
  }

  #prefix(kind: 'r' | 'b'): string {
    return `${this.library}:${kind}:`;
  }
}

function deletionOf({ _id, _rev }: Doc): Doc {
  return { _id, ...(_rev && { _rev }), _deleted: true };
}
