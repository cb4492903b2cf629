import type { ClipSummary } from '../model/clip';
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
  // Put into each other on two devices at the same time: the first of them stands at the top.
  for (let lost = missingOf(all, listed); lost; lost = missingOf(all, listed)) {
    listed.push({ ...lost, depth: 0, path: lost.name });
    inner.set(lost.parent ?? '', without(inner.get(lost.parent ?? ''), lost.id));
    list(lost.id, 1, lost.name);
  }
  return listed;
}

function missingOf(all: readonly Collection[], listed: readonly Collection[]): Collection | undefined {
  const known = new Set(listed.map(({ id }) => id));
  return all.find(({ id }) => !known.has(id));
}

function without(all: readonly Collection[] | undefined, id: CollectionId): Collection[] {
  return (all ?? []).filter((each) => each.id !== id);
}

/** The list rows of the clips in a collection and in those within it, the last saved first; without the Trash. */
export async function listCollected(id: CollectionId): Promise<ClipSummary[]> {
  const all = await listCollections();
  const at = all.findIndex((each) => each.id === id);
  const outer = all[at];
  if (!outer) return [];
  const after = all.slice(at + 1);
  const end = after.findIndex(({ depth }) => depth <= outer.depth);
  const ids = [outer, ...(end < 0 ? after : after.slice(0, end))].map((each) => each.id);
  const rows = await library.clips.where('collections').anyOf(ids).distinct().toArray();
  return rows
    .filter(({ deletedAt }) => !deletedAt)
    .sort((one, other) => (one.clippedAt < other.clippedAt ? 1 : -1));
}
