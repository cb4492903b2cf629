import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { act } from '../../../utils/store/acts';
import { library } from '../../../utils/store/db';
import { putMark } from '../../../utils/store/marks';
import { emptyTrash } from '../../../utils/store/purge';
import { saveDraft } from '../../../utils/store/save-draft';
import { sayingsOf } from '../../../utils/sync/clip-state';
import type { ClipBody } from '../../../utils/sync/model';
import { idOf, sampleDraft, sampleMark } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;

beforeEach(async () => {
  await library.delete();
  await library.open();
});

const save = (number: number) =>
  saveDraft(sampleDraft({ id: idOf(number), url: `https://a.example/${number}` }), hasher);
const outbox = async () => (await library.syncOutbox.toArray()).map(({ id }) => id);

describe('while sync is off', () => {
  it('nothing is noted', async () => {
    await save(1);
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds'] });
    expect(await library.syncStates.count()).toBe(0);
    expect(await outbox()).toEqual([]);
  });
});

describe('while sync is on', () => {
  beforeEach(async () => {
    await library.syncMeta.put({ key: 'clock', device: 'aaaaaaaa', last: '' });
  });

  it('a save, a change, a mark and an erasure each leave a word in the outbox, in their own transaction', async () => {
    await save(1);
    expect(await outbox()).toEqual([
      expect.stringMatching(/^text\//),
      `version/${idOf(1)}`,
      `clip/${idOf(1)}`,
    ]);
    await library.syncOutbox.clear();
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['birds', 'weir'] });
    expect(await outbox()).toEqual([`clip/${idOf(1)}`]);
    const state = await library.syncStates.get(`clip/${idOf(1)}`);
    expect(sayingsOf(state?.body as ClipBody).tags).toEqual(['birds', 'weir']);
    await library.syncOutbox.clear();
    await putMark(idOf(1), sampleMark('m1'), hasher);
    expect(await outbox()).toEqual([`version/${idOf(1)}`]);
    await library.syncOutbox.clear();
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true });
    await emptyTrash();
    expect(await outbox()).toEqual([`clip/${idOf(1)}`, `clip/${idOf(1)}`]);
    expect((await library.syncStates.get(`version/${idOf(1)}`))?.body).not.toHaveProperty('gone');
  });

  it('a transaction that fails leaves no word', async () => {
    await save(1);
    await library.syncOutbox.clear();
    const failing = library.transaction('rw', library.clips, async () => {
      await library.clips.update(idOf(1), { favourite: true });
      throw new Error('No.');
    });
    await expect(failing).rejects.toThrow('No.');
    expect(await outbox()).toEqual([]);
  });
});
