import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { liveQuery } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import type { Act, Change } from '../../../utils/model/change';
import type { ClipId } from '../../../utils/model/clip';
import { parseQuery } from '../../../utils/search/query';
import { act, didAnything, sharedFacts, undoAct } from '../../../utils/store/acts';
import { getRecord, getSummary } from '../../../utils/store/clips';
import { listCollections } from '../../../utils/store/collections';
import { library } from '../../../utils/store/db';
import { saveDraft, undoSave } from '../../../utils/store/save-draft';
import { searchClips } from '../../../utils/store/search-clips';
import { idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;
const now = '2026-11-25T12:00:00.000Z';
const later = '2026-11-26T12:00:00.000Z';

beforeEach(async () => {
  await library.delete();
  await library.open();
  for (const number of [1, 2, 3])
    await saveDraft(
      sampleDraft({
        id: idOf(number),
        url: `https://a.example/${number}`,
        text: `The heron, number ${number}.`,
      }),
      hasher,
    );
});

const all = [idOf(1), idOf(2), idOf(3)];

async function find(typed: string): Promise<number[]> {
  const found = await searchClips(parseQuery(typed, now), { inTrash: false, locale: 'en' });
  const rows = (await found?.read(0, 100)) ?? [];
  return rows.map(({ id }) => Number(id.slice(-2))).sort();
}

/** Everything that the library says of its clips, without the index. */
async function wholeState() {
  return { clips: await library.clips.toArray(), collections: await library.collections.toArray() };
}

describe('an act', () => {
  it('changes facts of any number of clips, which search sees at once', async () => {
    await act({ kind: 'tag', clipIds: all, add: ['birds', '  #River / Weir '] });
    await act({ kind: 'favourite', clipIds: [idOf(1)], on: true });
    await act({ kind: 'archive', clipIds: [idOf(2)], on: true });
    await act({ kind: 'read', clipIds: [idOf(3)], state: 'reading', progress: 0.4 }, now);
    expect((await getSummary(idOf(1)))?.tags).toEqual(['birds', 'River/Weir']);
    expect(await getSummary(idOf(3))).toMatchObject({ readState: 'reading', progress: 0.4, lastReadAt: now });
    expect(await find('tag:birds')).toEqual([1, 2, 3]);
    expect(await find('tag:river')).toEqual([1, 2, 3]);
    expect(await find('is:favourite')).toEqual([1]);
    expect(await find('is:archived')).toEqual([2]);
    expect(await find('is:reading')).toEqual([3]);
    expect(await find('is:unread')).toEqual([1, 2]);
    expect(await find('-is:archived heron')).toEqual([1, 3]);
  });

  it('finds notes and tags as words', async () => {
    await act({ kind: 'note', clipIds: [idOf(2)], note: '要查证的数字, ask the **miller**' });
    await act({ kind: 'tag', clipIds: [idOf(3)], add: ['磨坊'] });
    expect(await find('查证')).toEqual([2]);
    expect(await find('miller')).toEqual([2]);
    expect(await find('has:note')).toEqual([2]);
    expect(await find('磨坊')).toEqual([3]);
    await act({ kind: 'note', clipIds: [idOf(2)], note: '' });
    expect(await find('has:note')).toEqual([]);
    expect(await find('miller')).toEqual([]);
  });

  it('writes nothing where nothing changes', async () => {
    await act({ kind: 'tag', clipIds: all, add: ['birds'] });
    const before = await wholeState();
    const blocks = await library.searchBlocks.toArray();
    const none = [
      await act({ kind: 'tag', clipIds: all, add: ['Birds'], remove: ['fish'] }),
      await act({ kind: 'favourite', clipIds: all, on: false }),
      await act({ kind: 'read', clipIds: all, state: 'unread' }),
      await act({ kind: 'note', clipIds: all, note: '' }),
      await act({ kind: 'trash', clipIds: ['urn:uuid:nowhere'], on: true }),
    ];
    expect(none.map(didAnything)).toEqual([false, false, false, false, false]);
    expect(await wholeState()).toEqual(before);
    expect(await library.searchBlocks.toArray()).toEqual(blocks);
  });

  it('is seen by every open view', async () => {
    const seen: string[][] = [];
    const subscription = liveQuery(() => getSummary(idOf(1))).subscribe((row) => seen.push(row?.tags ?? []));
    await expect.poll(() => seen.length).toBe(1);
    await act({ kind: 'tag', clipIds: all, add: ['birds'] });
    await expect.poll(() => seen.at(-1)).toEqual(['birds']);
    subscription.unsubscribe();
  });
});

describe('the record of a clip', () => {
  it('is shown with the tags and the note of now, sealed anew', async () => {
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds'] });
    await act({ kind: 'note', clipIds: [idOf(1)], note: 'Ask Bo' });
    const record = await getRecord(idOf(1));
    expect(record).toMatchObject({ tags: ['birds'], userNotes: 'Ask Bo' });
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
  });

  it('is not sealed anew over damage', async () => {
    const row = await library.versions.get(idOf(1));
    if (!row) throw new Error('No version');
    const rights = { ...row.record.rights, signal: { ...row.record.rights.signal, light: 'green' as const } };
    await library.versions.put({ ...row, record: { ...row.record, rights } });
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds'] });
    const record = await getRecord(idOf(1));
    expect(record && (await isUnchanged(record, hasher))).toBe(false);
  });

  it('keeps what the person said of it over a new version, and over the undoing of that', async () => {
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds'] });
    const draft = sampleDraft({
      id: idOf(9),
      url: 'https://a.example/1',
      text: 'The heron flew.',
      at: later,
    });
    expect(await saveDraft(draft, hasher)).toMatchObject({ kind: 'new-version', clipId: idOf(1) });
    await act({ kind: 'favourite', clipIds: [idOf(1)], on: true });
    expect(await getSummary(idOf(1))).toMatchObject({ tags: ['birds'], favourite: true, versionCount: 2 });
    await undoSave(idOf(9), later);
    expect(await getSummary(idOf(1))).toMatchObject({ tags: ['birds'], favourite: true, versionCount: 1 });
    expect(await find('tag:birds is:favourite heron')).toEqual([1]);
  });

  it('is only "seen again" when the same text is clipped', async () => {
    const before = await getSummary(idOf(1));
    const draft = {
      ...sampleDraft({ id: idOf(9), url: 'https://a.example/1', text: 'The heron, number 1.', at: later }),
    };
    expect(await saveDraft(draft, hasher)).toMatchObject({ kind: 'same' });
    expect(await getSummary(idOf(1))).toEqual({ ...before, seenAgainAt: later, sum: expect.any(Number) });
    await undoSave(idOf(9), later);
    expect(await getSummary(idOf(1))).toEqual(before);
  });
});

describe('taking back', () => {
  it.each<[string, Change, Change?]>([
    ['tags', { kind: 'tag', clipIds: all, add: ['x', 'y'], remove: ['old'] }],
    ['a note', { kind: 'note', clipIds: [idOf(1)], note: 'other' }],
    ['reading', { kind: 'read', clipIds: all, state: 'read' }],
    ['a favourite', { kind: 'favourite', clipIds: all, on: false }],
    ['the archive', { kind: 'archive', clipIds: all, on: true }],
    ['the Trash', { kind: 'trash', clipIds: all, on: true }],
    ['collecting', { kind: 'collect', clipIds: all, add: ['b'], remove: ['a'] }],
    ['a renamed tag', { kind: 'rename-tag', from: 'old', to: 'new' }],
    ['two tags made one', { kind: 'rename-tag', from: 'old', to: 'keep' }],
    ['a tag that was taken away', { kind: 'remove-tag', tag: 'old' }],
    ['a new collection', { kind: 'add-collection', id: 'c', name: 'Mills', parent: 'a' }],
    ['a renamed collection', { kind: 'edit-collection', id: 'a', name: 'Rivers' }],
    ['a moved collection', { kind: 'edit-collection', id: 'b', parent: 'a' }],
    ['a removed collection', { kind: 'remove-collection', id: 'a' }],
    ['two collections made one', { kind: 'merge-collections', from: 'a', into: 'b' }],
  ])('%s restores exactly, and may be taken back itself', async (_, change) => {
    await act({ kind: 'add-collection', id: 'a', name: 'Water' });
    await act({ kind: 'add-collection', id: 'b', name: 'Stone' });
    await act({ kind: 'add-collection', id: 'a1', name: 'Weirs', parent: 'a' });
    await act({ kind: 'collect', clipIds: [idOf(1), idOf(2)], add: ['a'] });
    await act({ kind: 'tag', clipIds: all, add: ['old', 'old/inner', 'keep'] });
    await act({ kind: 'note', clipIds: [idOf(1)], note: 'first' });
    await act({ kind: 'read', clipIds: [idOf(2)], state: 'reading', progress: 0.5 }, now);
    await act({ kind: 'favourite', clipIds: [idOf(3)], on: true });
    const before = await wholeState();
    const done = await act(change, later);
    const after = await wholeState();
    expect(after).not.toEqual(before);
    // As it would cross a message or lie in a session's storage.
    const undone = await undoAct(JSON.parse(JSON.stringify(done)) as Act);
    expect(await wholeState()).toEqual(before);
    await undoAct(undone);
    expect(await wholeState()).toEqual(after);
  });

  it('leaves what was changed since', async () => {
    const tagged = await act({ kind: 'tag', clipIds: all, add: ['one'] });
    const noted = await act({ kind: 'note', clipIds: [idOf(1)], note: 'mine' });
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['two'] });
    await act({ kind: 'note', clipIds: [idOf(1)], note: 'newer' });
    await undoAct(tagged);
    await undoAct(noted);
    expect(await getSummary(idOf(1))).toMatchObject({ tags: ['two'], note: 'newer' });
  });
});

