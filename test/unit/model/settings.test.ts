import { describe, expect, it } from 'vitest';
import {
  changedOn,
  defaultSettings,
  opensByItself,
  type Settings,
  settingsOn,
  withSite,
} from '../../../utils/model/settings';

describe('the look of a site', () => {
  const host = 'news.example';

  it('is the common one until it has its own, and the common one again afterwards', () => {
    const common: Settings = { ...defaultSettings, size: 21 };
    expect(changedOn(common, host, { size: 23 })).toEqual({ size: 23 });
    const own = { ...common, ...withSite(common, host, true) };
    expect(settingsOn(own, host).size).toBe(21);
    const changed = { ...own, ...changedOn(own, host, { size: 26, theme: 'sepia' }) };
    expect(settingsOn(changed, host)).toMatchObject({ size: 26, theme: 'sepia' });
    expect(settingsOn(changed, 'other.example').size).toBe(21);
    const back = { ...changed, ...withSite(changed, host, false) };
    expect(settingsOn(back, host).size).toBe(21);
  });

  it('holds looks only: a key or a voice is changed for all', () => {
    const own = { ...defaultSettings, sites: { [host]: {} } };
    expect(changedOn(own, host, { speechRate: 2, line: 1, lineStep: 1 } as Partial<Settings>)).toEqual({
      speechRate: 2,
      line: 1,
      sites: { [host]: { lineStep: 1 } },
    });
  });
});

describe('opening by itself', () => {
  it.each([
    ['news.example', 'https://news.example/a', true],
    ['news.example', 'https://www.news.example/a', true],
    ['news.example', 'https://fakenews.example/a', false],
    ['news.example', 'https://other.example/?q=news.example', false],
    ['localhost:4000', 'http://localhost:4000/a', true],
    ['news.example/essays/*', 'https://news.example/essays/tide', true],
    ['news.example/essays/*', 'https://news.example/shop', false],
    ['*/essays/*', 'https://any.example/essays/x', true],
    ['news.example/a.b*', 'https://news.example/aXb', false],
    ['', 'https://news.example/', false],
    ['*', 'about:blank', false],
    ['news.example', 'no address', false],
  ])('by %j on %s: %s', (pattern, url, opens) => {
    expect(opensByItself([pattern], url)).toBe(opens);
  });
});
