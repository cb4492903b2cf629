import { type Bytes, decode, toBase64 } from '../bytes';
import { RemoteProblem } from '../remote';
import type { Answer, Ask, Server } from './http';

/** A document of CouchDB with its own fields beside those that the server knows. */
export interface Doc {
  _id: string;
  _rev?: string;
  _deleted?: boolean;
  /** Revisions that other copies of the database brought and that lost. */
  _conflicts?: string[];
  [field: string]: unknown;
}

/** What became of a document that was written. */
export type Written = 'kept' | 'conflict';

/** A page of the feed of changes. */
export interface Changes {
  docs: Doc[];
  cursor: string;
  /** How many rows came, with those that are no documents any more. */
  count: number;
  /** How many are still to come; CouchDB says it since 2.0. */
  pending: number | undefined;
  bytes: number;
}

const attachment = 'bytes';
const pageOfNames = 1_000;

/** Calls to one database of a CouchDB, over its documented HTTP interface (versions 2 and 3). */
export class Couch {
  readonly #base: string;
  #server: string | undefined;
  /** The revisions that were written from here and hold nothing but what is known here. */
  readonly #written = new Map<string, string>();

  constructor(
    private readonly server: Server,
    address: string,
  ) {
    this.#base = address.replace(/[?#].*/s, '').replace(/\/{1,40}$/, '');
  }

  /** Whether the database is there. Also looks at the clock. */
  async visit(signal: AbortSignal): Promise<boolean> {
    const answer = await this.#ask('GET', '', undefined, [200, 400, 404], signal);
    this.server.checkClock(answer.headers);
    if (answer.status === 404) return false;
    const about = parse(answer);
    if (about.error === 'illegal_database_name')
      throw new RemoteProblem('database-name', String(about.reason));
    if (typeof about.db_name !== 'string') throw new RemoteProblem('not-found', 'no database');
    return true;
  }

  /** Makes the database. Who may not is told that there is none. */
  async makeDatabase(signal: AbortSignal): Promise<void> {
    const answer = await this.#ask('PUT', '', undefined, [201, 202, 401, 403, 412], signal);
    if (answer.status !== 401 && answer.status !== 403) return;
    throw new RemoteProblem('not-found', 'there is no such database, and this user may not make one');
  }

  /**
   * What the server calls itself.
   * @throws {RemoteProblem} `old-server` before CouchDB 2.
   */
  async greeting(signal: AbortSignal): Promise<string> {
    this.#server ??= await this.#greet(signal);
    return this.#server;
  }

  /** One document; nothing where there is none. */
  async get(id: string, signal: AbortSignal): Promise<Doc | undefined> {
    const answer = await this.#ask('GET', `/${encodeURIComponent(id)}`, undefined, [200, 404], signal);
    return answer.status === 200 ? (parse(answer) as Doc) : undefined;
  }

