// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import type { PageCard } from '../../../utils/messaging/protocol';
import type { Evidence } from '../../../utils/model/claim';
import type { ClipDraft, ClipSummary } from '../../../utils/model/clip';
import { fail, ok, type Result } from '../../../utils/model/result';
import { library } from '../../../utils/store/db';
import { fillIndex } from '../../../utils/store/search-index';
import { sampleDraft } from '../clip/sample';
import { speaking } from './fake-browser';
import { image, inferred, source, stated, summary } from './samples';

const world = vi.hoisted(() => ({
  browser: {} as Record<string, unknown>,
  asked: [] as { type: string; data: unknown }[],
  answers: {} as Record<string, unknown>,
  opened: [] as string[],
  everySite: true,
  urlNow: 'https://ledger.example/tide',
}));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
vi.mock('../../../utils/messaging/ask', () => ({
  ask: async (type: string, data: unknown) => {
    world.asked.push({ type, data });
    const answer = world.answers[type];
    return typeof answer === 'function' ? answer(data) : answer;
  },
}));
vi.mock('../../../utils/platform/tabs', () => ({
  activeTab: async () => ({ id: 7, title: 'The tide', url: 'https://ledger.example/tide' }),
  findTab: async (id: number) => ({ id, url: world.urlNow }),
  openPage: async (path: string, hash = '') => {
    world.opened.push(path + hash);
  },
  pageAddress: (path: string, hash = '') => `extension:///${path}${hash}`,
}));
vi.mock('../../../utils/platform/permissions', () => ({
  hasEverySite: async () => world.everySite,
  requestEverySite: async () => true,
}));
const footer: Evidence = {
  kind: 'footer',
  rule: 'notice.all-rights',
  scope: 'site',
  quote: 'All rights reserved.',
  selector: { type: 'CssSelector', value: '#foot' },
};
const draft: ClipDraft = {
  ...sampleDraft(),
  content: {
    ...sampleDraft().content,
    title: 'The people who keep the tide',
    wordCount: 2310,
    html: '',
    text: '',
  },
  source: source({ creators: [] }),
  rights: { notices: [], signal: { light: 'red', code: 'reserved.arr', because: [footer] } },
  images: [image('a', { credit: stated('Photo: Tomas Reed', 'caption') }), image('b')],
};
const card: PageCard = {
  kind: 'article',
  title: 'The people who keep the tide',
  siteName: 'The Harbour Ledger',
  draft,
  readerOpen: false,
};
const saved = { kind: 'new' as const, clipId: 'c1', versionId: 'v1', draftId: 'd1' };

