import { DocSet } from './doc-set';
import { type FacetKind, KINDS } from './facets';
import { factOf, kindOf } from './filters';
import { termsOf } from './indexed-document';
import type { KeyValues } from './key-values';
import { DamagedBlock } from './postings-block';
import { ByteReader, ByteWriter } from './varint';

/**
 * What a person says of clips (tags, collections, states) changes often and for many clips at once, and their texts do
 * not: so it lies beside the segments, a set of documents for each fact. Marking ten thousand clips as read writes one
 * set. Sets may hold documents that were forgotten since; whoever reads them looks at `live` too.
 */
export const OWN_KINDS = ['tag', 'collection', 'is', 'has'] as const satisfies readonly FacetKind[];
export type OwnKind = (typeof OWN_KINDS)[number];

/** Blocks of a kind: a person has many tags, and a change writes only the blocks that it touches. */
const BLOCKS: Record<OwnKind, number> = { tag: 32, collection: 8, is: 1, has: 1 };
export const REVISION_KEY = 'f:revision';
/** Times of the last reading lie in columns of so many documents, four bytes each. */
const COLUMN = 4096;

/** The facts of one document before and after, as terms (`ownFacetsOf`), and when it was last read, in seconds. */
export interface OwnChange {
  document: number;
  before: readonly string[];
  after: readonly string[];
  readAt?: number;
}

/** Writes changes of facts, in the caller's transaction. */
export async function changeOwnFacts(values: KeyValues, changes: readonly OwnChange[]): Promise<void> {
  const edits = editsOf(changes);
  await values.atomically(async (inside) => {
    const [blocks, columns, revision] = await Promise.all([
      editedBlocks(inside, edits),
      editedColumns(inside, changes),
      readRevision(inside),
    ]);
    if (blocks.length + columns.length === 0) return;
    await inside.putMany([...blocks, ...columns, [REVISION_KEY, nextRevision(revision)]]);
  });
}

type Edit = { add: number[]; remove: number[] };

function editsOf(changes: readonly OwnChange[]): Map<string, Edit> {
  const edits = new Map<string, Edit>();
  const edit = (term: string): Edit => {
    const known = edits.get(term) ?? { add: [], remove: [] };
    edits.set(term, known);
    return known;
  };
  for (const { document, before, after } of changes) {
    for (const term of after) if (!before.includes(term)) edit(term).add.push(document);
    for (const term of before) if (!after.includes(term)) edit(term).remove.push(document);
  }
  return edits;
}

type Entries = [key: string, bytes: Uint8Array][];

async function editedBlocks(values: KeyValues, edits: ReadonlyMap<string, Edit>): Promise<Entries> {
  const byKey = Map.groupBy(edits, ([term]) => keyOfTerm(term));
  const keys = [...byKey.keys()];
  const found = keys.length > 0 ? await values.getMany(keys) : [];
  return keys.map((key, index) => {
    const block = unpackBlock(found[index]);
    for (const [term, { add, remove }] of byKey.get(key) ?? []) {
      const packed = block.get(factOf(term));
      const set = packed ? DocSet.unpack(packed) : new DocSet();
      for (const document of remove) set.delete(document);
      for (const document of add) set.add(document);
      if (set.bits.some((byte) => byte !== 0)) block.set(factOf(term), set.pack());
      else block.delete(factOf(term));
    }
    return [key, packBlock(block)];
  });
}

async function editedColumns(values: KeyValues, changes: readonly OwnChange[]): Promise<Entries> {
  const byColumn = Map.groupBy(
    changes.filter(({ readAt }) => readAt !== undefined),
    ({ document }) => Math.floor(document / COLUMN),
  );
  const columns = [...byColumn.keys()];
  const found = columns.length > 0 ? await values.getMany(columns.map(columnKey)) : [];
  return columns.map((column, index) => {
    const times = timesIn(found[index]);
    for (const { document, readAt = 0 } of byColumn.get(column) ?? []) times[document % COLUMN] = readAt;
    return [columnKey(column), new Uint8Array(times.buffer)];
  });
}

function columnKey(column: number): string {
  return `f:${KINDS.read}:${column}`;
}

function timesIn(bytes: Uint8Array | undefined): Uint32Array<ArrayBuffer> {
  const times = new Uint32Array(COLUMN);
  if (bytes) times.set(new Uint32Array(bytes.slice().buffer).subarray(0, COLUMN));
  return times;
}

/** When documents were last read: for each the seconds since 1970, 0 where it never was. */
export async function readTimes(values: KeyValues, size: number): Promise<Uint32Array> {
  const times = new Uint32Array(size);
  const columns = Array.from({ length: Math.ceil(size / COLUMN) }, (_, column) => column);
  const found = await values.getMany(columns.map(columnKey));
  for (const column of columns) {
    if (found[column]) times.set(timesIn(found[column]).subarray(0, size - column * COLUMN), column * COLUMN);
  }
  return times;
}

