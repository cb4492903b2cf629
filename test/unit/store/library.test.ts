import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import type { ClipDraft, ClipSummary, SaveOutcome } from '../../../utils/model/clip';
import { act } from '../../../utils/store/acts';
import { getAsset, putAsset } from '../../../utils/store/assets';
import {
  findByPageKeys,
  findSave,
  getRecord,
  listDeleted,
  listSummaries,
  listVersions,
} from '../../../utils/store/clips';
import { isSoundRow, library } from '../../../utils/store/db';
import { listPendingVersions } from '../../../utils/store/image-jobs';
import { reviseRecord } from '../../../utils/store/revise';
import { saveDraft, undoSave } from '../../../utils/store/save-draft';
import { idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;
const later = '2026-05-05T00:00:00.000Z';

beforeEach(async () => {
  await library.delete();
  await library.open();
});

async function save(draft: ClipDraft): Promise<SaveOutcome> {
  const outcome = await saveDraft(draft, hasher);
  if (!outcome) throw new Error('The save was undone');
  return outcome;
}

describe('saving', () => {
  it('keeps a new clip, whole and sealed, with a row for the list', async () => {
    const outcome = await save(sampleDraft());
    expect(outcome).toEqual({ kind: 'new', clipId: idOf(1), versionId: idOf(1) });
    const record = await getRecord(idOf(1));
    expect(record?.content.title).toBe('Mills “come back” to the valley');
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
    expect(await listSummaries()).toMatchObject([
      {
        id: idOf(1),
        siteName: 'News Example',
        authors: ['Ada Marlowe'],
        light: 'red',
        versionCount: 1,
        imageCount: 1,
      },
    ]);
  });

  it('is done once when it is asked twice, also at the same moment', async () => {
    const outcomes = await Promise.all([save(sampleDraft()), save(sampleDraft()), save(sampleDraft())]);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await listSummaries()).toHaveLength(1);
    expect(await library.versions.count()).toBe(1);
  });

  it('makes one clip when two windows save the same page at the same moment', async () => {
    const outcomes = await Promise.all([
      save(sampleDraft({ id: idOf(1) })),
      save(sampleDraft({ id: idOf(2) })),
    ]);
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['new', 'same']);
    expect(await listSummaries()).toHaveLength(1);
  });

  it('makes no second clip of the same page with the same text', async () => {
    await save(sampleDraft());
    const again = await save(
      sampleDraft({ id: idOf(2), url: 'https://www.news.example/town/mills?utm_source=x#top' }),
    );
    expect(again).toMatchObject({ kind: 'same', clipId: idOf(1), versionId: idOf(1) });
    expect(await library.versions.count()).toBe(1);
  });

  it('keeps a changed text as a further version, with what the person added', async () => {
    await save(sampleDraft());
    await act({ kind: 'tag', clipIds: [idOf(1)], add: ['river'] });
    await act({ kind: 'note', clipIds: [idOf(1)], note: 'Ask Bo' });
    const outcome = await save(sampleDraft({ id: idOf(2), text: 'The wheels stopped.', at: later }));
    expect(outcome).toEqual({
      kind: 'new-version',
      clipId: idOf(1),
      versionId: idOf(2),
      previousVersionId: idOf(1),
    });
    expect(await listVersions(idOf(1))).toEqual([
      { id: idOf(2), at: later },
      { id: idOf(1), at: '2026-03-04T05:06:07.000Z' },
    ]);
    const [newest, first] = [await getRecord(idOf(1)), await getRecord(idOf(1), idOf(1))];
    expect(newest).toMatchObject({ id: idOf(1), tags: ['river'], userNotes: 'Ask Bo' });
    expect(newest?.content.text).toBe('The wheels stopped.');
    expect(first?.content.text).toContain('The river turned');
    expect(newest && (await isUnchanged(newest, hasher))).toBe(true);
    expect(await listSummaries()).toMatchObject([{ id: idOf(1), versionId: idOf(2), versionCount: 2 }]);
  });

  it('puts a version after the one before, also where the clock was set back between them', async () => {
    await save(sampleDraft());
    const outcome = await save(
      sampleDraft({ id: idOf(2), text: 'The wheels stopped.', at: '2020-01-01T00:00:00.000Z' }),
    );
    expect(outcome.kind).toBe('new-version');
    expect((await listVersions(idOf(1))).map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    // What the page was clipped by stays what the clock said.
    expect((await getRecord(idOf(1)))?.capture.at).toBe('2020-01-01T00:00:00.000Z');
  });

  it('lists the newest clip first', async () => {
    await save(sampleDraft({ id: idOf(1), url: 'https://a.example/1', at: '2026-01-01T00:00:00.000Z' }));
    await save(sampleDraft({ id: idOf(2), url: 'https://a.example/2', at: '2026-03-01T00:00:00.000Z' }));
    await save(sampleDraft({ id: idOf(3), url: 'https://a.example/3', at: '2026-02-01T00:00:00.000Z' }));
    expect((await listSummaries()).map((clip) => clip.id)).toEqual([idOf(2), idOf(3), idOf(1)]);
  });

  it('does not give the record of one clip for the version of another', async () => {
    await save(sampleDraft({ id: idOf(1), url: 'https://a.example/1' }));
    await save(sampleDraft({ id: idOf(2), url: 'https://a.example/2' }));
    expect(await getRecord(idOf(1), idOf(2))).toBeUndefined();
  });

  it('says whether a save happened', async () => {
    expect(await findSave(idOf(1))).toBeUndefined();
    const outcome = await save(sampleDraft());
    expect(await findSave(idOf(1))).toEqual(outcome);
  });
});