let root: HTMLElement;
beforeEach(async () => {
  await Promise.all(library.tables.map((table) => table.clear()));
  world.browser = speaking('en');
  world.asked = [];
  world.opened = [];
  world.everySite = true;
  world.urlNow = 'https://ledger.example/tide';
  world.answers = { clipTab: ok(saved), undoSave: ok(null), readTab: ok(null) };
  vi.spyOn(window, 'close').mockImplementation(() => undefined);
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

/** Puts clips into the library, as they would be after saving. */
async function keep(clips: readonly ClipSummary[]): Promise<void> {
  await library.clips.bulkPut(clips);
  await library.versions.bulkPut(
    clips.map((clip) => ({
      id: clip.versionId,
      clipId: clip.id,
      at: clip.clippedAt,
      record: {
        ...sampleDraft({ id: clip.id }),
        integrity: { canonicalization: 'clip-text-v1', text: 'sha256:a', record: 'sha256:b' },
        highlights: [],
        tags: [],
        edits: [],
      },
    })),
  );
  await fillIndex();
}

async function open(described: Result<PageCard>, clips: ClipSummary[] = []): Promise<void> {
  world.answers.describeTab = described;
  await keep(clips);
  act(() => render(<Popup />, root));
  await until(
    () =>
      root.querySelector('[aria-busy="true"]') === null &&
      root.querySelector(clips.length > 0 ? '.mini' : '.shelf > *') !== null,
  );
}
/** Waits for what a person would see, and fails with what they see instead. */
function until(isSo: () => boolean): Promise<void> {
  return vi.waitFor(() => {
    act(() => undefined); // lets Preact draw
    if (!isSo()) throw new Error(root.textContent ?? '');
  }, 40_000);
}
const says = (sentence: string) => until(() => root.textContent?.includes(sentence) ?? false);
const buttons = () => [...root.querySelectorAll('main button')].map((button) => button.textContent);
function press(key: string): void {
  act(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
}
const typesAsked = () => world.asked.map(({ type }) => type);

describe('the popup over an article', () => {
  it('says what was found, and what was not', async () => {
    await open(ok(card));
    const facts = [...root.querySelectorAll('.facts dt')].map((term) => [
      term.textContent,
      [...(term.nextElementSibling?.childNodes ?? [])]
        .filter((node) => !(node instanceof HTMLDetailsElement))
        .map((node) => node.textContent)
        .join('')
        .trim(),
    ]);
    expect(facts).toEqual([
      ['Author', 'No author named'],
      ['Published', 'The Harbour LedgerNo date stated'],
      ['Photos', 'Photo: Tomas Reed (1)One photo names no one.'],
      ['Length', '2,310 words, 8–10 min'],
    ]);
  });

  it('says in one sentence whether it may be republished, in whose words, and of the photos apart', async () => {
    await open(ok(card));
    const rights = root.querySelector('.rights');
    expect(
      [...(rights?.querySelectorAll('p, li') ?? [])].slice(0, 3).map((line) => line.textContent),
    ).toEqual([
      'Reserved',
      'The page reserves all rights. It gives no permission to republish.',
      'All rights reserved.',
    ]);
    expect(rights?.querySelector('li')?.textContent).toBe('2 of 2 photos: rights not stated');
    expect(rights?.querySelector('.glyph')?.getAttribute('data-light')).toBe('reserved');
  });

  it('opens where a fact was found, and leads to the place', async () => {
    world.answers.showPlace = ok({ shown: true });
    await open(ok(card));
    const where = root.querySelector<HTMLDetailsElement>('.rights details');
    expect(where?.textContent).toContain('A sentence that reserves all rights');
    expect(where?.textContent).toContain('Stated on the page');
    act(() => where?.querySelector('button')?.click());
    await until(() => vi.mocked(window.close).mock.calls.length === 1);
    expect(world.asked.at(-1)).toEqual({ type: 'showPlace', data: { tabId: 7, evidence: footer } });
  });

  it('says so where the page does not show the place, and stays', async () => {
    world.answers.showPlace = ok({ shown: false });
    await open(ok(card));
    act(() => root.querySelector<HTMLElement>('.rights details button')?.click());
    await says('The page does not show it now');
    expect(window.close).not.toHaveBeenCalled();
  });

  it('marks what was concluded, and offers no way to what only the code says', async () => {
    const origin = inferred({ name: 'Valley Post', relation: 'republished' as const });
    const hidden: Evidence = { kind: 'json-ld', rule: 'json-ld.publisher', scope: 'work' };
    await open(
      ok({ ...card, draft: { ...draft, source: source({ origin: { ...origin, evidence: [hidden] } }) } }),
    );
    const row = [...root.querySelectorAll('.facts dd')].find((value) =>
      value.textContent?.includes('Valley Post'),
    );
    expect(row?.querySelector('.guess')?.textContent).toBe('Probably Valley Post');
    expect(row?.textContent).toContain('Concluded, not stated');
    expect(row?.querySelector('button')).toBeNull();
  });

  it('cites a page that is not clipped', async () => {
    await open(ok(card));
    press('q');
    await says('The people who keep the tide. ');
    expect(root.querySelector('.cite-preview i, .cite-preview')?.textContent).toContain('The Harbour Ledger');
    expect(typesAsked()).toEqual(['describeTab']);
  });

  it('clips with Enter, says so, and takes it back with Z', async () => {
    await open(ok(card));
    press('Enter');
    await says('Clipped');
    expect(document.activeElement?.textContent).toContain('Undo');
    press('z');
    await until(() => buttons().some((button) => button?.startsWith('Clip')));
    expect(world.asked.slice(1)).toEqual([
      { type: 'clipTab', data: { tabId: 7, draftId: expect.stringMatching(/^urn:uuid:/) } },
      { type: 'undoSave', data: { draftId: 'd1' } },
    ]);
  });

  it('reads with R and leaves', async () => {
    await open(ok(card));
    press('r');
    await until(() => vi.mocked(window.close).mock.calls.length === 1);
    expect(typesAsked()).toContain('readTab');
  });

  it('says why a clip failed, and offers to try again', async () => {
    world.answers.clipTab = fail('storage-full', 'The disk is full.');
    await open(ok(card));
    press('Enter');
    await says('Not clipped: this computer’s storage for Colophon is full');
    expect(root.querySelector('[role="alert"]')?.textContent).toContain(
      'Nothing was saved, and nothing was lost.',
    );
    expect(buttons()[0]).toContain('Try again');
  });

  describe('where the background ended before it answered', () => {
    const ended = fail('no-answer', 'Colophon did not answer.');
    const wishes = () => world.asked.filter(({ type }) => type === 'clipTab');

    it('does not say that it failed: it looks up what was kept', async () => {
      world.answers.clipTab = async ({ draftId }: { draftId: string }) => {
        const outcome = { kind: 'new' as const, clipId: draftId, versionId: draftId };
        await library.saves.put({ draftId, clipId: draftId, at: '2026-11-22T09:00:00Z', outcome });
        return ended;
      };
      await open(ok(card));
      press('Enter');
      await says('Clipped');
      expect(wishes()).toHaveLength(1);
    });

    it('asks once more with the same id where nothing was kept', async () => {
      world.answers.clipTab = () => (wishes().length === 1 ? ended : ok(saved));
      await open(ok(card));
      press('Enter');
      await says('Clipped');
      expect(wishes()).toHaveLength(2);
      expect(wishes()[0]).toEqual(wishes()[1]);
    });

    it('clips no other page that stands in the tab by then', async () => {
      world.answers.clipTab = ended;
      world.urlNow = 'https://ledger.example/other';
      await open(ok(card));
      press('Enter');
      await until(() => root.querySelector('[role="alert"]') !== null);
      expect(wishes()).toHaveLength(1);
    });
  });

  it('says that a page is kept already, and makes no second clip of it with Enter', async () => {
    await open(ok({ ...card, clipped: { clipId: 'c1', clippedAt: '2026-11-22T09:00:00Z' } }));
    await says('Clipped on 22 November 2026.');
    press('Enter');
    expect(typesAsked()).not.toContain('clipTab');
  });

  it('says that the text has changed since, and keeps both versions when asked to', async () => {
    const clipped = { clipId: 'c1', clippedAt: '2026-11-22T09:00:00Z', changed: true as const };
    await open(ok({ ...card, clipped }), [summary('c1')]);
    await says('The text has changed since you clipped it');
    expect(root.textContent).toContain('22 November 2026');
    world.answers.clipTab = ok({
      kind: 'new-version',
      clipId: 'c1',
      versionId: 'v2',
      previousVersionId: 'v1',
      draftId: 'd1',
    });
    act(() =>
      [...root.querySelectorAll<HTMLElement>('main button')]
        .find((button) => button.textContent === 'Keep both versions')
        ?.click(),
    );
    await says('Clipped as a new version');
    expect(typesAsked()).toContain('clipTab');
  });

  it('takes tags and a note for a page that was clipped just now', async () => {
    await open(ok(card), [summary('c1')]);
    press('Enter');
    await until(() => root.querySelector('.clip-order') !== null);
    const field = root.querySelector<HTMLInputElement>('.tag-field input');
    act(() => {
      if (field) field.value = 'coast,';
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await vi.waitFor(async () => expect((await library.clips.get('c1'))?.tags).toEqual(['coast']));
    await until(() => root.querySelector('.tag-field .chip')?.textContent === 'coast');
  });

  it('offers no Undo where the page was kept unchanged', async () => {
    world.answers.clipTab = ok({ ...saved, kind: 'same', clippedAt: '2026-11-22T09:00:00Z' });
    await open(ok(card));
    press('Enter');
    await says('Already in your library, unchanged');
    expect(buttons().join()).not.toContain('Undo');
  });
});

describe('the popup elsewhere', () => {
  it('offers to try anyway, and to clip anyway, where there is text but no article', async () => {
    await open(ok({ ...card, kind: 'text' }));
    await says('No article found on this page');
    press('Enter');
    expect(typesAsked()).not.toContain('clipTab');
    act(() =>
      [...root.querySelectorAll<HTMLElement>('main button')]
        .find((b) => b.textContent === 'Clip anyway')
        ?.click(),
    );
    await says('Clipped');
    expect(world.asked.at(-1)).toMatchObject({ type: 'clipTab', data: { tabId: 7, anyway: true } });
  });

  it('offers nothing on a page without text', async () => {
    await open(ok({ ...card, kind: 'empty' }));
    await says('There is no text here');
    expect(buttons()).toEqual([]);
  });

  it('says where the browser lets no extension in, and still shows the clips', async () => {
    await open(fail('restricted-page', 'No.'), [summary('1', { title: 'Notes on mending a map' })]);
    await says('The browser keeps extensions off this page');
    expect(root.querySelector('.top')?.textContent).toBe('Browser page');
    expect(root.querySelector('.mini')?.textContent).toContain('Notes on mending a map');
  });

  it('says what is missing where access to sites is restricted', async () => {
    world.everySite = false;
    await open(ok(card));
    await says('with access to all sites');
    expect(buttons()).toContain('Allow');
  });
});

describe('the clips in the popup', () => {
  const clips = [
    summary('1', { title: 'The people who keep the tide', light: 'amber' }),
    summary('2', {
      title: '老渡口的末班船',
      siteName: '临江新闻网',
      light: 'red',
      clippedAt: '2026-11-24T09:00:00Z',
    }),
  ];
  const shown = () => [...root.querySelectorAll('.mini b')].map((title) => title.textContent);

  it('are newest first, each with its light in words', async () => {
    await open(ok(card), clips);
    expect(shown()).toEqual(['The people who keep the tide', '老渡口的末班船']);
    const lights = [...root.querySelectorAll('.mini svg')].map((glyph) => glyph.getAttribute('aria-label'));
    expect(lights).toEqual(['Conditions', 'Reserved']);
  });

  it('are filtered by typing after /, and reached by the arrows', async () => {
    await open(ok(card), clips);
    press('/');
    const field = document.activeElement as HTMLInputElement;
    act(() => {
      field.value = '末班';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await until(() => shown().join() === '老渡口的末班船');
    act(() => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }),
      );
    });
    expect(document.activeElement?.textContent).toContain('老渡口的末班船');
  });

  it('do not take the letters of a search for commands', async () => {
    await open(ok(card), clips);
    press('/');
    const field = document.activeElement;
    act(() => {
      for (const key of ['r', 'z', 'Enter'])
        field?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    expect(typesAsked()).toEqual(['describeTab']);
  });

  it('open in the library', async () => {
    await open(ok(card), clips);
    act(() => root.querySelector<HTMLElement>('.mini')?.click());
    expect(world.opened).toEqual(['library.html#clip=1']);
  });

  it('are said to be none, and where they will be kept', async () => {
    await open(ok(card));
    await says('What you clip is kept on this computer, with its source and its terms.');
  });
});
