import { webcrypto } from 'node:crypto';
import { expect } from 'vitest';
import { type Remote, RemoteProblem } from '../../../../utils/sync/remote';
import type { FaultKind, Faults } from '../../../servers/fault-proxy.mjs';
import { chanceOf } from '../../../torture/lib/chance.mjs';
import { idOf, sampleDraft } from '../../clip/sample';
import { comeTogether, type Device } from '../device';

const hasher = webcrypto.subtle as SubtleCrypto;
const pages = 5;
const kinds: FaultKind[] = ['before', 'half', 'answer', 'answer-half', 503];

/** What must be there in the end, whoever did it. */
interface Kept {
  pages: Set<number>;
  tags: Set<string>;
  drafts: number;
}

/**
 * Two devices clip, tag, write and throw away by chance, one after the other and at once, over a connection that breaks by
 * chance; then they come together, and a third one begins. Fails where anything is lost or doubled, or the three differ.
 */
export async function playHistory(
  seed: number,
  devices: readonly [Device, Device, Device],
  remoteOf: (device: string) => Remote,
  faults: Faults,
): Promise<void> {
  const random = chanceOf(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const [one, other, late] = devices;
  for (const device of devices) await makeNew(device);
  const kept: Kept = { pages: new Set(), tags: new Set(), drafts: 0 };
  const remotes = new Map([one, other].map((device) => [device, remoteOf(device.name)]));
  for (let step = 0; step < 8 + below(10); step++) {
    const turn = below(10);
    if (turn < 7) {
      await actBy(below(2) === 0 ? one : other, below, kept);
      continue;
    }
    faults.reset();
    if (below(2) === 0) faults.cutAt(1 + below(14), kinds[below(kinds.length)]);
    const parties = turn === 7 ? [one] : turn === 8 ? [other] : [one, other];
    await Promise.all(
      parties.map(async (device) => {
        // Now and then the page is opened anew, and nothing is remembered of the last round.
        if (below(3) === 0) remotes.set(device, remoteOf(device.name));
        await device.sync(remotes.get(device)).catch(onlyProblems);
      }),
    );
    faults.reset();
  }
  await comeTogether(
    [one, other].map((device) => ({ ...device, sync: () => device.sync(remoteOf(device.name)) })),
  );
  await late.sync(remoteOf(late.name));
  const [ours, theirs, third] = await Promise.all(devices.map((device) => device.state()));
  expect(theirs, `history ${seed}`).toEqual(ours);
  expect(third, `history ${seed}, a third device`).toEqual(ours);
  const clips = await one.library.clips.toArray();
  expect(new Set(clips.map(({ url }) => url)).size, `history ${seed}: doubled`).toBe(clips.length);
  expect(clips.map(({ url }) => url).sort(), `history ${seed}: lost`).toEqual(
    [...kept.pages].map(addressOf).sort(),
  );
  const tags = new Set(clips.flatMap((clip) => clip.tags));
  expect(
    [...kept.tags].filter((tag) => !tags.has(tag)),
    `history ${seed}: lost tags`,
  ).toEqual([]);
}

/** As if it had just been installed. */
async function makeNew(device: Device): Promise<void> {
  const { library } = device;
  await library.transaction('rw', library.tables, () =>
    Promise.all(library.tables.map((table) => table.clear())),
  );
  device.setSearches({});
  await device.begin();
}

async function actBy(device: Device, below: (count: number) => number, kept: Kept): Promise<void> {
  const clips = await device.library.clips.toCollection().primaryKeys();
  const clipIds = clips.length > 0 ? [clips[below(clips.length)] ?? ''] : [];
  const what = clipIds.length === 0 ? 0 : below(8);
  if (what <= 1) {
    const page = below(pages);
    kept.pages.add(page);
    const number = ++kept.drafts;
    const at = `2026-11-${String(1 + (number % 27)).padStart(2, '0')}T00:00:00.000Z`;
    const text = `The heron ${page}.${below(3) === 0 ? ` It flew ${number}.` : ''}`;
    await device.saveDraft(sampleDraft({ id: idOf(number), url: addressOf(page), text, at }), hasher);
  } else if (what === 2) {
    const tag = `潮-${kept.tags.size}`;
    kept.tags.add(tag);
    await device.act({ kind: 'tag', clipIds, add: [tag] });
  } else if (what === 3) await device.act({ kind: 'note', clipIds, note: `Note ${below(100)}` });
  else if (what === 4) await device.act({ kind: 'favourite', clipIds, on: below(2) === 0 });
  else if (what === 5) await device.act({ kind: 'trash', clipIds, on: below(2) === 0 });
  else if (what === 6) await device.act({ kind: 'read', clipIds, state: 'read' });
  else {
    const id = `shelf-${below(3)}`;
    await device.act({ kind: 'add-collection', id, name: `Shelf ${id}` });
    await device.act({ kind: 'collect', clipIds, add: [id] });
  }
}

function addressOf(page: number): string {
  return `https://a.example/${page}`;
}

function onlyProblems(error: unknown): void {
  if (!(error instanceof RemoteProblem)) throw error;
}
