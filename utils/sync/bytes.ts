import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes in memory of their own: what WebCrypto and `fetch` take. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Text as UTF-8. */
export function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** UTF-8 as text. Throws a TypeError where it is none. */
export function decode(bytes: Bytes): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Several pieces as one. */
export function join(...pieces: Uint8Array[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Whether two are the same, byte for byte. Not for secrets: it ends at the first difference. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Bytes as Base64, for JSON. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // Arguments lie on the stack: a few thousand at a time.
  for (let at = 0; at < bytes.length; at += 8_192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  }
  return btoa(pieces.join(''));
}

/** Base64 as bytes. Throws where it is none. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Bytes, crypto: Crypto): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Random bytes in hexadecimal, twice as many digits. */
export function randomHex(count: number, crypto: Crypto): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(count)));
}

/** Compressed by gzip. */
export function zip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new CompressionStream('gzip'));
}

/** What was compressed by `zip`. Rejects where the bytes are no gzip. */
export function unzip(bytes: Bytes): Promise<Bytes> {
  return through(bytes, new DecompressionStream('gzip'));
}

async function through(bytes: Bytes, stream: CompressionStream | DecompressionStream): Promise<Bytes> {
  const changed = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(changed).arrayBuffer());
}
