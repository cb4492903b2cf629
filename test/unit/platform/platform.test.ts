import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../utils/model/settings';

type Listener = (changes: Record<string, { newValue?: unknown }>, area: string) => void;

const store = vi.hoisted(() => ({
  local: new Map<string, unknown>(),
  listeners: new Set<Listener>(),
  orphaned: false,
}));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    i18n: {
      getMessage: (key: string, words: string[]) => {
        if (store.orphaned) throw new Error('Extension context invalidated.');
        return key === 'probably' ? `probably ${words[0]}` : '';
      },
      getUILanguage: () => {
        if (store.orphaned) throw new Error('Extension context invalidated.');
        return 'zh_CN';
      },
    },
    runtime: { getManifest: () => ({ name: 'Colophon', version: '0.1.0' }) },
    storage: {
      local: {
        get: async (key: string) => ({ [key]: store.local.get(key) }),
        set: async (values: object) => {
          for (const [key, newValue] of Object.entries(values)) {
            store.local.set(key, newValue);
            for (const listener of store.listeners) listener({ [key]: { newValue } }, 'local');
          }
        },
      },
      onChanged: {
        addListener: (listener: Listener) => store.listeners.add(listener),
        removeListener: (listener: Listener) => store.listeners.delete(listener),
      },
    },
  },
}));

const { t, uiLanguage } = await import('../../../utils/platform/i18n');
const { getSettings, observeSettings, setSettings } = await import('../../../utils/platform/settings');
const { browserName } = await import('../../../utils/platform/tool');

beforeEach(() => {
  store.local.clear();
  store.listeners.clear();
});

describe('words', () => {
  it('come with what is put into them; a missing one shows its key', () => {
    expect(t('probably', '杭州日报')).toBe('probably 杭州日报');
    expect(t('noSuchKey')).toBe('noSuchKey');
  });

  it('have a language as pages write it', () => {
    expect(uiLanguage()).toBe('zh-CN');
  });
});

describe('settings', () => {
  it('are the defaults at first, and keep what is changed', async () => {
    expect(await getSettings()).toEqual(defaultSettings);
    await setSettings({ theme: 'sepia' });
    await setSettings({ size: 21 });
    expect(await getSettings()).toEqual({ ...defaultSettings, theme: 'sepia', size: 21 });
  });

  it('get the default of a setting that an older version did not know', async () => {
    store.local.set('settings', { theme: 'dark' });
    expect(await getSettings()).toEqual({ ...defaultSettings, theme: 'dark' });
  });

  it('tell of each change until nobody listens', async () => {
    const told: string[] = [];
    const stop = observeSettings((settings) => told.push(settings.theme));
    await setSettings({ theme: 'dark' });
    stop();
    await setSettings({ theme: 'light' });
    expect(told).toEqual(['dark']);
  });
});

describe('browserName', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox 153'],
    ['Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome 156'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge 156',
    ],
    ['something else', 'unknown'],
  ])('%s is %s', (agent, name) => {
    expect(browserName(agent)).toBe(name);
  });
});

describe('the polyfill', () => {
  it('is bundled in no script that every page gets', () => {
    // Its import would cost detect.js 9 kB (design trap 2).
    for (const file of ['entrypoints/detect.ts', 'utils/platform/watch-address.ts']) {
      expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).not.toMatch(
        /from '.*browser'/,
      );
    }
  });
});

describe('words in a script that an update has orphaned', () => {
  it('are what was said before; what was not is its key', () => {
    const before = [t('probably', 'rain'), uiLanguage()];
    store.orphaned = true;
    try {
      expect([t('probably', 'rain'), uiLanguage()]).toEqual(before);
      expect(t('probably', 'snow')).toBe('probably');
    } finally {
      store.orphaned = false;
    }
  });
});
