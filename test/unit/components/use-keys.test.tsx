// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useKeys } from '../../../components/hooks/use-keys';

const done: string[] = [];
const does = (what: string) => () => void done.push(what);

function Surface() {
  useKeys(
    {
      j: does('next'),
      'Shift+J': does('extend'),
      e: does('archive'),
      t: does('tag'),
      'g t': does('trash'),
      'g a': does('all'),
      a: does('a'),
      'Mod+a': does('select all'),
      '#': does('delete'),
      Escape: does('leave'),
    },
    window,
  );
  return <input />;
}

let root: HTMLElement;
beforeEach(() => {
  done.length = 0;
  root = document.createElement('div');
  document.body.append(root);
  act(() => render(<Surface />, root));
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  vi.restoreAllMocks();
});

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

describe('keys of a surface', () => {
  it('mean another thing with Shift where that is declared, else the same', () => {
    press('j');
    press('J', { shiftKey: true });
    press('E', { shiftKey: true });
    press('#', { shiftKey: true });
    expect(done).toEqual(['next', 'extend', 'archive', 'delete']);
  });

  it('come one after the other: g and then t goes to the Trash, t alone tags', () => {
    press('g');
    press('t');
    press('t');
    press('g');
    press('j');
    press('a');
    expect(done).toEqual(['trash', 'tag', 'next', 'a']);
  });

  it('forget the first of two after a while', () => {
    const first = press('g');
    const later = new KeyboardEvent('keydown', { key: 't', bubbles: true });
    Object.defineProperty(later, 'timeStamp', { value: first.timeStamp + 2_000 });
    document.body.dispatchEvent(later);
    expect(done).toEqual(['tag']);
  });

  it('leave to the browser what is not declared with Ctrl', () => {
    press('j', { ctrlKey: true });
    press('a', { ctrlKey: true });
    press('a', { metaKey: true });
    press('e', { altKey: true });
    expect(done).toEqual(['select all', 'select all']);
  });

  it('are silent while one types or composes, but for Escape', () => {
    const field = root.querySelector('input') as HTMLInputElement;
    press('j', {}, field);
    press('a', { ctrlKey: true }, field);
    press('j', { isComposing: true });
    press('Escape', {}, field);
    expect(done).toEqual(['leave']);
  });
});
