import { ByteReader, ByteWriter, readUint32 } from './varint';

/**
 * A block: a sorted dictionary of terms and, for each, the documents that hold it with an impact of 1 to 15.
 *
 * Bytes: magic, count of terms, count of restarts, size of the dictionary (four bytes each); for each restart
 * its place in the dictionary and in the postings (four bytes each); the dictionary; the postings. Terms are
 * front-coded and begin anew every RESTART entries. Documents are numbered from the segment's first one; a
 * posting is the distance from the one before times 16 plus the impact.
 */
const MAGIC = 0x31425043; // "CPB1"
const HEADER = 16;
const RESTART = 16;

export const MOST_IMPACT = 15;

/** One term with its postings, still packed. */
export interface Entry {
  term: string;
  count: number;
  postings: Uint8Array;
}

/** A place in a block that is no block, or is cut off. */
export class DamagedBlock extends Error {
  constructor() {
    super('A block of the search index is damaged');
    this.name = 'DamagedBlock';
  }
}

/** Builds a block; terms must come in ascending order (by code units), each once. */
export class BlockBuilder {
  #dictionary = new ByteWriter();
  #postings = new ByteWriter();
  #restarts: number[] = [];
  #count = 0;
  #previous = '';
  #lastDocument = 0;
  #postingsOfTerm = 0;
  #termBegan = 0;

  /** Adds a term whose postings are packed already. */
  add(term: string, count: number, postings: Uint8Array): void {
    const began = this.#postings.length;
    this.#postings.bytes(postings);
    this.#enter(term, count, began);
  }

  /** Adds a posting of the term that `endTerm` will name: documents ascending, impacts from 1 to MOST_IMPACT. */
  posting(document: number, impact: number): void {
    this.#postings.varint((document - this.#lastDocument) * 16 + impact);
    this.#lastDocument = document;
    this.#postingsOfTerm += 1;
  }

  /** Ends a term; one without postings is left out. */
  endTerm(term: string): void {
    if (this.#postingsOfTerm > 0) this.#enter(term, this.#postingsOfTerm, this.#termBegan);
    this.#termBegan = this.#postings.length;
    this.#postingsOfTerm = 0;
    this.#lastDocument = 0;
  }

  #enter(term: string, count: number, began: number): void {
    const restarts = this.#count % RESTART === 0;
    if (restarts) this.#restarts.push(this.#dictionary.length, began);
    const shared = restarts ? 0 : sharedLength(this.#previous, term);
    this.#dictionary.varint(shared);
    this.#dictionary.varint(term.length - shared);
    for (let at = shared; at < term.length; at += 1) this.#dictionary.varint(term.charCodeAt(at));
    this.#dictionary.varint(count);
    this.#dictionary.varint(this.#postings.length - began);
    this.#previous = term;
    this.#count += 1;
  }

  /** The block. The builder is empty then, and is for the next one: what it wrote into need not grow again. */
  build(): Uint8Array<ArrayBuffer> {
    const places = HEADER + this.#restarts.length * 4;
    const out = new Uint8Array(places + this.#dictionary.length + this.#postings.length);
    const head = new DataView(out.buffer);
    const numbers = [
      MAGIC,
      this.#count,
      this.#restarts.length / 2,
      this.#dictionary.length,
      ...this.#restarts,
    ];
    numbers.forEach((value, at) => {
      head.setUint32(at * 4, value, true);
    });
    out.set(this.#dictionary.written(), places);
    out.set(this.#postings.written(), places + this.#dictionary.length);
    this.#clear();
    return out;
  }

  #clear(): void {
    this.#dictionary.length = 0;
    this.#postings.length = 0;
    this.#restarts = [];
    this.#count = 0;
    this.#previous = '';
    this.#lastDocument = 0;
    this.#postingsOfTerm = 0;
    this.#termBegan = 0;
  }
}

/** A block read in place: nothing is unpacked until it is asked for. */
export class Block {
  readonly termCount: number;
  #bytes: Uint8Array;
  #restartCount: number;
  #dictionaryAt: number;
  #postingsAt: number;

  /** Throws DamagedBlock when the bytes are no block. */
  constructor(bytes: Uint8Array) {
    if (bytes.length < HEADER || readUint32(bytes, 0) !== MAGIC) throw new DamagedBlock();
    this.#bytes = bytes;
    this.termCount = readUint32(bytes, 4);
    this.#restartCount = readUint32(bytes, 8);
    this.#dictionaryAt = HEADER + this.#restartCount * 8;
    this.#postingsAt = this.#dictionaryAt + readUint32(bytes, 12);
    if (this.#postingsAt > bytes.length) throw new DamagedBlock();
  }

  /** The term's entry, or undefined. */
  find(term: string): Entry | undefined {
    for (const entry of this.entriesFrom(term)) return entry.term === term ? entry : undefined;
    return undefined;
  }

  /** All terms that begin with the prefix, ascending. */
  *startingWith(prefix: string): Generator<Entry> {
    for (const entry of this.entriesFrom(prefix)) {
      if (!entry.term.startsWith(prefix)) return;
      yield entry;
    }
  }

  /** All entries whose term is not less than `from`, ascending. */
  *entriesFrom(from = ''): Generator<Entry> {
    const restart = this.#restartBefore(from);
    const place = HEADER + restart * 8;
    const reader = new ByteReader(this.#bytes, this.#dictionaryAt + readUint32(this.#bytes, place));
    let postingsAt = this.#postingsAt + readUint32(this.#bytes, place + 4);
    let term = '';
    for (let index = restart * RESTART; index < this.termCount; index += 1) {
      term = readTerm(reader, term);
      const count = reader.varint();
      const size = reader.varint();
      if (postingsAt + size > this.#bytes.length) throw new DamagedBlock();
      if (term >= from) yield { term, count, postings: this.#bytes.subarray(postingsAt, postingsAt + size) };
      postingsAt += size;
    }
  }

  /** The last restart whose term is not greater than `term`; the first when all are greater. */
  #restartBefore(term: string): number {
    let low = 0;
    let high = this.#restartCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const at = this.#dictionaryAt + readUint32(this.#bytes, HEADER + middle * 8);
      if (readTerm(new ByteReader(this.#bytes, at), '') <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function readTerm(reader: ByteReader, previous: string): string {
  let term = previous.slice(0, reader.varint());
  for (let rest = reader.varint(); rest > 0; rest -= 1) term += String.fromCharCode(reader.varint());
  return term;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Calls `visit` with each document of packed postings and its impact. */
export function eachPosting(
  { count, postings }: Pick<Entry, 'count' | 'postings'>,
  visit: (document: number, impact: number) => void,
): void {
  let at = 0;
  let document = 0;
  for (let rest = count; rest > 0; rest -= 1) {
    let value = 0;
    let shift = 0;
    let byte = 0;
    do {
      byte = postings[at] ?? 0;
      at += 1;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte > 0x7f);
    document += value >>> 4;
    visit(document, value & 15);
  }
}

/** All of packed postings: for each the document times 16 plus its impact. For whoever goes through very many. */
export function unpackPostings({ count, postings }: Pick<Entry, 'count' | 'postings'>): Uint32Array {
  const unpacked = new Uint32Array(count);
  let at = 0;
  let document = 0;
  for (let index = 0; index < count; index += 1) {
    let byte = postings[at] as number;
    at += 1;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = postings[at] as number;
      at += 1;
      value |= (byte & 0x7f) << shift;
    }
    document += value >>> 4;
    unpacked[index] = document * 16 + (value & 15);
  }
  return unpacked;
}
