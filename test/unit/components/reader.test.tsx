// @vitest-environment jsdom
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipState } from '../../../components/reader/clip-state';
import { Reader } from '../../../components/reader/reader';
import { unsealed } from '../../../utils/clip/unsealed';
import { sanitize } from '../../../utils/dom/sanitize';
import type { SafeHtml } from '../../../utils/model/article';
import { defaultSettings, type Settings } from '../../../utils/model/settings';
import { sampleDraft } from '../clip/sample';
import { speaking } from './fake-browser';
import { image, person, rights, source, stated } from './samples';

const current = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return current.browser;
  },
}));

const statement = 'Photographs are not included. All else may be reprinted with a link, says the harbour.';
const photo = image('img1', {
  caption: stated('The brass scale at low water.', 'caption'),
  credit: stated('Photo: Tomas Reed', 'caption'),
  creators: [stated(person('Tomas Reed', { role: 'photographer' }), 'caption')],
});
const text = `<p>Every morning someone writes down a number<sup><a href="#fn-1">1</a></sup>.</p>
  <figure><img src="${photo.src}" alt="A brass scale"><figcaption>The brass scale at low water. Photo: Tomas Reed</figcaption></figure>
  <h2>A sum of circles</h2><p>What the numbers are for.</p><h3>The brass machine</h3><p>Wheels and one wire.</p>
  <ol><li id="fn-1">Nine fell in the winter of 1917.</li></ol>`;

let root: HTMLElement;
beforeEach(() => {
  current.browser = speaking('en');
  Element.prototype.scrollIntoView = vi.fn();
  HTMLElement.prototype.scrollTo = vi.fn();
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function draw(surface: ComponentChild): void {
  act(() => render(surface, root));
}

const aids = {
  text: { canonical: () => '', head: '', source: 'https://ledger.example/tide' },
  store: { marks: [] },
  loadPart: async () => undefined,
};
const libraryAids = {
  ...aids,
  scroller: () => null,
  aidsRef: { current: undefined },
  onSettings: () => undefined,
  citable: () => unsealed(sampleDraft()),
};
const site = { host: 'ledger.example', own: false, onOwn: vi.fn(), always: false, onAlways: vi.fn() };

const byHand = {
  host: 'ledger.example',
  canUndo: false,
  report: undefined,
  trace: [],
  acts: {
    pick: vi.fn(),
    remove: async () => true,
    restore: async () => true,
    putBack: async () => true,
    notHere: async () => true,
    undo: async () => true,
    remember: async () => ({ kept: 0, lost: 0 }),
    openSettings: vi.fn(),
  },
};
const events = { onClip: vi.fn(), onUndo: vi.fn(), onClose: vi.fn(), onSettings: vi.fn() };
beforeEach(() => {
  for (const event of Object.values(events)) event.mockReset();
});

interface More {
  clip?: ClipState;
  settings?: Partial<Settings>;
  html?: SafeHtml;
  /** Only the text has been read. */
  unread?: boolean;
}

function pageReader(more: More = {}) {
  const facts = {
    source: source(),
    rights: rights('amber', 'cond.attribution', 'reprinted with a link', [statement]),
    images: [photo],
  };
  return (
    <Reader
      mode="page"
      article={{ title: 'The people who keep the tide', language: 'en', wordCount: 2310 }}
      html={more.html ?? sanitize(text, window)}
      {...(more.unread ? {} : facts)}
      settings={{ ...defaultSettings, ...more.settings }}
      capture={{ at: '2026-11-25T09:09:00Z' }}
      clip={more.clip ?? { kind: 'idle' }}
      citable={() => unsealed(sampleDraft())}
      site={site}
      {...aids}
      {...events}
      byHand={byHand}
    />
  );
}

function press(key: string, on: Element | null = root.querySelector('.scroller')): void {
  act(() => {
    on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }));
  });
}
const button = (name: string): HTMLButtonElement | undefined =>
  [...root.querySelectorAll('button')].find(
    (element) => element.getAttribute('aria-label') === name || element.textContent?.startsWith(name),
  );
const words = (selector: string): string => root.querySelector(selector)?.textContent ?? '';

