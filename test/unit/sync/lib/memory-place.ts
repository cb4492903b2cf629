import type { Bytes } from '../../../../utils/sync/bytes';
import { mergeBodies } from '../../../../utils/sync/merge';
import type { RecordBody, SyncRecord } from '../../../../utils/sync/model';
import type { Area, Place } from '../../../../utils/sync/place';
import { type Envelope, hideBlob } from '../../../../utils/sync/sealed';

/** A server in memory that several places share. */
export class MemoryServer {
  header: Bytes | undefined;
  readonly records = new Map<string, { turn: number; bytes: Bytes }>();
  readonly blobs = new Map<string, Bytes>();
  turn = 0;
  busy: Promise<void> = Promise.resolve();
}

/** The least that a place can be: what the contract asks of it, and nothing of a network. */
export function memoryPlace(server: MemoryServer): Place {
  return {
    async visit() {
      return { server: 'memory', headers: server.header ? [server.header] : [] };
    },
    async keepHeader(header, before) {
      if (before ? String(before) !== String(server.header) : server.header) return false;
      server.header = header;
      return true;
    },
    area: (library, envelope) => new MemoryArea(server, library, envelope),
  };
}

class MemoryArea implements Area {
  /** The turns of records in which there is nothing but what this area pushed. */
  readonly #own = new Set<number>();

  constructor(
    private readonly server: MemoryServer,
    private readonly library: string,
    private readonly envelope: Envelope,
  ) {}

  async *pull(cursor: string | undefined) {
    const news = [...this.server.records]
      .filter(([name, { turn }]) => name.startsWith(`${this.library}:`) && turn > Number(cursor ?? 0))
      .sort(([, a], [, b]) => a.turn - b.turn);
    for (let at = 0; at === 0 || at < news.length; at += 3) {
      const some = news.slice(at, at + 3);
      const records = await Promise.all(some.map(([name, { bytes }]) => this.#read(name, bytes)));
      yield { records, cursor: String(some.at(-1)?.[1].turn ?? cursor ?? 0), remaining: news.length - at };
    }
  }

  /** One after the other, as a server does. */
  push(records: readonly SyncRecord[]): Promise<void> {
    const pushed = this.server.busy.then(() => this.#push(records));
    this.server.busy = pushed;
    return pushed;
  }

  async #push(records: readonly SyncRecord[]): Promise<void> {
    for (const record of records) {
      const hidden = await this.envelope.hide(record.id);
      const name = `${this.library}:${hidden}`;
      const known = this.server.records.get(name);
      const body: RecordBody = known
        ? mergeBodies((await this.#read(name, known.bytes)).body, record.body)
        : record.body;
      const text = new TextEncoder().encode(JSON.stringify({ id: record.id, body }));
      const bytes = await this.envelope.seal(hidden, text);
      const turn = ++this.server.turn;
      if (!known || this.#own.has(known.turn)) this.#own.add(turn);
      this.server.records.set(name, { turn, bytes });
    }
  }

  async advance(cursor: string) {
    const turns = [...this.server.records.values()]
      .map(({ turn }) => turn)
      .filter((turn) => turn > Number(cursor));
    const foreign = turns.filter((turn) => !this.#own.has(turn));
    const passed = turns.filter((turn) => foreign.every((other) => turn < other));
    return String(Math.max(Number(cursor), ...passed));
  }

  async hasBlobs(names: readonly string[]) {
    const found = await Promise.all(names.map(async (name) => this.server.blobs.has(await this.#blob(name))));
    return new Set(names.filter((_name, at) => found[at]));
  }

  async putBlob(name: string, bytes: Bytes) {
    const hidden = await hideBlob(this.envelope, name);
    this.server.blobs.set(`${this.library}:${hidden}`, await this.envelope.seal(hidden, bytes));
  }

  async getBlob(name: string) {
    return this.getHiddenBlob(await hideBlob(this.envelope, name));
  }

  async getHiddenBlob(hidden: string) {
    const bytes = this.server.blobs.get(`${this.library}:${hidden}`);
    return bytes && this.envelope.open(hidden, bytes);
  }

  async *hiddenBlobs() {
    const prefix = `${this.library}:`;
    for (const name of this.server.blobs.keys()) if (name.startsWith(prefix)) yield name.slice(prefix.length);
  }

  async removeBlobs(hidden: readonly string[]) {
    for (const name of hidden) this.server.blobs.delete(`${this.library}:${name}`);
  }

  async erase() {
    for (const kept of [this.server.records, this.server.blobs]) {
      for (const name of [...kept.keys()]) if (name.startsWith(`${this.library}:`)) kept.delete(name);
    }
  }

  async #read(name: string, bytes: Bytes): Promise<SyncRecord> {
    const opened = await this.envelope.open(name.slice(this.library.length + 1), bytes);
    return JSON.parse(new TextDecoder().decode(opened)) as SyncRecord;
  }

  async #blob(name: string): Promise<string> {
    return `${this.library}:${await hideBlob(this.envelope, name)}`;
  }
}
