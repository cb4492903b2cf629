import type { SyncRecord } from '../../../utils/sync/model';
import { type Pulled, type Remote, type RemoteInfo, RemoteProblem } from '../../../utils/sync/remote';

/** A library at the other end, in memory: a log of what was pushed, as JSON. Made to misbehave in every way a server does. */
export class MemoryServer {
  readonly log: { device: string; json: string }[] = [];
  readonly blobs = new Map<string, Uint8Array<ArrayBuffer>>();
  requests = 0;
  bytesIn = 0;
  bytesOut = 0;
  /** Fails the request of this number, before or after it was carried out. */
  fail: { at: number; when: 'before' | 'after' } | undefined;
  room = Number.POSITIVE_INFINITY;
  /** What is larger is not taken. */
  largest = Number.POSITIVE_INFINITY;
  readonly name = `library-${Math.random()}`;

  /** @param shuffle gives the order in which a pull sees what came since; some may come twice. */
  constructor(readonly shuffle: (entries: string[]) => string[] = (entries) => entries) {}

  remote(device: string): Remote {
    return new MemoryRemote(this, device);
  }

  request<T>(work: () => T): T {
    this.requests += 1;
    const isFailing = this.fail?.at === this.requests ? this.fail.when : undefined;
    if (isFailing === 'before') throw new RemoteProblem('offline');
    const result = work();
    if (isFailing === 'after') throw new RemoteProblem('offline');
    return result;
  }
}

class MemoryRemote implements Remote {
  constructor(
    readonly server: MemoryServer,
    readonly device: string,
  ) {}

  async open(): Promise<RemoteInfo> {
    const { name: library, log } = this.server;
    return this.server.request(() => ({
      library,
      server: 'memory',
      isNew: log.length === 0,
      isEncrypted: false,
    }));
  }

  async *pull(cursor: string | undefined): AsyncGenerator<Pulled> {
    let at = Number(cursor ?? 0);
    while (at < this.server.log.length) {
      const entries = this.server.request(() => this.server.log.slice(at, at + 3));
      at += entries.length;
      const others = entries.filter(({ device }) => cursor === undefined || device !== this.device);
      const records = this.server.shuffle(others.map(({ json }) => json)).flatMap((json) => {
        this.server.bytesOut += json.length;
        return JSON.parse(json) as SyncRecord[];
      });
      yield { records, cursor: String(at), remaining: this.server.log.length - at };
    }
  }

  async push(records: readonly SyncRecord[]): Promise<void> {
    this.server.request(() => {
      const json = JSON.stringify(records);
      if (json.length > this.server.largest) throw new RemoteProblem('too-large');
      if (this.server.bytesIn + json.length > this.server.room) throw new RemoteProblem('no-room');
      this.server.bytesIn += json.length;
      this.server.log.push({ device: this.device, json });
    });
  }

  async hasBlobs(names: readonly string[]): Promise<Set<string>> {
    return this.server.request(() => new Set(names.filter((name) => this.server.blobs.has(name))));
  }

  async putBlob(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.server.request(() => {
      if (bytes.length > this.server.largest) throw new RemoteProblem('too-large');
      this.server.blobs.set(name, bytes.slice());
    });
  }

  async getBlob(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.server.request(() => this.server.blobs.get(name)?.slice());
  }
}