/** What is loaded when it is first used is there at once from then on. */
async function loadParts(): Promise<void> {
  draw(pageReader());
  const shown = (selector: string) =>
    vi.waitFor(() => {
      act(() => undefined);
      if (!root.querySelector(selector)) throw new Error(`no ${selector}`);
    });
  await shown('.colophon');
  press('t');
  await shown('.typepanel');
  press('Escape');
  act(() => render(null, root));
}

describe('the reader before its parts are loaded', () => {
  it('shows the text first, and keeps the place of what is known of it', async () => {
    draw(pageReader({ unread: true }));
    expect(words('h1')).toBe('The people who keep the tide');
    expect(words('.body h2')).toBe('A sum of circles');
    expect(words('.sourceline').trim()).toBe('');
    expect(root.querySelector('.colophon')).toBeNull();
    await loadParts();
    draw(pageReader());
    expect(words('.sourceline')).toContain('By Ada Marlowe');
    expect(root.querySelector('.colophon')).not.toBeNull();
  });
});

describe('the reader over a page', () => {
  beforeEach(loadParts);

  it('says who, when and how long, and that no date is stated', () => {
    draw(pageReader());
    expect(words('h1')).toBe('The people who keep the tide');
    expect(words('.sourceline')).toBe('By Ada MarlowePhotographs by Tomas ReedNo date stated8–10 min');
  });

  it('shows the light with its word and the words of the page', () => {
    draw(pageReader());
    expect(words('.rightsline .light')).toBe('Conditions');
    expect(words('.rightsline .say')).toBe('The page allows republishing and asks for a name or a link.');
    expect(words('.rightsline q')).toBe('reprinted with a link');
    expect(words('.rightsline .photos')).toBe('The photo: rights not stated1 photo, credited');
  });

  it('closes with the statement of the page, word for word', () => {
    draw(pageReader());
    expect([...root.querySelectorAll('.colophon q')].map((quote) => quote.textContent)).toContain(statement);
  });

  it('parts the caption from the credit and gives the photo its own light', () => {
    draw(pageReader());
    const caption = root.querySelector('figcaption');
    expect(caption?.firstElementChild?.textContent).toBe('The brass scale at low water.');
    expect(words('figcaption .credit')).toBe('Photo: Tomas Reed');
    expect(caption?.querySelector('svg')?.getAttribute('aria-label')).toBe('Rights: Not stated');
  });

  it('lists title, headings and colophon as contents', () => {
    draw(pageReader());
    const lines = [...root.querySelectorAll('nav.contents li')].map((line) => line.textContent);
    expect(lines).toEqual([
      'The people who keep the tide',
      'A sum of circles',
      'The brass machine',
      'Colophon',
    ]);
  });

  it('takes bold lines for headings where a page has written its headings so', () => {
    const bold = sanitize(
      '<p>\u3000\u3000One.</p><p><strong>让“水上书房”走得更远</strong></p><p><b>Not this.</b></p>',
      window,
    );
    draw(pageReader({ html: bold }));
    expect([...root.querySelectorAll('nav.contents li')].map((line) => line.textContent)).toEqual([
      'The people who keep the tide',
      '让“水上书房”走得更远',
      'Colophon',
    ]);
  });

  it('leaves the indent of paragraphs to the person: blanks that the page typed are gone', () => {
    draw(pageReader({ html: sanitize('<p>\u3000\u3000清晨六点半</p>', window) }));
    expect(words('.body p')).toBe('清晨六点半');
  });

  it('goes to a heading from the contents and leads the focus there', () => {
    draw(pageReader());
    act(() => button('A sum of circles')?.click());
    expect(document.activeElement?.textContent).toBe('A sum of circles');
  });

  it('opens a footnote where it is read, not in the address of the page, and closes it again', () => {
    draw(pageReader());
    act(() => root.querySelector<HTMLElement>('sup a')?.click());
    expect(document.activeElement?.textContent).toContain('Nine fell in the winter of 1917.');
    expect(words('.body > p + aside')).toContain('Nine fell in the winter of 1917.');
    expect(location.hash).toBe('');
    press('Escape', document.activeElement);
    expect(root.querySelector('.footnote')).toBeNull();
    expect(events.onClose).not.toHaveBeenCalled();
    expect(document.activeElement?.textContent).toBe('1');
  });

  it('answers its keys', () => {
    draw(pageReader());
    press('c');
    press('Escape');
    expect([events.onClip.mock.calls.length, events.onClose.mock.calls.length]).toEqual([1, 1]);
    press('t');
    expect(words('.typepanel')).toContain('Line height');
    press('Escape'); // closes the panel, not the reader
    expect(root.querySelector('.typepanel')).toBeNull();
    expect(events.onClose).toHaveBeenCalledTimes(1);
  });

  it('leaves keys with Ctrl and keys of an input method alone', () => {
    draw(pageReader());
    const scroller = root.querySelector('.scroller');
    scroller?.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', ctrlKey: true, bubbles: true }));
    scroller?.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', isComposing: true, bubbles: true }));
    expect(events.onClip).not.toHaveBeenCalled();
  });

  it('shows what was chosen, and tells each change', () => {
    draw(pageReader({ settings: { theme: 'sepia', size: 23 } }));
    expect(root.querySelector('.sheet')?.getAttribute('data-theme')).toBe('sepia');
    expect(root.querySelector<HTMLElement>('.reader')?.style.getPropertyValue('--reader-size')).toBe('23px');
    press('t');
    act(() => button('Larger')?.click());
    expect(events.onSettings).toHaveBeenLastCalledWith({ size: 26 });
  });

  it('becomes "Clipped" with Undo, and leads the focus to it', () => {
    draw(pageReader({ clip: { kind: 'saving' } }));
    const outcome = { kind: 'new' as const, clipId: 'c', versionId: 'v' };
    draw(pageReader({ clip: { kind: 'saved', outcome, draftId: 'd' } }));
    expect(words('.clip-said')).toBe('Clipped');
    expect(document.activeElement).toBe(button('Undo'));
    press('z');
    expect(events.onUndo).toHaveBeenCalledTimes(1);
  });

  it('offers no Undo where nothing was saved, and no second Clip', () => {
    const outcome = { kind: 'same' as const, clipId: 'c', versionId: 'v', clippedAt: '2026-11-20T09:00:00Z' };
    draw(pageReader({ clip: { kind: 'saved', outcome, draftId: 'd' } }));
    expect(button('Undo')).toBeUndefined();
    press('c');
    expect(events.onClip).not.toHaveBeenCalled();
  });

  it('says why a clip failed, as an alert, and that nothing was lost', () => {
    draw(pageReader({ clip: { kind: 'failed', failure: { code: 'storage-full', message: '' } } }));
    expect(words('[role="alert"]')).toBe(
      'Not clipped: this computer’s storage for Colophon is full Nothing was saved, and nothing was lost.',
    );
  });
});

