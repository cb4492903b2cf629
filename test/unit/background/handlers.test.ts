import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalText, clipBlocks } from '../../../utils/clip/fingerprint';
import type { PageSender } from '../../../utils/messaging/sender';
import { fail, ok } from '../../../utils/model/result';
import { idOf, sampleDraft, sampleImage } from '../clip/sample';
import { png } from './pictures';

/** The browser as far as the handlers see it: what the icon shows, what is noted of tabs, what was opened. */
const seen = vi.hoisted(() => ({
  icons: new Map<number, { path: Record<string, string>; title: string }>(),
  session: new Map<string, unknown>(),
  opened: [] as string[],
  granted: true,
  asked: [] as unknown[],
  /** What a tab's script says; else the bytes of a picture. */
  answers: undefined as ((type: string) => unknown) | undefined,
  injected: [] as unknown[],
  rules: new Map<number, { condition: { urlFilter: string }; action: unknown }>(),
}));

interface RuleChange {
  addRules?: { id: number; condition: { urlFilter: string }; action: unknown }[];
  removeRuleIds?: number[];
}

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    i18n: { getMessage: (key: string) => key },
    runtime: { getURL: (path: string) => `chrome-extension://colophon-id/${path}` },
    action: {
      setIcon: async ({ tabId, path }: { tabId: number; path: Record<string, string> }) => {
        seen.icons.set(tabId, { title: '', ...seen.icons.get(tabId), path });
      },
      setTitle: async ({ tabId, title }: { tabId: number; title: string }) => {
        seen.icons.set(tabId, { path: {}, ...seen.icons.get(tabId), title });
      },
    },
    permissions: { contains: async () => seen.granted },
    scripting: { executeScript: async (what: object) => void seen.injected.push(what) },
    declarativeNetRequest: {
      updateSessionRules: async ({ addRules = [], removeRuleIds = [] }: RuleChange) => {
        for (const rule of addRules) seen.rules.set(rule.id, rule);
        for (const id of removeRuleIds) seen.rules.delete(id);
      },
    },
    tabs: {
      getCurrent: async () => undefined,
      create: async ({ url }: { url: string }) => seen.opened.push(url),
      sendMessage: async (tabId: number, message: { type: string; data: unknown }) => {
        seen.asked.push([tabId, message.type, message.data]);
        if (seen.answers) return seen.answers(message.type);
        return { ok: true, value: { bytes: btoa(String.fromCharCode(...png)) } };
      },
    },
    storage: {
      local: { get: async () => ({}), set: async () => undefined },
      session: {
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) seen.session.set(key, value);
        },
        get: async (key: string | null) =>
          Object.fromEntries([...seen.session].filter(([known]) => key === null || known === key)),
      },
    },
  },
}));

const { pageHandlers } = await import('../../../utils/background/page-handlers');
const { extensionPageHandlers } = await import('../../../utils/background/extension-page-handlers');
const { keepImages, resumeImages } = await import('../../../utils/background/keep-images');
const { toggleReader } = await import('../../../utils/background/tab-commands');
const { library } = await import('../../../utils/store/db');
const { getRecord, listSummaries } = await import('../../../utils/store/clips');
const { getAsset } = await import('../../../utils/store/assets');
const { listPendingVersions } = await import('../../../utils/store/image-jobs');

const url = 'https://news.example/town/mills';
const sender: PageSender = { kind: 'page', tabId: 7, url, incognito: false };
const popup = { kind: 'extension' } as const;
const webFetch = vi.fn<typeof fetch>();

beforeEach(async () => {
  await library.delete();
  await library.open();
  seen.icons.clear();
  seen.session.clear();
  seen.opened.length = 0;
  seen.asked.length = 0;
  seen.granted = true;
  webFetch.mockReset().mockImplementation(async () => new Response(png));
  vi.stubGlobal('fetch', webFetch);
});

afterEach(async () => {
  // The images of a save are fetched after its answer: let them end before the library is emptied.
  await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
  vi.unstubAllGlobals();
});

