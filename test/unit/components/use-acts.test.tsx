// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LibraryActs, useActs } from '../../../components/hooks/use-acts';
import type { Act, Change } from '../../../utils/model/change';
import { fail, ok } from '../../../utils/model/result';
import { speaking } from './fake-browser';

const world = vi.hoisted(() => ({
  browser: {} as Record<string, unknown>,
  done: [] as string[],
  fails: false,
}));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
vi.mock('../../../components/hooks/carry-out', () => ({
  async carryOut(change: Extract<Change, { kind: 'note' }>) {
    if (world.fails) return fail('storage-failed', 'No.');
    const isNew = change.note !== 'same';
    if (isNew) world.done.push(change.note);
    const clips = isNew ? [{ clipId: 'a', before: {}, after: { note: change.note } }] : [];
    return ok({ kind: 'note', at: '', clips, collections: [] } satisfies Act);
  },
  async takeBack(done: Act) {
    if (world.fails) return fail('storage-failed', 'No.');
    expect(world.done.pop()).toBe(done.clips[0]?.after.note);
    return ok(done);
  },
}));

let acts: LibraryActs;
let root: HTMLElement;
function View() {
  acts = useActs(() => undefined);
  return null;
}
beforeEach(() => {
  world.browser = speaking('en');
  world.done = [];
  world.fails = false;
  root = document.createElement('div');
  act(() => render(<View />, root));
});
afterEach(() => act(() => render(null, root)));

const write = (note: string) =>
  act(() => acts.run({ kind: 'note', clipIds: ['a'], note }).then(() => undefined));
const undo = () => act(() => acts.undo());

describe('what is done in a view', () => {
  it('is taken back one act after the other, many more than fifty of them', async () => {
    for (let time = 0; time < 120; time += 1) await write(`note ${time}`);
    expect(world.done).toHaveLength(120);
    expect(acts.said).toMatchObject({ text: 'Note kept', undoable: true });
    for (let time = 0; time < 120; time += 1) await undo();
    expect(world.done).toEqual([]);
    expect(acts.said).toMatchObject({ text: 'Undone: Note kept', undoable: false });
    await undo();
    expect(world.done).toEqual([]);
  });

  it('is not told where nothing changed, and not taken back twice', async () => {
    await write('one');
    await write('same');
    await undo();
    await undo();
    expect(world.done).toEqual([]);
  });

  it('stays to be taken back where that failed, and it is said why', async () => {
    await write('one');
    world.fails = true;
    await undo();
    expect(acts.failure?.code).toBe('storage-failed');
    world.fails = false;
    await undo();
    expect(world.done).toEqual([]);
    expect(acts.failure).toBeUndefined();
  });

  it('may be of another kind, with a way back of its own', async () => {
    await write('one');
    const back = vi.fn(async () => ok(null));
    act(() => acts.tell('Search “a” removed', back));
    await undo();
    expect(back).toHaveBeenCalledOnce();
    expect(world.done).toEqual(['one']);
  });
});
