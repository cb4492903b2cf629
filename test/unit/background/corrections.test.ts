import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageSender } from '../../../utils/messaging/sender';
import type { Correction } from '../../../utils/model/correction';
import { idOf, sampleDraft } from '../clip/sample';

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    i18n: { getMessage: (key: string) => key },
    runtime: { getURL: (path: string) => `chrome-extension://colophon-id/${path}` },
    action: { setIcon: async () => undefined, setTitle: async () => undefined },
    permissions: { contains: async () => false },
    tabs: { sendMessage: async () => ({ ok: false, error: { code: 'no-answer', message: '' } }) },
    storage: { session: { set: async () => undefined, get: async () => ({}) } },
  },
}));

const { pageHandlers } = await import('../../../utils/background/page-handlers');
const { extensionPageHandlers } = await import('../../../utils/background/extension-page-handlers');
const { isUnchanged } = await import('../../../utils/clip/fingerprint');
const { library } = await import('../../../utils/store/db');
const { getRecord, listSummaries } = await import('../../../utils/store/clips');

const url = 'https://news.example/town/mills';
const sender: PageSender = { kind: 'page', tabId: 7, url, incognito: false };
const page = { kind: 'extension' } as const;
const title = { fact: 'title', value: 'The wheels turn again' } as const;

beforeEach(async () => {
  await library.delete();
  await library.open();
  await pageHandlers.saveClip({ draft: { ...sampleDraft(), images: [] } }, sender);
});

async function kept() {
  const record = await getRecord(idOf(1));
  if (!record) throw new Error('The clip is gone');
  return record;
}

describe('a correction from the library', () => {
  it('is kept, sealed anew, and shown in the list', async () => {
    const answer = await extensionPageHandlers.editClip({ clipId: idOf(1), correction: title }, page);
    expect(answer.ok).toBe(true);
    const record = await kept();
    expect(record.source.title.value).toBe('The wheels turn again');
    expect(record.edits).toHaveLength(1);
    expect(await isUnchanged(record, crypto.subtle)).toBe(true);
    expect((await listSummaries())[0]?.title).toBe('The wheels turn again');
  });

  it('is taken back in clip and list', async () => {
    const before = await kept();
    const answer = await extensionPageHandlers.editClip({ clipId: idOf(1), correction: title }, page);
    if (!answer.ok) throw new Error(answer.error.message);
    await extensionPageHandlers.undoEdit({ clipId: idOf(1), at: answer.value.at }, page);
    expect(await kept()).toEqual(before);
    expect((await listSummaries())[0]?.title).toBe(before.content.title);
  });

  it('asked for twice, since the first answer was lost, is made once and can be taken back', async () => {
    const before = await kept();
    const corrections = [
      title,
      { fact: 'site', value: 'The Mill Post' },
      { fact: 'creators', value: [{ name: 'Ines Calloway', role: 'author' }] },
      { fact: 'rights', value: { kind: 'licence', licence: 'by', note: 'by letter' } },
    ] as const;
    for (const correction of corrections as readonly unknown[] as Correction[]) {
      const first = await extensionPageHandlers.editClip({ clipId: idOf(1), correction }, page);
      const { edits } = await kept();
      const second = await extensionPageHandlers.editClip({ clipId: idOf(1), correction }, page);
      expect(second).toEqual(first);
      expect((await kept()).edits).toEqual(edits);
      if (second.ok) await extensionPageHandlers.undoEdit({ clipId: idOf(1), at: second.value.at }, page);
      if (second.ok) await extensionPageHandlers.undoEdit({ clipId: idOf(1), at: second.value.at }, page);
      expect(await kept()).toEqual(before);
    }
  });

  it('of a clip that is not there is refused', async () => {
    const answer = await extensionPageHandlers.editClip({ clipId: idOf(9), correction: title }, page);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('made twice at once keeps both', async () => {
    const author = { fact: 'creators', value: [{ name: 'Ines Calloway', role: 'author' }] } as const;
    await Promise.all([
      extensionPageHandlers.editClip({ clipId: idOf(1), correction: title }, page),
      extensionPageHandlers.editClip(
        { clipId: idOf(1), correction: { ...author, value: [...author.value] } },
        page,
      ),
    ]);
    expect((await listSummaries())[0]).toMatchObject({
      title: 'The wheels turn again',
      authors: ['Ines Calloway'],
    });
  });
});

describe('a correction from the reader', () => {
  it('reaches the clip of its own page only', async () => {
    const answer = await pageHandlers.correctPage({ correction: title }, sender);
    expect(answer).toMatchObject({
      ok: true,
      value: { facts: { source: { title: { value: title.value } } } },
    });
    const elsewhere = { ...sender, url: 'https://other.example/' };
    expect(await pageHandlers.correctPage({ correction: title }, elsewhere)).toMatchObject({ ok: false });
    expect(await pageHandlers.pageFacts({}, elsewhere)).toEqual({ ok: true, value: null });
  });

  it('is refused in a private window', async () => {
    const answer = await pageHandlers.correctPage({ correction: title }, { ...sender, incognito: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'private-window' } });
    expect((await kept()).edits).toEqual([]);
  });
});