/** A fact and, packed, its documents. */
export interface OwnFact {
  kind: OwnKind;
  value: string;
  packed: Uint8Array;
}

/** What was read of a kind stays until some fact changes anywhere. */
export interface OwnCache {
  /** Of which index and which change of it. */
  revision: string;
  facts: Map<OwnKind, OwnFact[]>;
  words: Map<string, ReadonlySet<string>>;
}

export function createOwnCache(): OwnCache {
  return { revision: '', facts: new Map(), words: new Map() };
}

/**
 * Reads all facts of some kinds. Throws DamagedBlock.
 * @param state which index it is (`Manifest.born`) and which change of the facts (`revisionIn`), for the cache.
 */
export async function readOwnFacts(
  values: KeyValues,
  kinds: readonly OwnKind[],
  { born, changes }: { born: number; changes: number },
  cache: OwnCache = createOwnCache(),
): Promise<OwnFact[]> {
  if (changes === 0) return [];
  const revision = `${born}:${changes}`;
  if (cache.revision !== revision) {
    cache.facts.clear();
    cache.revision = revision;
  }
  const missing = kinds.filter((kind) => !cache.facts.has(kind));
  const keys = missing.flatMap(keysOfKind);
  const found = keys.length > 0 ? await values.getMany(keys) : [];
  const read = new Map<OwnKind, OwnFact[]>();
  let at = 0;
  for (const kind of missing) {
    const blocks = found.slice(at, at + BLOCKS[kind]);
    at += BLOCKS[kind];
    const facts = blocks.flatMap((bytes) =>
      [...unpackBlock(bytes)].map(([value, packed]) => ({ kind, value, packed })),
    );
    read.set(kind, facts);
    // Somebody else may have emptied the cache meanwhile, for a newer revision.
    if (cache.revision === revision) cache.facts.set(kind, facts);
  }
  return kinds.flatMap((kind) => read.get(kind) ?? cache.facts.get(kind) ?? []);
}

/** The words of a tag as the index would have them: a tag is found as a word too. */
export function wordsOfTag(tag: string, cache: OwnCache = createOwnCache()): ReadonlySet<string> {
  const known = cache.words.get(tag);
  if (known) return known;
  const words = termsOf(tag);
  if (cache.words.size > 20_000) cache.words.clear();
  cache.words.set(tag, words);
  return words;
}

async function readRevision(values: KeyValues): Promise<number> {
  const [bytes] = await values.getMany([REVISION_KEY]);
  return revisionIn(bytes);
}

/** Which change of the facts it is; 0 before the first. */
export function revisionIn(bytes: Uint8Array | undefined): number {
  return bytes ? new ByteReader(bytes).varint() : 0;
}

function nextRevision(revision: number): Uint8Array {
  const writer = new ByteWriter(8);
  writer.varint((revision % 0x7fff_ffff) + 1);
  return writer.take();
}

function keysOfKind(kind: OwnKind): string[] {
  return Array.from({ length: BLOCKS[kind] }, (_, block) => `f:${KINDS[kind]}:${block}`);
}

function keyOfTerm(term: string): string {
  const kind = kindOf(term) as OwnKind;
  let hash = 7;
  for (const character of factOf(term)) hash = Math.imul(hash, 31) + (character.codePointAt(0) ?? 0);
  return `f:${KINDS[kind]}:${(hash >>> 0) % BLOCKS[kind]}`;
}

/** Bytes of a block: for each fact the length and the UTF-8 of its value, the length and the bytes of its set. */
function packBlock(block: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const writer = new ByteWriter();
  const encoder = new TextEncoder();
  writer.varint(block.size);
  for (const [value, packed] of block) {
    const name = encoder.encode(value);
    writer.varint(name.length);
    writer.bytes(name);
    writer.varint(packed.length);
    writer.bytes(packed);
  }
  return writer.take();
}

function unpackBlock(bytes: Uint8Array | undefined): Map<string, Uint8Array> {
  const block = new Map<string, Uint8Array>();
  if (!bytes) return block;
  const reader = new ByteReader(bytes);
  const decoder = new TextDecoder();
  const take = (): Uint8Array => {
    const length = reader.varint();
    const from = reader.at;
    reader.at += length;
    if (reader.at > bytes.length) throw new DamagedBlock();
    return bytes.subarray(from, reader.at);
  };
  for (let rest = reader.varint(); rest > 0; rest -= 1) {
    const value = decoder.decode(take());
    block.set(value, take());
  }
  return block;
}
