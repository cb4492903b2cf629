import { DocSet } from './doc-set';
import type { KeyValues } from './key-values';
import { BUCKETS } from './tokens';

/** A run of documents whose postings lie together and never change. */
export interface Segment {
  id: number;
  /** The number of its first document; the next segment begins at `base + span`. */
  base: number;
  span: number;
  level: number;
  /** Large segments lie in BUCKETS blocks, small ones in one. */
  large: boolean;
}

/** The table of contents of the index. */
export interface Manifest {
  version: 3;
  nextSegment: number;
  /** The number of its first segment, which no other index of this library has. */
  born: number;
  /** Documents that are not forgotten. */
  live: number;
  /** Ascending by `base`, without gaps. */
  segments: Segment[];
  /** Forgotten documents whose postings still lie in a segment; ascending. */
  forgotten: number[];
  /**
   * Every clip of the library was in it when the two were compared last. Whoever changes one changes the other in the same
   * transaction, so that it stays so.
   */
  whole?: true;
  /** A merge that was begun; what it wrote is cleared away when it did not end. */
  pending?: { id: number; large: boolean };
}

export const MANIFEST_KEY = 'manifest';
/** The documents that are not forgotten, as a set: a merge takes the others out of the segments, and then nothing else knows. */
export const LIVE_KEY = 'live';
/** Segments of this level and above are large. */
export const LARGE_LEVEL = 3;
/**
 * So are smaller ones of so many bytes: an import leaves many of a few hundred long texts, and a search, or a count of
 * sites, should not read all of each.
 */
export const LARGE_BYTES = 1_000_000;
/** Segments of one level that become one of the next. */
export const FAN_IN = 8;

/** `firstSegment`: above all ids of an index before this one, or a cache would give out the old one's blocks. */
export function emptyManifest(firstSegment: number): Manifest {
  return { version: 3, nextSegment: firstSegment, born: firstSegment, live: 0, segments: [], forgotten: [] };
}

/** The level of a segment by its size: 8 documents make level 1, 64 level 2, 512 level 3. */
export function levelOf(span: number): number {
  let level = 0;
  for (let size = FAN_IN; size <= span; size *= FAN_IN) level += 1;
  return level;
}

/** The number that the next document gets. */
export function nextDocument(manifest: Manifest): number {
  const last = manifest.segments.at(-1);
  return last ? last.base + last.span : 0;
}

/** Where the segment's terms of a bucket lie. */
export function blockKey(segment: Pick<Segment, 'id' | 'large'>, bucket: number): string {
  return segment.large ? `b:${segment.id}:${bucket}` : `s:${segment.id}`;
}

/** All keys of a segment. */
export function blockKeys(segment: Pick<Segment, 'id' | 'large'>): string[] {
  if (!segment.large) return [blockKey(segment, 0)];
  return Array.from({ length: BUCKETS }, (_, bucket) => blockKey(segment, bucket));
}

/** Reads the manifest. Undefined when there is none or it cannot be read: the index must then be rebuilt. */
export async function readManifest(values: KeyValues): Promise<Manifest | undefined> {
  const [bytes] = await values.getMany([MANIFEST_KEY]);
  return manifestIn(bytes);
}

/** A manifest out of its bytes. */
export function manifestIn(bytes: Uint8Array | undefined): Manifest | undefined {
  if (!bytes) return undefined;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isManifest(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The documents that are not forgotten. */
export async function readLive(values: KeyValues): Promise<DocSet> {
  const [bytes] = await values.getMany([LIVE_KEY]);
  return bytes ? DocSet.unpack(bytes) : new DocSet();
}

export async function writeManifest(values: KeyValues, manifest: Manifest): Promise<void> {
  await values.putMany([manifestEntry(manifest)]);
}

/** A manifest as it is written. */
export function manifestEntry(manifest: Manifest): [key: string, bytes: Uint8Array] {
  return [MANIFEST_KEY, new TextEncoder().encode(JSON.stringify(manifest))];
}

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Partial<Manifest> | null;
  return manifest?.version === 3 && Array.isArray(manifest.segments) && Array.isArray(manifest.forgotten);
}
