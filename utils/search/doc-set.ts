import { DamagedBlock } from './postings-block';
import { ByteReader, ByteWriter } from './varint';

const SPARSE = 0;
const BITS = 1;

/**
 * A set of document numbers, a bit each: a hundred thousand are 12.5 kB. Packed, a set of few is a list of distances.
 */
export class DocSet {
  #bits: Uint8Array;

  constructor(bits: Uint8Array = new Uint8Array(0)) {
    this.#bits = bits;
  }

  has(document: number): boolean {
    return (((this.#bits[document >>> 3] ?? 0) >>> (document & 7)) & 1) === 1;
  }

  add(document: number): void {
    const at = document >>> 3;
    if (at >= this.#bits.length) this.#grow(Math.max(at + 1, Math.ceil(this.#bits.length * 1.25)));
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (document & 7));
  }

  delete(document: number): void {
    const at = document >>> 3;
    if (at < this.#bits.length) this.#bits[at] = (this.#bits[at] ?? 0) & ~(1 << (document & 7));
  }

  /** Takes in all of another set. */
  addAll(other: DocSet): void {
    const { bits } = other;
    if (bits.length > this.#bits.length) this.#grow(bits.length);
    for (let at = 0; at < bits.length; at += 1) this.#bits[at] = (this.#bits[at] ?? 0) | (bits[at] ?? 0);
  }

  /** How many are in this set, in `within`, and not in `without`. */
  countWithin(within: DocSet, without?: DocSet): number {
    let count = 0;
    const size = Math.min(this.#bits.length, within.bits.length);
    for (let at = 0; at < size; at += 1) {
      let byte = (this.#bits[at] ?? 0) & (within.bits[at] ?? 0) & ~(without?.bits[at] ?? 0);
      for (; byte !== 0; byte &= byte - 1) count += 1;
    }
    return count;
  }

  /** Calls `visit` with each number, ascending. */
  each(visit: (document: number) => void): void {
    for (let at = 0; at < this.#bits.length; at += 1) {
      for (let byte = this.#bits[at] ?? 0; byte !== 0; byte &= byte - 1)
        visit(at * 8 + (31 - Math.clz32(byte & -byte)));
    }
  }

  /** Calls `visit` with each number below `size` that is not in the set, ascending. */
  eachMissing(size: number, visit: (document: number) => void): void {
    for (let at = 0; at * 8 < size; at += 1) {
      const byte = this.#bits[at] ?? 0;
      if (byte === 0xff) continue;
      for (let document = at * 8; document < Math.min(size, at * 8 + 8); document += 1)
        if (((byte >>> (document & 7)) & 1) === 0) visit(document);
    }
  }

  get bits(): Uint8Array {
    return this.#bits;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(length);
    larger.set(this.#bits);
    this.#bits = larger;
  }

  pack(): Uint8Array<ArrayBuffer> {
    const count = this.countWithin(this);
    const writer = new ByteWriter(16);
    if (count * 2 >= this.#bits.length) {
      writer.varint(BITS);
      writer.bytes(this.#bits);
      return writer.take();
    }
    writer.varint(SPARSE);
    writer.varint(count);
    let last = 0;
    this.each((document) => {
      writer.varint(document - last);
      last = document;
    });
    return writer.take();
  }

  /** Throws DamagedBlock when the bytes are no set. */
  static unpack(bytes: Uint8Array): DocSet {
    const [kind] = bytes;
    // A copy: what is read may be shared, and sets are changed.
    if (kind === BITS) return new DocSet(bytes.slice(1));
    if (kind !== SPARSE) throw new DamagedBlock();
    const reader = new ByteReader(bytes, 1);
    const set = new DocSet();
    let document = 0;
    for (let rest = reader.varint(); rest > 0; rest -= 1) {
      if (reader.at >= bytes.length) throw new DamagedBlock();
      document += reader.varint();
      set.add(document);
    }
    return set;
  }
}
