import { changeFacts, diffFacts, type FactChange, renameTag, withoutPatch } from '../clip/change-facts';
import { factsIn, withFacts } from '../clip/facts';
import type { Act, Change, CollectionPatch, FactPatch } from '../model/change';
import type { ClipFacts, ClipId, ClipSummary, Timestamp } from '../model/clip';
import type { Collection, CollectionId } from '../model/collection';
import { announceVersions, entryOfCollection, library } from './db';
import { indexFacts, searchTables } from './search-index';

/** The facts that clips are to have, and the collections as they are to be. */
interface Plan {
  clips: { row: ClipSummary; facts: ClipFacts }[];
  collections: CollectionPatch[];
}

/**
 * Carries out a change of what a person says of clips: tags, collections, note, reading, favourite, archive, Trash. Any
 * number of clips in one transaction, with the index; nothing is written where nothing changes, and clips that are gone
 * are passed over. Every open view sees it. Gives what was done, for `undoAct`.
 */
export async function act(change: Change, at: Timestamp = new Date().toISOString()): Promise<Act> {
  await announceGone(goingIn(change));
  return write(change.kind, at, () => planOf(change, at));
}

/**
 * Takes an act back. What was changed since stays: of tags and collections only those go and come back that the act gave
 * and took. Gives the act of taking back, which may be taken back itself.
 */
export async function undoAct(done: Act, at: Timestamp = new Date().toISOString()): Promise<Act> {
  await announceGone(done.collections.flatMap(({ id, before }) => (before ? [] : [id])));
  return write('undo', at, async () => {
    const rows = await library.clips.bulkGet(done.clips.map(({ clipId }) => clipId));
    const clips = done.clips.flatMap((patch, index) => {
      const row = rows[index];
      return row ? [{ row, facts: withoutPatch(factsIn(row), patch) }] : [];
    });
    const now = await library.collections.bulkGet(done.collections.map(({ id }) => id));
    const collections = done.collections.flatMap(({ id, before, after }, index) =>
      isSameCollection(now[index], after) ? [{ id, before: after, after: before }] : [],
    );
    return { clips, collections };
  });
}

/** Whether an act did anything at all. */
export function didAnything({ clips, collections }: Act): boolean {
  return clips.length > 0 || collections.length > 0;
}

/** A collection that goes by a wish is no loss. */
async function announceGone(ids: readonly CollectionId[]): Promise<void> {
  if (ids.length > 0) await announceVersions({ gone: ids.map(entryOfCollection) });
}

/** The collections that a change takes away. */
function goingIn(change: Change): CollectionId[] {
  if (change.kind === 'remove-collection') return [change.id];
  return change.kind === 'merge-collections' ? [change.from] : [];
}

/**
 * The one place where facts are written after a clip is made: what must be told of every change of them (an outbox of a
 * sync, say) is written here, in the same transaction, out of the same patches.
 */
async function write(kind: Act['kind'], at: Timestamp, plan: () => Promise<Plan>): Promise<Act> {
  const tables = [library.clips, library.versions, library.collections, ...searchTables()];
  return library.transaction('rw', tables, async () => {
    const { clips, collections } = await plan();
    const patches: FactPatch[] = [];
    const changed: { before: ClipSummary; after: ClipSummary }[] = [];
    for (const { row, facts } of clips) {
      const patch = diffFacts(factsIn(row), facts);
      if (!patch) continue;
      patches.push({ clipId: row.id, ...patch });
      changed.push({ before: row, after: withFacts(row, facts) });
    }
    if (changed.length > 0) {
      await library.clips.bulkPut(changed.map(({ after }) => after));
      await indexFacts(changed);
    }
    await writeCollections(collections);
    return { kind, at, clips: patches, collections };
  });
}

function isSameCollection(one: Collection | undefined, other: Collection | undefined): boolean {
  return (
    one?.name === other?.name &&
    one?.parent === other?.parent &&
    one?.order === other?.order &&
    !one === !other
  );
}

async function writeCollections(patches: readonly CollectionPatch[]): Promise<void> {
  const put = patches.flatMap(({ after }) => after ?? []);
  const gone = patches.flatMap(({ id, after }) => (after ? [] : [id]));
  if (put.length > 0) await library.collections.bulkPut(put);
  if (gone.length > 0) await library.collections.bulkDelete(gone);
}

async function planOf(change: Change, at: Timestamp): Promise<Plan> {
  if ('clipIds' in change) return { clips: await planFacts(change, at), collections: [] };
  switch (change.kind) {
    case 'rename-tag':
      return { clips: await planTag(change.from, change.to), collections: [] };
    case 'remove-tag':
      return { clips: await planTag(change.tag, ''), collections: [] };
    default:
      return planCollection(change);
  }
}

