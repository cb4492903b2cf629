import { DocSet } from './doc-set';
import { byCodeUnits, type IndexedDocument } from './indexed-document';
import type { KeyValues } from './key-values';
import {
  blockKey,
  blockKeys,
  emptyManifest,
  FAN_IN,
  LARGE_LEVEL,
  LIVE_KEY,
  levelOf,
  MANIFEST_KEY,
  type Manifest,
  manifestEntry,
  manifestIn,
  nextDocument,
  readLive,
  readManifest,
  type Segment,
  writeManifest,
} from './manifest';
import { Block, BlockBuilder, DamagedBlock, eachPosting } from './postings-block';
import { EMPTY_BLOCK, type PreparedSegment, SegmentBuilder } from './segment-builder';
import { BUCKETS, bucketOf } from './tokens';

/** How many blocks of a merge are read and written at a time. */
const CHUNK = 64;

/** Packs documents, in their order, as one segment. */
export function prepareSegment(documents: readonly IndexedDocument[]): PreparedSegment {
  const builder = new SegmentBuilder();
  for (const document of documents) builder.add(document);
  return builder.build();
}

/** The same with breaks between the documents. */
export async function prepareSegmentInTurns(
  documents: Iterable<IndexedDocument>,
  breathe: () => Promise<void>,
): Promise<PreparedSegment> {
  const builder = new SegmentBuilder();
  for (const document of documents) {
    builder.add(document);
    await breathe();
  }
  return builder.buildInTurns(breathe);
}

/**
 * Appends a segment in the caller's transaction. Gives the number of its first document; the others follow.
 * A missing or unreadable manifest begins a new index, whose segments are numbered from `firstSegment` on.
 */
export async function appendSegment(
  values: KeyValues,
  prepared: PreparedSegment,
  firstSegment = 1,
): Promise<number> {
  return values.atomically(async (inside) => {
    const [bytes, liveBytes] = await inside.getMany([MANIFEST_KEY, LIVE_KEY]);
    const known = manifestIn(bytes);
    const manifest = known ?? emptyManifest(firstSegment);
    const base = nextDocument(manifest);
    const { span, level, large } = prepared;
    if (span === 0) return base;
    const segment: Segment = { id: manifest.nextSegment, base, span, level, large };
    const live = known && liveBytes ? DocSet.unpack(liveBytes) : new DocSet();
    for (let document = base; document < base + span; document += 1) live.add(document);
    // All in one go: a save waits for each.
    await inside.putMany([
      ...prepared.blocks.map((block, bucket) => [blockKey(segment, bucket), block] as const),
      [LIVE_KEY, live.pack()],
      manifestEntry({
        ...manifest,
        nextSegment: segment.id + 1,
        live: manifest.live + span,
        segments: [...manifest.segments, segment],
      }),
    ]);
    return base;
  });
}

/** Forgets documents (deleted, or replaced by a newer version): no search finds them from now on. */
export async function forgetDocuments(values: KeyValues, documents: readonly number[]): Promise<void> {
  await values.atomically(async (inside) => {
    const manifest = await readManifest(inside);
    if (!manifest) return;
    const end = nextDocument(manifest);
    const forgotten = new Set(manifest.forgotten);
    const live = await readLive(inside);
    for (const document of documents) if (document < end && live.has(document)) forgotten.add(document);
    for (const document of documents) live.delete(document);
    await inside.putMany([[LIVE_KEY, live.pack()]]);
    const count = live.countWithin(live);
    await writeManifest(inside, {
      ...manifest,
      live: count,
      forgotten: [...forgotten].sort((a, b) => a - b),
    });
  });
}

/** Takes the whole index away, before it is rebuilt with segments numbered from `firstSegment` on. */
export async function clearIndex(values: KeyValues, firstSegment = 1): Promise<void> {
  await values.atomically(async (inside) => {
    const manifest = await readManifest(inside);
    if (manifest) {
      const all = [...manifest.segments, ...(manifest.pending ? [manifest.pending] : [])];
      await inside.deleteMany([...all.flatMap(blockKeys), LIVE_KEY]);
    }
    await writeManifest(inside, emptyManifest(Math.max(firstSegment, manifest?.nextSegment ?? 0)));
  });
}

