import { isUnspaced } from './fold';
import type { IndexedDocument, SearchableText } from './indexed-document';
import { LARGE_BYTES, LARGE_LEVEL, levelOf } from './manifest';
import { BlockBuilder, MOST_IMPACT } from './postings-block';
import { TermTable } from './term-table';
import { BUCKETS, bucketOf, eachUnits, LONGEST_WORD, PRESENCE, SHORT_PREFIX } from './tokens';

/** How much an occurrence counts in each field. */
const WEIGHTS: Record<keyof SearchableText, number> = { title: 5, names: 3, notes: 2, body: 1 };
const FIELDS = Object.keys(WEIGHTS) as (keyof SearchableText)[];

/** BM25's constants. The average length is fixed, so that a document's impacts do not depend on the others. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const AVERAGE_LENGTH = 600;

/** Every bucket of a large segment has a block, so a missing one is damage. */
export const EMPTY_BLOCK = new BlockBuilder().build();

/** A segment ready to be appended: packed before any transaction opens. */
export interface PreparedSegment {
  span: number;
  level: number;
  large: boolean;
  /** One block, or BUCKETS blocks. */
  blocks: Uint8Array[];
}

/** What a term of the table is; what it is made known by when only its beginning is typed. */
const UNKNOWN = 0;
const WORD_OR_PAIR = 1;
/** A lone character of a script without spaces has only its term of presence. */
const LONE = 2;

/**
 * Packs documents, in the order in which they are added, as one segment. Analysis takes most of indexing, so it is all
 * numbers: a term is looked up once for each time it stands in a text, and its terms of presence once for all texts.
 */
export class SegmentBuilder {
  #table = new TermTable();
  /** By term: what it is, its two terms of presence (-1 for none), what it weighs in the text that is read. */
  #kinds: number[] = [];
  #presences: number[] = [];
  #weights: number[] = [];
  /** By term: the last document that has it, plus one. */
  #stamps: number[] = [];
  #touched: number[] = [];
  #packer = new BlockBuilder();
  #scratch = [PRESENCE.charCodeAt(0), 0, 0];
  #span = 0;
  /** Postings as they come: the term, and the document times 16 plus the impact. */
  #terms = new Numbers();
  #postings = new Numbers();

  add({ text, facets = [] }: IndexedDocument): void {
    let length = 0;
    for (const field of FIELDS) {
      const weight = WEIGHTS[field];
      eachUnits(text[field], (units, unspaced) => {
        if (unspaced) length += this.#readPairs(units, weight);
        else {
          length += 1;
          this.#touch(this.#idOf(units, 0, Math.min(units.length, LONGEST_WORD)), WORD_OR_PAIR, weight);
        }
      });
    }
    const normal = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / AVERAGE_LENGTH);
    for (const id of this.#touched) {
      const weight = this.#weights[id] as number;
      this.#weights[id] = 0;
      if (this.#kinds[id] === WORD_OR_PAIR)
        this.#post(id, Math.max(1, Math.round((weight / (weight + normal)) * MOST_IMPACT)));
      this.#postOnce(this.#presences[id * 2] as number);
      this.#postOnce(this.#presences[id * 2 + 1] as number);
    }
    this.#touched.length = 0;
    for (const facet of facets) this.#postOnce(this.#idOf(unitsOf(facet), 0, facet.length));
    this.#span += 1;
  }

