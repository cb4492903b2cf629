import type { Collection, CollectionId } from '../model/collection';
import { library } from './db';

/** All collections, outer before inner, neighbours in their order. One that lost its outer stands at the top. */
export async function listCollections(): Promise<(Collection & { depth: number; path: string })[]> {
  const all = await library.collections.toArray();
  const known = new Set(all.map(({ id }) => id));
  const inner = Map.groupBy(all, ({ parent }) => (parent !== undefined && known.has(parent) ? parent : ''));
  const listed: (Collection & { depth: number; path: string })[] = [];
  const list = (parent: CollectionId, depth: number, above: string): void => {
    const neighbours = inner.get(parent) ?? [];
    for (const each of neighbours.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))) {
      const path = above === '' ? each.name : `${above}/${each.name}`;
      listed.push({ ...each, depth, path });
      list(each.id, depth + 1, path);
    }
  };
  list('', 0, '');
  return listed;
}
