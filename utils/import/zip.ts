import { limits } from './limits';
import { ImportError } from './types';

/** A file within a zip, by its directory; nothing of it is unpacked yet. */
export interface ZipEntry {
  name: string;
  /** Unpacked bytes as the directory says; the reader holds the real ones against it. */
  size: number;
  packed: number;
  method: 'stored' | 'deflated';
  offset: number;
}

const endSign = 0x06054b50;
const end64Sign = 0x06064b50;
const locator64Sign = 0x07064b50;
const centralSign = 0x02014b50;
const localSign = 0x04034b50;

/**
 * Reads a zip's directory. Checks everything that can be known before a byte is unpacked: how many entries, how much
 * they will be, how well they pack, whether they lie over each other, and that names stay inside the folder.
 * Throws ImportError. Gives entries with good names, and apart the bad names.
 */
export async function readZip(blob: Blob): Promise<{ entries: ZipEntry[]; unsafe: string[] }> {
  const end = await findEnd(blob);
  if (end.count > limits.zipEntries) throw bomb('too many entries');
  if (end.offset + end.size > blob.size) throw damaged();
  const view = await viewOf(blob, end.offset, end.size);
  const entries: ZipEntry[] = [];
  const unsafe: string[] = [];
  let total = 0;
  let at = 0;
  for (let index = 0; index < end.count; index++) {
    const { entry, next, isFolder, readable } = centralEntry(view, at);
    at = next;
    if (isFolder) continue;
    total += entry.size;
    if (total > limits.zipTotal) throw bomb('it would unpack to more than two gigabytes');
    if (entry.size > limits.zipSmall && entry.size > entry.packed * limits.zipRatio)
      throw bomb('an entry packs too well to be true');
    if (entry.offset + entry.packed > blob.size) throw damaged();
    if (readable && isSafeName(entry.name)) entries.push(entry);
    else unsafe.push(entry.name);
  }
  refuseOverlaps(entries);
  return { entries, unsafe };
}

/** Unpacks one entry; refuses it once it grows beyond what it said or beyond `most`. */
export async function unpack(blob: Blob, entry: ZipEntry, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.size > most) throw new ImportError('too-large', 'An entry of the zip is too large.');
  const bytes = new Uint8Array(entry.size);
  let at = 0;
  for await (const chunk of unpackedChunks(blob, entry)) {
    if (at + chunk.length > entry.size) throw bomb('an entry unpacks to more than it says');
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== entry.size) throw damaged();
  return bytes;
}

/** The unpacked bytes of an entry, piece by piece; stops where they are more than the directory says. */
export async function* unpackedChunks(blob: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const start = await dataStart(blob, entry);
  const packed = blob.slice(start, start + entry.packed).stream();
  const stream =
    entry.method === 'stored'
      ? packed
      : packed.pipeThrough(
          new DecompressionStream('deflate-raw') as ReadableWritablePair<
            Uint8Array<ArrayBuffer>,
            Uint8Array<ArrayBuffer>
          >,
        );
  const reader = stream.getReader();
  let seen = 0;
  try {
    for (;;) {
      const { done, value } = await readPiece(reader);
      if (done || !value) break;
      seen += value.length;
      if (seen > entry.size) throw bomb('an entry unpacks to more than it says');
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (seen !== entry.size) throw damaged();
}

async function readPiece(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>) {
  try {
    return await reader.read();
  } catch {
    throw damaged();
  }
}

async function dataStart(blob: Blob, entry: ZipEntry): Promise<number> {
  const head = await viewOf(blob, entry.offset, 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== localSign) throw damaged();
  return entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
}

interface End {
  count: number;
  offset: number;
  size: number;
}

async function findEnd(blob: Blob): Promise<End> {
  const tail = Math.min(blob.size, 65_557);
  const base = blob.size - tail;
  const view = await viewOf(blob, base, tail);
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSign) continue;
    const end = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
    const isLarge = end.count === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff;
    return isLarge && at >= 20 ? ((await readEnd64(blob, view, at - 20)) ?? end) : end;
  }
  throw damaged();
}

async function readEnd64(blob: Blob, view: DataView, at: number): Promise<End | undefined> {
  if (view.getUint32(at, true) !== locator64Sign) return undefined;
  const record = await viewOf(blob, Number(view.getBigUint64(at + 8, true)), 56);
  if (record.byteLength < 56 || record.getUint32(0, true) !== end64Sign) throw damaged();
  return {
    count: Number(record.getBigUint64(32, true)),
    size: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  };
}

function centralEntry(
  view: DataView,
  at: number,
): { entry: ZipEntry; next: number; isFolder: boolean; readable: boolean } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== centralSign) throw damaged();
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw damaged();
  const nameBytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
  const name = decodeName(nameBytes, (flags & 0x800) !== 0);
  const sizes = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  readLargeSizes(view, at + 46 + nameLength, extraLength, sizes);
  const isEncrypted = (flags & 1) !== 0;
  return {
    entry: { name, ...sizes, method: method === 0 ? 'stored' : 'deflated' },
    next,
    isFolder: name.endsWith('/') && sizes.size === 0,
    readable: !isEncrypted && (method === 0 || method === 8),
  };
}

/** Zip64: sizes that do not fit in 32 bits stand in an extra field, in this order. */
function readLargeSizes(
  view: DataView,
  start: number,
  length: number,
  sizes: Record<'size' | 'packed' | 'offset', number>,
): void {
  for (let at = start; at + 4 <= start + length; ) {
    const tag = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (tag === 1) {
      let field = at + 4;
      for (const key of ['size', 'packed', 'offset'] as const) {
        if (sizes[key] !== 0xffffffff || field + 8 > at + 4 + size) continue;
        sizes[key] = Number(view.getBigUint64(field, true));
        field += 8;
      }
    }
    at += 4 + size;
  }
}

function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A path within the folder: not absolute, no drive, no step upwards, no backslash, nothing unprintable. */
export function isSafeName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (name === '' || name.length > 1_000 || /[\u0000-\u001f\u007f\\]/.test(name)) return false;
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return false;
  return name.split('/').every((part) => part !== '..' && part !== '.');
}

/** Entries that share their bytes make a small file unpack to a huge one. */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  const sorted = [...entries].sort((one, other) => one.offset - other.offset);
  let end = 0;
  for (const { offset, packed } of sorted) {
    if (offset < end) throw bomb('entries lie over each other');
    end = offset + 30 + packed;
  }
}

async function viewOf(blob: Blob, start: number, length: number): Promise<DataView> {
  return new DataView(await blob.slice(start, start + length).arrayBuffer());
}

function bomb(why: string): ImportError {
  return new ImportError('bomb', `This zip is not safe to open: ${why}.`);
}

function damaged(): ImportError {
  return new ImportError('damaged', 'This zip is damaged or cut short.');
}