describe('undo', () => {
  it('takes a new clip away, once and for all', async () => {
    await save(sampleDraft());
    expect(await undoSave(idOf(1), later)).toBe(true);
    expect(await undoSave(idOf(1), later)).toBe(true);
    expect(await listSummaries()).toEqual([]);
    expect(await getRecord(idOf(1))).toBeUndefined();
    expect(await findSave(idOf(1))).toBeUndefined();
    expect(await listPendingVersions()).toEqual([]);
  });

  it('holds against a late repetition of the save', async () => {
    await save(sampleDraft());
    await undoSave(idOf(1), later);
    expect(await saveDraft(sampleDraft(), hasher)).toBeUndefined();
    expect(await listSummaries()).toEqual([]);
  });

  it('takes a further version away and leaves the clip as it was', async () => {
    await save(sampleDraft());
    const before = await listSummaries();
    await save(sampleDraft({ id: idOf(2), text: 'The wheels stopped.', at: later }));
    await undoSave(idOf(2), later);
    expect(await listSummaries()).toEqual(before);
    expect(await listVersions(idOf(1))).toHaveLength(1);
  });

  it('of an older save leaves what was saved upon it', async () => {
    await save(sampleDraft());
    await save(sampleDraft({ id: idOf(2), text: 'The wheels stopped.', at: later }));
    await undoSave(idOf(1), later);
    expect(await listSummaries()).toMatchObject([{ id: idOf(1), versionId: idOf(2), versionCount: 1 }]);
    expect((await getRecord(idOf(1)))?.content.text).toBe('The wheels stopped.');
  });

  it('knows no save that never was', async () => {
    expect(await undoSave(idOf(9), later)).toBe(false);
  });
});

describe('the Trash', () => {
  it('takes clips and gives them back', async () => {
    await save(sampleDraft());
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true }, later);
    expect(await listSummaries()).toEqual([]);
    expect(await listDeleted()).toMatchObject([{ id: idOf(1), deletedAt: later }]);
    expect(await findByPageKeys(['news.example/town/mills'])).toBeUndefined();
    await act({ kind: 'trash', clipIds: [idOf(1)], on: false });
    expect(await listSummaries()).toMatchObject([{ id: idOf(1) }]);
    expect(await listDeleted()).toEqual([]);
    expect(await findByPageKeys(['news.example/town/mills'])).toMatchObject({ id: idOf(1) });
  });

  it('gives a clip back when its page is clipped again, and Undo puts it there again', async () => {
    await save(sampleDraft());
    await act({ kind: 'trash', clipIds: [idOf(1)], on: true }, later);
    expect(await save(sampleDraft({ id: idOf(2) }))).toMatchObject({ kind: 'same', clipId: idOf(1) });
    expect(await listSummaries()).toMatchObject([{ id: idOf(1) }]);
    await undoSave(idOf(2), later);
    expect(await listSummaries()).toEqual([]);
    expect(await listDeleted()).toMatchObject([{ id: idOf(1), deletedAt: later }]);
  });
});

describe('images', () => {
  it('are waited for from the moment of the save', async () => {
    await save(sampleDraft());
    expect(await listPendingVersions()).toEqual([idOf(1)]);
  });

  it('are kept by the fingerprint of their bytes', async () => {
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    await putAsset({ digest: 'sha256:abc', bytes, type: 'image/png', width: 4, height: 5 });
    const asset = await getAsset('sha256:abc');
    expect(asset).toMatchObject({ type: 'image/png', width: 4, height: 5 });
    expect(new Uint8Array((await asset?.blob.arrayBuffer()) ?? [])).toEqual(new Uint8Array([1, 2, 3]));
    expect(await getAsset('sha256:other')).toBeUndefined();
  });
});

describe('revising', () => {
  it('loses no change when two happen at once, and seals again', async () => {
    await save(sampleDraft());
    await Promise.all(
      ['a', 'b', 'c'].map((word) =>
        reviseRecord(
          idOf(1),
          (record) => ({
            ...record,
            content: { ...record.content, subtitle: `${record.content.subtitle ?? ''}${word}` },
          }),
          hasher,
        ),
      ),
    );
    const record = await getRecord(idOf(1));
    expect([...(record?.content.subtitle ?? '')].sort().join('')).toContain('abc');
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
  });

  it('of a version that is gone gives nothing', async () => {
    expect(await reviseRecord(idOf(4), (record) => record, hasher)).toBeUndefined();
  });
});

describe('the database', () => {
  it('that could not be opened is opened at the next use, once it can be', async () => {
    await save(sampleDraft());
    library.close({ disableAutoOpen: false });
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    await expect(library.clips.count()).rejects.toThrow();
    broken.mockRestore();
    expect(await library.clips.count()).toBe(1);
  });

  it('knows of a list row whether it is as it was written', async () => {
    await save(sampleDraft());
    await act({ kind: 'note', clipIds: [idOf(1)], note: 'Ask Bo' });
    const row = (await library.clips.get(idOf(1))) as ClipSummary;
    expect(isSoundRow(row)).toBe(true);
    expect(isSoundRow({ ...row, note: 'Ask Jo' })).toBe(false);
    expect(isSoundRow({ ...row, tags: ['other'] })).toBe(false);
  });
});
