import { isObject, type JsonObject, listIn, textIn } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ImportedHighlight, ParsedItem } from '../types';

/** Karakeep's JSON: `{ bookmarks: [{ createdAt, title, tags, content: { type, url }, note, … }], lists: […] }`. */
export function* fromKarakeep(data: JsonObject, name: string): Generator<ParsedItem> {
  const lists = pathsOf(listIn(data, 'lists'));
  for (const [index, bookmark] of listIn(data, 'bookmarks').entries()) {
    const where = `${name}#${index + 1}`;
    if (!isObject(bookmark)) {
      yield { kind: 'reject', where, reason: 'bad-shape', shown: '' };
      continue;
    }
    const content = isObject(bookmark.content) ? bookmark.content : {};
    const type = textIn(content, 'type') ?? 'link';
    if (type !== 'link') {
      yield {
        kind: 'reject',
        where,
        reason: 'not-supported',
        shown: textIn(bookmark, 'title') ?? textIn(content, 'text')?.slice(0, 200) ?? type,
      };
      continue;
    }
    const html = textIn(content, 'htmlContent');
    yield pageItem(where, {
      url: textIn(content, 'url'),
      title: textIn(bookmark, 'title') ?? textIn(content, 'title'),
      savedAt: timeOf(textIn(bookmark, 'createdAt')),
      tags: listIn(bookmark, 'tags').flatMap((tag) =>
        typeof tag === 'string' ? [tag] : isObject(tag) ? [textIn(tag, 'name') ?? ''] : [],
      ),
      folders: listIn(bookmark, 'lists').map((id) => lists.get(String(id)) ?? []),
      ...(bookmark.archived === true && { archived: true }),
      ...(bookmark.favourited === true && { favourite: true }),
      ...known('note', textIn(bookmark, 'note')),
      ...known('html', html),
      highlights: listIn(bookmark, 'highlights').flatMap(highlight),
    });
  }
}

/** The lists by their ids, each with those around it; a smart list is a search and no place. */
function pathsOf(lists: readonly unknown[]): Map<string, string[]> {
  const named = new Map(
    lists.flatMap((list) => {
      const id = isObject(list) && textIn(list, 'id');
      const name = isObject(list) && textIn(list, 'name');
      if (!id || !name || (isObject(list) && list.type === 'smart')) return [];
      return [[id, { name, parent: isObject(list) ? textIn(list, 'parentId') : undefined }] as const];
    }),
  );
  return new Map([...named.keys()].map((id) => [id, pathTo(id, named)]));
}

function pathTo(id: string, named: ReadonlyMap<string, { name: string; parent?: string }>): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = named.get(at)?.parent) {
    seen.add(at);
    const { name } = named.get(at) ?? {};
    if (name) path.unshift(name);
  }
  return path;
}

function highlight(value: unknown): ImportedHighlight[] {
  const text = isObject(value) && textIn(value, 'text');
  if (!text) return [];
  return [
    { text, ...known('note', textIn(value, 'note')), ...known('at', timeOf(textIn(value, 'createdAt'))) },
  ];
}

function known<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}
