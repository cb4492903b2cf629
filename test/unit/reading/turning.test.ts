import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenTurned } from '../../../utils/reading/turning';

const world = globalThis as { colophonTurned?: number };

describe('a page that turns in place', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    delete world.colophonTurned;
  });
  const open = () => {
    const { window } = new JSDOM('<body><h1>The former page</h1></body>');
    vi.stubGlobal('MutationObserver', window.MutationObserver);
    return window as unknown as Window;
  };
  const settles = async (promise: Promise<void>): Promise<() => boolean> => {
    let done = false;
    void promise.then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    return () => done;
  };

  it('is read at once where its address has not changed, or long ago', async () => {
    const window = open();
    expect((await settles(whenTurned(window)))()).toBe(true);
    world.colophonTurned = window.performance.now() - 10_000;
    expect((await settles(whenTurned(window)))()).toBe(true);
  });

  it('is waited for until it is drawn and rests', async () => {
    const window = open();
    world.colophonTurned = window.performance.now();
    const done = await settles(whenTurned(window));
    await vi.advanceTimersByTimeAsync(800);
    expect(done()).toBe(false);
    const heading = window.document.querySelector('h1');
    if (heading) heading.textContent = 'The new page';
    await vi.advanceTimersByTimeAsync(100);
    expect(done()).toBe(false);
    await vi.advanceTimersByTimeAsync(300);
    expect(done()).toBe(true);
  });

  it('that draws nothing is read after its time', async () => {
    const window = open();
    world.colophonTurned = window.performance.now();
    const done = await settles(whenTurned(window));
    await vi.advanceTimersByTimeAsync(2_400);
    expect(done()).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(done()).toBe(true);
  });
});
