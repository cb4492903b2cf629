import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';

const world = vi.hoisted(() => ({ incognito: false, told: [] as unknown[] }));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    i18n: { getMessage: (key: string) => key },
    runtime: {
      getURL: (path: string) => `chrome-extension://colophon-id/${path}`,
      getManifest: () => ({ name: 'Colophon', version: '0.1.0' }),
    },
    permissions: { contains: async () => false },
    action: { setIcon: async () => undefined, setTitle: async () => undefined },
    scripting: { executeScript: async () => undefined },
    tabs: {
      query: async () => [],
      getCurrent: async () => undefined,
      get: async (id: number) => ({ id, incognito: world.incognito }),
      sendMessage: async (_: number, { type, data }: { type: string; data: { result?: unknown } }) => {
        if (type === 'tellClip') world.told.push(data.result);
        return { ok: true, value: null };
      },
    },
    declarativeNetRequest: { updateSessionRules: async () => undefined },
    storage: {
      local: { get: async () => ({}) },
      session: { get: async () => ({}), set: async () => undefined },
    },
  },
}));

const { clipLink } = await import('../../../utils/background/clip-link');
const { library } = await import('../../../utils/store/db');

beforeEach(async () => {
  await library.delete();
  await library.open();
  world.told = [];
});

it.each([
  [false, 1, 'link-kept'],
  [true, 0, 'private-window'],
])(
  'a link chosen in a window (private: %s) leaves %i clips, and the page says so',
  async (incognito, clips, code) => {
    world.incognito = incognito;
    await clipLink(7, 'https://news.example/linked');
    expect(await library.clips.count()).toBe(clips);
    expect(world.told).toMatchObject([{ ok: false, error: { code } }]);
  },
);
