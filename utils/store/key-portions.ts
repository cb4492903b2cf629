import Dexie, { type IndexableType, type Table } from 'dexie';

/**
 * Keys that are read at a time. In one go those of a hundred thousand rows take the browser up to two seconds, in which it
 * reads nothing else: a list that is scrolled meanwhile would stay empty.
 */
const portion = 2_000;

/**
 * Goes through the keys of a table by portions, in their order; whatever else is asked of the database has its turn between.
 * @param options.index whose keys; the rows' own where it is not said.
 * @param options.rest awaited after each portion.
 */
export async function eachPortionOfKeys<Key extends IndexableType, Own = Key>(
  table: Table<unknown, Own>,
  take: (keys: readonly Key[]) => void,
  { index, rest }: { index?: string; rest?: (() => Promise<void>) | undefined } = {},
): Promise<void> {
  for (let last: Key | typeof Dexie.minKey = Dexie.minKey; ; ) {
    const rows = table
      .where(index ?? ':id')
      .above(last)
      .limit(portion);
    // The rows' own come in one answer, those of an index one by one, which is ten times as long.
    const keys = (await (index ? rows.keys() : rows.primaryKeys())) as unknown as Key[];
    take(keys);
    const [end] = keys.slice(-1);
    if (keys.length < portion || end === undefined) return;
    last = end;
    await rest?.();
  }
}

/**
 * How many rows a table has.
 * @param rest awaited after each portion.
 */
export async function countRows<Key extends IndexableType>(
  table: Table<unknown, Key>,
  rest?: () => Promise<void>,
): Promise<number> {
  let count = 0;
  const take = (keys: readonly Key[]): void => {
    count += keys.length;
  };
  await eachPortionOfKeys<Key>(table, take, { rest });
  return count;
}
