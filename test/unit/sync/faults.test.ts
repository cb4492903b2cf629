import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../utils/clip/fingerprint';
import { chanceOf } from '../../torture/lib/chance.mjs';
import { idOf, sampleDraft, sampleMark } from '../clip/sample';
import { comeTogether, type Device, makeDevice } from './device';
import { MemoryServer } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;
const draft = (number: number, text = `The heron ${number}.`) =>
  sampleDraft({ id: idOf(number), url: `https://a.example/${number}`, text });

async function keepPicture(device: Device, clip: number): Promise<void> {
  const bytes = new TextEncoder().encode(`picture ${clip}`).buffer as ArrayBuffer;
  const digest = await sha256(bytes, hasher);
  await device.putAsset({ digest, bytes, type: 'application/octet-stream' });
  await device.reviseRecord(
    idOf(clip),
    (record) => ({ ...record, images: record.images.map((image) => ({ ...image, digest })) }),
    hasher,
  );
}

async function digestsOf({ library }: Device): Promise<string[]> {
  return library.assets.toCollection().primaryKeys();
}

/** Two devices with something to tell each other, and the server between them. */
async function twoWithNews(server: MemoryServer): Promise<[Device, Device]> {
  const one = await makeDevice(server);
  const other = await makeDevice(server);
  for (const number of [1, 2]) await one.saveDraft(draft(number), hasher);
  await keepPicture(one, 1);
  await one.act({ kind: 'add-collection', id: 'c1', name: 'Rivers' });
  await one.act({ kind: 'collect', clipIds: [idOf(1)], add: ['c1'] });
  await other.saveDraft(draft(3), hasher);
  await other.saveDraft({ ...draft(4), ...pageOf(2) }, hasher);
  await keepPicture(other, 3);
  return [one, other];
}

function pageOf(number: number) {
  const { source } = draft(number);
  return { source };
}

describe('a connection that is cut at every request in turn', () => {
  it.each(['before', 'after'] as const)(
    '%s it was carried out loses nothing and doubles nothing',
    async (when) => {
      const server = new MemoryServer();
      const [one, other] = await twoWithNews(server);
      await comeTogether([one, other]);
      const wanted = await one.state();
      const requests = server.requests;
      expect(await other.state()).toEqual(wanted);
      for (let at = 1; at <= requests; at++) {
        const cut = new MemoryServer();
        const [left, right] = await twoWithNews(cut);
        cut.fail = { at, when };
        for (const device of [left, right, left])
          await device.sync(cut.remote(device.name)).catch((error) => {
            if (!(error instanceof Error) || error.name !== 'RemoteProblem') throw error;
          });
        cut.fail = undefined;
        await comeTogether(
          [left, right].map((device) => ({ ...device, sync: () => device.sync(cut.remote(device.name)) })),
        );
        const state = await left.state();
        expect(await right.state()).toEqual(state);
        expect(await left.library.clips.count()).toBe(3);
        expect(await left.library.versions.count()).toBe(4);
        expect(await digestsOf(right)).toEqual(await digestsOf(left));
        expect(await digestsOf(right)).toHaveLength(2);
        expect(await left.library.syncOutbox.count()).toBe(0);
      }
    },
    180_000,
  );
});

describe('a server', () => {
  it('without room gets the rest when there is some', async () => {
    const server = new MemoryServer();
    const [one, other] = await twoWithNews(server);
    server.room = 1_000;
    await expect(one.sync()).rejects.toMatchObject({ kind: 'no-room' });
    expect(await one.library.syncOutbox.count()).toBeGreaterThan(0);
    await one.act({ kind: 'note', clipIds: [idOf(1)], note: 'written meanwhile' });
    server.room = Number.POSITIVE_INFINITY;
    await comeTogether([one, other]);
    expect(await other.state()).toEqual(await one.state());
    expect((await other.getSummary(idOf(1)))?.note).toBe('written meanwhile');
  });

  it('that takes nothing large gets all but what alone is larger, and that when it may', async () => {
    const server = new MemoryServer();
    const [one, other] = await twoWithNews(server);
    for (let number = 10; number < 40; number++) await one.saveDraft(draft(number), hasher);
    await one.saveDraft(draft(5, `Long. ${'The heron stood. '.repeat(4_000)}`), hasher);
    const bytes = new Uint8Array(50_000).buffer;
    await one.putAsset({ digest: await sha256(bytes, hasher), bytes, type: 'image/png' });
    server.largest = 20_000;
    const report = await one.sync();
    expect(report).toMatchObject({ tooLarge: 2, picturesSent: 1 });
    expect(Math.max(...server.log.map(({ json }) => json.length))).toBeLessThanOrEqual(20_000);
    await other.sync();
    expect(await other.library.clips.filter(({ url }) => url === 'https://a.example/39').count()).toBe(1);
    expect(await other.library.clips.filter(({ url }) => url === 'https://a.example/5').count()).toBe(0);
    expect(await other.library.assets.count()).toBe(2);
    // It is no loss, and keeps nothing else from being sent.
    await one.act({ kind: 'note', clipIds: [idOf(1)], note: 'After it' });
    expect(await one.sync()).toMatchObject({ tooLarge: 2 });
    await other.sync();
    expect((await other.getSummary(idOf(1)))?.note).toBe('After it');
    server.largest = Number.POSITIVE_INFINITY;
    expect((await one.sync()).tooLarge).toBeUndefined();
    await comeTogether([one, other]);
    expect(await one.library.syncOutbox.count()).toBe(0);
    expect(await other.state()).toEqual(await one.state());
    expect(server.blobs.size).toBe(3);
  });

  it('that gives records twice, mixed up and in old states is understood', async () => {
    const server = new MemoryServer((entries) => {
      const old = server.log.slice(0, 6).map(({ json }) => json);
      return [...entries, ...old, ...entries].toReversed();
    });
    const [one, other] = await twoWithNews(server);
    await comeTogether([one, other]);
    await one.act({ kind: 'tag', clipIds: [idOf(1), idOf(2)], add: ['birds'] });
    await other.act({ kind: 'trash', clipIds: [idOf(3)], on: true });
    await other.emptyTrash();
    await comeTogether([one, other]);
    const third = await makeDevice(server);
    await comeTogether([third, one]);
    expect(await other.state()).toEqual(await one.state());
    expect(await third.state()).toEqual(await one.state());
    expect(await third.library.clips.count()).toBe(2);
  });

  it('keeps pictures that a device does not, until they are looked at', async () => {
    const server = new MemoryServer();
    const [one, other] = await twoWithNews(server);
    await one.sync();
    await other.sync(server.remote(other.name), 'none');
    expect(await digestsOf(other)).toEqual([]);
    await other.act({ kind: 'read', clipIds: [idOf(3)], state: 'read' });
    await other.sync(server.remote(other.name), 'unread');
    // The one of the clip that was read stays away, the other one came.
    expect(await digestsOf(other)).toEqual(await digestsOf(one));
    await other.sync(server.remote(other.name), 'all');
    expect(await digestsOf(other)).toHaveLength(2);
  });
});

