import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { sealRecord } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import type { ClipRecord } from '../../../utils/model/clip';
import { act } from '../../../utils/store/acts';
import { getRecord, getSummary, listSummaries } from '../../../utils/store/clips';
import { Library, library } from '../../../utils/store/db';
import { idOf, sampleDraft } from '../clip/sample';

/** A library as the second version of the schema kept it, with tags and notes in the records alone. */
async function oldLibrary(name: string): Promise<void> {
  const old = new Dexie(name);
  old.version(1).stores({
    clips: '&id, pageKey, listed, trashed',
    versions: '&id, clipId, [clipId+at]',
    assets: '&digest',
    saves: '&draftId, clipId',
    imageJobs: '&versionId',
    searchBlocks: '&key',
    searchDocs: '&doc, clipId',
  });
  old.version(2).stores({ imports: '&id, at', importSteps: '++seq, importId' });
  for (const number of [1, 2]) {
    const draft = sampleDraft({ id: idOf(number), url: `https://a.example/${number}` });
    const record = await recordOf(draft, number);
    const { id, capture, images } = record;
    await old.table('versions').add({ id, clipId: id, at: capture.at, record });
    await old.table('clips').add({
      id,
      pageKey: `a.example/${number}`,
      url: `https://a.example/${number}`,
      title: record.content.title,
      siteName: 'News Example',
      authors: [],
      light: 'red',
      excerpt: '',
      wordCount: 10,
      imageCount: images.length,
      tags: record.tags,
      clippedAt: capture.at,
      versionId: id,
      versionCount: 1,
      listed: [-Date.parse(capture.at), id],
    });
  }
  old.close();
}

function recordOf(draft: ReturnType<typeof sampleDraft>, number: number): Promise<ClipRecord> {
  const images = draft.images.map((image) => ({ ...image, ...(number === 1 && { digest: 'sha256:11' }) }));
  const marks = { highlights: [], tags: ['old'], edits: [], ...(number === 1 && { userNotes: 'Ask Bo' }) };
  return sealRecord({ ...draft, images, ...marks }, ownHasher);
}

it('a library of the version before has all that it had, and can do what is new', async () => {
  await library.delete();
  await oldLibrary('colophon');
  await library.open();
  expect(library.verno).toBe(new Library('other').verno);
  expect((await listSummaries()).map(({ id, tags, note }) => [id, tags, note])).toEqual([
    [idOf(1), ['old'], 'Ask Bo'],
    [idOf(2), ['old'], undefined],
  ]);
  expect(await library.versions.where('digests').equals('sha256:11').primaryKeys()).toEqual([idOf(1)]);
  // Nothing differs from what was sealed, so the seal is still the first one.
  const kept = await library.versions.get(idOf(1));
  expect(await getRecord(idOf(1))).toEqual(kept?.record);
  await act({ kind: 'rename-tag', from: 'old', to: 'new' });
  await act({ kind: 'note', clipIds: [idOf(1)], note: '' });
  expect(await getSummary(idOf(1))).toMatchObject({ tags: ['new'] });
  expect((await getRecord(idOf(1)))?.userNotes).toBeUndefined();
});