describe('the icon', () => {
  it('says that a page is an article, that it is none, and that it is kept', async () => {
    await pageHandlers.pageDetected({ readable: false, score: 1 }, sender);
    expect(seen.icons.get(7)?.title).toBe('iconQuiet');
    await pageHandlers.pageDetected({ readable: true, score: 9 }, sender);
    expect(seen.icons.get(7)).toMatchObject({ title: 'iconFound', path: { 16: '/icon/icon-found-16.png' } });
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    expect(seen.icons.get(7)?.title).toBe('iconKept');
    await pageHandlers.undoSave({ draftId: idOf(1) }, sender);
    expect(seen.icons.get(7)?.title).toBe('iconFound');
  });

  it('knows a kept page again in another tab', async () => {
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await pageHandlers.pageDetected(
      { readable: true, score: 9 },
      { ...sender, tabId: 8, url: `${url}?utm_source=x` },
    );
    expect(seen.icons.get(8)?.title).toBe('iconKept');
  });

  it('changes in every tab when a clip goes into the Trash', async () => {
    await pageHandlers.pageDetected({ readable: true, score: 9 }, sender);
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await extensionPageHandlers.deleteClips({ clipIds: [idOf(1)] }, popup);
    expect(seen.icons.get(7)?.title).toBe('iconFound');
    await extensionPageHandlers.restoreClips({ clipIds: [idOf(1)] }, popup);
    expect(seen.icons.get(7)?.title).toBe('iconKept');
  });
});

it('brings the script of the reader where its key is expected, into the tab that expects it', async () => {
  expect(await pageHandlers.expectReader({}, sender)).toEqual(ok(null));
  expect(seen.injected).toEqual([{ target: { tabId: sender.tabId }, files: ['/reader.js'] }]);
});

describe('where the reader is in use', () => {
  const script = { target: { tabId: sender.tabId }, files: ['/reader.js'] };
  const hour = 60 * 60 * 1000;

  beforeEach(() => {
    seen.injected.length = 0;
    seen.answers = (type) =>
      type === 'toggleReader' ? { ok: true, value: { open: true } } : Promise.reject(new Error('nobody'));
  });
  afterEach(() => {
    vi.useRealTimers();
    seen.answers = undefined;
  });

  /** What a page found `later` milliseconds from now has brought into its tab. */
  async function found(readable: boolean, later = 0): Promise<unknown[]> {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + later });
    await pageHandlers.pageDetected({ readable, score: 9 }, sender);
    await new Promise((done) => setTimeout(done, 0));
    return seen.injected;
  }

  it('an article has its script before the key', async () => {
    await toggleReader(3);
    expect(await found(true)).toEqual([script]);
  });
  it('no other page has it', async () => {
    await toggleReader(3);
    expect(await found(false)).toEqual([]);
  });
  it('nobody has it who has not opened the reader, or not for half a day', async () => {
    expect(await found(true)).toEqual([]);
    await toggleReader(3);
    expect(await found(true, 13 * hour)).toEqual([]);
  });
  it('one that lives there is not brought again', async () => {
    await toggleReader(3);
    seen.answers = () => ({ ok: true, value: { wasOpen: false } });
    expect(await found(true)).toEqual([]);
  });
});