  /** Pairs of neighbours, or the one character that stands alone. Gives the number of characters. */
  #readPairs(units: readonly number[], weight: number): number {
    let count = 0;
    let before = -1;
    for (let at = 0; at < units.length; ) {
      const next = at + (isHighSurrogate(units[at] as number) ? 2 : 1);
      if (before >= 0) this.#touch(this.#idOf(units, before, next), WORD_OR_PAIR, weight);
      else if (next >= units.length) this.#touch(this.#idOf(units, at, next), LONE, weight);
      before = at;
      at = next;
      count += 1;
    }
    return count;
  }

  #idOf(units: ArrayLike<number>, from: number, to: number): number {
    const id = this.#table.idOf(units, from, to);
    if (id === this.#kinds.length) {
      this.#kinds.push(UNKNOWN);
      this.#presences.push(-1, -1);
      this.#weights.push(0);
      this.#stamps.push(0);
    }
    return id;
  }

  #touch(id: number, kind: number, weight: number): void {
    if (this.#kinds[id] === UNKNOWN) {
      this.#kinds[id] = kind;
      this.#notePresences(id);
    }
    if (this.#weights[id] === 0) this.#touched.push(id);
    this.#weights[id] = (this.#weights[id] as number) + weight;
  }

  /** As `eachPresence` has them, without making strings of them: the characters of a pair, or a word's first letters. */
  #notePresences(id: number): void {
    const term = this.#table.terms[id] as string;
    const isPair = isUnspaced(term.codePointAt(0) as number);
    let from = 0;
    let to = 0;
    for (let at = 0; at < SHORT_PREFIX && to < term.length; at += 1) {
      from = isPair ? to : 0;
      to += isPair && isHighSurrogate(term.charCodeAt(to)) ? 2 : 1;
      for (let unit = from; unit < to; unit += 1) this.#scratch[unit - from + 1] = term.charCodeAt(unit);
      this.#presences[id * 2 + at] = this.#idOf(this.#scratch, 0, to - from + 1);
    }
  }

  #post(id: number, impact: number): void {
    this.#terms.push(id);
    this.#postings.push(this.#span * 16 + impact);
  }

  /** What says only that something is there: once for a document. */
  #postOnce(id: number): void {
    if (id < 0 || this.#stamps[id] === this.#span + 1) return;
    this.#stamps[id] = this.#span + 1;
    this.#post(id, 1);
  }

  /** Packs what was added. */
  build(): PreparedSegment {
    const packing = this.#pack();
    for (;;) {
      const { done, value } = packing.next();
      if (done) return value;
    }
  }

  /** The same with breaks: five hundred long texts take a tenth of a second and more. */
  async buildInTurns(breathe: () => Promise<void>): Promise<PreparedSegment> {
    const packing = this.#pack();
    for (;;) {
      const { done, value } = packing.next();
      if (done) return value;
      await breathe();
    }
  }

  *#pack(): Generator<undefined, PreparedSegment> {
    const span = this.#span;
    const level = levelOf(span);
    const { starts, postings } = this.#sorted();
    yield;
    if (level < LARGE_LEVEL) {
      const whole = this.#packTerms(Array.from(this.#table.terms.keys()), starts, postings);
      if (whole.length < LARGE_BYTES) return { span, level, large: false, blocks: [whole] };
      yield;
    }
    const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
    this.#table.terms.forEach((term, id) => {
      if (starts[id] !== starts[id + 1]) buckets[bucketOf(term)]?.push(id);
    });
    const blocks: Uint8Array[] = [];
    for (const ids of buckets) {
      yield;
      blocks.push(ids.length > 0 ? this.#packTerms(ids, starts, postings) : EMPTY_BLOCK);
    }
    return { span, level, large: true, blocks };
  }

  /** The postings by term: those of a term lie from its start to the start of the next, documents ascending. */
  #sorted(): { starts: Uint32Array; postings: Uint32Array } {
    const terms = this.#terms.taken();
    const unsorted = this.#postings.taken();
    const starts = new Uint32Array(this.#table.size + 1);
    for (const id of terms) starts[id + 1] = (starts[id + 1] as number) + 1;
    for (let id = 0; id < this.#table.size; id += 1)
      starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
    const next = starts.slice();
    const postings = new Uint32Array(unsorted.length);
    for (let at = 0; at < terms.length; at += 1) {
      const id = terms[at] as number;
      const place = next[id] as number;
      postings[place] = unsorted[at] as number;
      next[id] = place + 1;
    }
    return { starts, postings };
  }

  #packTerms(ids: number[], starts: Uint32Array, postings: Uint32Array): Uint8Array {
    const { terms } = this.#table;
    // No two terms are the same.
    ids.sort((a, b) => ((terms[a] as string) < (terms[b] as string) ? -1 : 1));
    const builder = this.#packer;
    for (const id of ids) {
      const end = starts[id + 1] as number;
      for (let at = starts[id] as number; at < end; at += 1) {
        const posting = postings[at] as number;
        builder.posting(posting >>> 4, posting & 15);
      }
      builder.endTerm(terms[id] as string);
    }
    return builder.build();
  }
}

function unitsOf(text: string): number[] {
  const units = new Array<number>(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** A list of whole numbers up to 2³²−1 that grows. */
class Numbers {
  #held = new Uint32Array(1 << 12);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#held.length) {
      const larger = new Uint32Array(this.#held.length * 2);
      larger.set(this.#held);
      this.#held = larger;
    }
    this.#held[this.#length] = value;
    this.#length += 1;
  }

  taken(): Uint32Array {
    return this.#held.subarray(0, this.#length);
  }
}
