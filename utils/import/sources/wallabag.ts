import { isObject, listIn, textIn } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ImportedHighlight, ParsedItem } from '../types';

/** wallabag's JSON: a list of entries with `url`, `given_url`, `title`, `content` (HTML), `tags`, `annotations`. */
export function* fromWallabag(entries: readonly unknown[], name: string): Generator<ParsedItem> {
  for (const [index, entry] of entries.entries()) {
    const where = `${name}#${index + 1}`;
    if (!isObject(entry)) {
      yield { kind: 'reject', where, reason: 'bad-shape', shown: '' };
      continue;
    }
    const authors = listIn(entry, 'published_by').flatMap((author) =>
      typeof author === 'string' && author.trim() ? [author] : [],
    );
    const optional = {
      html: textIn(entry, 'content'),
      language: textIn(entry, 'language')?.replace('_', '-'),
      site: textIn(entry, 'domain_name'),
      published: textIn(entry, 'published_at')?.slice(0, 10),
    };
    yield pageItem(where, {
      url: textIn(entry, 'url', 'given_url', 'origin_url'),
      title: textIn(entry, 'title'),
      savedAt: timeOf(textIn(entry, 'created_at')),
      tags: listIn(entry, 'tags').flatMap((tag) =>
        isObject(tag) ? [textIn(tag, 'label') ?? ''] : [String(tag)],
      ),
      ...(isSet(entry.is_archived) && { archived: true, progress: 1 }),
      ...(isSet(entry.is_starred) && { favourite: true }),
      ...(authors.length > 0 && { authors }),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      highlights: listIn(entry, 'annotations').flatMap(annotation),
    });
  }
}

/** wallabag writes 0 and 1, and in some versions false and true. */
function isSet(value: unknown): boolean {
  return value === 1 || value === true;
}

function annotation(value: unknown): ImportedHighlight[] {
  const text = isObject(value) && textIn(value, 'quote');
  if (!text) return [];
  const note = textIn(value, 'text');
  const at = timeOf(textIn(value, 'created_at'));
  return [{ text, ...(note && { note }), ...(at && { at }) }];
}