describe('saving', () => {
  it('takes the address from the browser and not from the message', async () => {
    await pageHandlers.saveClip(
      { draft: sampleDraft({ url: 'https://bank.example/' }) },
      { ...sender, url: `${url}?utm_source=x` },
    );
    expect((await getRecord(idOf(1)))?.source.urls).toMatchObject({
      retrieved: `${url}?utm_source=x`,
      cleaned: url,
    });
  });

  it('keeps nothing from a private window, and says so', async () => {
    const answer = await pageHandlers.saveClip({ draft: sampleDraft() }, { ...sender, incognito: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'private-window' } });
    expect(await listSummaries()).toEqual([]);
  });

  it('answers "is it saved?"', async () => {
    expect(await pageHandlers.findSave({ draftId: idOf(1) }, sender)).toEqual(ok(null));
    const saved = await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    expect(await pageHandlers.findSave({ draftId: idOf(1) }, sender)).toEqual(saved);
  });

  it('answers "is this page kept?"', async () => {
    expect(await pageHandlers.pageStatus({}, sender)).toEqual(ok(null));
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    expect(await pageHandlers.pageStatus({}, { ...sender, url: `${url}#top` })).toEqual(
      ok({ clipId: idOf(1), clippedAt: '2026-03-04T05:06:07.000Z' }),
    );
  });

  it('says that the text of a kept page has changed, or not', async () => {
    const draft = sampleDraft();
    await pageHandlers.saveClip({ draft }, sender);
    const kept = { clipId: idOf(1), clippedAt: '2026-03-04T05:06:07.000Z' };
    const text = canonicalText(clipBlocks(draft.content, draft.images));
    expect(await pageHandlers.pageStatus({ text }, sender)).toEqual(ok(kept));
    expect(await pageHandlers.pageStatus({ text: `${text}\nMore.` }, sender)).toEqual(
      ok({ ...kept, changed: true }),
    );
  });

  it('knows a page by its canonical address once it was read, in the icon too', async () => {
    const address = 'https://valley.example/2026/03/04/mills-come-back';
    const claim = { value: address, status: 'stated' as const, confidence: 1, evidence: [] };
    await pageHandlers.saveClip({ draft: sampleDraft({ url: address }) }, { ...sender, url: address });
    const phone = { ...sender, tabId: 8, url: 'https://m.valley-news.example/mills-come-back' };
    await pageHandlers.pageDetected({ readable: true, score: 90 }, phone);
    expect(seen.icons.get(8)?.title).toBe('iconFound');
    expect(await pageHandlers.pageStatus({}, phone)).toEqual(ok(null));
    const answer = await pageHandlers.pageStatus({ urls: { canonical: claim } }, phone);
    expect(answer).toMatchObject({ ok: true, value: { clipId: idOf(1) } });
    expect(seen.icons.get(8)?.title).toBe('iconKept');
    expect(await pageHandlers.pageFacts({}, phone)).toMatchObject({ ok: true, value: { edits: [] } });
    // Clipped from there, it is a further version of the same clip, found at both addresses.
    const again = sampleDraft({ id: idOf(2), url: phone.url, text: 'The wheels stopped.' });
    const source = { ...again.source, urls: { ...again.source.urls, canonical: claim } };
    const saved = await pageHandlers.saveClip({ draft: { ...again, source } }, phone);
    expect(saved).toMatchObject({ ok: true, value: { kind: 'new-version', clipId: idOf(1) } });
    expect(await pageHandlers.pageStatus({}, { ...sender, url: address })).toMatchObject({
      value: { clipId: idOf(1) },
    });
    expect(await pageHandlers.pageStatus({}, { ...sender, url: phone.url })).toMatchObject({
      value: { clipId: idOf(1) },
    });
  });

  it('shows in the icon, before anybody read the page, that its article was clipped at another address', async () => {
    const address = 'https://valley.example/2026/03/04/mills-come-back';
    await pageHandlers.saveClip({ draft: sampleDraft({ url: address }) }, { ...sender, url: address });
    const phone = { ...sender, tabId: 8, url: 'https://m.valley-news.example/mills-come-back' };
    const urls = { canonical: { value: address }, variants: [] };
    await pageHandlers.pageDetected({ readable: true, score: 90, urls }, phone);
    expect(seen.icons.get(8)?.title).toBe('iconKept');
    expect(await pageHandlers.pageStatus({}, phone)).toMatchObject({ value: { clipId: idOf(1) } });
    // A careless template names its front page.
    const front = { canonical: { value: 'https://valley.example/' }, variants: [] };
    await pageHandlers.pageDetected({ readable: true, score: 90, urls: front }, { ...phone, tabId: 9 });
    expect(seen.icons.get(9)?.title).toBe('iconFound');
  });

  it.each([
    ['QuotaExceededError', 'storage-full'],
    ['InvalidStateError', 'private-window'],
    ['UnknownError', 'storage-failed'],
  ])('says what a %s of the database means', async (name, code) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(library, 'transaction').mockImplementation(() => {
      throw Object.assign(new Error(''), {
        name: 'AbortError',
        inner: Object.assign(new Error(''), { name }),
      });
    });
    expect(await pageHandlers.saveClip({ draft: sampleDraft() }, sender)).toMatchObject({
      ok: false,
      error: { code },
    });
    vi.restoreAllMocks();
  });

  it('cannot undo what was not saved', async () => {
    expect(await pageHandlers.undoSave({ draftId: idOf(3) }, sender)).toEqual(
      fail('not-found', 'There is no such clip to undo.'),
    );
  });
});

