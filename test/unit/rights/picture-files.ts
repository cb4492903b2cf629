/** Pictures with words in them, made here byte by byte: no more of each format than a reader of metadata looks at. */
type Bytes = number[];

const ascii = (text: string): Bytes => [...text].map((letter) => letter.charCodeAt(0));
const utf8 = (text: string): Bytes => [...new TextEncoder().encode(text)];
const big = (value: number, size: number): Bytes =>
  Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) & 0xff);
const little = (value: number, size: number): Bytes => big(value, size).reverse();
const even = (bytes: Bytes): Bytes => (bytes.length % 2 ? [...bytes, 0] : bytes);
const file = (...parts: Bytes[]): ArrayBuffer => Uint8Array.from(parts.flat()).buffer;

/** IPTC IIM records by data set number (2:80 is the by-line), as UTF-8. */
function iptc(sets: readonly (readonly [number, string])[]): Bytes {
  const set = (record: number, number: number, data: Bytes): Bytes => [
    0x1c,
    record,
    number,
    ...big(data.length, 2),
    ...data,
  ];
  const sayUtf8 = set(1, 90, [0x1b, 0x25, 0x47]);
  return [...sayUtf8, ...sets.flatMap(([number, text]) => set(2, number, utf8(text)))];
}

/** A TIFF directory of ASCII tags, big-endian. */
function exif(tags: readonly (readonly [number, string])[]): Bytes {
  const start = 8 + 2 + tags.length * 12 + 4;
  let data: Bytes = [];
  const entries = tags.flatMap(([tag, text]) => {
    const words = [...ascii(text), 0];
    const entry = [...big(tag, 2), ...big(2, 2), ...big(words.length, 4), ...big(start + data.length, 4)];
    data = [...data, ...even(words)];
    return entry;
  });
  return [...ascii('MM'), 0, 42, ...big(8, 4), ...big(tags.length, 2), ...entries, 0, 0, 0, 0, ...data];
}

/** An XMP packet around properties of one description. */
export function packet(properties: string): string {
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"' +
    ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:cc="http://creativecommons.org/ns#">' +
    `${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`
  );
}

interface Words {
  iptc?: readonly (readonly [number, string])[];
  exif?: readonly (readonly [number, string])[];
  /** The whole packet: see `packet`. */
  xmp?: string;
}

export function jpegWith(words: Words): ArrayBuffer {
  const segment = (marker: number, data: Bytes): Bytes => [0xff, marker, ...big(data.length + 2, 2), ...data];
  const iim = words.iptc && iptc(words.iptc);
  return file(
    [0xff, 0xd8],
    words.exif ? segment(0xe1, [...ascii('Exif\0\0'), ...exif(words.exif)]) : [],
    words.xmp ? segment(0xe1, [...ascii('http://ns.adobe.com/xap/1.0/\0'), ...utf8(words.xmp)]) : [],
    iim
      ? segment(0xed, [
          ...ascii('Photoshop 3.0\0'),
          ...ascii('8BIM'),
          ...big(0x0404, 2),
          0,
          0,
          ...big(iim.length, 4),
          ...even(iim),
        ])
      : [],
    segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
    [0xff, 0xd9],
  );
}

export function pngWith({ xmp = '' }: Words): ArrayBuffer {
  // The sums at the end of chunks are left at nothing: a reader of metadata does not look at them.
  const chunk = (type: string, data: Bytes): Bytes => [
    ...big(data.length, 4),
    ...ascii(type),
    ...data,
    0,
    0,
    0,
    0,
  ];
  return file(
    [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a],
    chunk('IHDR', [...big(1, 4), ...big(1, 4), 8, 0, 0, 0, 0]),
    chunk('iTXt', [...ascii('XML:com.adobe.xmp'), 0, 0, 0, 0, 0, ...utf8(xmp)]),
    chunk('IEND', []),
  );
}

export function webpWith({ xmp = '' }: Words): ArrayBuffer {
  const chunk = (type: string, data: Bytes): Bytes => [
    ...ascii(type),
    ...little(data.length, 4),
    ...even(data),
  ];
  const chunks = [
    ...chunk('VP8X', [0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ...chunk('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 1, 0, 1, 0]),
    ...chunk('XMP ', utf8(xmp)),
  ];
  return file(ascii('RIFF'), little(chunks.length + 4, 4), ascii('WEBP'), chunks);
}