interface MergePlan {
  inputs: Segment[];
  output: Segment;
  forgotten: ReadonlySet<number>;
}

/**
 * Merges one run of small segments into a larger one, if there are enough; call it until it gives false. Only
 * one merge may run at a time: the caller holds a lock. It may be cut off at any place: the index stays whole
 * and the next merge clears up. Gives true when it merged.
 */
export async function mergeOnce(values: KeyValues, options: { everything?: boolean } = {}): Promise<boolean> {
  const everything = options.everything ?? false;
  const manifest = await readManifest(values);
  // Looked at before: whoever may write holds up all that search.
  if (!manifest || !(manifest.pending || mergeable(manifest, everything))) return false;
  const plan = await values.atomically((inside) => beginMerge(inside, everything));
  if (!plan) return false;
  const read = cachedSmallBlocks(values);
  if (plan.output.large) {
    for (let first = 0; first < BUCKETS; first += CHUNK) await mergeBuckets(values, plan, first, read);
  } else {
    const blocks = await Promise.all(plan.inputs.map((segment) => read(segment, [0])));
    await values.putMany([
      [
        blockKey(plan.output, 0),
        mergeBlocks(
          plan,
          blocks.map(([block]) => block),
        ),
      ],
    ]);
  }
  return values.atomically((inside) => endMerge(inside, plan));
}

async function beginMerge(values: KeyValues, everything: boolean): Promise<MergePlan | undefined> {
  const manifest = await readManifest(values);
  if (!manifest) return undefined;
  if (manifest.pending) await values.deleteMany(blockKeys(manifest.pending));
  const run = mergeable(manifest, everything);
  if (!run) return undefined;
  const [first] = run.segments;
  const span = run.segments.reduce((sum, segment) => sum + segment.span, 0);
  const large = run.level >= LARGE_LEVEL || run.segments.some((segment) => segment.large);
  const output = { id: manifest.nextSegment, base: first?.base ?? 0, span, level: run.level, large };
  await writeManifest(values, {
    ...manifest,
    nextSegment: output.id + 1,
    pending: { id: output.id, large },
  });
  return { inputs: run.segments, output, forgotten: new Set(manifest.forgotten) };
}

function mergeable(
  manifest: Manifest,
  everything: boolean,
): { segments: Segment[]; level: number } | undefined {
  return everything ? wholeRun(manifest) : runToMerge(manifest);
}

/**
 * The lowest level of which FAN_IN segments stand together; smaller ones among them go along. Counting only one
 * level keeps a large segment from being written anew for a few small ones.
 */
function runToMerge({ segments }: Manifest): { segments: Segment[]; level: number } | undefined {
  const highest = Math.max(-1, ...segments.map((segment) => segment.level));
  for (let level = 0; level <= highest; level += 1) {
    let run: Segment[] = [];
    for (const segment of [...segments, undefined]) {
      if (segment && segment.level <= level) {
        run.push(segment);
        continue;
      }
      if (run.filter((each) => each.level === level).length >= FAN_IN)
        return { segments: run, level: level + 1 };
      run = [];
    }
  }
  return undefined;
}

function wholeRun({ segments, forgotten }: Manifest): { segments: Segment[]; level: number } | undefined {
  if (segments.length < 2 && forgotten.length === 0) return undefined;
  if (segments.length === 0) return undefined;
  const span = segments.reduce((sum, segment) => sum + segment.span, 0);
  return { segments, level: Math.max(levelOf(span), ...segments.map((segment) => segment.level)) };
}

/** Puts the output in the place of its inputs; gives false when they are no longer there. */
async function endMerge(values: KeyValues, plan: MergePlan): Promise<boolean> {
  const manifest = await readManifest(values);
  const at = manifest?.segments.findIndex((segment) => segment.id === plan.inputs[0]?.id) ?? -1;
  const stillThere =
    manifest?.pending?.id === plan.output.id &&
    plan.inputs.every((input, index) => manifest.segments[at + index]?.id === input.id);
  if (!manifest || at < 0 || !stillThere) {
    await values.deleteMany(blockKeys(plan.output));
    return false;
  }
  const segments = [...manifest.segments];
  segments.splice(at, plan.inputs.length, plan.output);
  const { base, span } = plan.output;
  const gone = (document: number) =>
    plan.forgotten.has(document) && document >= base && document < base + span;
  const { pending: _, ...rest } = manifest;
  await writeManifest(values, {
    ...rest,
    segments,
    forgotten: manifest.forgotten.filter((document) => !gone(document)),
  });
  await values.deleteMany(plan.inputs.flatMap(blockKeys));
  return true;
}

