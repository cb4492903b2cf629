import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { linesOf } from './decode';
import { isObject, type JsonObject, listIn, parseJson, textIn } from './json';
import { limits } from './limits';
import { scanLine } from './scan-json';
import { recordIn } from './sources/own';
import {
  ImportError,
  type ImportedAsset,
  type ImportedVersion,
  type ImportKit,
  type ParsedItem,
} from './types';
import { unpack, unpackedChunks, type ZipEntry } from './zip';

/**
 * Reads a backup of ours clip by clip, each with the bytes of its images. Every record is held against its own seal
 * and every blob against its name; a damaged part is named and the rest is read.
 */
export async function* readBackup(
  blob: Blob,
  entries: readonly ZipEntry[],
  kit: ImportKit,
): AsyncGenerator<ParsedItem> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const manifest = await readManifest(blob, byName.get('manifest.json'));
  const types = new Map(
    listIn(manifest, 'entries').flatMap((entry) =>
      isObject(entry)
        ? [[String(entry.path), textIn(entry, 'type') ?? 'application/octet-stream'] as const]
        : [],
    ),
  );
  const seen = new Set<string>();
  const hash = sha256.create();
  let line = 0;
  let count = 0;
  let isNamed = false;
  try {
    for await (const text of linesOf(hashed(blob, byName.get('clips.jsonl'), hash))) {
      line += 1;
      if (text.trim() === '') continue;
      count += 1;
      const where = `clips.jsonl:${line}`;
      const bytesOf: ReadBlob = (digest) => readBlob(blob, byName, types, digest, seen);
      for await (const item of readClipLine(text, where, kit, bytesOf)) {
        isNamed ||= item.kind === 'reject' && item.where === where;
        yield item;
      }
    }
    const stated = sumOf(manifest, 'clips.jsonl');
    // Something that no seal covers is not as it was written: a list row, or a line that is gone.
    if (stated && stated !== bytesToHex(hash.digest()) && !isNamed) {
      yield { kind: 'reject', where: 'clips.jsonl', reason: 'damaged', shown: 'clips.jsonl' };
    }
  } catch (error) {
    if (!(error instanceof ImportError) || error.reason !== 'damaged') throw error;
    yield { kind: 'reject', where: `clips.jsonl:${line + 1}`, reason: 'damaged', shown: 'clips.jsonl' };
  }
  const expected = isObject(manifest.counts) ? Number(textIn(manifest.counts, 'clips') ?? count) : count;
  for (let missing = count; missing < expected; missing++) {
    yield { kind: 'reject', where: 'clips.jsonl', reason: 'damaged', shown: `${missing + 1}/${expected}` };
  }
  yield* readExtras(blob, entries);
}

async function* hashed(
  blob: Blob,
  entry: ZipEntry | undefined,
  hash: { update(bytes: Uint8Array): unknown },
) {
  if (!entry) return;
  for await (const chunk of unpackedChunks(blob, entry)) {
    hash.update(chunk);
    yield chunk;
  }
}

function sumOf(manifest: JsonObject, path: string): string | undefined {
  const entry = listIn(manifest, 'entries').find((each) => isObject(each) && each.path === path);
  return isObject(entry) ? textIn(entry, 'sha256') : undefined;
}

async function readManifest(blob: Blob, entry: ZipEntry | undefined): Promise<JsonObject> {
  const bytes = entry && (await unpack(blob, entry, limits.textBytes).catch(() => undefined));
  const manifest = bytes && parseJson(new TextDecoder().decode(bytes));
  // The manifest only helps: without it the clips are still there.
  if (!isObject(manifest)) return {};
  if (textIn(manifest, 'format') !== 'colophon-backup') {
    throw new ImportError('unknown-kind', 'This zip is no backup of Colophon.');
  }
  return manifest;
}

type ReadBlob = (digest: string) => Promise<ImportedAsset | 'seen' | 'missing' | 'damaged'>;

async function* readClipLine(
  text: string,
  where: string,
  kit: ImportKit,
  readBlob: ReadBlob,
): AsyncGenerator<ParsedItem> {
  scanLine(text);
  const value = parseJson(text);
  const id = isObject(value) ? textIn(value, 'id') : undefined;
  if (!isObject(value) || !id) {
    yield { kind: 'reject', where, reason: 'damaged', shown: text.slice(0, 80) };
    return;
  }
  const versions: ImportedVersion[] = [];
  for (const row of listIn(value, 'versions')) {
    const version = isObject(row) ? await recordIn(row.record, kit) : 'bad-shape';
    const versionId = isObject(row) ? textIn(row, 'id') : undefined;
    if (typeof version === 'string' || !versionId) {
      yield {
        kind: 'reject',
        where,
        reason: typeof version === 'string' ? version : 'bad-shape',
        shown: titleIn(row),
      };
      continue;
    }
    versions.push({
      id: versionId,
      at: (isObject(row) && textIn(row, 'at')) || version.capture.at,
      record: version,
    });
  }
  if (versions.length === 0) return;
  const assets: ImportedAsset[] = [];
  const digests = new Set(
    versions.flatMap(({ record }) => record.images.flatMap(({ digest }) => digest ?? [])),
  );
  for (const digest of digests) {
    const asset = await readBlob(digest);
    if (typeof asset === 'object') assets.push(asset);
    else if (asset !== 'seen')
      yield {
        kind: 'reject',
        where: `blobs/${digest.slice(7)}`,
        reason: 'damaged',
        shown: titleIn({ record: versions[0]?.record }),
      };
  }
  const deletedAt = textIn(value, 'deletedAt');
  yield {
    kind: 'clip',
    where,
    clip: {
      id,
      versions,
      ...(deletedAt && { deletedAt }),
      ...(isObject(value.row) && { row: value.row }),
      ...(assets.length > 0 && { assets }),
    },
  };
}

async function readBlob(
  blob: Blob,
  byName: ReadonlyMap<string, ZipEntry>,
  types: ReadonlyMap<string, string>,
  digest: string,
  seen: Set<string>,
): Promise<ImportedAsset | 'seen' | 'missing' | 'damaged'> {
  if (seen.has(digest)) return 'seen';
  const path = `blobs/${digest.replace(/^sha256:/, '')}`;
  const entry = byName.get(path);
  if (!entry) return 'missing';
  const bytes = await unpack(blob, entry, limits.imageBytes).catch(() => undefined);
  if (!bytes || bytesToHex(sha256(bytes)) !== digest.slice('sha256:'.length)) return 'damaged';
  seen.add(digest);
  return { digest, bytes: bytes.buffer, type: types.get(path) ?? 'application/octet-stream' };
}

/** Whatever else the library keeps: a table a file, a row a line. */
async function* readExtras(blob: Blob, entries: readonly ZipEntry[]): AsyncGenerator<ParsedItem> {
  for (const entry of entries) {
    const [, table] = /^extras\/([A-Za-z]+)\.jsonl$/.exec(entry.name) ?? [];
    if (!table) continue;
    let line = 0;
    for await (const text of linesOf(unpackedChunks(blob, entry))) {
      line += 1;
      const row = parseJson(text);
      const where = `${entry.name}:${line}`;
      if (isObject(row)) yield { kind: 'extra', where, table, row };
      else if (text.trim() !== '')
        yield { kind: 'reject', where, reason: 'damaged', shown: text.slice(0, 80) };
    }
  }
}

function titleIn(row: unknown): string {
  const record = isObject(row) && isObject(row.record) ? row.record : {};
  const content = isObject(record.content) ? record.content : {};
  return typeof content.title === 'string' ? content.title.slice(0, 200) : '';
}
