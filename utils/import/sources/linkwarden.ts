import { isObject, type JsonObject, listIn, textIn } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** Linkwarden's JSON: `{ collections: [{ name, links: [{ name, url, description, tags, createdAt, textContent }] }] }`. */
export function* fromLinkwarden(data: JsonObject, name: string): Generator<ParsedItem> {
  let count = 0;
  const collections = listIn(data, 'collections').filter(isObject);
  const byId = new Map(collections.map((each) => [textIn(each, 'id'), each]));
  for (const collection of collections) {
    const path = pathTo(collection, byId);
    for (const link of listIn(collection, 'links')) {
      count += 1;
      const where = `${name}#${count}`;
      if (!isObject(link)) {
        yield { kind: 'reject', where, reason: 'bad-shape', shown: '' };
        continue;
      }
      const tags = listIn(link, 'tags').flatMap((tag) =>
        isObject(tag) ? [textIn(tag, 'name') ?? ''] : [String(tag)],
      );
      const note = textIn(link, 'description');
      yield pageItem(where, {
        url: textIn(link, 'url'),
        title: textIn(link, 'name'),
        savedAt: timeOf(textIn(link, 'importDate', 'createdAt')),
        tags,
        ...(path[0] !== 'Unorganized' && { folders: [path] }),
        ...(listIn(link, 'pinnedBy').length > 0 && { favourite: true }),
        ...(note && { note }),
      });
    }
  }
}

/** The names of a collection and of those around it, from the outside in. */
function pathTo(collection: JsonObject, byId: ReadonlyMap<string | undefined, JsonObject>): string[] {
  const path: string[] = [];
  const seen = new Set<JsonObject>();
  for (let at: JsonObject | undefined = collection; at && !seen.has(at); ) {
    seen.add(at);
    path.unshift(textIn(at, 'name') ?? '');
    const parent = textIn(at, 'parentId');
    at = parent === undefined ? undefined : byId.get(parent);
  }
  return path;
}
