import { expect, it } from 'vitest';
import type { SyncRecord } from '../../../../utils/sync/model';
import { type Remote, RemoteProblem } from '../../../../utils/sync/remote';
import type { FaultKind, Faults } from '../../../servers/fault-proxy.mjs';
import { blob, clip, never, pullAll, stateOf, text } from './samples';

const kinds: FaultKind[] = ['before', 'half', 'answer', 'answer-half', 503];

/** How the faults of a real server come to a remote. */
export interface FaultHarness {
  fresh: () => Promise<(device: string) => Remote>;
  faults: () => Faults;
}

/** What every remote over a network must stand, whatever is cut off where. */
export function faultContract({ fresh, faults }: FaultHarness): void {
  // Each request is spoilt once, each in another way; `npm run torture -- sync-histories` spoils each in every way.
  it('loses nothing when any one request is spoilt', async () => {
    const shifts = process.env.COLOPHON_FAULTS === 'every' ? kinds.keys() : [0];
    for (const shift of shifts) {
      const kindOf = (turn: number): FaultKind => kinds[(turn + shift) % kinds.length] ?? 'before';
      expect(await spoilEach({ fresh, faults }, kindOf)).toBeGreaterThan(8);
    }
  }, 600_000);

  it('tells of a full server, and goes on when there is room again', async () => {
    const device = await fresh();
    const remote = device('deva');
    await remote.open(never);
    faults().reset();
    faults().plan = (_turn, { method }) =>
      method === 'PUT' || method === 'POST' ? { kind: 507 } : undefined;
    await expect(remote.push([clip(1, 1, 'deva')], never)).rejects.toMatchObject({ kind: 'no-room' });
    const { name, bytes } = await blob(1);
    await expect(remote.putBlob(name, bytes, never)).rejects.toMatchObject({ kind: 'no-room' });
    faults().reset();
    await remote.push([clip(1, 1, 'deva')], never);
    await remote.putBlob(name, bytes, never);
    expect(stateOf((await pullAll(device('devb'))).records)).toEqual(stateOf([clip(1, 1, 'deva')]));
  });

  it('tells how long a busy server wants to be left alone', async () => {
    const remote = (await fresh())('deva');
    await remote.open(never);
    faults().reset();
    faults().plan = () => ({ kind: 429, headers: { 'retry-after': '120' } });
    await expect(remote.push([clip(1, 1, 'deva')], never)).rejects.toMatchObject({
      kind: 'busy',
      retryAfter: 120_000,
    });
    faults().reset();
  });

  it('waits for a slow server', async () => {
    const device = await fresh();
    faults().reset();
    faults().delay = 150;
    const remote = device('deva');
    await remote.push([clip(1, 1, 'deva')], never);
    expect(stateOf((await pullAll(device('devb'))).records)).toEqual(stateOf([clip(1, 1, 'deva')]));
    faults().reset();
  });

  it('tells of clocks that are days apart', async () => {
    const device = await fresh();
    await device('deva').open(never);
    faults().reset();
    faults().headers = { date: 'Tue, 01 Jan 2030 00:00:00 GMT' };
    await expect(device('devb').open(never)).rejects.toMatchObject({ kind: 'clock' });
    faults().reset();
  });

  it('tells of a server that is not there', async () => {
    const remote = (await fresh())('deva');
    faults().reset();
    faults().plan = () => ({ kind: 'before' });
    await expect(remote.open(never)).rejects.toMatchObject({ kind: 'offline' });
    faults().reset();
  });
}

/** Plays a day as often as it has requests, with one of them spoilt each time. Gives how many there were. */
async function spoilEach(
  { fresh, faults }: FaultHarness,
  kindOf: (turn: number) => FaultKind,
): Promise<number> {
  const blobs = await Promise.all([blob(1), blob(2, 40_000)]);
  let longest = 3;
  for (let turn = 1; turn <= longest; turn++) {
    const device = await fresh();
    const words = `request ${turn}: ${kindOf(turn)}`;
    faults().cutAt(turn, kindOf(turn));
    const sent = await playDay(device, blobs);
    longest = Math.max(longest, faults().requests);
    faults().reset();
    const reader = device('devz');
    const { records, damaged } = await pullAll(reader);
    expect(stateOf(records), words).toEqual(stateOf(sent));
    expect(damaged, words).toEqual([]);
    for (const { name, bytes } of blobs) {
      const kept = await reader.getBlob(name, never);
      expect(Buffer.from(kept ?? []).equals(bytes), `blob after ${words}`).toBe(true);
    }
  }
  return longest;
}

/** Two devices' day as the engine would play it: what failed is tried again from its beginning. Gives what they sent. */
async function playDay(
  device: (name: string) => Remote,
  blobs: { name: string; bytes: Uint8Array<ArrayBuffer> }[],
): Promise<SyncRecord[]> {
  const ours = [text(1), clip(1, 1, 'deva'), clip(2, 2, 'deva')];
  const theirs = [clip(1, 3, 'devb'), clip(3, 4, 'devb')];
  await again(device('deva'), async (remote) => {
    await remote.open(never);
    const there = await remote.hasBlobs(
      blobs.map(({ name }) => name),
      never,
    );
    for (const { name, bytes } of blobs) if (!there.has(name)) await remote.putBlob(name, bytes, never);
    await remote.push(ours, never);
  });
  await again(device('devb'), async (remote) => {
    await remote.open(never);
    await pullAll(remote);
    await remote.push(theirs, never);
  });
  return [...ours, ...theirs];
}

async function again(remote: Remote, round: (remote: Remote) => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await round(remote);
    } catch (error) {
      if (!(error instanceof RemoteProblem) || tries === 3) throw error;
    }
  }
}
