import { parseInert } from '../dom/parse-inert';
import { readBackup } from './backup';
import { type CsvRow, readCsv } from './csv';
import { chunksOf, decodeBytes, linesOf } from './decode';
import { isObject, listIn, parseJson } from './json';
import { limits } from './limits';
import { scanJson, scanLine } from './scan-json';
import { type Sniffed, sniff } from './sniff';
import { fromBookmarks } from './sources/bookmarks';
import { fromCsl } from './sources/csl';
import { fromInstapaperRow } from './sources/instapaper';
import { fromKarakeep } from './sources/karakeep';
import { fromLinkwarden } from './sources/linkwarden';
import { fromMarkdown } from './sources/markdown';
import { fromOmnivore, omnivoreSlug } from './sources/omnivore';
import { fromOwnHtml, fromRecord } from './sources/own';
import { fromPocketHtml, fromPocketRow } from './sources/pocket';
import { fromRaindropRow } from './sources/raindrop';
import { fromReadwiseRow } from './sources/readwise';
import { fromSavedPage } from './sources/saved-page';
import { fromWallabag } from './sources/wallabag';
import { fromZoteroRdf } from './sources/zotero-rdf';
import { ImportError, type ImportFile, type ImportKind, type ImportKit, type ParsedItem } from './types';
import { unpack, type ZipEntry } from './zip';

/** An item of a file, with what kind of file it came from. */
export interface ReadItem {
  from: ImportKind;
  item: ParsedItem;
}

/**
 * Reads a file of any kind that is known, item by item; what cannot be taken comes as a rejection with its reason.
 * Throws ImportError where the whole file cannot be read.
 */
export async function* readFile(file: ImportFile, kit: ImportKit): AsyncGenerator<ReadItem> {
  yield* readSniffed(file, await sniff(file), kit);
}

/** Reads several files as one; a file that cannot be read becomes a rejection. */
export async function* readFiles(files: readonly ImportFile[], kit: ImportKit): AsyncGenerator<ReadItem> {
  for (const file of files) yield* within(file, readFile(file, kit));
}

async function* within(
  file: Pick<ImportFile, 'name'>,
  items: AsyncGenerator<ReadItem>,
): AsyncGenerator<ReadItem> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const reason =
      error.reason === 'too-large' || error.reason === 'bomb'
        ? 'too-large'
        : error.reason === 'damaged'
          ? 'damaged'
          : 'not-supported';
    yield { from: 'archive', item: { kind: 'reject', where: file.name, reason, shown: error.message } };
  }
}

const rowReaders: Partial<Record<ImportKind, (row: CsvRow, name: string) => ParsedItem>> = {
  'pocket-csv': fromPocketRow,
  instapaper: fromInstapaperRow,
  readwise: fromReadwiseRow,
  raindrop: fromRaindropRow,
};

async function* readSniffed(file: ImportFile, sniffed: Sniffed, kit: ImportKit): AsyncGenerator<ReadItem> {
  const { kind } = sniffed;
  switch (sniffed.form) {
    case 'zip':
      for (const name of sniffed.unsafe)
        yield {
          from: kind,
          item: { kind: 'reject', where: file.name, reason: 'unsafe-name', shown: name.slice(0, 200) },
        };
      if (kind === 'backup') yield* tagged(kind, readBackup(file.blob, sniffed.entries, kit));
      else if (kind === 'omnivore') yield* tagged(kind, readOmnivore(file.blob, sniffed.entries));
      else yield* readArchive(file.blob, sniffed.entries, kit);
      return;
    case 'lines':
      yield* tagged(kind, readRecordLines(file, kit));
      return;
    case 'csv': {
      const read = rowReaders[kind];
      if (read)
        for (const row of readCsv(sniffed.text.replace(/^\ufeff/, '')))
          yield { from: kind, item: read(row, file.name) };
      return;
    }
    case 'json':
      yield* tagged(kind, readJson(kind, sniffed.data, file.name, kit));
      return;
    case 'markdown':
      yield {
        from: kind,
        item:
          sniffed.text.length > limits.pageBytes
            ? tooLarge(file.name)
            : fromMarkdown(sniffed.text, file.name),
      };
      return;
    case 'xml':
      refuseManyElements(sniffed.text);
      yield* tagged(kind, fromZoteroRdf(sniffed.text, file.name, kit));
      return;
    case 'html':
      refuseManyElements(sniffed.text);
      yield* tagged(kind, readHtml(kind, sniffed.text, file.name, kit));
  }
}

async function* tagged(
  from: ImportKind,
  items: AsyncIterable<ParsedItem> | Iterable<ParsedItem>,
): AsyncGenerator<ReadItem> {
  for await (const item of items) yield { from, item };
}

