import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { downloadZip } from 'client-zip';
import type { ClipId, ClipRecord, ClipSummary, Digest, Timestamp } from '../model/clip';
import { type Gather, zipBlob } from './blob-of';

/** A clip with all its dated versions, as a backup holds it. */
export interface BackupClip {
  id: ClipId;
  /** Set where the clip lies in the Trash. */
  deletedAt?: Timestamp;
  /** The list row: whatever else the library keeps of a clip. */
  row: ClipSummary;
  versions: { id: string; at: Timestamp; record: ClipRecord }[];
}

/** A library to be backed up, read piece by piece. */
export interface BackupSource {
  count: number;
  clips(): AsyncIterable<BackupClip>;
  asset(digest: Digest): Promise<{ blob: Blob; type: string } | undefined>;
  /** Further tables, and the settings: a row a line. */
  extras: readonly { table: string; rows(): AsyncIterable<object> }[];
}

export interface BackupStamp {
  made: Timestamp;
  tool: string;
  tell?: (done: number) => void;
  signal?: AbortSignal;
  /** Where the zip is gathered. */
  gather?: Gather;
}

interface Entry {
  path: string;
  bytes: number;
  sha256: string;
  type?: string;
}

/**
 * The whole library as one zip that needs nothing but unzip and a text editor to be read: `clips.jsonl` (a clip a line,
 * with its versions), `blobs/<sha256>` (the images' bytes), `extras/*.jsonl`, and `manifest.json`, which says how many
 * of each there are and the SHA-256 of every entry. Written while the library is read.
 */
export async function writeBackup(source: BackupSource, stamp: BackupStamp): Promise<Blob> {
  return zipBlob(downloadZip(backupEntries(source, stamp)), 'application/zip', stamp.gather);
}

async function* backupEntries(source: BackupSource, stamp: BackupStamp) {
  const lastModified = new Date(stamp.made);
  const entries: Entry[] = [];
  const counts = { clips: 0, versions: 0, blobs: 0, extras: 0 };
  const digests = new Map<Digest, string>();
  yield { name: 'README.txt', input: readMe, lastModified };
  yield {
    name: 'clips.jsonl',
    input: summed('clips.jsonl', entries, clipLines(source, stamp, counts, digests)),
    lastModified,
  };
  for (const digest of digests.keys()) {
    stamp.signal?.throwIfAborted();
    const asset = await source.asset(digest);
    if (!asset) continue;
    const path = `blobs/${digest.replace(/^sha256:/, '')}`;
    entries.push({ path, bytes: asset.blob.size, sha256: digest.replace(/^sha256:/, ''), type: asset.type });
    counts.blobs += 1;
    yield { name: path, input: asset.blob, lastModified };
  }
  for (const { table, rows } of source.extras) {
    const path = `extras/${table}.jsonl`;
    yield { name: path, input: summed(path, entries, extraLines(rows(), counts)), lastModified };
  }
  const manifest = {
    format: 'colophon-backup',
    version: 1,
    made: stamp.made,
    tool: stamp.tool,
    counts,
    entries,
  };
  yield { name: 'manifest.json', input: `${JSON.stringify(manifest, null, 2)}\n`, lastModified };
}

async function* clipLines(
  source: BackupSource,
  { tell, signal }: BackupStamp,
  counts: { clips: number; versions: number },
  digests: Map<Digest, string>,
): AsyncGenerator<string> {
  for await (const clip of source.clips()) {
    signal?.throwIfAborted();
    counts.clips += 1;
    counts.versions += clip.versions.length;
    for (const { record } of clip.versions) {
      for (const { digest } of record.images) if (digest) digests.set(digest, digest);
    }
    yield `${JSON.stringify(clip)}\n`;
    tell?.(counts.clips);
  }
}

async function* extraLines(rows: AsyncIterable<object>, counts: { extras: number }): AsyncGenerator<string> {
  for await (const row of rows) {
    counts.extras += 1;
    yield `${JSON.stringify(row)}\n`;
  }
}

/** Passes lines on as bytes, and notes in the manifest how many they were and their hash. */
async function* summed(
  path: string,
  entries: Entry[],
  lines: AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  const hash = sha256.create();
  let bytes = 0;
  for await (const line of lines) {
    const piece = new TextEncoder().encode(line);
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  const digest = bytesToHex(hash.digest());
  entries.push({ path, bytes, sha256: digest });
}

const readMe = `A backup of a Colophon library.

clips.jsonl    One clip a line, as JSON: "versions" holds every dated version, "record" the article (HTML and plain
               text), its source, its rights, its images, highlights and notes, and fingerprints of all of it.
blobs/         The bytes of the images, each named by its SHA-256. A record's image says which by "digest".
extras/        Whatever else the library keeps, one row a line.
manifest.json  How many of each there are, and the SHA-256 and media type of each file.

Everything is UTF-8. Nothing is packed or encrypted: unzip and a text editor are enough.
To restore, open Colophon's library and import this file. A damaged part is named, and the rest is restored.
`;
