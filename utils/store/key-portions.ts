import Dexie, { type IndexableType, type Table } from 'dexie';

/**
 * Keys that are read at a time. In one go those of a hundred thousand rows take the browser up to two seconds, in which it
 * reads nothing else: a list that is scrolled meanwhile would stay empty.
 */
const portion = 2_000;

/**
 * Goes through the keys of a table by portions, in their order; whatever else is asked of the database has its turn between.
 * @param index whose keys; the rows' own where it is not said.
 */
export async function eachPortionOfKeys<Key extends IndexableType, Own = Key>(
  table: Table<unknown, Own>,
  take: (keys: readonly Key[]) => void,
  index = ':id',
): Promise<void> {
  for (let last: Key | typeof Dexie.minKey = Dexie.minKey; ; ) {
    const keys = (await table.where(index).above(last).limit(portion).keys()) as unknown as Key[];
    take(keys);
    const [end] = keys.slice(-1);
    if (keys.length < portion || end === undefined) return;
    last = end;
  }
}

/** How many rows a table has. */
export async function countRows<Key extends IndexableType>(table: Table<unknown, Key>): Promise<number> {
  let count = 0;
  await eachPortionOfKeys<Key>(table, (keys) => {
    count += keys.length;
  });
  return count;
}