describe('images of a clip', () => {
  it('are kept as bytes under their fingerprint, and the record says so', async () => {
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    const record = await getRecord(idOf(1));
    const digest = record?.images[0]?.digest ?? '';
    expect(digest).toMatch(/^sha256:/);
    expect(record?.integrity.images).toEqual({ img1: digest });
    expect(await (await getAsset(digest))?.blob.bytes()).toEqual(png);
    expect(webFetch.mock.calls[0]?.[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  it('are fetched once where one stands twice', async () => {
    const draft = sampleDraft();
    draft.images = [sampleImage, { ...sampleImage, id: 'img2' }];
    await pageHandlers.saveClip({ draft }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    expect(webFetch).toHaveBeenCalledTimes(1);
    const digests = (await getRecord(idOf(1)))?.images.map((image) => image.digest);
    expect(digests?.[1]).toBe(digests?.[0]);
  });

  it('come through the page where the site is granted on a click only', async () => {
    seen.granted = false;
    webFetch.mockRejectedValue(new TypeError('NetworkError'));
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    expect(seen.asked).toEqual([[7, 'fetchImage', { src: sampleImage.src }]]);
    expect(await (await getAsset((await getRecord(idOf(1)))?.images[0]?.digest ?? ''))?.blob.bytes()).toEqual(
      png,
    );
  });

  it('are not asked of the page where the site is granted and only the network failed', async () => {
    webFetch.mockRejectedValue(new TypeError('NetworkError'));
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    expect(seen.asked).toEqual([]);
    expect((await getRecord(idOf(1)))?.images[0]).toMatchObject({ failure: 'no-connection' });
  });

  it('that fail leave the clip whole and say why', async () => {
    webFetch.mockImplementation(async () => new Response('', { status: 403 }));
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    const record = await getRecord(idOf(1));
    expect(record?.images[0]).toMatchObject({ failure: 'http-403' });
    expect(record?.content.text).toContain('The river turned');
  });

  it('are asked for once more in the name of the page where a site wants to know it', async () => {
    let asked: unknown;
    webFetch.mockImplementation(async () => {
      const rule = seen.rules.values().find(({ action }) => JSON.stringify(action).includes('referer'));
      asked ??= rule;
      return rule ? new Response(png) : new Response('', { status: 403 });
    });
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    expect((await getRecord(idOf(1)))?.images[0]?.digest).toMatch(/^sha256:/);
    // The site of the page and no more, for this one picture, and not a moment longer.
    expect(asked).toMatchObject({
      condition: { urlFilter: `|${sampleImage.src}|`, tabIds: [-1] },
      action: { requestHeaders: [{ header: 'referer', value: 'https://news.example/' }] },
    });
    expect(seen.rules.size).toBe(0);
  });

  it('that were not kept may be tried again', async () => {
    webFetch.mockImplementation(async () => new Response('', { status: 503 }));
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]));
    const again = () => extensionPageHandlers.retryImages({ clipId: idOf(1) }, popup);
    expect(await again()).toEqual(ok({ kept: 0, failed: 1 }));
    webFetch.mockImplementation(async () => new Response(png));
    expect(await again()).toEqual(ok({ kept: 1, failed: 0 }));
    expect((await getRecord(idOf(1)))?.images[0]?.failure).toBeUndefined();
    expect(await again()).toEqual(ok({ kept: 0, failed: 0 }));
    expect(await extensionPageHandlers.retryImages({ clipId: idOf(9) }, popup)).toMatchObject({ ok: false });
  });

  it('are so many, and no more, of one clip', async () => {
    const images = Array.from({ length: 503 }, (_, at) => ({
      ...sampleImage,
      id: `img${at + 1}`,
      src: `https://news.example/${at}.png`,
    }));
    webFetch.mockImplementation(async () => new Response(png));
    await pageHandlers.saveClip({ draft: { ...sampleDraft(), images } }, sender);
    await vi.waitFor(async () => expect(await listPendingVersions()).toEqual([]), { timeout: 10_000 });
    const kept = (await getRecord(idOf(1)))?.images ?? [];
    expect(kept.filter(({ digest }) => digest)).toHaveLength(500);
    expect(kept.slice(-3).map(({ failure }) => failure)).toEqual(['clip-full', 'clip-full', 'clip-full']);
  });

  it('are fetched after all when the worker had ended in the middle', async () => {
    webFetch.mockImplementation(() => new Promise(() => undefined)); // the worker ends: no answer ever comes
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await vi.waitFor(() => expect(webFetch).toHaveBeenCalled());
    expect(await listPendingVersions()).toEqual([idOf(1)]);
    webFetch.mockImplementation(async () => new Response(png));
    await resumeImages();
    expect((await getRecord(idOf(1)))?.images[0]?.digest).toMatch(/^sha256:/);
    expect(await listPendingVersions()).toEqual([]);
  });

  it('of a clip that was undone meanwhile bring nothing back', async () => {
    await pageHandlers.saveClip({ draft: sampleDraft() }, sender);
    await pageHandlers.undoSave({ draftId: idOf(1) }, sender);
    await keepImages(idOf(1));
    expect(await getRecord(idOf(1))).toBeUndefined();
    expect(await listSummaries()).toEqual([]);
  });
});

describe('the library page', () => {
  it('opens, at a clip where one is named', async () => {
    await pageHandlers.openLibrary({}, sender);
    await pageHandlers.openLibrary({ clipId: idOf(1) }, sender);
    expect(seen.opened).toEqual([
      'chrome-extension://colophon-id/library.html',
      `chrome-extension://colophon-id/library.html#clip=${encodeURIComponent(idOf(1))}`,
    ]);
  });
});
