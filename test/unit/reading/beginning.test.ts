// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { beginningOf } from '../../../utils/reading/beginning';
import { type Opening, readPage } from '../../../utils/reading/read-page';

vi.mock('../../../utils/platform/browser', () => ({ browser: {} }));

const paragraphs = (count: number, wind = 0): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `<p>Line ${index} of the <em>log</em>,<br>as it was kept at the harbour. ${'The wind came from the west. '.repeat(wind)}</p>`,
  ).join('');

it('ends a beginning with a block, and gives none of what is short or one single block', () => {
  const html = paragraphs(100);
  const beginning = beginningOf(html, 500) ?? '';
  expect(html.startsWith(beginning)).toBe(true);
  expect(beginning).toMatch(/<\/p>$/);
  expect(beginning.length).toBeGreaterThanOrEqual(500);
  expect(beginning.length).toBeLessThan(600);
  expect(beginningOf(paragraphs(10), 500)).toBeUndefined();
  expect(beginningOf(`<blockquote>${html}</blockquote>`, 500)).toBeUndefined();
});

it('gives the beginning of a long article, made safe, before all of it', async () => {
  document.title = 'The log';
  const bad =
    '<p>Line x of the log <a href="javascript:alert(1)">was</a> <img src="x" onerror="alert(1)">torn.</p>';
  document.body.innerHTML = `<article><h1>The log</h1>${bad}${paragraphs(200, 10)}</article>`;
  const seen: Opening[] = [];
  let shown = false;
  const read = await readPage(window as never, new Date(0), {}, async (opening) => {
    seen.push(opening);
    await Promise.resolve();
    shown = true;
  });
  expect(shown).toBe(true);
  if (!read.ok) throw new Error(read.error.message);
  const [opening] = seen;
  expect(seen).toHaveLength(1);
  expect(opening?.article.title).toBe('The log');
  expect(opening?.html).toContain('Line 1 of');
  expect(opening?.html).not.toContain('Line 199 of');
  expect(opening?.html).not.toMatch(/javascript|onerror/);
  expect(read.value.html.startsWith(opening?.html ?? 'none')).toBe(true);
  expect(read.value.html).toContain('Line 199 of');
});

it('shows a short article at once', async () => {
  document.body.innerHTML = `<article><h1>The log</h1>${paragraphs(50)}</article>`;
  const seen: Opening[] = [];
  await readPage(window as never, new Date(0), {}, async (opening) => void seen.push(opening));
  expect(seen).toEqual([]);
});