async function* readJson(
  kind: ImportKind,
  data: unknown,
  name: string,
  kit: ImportKit,
): AsyncGenerator<ParsedItem> {
  const list = Array.isArray(data) ? data : [data];
  const object = isObject(data) ? data : {};
  if (kind === 'colophon-json') {
    for (const [index, record] of list.entries())
      yield await fromRecord(record, list.length > 1 ? `${name}#${index + 1}` : name, kit);
  } else if (kind === 'karakeep') yield* fromKarakeep(object, name);
  else if (kind === 'linkwarden') yield* fromLinkwarden(object, name);
  else if (kind === 'wallabag') yield* fromWallabag(list, name);
  else if (kind === 'csl') yield* fromCsl(isObject(data) ? listIn(data, 'items') : list, name);
  else if (kind === 'omnivore')
    for (const [index, entry] of list.entries()) yield fromOmnivore(entry, `${name}#${index + 1}`, {});
}

async function* readHtml(
  kind: ImportKind,
  text: string,
  name: string,
  kit: ImportKit,
): AsyncGenerator<ParsedItem> {
  if (kind === 'page' && text.length > limits.pageBytes * 4) {
    yield tooLarge(name);
    return;
  }
  // The pictures of sites in a list of bookmarks are most of it, and are not read.
  const plain = kind === 'bookmarks' ? text.replace(/ ICON(?:_URI)?="[^"]*"/gi, '') : text;
  const document = parseInert(plain, kit.window);
  if (kind === 'bookmarks') yield* fromBookmarks(document, name);
  else if (kind === 'pocket-html') yield* fromPocketHtml(document, name);
  else if (kind === 'colophon-html') yield await fromOwnHtml(document, name, kit);
  else yield fromSavedPage(document, text, name);
}

/** A document of many small elements takes a hundred times its own size. */
function refuseManyElements(text: string): void {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) count += 1;
  if (count > 2 * limits.elements)
    throw new ImportError('too-large', 'This file has more elements than can be read.');
}

async function* readRecordLines(file: ImportFile, kit: ImportKit): AsyncGenerator<ParsedItem> {
  let line = 0;
  for await (const text of linesOf(chunksOf(file.blob))) {
    line += 1;
    if (text.trim() === '') continue;
    scanLine(text);
    const value = parseJson(text.replace(/^\ufeff/, ''));
    const where = `${file.name}:${line}`;
    yield value === undefined
      ? { kind: 'reject', where, reason: 'damaged', shown: text.slice(0, 80) }
      : await fromRecord(value, where, kit);
  }
}

async function* readOmnivore(blob: Blob, entries: readonly ZipEntry[]): AsyncGenerator<ParsedItem> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  for (const entry of entries) {
    const [, folder = ''] = /^(.*?)metadata_\d+_to_\d+\.json$/.exec(entry.name) ?? [];
    if (!/metadata_\d+_to_\d+\.json$/.test(entry.name)) continue;
    const bytes = await unpack(blob, entry, limits.textBytes);
    await scanJson(new Blob([bytes]));
    const list = parseJson(decodeBytes(bytes));
    if (!Array.isArray(list)) {
      yield { kind: 'reject', where: entry.name, reason: 'damaged', shown: entry.name };
      continue;
    }
    for (const [index, item] of list.entries()) {
      const slug = omnivoreSlug(item) ?? '';
      yield fromOmnivore(item, `${entry.name}#${index + 1}`, {
        html: await textOf(blob, byName.get(`${folder}content/${slug}.html`)),
        highlights: await textOf(blob, byName.get(`${folder}highlights/${slug}.md`)),
      });
    }
  }
}

async function textOf(blob: Blob, entry: ZipEntry | undefined): Promise<string | undefined> {
  if (!entry || entry.size > limits.pageBytes) return undefined;
  return decodeBytes(await unpack(blob, entry, limits.pageBytes));
}

const readable = /\.(?:csv|html?|json|jsonl|md|markdown|rdf)$/i;

/** A zip of files that stand for themselves: Pocket's parts, a folder of notes, an export of ours. */
async function* readArchive(
  blob: Blob,
  entries: readonly ZipEntry[],
  kit: ImportKit,
): AsyncGenerator<ReadItem> {
  const files = entries.filter(({ name }) => readable.test(name) && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(name));
  if (files.length === 0)
    throw new ImportError('unknown-kind', 'This zip holds no file that Colophon knows how to read.');
  for (const entry of files) {
    const name = entry.name;
    if (entry.size > mostBytes(name)) {
      yield { from: 'archive', item: tooLarge(name) };
      continue;
    }
    yield* within({ name }, readEntry(blob, entry, kit));
  }
}

async function* readEntry(blob: Blob, entry: ZipEntry, kit: ImportKit): AsyncGenerator<ReadItem> {
  const bytes = await unpack(blob, entry, mostBytes(entry.name));
  yield* readFile({ name: entry.name, blob: new Blob([bytes]) }, kit);
}

function mostBytes(name: string): number {
  return /\.jsonl?$/i.test(name) ? limits.jsonBytes : limits.textBytes;
}

function tooLarge(where: string): ParsedItem {
  return { kind: 'reject', where, reason: 'too-large', shown: where };
}
