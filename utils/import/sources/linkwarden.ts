import { isObject, type JsonObject, listIn, textIn } from '../json';
import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** Linkwarden's JSON: `{ collections: [{ name, links: [{ name, url, description, tags, createdAt, textContent }] }] }`. */
export function* fromLinkwarden(data: JsonObject, name: string): Generator<ParsedItem> {
  let count = 0;
  for (const collection of listIn(data, 'collections')) {
    if (!isObject(collection)) continue;
    const shelf = textIn(collection, 'name');
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
        tags: [...tags, ...(shelf && shelf !== 'Unorganized' ? [shelf] : [])],
        ...(note && { note }),
      });
    }
  }
}
