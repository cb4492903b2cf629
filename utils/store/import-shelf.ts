import { collectionOfRow } from '../import/collection-of-row';
import { uuidOf } from '../import/page-to-clip';
import type { Collection, CollectionId } from '../model/collection';
import { listCollections } from './collections';
import { library } from './db';

/**
 * The collections that an import puts clips into: those of the library by their names, and new ones where it has none.
 * Ids come from the names, so that the same folder is the same collection however often it is imported.
 */
export class ImportShelf {
  readonly #byPath = new Map<string, CollectionId>();
  readonly #known = new Set<CollectionId>();
  readonly #fresh = new Map<CollectionId, Collection>();
  #order = 0;

  static async open(): Promise<ImportShelf> {
    const shelf = new ImportShelf();
    for (const { id, path, order } of await listCollections()) {
      shelf.#byPath.set(keyOf(path.split('/')), id);
      shelf.#known.add(id);
      shelf.#order = Math.max(shelf.#order, order);
    }
    return shelf;
  }

  /** The collections of some folders, each a path from the outside in. */
  idsOf(folders: readonly (readonly string[])[]): CollectionId[] {
    return [...new Set(folders.flatMap((path) => this.#idOf(path) ?? []))];
  }

  #idOf(path: readonly string[]): CollectionId | undefined {
    let parent: CollectionId | undefined;
    for (let depth = 1; depth <= path.length; depth++) {
      const key = keyOf(path.slice(0, depth));
      const id: CollectionId = this.#byPath.get(key) ?? uuidOf(`colophon collection ${key}`);
      if (!this.#byPath.has(key)) {
        this.#byPath.set(key, id);
        const within = parent === undefined ? {} : { parent };
        this.#add({ id, name: path[depth - 1] ?? '', order: ++this.#order, ...within });
      }
      parent = id;
    }
    return parent;
  }

  /** A collection out of a backup; one that the library has already stays as it is. Gives whether it is new. */
  take(row: Record<string, unknown>): boolean {
    const collection = collectionOfRow(row);
    return collection !== undefined && this.#add(collection);
  }

  #add(collection: Collection): boolean {
    if (this.#known.has(collection.id)) return false;
    this.#known.add(collection.id);
    this.#fresh.set(collection.id, collection);
    return true;
  }

  /** Writes what is new, in the transaction that runs, and gives the ids. Asked again it gives them again, until `settle`. */
  async write(): Promise<CollectionId[]> {
    if (this.#fresh.size > 0) await library.collections.bulkPut([...this.#fresh.values()]);
    return [...this.#fresh.keys()];
  }

  /** What was written lies in the library now. */
  settle(): void {
    this.#fresh.clear();
  }
}

/** Takes collections away that an import made, those within others first; what holds anything stays. */
export async function dropCollections(ids: readonly CollectionId[]): Promise<void> {
  const left = new Set(ids);
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const id of left) {
      const clips = await library.clips.where('collections').equals(id).count();
      const inner = await library.collections.where('parent').equals(id).count();
      if (clips + inner > 0) continue;
      await library.collections.delete(id);
      left.delete(id);
      isDone = false;
    }
  }
}

function keyOf(path: readonly string[]): string {
  return path.map((part) => part.normalize('NFC').toLowerCase()).join('/');
}
