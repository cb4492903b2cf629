import { describe, expect, it } from 'vitest';
import { type Remote, RemoteProblem } from '../../../../utils/sync/remote';
import type { Faults } from '../../../servers/fault-proxy.mjs';
import { blob, clip, never, pullAll, stateOf, text } from './samples';

/** An empty place; gives what makes remotes of it with a passphrase or without. */
type Fresh = () => Promise<(device: string, passphrase?: string) => Remote>;

/** What holds of every encrypted remote, whatever it lies on. */
export function passphraseContract(name: string, fresh: Fresh, faults?: () => Faults): void {
  describe(`the passphrase of a library: ${name}`, () => {
    it('is asked for, and a wrong one is told', async () => {
      const device = await fresh();
      await device('deva', 'ebb and flow').push([text(1)], never);
      for (const wrong of [undefined, 'ebb and glow']) {
        await expect(device('devb', wrong).open(never)).rejects.toMatchObject({ kind: 'passphrase' });
        await expect(pullAll(device('devb', wrong))).rejects.toMatchObject({ kind: 'passphrase' });
      }
      // The same letters from a Chinese keyboard in its wide form.
      const wide = device('devb', 'ｅｂｂ ａｎｄ ｆｌｏｗ');
      expect((await pullAll(wide)).records).toEqual([text(1)]);
    });

    it('never lets a device write unencrypted where it expects encryption', async () => {
      const device = await fresh();
      await device('deva').push([text(1)], never);
      const careful = device('devb', 'ebb and flow');
      await expect(careful.push([text(2)], never)).rejects.toMatchObject({ kind: 'passphrase' });
    });

    it('is changed without anything being sent again', async () => {
      const device = await fresh();
      const a = device('deva', 'ebb and flow');
      const before = await a.open(never);
      const { name: blobName, bytes } = await blob(1);
      await a.putBlob(blobName, bytes, never);
      await a.push([text(1), clip(1, 1, 'deva')], never);
      await a.changePassphrase?.('neap tide', never);
      await a.push([clip(2, 2, 'deva')], never);
      await expect(device('devb', 'ebb and flow').open(never)).rejects.toMatchObject({ kind: 'passphrase' });
      const b = device('devb', 'neap tide');
      expect((await b.open(never)).library).toBe(before.library);
      const sent = [text(1), clip(1, 1, 'deva'), clip(2, 2, 'deva')];
      expect(stateOf((await pullAll(b)).records)).toEqual(stateOf(sent));
      expect(await b.getBlob(blobName, never)).toEqual(bytes);
    });

    it('can be chosen anew with the latest recovery code, however it is typed', async () => {
      const device = await fresh();
      const a = device('deva', 'ebb and flow');
      await a.push([text(1)], never);
      const lost = await a.makeRecoveryCode?.(never);
      const code = (await a.makeRecoveryCode?.(never)) ?? '';
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
      await expect(device('devb', lost).open(never)).rejects.toMatchObject({ kind: 'passphrase' });
      const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
      const b = device('devb', typed);
      expect((await pullAll(b)).records).toEqual([text(1)]);
      await b.changePassphrase?.('neap tide', never);
      expect((await pullAll(device('devc', 'neap tide'))).records).toEqual([text(1)]);
      expect((await pullAll(device('devc', code))).records).toEqual([text(1)]);
    });

    it('can be added later and taken away again: everything is there as before', async () => {
      const device = await fresh();
      const blobs = await Promise.all([blob(1), blob(2)]);
      const sent = [text(1), clip(1, 1, 'deva')];
      const a = device('deva');
      const plain = await a.open(never);
      for (const { name: each, bytes } of blobs) await a.putBlob(each, bytes, never);
      await a.push(sent, never);
      await a.changePassphrase?.('neap tide', never);
      const sealed = await a.open(never);
      expect(sealed).toMatchObject({ isEncrypted: true });
      expect(sealed.library).not.toBe(plain.library);
      await expect(device('devb').open(never)).rejects.toMatchObject({ kind: 'passphrase' });
      await holdsAll(device('devb', 'neap tide'), sent, blobs);
      await a.changePassphrase?.(undefined, never);
      await holdsAll(device('devb'), sent, blobs);
    });

    it.skipIf(!faults)('is added although the connection breaks at every request in turn', async () => {
      if (!faults) return;
      const device = await fresh();
      const blobs = await Promise.all([blob(1), blob(2)]);
      const sent = [text(1), clip(1, 1, 'deva')];
      const first = device('deva');
      for (const { name: each, bytes } of blobs) await first.putBlob(each, bytes, never);
      await first.push(sent, never);
      // Each time the browser is started anew and one request more goes well, until all do.
      for (let turn = 1; ; turn++) {
        expect(turn).toBeLessThan(60);
        faults().cutAt(turn, turn % 2 ? 'before' : 'answer');
        const done = await changes(device, 'neap tide');
        faults().reset();
        if (done) break;
      }
      await holdsAll(device('devb', 'neap tide'), sent, blobs);
    });
  });
}

/** Whether the passphrase could be added; it may have been before, and only the answer was lost. */
async function changes(
  device: (name: string, passphrase?: string) => Remote,
  passphrase: string,
): Promise<boolean> {
  try {
    await device('deva').changePassphrase?.(passphrase, never);
    return true;
  } catch (error) {
    if (!(error instanceof RemoteProblem)) throw error;
    return error.kind === 'passphrase';
  }
}

async function holdsAll(
  remote: Remote,
  sent: Parameters<typeof stateOf>[0],
  blobs: { name: string; bytes: Uint8Array<ArrayBuffer> }[],
): Promise<void> {
  const { records, damaged } = await pullAll(remote);
  expect(stateOf(records)).toEqual(stateOf(sent));
  expect(damaged).toEqual([]);
  for (const { name, bytes } of blobs) expect(await remote.getBlob(name, never)).toEqual(bytes);
}
