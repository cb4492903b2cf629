import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe } from '../anchor/describe';
import { canonicalText, clipBlocks, sealRecord } from '../clip/fingerprint';
import { pageKey } from '../clip/page-key';
import { resolveAddress, stripTracking } from '../dom/address';
import { parseInert } from '../dom/parse-inert';
import { sanitize } from '../dom/sanitize';
import { countWords } from '../dom/text';
import { copyTree } from '../dom/tree';
import { extractArticle } from '../extract/extract-article';
import { linesOf } from '../extract/to-text';
import type { Claim, Evidence } from '../model/claim';
import {
  type CaptureInfo,
  CLIP_RECORD_VERSION,
  type ClipContent,
  type ClipImage,
  type ClipRecord,
  type Highlight,
} from '../model/clip';
import type { RightsInfo } from '../model/rights';
import type { SourceInfo } from '../model/source';
import { readPageFacts } from '../page/facts';
import { readImageRights } from '../rights/image-rights';
import { NOT_EVALUATED, readRights } from '../rights/read-rights';
import { readSource } from '../source/read-source';
import type { ImportedHighlight, ImportedPage, ImportKind, ImportKit } from './types';

/**
 * Makes a clip of what another program kept. Its HTML is cleaned like any page's; a page saved whole is read like a
 * live one. Without HTML it is a clip whose text is still to be fetched. The id comes from the page's address, so that
 * the same page is the same clip however often it is imported.
 */
export async function clipFromPage(
  page: ImportedPage,
  from: ImportKind,
  kit: ImportKit,
): Promise<ClipRecord> {
  const read = page.html === undefined ? undefined : from === 'page' ? readWholePage(page, kit) : undefined;
  const content = read?.content ?? contentOf(page, kit);
  const hasText = content.text.trim() !== '';
  const images = read?.images ?? imagesOf(content.html, kit);
  const capture: CaptureInfo = {
    at: page.savedAt ?? kit.now,
    clock: 'device',
    tool: `import:${from}`,
    toolVersion: CLIP_RECORD_VERSION,
    browser: '',
    how: hasText ? 'import' : 'link',
  };
  return sealRecord(
    {
      version: CLIP_RECORD_VERSION,
      id: idOfPage(page.url),
      content,
      source: { ...statedSource(page, content, from), ...read?.source },
      rights: read?.rights ?? unknownRights,
      images,
      capture,
      highlights: highlightsOf(page.highlights ?? [], content, page, capture.at),
      tags: page.tags,
      ...(page.note && { userNotes: page.note }),
      edits: [],
    },
    kit.hasher,
  );
}

/** The id of an imported page: RFC 9562 version 8, out of the key of its address. */
export function idOfPage(url: string): string {
  return uuidOf(`colophon page ${pageKey(url)}`);
}

