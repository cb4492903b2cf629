import { type Bytes, join, same } from './bytes';

/** "colophn1": stands at the very end of a file that is whole. */
const mark = new Uint8Array([0x63, 0x6f, 0x6c, 0x6f, 0x70, 0x68, 0x6e, 0x31]);
const digestLength = 32;

/** How many bytes `frame` adds: SHA-256 of the content, its length, a mark. They stand last, so that a picture stays one. */
export const frameLength = digestLength + 8 + mark.length;

/** What a file turned out to be. */
export type Framed =
  | { state: 'whole'; content: Bytes }
  /** Somebody is writing it just now, or was cut off while doing so. */
  | { state: 'cut' }
  /** It was written to the end, and is not what was written. */
  | { state: 'damaged' };

/** Puts an end to bytes by which it is told that a file is there in whole, on servers that keep half a file when they are cut off. */
export async function frame(content: Bytes, crypto: Crypto): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(content.length));
  return join(content, digest, length, mark);
}

/** The content of a file that `frame` has ended. */
export async function unframe(file: Bytes, crypto: Crypto): Promise<Framed> {
  if (!isWhole(file.subarray(-frameLength), file.length)) return { state: 'cut' };
  const content = file.slice(0, file.length - frameLength);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const said = file.subarray(content.length, content.length + digestLength);
  return same(digest, said) ? { state: 'whole', content } : { state: 'damaged' };
}

/** Whether a file is there in whole, by its last `frameLength` bytes and its length. */
export function isWhole(end: Uint8Array, fileLength: number): boolean {
  if (end.length !== frameLength || fileLength < frameLength) return false;
  const tail = end.subarray(digestLength);
  if (!same(tail.subarray(8), mark)) return false;
  const length = new DataView(tail.buffer, tail.byteOffset, 8).getBigUint64(0);
  return length === BigInt(fileLength - frameLength);
}
