import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenSettled } from '../../../utils/reading/settled';

let document: Document;

beforeEach(() => {
  const { window } = new JSDOM('<body></body>');
  ({ document } = window);
  vi.stubGlobal('MutationObserver', window.MutationObserver);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settledAfter(wait: Promise<boolean>, steps: number[], grow: boolean): Promise<number> {
  let settled = -1;
  let now = 0;
  void wait.then(() => {
    settled = now;
  });
  for (const step of steps) {
    now += step;
    await vi.advanceTimersByTimeAsync(step);
    if (settled >= 0) return settled;
    if (grow) document.body.append(document.createElement('p'));
    await Promise.resolve();
  }
  return settled;
}

describe('whenSettled', () => {
  it('waits only for the rest where nothing moves', async () => {
    expect(await settledAfter(whenSettled(document, 250, 3_000), [100, 100, 100], false)).toBe(300);
  });

  it('waits on while the page grows', async () => {
    const wait = whenSettled(document, 250, 3_000);
    expect(await settledAfter(wait, [200, 200, 200, 200, 200], true)).toBe(-1);
    expect(await settledAfter(wait, [300], false)).toBe(300);
  });

  it('tells whether anything moved', async () => {
    const still = whenSettled(document, 250, 3_000);
    await settledAfter(still, [300], false);
    expect(await still).toBe(false);
    const moving = whenSettled(document, 250, 3_000);
    await settledAfter(moving, [200, 300], true);
    expect(await moving).toBe(true);
  });

  it('waits no longer than its limit where the page never rests', async () => {
    const steps = Array<number>(40).fill(100);
    expect(await settledAfter(whenSettled(document, 250, 3_000), steps, true)).toBe(3_000);
  });
});