  /** Documents with the names of their conflicting states, by id. */
  async getAll(ids: readonly string[], signal: AbortSignal): Promise<Map<string, Doc>> {
    const path = '/_all_docs?include_docs=true&conflicts=true';
    const rows = rowsOf(parse(await this.#ask('POST', path, { keys: ids }, [200], signal)));
    return new Map(rows.flatMap(({ doc }) => (isDoc(doc) ? [[doc._id, doc]] : [])));
  }

  /** Which of these documents there are. */
  async which(ids: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const rows = rowsOf(parse(await this.#ask('POST', '/_all_docs', { keys: ids }, [200], signal)));
    return new Set(rows.flatMap(({ id, value }) => (typeof id === 'string' && isLive(value) ? [id] : [])));
  }

  /** Documents without their content whose ids begin alike, in portions. May be taken away while one goes on. */
  async *under(prefix: string, signal: AbortSignal): AsyncIterable<Doc[]> {
    for (let start = prefix; ; ) {
      const query = { startkey: start, endkey: `${prefix}\ufff0`, limit: pageOfNames };
      const path = `/_all_docs?${queryOf(query)}`;
      const rows = rowsOf(parse(await this.#ask('GET', path, undefined, [200], signal)));
      const docs = rows.flatMap(({ id, value }) =>
        typeof id === 'string' && isLive(value) ? [{ _id: id, _rev: String(value.rev) }] : [],
      );
      if (docs.length > 0) yield docs;
      const last = docs.at(-1);
      if (!last || rows.length < pageOfNames) return;
      start = `${last._id}\u0000`;
    }
  }

  /** Certain states of a document; those that are gone are left out. */
  async getStates(id: string, revs: readonly string[], signal: AbortSignal): Promise<Doc[]> {
    const docs = revs.map((rev) => ({ id, rev }));
    const { results } = parse(await this.#ask('POST', '/_bulk_get', { docs }, [200], signal));
    return list(results).flatMap(({ docs: found }) =>
      list(found).flatMap(({ ok }) => (isDoc(ok) ? [ok] : [])),
    );
  }

  /**
   * Writes documents; tells for each whether it was kept or somebody else had changed it.
   * @param joined ids of those that also hold what another device said: it is still to be fetched.
   * @throws {RemoteProblem} `read-only` where the database refuses one (its rights, or a function of its own).
   */
  async write(docs: readonly Doc[], signal: AbortSignal, joined?: ReadonlySet<string>): Promise<Written[]> {
    if (docs.length === 0) return [];
    const answer = await this.#ask('POST', '/_bulk_docs', { docs }, [200, 201, 202], signal);
    const results = JSON.parse(decode(answer.bytes)) as unknown;
    return list(results).map(({ error, reason, id, rev }) => {
      if (error === undefined) {
        if (joined?.has(String(id))) this.#written.delete(String(id));
        else this.#written.set(String(id), String(rev));
        return 'kept';
      }
      if (error === 'conflict') return 'conflict';
      const detail = `${error}: ${reason}`;
      if (error === 'forbidden' || error === 'unauthorized') throw new RemoteProblem('read-only', detail);
      if (error === 'too_large' || error === 'document_too_large')
        throw new RemoteProblem('too-large', detail);
      throw new RemoteProblem('busy', detail);
    });
  }

  /** Whether a document's revision was written from here, and holds nothing but what is known here. */
  wrote(id: string, rev: string): boolean {
    return this.#written.get(id) === rev;
  }

  /** Keeps bytes as a document's attachment; one that is there is left alone. */
  async putFile(id: string, bytes: Bytes, signal: AbortSignal): Promise<void> {
    const ask = {
      method: 'PUT',
      url: this.#fileUrl(id),
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
      takes: [200, 201, 202, 404, 409],
    };
    const { status } = await this.server.ask(ask, signal);
    if (status !== 404) return;
    // It was there once and was taken away: some servers then want the document with it.
    const _attachments = {
      [attachment]: { content_type: 'application/octet-stream', data: toBase64(bytes) },
    };
    await this.write([{ _id: id, _attachments }], signal);
  }

  /** A document's attachment. */
  async getFile(id: string, signal: AbortSignal): Promise<Bytes | undefined> {
    const ask = { method: 'GET', url: this.#fileUrl(id), takes: [200, 404] };
    const answer = await this.server.ask(ask, signal);
    return answer.status === 200 ? answer.bytes : undefined;
  }

  /** What was changed since a cursor, with the documents as they are now. */
  async changes(since: string, limit: number, signal: AbortSignal): Promise<Changes> {
    const query = queryOf({ limit, include_docs: true, conflicts: true });
    const path = `/_changes?since=${encodeURIComponent(since)}&${query}`;
    const answer = await this.#ask('GET', path, undefined, [200], signal);
    const { results, last_seq, pending } = parse(answer);
    const rows = list(results);
    return {
      docs: rows.flatMap(({ doc, deleted }) => (isDoc(doc) && !deleted && !doc._deleted ? [doc] : [])),
      cursor: cursorOf(last_seq, since),
      count: rows.length,
      pending: typeof pending === 'number' ? pending : undefined,
      bytes: answer.bytes.length,
    };
  }

  /** Which documents were changed since a cursor, without their content, each with the cursor after it. */
  async changedSince(
    since: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ id: string; rev: string; cursor: string }[]> {
    const path = `/_changes?since=${encodeURIComponent(since)}&${queryOf({ limit })}`;
    const { results } = parse(await this.#ask('GET', path, undefined, [200], signal));
    return list(results).map(({ id, seq, changes }) => ({
      id: String(id),
      rev: list(changes).length === 1 ? String(list(changes)[0]?.rev) : '',
      cursor: cursorOf(seq, since),
    }));
  }

  /** Waits for a change after a cursor; gives the cursor after it, or nothing when the time is over. */
  async nextChange(since: string, ms: number, signal: AbortSignal): Promise<string | undefined> {
    const query = queryOf({ feed: 'longpoll', timeout: ms, limit: 1 });
    const ask = {
      method: 'GET',
      url: `${this.#base}/_changes?since=${encodeURIComponent(since)}&${query}`,
      takes: [200],
    };
    // Some servers keep the line open for ever with blank lines.
    const limit = AbortSignal.timeout(ms + 10_000);
    const pieces: Uint8Array[] = [];
    try {
      for await (const piece of this.server.follow(ask, AbortSignal.any([signal, limit]))) pieces.push(piece);
    } catch (error) {
      if (limit.aborted && !signal.aborted) return undefined;
      throw error;
    }
    const text = new TextDecoder().decode(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    const { results, last_seq } = JSON.parse(text) as { results?: unknown; last_seq?: unknown };
    // Where nothing changed a cluster still gives another sequence.
    return list(results).length > 0 ? cursorOf(last_seq, since) : undefined;
  }

  async #greet(signal: AbortSignal): Promise<string> {
    const root = new URL('..', `${this.#base}/`).href;
    const ask = { method: 'GET', url: root, takes: [200, 401, 403, 404] };
    const answer = await this.server.ask(ask, signal).catch(() => undefined);
    if (answer?.status !== 200) return 'CouchDB'; // Behind a proxy that shows no more than databases.
    const { couchdb, version } = tryParse(answer);
    if (couchdb && typeof version === 'string' && Number.parseInt(version, 10) < 2) {
      throw new RemoteProblem('old-server', `CouchDB ${version}`);
    }
    return typeof version === 'string' ? `CouchDB ${version}` : 'CouchDB';
  }

  #ask(
    method: string,
    path: string,
    body: unknown,
    takes: readonly number[],
    signal: AbortSignal,
  ): Promise<Answer> {
    const ask: Ask = {
      method,
      url: `${this.#base}${path}`,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      takes,
      reads: method === 'GET' || /^\/_(?:all_docs|bulk_get)/.test(path),
    };
    return this.server.ask(ask, signal);
  }

  #fileUrl(id: string): string {
    return `${this.#base}/${encodeURIComponent(id)}/${attachment}`;
  }
}

function queryOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      // Keys are JSON; plain words are not.
      const text = name.endsWith('key') || typeof value !== 'string' ? JSON.stringify(value) : value;
      return `${name}=${encodeURIComponent(text)}`;
    })
    .join('&');
}

/** A number, a text that means something to the server only, or other JSON (BigCouch, Cloudant), which is given back as JSON. */
function cursorOf(sequence: unknown, before: string): string {
  if (sequence === undefined || sequence === null) return before;
  return typeof sequence === 'object' ? JSON.stringify(sequence) : String(sequence);
}

function parse(answer: Answer): Record<string, unknown> {
  const value: unknown = tryParse(answer);
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return value as Record<string, unknown>;
  }
  throw new RemoteProblem('not-found', 'answers, but not as CouchDB does');
}

function tryParse(answer: Answer): Record<string, unknown> {
  try {
    return JSON.parse(decode(answer.bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function rowsOf({ rows }: Record<string, unknown>): Record<string, unknown>[] {
  return list(rows);
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && typeof (value as Doc)._id === 'string';
}

function isLive(value: unknown): value is { rev: unknown } {
  return typeof value === 'object' && value !== null && !(value as { deleted?: boolean }).deleted;
}
