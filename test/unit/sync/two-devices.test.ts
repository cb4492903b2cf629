import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { isUnchanged, sha256 } from '../../../utils/clip/fingerprint';
import type { Highlight } from '../../../utils/model/clip';
import { parseQuery } from '../../../utils/search/query';
import type { SyncRecord } from '../../../utils/sync/model';
import { idOf, sampleDraft, sampleMark } from '../clip/sample';
import { comeTogether, type Device, makeDevice } from './device';
import { MemoryServer } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;

let server: MemoryServer;
let one: Device;
let other: Device;

beforeEach(async () => {
  server = new MemoryServer();
  one = await makeDevice(server);
  other = await makeDevice(server);
});

const draft = (number: number, change: Parameters<typeof sampleDraft>[0] = {}) =>
  sampleDraft({
    id: idOf(number),
    url: `https://a.example/${number}`,
    text: `The heron ${number}.`,
    ...change,
  });

const mark = (id: string, created?: string, body?: string): Highlight =>
  sampleMark(id, { ...(created && { created }), ...(body && { body }) });

async function expectSame(...devices: Device[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    (devices.length > 0 ? devices : [one, other]).map((device) => device.state()),
  );
  for (const each of others) expect(each).toEqual(first);
}

async function find(device: Device, typed: string): Promise<string[]> {
  const found = await device.searchClips(parseQuery(typed, '2026-11-25T12:00:00.000Z'), {
    inTrash: false,
    locale: 'en',
  });
  return ((await found?.read(0, 100)) ?? []).map(({ id }) => id).sort();
}

describe('a clip of one device', () => {
  it('is on the other one, whole, sealed and found by its words', async () => {
    await one.saveDraft(draft(1), hasher);
    await one.act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds'] });
    await one.act({ kind: 'note', clipIds: [idOf(1)], note: 'For the *weir* story' });
    await comeTogether([one, other]);
    await expectSame();
    const record = await other.getRecord(idOf(1));
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
    expect(await find(other, 'heron')).toEqual([idOf(1)]);
    expect(await find(other, 'weir')).toEqual([idOf(1)]);
    expect(await find(other, 'tag:birds')).toEqual([idOf(1)]);
  });

  it('gains a version, marks, corrections and pictures there', async () => {
    await one.saveDraft(draft(1), hasher);
    await comeTogether([one, other]);
    const bytes = new TextEncoder().encode('not really a picture').buffer as ArrayBuffer;
    const digest = await sha256(bytes, hasher);
    await one.putAsset({ digest, bytes, type: 'image/png' });
    await one.reviseRecord(
      idOf(1),
      (record) => ({ ...record, images: record.images.map((image) => ({ ...image, digest })) }),
      hasher,
    );
    await other.putMark(idOf(1), mark('m1'), hasher);
    await comeTogether([one, other]);
    await expectSame();
    expect(await other.listMarks(idOf(1))).toEqual([mark('m1')]);
    expect((await other.getAsset(digest))?.blob.size).toBe(bytes.byteLength);
    await other.saveDraft(
      draft(2, { url: 'https://a.example/1', text: 'Another text.', at: '2026-11-20T00:00:00.000Z' }),
      hasher,
    );
    await comeTogether([one, other]);
    await expectSame();
    expect(await one.listVersions(idOf(1))).toHaveLength(2);
    expect(await one.listMarks(idOf(1))).toEqual([mark('m1')]);
  });
});

