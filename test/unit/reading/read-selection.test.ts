import { JSDOM } from 'jsdom';
import { expect, it, vi } from 'vitest';
import { createClip } from '../../../utils/clip/create-clip';
import { recordPageKey, recordPageKeys } from '../../../utils/clip/plan-save';
import { readSelection } from '../../../utils/reading/read-selection';

vi.mock('../../../utils/platform/browser', () => ({ browser: {} }));

const now = new Date('2026-03-04T05:06:07Z');
const paragraphs = [1, 2, 3].map(
  (n) =>
    `<p id="p${n}">Paragraph ${n} says that the river turned the wheels again, and that nobody in the valley had expected it so soon.</p>`,
);

function open(): Window & typeof globalThis {
  const html = `<html lang="en"><head><title>Mills come back</title><meta name="author" content="Ada Marlowe"></head><body>
    <article><h1>Mills come back</h1><p>By Ada Marlowe</p>${paragraphs.join('\n')}
    <figure id="f"><img src="/photos/mill.jpg" width="800" height="600" alt="A mill"><figcaption>The old mill. Photo: Bo Fern</figcaption></figure>
    <ul><li id="l1">First <a href="/weir" onclick="alert(1)">weir</a></li><li id="l2">Second<script>alert(2)</script></li></ul>
    </article><footer>© 2026 The Valley Post. All rights reserved.</footer></body></html>`;
  return new JSDOM(html, { url: 'https://valley.example/2026/mills' }).window as unknown as Window &
    typeof globalThis;
}

function select(window: Window, from: string, to: string): void {
  const range = window.document.createRange();
  range.setStartBefore(window.document.querySelector(from) as Element);
  range.setEndAfter(window.document.querySelector(to) as Element);
  window.getSelection()?.removeAllRanges();
  window.getSelection()?.addRange(range);
}

async function read(window: Window & typeof globalThis) {
  const reading = await readSelection(window, now);
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value;
}

it('holds what is selected, with the title, source and rights of the page', async () => {
  const window = open();
  select(window, '#p2', '#f');
  const before = window.document.documentElement.outerHTML;
  const { article, source, rights, images } = await read(window);
  expect(article.text).toContain('Paragraph 2');
  expect(article.text).toContain('Paragraph 3');
  expect(article.text).not.toContain('Paragraph 1');
  expect(article.title).toBe('Mills come back');
  expect(source.creators.map(({ value }) => value.name)).toEqual(['Ada Marlowe']);
  expect(rights.signal.light).toBe('red');
  expect(images).toMatchObject([
    { src: 'https://valley.example/photos/mill.jpg', credit: { value: expect.stringContaining('Bo Fern') } },
  ]);
  expect(article.html).toContain(images[0]?.src);
  expect(window.document.documentElement.outerHTML).toBe(before);
});

it('is safe, and keeps the form of a list', async () => {
  const window = open();
  select(window, '#l1', '#l2');
  const { html } = await read(window);
  expect(html).toContain('<li>');
  expect(html).toContain('href="https://valley.example/weir"');
  expect(html).not.toMatch(/onclick|script|alert/);
});

it('is a clip of its own: the same passage is the same clip, another one and the page are not', async () => {
  const window = open();
  const draft = async (how: 'selection' | 'full-article') =>
    createClip(await read(window), {
      id: 'a',
      at: now.toISOString(),
      tool: '',
      toolVersion: '',
      browser: '',
      how,
    });
  select(window, '#p2', '#p3');
  const first = await draft('selection');
  expect(recordPageKey(await draft('selection'))).toBe(recordPageKey(first));
  expect(recordPageKey(await draft('full-article'))).toBe('valley.example/2026/mills');
  select(window, '#p1', '#p2');
  const other = await draft('selection');
  expect(recordPageKey(other)).not.toBe(recordPageKey(first));
  expect(recordPageKeys(other)).toHaveLength(1);
});

it('says that nothing is selected', async () => {
  const window = open();
  expect(await readSelection(window, now)).toMatchObject({ ok: false, error: { code: 'no-selection' } });
});

it('clones nothing within the page, where a cloned picture would be fetched', async () => {
  const window = open();
  select(window, '#p2', '#f');
  const cut = vi.spyOn(window.Range.prototype, 'cloneContents');
  const { images } = await read(window);
  expect(images).toHaveLength(1);
  const pages = cut.mock.contexts.map((range) => (range as Range).startContainer.ownerDocument);
  expect(pages).toHaveLength(1);
  expect(pages).not.toContain(window.document);
});
