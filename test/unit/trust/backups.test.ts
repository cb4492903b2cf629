import { describe, expect, it, vi } from 'vitest';

vi.mock('../../../utils/platform/browser', () => ({ browser: {} }));
const { clipsThatMakeDue, isDue, shouldRemind } = await import('../../../utils/trust/backups');

const now = new Date('2026-05-20T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

describe('a backup is due', () => {
  it.each([
    ['never where nobody chose a place', {}, 500, false],
    ['not of an empty library', { to: 'folder' }, 0, false],
    ['at once where there was none', { to: 'folder' }, 1, true],
    ['after a day', { to: 'downloads', at: ago(1.01), clips: 5 }, 5, true],
    ['not within the day', { to: 'downloads', at: ago(0.5), clips: 5 }, 9, false],
    ['where the clock has been set back since', { to: 'folder', at: ago(-400), clips: 5 }, 5, true],
    [
      'within the day when many clips came',
      { to: 'folder', at: ago(0.1), clips: 5 },
      5 + clipsThatMakeDue,
      true,
    ],
  ] as const)('%s', (_, state, count, due) => {
    expect(isDue(state, count, now)).toBe(due);
  });
});

describe('the reminder', () => {
  it.each([
    ['comes when there was none and the library has grown', {}, 10, true],
    ['does not come for a few clips', {}, 9, false],
    ['comes after a week', { at: ago(7.1), clips: 20 }, 30, true],
    ['does not come where nothing was added', { at: ago(30), clips: 20 }, 21, false],
    ['does not come within the week', { at: ago(6), clips: 0 }, 100, false],
    ['is quiet when it was waved away', { quietUntil: ago(-3) }, 100, false],
    ['is not quiet for years where the clock has been set back', { quietUntil: ago(-400) }, 100, true],
    ['comes where the clock has been set back since the last', { at: ago(-400), clips: 20 }, 30, true],
    ['comes back after that', { quietUntil: ago(0.1) }, 100, true],
  ] as const)('%s', (_, state, count, wanted) => {
    expect(shouldRemind(state, count, now)).toBe(wanted);
  });
});