describe('the reader in the library', () => {
  it('shows kept pictures, and for one that was not kept its words, never an address of the web', () => {
    const lost = image('img2', { src: 'https://ledger.example/img2.jpg', failure: 'status 403' });
    const html = sanitize(`${text}<p><img src="${lost.src}" alt="An old quay"></p>`, window);
    draw(
      <Reader
        mode="library"
        {...libraryAids}
        article={{ title: 'T', language: 'en', wordCount: 10 }}
        html={html}
        source={source()}
        rights={rights('grey', 'none-stated')}
        images={[photo, lost]}
        settings={defaultSettings}
        imageAddress={(kept) => (kept.id === 'img1' ? 'blob:https://extension.example/1' : undefined)}
      />,
    );
    expect([...root.querySelectorAll('img')].map((shown) => shown.src)).toEqual([
      'blob:https://extension.example/1',
    ]);
    expect(words('.missing-image')).toBe('An old quay');
    expect(words('.not-kept')).toBe('The photo could not be kept.');
  });

  it('opens links beside the library', () => {
    const html = sanitize('<p><a href="https://other.example/">there</a></p>', window);
    draw(
      <Reader
        mode="library"
        {...libraryAids}
        article={{ title: 'T', language: 'en', wordCount: 10 }}
        html={html}
        source={source()}
        rights={rights('grey', 'none-stated')}
        images={[]}
        settings={defaultSettings}
      />,
    );
    const link = root.querySelector('.body a');
    expect([link?.getAttribute('target'), link?.getAttribute('rel')]).toEqual([
      '_blank',
      'noopener noreferrer',
    ]);
  });
});
