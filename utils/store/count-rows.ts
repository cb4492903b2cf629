import Dexie, { type Table } from 'dexie';

/**
 * Keys that are read at a time. Counted in one go, a hundred thousand rows take the browser up to two seconds, in which it
 * reads nothing else: a list that is scrolled meanwhile would stay empty.
 */
const portion = 5_000;

/** How many rows a table has, counted by portions of its keys; whatever else is asked of the database has its turn between. */
export async function countRows<Key extends string | number>(table: Table<unknown, Key>): Promise<number> {
  let count = 0;
  for (let last: Key | typeof Dexie.minKey = Dexie.minKey; ; ) {
    const keys: Key[] = await table.where(':id').above(last).limit(portion).primaryKeys();
    count += keys.length;
    const [end] = keys.slice(-1);
    if (keys.length < portion || end === undefined) return count;
    last = end;
  }
}