describe('collections', () => {
  it('are nested, and listed in their order', async () => {
    await act({ kind: 'add-collection', id: 'w', name: 'Water' });
    await act({ kind: 'add-collection', id: 's', name: 'Stone' });
    await act({ kind: 'add-collection', id: 'm', name: 'Mills / 磨坊', parent: 'w' });
    await act({ kind: 'edit-collection', id: 's', order: 0.5 });
    expect((await listCollections()).map(({ path, depth }) => [path, depth])).toEqual([
      ['Stone', 0],
      ['Water', 0],
      ['Water/Mills 磨坊', 1],
    ]);
  });

  it('are searched with what lies within', async () => {
    await act({ kind: 'add-collection', id: 'w', name: 'Water' });
    await act({ kind: 'add-collection', id: 'm', name: 'Mills / 磨坊', parent: 'w' });
    await act({ kind: 'collect', clipIds: [idOf(1)], add: ['m'] });
    await act({ kind: 'collect', clipIds: [idOf(2)], add: ['w'] });
    expect(await find('collection:water')).toEqual([1, 2]);
    expect(await find('in:"water/mills 磨坊"')).toEqual([1]);
    await act({ kind: 'edit-collection', id: 'w', name: 'Rivers' });
    expect(await find('in:water')).toEqual([]);
    expect(await find('in:rivers')).toEqual([1, 2]);
  });

  it('cannot stand within themselves', async () => {
    await act({ kind: 'add-collection', id: 'w', name: 'Water' });
    await act({ kind: 'add-collection', id: 'm', name: 'Mills', parent: 'w' });
    expect(didAnything(await act({ kind: 'edit-collection', id: 'w', parent: 'm' }))).toBe(false);
    expect(didAnything(await act({ kind: 'merge-collections', from: 'w', into: 'm' }))).toBe(false);
    expect(didAnything(await act({ kind: 'edit-collection', id: 'm', parent: null }))).toBe(true);
  });

  it('lose no clip when they go', async () => {
    await act({ kind: 'add-collection', id: 'w', name: 'Water' });
    await act({ kind: 'collect', clipIds: all, add: ['w'] });
    await act({ kind: 'remove-collection', id: 'w' });
    expect(await library.clips.count()).toBe(3);
    expect((await getSummary(idOf(1)))?.collections).toBeUndefined();
  });

  it('and tags that many clips share are counted', async () => {
    await act({ kind: 'tag', clipIds: all, add: ['a'] });
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['b'] });
    const { tags } = await sharedFacts([...all, 'gone'] as ClipId[]);
    expect(tags).toEqual(
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
    );
  });
});
