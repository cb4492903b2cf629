import { describe, expect, it } from 'vitest';
import type { Remote } from '../../../../utils/sync/remote';
import { blob, clip, never, pullAll, stateOf, text } from './samples';

/** How a contract's test comes to remotes: each call of `fresh` begins an empty place. */
export interface Harness {
  name: string;
  /** An empty place; gives what makes remotes of it, one for a device. */
  fresh: () => Promise<(device: string) => Remote>;
  isEncrypted: boolean;
}

/** What every remote must do, whatever it is made of. */
export function remoteContract({ name, fresh, isEncrypted }: Harness): void {
  describe(`the remote contract: ${name}`, () => {
    it('begins a library once, and all devices find the same', async () => {
      const device = await fresh();
      const first = await device('deva').open(never);
      const second = await device('devb').open(never);
      expect(first).toMatchObject({ isNew: true, isEncrypted });
      expect(second).toMatchObject({ isNew: false, isEncrypted, library: first.library });
    });

    it('gives one library to two devices that begin at the same moment', async () => {
      const device = await fresh();
      const [one, other] = await Promise.all([device('deva').open(never), device('devb').open(never)]);
      expect(one.library).toBe(other.library);
      expect((await device('devc').open(never)).library).toBe(one.library);
    });

    it('carries records to another device, in order to be joined', async () => {
      const device = await fresh();
      const [a, b] = [device('deva'), device('devb')];
      const ours = [text(1), text(2, '长'.repeat(200_000)), clip(1, 1, 'deva'), clip(2, 2, 'deva')];
      const theirs = [clip(1, 3, 'devb'), clip(3, 4, 'devb')];
      await a.push(ours, never);
      await b.push(theirs, never);
      const whole = stateOf([...ours, ...theirs]);
      expect(stateOf((await pullAll(device('devc'))).records)).toEqual(whole);
      expect(stateOf([...ours, ...(await pullAll(a)).records])).toEqual(whole);
      expect(stateOf([...theirs, ...(await pullAll(b)).records])).toEqual(whole);
    });

    it('joins what is told twice of one record in one call', async () => {
      const device = await fresh();
      const told = [clip(1, 1, 'deva'), clip(1, 2, 'devb'), text(1)];
      await device('deva').push(told, never);
      expect(stateOf((await pullAll(device('devb'))).records)).toEqual(stateOf(told));
    });

    it('does not pass over a record that another device had spoken of meanwhile', async () => {
      const device = await fresh();
      const [a, b] = [device('deva'), device('devb')];
      await a.push([clip(1, 1, 'deva')], never);
      const { cursor: start = '' } = await pullAll(a);
      const [ours, theirs] = [clip(1, 3, 'deva'), clip(1, 2, 'devb')];
      await b.push([theirs], never);
      await a.push([ours], never);
      const after = await a.advance?.(start, never);
      if (after === undefined) return;
      const { records } = await pullAll(device('deva'), after);
      const known = [clip(1, 1, 'deva'), ours];
      expect(stateOf([...known, ...records])).toEqual(stateOf([...known, theirs]));
    });

    it('passes over what it has pushed itself, and over nothing else', async () => {
      const device = await fresh();
      const a = device('deva');
      await a.open(never);
      const { cursor: start = '' } = await pullAll(a);
      await a.push([clip(1, 1, 'deva')], never);
      await a.push([clip(2, 2, 'deva')], never);
      const after = await a.advance?.(start, never);
      if (after === undefined) return;
      // As in another page: it knows nothing of what was pushed.
      expect((await pullAll(device('deva'), after)).records).toEqual([]);
      await device('devb').push([clip(3, 3, 'devb'), clip(1, 4, 'devb')], never);
      await a.push([clip(4, 5, 'deva')], never);
      const later = (await a.advance?.(after, never)) ?? '';
      const { records } = await pullAll(device('deva'), later);
      const known = [clip(1, 1, 'deva'), clip(2, 2, 'deva'), clip(4, 5, 'deva')];
      expect(stateOf([...known, ...records])).toEqual(
        stateOf([...known, clip(3, 3, 'devb'), clip(1, 4, 'devb')]),
      );
      expect((await a.advance?.(start, never)) ?? '').not.toBe('');
    });

    it('tells which pictures nobody wants, and takes those away that it is told', async () => {
      const device = await fresh();
      const [wanted, stray] = [await blob(1), await blob(2)];
      for (const { name, bytes } of [wanted, stray]) await device('deva').putBlob(name, bytes, never);
      const remote = device('devb');
      const strays = (await remote.strayBlobs?.([wanted.name], never)) ?? [];
      expect(strays).toHaveLength(1);
      await remote.removeBlobs?.(strays, never);
      await remote.removeBlobs?.(strays, never);
      expect(await device('devc').hasBlobs([wanted.name, stray.name], never)).toEqual(new Set([wanted.name]));
      expect(await device('devc').getBlob(stray.name, never)).toBeUndefined();
      await remote.putBlob(stray.name, stray.bytes, never);
      expect(await device('devc').getBlob(stray.name, never)).toEqual(stray.bytes);
    });

    it('may be told the same several times', async () => {
      const device = await fresh();
      const a = device('deva');
      for (let times = 0; times < 3; times++) await a.push([clip(1, 1, 'deva'), text(1)], never);
      expect(stateOf((await pullAll(device('devb'))).records)).toEqual(
        stateOf([clip(1, 1, 'deva'), text(1)]),
      );
    });

    it('goes on from each cursor without a loss', async () => {
      const device = await fresh();
      const all = Array.from({ length: 24 }, (_none, at) => clip(at, at, at % 2 ? 'deva' : 'devb'));
      for (let at = 0; at < all.length; at += 4) {
        const [even, odd] = [
          all.slice(at, at + 4).filter((_r, i) => i % 2 === 0),
          all.slice(at, at + 4).filter((_r, i) => i % 2),
        ];
        await device('devb').push(even, never);
        await device('deva').push(odd, never);
      }
      const reader = device('devc');
      const seen: typeof all = [];
      const marks: { cursor: string; before: number }[] = [];
      for await (const { records, cursor } of reader.pull(undefined, never)) {
        seen.push(...records);
        marks.push({ cursor, before: seen.length });
      }
      expect(stateOf(seen)).toEqual(stateOf(all));
      for (const { cursor, before } of marks) {
        const later = await pullAll(device('devc'), cursor);
        expect(stateOf([...seen.slice(0, before), ...later.records])).toEqual(stateOf(all));
      }
    });

    it('gives after the last cursor only what is new', async () => {
      const device = await fresh();
      const [a, b] = [device('deva'), device('devb')];
      await a.push([clip(1, 1, 'deva'), clip(2, 1, 'deva')], never);
      const { cursor } = await pullAll(b);
      expect((await pullAll(b, cursor)).records).toEqual([]);
      await a.push([clip(3, 2, 'deva')], never);
      const news = await pullAll(b, cursor);
      expect(news.records.map(({ id }) => id)).toEqual(['clip/3']);
      expect((await pullAll(b, news.cursor)).records).toEqual([]);
    });

    it('keeps blobs by their names', async () => {
      const device = await fresh();
      const blobs = await Promise.all([blob(1, 4), blob(2), blob(3, 700_000), blob(4)]);
      const names = blobs.map((one) => one.name);
      const [a, b] = [device('deva'), device('devb')];
      expect(await a.hasBlobs(names, never)).toEqual(new Set());
      for (const { name: each, bytes } of blobs.slice(0, 3)) await a.putBlob(each, bytes, never);
      await b.putBlob(names[0] ?? '', blobs[0]?.bytes ?? new Uint8Array(), never);
      for (const remote of [a, b]) {
        expect(await remote.hasBlobs(names, never)).toEqual(new Set(names.slice(0, 3)));
      }
      for (const { name: each, bytes } of blobs.slice(0, 3)) {
        expect(Buffer.from((await b.getBlob(each, never)) ?? []).equals(bytes)).toBe(true);
      }
      expect(await b.getBlob(names[3] ?? '', never)).toBeUndefined();
    });

    it('loses nothing of two devices that write at once', async () => {
      const device = await fresh();
      const turns = Array.from({ length: 8 }, (_none, at) => at);
      const write = async (name: string): Promise<ReturnType<typeof clip>[]> => {
        const remote = device(name);
        const written: ReturnType<typeof clip>[] = [];
        for (const turn of turns) {
          const records = [clip(1, turn, name), clip(2 + turn, turn, name)];
          await remote.push(records, never);
          written.push(...records);
        }
        return written;
      };
      const [ours, theirs] = await Promise.all([write('deva'), write('devb')]);
      expect(stateOf((await pullAll(device('devc'))).records)).toEqual(stateOf([...ours, ...theirs]));
    });

    it('misses nothing of what is written while it reads', async () => {
      const device = await fresh();
      const [a, b] = [device('deva'), device('devb')];
      const written: ReturnType<typeof clip>[] = [];
      const seen: ReturnType<typeof clip>[] = [];
      let cursor: string | undefined;
      const writing = (async () => {
        for (let turn = 0; turn < 12; turn++) {
          const record = clip(turn % 5, turn, 'deva');
          await a.push([record], never);
          written.push(record);
          if (turn % 4 === 3) await a.compact?.(never);
        }
      })();
      for (let looks = 0; looks < 8; looks++) {
        const news = await pullAll(b, cursor);
        seen.push(...news.records);
        cursor = news.cursor;
      }
      await writing;
      seen.push(...(await pullAll(b, cursor)).records);
      expect(stateOf(seen)).toEqual(stateOf(written));
    });

    it('stops when it is told to', async () => {
      const device = await fresh();
      const remote = device('deva');
      await remote.open(never);
      const stopped = AbortSignal.abort(new Error('enough'));
      if (name.startsWith('in memory')) return;
      await expect(remote.push([clip(1, 1, 'deva')], stopped)).rejects.toThrow('enough');
      await expect(remote.getBlob('a'.repeat(64), stopped)).rejects.toThrow('enough');
    });
  });
}
