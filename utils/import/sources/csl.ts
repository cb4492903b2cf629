import { isObject, type JsonObject, listIn, textIn } from '../json';
import { pageItem } from '../page-item';
import type { ParsedItem } from '../types';

/** CSL-JSON (Zotero, Pandoc): each item with an address or a DOI becomes a source without its text. */
export function* fromCsl(items: readonly unknown[], name: string): Generator<ParsedItem> {
  for (const [index, item] of items.entries()) {
    const where = `${name}#${index + 1}`;
    if (!isObject(item)) {
      yield { kind: 'reject', where, reason: 'bad-shape', shown: '' };
      continue;
    }
    const doi = textIn(item, 'DOI')?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
    const optional = {
      site: textIn(item, 'container-title', 'publisher'),
      language: textIn(item, 'language'),
      published: partialDate(item.issued),
      note: textIn(item, 'annote'),
    };
    yield pageItem(where, {
      url: textIn(item, 'URL') ?? (doi ? `https://doi.org/${doi}` : undefined),
      title: textIn(item, 'title'),
      savedAt: accessed(item.accessed),
      tags: (textIn(item, 'keyword') ?? '').split(/[,;]/),
      authors: listIn(item, 'author')
        .flatMap((author) => (isObject(author) ? [nameOf(author)] : []))
        .filter(Boolean),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    });
  }
}

function nameOf(name: JsonObject): string {
  const literal = textIn(name, 'literal');
  if (literal) return literal;
  const family = textIn(name, 'family') ?? '';
  const given = textIn(name, 'given') ?? '';
  return /\p{Script=Han}/u.test(family + given) ? family + given : [given, family].filter(Boolean).join(' ');
}

function partialDate(date: unknown): string | undefined {
  if (!isObject(date)) return undefined;
  const [parts] = listIn(date, 'date-parts');
  if (!Array.isArray(parts)) return undefined;
  const [year, month, day] = parts.map(Number);
  if (!year || !Number.isInteger(year)) return undefined;
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return [pad(year, 4), ...(month ? [pad(month, 2), ...(day ? [pad(day, 2)] : [])] : [])].join('-');
}

function accessed(date: unknown): string | undefined {
  const iso = partialDate(date);
  return iso && /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00:00.000Z` : undefined;
}
