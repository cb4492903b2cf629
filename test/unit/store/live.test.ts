import 'fake-indexeddb/auto';
import Dexie, { liveQuery } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import { library } from '../../../utils/store/db';
import { withRests } from '../../../utils/store/live';

beforeEach(async () => {
  await library.delete();
  await library.open();
});

it('a view that takes long to read is read a few times while much is written, and shows the last state', async () => {
  let readings = 0;
  const seen: number[] = [];
  const slow = async (): Promise<number> => {
    readings += 1;
    const until = performance.now() + 15;
    while (performance.now() < until);
    return library.collections.count();
  };
  const subscription = liveQuery(withRests(slow)).subscribe((count) => seen.push(count));
  await expect.poll(() => seen.length).toBe(1);
  for (let at = 0; at < 60; at += 1)
    await library.collections.put({ id: String(at), name: `Shelf ${at}`, order: at });
  await expect.poll(() => seen.at(-1), { timeout: 3_000 }).toBe(60);
  expect(readings).toBeLessThan(40);
  // And it still listens.
  await library.collections.put({ id: 'more', name: 'More', order: 99 });
  await expect.poll(() => seen.at(-1), { timeout: 3_000 }).toBe(61);
  subscription.unsubscribe();
});

it('a view whose database is closed by the browser while it is read is read once more, and follows it on', async () => {
  let readings = 0;
  const seen: number[] = [];
  const closed = async (): Promise<number> => {
    readings += 1;
    const count = await library.collections.count();
    if (readings > 1) return count;
    library.close({ disableAutoOpen: false });
    throw new Dexie.DatabaseClosedError();
  };
  const subscription = liveQuery(withRests(closed)).subscribe((count) => seen.push(count));
  await expect.poll(() => seen, { timeout: 3_000 }).toEqual([0]);
  await library.collections.put({ id: 'one', name: 'One', order: 1 });
  await expect.poll(() => seen.at(-1), { timeout: 3_000 }).toBe(1);
  subscription.unsubscribe();
});

it('a view whose database is closed again and again says so, and does not wait for ever', async () => {
  const errors: unknown[] = [];
  const never = async (): Promise<number> => {
    await library.collections.count();
    throw new DOMException('The transaction was aborted', 'AbortError');
  };
  const subscription = liveQuery(withRests(never)).subscribe({ error: (error) => errors.push(error) });
  await expect.poll(() => errors.length, { timeout: 5_000 }).toBe(1);
  subscription.unsubscribe();
});