/** A version-8 UUID as a URN, out of a text. */
export function uuidOf(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const unknownRights: RightsInfo = {
  notices: [],
  statementUri: NOT_EVALUATED,
  signal: { light: 'grey', code: 'none-stated', because: [] },
};

type ReadingKit = Pick<ImportKit, 'window' | 'now'>;

/** Reads a page that was saved or fetched whole as the reader reads a live one; undefined where it holds no article. */
export function readWholePage({ url, html = '', title }: ImportedPage, { window, now }: ReadingKit) {
  const document = parseInert(html, window);
  const page = { url, now };
  const facts = readPageFacts(document, page);
  const extracted = extractArticle(document, page, facts);
  if (!extracted.ok) return undefined;
  const article = extracted.value;
  const { subtitle, text, language, direction, wordCount, partial } = article;
  const content: ClipContent = {
    title: article.title || title || url,
    ...(subtitle && { subtitle }),
    html: sanitize(article.html, window),
    text,
    ...(language && { language }),
    ...(direction && { direction }),
    wordCount,
    ...(partial && { partial }),
  };
  const images: ClipImage[] = article.images.map((image) => ({
    ...image,
    pageUrl: url,
    rights: readImageRights(image, undefined, facts),
  }));
  return {
    content,
    images,
    source: readSource(document, page, facts),
    rights: readRights(document, page, facts),
  };
}

function contentOf(page: ImportedPage, { window }: ImportKit): ClipContent {
  const { url, html, subtitle, language } = page;
  const title = page.title || url;
  const known = { title, ...(subtitle && { subtitle }), ...(language && { language }) };
  if (html === undefined) return { ...known, html: '', text: '', wordCount: 0 };
  const body = parseInert(html, window).body;
  resolveAddresses(body, url);
  dropTitle(body, title);
  const clean = sanitize(body.innerHTML, window);
  const text = linesOf(copyTree(parseInert(clean, window).body).root).join('\n');
  return { ...known, html: clean, text, wordCount: countWords(text) };
}

function resolveAddresses(body: HTMLElement, base: string): void {
  for (const [selector, name] of [
    ['a[href]', 'href'],
    ['img[src]', 'src'],
  ] as const) {
    for (const element of Array.from(body.querySelectorAll(selector))) {
      const address = element.getAttribute(name) ?? '';
      const resolved = /^(?:data:|#)/i.test(address) ? address : resolveAddress(address, base);
      if (resolved) element.setAttribute(name, resolved);
      else element.removeAttribute(name);
    }
  }
}

/** The title stands above the text already. */
function dropTitle(body: HTMLElement, title: string): void {
  const first = body.querySelector('h1');
  if (first && first.textContent?.replace(/\s+/g, ' ').trim() === title) first.remove();
}

function imagesOf(html: string, { window }: ImportKit): ClipImage[] {
  const sources = Array.from(parseInert(html, window).querySelectorAll('img')).map((image) => ({
    src: image.getAttribute('src') ?? '',
    alt: image.getAttribute('alt') ?? '',
  }));
  const distinct = new Map(
    sources.filter(({ src }) => /^https?:/i.test(src)).map((image) => [image.src, image]),
  );
  return [...distinct.values()].map(({ src, alt }, index) => ({
    id: `img${index + 1}`,
    src,
    ...(alt && { alt }),
    creators: [],
    rights: unknownRights,
  }));
}

/** What the file says of the source; every value has the file as its evidence. */
function statedSource(page: ImportedPage, content: ClipContent, from: ImportKind): SourceInfo {
  const evidence: Evidence[] = [{ kind: 'import', rule: `import.${from}`, scope: 'work' }];
  const claim = <T>(value: T, status: 'stated' | 'inferred' = 'stated'): Claim<T> => ({
    value,
    status,
    confidence: status === 'stated' ? 0.7 : 0.5,
    evidence,
  });
  const { hostname, origin } = new URL(page.url);
  const host = hostname.replace(/^www\./, '');
  const iso = /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(page.published ?? '')?.[0];
  const precision = iso?.length === 4 ? 'year' : iso?.length === 7 ? 'month' : 'day';
  return {
    title: claim(content.title),
    ...(page.subtitle && { subtitle: claim(page.subtitle) }),
    creators: (page.authors ?? [])
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => claim({ kind: 'person' as const, name, role: 'author' as const })),
    site: claim(
      { name: page.site?.trim() || host, url: `${origin}/`, domain: host },
      page.site ? 'stated' : 'inferred',
    ),
    ...(iso && { published: claim({ iso, precision } as const) }),
    language: claim(page.language ?? '', 'inferred'),
    type: claim('webpage', 'inferred'),
    urls: { retrieved: page.url, cleaned: stripTracking(page.url) },
  };
}

function highlightsOf(
  marked: readonly ImportedHighlight[],
  content: ClipContent,
  { url }: ImportedPage,
  savedAt: string,
): Highlight[] {
  const text = canonicalText(clipBlocks(content, []));
  return marked.map(({ text: quote, note, at }, index) => {
    const exact = canonicalText([quote.replaceAll('\n', ' ')]);
    const start = text.indexOf(exact);
    // A quote that the text does not have is kept with its words, at no place.
    const selector: Highlight['target']['selector'] =
      start >= 0 && exact !== ''
        ? describe(text, start, start + exact.length)
        : [
            { type: 'TextQuoteSelector', exact: quote },
            { type: 'TextPositionSelector', start: 0, end: 0 },
          ];
    return {
      id: uuidOf(`colophon highlight ${url} ${index} ${quote}`),
      motivation: note ? 'commenting' : 'highlighting',
      ...(note && { body: note }),
      created: at ?? savedAt,
      target: { source: url, selector },
    };
  });
}
