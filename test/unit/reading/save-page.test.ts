import { webcrypto } from 'node:crypto';
import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipDraft, SaveOutcome } from '../../../utils/model/clip';
import { fail, ok } from '../../../utils/model/result';
import type { Reading } from '../../../utils/reading/read-page';
import { idOf, sampleDraft } from '../clip/sample';

/** The background, as the page's script sees it. */
const background = vi.hoisted(() => ({
  asked: [] as string[],
  html: [] as (string | undefined)[],
  answers: {} as Record<string, unknown>,
}));

vi.mock('../../../utils/messaging/ask', async (original) => ({
  ...(await original<object>()),
  askBackground: async (type: string, data: { draft?: ClipDraft; draftId?: string }) => {
    background.html.push(data.draft?.content.html);
    background.asked.push(`${type} ${data.draft?.id ?? data.draftId}`);
    return background.answers[type];
  },
}));
vi.mock('../../../utils/platform/browser', () => ({
  browser: { runtime: { getManifest: () => ({ name: 'Colophon', version: '0.1.0' }) } },
}));

const { savePage } = await import('../../../utils/reading/save-page');
const { newClipId } = await import('../../../utils/clip/new-id');

const { content, source, rights, images } = sampleDraft();
const reading = {
  article: { ...content, images: [], trace: [] },
  html: content.html,
  source,
  rights,
  images,
  isArticle: true,
} as unknown as Reading;
const outcome: SaveOutcome = { kind: 'new', clipId: idOf(1), versionId: idOf(1) };
const { window } = new JSDOM('');
const save = (read = reading) =>
  savePage(window as unknown as Window & typeof globalThis, read, idOf(1), new Date('2026-03-04T05:06:07Z'));

beforeEach(() => {
  background.asked.length = 0;
  background.html.length = 0;
});

describe('savePage', () => {
  it('gives what the save did, and the id by which it can be undone', async () => {
    background.answers = { saveClip: ok(outcome) };
    expect(await save()).toEqual(ok({ ...outcome, draftId: idOf(1) }));
    expect(background.asked).toEqual([`saveClip ${idOf(1)}`]);
  });

  it('keeps nothing that DOMPurify would not, whatever made safe what is shown', async () => {
    background.answers = { saveClip: ok(outcome) };
    const html = '<p>A <b>word</b>.<script>run()</script><img src="x" onerror="run()"></p>';
    await save({ ...reading, article: { ...reading.article, html } } as Reading);
    await save();
    expect(background.html).toEqual(['<p>A <b>word</b>.</p>', content.html]);
  });

  it('asks whether it is saved before it says that it failed, where the channel died', async () => {
    background.answers = { saveClip: fail('no-answer', 'Gone.'), findSave: ok(outcome) };
    expect(await save()).toEqual(ok({ ...outcome, draftId: idOf(1) }));
    expect(background.asked).toEqual([`saveClip ${idOf(1)}`, `findSave ${idOf(1)}`]);
  });

  it('says that there was no answer where it is not saved', async () => {
    background.answers = { saveClip: fail('no-answer', 'Gone.'), findSave: ok(null) };
    expect(await save()).toEqual(fail('no-answer', 'Gone.'));
  });

  it('does not ask again where the background said why', async () => {
    background.answers = { saveClip: fail('storage-full', 'Full.'), findSave: ok(outcome) };
    expect(await save()).toEqual(fail('storage-full', 'Full.'));
    expect(background.asked).toEqual([`saveClip ${idOf(1)}`]);
  });
});

describe('newClipId', () => {
  it('is a random UUID of version 4, also where the page has no crypto.randomUUID', () => {
    const random = { getRandomValues: webcrypto.getRandomValues.bind(webcrypto) } as Crypto;
    const ids = Array.from({ length: 200 }, () => newClipId(random));
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(200);
  });
});
