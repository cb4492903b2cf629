import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../../utils/clip/fingerprint';
import { libraryRemote } from '../../../utils/sync/library-remote';
import { idOf, sampleDraft } from '../clip/sample';
import { type Device, makeDevice } from './device';
import { MemoryServer, memoryPlace } from './lib/memory-place';
import { quickCrypto } from './lib/quick-crypto';
import { MemoryServer as Unused } from './memory-remote';

const hasher = webcrypto.subtle as SubtleCrypto;
const day = 24 * 60 * 60 * 1000;
const begun = Date.parse('2026-03-01T00:00:00.000Z');

let server: MemoryServer;
let one: Device;
let other: Device;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(begun);
  server = new MemoryServer();
  [one, other] = [await makeDevice(new Unused()), await makeDevice(new Unused())];
});
afterEach(() => {
  vi.useRealTimers();
});

const round = (device: Device) => {
  const kit = { device: device.name, fetch, crypto: quickCrypto, now: Date.now };
  return device.sync(libraryRemote(memoryPlace(server), undefined, kit));
};

/** A clip with a picture of its own. */
async function clipWithPicture(device: Device, number: number, byte = number): Promise<void> {
  const bytes = new Uint8Array(64).fill(byte).buffer;
  const digest = await sha256(bytes, hasher);
  const draft = sampleDraft({ id: idOf(number), url: `https://a.example/${number}` });
  const outcome = await device.saveDraft(draft, hasher);
  const { library } = device;
  await library.assets.put({ digest, bytes, type: 'image/png' });
  await library.transaction('rw', [library.clips, library.versions], async () => {
    const version = await library.versions.get(outcome?.versionId ?? '');
    if (!version) throw new Error('no version');
    const [image] = version.record.images;
    const images = image ? [{ ...image, digest }] : [];
    await library.versions.put({ ...version, record: { ...version.record, images } });
  });
}

async function erase(device: Device, number: number): Promise<void> {
  await device.act({ kind: 'trash', clipIds: [idOf(number)], on: true });
  await device.emptyTrash();
}

describe('pictures at the remote that nobody shows', () => {
  it('go after they were shown by nobody for ninety days, and no others', async () => {
    await clipWithPicture(one, 1);
    await clipWithPicture(one, 2);
    await round(one);
    await round(other);
    expect(server.blobs.size).toBe(2);
    await erase(other, 1);
    for (let days = 1; days <= 160; days += 31) {
      vi.setSystemTime(begun + days * day);
      await round(other);
      await round(one);
      // Looked for on the 32nd day for the first time, so on the 125th it is ninety days later.
      expect(server.blobs.size, `day ${days}`).toBe(days < 125 ? 2 : 1);
    }
    await expect(round(other)).resolves.toMatchObject({ damaged: [] });
  });

  it('stay where a clip shows them again meanwhile', async () => {
    await clipWithPicture(one, 1);
    await round(one);
    await erase(one, 1);
    for (const days of [1, 40, 80]) {
      vi.setSystemTime(begun + days * day);
      await round(one);
    }
    await clipWithPicture(other, 3, 1);
    await round(other);
    for (const days of [120, 160, 200]) {
      vi.setSystemTime(begun + days * day);
      await round(one);
    }
    expect(server.blobs.size).toBe(1);
  });

  it('are offered again by a device that was away for long and still shows them', async () => {
    await clipWithPicture(one, 1);
    await round(one);
    await round(other);
    // As if they had been taken away while it was not there.
    server.blobs.clear();
    vi.setSystemTime(begun + 100 * day);
    await round(one);
    expect(server.blobs.size).toBe(1);
  });
});
