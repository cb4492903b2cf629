import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { downloadZip } from 'client-zip';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import { zipBlob } from './blob-of';
import { coverImage } from './epub-cover';
import { type BookItem, type Chapter, packageFile } from './epub-package';
import { chapterFile, containerFile, coverPage, navFile, sourceFile } from './epub-pages';
import { bookStyle } from './epub-style';
import type { ClipSource, ExportOptions, TogetherFormat } from './format';
import { keptImages } from './images';
import { languageOf } from './language';
import { wordsOf } from './words';

/**
 * A book of one article or many, valid as EPUB 3.2 and 3.3: contents, a cover made of the titles, each article with a
 * page that says its source and rights. The pages are written while the clips are read; the list of contents and the
 * package, which must know them all, stand last in the zip.
 */
export const epubFormat: TogetherFormat = {
  kind: 'together',
  id: 'epub',
  group: 'read',
  extension: 'epub',
  type: 'application/epub+zip',
  hasImages: true,
  async write(clips, base, options, tell) {
    const content = await zipBlob(downloadZip(bookEntries(clips, options, tell)), this.type, options.gather);
    return { name: `${base}.epub`, type: this.type, content };
  },
};

interface BookEntry {
  name: string;
  input: string | Blob;
  lastModified: Date;
}

async function* bookEntries(
  clips: ClipSource,
  options: ExportOptions,
  tell?: (done: number) => void,
): AsyncGenerator<BookEntry> {
  // The zip's first entry says what this is, in plain bytes at a known place (OCF 4.2).
  const epoch = new Date('2000-01-01T00:00:00Z');
  const entry = (name: string, input: string | Blob): BookEntry => ({ name, input, lastModified: epoch });
  yield entry('mimetype', 'application/epub+zip');
  yield entry('META-INF/container.xml', containerFile());
  yield entry('OEBPS/style.css', bookStyle(options.writing === 'vertical'));

  const chapters: Chapter[] = [];
  const items: BookItem[] = [];
  const images = new Map<string, BookItem>();
  for await (const record of clips.read()) {
    const number = String(chapters.length + 1).padStart(5, '0');
    const sources = new Map<string, string>();
    for (const [id, image] of await bookImages(record, options)) {
      const hash = bytesToHex(sha256(new Uint8Array(await image.blob.arrayBuffer())));
      const href = `images/${hash}.${image.ending}`;
      if (!images.has(href)) {
        images.set(href, { id: `image-${hash}`, href, type: image.type });
        yield entry(`OEBPS/${href}`, image.blob);
      }
      sources.set(id, href);
    }
    const page = chapterFile(record, options, sources);
    const chapter: Chapter = {
      ...describe(record),
      href: `clip-${number}.xhtml`,
      sourceHref: `clip-${number}-source.xhtml`,
    };
    yield entry(`OEBPS/${chapter.href}`, page.text);
    yield entry(`OEBPS/${chapter.sourceHref}`, sourceFile(record, options));
    items.push({
      id: `clip-${number}`,
      href: chapter.href,
      type: xhtml,
      properties: page.hasMath ? 'mathml' : undefined,
    });
    items.push({ id: `clip-${number}-source`, href: chapter.sourceHref, type: xhtml });
    chapters.push(chapter);
    tell?.(chapters.length);
  }
  const title = titleOf(chapters, options);
  const book = {
    title,
    language: languageOf(chapters[0]?.record),
    rightToLeft: options.writing === 'vertical' || chapters[0]?.record.content.direction === 'rtl',
    identifier: identifierOf(chapters),
    chapters,
    items: [...items, ...images.values()],
  };
  yield entry('OEBPS/cover.svg', coverImage(title, chapters));
  yield entry('OEBPS/cover.xhtml', coverPage(book));
  yield entry('OEBPS/nav.xhtml', navFile(book, options));
  yield entry('OEBPS/package.opf', packageFile(book, options));
}

const xhtml = 'application/xhtml+xml';

/** What the package must know of a clip: without its body, so that a thousand chapters weigh little. */
function describe(record: ClipRecord): Pick<Chapter, 'title' | 'record'> {
  const { html: _html, text: _text, ...content } = record.content;
  return {
    title: shownTitle(record).trim() || '—',
    record: { ...record, content: { ...content, html: '', text: '' } },
  };
}

function titleOf(chapters: readonly Chapter[], options: ExportOptions): string {
  const [first] = chapters;
  if (chapters.length === 1 && first) return first.title;
  return options.title ?? wordsOf(options.language).collection(chapters.length);
}

/** The clip's own id; a book of several has one made of theirs, so that the same book has the same. */
function identifierOf(chapters: readonly Chapter[]): string {
  const ids = chapters.map(({ record }) => record.id);
  const [only] = ids;
  if (only && ids.length === 1 && /^urn:uuid:[0-9a-f-]{36}$/i.test(only)) return only;
  const digits = bytesToHex(sha256(new TextEncoder().encode(ids.join('\n'))));
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4];
  // RFC 9562, version 8: made by a recipe of our own.
  return `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

const bookTypes = new Set(['image/png', 'image/jpeg', 'image/gif']);

/** Images in types that every reader of books knows; others are converted or stay out. */
async function bookImages(record: ClipRecord, options: ExportOptions) {
  const kept = await keptImages(record, options);
  for (const [id, image] of kept) {
    const known = bookTypes.has(image.type) ? image : await converted(image.blob, options);
    if (known && (await looksLike(known.blob, known.type))) kept.set(id, known);
    else kept.delete(id);
  }
  return kept;
}

async function converted(blob: Blob, { convertImage }: ExportOptions) {
  const made = await convertImage?.(blob);
  if (!made || !bookTypes.has(made.type)) return undefined;
  return { ...made, ending: made.type === 'image/jpeg' ? 'jpg' : made.type.slice('image/'.length) };
}

const beginnings: Record<string, RegExp> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^47494638/,
};

/** A file that is not what it says it is would spoil the whole book. */
async function looksLike(blob: Blob, type: string): Promise<boolean> {
  const start = bytesToHex(new Uint8Array(await blob.slice(0, 8).arrayBuffer()));
  return beginnings[type]?.test(start) ?? false;
}