describe('five devices for a day', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('with clocks hours apart come to one library, and lose no clip, mark or note', async () => {
    const server = new MemoryServer((entries) => entries.toSorted());
    const devices: Device[] = [];
    for (let index = 0; index < 5; index++) devices.push(await makeDevice(server));
    const chance = chanceOf(7);
    const random = (below: number): number => Math.floor(chance() * below);
    const clock = Date.parse('2026-11-20T06:00:00.000Z');
    vi.useFakeTimers({ toFake: ['Date'] });
    const marks = new Set<string>();
    const notes = new Set<string>();
    for (let step = 0; step < 60; step++) {
      const who = random(5);
      const device = devices[who] as Device;
      vi.setSystemTime(clock + step * 15 * 60_000 + (who - 2) * 5 * 60 * 60_000);
      const number = 1 + random(8);
      const at = new Date().toISOString();
      const known = await device.library.clips.toArray();
      const clip = known[random(Math.max(1, known.length))];
      const what = random(7);
      if (!clip || what === 0)
        await device.saveDraft(
          sampleDraft({
            id: idOf(100 + step),
            url: `https://a.example/${number}`,
            text: `The heron ${number}, seen ${random(3)} times.`,
            at,
          }),
          hasher,
        );
      else if (what === 1) await device.act({ kind: 'tag', clipIds: [clip.id], add: [`tag ${random(4)}`] });
      else if (what === 2)
        await device.act({ kind: 'tag', clipIds: [clip.id], remove: [`tag ${random(4)}`] });
      else if (what === 3) {
        const words = `Note ${step}.`;
        await device.act({ kind: 'note', clipIds: [clip.id], note: `${clip.note ?? ''}${words}` });
        notes.add(words);
      } else if (what === 4) {
        const id = `mark ${step}`;
        await device.putMark(clip.id, sampleMark(id, { source: clip.url, created: at }), hasher);
        marks.add(id);
      } else if (what === 5)
        await device.act({ kind: 'read', clipIds: [clip.id], state: 'reading', progress: random(100) / 100 });
      else await device.sync();
    }
    vi.useRealTimers();
    await comeTogether(devices);
    const states = await Promise.all(devices.map((device) => device.state()));
    for (const state of states) expect(state).toEqual(states[0]);
    const [first] = devices as [Device];
    const rows = await first.library.clips.toArray();
    expect(new Set(rows.map(({ pageKey }) => pageKey)).size).toBe(rows.length);
    const all = await first.library.versions.toArray();
    expect(new Set(all.flatMap(({ record }) => record.highlights.map(({ id }) => id)))).toEqual(marks);
    const written = rows.map(({ note }) => note ?? '').join('\n');
    for (const words of notes) expect(written).toContain(words);
  }, 180_000);
});

describe('trouble', () => {
  it('has its words kept, and waits longer each time', async () => {
    vi.doMock('webextension-polyfill', () => ({ default: {} }));
    const { isDue, troubleOf } = await import('../../../utils/syncing/run-sync');
    const { RemoteProblem } = await import('../../../utils/sync/remote');
    const first = troubleOf(new RemoteProblem('offline'), 0, 0);
    expect(first).toMatchObject({ trouble: 'offline', tries: 1, notBefore: 60_000 });
    expect(troubleOf(new RemoteProblem('busy', '429', 600_000), 2, 0).notBefore).toBe(600_000);
    expect(troubleOf(new RemoteProblem('offline'), 30, 0).notBefore).toBe(6 * 60 * 60_000);
    expect(isDue(first, 59_999)).toBe(false);
    expect(isDue(first, 60_000)).toBe(true);
    const year = 365 * 24 * 60 * 60_000;
    const patient = troubleOf(new RemoteProblem('busy', '429', year), 0, year);
    expect(isDue(patient, year + 23 * 60 * 60_000)).toBe(false);
    expect(isDue(patient, year + 25 * 60 * 60_000)).toBe(true);
    // The clock has been set back by a year since it failed.
    expect(isDue(patient, 0)).toBe(true);
    expect(isDue(troubleOf(new RemoteProblem('password'), 0, 0), 10 ** 12)).toBe(false);
  });
});
