/** Small pictures, made here: a red dot in PNG, GIF and BMP, and first bytes of the other kinds. */
export const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);
export const gif = latin(
  'GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
);
export const jpeg = latin('\xff\xd8\xff\xe0\x00\x10JFIF\x00');
export const webp = latin('RIFF\x24\x00\x00\x00WEBPVP8 ');
export const avif = latin('\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1');
export const bmp = latin(`BM\x3a${'\x00'.repeat(55)}`);
export const svg = latin(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);

export function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
