// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// Asked for when the first rows stand; here it is to be there at once.
import '../../../components/library/clip-view';
import { Library } from '../../../components/library/library';
import type { Change } from '../../../utils/model/change';
import type { ClipRecord, ClipSummary } from '../../../utils/model/clip';
import { ok } from '../../../utils/model/result';
import { defaultSettings } from '../../../utils/model/settings';
import { library } from '../../../utils/store/db';
import { fillIndex } from '../../../utils/store/search-index';
import { speaking } from './fake-browser';
import { image, person, rights, source, stated, summary } from './samples';

const world = vi.hoisted(() => ({
  browser: {} as Record<string, unknown>,
  fails: false,
  records: {} as Record<string, unknown>,
}));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
vi.mock('../../../utils/messaging/ask', () => ({
  ask: async () => ok(null),
}));
vi.mock('../../../components/hooks/carry-out', async (original) => {
  const real = await original<typeof import('../../../components/hooks/carry-out')>();
  const fail = { ok: false as const, error: { code: 'storage-failed' as const, message: 'No.' } };
  return { ...real, carryOut: async (change: Change) => (world.fails ? fail : real.carryOut(change)) };
});
vi.mock('../../../components/hooks/use-settings', async (original) => ({
  ...(await original<object>()),
  useSettings: () => [defaultSettings, () => undefined],
}));
vi.mock('../../../components/hooks/use-clips', () => ({
  useRecord: (id?: string) => ({ view: 'ready', value: id && world.records[id] }),
  useVersions: () => ({ view: 'ready', value: [{ id: 'v', at: '2026-11-25T09:00:00Z' }] }),
  useImageAddresses: () => pictures,
}));
const pictures = { addresses: new Map([['img1', 'blob:https://extension.example/1']]) };

const tide = summary('1', {
  title: 'The people who keep the tide',
  authors: ['Ada Marlowe'],
  light: 'amber',
});
const ferry = summary('2', {
  title: '老渡口的末班船',
  siteName: '临江新闻网',
  language: 'zh-CN',
  light: 'red',
  clippedAt: '2026-11-24T09:00:00Z',
});

function record(of: ClipSummary): ClipRecord {
  const photo = image('img1', {
    credit: stated('Photo: Tomas Reed', 'caption'),
    creators: [stated(person('Tomas Reed', { role: 'photographer' }), 'caption')],
  });
  return {
    version: '1.0',
    id: of.id,
    content: {
      title: of.title,
      html: `<p>Text of ${of.title}</p>`,
      text: 'Text',
      language: 'en',
      wordCount: 100,
    },
    source: source(),
    rights: rights('amber', 'cond.attribution', 'reprinted with a link', ['© 2026 The Harbour Ledger Trust']),
    images: [photo],
    capture: {
      at: '2026-11-25T09:09:00Z',
      clock: 'device',
      tool: 'Colophon',
      toolVersion: '0.1.0',
      browser: 'Chromium 156',
      how: 'full-article',
    },
    integrity: { canonicalization: 'clip-text-v1', text: 'sha256:abc', record: 'sha256:def' },
    highlights: [],
    tags: [],
    edits: [],
  };
}

/** Puts clips into the library, as they would be after saving. */
async function keep(...clips: ClipSummary[]): Promise<void> {
  await library.clips.bulkPut(clips);
  await library.versions.bulkPut(
    clips.map((clip) => ({ id: clip.versionId, clipId: clip.id, at: clip.clippedAt, record: record(clip) })),
  );
  await fillIndex();
}

