import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipId } from '../../../utils/model/clip';
import type { TabsJob } from '../../../utils/platform/tabs-job';
import { idOf, sampleDraft } from '../clip/sample';

interface OpenTab {
  id: number;
  url: string;
  title: string;
  discarded?: boolean;
  incognito?: boolean;
}

/** A window with tabs: what each answers when it is asked to clip itself. */
const world = vi.hoisted(() => ({
  tabs: [] as OpenTab[],
  answers: new Map<number, (draftId?: string) => Promise<unknown>>(),
  session: new Map<string, unknown>(),
}));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    i18n: { getMessage: (key: string) => key },
    runtime: { getURL: (path: string) => path },
    action: { setIcon: async () => undefined, setTitle: async () => undefined },
    tabs: {
      query: async () => world.tabs,
      get: async (id: number) => {
        const tab = world.tabs.find((each) => each.id === id);
        if (!tab) throw new Error('No tab');
        return tab;
      },
      sendMessage: async (id: number, { type, data }: { type: string; data: { draftId?: string } }) =>
        type === 'clipPage' ? world.answers.get(id)?.(data.draftId) : { ok: true, value: null },
    },
    storage: {
      session: {
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) world.session.set(key, structuredClone(value));
        },
        get: async (key: string | null) =>
          Object.fromEntries([...world.session].filter(([known]) => key === null || known === key)),
      },
    },
  },
}));

const { goOnWithTabs, startClipTabs, stopClipTabs, undoClipTabs } = await import(
  '../../../utils/background/clip-tabs'
);
const { library } = await import('../../../utils/store/db');
const { listSummaries } = await import('../../../utils/store/clips');
const { saveDraft } = await import('../../../utils/store/save-draft');

const job = () => world.session.get('clip-tabs') as TabsJob | undefined;
const settled = () => vi.waitFor(() => expect(job()?.state).not.toBe('running'));

/** A tab whose page is clipped when it is asked. */
function article(id: number): OpenTab {
  const url = `https://a.example/${id}`;
  world.answers.set(id, async () => {
    const outcome = await saveDraft(sampleDraft({ id: idOf(id), url }), crypto.subtle);
    return { ok: true, value: { ...outcome, draftId: idOf(id) } };
  });
  return { id, url, title: `Page ${id}` };
}

beforeEach(async () => {
  await library.delete();
  await library.open();
  world.tabs = [];
  world.answers.clear();
  world.session.clear();
});

describe('all tabs of a window', () => {
  it('are clipped; what is left out says why', async () => {
    world.tabs = [
      article(1),
      { id: 2, url: 'chrome://settings', title: 'Settings' },
      { ...article(3), discarded: true },
      { ...article(4), incognito: true },
      { id: 5, url: 'https://a.example/list', title: 'A list' },
      article(6),
    ];
    world.answers.set(5, async () => ({ ok: false, error: { code: 'no-article', message: '' } }));
    expect(await startClipTabs(1)).toMatchObject({ ok: true, value: { state: 'running' } });
    await settled();
    expect(job()?.tabs.map(({ tabId, state, outcome, why }) => [tabId, state, outcome ?? why])).toEqual([
      [1, 'clipped', 'new'],
      [2, 'left-out', 'restricted-page'],
      [3, 'left-out', 'asleep'],
      [4, 'left-out', 'private-window'],
      [5, 'left-out', 'no-article'],
      [6, 'clipped', 'new'],
    ]);
    expect(await listSummaries()).toHaveLength(2);
    await undoClipTabs();
    expect(job()?.state).toBe('undone');
    expect(await listSummaries()).toEqual([]);
  });

  it('that were clipped before the job was stopped stay clipped', async () => {
    world.tabs = [1, 2, 3, 4, 5].map(article);
    const first = world.answers.get(1);
    world.answers.set(1, async () => {
      await stopClipTabs();
      return first?.();
    });
    await startClipTabs(1);
    await vi.waitFor(() => expect(job()?.tabs[0]?.state).toBe('clipped'));
    await goOnWithTabs();
    expect(job()?.state).toBe('stopped');
    expect(job()?.tabs.at(-1)?.state).toBe('waiting');
  });

  it('are gone on with when the worker ended in the middle', async () => {
    world.tabs = [article(1), article(2), article(3)];
    world.session.set('clip-tabs', {
      id: 'job',
      windowId: 1,
      state: 'running',
      tabs: world.tabs.map(({ id, url, title }) => ({
        tabId: id,
        url,
        title,
        state: id === 1 ? 'clipped' : 'waiting',
      })),
    } satisfies TabsJob);
    await goOnWithTabs();
    expect(job()?.state).toBe('done');
    expect((await listSummaries()).map(({ id }) => id).sort()).toEqual([idOf(2), idOf(3)]);
  });

  it('are taken back also where the worker ended after one was kept and before it was noted', async () => {
    const { url, title } = article(1);
    world.tabs = [{ id: 1, url, title }];
    const keep = (id: string) => saveDraft(sampleDraft({ id: id as ClipId, url }), crypto.subtle);
    await keep(idOf(7));
    world.answers.set(1, async (draftId = idOf(8)) => ({
      ok: true,
      value: { ...(await keep(draftId)), draftId },
    }));
    world.session.set('clip-tabs', {
      id: 'job',
      windowId: 1,
      state: 'running',
      tabs: [{ tabId: 1, url, title, state: 'waiting', draftId: idOf(7) }],
    } satisfies TabsJob);
    await goOnWithTabs();
    expect(job()?.tabs[0]).toMatchObject({ state: 'clipped', outcome: 'new' });
    await undoClipTabs();
    expect(await listSummaries()).toEqual([]);
  });

  it('are one job at a time', async () => {
    world.tabs = [article(1)];
    let answer: (value: unknown) => void = () => undefined;
    world.answers.set(
      1,
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const first = await startClipTabs(1);
    const second = await startClipTabs(1);
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    await vi.waitFor(() => expect(answer.length).toBe(1));
    answer({ ok: false, error: { code: 'no-access', message: '' } });
    await settled();
    expect(job()?.tabs[0]).toMatchObject({ state: 'left-out', why: 'no-access' });
  });
});
