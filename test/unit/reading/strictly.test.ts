import { expect, it, vi } from 'vitest';
import type { Article } from '../../../utils/model/article';

const script = vi.hoisted(() => ({ runtime: {} as { id?: string } }));

vi.mock('../../../utils/platform/browser', () => ({ browser: script }));
vi.mock('../../../utils/dom/sanitize', () => ({
  sanitizeStrictly: () => Promise.reject(new Error('The part cannot be had')),
}));

const { strictly } = await import('../../../utils/reading/strictly');

it.each([
  ['whose part cannot be had', 'colophon-id', 'no-answer'],
  ['that an update has orphaned', undefined, 'outdated'],
])('of a script %s nothing is kept, and the reason is told', async (_, id, code) => {
  script.runtime = id ? { id } : {};
  const answer = await strictly(globalThis as never, { article: { html: '<p>Words</p>' } as Article });
  expect(answer).toMatchObject({ ok: false, error: { code } });
});