let root: HTMLElement;
beforeEach(async () => {
  await Promise.all(library.tables.map((table) => table.clear()));
  await keep(tide, ferry);
  world.browser = speaking('en');
  world.fails = false;
  world.records = { 1: record(tide), 2: record(ferry) };
  history.replaceState(null, '', '/library.html');
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  HTMLElement.prototype.scrollTo = vi.fn();
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

async function draw(): Promise<void> {
  act(() => render(<Library />, root));
  await until(
    () =>
      root.querySelector('.row') !== null &&
      root.querySelector('.clip:not(.clip-none), .clip .none') !== null &&
      entry('Reserved')?.textContent !== 'Reserved',
  );
}
/** Waits for what a person would see, and fails with what they see instead. */
function until(isSo: () => boolean): Promise<void> {
  return vi.waitFor(() => {
    act(() => undefined);
    if (!isSo()) throw new Error(root.textContent ?? '');
  }, 40_000);
}
function press(key: string): void {
  act(() => {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  });
}
const field = () => root.querySelector<HTMLInputElement>('.search-field input');
const titles = () => [...root.querySelectorAll('.row h2')].map((title) => title.textContent);
const title = () => root.querySelector('.clip h1')?.textContent;
const entry = (name: string) =>
  [...root.querySelectorAll<HTMLElement>('.side li button')].find((button) =>
    button.textContent?.startsWith(name),
  );

describe('the list of the library', () => {
  it('says of no list that it matches what was typed before that was searched', async () => {
    await draw();
    const typed = field();
    if (!typed) throw new Error('no field');
    typed.value = 'ferry';
    act(() => {
      typed.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    expect(root.querySelector('.sorts [role="status"]')?.textContent).toBe('2 clips');
  });

  it('is searched from the storage view by one key, all of it, wherever one came from', async () => {
    await draw();
    for (const key of ['g', 't', 'g', 's']) press(key);
    await until(() => root.querySelector('.library[data-view="storage"]') !== null);
    press('/');
    expect(root.querySelector('.library[data-view]')).toBeNull();
    expect(document.activeElement).toBe(field());
    await until(() => titles().length === 2);
  });

  it('shows all clips, and the first of them beside it', async () => {
    await draw();
    expect(titles()).toEqual(['The people who keep the tide', '老渡口的末班船']);
    await until(() => title() === 'The people who keep the tide');
  });

  it('counts clips by light and by source, and filters by them', async () => {
    await draw();
    expect(entry('Reserved')?.textContent).toBe('Reserved1');
    expect(entry('Open licence')?.textContent).toBe('Open licence0');
    act(() => entry('临江新闻网')?.click());
    await until(() => titles().join() === '老渡口的末班船');
    expect(entry('临江新闻网')?.getAttribute('aria-current')).toBe('page');
    expect(field()?.value).toBe('site:临江新闻网');
    act(() => entry('临江新闻网')?.click());
    await until(() => titles().length === 2);
  });

  it('moves with J and K', async () => {
    await draw();
    press('j');
    await until(() => title() === '老渡口的末班船');
    expect(document.activeElement?.textContent).toBe('老渡口的末班船');
    press('k');
    await until(() => title() === 'The people who keep the tide');
  });

  it('does what a key says to the clip that the key before led to, also before it is shown', async () => {
    await draw();
    await until(() => title() === 'The people who keep the tide');
    press('j');
    press('s');
    await until(() => title() === '老渡口的末班船');
    await vi.waitFor(async () => {
      const favourites = (await library.clips.toArray()).filter(({ favourite }) => favourite);
      expect(favourites.map(({ title }) => title)).toEqual(['老渡口的末班船']);
    });
  });

  it('says so when a link leads to a clip that is gone', async () => {
    history.replaceState(null, '', '/library.html#clip=nowhere');
    await draw();
    await until(() => root.querySelector('.clip')?.textContent === 'This clip is no longer in the library.');
  });
});

describe('searching', () => {
  const type = (text: string): void => {
    const typed = field();
    if (!typed) throw new Error('There is no field');
    act(() => {
      typed.value = text;
      typed.setSelectionRange(text.length, text.length);
      typed.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
  };
  const key = (name: string): void => {
    act(() => {
      field()?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    });
  };
  const offers = () => [...root.querySelectorAll('.offer b')].map((offer) => offer.textContent);

  it('finds a word of two characters in a title, and marks it', async () => {
    await draw();
    type('渡口');
    await until(() => titles().join() === '老渡口的末班船');
    expect(root.querySelector('.row mark')?.textContent).toBe('渡口');
    expect(root.querySelector('.list [role="status"]')?.textContent).toBe('1 clip matches');
  });

  it('completes a filter and its value by keys, and filters by it', async () => {
    await draw();
    type('li');
    expect(offers()).toEqual(['light:']);
    key('ArrowDown');
    key('Tab');
    await until(() => offers().includes('red'));
    for (const name of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) key(name);
    expect(field()?.value).toBe('light:red ');
    await until(() => titles().join() === '老渡口的末班船');
    expect(entry('Reserved')?.getAttribute('aria-current')).toBe('page');
  });

  it('says what it does not understand', async () => {
    await draw();
    type('colour:blue before:someday');
    await until(() => root.querySelector('.search-notes')?.textContent?.includes('someday') ?? false);
    expect(root.querySelector('.search-notes')?.textContent).toBe(
      'Read as text: colour:blueNot understood and left out: before:someday',
    );
    expect(root.querySelector('.list .none')?.textContent).toMatch(/^Nothing matches/);
  });
});

describe('what is known of a clip', () => {
  it('is shown with the place where it was found', async () => {
    await draw();
    const panel = root.querySelector('.panel');
    expect(panel?.querySelector('.rights')?.textContent).toContain('reprinted with a link');
    expect(panel?.textContent).toContain('© 2026 The Harbour Ledger Trust');
    const author = [...(panel?.querySelectorAll('dt') ?? [])].find((term) => term.textContent === 'Author');
    const value = author?.nextElementSibling;
    expect(value?.textContent).toContain('Ada MarloweFound: Byline');
    expect(value?.querySelector('details q')?.textContent).toBe('By Ada Marlowe, on the quay');
    expect(panel?.querySelector('.imgs')?.textContent).toContain('Photo: Tomas Reed');
  });

  it('shows its pictures from what was kept', async () => {
    await draw();
    expect([...root.querySelectorAll('img')].map((shown) => shown.getAttribute('src'))).toEqual([
      'blob:https://extension.example/1',
    ]);
  });

  it('tells what the files of the pictures say, and how the licensor asks to be named', async () => {
    const kept = record(tide);
    const [photo] = kept.images;
    if (!photo) throw new Error('the clip has a picture');
    const embedded = { creator: '<i>Ines Calloway</i>', copyright: '© 2026 Harbour Pictures' };
    const attribution = stated({ name: 'Ada for the Ledger', url: 'https://ledger.example/ada' });
    const noticeUrl = stated('javascript:alert(1)');
    world.records[1] = {
      ...kept,
      rights: { ...kept.rights, attribution, noticeUrl },
      images: [{ ...photo, embedded }],
    };
    await draw();
    const inFile = root.querySelector('.panel .in-file');
    expect(inFile?.textContent).toContain('<i>Ines Calloway</i>');
    expect(inFile?.textContent).toContain('© 2026 Harbour Pictures');
    expect(inFile?.querySelector('summary')?.textContent).toContain('Differs from the caption');
    expect(inFile?.querySelector('i')).toBeNull();
    expect(root.querySelector('.panel .imgs')?.textContent).toContain('Photo: Tomas Reed');
    const rightsCard = root.querySelector('.panel .rights');
    expect(rightsCard?.textContent).toContain('Asks to be named as: Ada for the Ledger');
    expect(rightsCard?.querySelector('a[href^="javascript"]')).toBeNull();
  });
});

describe('what was done', () => {
  it('is done with all that are selected, and the selection goes by keys', async () => {
    await draw();
    await until(() => title() === 'The people who keep the tide');
    press('x');
    act(() => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'J', shiftKey: true, bubbles: true, cancelable: true }),
      );
    });
    await until(() => root.querySelector('.bulk')?.textContent?.startsWith('2 selected') ?? false);
    press('e');
    await vi.waitFor(async () =>
      expect((await library.clips.toArray()).map(({ archived }) => archived)).toEqual([true, true]),
    );
    await until(() => root.querySelector('.toasts')?.textContent?.includes('2 archived') ?? false);
  });
});

describe('the Trash', () => {
  it('takes a clip with Delete, says so, and gives it back with Z', async () => {
    await draw();
    press('j');
    await until(() => title() === '老渡口的末班船');
    press('Delete');
    await until(() => root.querySelector('.toasts')?.textContent?.includes('Moved to Trash') ?? false);
    await until(() => titles().length === 1);
    press('z');
    await until(() => titles().length === 2);
    expect(root.querySelector('.toasts')?.textContent).toContain('Undone: Moved to Trash');
  });

  it('takes a clip that was searched for out of what was found, and back', async () => {
    await draw();
    const typed = field();
    if (!typed) throw new Error('There is no field');
    act(() => {
      typed.value = '渡口';
      typed.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await until(() => titles().join() === '老渡口的末班船' && title() === '老渡口的末班船');
    press('Delete');
    await until(() => root.querySelector('.list .none')?.textContent?.startsWith('Nothing matches') ?? false);
    press('z');
    await until(() => titles().join() === '老渡口的末班船');
  });

  it('says in its place why a clip could not be moved', async () => {
    await draw();
    world.fails = true;
    press('Delete');
    await until(
      () => root.querySelector('[role="alert"]')?.textContent === 'The library could not be opened',
    );
    expect(root.querySelector('.toast')).toBeNull();
  });

  it('lists what is in it, and puts it back', async () => {
    await keep({ ...ferry, deletedAt: '2026-11-25T09:00:00Z' });
    await draw();
    act(() => entry('Trash')?.click());
    await until(() => titles().join() === '老渡口的末班船');
    act(() => root.querySelector<HTMLElement>('.row button')?.click());
    await until(() => root.querySelector('.list .none')?.textContent === 'The Trash is empty.');
    act(() => entry('All clips')?.click());
    await until(() => titles().length === 2);
  });
});
