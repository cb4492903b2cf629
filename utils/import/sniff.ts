import { csvHead } from './csv';
import { decodeBytes, decodeText } from './decode';
import { isObject, parseJson } from './json';
import { limits } from './limits';
import { scanJson } from './scan-json';
import { ImportError, type ImportFile, type ImportKind } from './types';
import { readZip, type ZipEntry } from './zip';

/** What a file is, with what had to be read to know it. */
export type Sniffed =
  | { kind: 'backup' | 'omnivore' | 'archive'; form: 'zip'; entries: ZipEntry[]; unsafe: string[] }
  | { kind: ImportKind; form: 'csv' | 'html' | 'markdown' | 'xml'; text: string }
  | { kind: ImportKind; form: 'json'; data: unknown }
  | { kind: 'colophon-jsonl'; form: 'lines' };

/** Tells what a file is from its bytes; the name only decides between kinds of plain text. Throws ImportError. */
export async function sniff(file: ImportFile): Promise<Sniffed> {
  const head = new Uint8Array(await file.blob.slice(0, 64 * 1024).arrayBuffer());
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return sniffZip(file.blob);
  if (isBinary(head)) throw unknown();
  if (isJsonLines(head)) return { kind: 'colophon-jsonl', form: 'lines' };
  const isJson = /^\s*[[{]/.test(decodeBytes(head.slice(0, 4_096)).replace(/^\ufeff/, ''));
  const most = isJson ? limits.jsonBytes : limits.textBytes;
  if (file.blob.size > most) throw new ImportError('too-large', 'This file is too large to be read as text.');
  if (isJson) {
    await scanJson(file.blob);
    return sniffJson(await decodeText(file.blob, most));
  }
  const text = await decodeText(file.blob, most);
  const start = text
    .slice(0, 4_000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<rdf:RDF\b/i.test(start) &&
    start.includes('zotero.org/namespaces')
  )
    return { kind: 'zotero-rdf', form: 'xml', text };
  if (/^(?:<!--|<!doctype|<html|<meta|<title|<dl|<h1|<head|<body)/i.test(start)) return sniffHtml(text);
  if (/^---[ \t]*\r?\n/.test(start) || /\.(?:md|markdown)$/i.test(file.name))
    return { kind: 'markdown', form: 'markdown', text };
  const csv = csvKind(text);
  if (csv) return { kind: csv, form: 'csv', text };
  throw unknown();
}

async function sniffZip(blob: Blob): Promise<Sniffed> {
  const { entries, unsafe } = await readZip(blob);
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('manifest.json') && names.has('clips.jsonl'))
    return { kind: 'backup', form: 'zip', entries, unsafe };
  const isOmnivore = entries.some(({ name }) => /(?:^|\/)metadata_\d+_to_\d+\.json$/.test(name));
  return { kind: isOmnivore ? 'omnivore' : 'archive', form: 'zip', entries, unsafe };
}

/** Zero bytes stand in no text but UTF-16; pictures and programs say at once what they are. */
function isBinary(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false;
  if (first === 0x89 && second === 0x50 && third === 0x4e) return true;
  if (first === 0xff && second === 0xd8) return true;
  const sample = head.subarray(0, 4_096);
  const zeros = sample.filter((byte) => byte === 0).length;
  // UTF-16 without a mark: every second byte of plain text is zero.
  if (zeros > sample.length / 5 && zeros < sample.length * 0.6) return !hasWideText(sample);
  return (
    zeros > 0 ||
    sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length > sample.length / 50
  );
}

function hasWideText(sample: Uint8Array): boolean {
  return [0, 1].some((side) => {
    const letters = sample.filter((_, index) => index % 2 === side);
    const others = sample.filter((_, index) => index % 2 !== side);
    const zeros = others.filter((byte) => byte === 0).length;
    return zeros > others.length * 0.5 && letters.every((byte) => byte !== 0);
  });
}

function isJsonLines(head: Uint8Array): boolean {
  const [first, second] = new TextDecoder().decode(head).split('\n');
  if (!/^\ufeff?\{"version":"1\.\d+","id":/.test(first ?? '') && !/^\{"version"/.test(first ?? ''))
    return false;
  return second === undefined
    ? head.length === 64 * 1024 || parseJson(first ?? '') !== undefined
    : parseJson(first ?? '') !== undefined;
}

function sniffJson(text: string): Sniffed {
  const data = parseJson(text.replace(/^\ufeff/, ''));
  if (data === undefined) throw new ImportError('damaged', 'This JSON file is damaged or cut short.');
  const kind = jsonKind(data);
  if (!kind) throw unknown();
  return { kind, form: 'json', data };
}

function jsonKind(data: unknown): ImportKind | undefined {
  if (isObject(data)) {
    if (isRecordLike(data)) return 'colophon-json';
    if (Array.isArray(data.bookmarks)) return 'karakeep';
    if (Array.isArray(data.collections)) return 'linkwarden';
    return Array.isArray(data.items) && data.items.some(isCsl) ? 'csl' : undefined;
  }
  if (!Array.isArray(data)) return undefined;
  const [first] = data.filter(isObject);
  if (!first) return undefined;
  if (isRecordLike(first)) return 'colophon-json';
  if ('is_archived' in first || 'given_url' in first || 'domain_name' in first) return 'wallabag';
  if ('slug' in first && 'savedAt' in first) return 'omnivore';
  return data.some(isCsl) ? 'csl' : undefined;
}

function isRecordLike(data: Record<string, unknown>): boolean {
  return typeof data.version === 'string' && isObject(data.content) && isObject(data.source);
}

function isCsl(item: unknown): boolean {
  return (
    isObject(item) &&
    typeof item.type === 'string' &&
    typeof item.title === 'string' &&
    ('id' in item || 'URL' in item)
  );
}

function sniffHtml(text: string): Sniffed {
  const head = text.slice(0, 200_000);
  const kind = /<!doctype\s+netscape-bookmark-file-1/i.test(head)
    ? 'bookmarks'
    : /<title>\s*Pocket Export/i.test(head) || /<a [^<>]*time_added=/i.test(head)
      ? 'pocket-html'
      : /<script type="application\/json" id="clip-record">/.test(text)
        ? 'colophon-html'
        : /<dl>\s*(?:<p>\s*)?<dt>/i.test(head)
          ? 'bookmarks'
          : 'page';
  return { kind, form: 'html', text };
}

function csvKind(text: string): ImportKind | undefined {
  const head = new Set(csvHead(text.replace(/^\ufeff/, '')) ?? []);
  const has = (...names: string[]): boolean => names.every((name) => head.has(name));
  if (has('title', 'url', 'time_added')) return 'pocket-csv';
  if (has('url', 'document tags', 'location')) return 'readwise';
  if (has('url', 'selection', 'folder')) return 'instapaper';
  if (has('url', 'title', 'created') && (head.has('excerpt') || head.has('cover'))) return 'raindrop';
  return undefined;
}

function unknown(): ImportError {
  return new ImportError('unknown-kind', 'This is no file that Colophon knows how to read.');
}
