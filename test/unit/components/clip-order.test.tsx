// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoteField } from '../../../components/clips/note-field';
import { NoteWords } from '../../../components/clips/note-words';
import { TagField } from '../../../components/clips/tag-field';
import { speaking } from './fake-browser';

const world = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
vi.mock('../../../components/hooks/use-search', () => ({
  useKnownValues: () => ({
    tag: ['river', 'Rivière', '河流', 'boats'],
    site: [],
    author: [],
    lang: [],
    in: [],
  }),
}));

let root: HTMLElement;
beforeEach(() => {
  world.browser = speaking('en');
  localStorage.clear();
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
});

function typeInto(field: HTMLInputElement | HTMLTextAreaElement, value: string, isComposing = false): void {
  act(() => {
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
  });
}
function press(field: HTMLElement, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  act(() => {
    field.dispatchEvent(event);
  });
  return event;
}

describe('the field of tags', () => {
  const added = vi.fn();
  const removed = vi.fn();
  const done = vi.fn();
  function draw(tags: string[] = []): HTMLInputElement {
    for (const spy of [added, removed, done]) spy.mockReset();
    act(() =>
      render(
        <TagField
          tags={tags}
          label="Tags"
          placeholder="Add"
          onAdd={added}
          onRemove={removed}
          onDone={done}
        />,
        root,
      ),
    );
    const field = root.querySelector('input');
    if (!field) throw new Error('There is no field');
    act(() => field.focus());
    return field;
  }
  const offers = () => [...root.querySelectorAll('.offer')].map(({ textContent }) => textContent);

  it('sets a tag with Enter and with a comma of either width, several at once', () => {
    const field = draw();
    typeInto(field, 'coast');
    press(field, 'Enter');
    typeInto(field, '海岸，');
    typeInto(field, 'one, two、three');
    press(field, 'Enter');
    expect(added.mock.calls).toEqual([[['coast']], [['海岸']], [['one', 'two', 'three']]]);
  });

  it('offers tags in use, with or without accents, and takes one by arrows', () => {
    const field = draw(['boats']);
    typeInto(field, 'riv');
    expect(offers()).toEqual(['river', 'Rivière']);
    press(field, 'ArrowDown');
    press(field, 'ArrowDown');
    press(field, 'Enter');
    expect(added).toHaveBeenCalledWith(['Rivière']);
  });

  it('offers nothing more once a tag is set, until the next is typed or an arrow asks', () => {
    const field = draw();
    typeInto(field, 'riv');
    expect(offers()).not.toEqual([]);
    typeInto(field, 'river,');
    expect(added).toHaveBeenCalledWith(['river']);
    expect(offers()).toEqual([]);
    press(field, 'ArrowDown');
    expect(offers()).toContain('river');
    typeInto(field, 'riv');
    expect(offers()).toEqual(['river', 'Rivière']);
  });

  it('leaves keys to an input method until it is done', () => {
    const field = draw();
    typeInto(field, 'he', true);
    press(field, 'Enter', { isComposing: true });
    typeInto(field, '河，', true);
    expect(added).not.toHaveBeenCalled();
    act(() => {
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    });
    expect(added).toHaveBeenCalledWith(['河']);
  });

  it('takes the last tag away with Backspace in the empty field only, and ends with Enter there', () => {
    const field = draw(['one', 'two']);
    typeInto(field, 'x');
    press(field, 'Backspace');
    expect(removed).not.toHaveBeenCalled();
    typeInto(field, '');
    press(field, 'Backspace');
    expect(removed).toHaveBeenCalledWith('two');
    press(field, 'Enter');
    expect(done).toHaveBeenCalledOnce();
  });
});

describe('the note of a clip', () => {
  const kept = vi.fn(async () => undefined);
  const draw = (clipId: string, note = ''): HTMLTextAreaElement => {
    kept.mockClear();
    act(() => render(<NoteField key={clipId} clipId={clipId} note={note} onNote={kept} />, root));
    const field = root.querySelector('textarea');
    if (!field) throw new Error('There is no field');
    return field;
  };

  it('is kept when the field is left, and once', () => {
    const field = draw('a');
    typeInto(field, 'Ask Mei');
    expect(kept).not.toHaveBeenCalled();
    press(field, 'Enter', { ctrlKey: true });
    expect(kept).toHaveBeenCalledExactlyOnceWith('Ask Mei');
  });

  it('survives a surface that is closed under it', () => {
    const field = draw('a');
    typeInto(field, 'Ask M');
    // A popup is gone without a word: nothing is unmounted.
    const again = document.createElement('div');
    act(() => render(<NoteField clipId="a" note="" onNote={kept} />, again));
    expect(again.querySelector('textarea')?.value).toBe('Ask M');
    act(() => render(null, again));
  });

  it('is kept when another clip is shown', () => {
    typeInto(draw('a'), 'of a');
    act(() => render(<NoteField key="b" clipId="b" note="" onNote={async () => undefined} />, root));
    expect(kept).toHaveBeenCalledExactlyOnceWith('of a');
    expect(root.querySelector('textarea')?.value).toBe('');
  });

  it('is set as Markdown; HTML in it is text, no picture is fetched, links open beside', () => {
    const note =
      '**Ask** [Mei](https://river.example/) <img src=x onerror=alert(1)> ![p](https://pics.example/a.png) [x](javascript:alert(1))';
    act(() => render(<NoteWords note={note} />, root));
    expect(root.querySelector('strong')?.textContent).toBe('Ask');
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent).toContain('<img src=x');
    const link = root.querySelector('a[href]');
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(root.querySelector('a[href^="javascript"]')).toBeNull();
  });
});
