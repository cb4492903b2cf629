import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { library } from '../../../utils/store/db';
import { beginSync } from '../../../utils/store/sync-enter';
import { forgetOld } from '../../../utils/store/sync-outbox';
import { makeStamp } from '../../../utils/sync/clock';
import type { ClipBody } from '../../../utils/sync/model';
import { emptySet, takenFrom } from '../../../utils/sync/sets';

const day = 24 * 60 * 60 * 1000;
const erasedAt = Date.parse('2026-05-01T00:00:00.000Z');

beforeEach(async () => {
  await library.delete();
  await library.open();
  await beginSync('aaaaaaaa');
});

async function putClip(id: string, place: string, tagGone: boolean): Promise<void> {
  const at = makeStamp(erasedAt, 0, 'aaaaaaaa');
  const body: ClipBody = {
    kind: 'clip',
    born: erasedAt,
    keys: [id],
    fields: {},
    tags: { in: {}, out: tagGone ? { [makeStamp(erasedAt, 1, 'aaaaaaaa')]: [at] } : {} },
    collections: emptySet(),
    note: emptySet(),
    place: { in: { [at]: place }, out: {} },
  };
  await library.syncStates.put({ id: `clip/${id}`, rev: 1, body });
  await library.syncStates.put({
    id: `version/${id}`,
    rev: 1,
    clip: id,
    body: { kind: 'version', clip: id, at: '', text: [at, id], parts: {} },
  });
}

const known = () => library.syncStates.toCollection().primaryKeys();

it('what was taken away is known for ninety days, and then no more', async () => {
  await putClip('gone', 'erased', false);
  await putClip('here', '', true);
  await forgetOld(erasedAt + 89 * day);
  expect(await known()).toEqual(['clip/gone', 'clip/here', 'version/gone', 'version/here']);
  await forgetOld(erasedAt + 91 * day);
  expect(await known()).toEqual(['clip/here', 'version/here']);
});

it('a tag that was added long ago and taken away today is known for ninety days more', async () => {
  await putClip('here', '', true);
  const out = async () =>
    takenFrom(((await library.syncStates.get('clip/here')) as { body: ClipBody }).body.tags).size;
  const today = erasedAt + 300 * day;
  await forgetOld(today);
  await forgetOld(today + 89 * day);
  expect(await out()).toBe(1);
  await forgetOld(today + 91 * day);
  expect(await out()).toBe(0);
  expect(await library.syncStates.get('clip/here')).toMatchObject({ rev: 2 });
  expect(await library.syncStates.get('clip/here')).not.toHaveProperty('fading');
});

it('it is looked for once a day, also after a clock that was ahead', async () => {
  const now = erasedAt + 100 * day;
  await forgetOld(now + 400 * day);
  await putClip('gone', 'erased', false);
  await forgetOld(now + 400 * day + 60_000);
  expect(await known()).toEqual(['clip/gone', 'version/gone']);
  await forgetOld(now);
  expect(await known()).toEqual([]);
});

it('what is looked through and stays as it is keeps nobody from saving', async () => {
  for (let number = 0; number < 1_200; number++) await putClip(`here ${number}`, '', false);
  await putClip('taken', '', true);
  const now = erasedAt + 300 * day;
  await forgetOld(now);
  const written: string[] = [];
  library.syncStates.hook('updating', (_change, id) => {
    written.push(String(id));
  });
  const locked: unknown[] = [];
  const transaction = vi.spyOn(library, 'transaction').mockImplementation(((...args: unknown[]) => {
    locked.push(args[1]);
    return (Object.getPrototypeOf(library) as typeof library).transaction.apply(library, args as never);
  }) as never);
  await forgetOld(now + 2 * day);
  transaction.mockRestore();
  expect(written).toEqual([]);
  expect(locked).toEqual([library.syncMeta]);
  expect(await known()).toHaveLength(2_402);
});