type ReadBlocks = (segment: Segment, buckets: readonly number[]) => Promise<Block[]>;

/** Reads blocks of a segment by bucket; small segments are split once and kept. Throws DamagedBlock. */
function cachedSmallBlocks(values: KeyValues): ReadBlocks {
  const split = new Map<number, Uint8Array[]>();
  return async (segment, buckets) => {
    if (segment.large) {
      const found = await values.getMany(buckets.map((bucket) => blockKey(segment, bucket)));
      return found.map(toBlock);
    }
    if (buckets.length === 1 && !split.has(segment.id)) {
      return (await values.getMany([blockKey(segment, 0)])).map(toBlock);
    }
    let blocks = split.get(segment.id);
    if (!blocks) {
      const [whole] = await values.getMany([blockKey(segment, 0)]);
      blocks = splitByBucket(toBlock(whole));
      split.set(segment.id, blocks);
    }
    const all = blocks;
    return buckets.map((bucket) => toBlock(all[bucket]));
  };
}

function toBlock(bytes: Uint8Array | undefined): Block {
  if (!bytes) throw new DamagedBlock();
  return new Block(bytes);
}

async function mergeBuckets(
  values: KeyValues,
  plan: MergePlan,
  first: number,
  read: ReadBlocks,
): Promise<void> {
  const buckets = Array.from({ length: Math.min(CHUNK, BUCKETS - first) }, (_, index) => first + index);
  const perInput = await Promise.all(plan.inputs.map((segment) => read(segment, buckets)));
  await values.putMany(
    buckets.map((bucket, index) => {
      const blocks = perInput.map((blocks) => blocks[index]);
      return [blockKey(plan.output, bucket), mergeBlocks(plan, blocks)] as const;
    }),
  );
}

/** Joins the dictionaries; postings are renumbered to the output's first document, forgotten ones left out. */
function mergeBlocks({ inputs, output, forgotten }: MergePlan, blocks: (Block | undefined)[]): Uint8Array {
  const cursors = blocks.flatMap((block, index) => {
    const entries = block?.entriesFrom();
    const base = inputs[index]?.base ?? 0;
    const first = entries?.next();
    return entries && first && !first.done ? [{ entries, entry: first.value, base }] : [];
  });
  const builder = new BlockBuilder();
  while (cursors.length > 0) {
    let least = cursors[0]?.entry.term ?? '';
    for (const { entry } of cursors) if (byCodeUnits(entry.term, least) < 0) least = entry.term;
    for (let index = 0; index < cursors.length; ) {
      const cursor = cursors[index];
      if (!cursor || cursor.entry.term !== least) {
        index += 1;
        continue;
      }
      eachPosting(cursor.entry, (document, impact) => {
        const number = cursor.base + document;
        if (!forgotten.has(number)) builder.posting(number - output.base, impact);
      });
      const next = cursor.entries.next();
      if (next.done) cursors.splice(index, 1);
      else {
        cursor.entry = next.value;
        index += 1;
      }
    }
    builder.endTerm(least);
  }
  return builder.build();
}

/** The terms of one block in BUCKETS blocks. */
function splitByBucket(block: Block): Uint8Array[] {
  const builders = new Map<number, BlockBuilder>();
  for (const { term, count, postings } of block.entriesFrom()) {
    const bucket = bucketOf(term);
    let builder = builders.get(bucket);
    if (!builder) {
      builder = new BlockBuilder();
      builders.set(bucket, builder);
    }
    builder.add(term, count, postings);
  }
  return Array.from({ length: BUCKETS }, (_, bucket) => builders.get(bucket)?.build() ?? EMPTY_BLOCK);
}
