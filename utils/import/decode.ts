import { limits } from './limits';
import { ImportError } from './types';

/**
 * The text of a file: by its byte order mark, else UTF-16 where every second byte is zero, else UTF-8 if it is that,
 * else GB 18030 if it is that, else Windows-1252.
 */
export async function decodeText(blob: Blob, most: number = limits.textBytes): Promise<string> {
  if (blob.size > most) throw new ImportError('too-large', 'This file is too large to be read as text.');
  return decodeBytes(new Uint8Array(await blob.arrayBuffer()));
}

/** The text of some bytes, by the same rules. */
export function decodeBytes(bytes: Uint8Array<ArrayBuffer>): string {
  const marked = byMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const wideAs = wide(bytes);
  return (
    // ASCII with zeros between its letters is good UTF-8 too, so this comes first.
    (wideAs && strictly(bytes, wideAs)) ??
    strictly(bytes, 'utf-8') ??
    strictly(bytes, 'gb18030') ??
    new TextDecoder('windows-1252').decode(bytes)
  );
}

function byMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function wide(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 512);
  const zeros = [0, 1].map((side) => head.filter((byte, index) => index % 2 === side && byte === 0).length);
  if ((zeros[1] ?? 0) > head.length / 5) return 'utf-16le';
  if ((zeros[0] ?? 0) > head.length / 5) return 'utf-16be';
  return undefined;
}

function strictly(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The lines of a blob of UTF-8, one at a time, so that a large file need not be held. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const line = (): string => {
    const text = parts.join('').replace(/\r$/, '');
    parts = [];
    length = 0;
    return text;
  };
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      parts.push(text.slice(start, end));
      yield line();
      start = end + 1;
    }
    parts.push(text.slice(start));
    length += text.length - start;
    if (length > limits.lineBytes) throw new ImportError('too-large', 'A line of this file is too long.');
  }
  parts.push(decoder.decode());
  const last = line();
  if (last !== '') yield last;
}

/** The bytes of a blob, piece by piece. */
export function chunksOf(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  return piecesOf(blob.stream());
}

/** What a stream gives, piece by piece; it is cancelled where no more is wanted. */
export async function* piecesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!stream) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The bytes of a stream; undefined, and no more is read, once they are more than `most`: no stated length is believed. */
export async function readAtMost(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of piecesOf(stream)) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
