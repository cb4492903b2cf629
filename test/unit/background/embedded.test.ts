import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageSender } from '../../../utils/messaging/sender';
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
const { isUnchanged, sealRecord } = await import('../../../utils/clip/fingerprint');
const { extensionPageRequests } = await import('../../../utils/messaging/requests');
const { library } = await import('../../../utils/store/db');
const { getRecord } = await import('../../../utils/store/clips');

const url = 'https://news.example/town/mills';
const sender: PageSender = { kind: 'page', tabId: 7, url, incognito: false };
const page = { kind: 'extension' } as const;
const digest = `sha256:${'a'.repeat(64)}`;
let versionId: string;

beforeEach(async () => {
  await library.delete();
  await library.open();
  await pageHandlers.saveClip({ draft: { ...sampleDraft(), images: [] } }, sender);
  const row = await library.versions.toCollection().first();
  if (!row) throw new Error('Nothing was kept');
  versionId = row.id;
  const images = sampleDraft().images.map((image) => ({ ...image, digest }));
  expect(images.length).toBeGreaterThan(0);
  await library.versions.put({ ...row, record: await sealRecord({ ...row.record, images }, crypto.subtle) });
});

describe('what the files of pictures say', () => {
  it('is kept with the clip, and the clip is sealed anew', async () => {
    const found = [{ digest, embedded: { creator: 'Tomas Reed', dataMining: 'DMI-PROHIBITED' } }];
    expect(await extensionPageHandlers.noteEmbedded({ versionId, found }, page)).toMatchObject({ ok: true });
    const record = await getRecord(idOf(1));
    expect(record?.images[0]?.embedded).toEqual({ creator: 'Tomas Reed', dataMining: 'DMI-PROHIBITED' });
    expect(record?.edits).toEqual([]);
    expect(record && (await isUnchanged(record, crypto.subtle))).toBe(true);
  });

  it('is refused for a version that is not there', async () => {
    const answer = await extensionPageHandlers.noteEmbedded({ versionId: 'gone', found: [] }, page);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it.each([
    ['an unknown name', { digest, embedded: { gps: '53.5, 10.0' } }],
    ['a value that is no text', { digest, embedded: { creator: 7 } }],
    ['a value without end', { digest, embedded: { creator: 'x'.repeat(5_000) } }],
    ['no digest', { digest: 'img1', embedded: {} }],
    ['no list', { digest, embedded: null }],
  ])('is refused as a message with %s', (_, finding) => {
    expect(extensionPageRequests.noteEmbedded({ versionId, found: [finding] }, 'noteEmbedded')).toBeDefined();
  });

  it('is taken as a message where every name is known', () => {
    const found = [{ digest, embedded: { creator: '周一舟', exifArtist: 'Old Owner' } }];
    expect(extensionPageRequests.noteEmbedded({ versionId, found }, 'noteEmbedded')).toBeUndefined();
  });
});
