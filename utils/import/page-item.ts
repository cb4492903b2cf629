import { limits } from './limits';
import type { ImportedPage, ParsedItem } from './types';

/** The http(s) address in a text, without white space and control characters; undefined where it is none. */
export function webAddress(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > 8_192 || !URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  // A name and password in an address are secrets, and belong to no clip.
  url.username = '';
  url.password = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

/** A page with a good address, within the limits; otherwise why it is rejected. */
export function pageItem(where: string, page: Omit<ImportedPage, 'url'> & { url?: string }): ParsedItem {
  const url = webAddress(page.url);
  const shown = (page.title || page.url || '').slice(0, 200);
  if (!url) return { kind: 'reject', where, shown, reason: page.url?.trim() ? 'bad-address' : 'no-address' };
  if ((page.html?.length ?? 0) > limits.pageBytes)
    return { kind: 'reject', where, shown, reason: 'too-large' };
  const { title, tags, highlights, folders, progress, ...rest } = page;
  const shelves = cleanFolders(folders ?? []);
  return {
    kind: 'page',
    where,
    page: {
      ...rest,
      url,
      // Some programs write the address where there is no title.
      title: title && title.trim() !== page.url ? oneLine(title).slice(0, limits.title) : undefined,
      tags: cleanTags(tags),
      ...(highlights && { highlights: highlights.slice(0, limits.highlights) }),
      ...(shelves.length > 0 && { folders: shelves }),
      ...(progress !== undefined && progress > 0 && { progress: Math.min(1, progress) }),
    },
  };
}

/** Tags trimmed, each once. */
export function cleanTags(tags: readonly string[]): string[] {
  const plain = tags.map((tag) => oneLine(tag).slice(0, limits.tag)).filter((tag) => tag !== '');
  return [...new Set(plain)].slice(0, limits.tags);
}

/** Folders without empty names; a slash would look like a folder within another. */
function cleanFolders(folders: readonly (readonly string[])[]): string[][] {
  return folders
    .map((path) =>
      path
        .map((name) => [...oneLine(name.replaceAll('/', ' '))].slice(0, 100).join('').trim())
        .filter((name) => name !== '')
        .slice(0, limits.depth),
    )
    .filter((path) => path.length > 0)
    .slice(0, limits.folders);
}

/** Unix seconds or milliseconds, or any date that a browser reads, as UTC; undefined where it is none. */
export function timeOf(text: string | number | undefined | null): string | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  const number =
    typeof text === 'number' ? text : /^-?\d{9,14}(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
  const time = new Date(number === undefined ? text : Math.abs(number) > 1e11 ? number : number * 1000);
  const year = Number.isNaN(time.getTime()) ? 0 : time.getUTCFullYear();
  return year >= 1970 && year <= 2200 ? time.toISOString() : undefined;
}

export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}