describe('two devices that were apart', () => {
  beforeEach(async () => {
    await one.saveDraft(draft(1), hasher);
    await comeTogether([one, other]);
  });

  it('keep both notes, plainly marked, and the next note is one again', async () => {
    await one.act({ kind: 'note', clipIds: [idOf(1)], note: 'From the desk' });
    await other.act({ kind: 'note', clipIds: [idOf(1)], note: 'From the train' });
    await comeTogether([one, other]);
    await expectSame();
    const note = (await one.getSummary(idOf(1)))?.note ?? '';
    expect(note).toMatch(
      /^From the (desk|train)\n\n— written at the same time on another device.*—\n\nFrom the (desk|train)$/,
    );
    await other.act({ kind: 'note', clipIds: [idOf(1)], note: 'Both' });
    await comeTogether([one, other]);
    expect((await one.getSummary(idOf(1)))?.note).toBe('Both');
    await expectSame();
  });

  it('keep both marks and both corrections', async () => {
    await one.putMark(idOf(1), mark('a'), hasher);
    await other.putMark(idOf(1), mark('b', '2026-11-26T11:00:00.000Z'), hasher);
    await comeTogether([one, other]);
    await expectSame();
    expect((await one.listMarks(idOf(1)))?.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    await one.removeMark(idOf(1), 'a', hasher);
    await comeTogether([one, other]);
    expect((await other.listMarks(idOf(1)))?.map(({ id }) => id)).toEqual(['b']);
  });

  it('a tag that is added wins over its removal elsewhere', async () => {
    await one.act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds', 'weir'] });
    await comeTogether([one, other]);
    await one.act({ kind: 'tag', clipIds: [idOf(1)], remove: ['birds', 'weir'] });
    await other.act({ kind: 'tag', clipIds: [idOf(1)], remove: ['weir'] });
    await other.act({ kind: 'tag', clipIds: [idOf(1)], add: ['weir'] });
    await comeTogether([one, other]);
    await expectSame();
    expect((await one.getSummary(idOf(1)))?.tags).toEqual(['weir']);
  });

  it('a clip that one erased and the other took out of the Trash stays, on both', async () => {
    await one.act({ kind: 'trash', clipIds: [idOf(1)], on: true });
    await comeTogether([one, other]);
    await one.emptyTrash();
    await other.act({ kind: 'trash', clipIds: [idOf(1)], on: false });
    await one.sync();
    await comeTogether([other, one]);
    await expectSame();
    expect((await one.getRecord(idOf(1)))?.content.text).toBe('The heron 1.');
    expect((await one.getSummary(idOf(1)))?.deletedAt).toBeUndefined();
  });

  it('a clip that was erased is gone on both', async () => {
    await one.act({ kind: 'trash', clipIds: [idOf(1)], on: true });
    await one.emptyTrash();
    await comeTogether([one, other]);
    await expectSame();
    expect(await other.library.versions.count()).toBe(0);
    expect(await find(other, 'heron')).toEqual([]);
  });

  it('the same page clipped on both is one clip with both versions', async () => {
    const url = 'https://a.example/new';
    await one.saveDraft(draft(5, { url, at: '2026-11-20T00:00:00.000Z' }), hasher);
    await other.saveDraft(draft(6, { url, text: 'It flew.', at: '2026-11-21T00:00:00.000Z' }), hasher);
    await one.act({ kind: 'tag', clipIds: [idOf(5)], add: ['desk'] });
    await other.act({ kind: 'tag', clipIds: [idOf(6)], add: ['train'] });
    await one.putMark(idOf(5), mark('a'), hasher);
    await comeTogether([one, other]);
    await expectSame();
    expect(await other.getSummary(idOf(6))).toBeUndefined();
    expect(await other.getSummary(idOf(5))).toMatchObject({ tags: ['desk', 'train'], versionCount: 2 });
    expect((await other.listMarks(idOf(5)))?.map(({ id }) => id)).toEqual(['a']);
    expect(await find(one, 'flew')).toEqual([idOf(5)]);
    await other.act({ kind: 'tag', clipIds: [idOf(5)], remove: ['desk', 'train'] });
    await comeTogether([one, other]);
    await expectSame();
    expect((await one.getSummary(idOf(5)))?.tags).toEqual([]);
    // What was saved under the other id can still be taken back.
    await other.undoSave(idOf(6), '2026-11-22T00:00:00.000Z');
    await comeTogether([one, other]);
    await expectSame();
    expect((await one.getSummary(idOf(5)))?.versionCount).toBe(1);
  });

  it('collections and saved searches of both are there, and what one takes away goes', async () => {
    await one.act({ kind: 'add-collection', id: 'c1', name: 'Rivers' });
    await one.act({ kind: 'collect', clipIds: [idOf(1)], add: ['c1'] });
    other.setSearches({ unread: 'is:unread' });
    await comeTogether([one, other]);
    await expectSame();
    expect(one.searches()).toEqual({ unread: 'is:unread' });
    expect((await other.listCollected('c1')).map(({ id }) => id)).toEqual([idOf(1)]);
    one.setSearches({});
    await other.act({ kind: 'remove-collection', id: 'c1' });
    await comeTogether([one, other]);
    await expectSame();
    expect(other.searches()).toEqual({});
    expect(await one.listCollections()).toEqual([]);
  });
});

describe('collections', () => {
  it('that two devices put into each other are both still shown', async () => {
    for (const [id, name] of [
      ['c1', 'Rivers'],
      ['c2', 'Weirs'],
    ] as const)
      await one.act({ kind: 'add-collection', id, name });
    await comeTogether([one, other]);
    await one.act({ kind: 'edit-collection', id: 'c1', parent: 'c2' });
    await other.act({ kind: 'edit-collection', id: 'c2', parent: 'c1' });
    await comeTogether([one, other]);
    await expectSame();
    const listed = await one.listCollections();
    expect(listed.map(({ id, depth }) => [id, depth])).toEqual([
      ['c1', 0],
      ['c2', 1],
    ]);
  });
});

describe('joining', () => {
  it('two libraries that both have clips are made one', async () => {
    const left = await makeDevice(server, { on: false });
    const right = await makeDevice(server, { on: false });
    await left.saveDraft(draft(1, { at: '2026-03-01T00:00:00.000Z' }), hasher);
    await left.act({ kind: 'note', clipIds: [idOf(1)], note: 'left' });
    await right.saveDraft(
      draft(2, { url: 'https://a.example/1', text: 'Changed.', at: '2026-03-02T00:00:00.000Z' }),
      hasher,
    );
    await right.saveDraft(draft(3), hasher);
    await right.act({ kind: 'note', clipIds: [idOf(2)], note: 'right' });
    await left.begin();
    await right.begin();
    await comeTogether([left, right]);
    await expectSame(left, right);
    expect(await left.library.clips.count()).toBe(2);
    expect(await left.getSummary(idOf(1))).toMatchObject({ versionCount: 2 });
    expect((await left.getSummary(idOf(1)))?.note).toContain('left');
    expect((await left.getSummary(idOf(1)))?.note).toContain('right');
  });

  it('an empty device has everything after one round, and what was damaged there comes back', async () => {
    for (const number of [1, 2, 3]) await one.saveDraft(draft(number), hasher);
    await one.sync();
    const third = await makeDevice(server);
    await third.sync();
    await expectSame(one, third);
    await third.library.transaction('rw', third.library.versions, async () => {
      third.silence(Dexie.currentTransaction);
      await third.library.versions.delete(idOf(2));
    });
    await third.fetchAnew();
    await third.sync();
    await expectSame(one, third);
  });

  it('a remote that was emptied gets everything again', async () => {
    await one.saveDraft(draft(1), hasher);
    await one.sync();
    const fresh = new MemoryServer();
    await one.sync(fresh.remote(one.name));
    const third = await makeDevice(fresh);
    await third.sync(fresh.remote(third.name));
    await expectSame(one, third);
  });
});

describe('a pull that is not what it should be', () => {
  it('is passed over piece by piece, and the rest is taken', async () => {
    await one.saveDraft(draft(1), hasher);
    await one.sync();
    server.log.push({
      device: 'stranger',
      json: JSON.stringify([
        { id: 'clip/x', body: { kind: 'clip' } },
        { id: 'version/y', body: { kind: 'text', at: 'x' } },
        null,
        7,
      ]),
    });
    const report = await other.sync();
    expect(report.damaged.length).toBe(4);
    await expectSame();
  });
});

describe('what comes in portions', () => {
  it('a text and its version wait for their clip, which comes in the next one', async () => {
    const server = new MemoryServer();
    const [one, other] = [await makeDevice(server), await makeDevice(server)];
    await one.saveDraft(draft(1), hasher);
    await one.sync();
    const records = server.log.flatMap(({ json }) => JSON.parse(json) as SyncRecord[]);
    const isClip = ({ id }: SyncRecord): boolean => id.startsWith('clip/');
    const log = (some: SyncRecord[]) => ({ device: one.name, json: JSON.stringify(some) });
    server.log.length = 0;
    server.log.push(log(records.filter((record) => !isClip(record))));
    await other.sync();
    expect(await other.library.clips.count()).toBe(0);
    server.log.push(log(records.filter(isClip)));
    await other.sync();
    await expectSame(one, other);
    expect(await other.library.syncTexts.count()).toBe(0);
  });
});

describe('a collection that was deleted elsewhere', () => {
  it('is gone from the list though a clip was put into it meanwhile; its name there harms nothing', async () => {
    await one.act({ kind: 'add-collection', id: 'shelf', name: 'Shelf' });
    await one.saveDraft(draft(1), hasher);
    await comeTogether([one, other]);
    await one.act({ kind: 'remove-collection', id: 'shelf' });
    await other.act({ kind: 'collect', clipIds: [idOf(1)], add: ['shelf'] });
    await comeTogether([one, other]);
    await expectSame(one, other);
    expect(await one.library.collections.count()).toBe(0);
    expect(await one.library.clips.count()).toBe(1);
    // Whoever changes the clip's collections later leaves no trace of it.
    await one.act({ kind: 'add-collection', id: 'desk', name: 'Desk' });
    await one.act({ kind: 'collect', clipIds: [idOf(1)], add: ['desk'] });
    await comeTogether([one, other]);
    await expectSame(one, other);
    expect((await other.library.clips.get(idOf(1)))?.collections).toContain('desk');
  });
});
