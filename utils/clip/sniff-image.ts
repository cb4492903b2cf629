/** File signatures, as in WHATWG MIME Sniffing; what a server says of the type is not believed. */
const signatures: readonly { type: string; matches: (bytes: Uint8Array) => boolean }[] = [
  { type: 'image/png', matches: (bytes) => hasAt(bytes, 0, '\x89PNG\r\n\x1a\n') },
  { type: 'image/jpeg', matches: (bytes) => hasAt(bytes, 0, '\xff\xd8\xff') },
  { type: 'image/gif', matches: (bytes) => hasAt(bytes, 0, 'GIF87a') || hasAt(bytes, 0, 'GIF89a') },
  { type: 'image/webp', matches: (bytes) => hasAt(bytes, 0, 'RIFF') && hasAt(bytes, 8, 'WEBP') },
  { type: 'image/avif', matches: (bytes) => hasAt(bytes, 4, 'ftyp') && /avi[fs]/.test(latin(bytes, 8, 64)) },
  { type: 'image/bmp', matches: (bytes) => hasAt(bytes, 0, 'BM') && bytes.length > 26 },
];

/**
 * The type of raster image that bytes are, or nothing. SVG is none: it can hold scripts and links, so it is not kept.
 */
export function sniffImage(bytes: Uint8Array): string | undefined {
  return signatures.find(({ matches }) => matches(bytes))?.type;
}

/** Whether bytes look like SVG, for a clearer word than "no image". */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(latin(bytes, 0, 1024));
}

function hasAt(bytes: Uint8Array, at: number, text: string): boolean {
  return latin(bytes, at, text.length) === text;
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
