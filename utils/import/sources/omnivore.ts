import { isObject, listIn, textIn } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ImportedHighlight, ParsedItem } from '../types';

/** An entry of Omnivore's `metadata_A_to_B.json`, with the text and highlights that lie beside it in the zip. */
export interface OmnivoreParts {
  html?: string;
  highlights?: string;
}

/** The slug by which an entry's files are named. */
export function omnivoreSlug(entry: unknown): string | undefined {
  return isObject(entry) ? textIn(entry, 'slug') : undefined;
}

/** One entry: `id,slug,title,description,author,url,state,thumbnail,labels,savedAt,updatedAt,publishedAt`. */
export function fromOmnivore(entry: unknown, where: string, parts: OmnivoreParts): ParsedItem {
  if (!isObject(entry)) return { kind: 'reject', where, reason: 'bad-shape', shown: '' };
  const author = textIn(entry, 'author');
  const published = timeOf(textIn(entry, 'publishedAt'));
  const subtitle = textIn(entry, 'description');
  const site = textIn(entry, 'siteName');
  return pageItem(where, {
    url: textIn(entry, 'url'),
    title: textIn(entry, 'title'),
    savedAt: timeOf(textIn(entry, 'savedAt')),
    tags: listIn(entry, 'labels').flatMap((label) =>
      typeof label === 'string' ? [label] : isObject(label) ? [textIn(label, 'name') ?? ''] : [],
    ),
    ...(/^archived$/i.test(textIn(entry, 'state') ?? '') && { archived: true }),
    progress: Number(textIn(entry, 'readingProgress') ?? 0) / 100 || 0,
    ...(author && { authors: [author] }),
    ...(site && { site }),
    ...(published && { published: published.slice(0, 10) }),
    ...(subtitle && { subtitle }),
    ...(parts.html && { html: parts.html }),
    highlights: omnivoreHighlights(parts.highlights ?? ''),
  });
}

/** Highlights as Omnivore writes them: quotes in `>` blocks, the note as the paragraph after. */
export function omnivoreHighlights(markdown: string): ImportedHighlight[] {
  const found: ImportedHighlight[] = [];
  let quote: string[] = [];
  const close = (): void => {
    const text = quote
      .join('\n')
      .replace(/\s{0,9}\[⤴️?\]\([^()]*\)\s*/gu, '')
      .trim();
    if (text) found.push({ text });
    quote = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    const [, words] = /^\s*>\s?(.*)$/.exec(line) ?? [];
    if (words !== undefined) {
      quote.push(words);
      continue;
    }
    if (quote.length > 0) close();
    const note = line.trim();
    const last = found.at(-1);
    if (note && last && !/^#/.test(note)) last.note = last.note ? `${last.note}\n${note}` : note;
  }
  close();
  return found;
}