async function planFacts(change: FactChange, at: Timestamp): Promise<Plan['clips']> {
  const rows = await library.clips.bulkGet([...new Set(change.clipIds)]);
  return rows.flatMap((row) => (row ? [{ row, facts: changeFacts(factsIn(row), change, at) }] : []));
}

async function planTag(from: string, to: string): Promise<Plan['clips']> {
  const rows = await library.clips
    .where('tags')
    .equals(from)
    .or('tags')
    .startsWith(`${from}/`)
    .distinct()
    .toArray();
  return rows.map((row) => ({ row, facts: { ...factsIn(row), tags: renameTag(row.tags, from, to) } }));
}

type CollectionChange = Extract<Change, { kind: `${string}-collection` | 'merge-collections' }>;

async function planCollection(change: CollectionChange): Promise<Plan> {
  const all = new Map((await library.collections.toArray()).map((each) => [each.id, each]));
  switch (change.kind) {
    case 'add-collection':
      return { clips: [], collections: addCollection(change, all) };
    case 'edit-collection':
      return { clips: [], collections: editCollection(change, all) };
    case 'remove-collection':
      return removeCollection(change.id, undefined, all);
    case 'merge-collections':
      return isWithin(change.into, change.from, all) || !all.has(change.into)
        ? { clips: [], collections: [] }
        : removeCollection(change.from, change.into, all);
  }
}

type Shelf = ReadonlyMap<CollectionId, Collection>;

function addCollection(
  { id, name, parent, order }: Extract<Change, { kind: 'add-collection' }>,
  all: Shelf,
): CollectionPatch[] {
  if (all.has(id) || plainName(name) === '') return [];
  const within = parent !== undefined && all.has(parent) ? { parent } : {};
  const after = { id, name: plainName(name), ...within, order: order ?? lastOrder(all, within.parent) + 1 };
  return [{ id, after }];
}

function editCollection(
  { id, name, parent, order }: Extract<Change, { kind: 'edit-collection' }>,
  all: Shelf,
): CollectionPatch[] {
  const before = all.get(id);
  if (!before || (parent && (isWithin(parent, id, all) || !all.has(parent)))) return [];
  const { parent: old, ...rest } = before;
  const outer = parent === undefined ? old : (parent ?? undefined);
  const after = {
    ...rest,
    ...(outer !== undefined && { parent: outer }),
    ...(name !== undefined && plainName(name) !== '' && { name: plainName(name) }),
    order: order ?? (outer === old ? before.order : lastOrder(all, outer) + 1),
  };
  const isSame = after.name === before.name && outer === old && after.order === before.order;
  return isSame ? [] : [{ id, before, after }];
}

/** Without `into` clips only leave; the collections within go up, or over. */
async function removeCollection(id: CollectionId, into: CollectionId | undefined, all: Shelf): Promise<Plan> {
  const before = all.get(id);
  if (!before) return { clips: [], collections: [] };
  const outer = into ?? before.parent;
  const inner = [...all.values()].filter(({ parent }) => parent === id);
  const moved = inner.map((each): CollectionPatch => {
    const { parent: _, ...rest } = each;
    return { id: each.id, before: each, after: outer === undefined ? rest : { ...rest, parent: outer } };
  });
  const rows = await library.clips.where('collections').equals(id).toArray();
  const clips = rows.map((row) => {
    const { collections = [], ...facts } = factsIn(row);
    const kept = [...new Set(collections.flatMap((each) => (each === id ? (into ?? []) : each)))];
    return { row, facts: { ...facts, ...(kept.length > 0 && { collections: kept }) } };
  });
  return { clips, collections: [{ id, before }, ...moved] };
}

/** Whether a collection is another one or stands somewhere within it. */
function isWithin(id: CollectionId, outer: CollectionId, all: Shelf): boolean {
  const seen = new Set<CollectionId>();
  for (let at: CollectionId | undefined = id; at !== undefined && !seen.has(at); at = all.get(at)?.parent) {
    if (at === outer) return true;
    seen.add(at);
  }
  return false;
}

function lastOrder(all: Shelf, parent: CollectionId | undefined): number {
  const orders = [...all.values()].filter((each) => each.parent === parent).map(({ order }) => order);
  return Math.max(0, ...orders);
}

/** A slash would look like a collection within another. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\s/]+/g, ' ')
    .trim();
  return [...plain].slice(0, 100).join('');
}

/** How many of these clips have each tag, and each collection: for an editor of many clips at once. */
export async function sharedFacts(
  clipIds: readonly ClipId[],
): Promise<{ tags: Map<string, number>; collections: Map<CollectionId, number> }> {
  const rows = await library.clips.bulkGet([...clipIds]);
  const tags = new Map<string, number>();
  const collections = new Map<CollectionId, number>();
  for (const row of rows) {
    for (const tag of row?.tags ?? []) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    for (const id of row?.collections ?? []) collections.set(id, (collections.get(id) ?? 0) + 1);
  }
  return { tags, collections };
}
