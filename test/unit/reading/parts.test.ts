import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readParts } from '../../../utils/extract/parts';
import { readPageFacts } from '../../../utils/page/facts';
import { gatherParts, sameHeadline } from '../../../utils/reading/parts/gather-parts';
import { joinParts } from '../../../utils/reading/parts/join-parts';
import { readPageText } from '../../../utils/reading/parts/read-blob';
import { readDocument } from '../../../utils/reading/parts/read-document';

vi.mock('../../../utils/platform/browser', () => ({ browser: {} }));

const origin = 'https://paper.example';
const now = new Date('2026-03-04T05:06:07Z');
let window: Window & typeof globalThis;
beforeAll(() => {
  window = new JSDOM('', { url: origin }).window as unknown as Window & typeof globalThis;
});

const sentence = (part: number, n: number): string =>
  `In part ${part} the keeper of the ferry says for the ${n}th time that the river, and not the town, decides on the hour.`;
const body = (part: number): string => [1, 2, 3, 4].map((n) => `<p>${sentence(part, n)}</p>`).join('');

interface PageOptions {
  title?: string;
  /** Numbers in the pager. */
  pager?: number[];
  /** The text under the link to the next page. */
  next?: { href: string; words: string };
  head?: string;
  tail?: string;
  text?: string;
}

function page(
  part: number,
  { title = 'The hour of the river', pager = [], next, head, tail, text }: PageOptions,
): string {
  const links = pager.map((n) => (n === part ? `<b>${n}</b>` : `<a href="${nameOf(n)}">${n}</a>`)).join(' ');
  return `<html lang="en"><head><title>${title} | The Paper</title></head><body><article><h1>${title}</h1>
    ${head ?? ''}${text ?? body(part)}${tail ?? ''}</article><div class="pager">${links}
    ${next ? `<a href="${next.href}">${next.words}</a>` : ''}</div></body></html>`;
}

const nameOf = (part: number): string => (part === 1 ? '/hour.html' : `/hour_${part}.html`);

/** Gathers and joins as the reader does, on a site of our own. Gives what was asked for too. */
async function join(site: Record<string, string>, start = '/hour.html') {
  const asked: string[] = [];
  const read = (html: string, url: string) => {
    const document = new window.DOMParser().parseFromString(html, 'text/html');
    const reading = readDocument(document, url, { window, now });
    if (!reading.ok) return undefined;
    return {
      reading: reading.value,
      parts: readParts(readPageFacts(document, { url, now: now.toISOString() })),
    };
  };
  const url = origin + start;
  const own = read(site[start] as string, url);
  if (!own) throw new Error('no article');
  const progress = vi.fn();
  const found = await gatherParts({
    own: { ...own, url },
    fetchPage: async (address) => {
      asked.push(address.slice(origin.length));
      const html = site[address.slice(origin.length)];
      if (html === undefined) throw new Error('404');
      return { document: new window.DOMParser().parseFromString(html, 'text/html'), url: address };
    },
    read: ({ document, url: address }) => read(document.documentElement.outerHTML, address),
    onProgress: progress,
    signal: new AbortController().signal,
  });
  return { found, asked, progress, own, whole: joinParts(window, found, own.reading) };
}

const lines = (text: string): string[] => text.split('\n');
const all = (...parts: number[]): string[] =>
  parts.flatMap((part) => [1, 2, 3, 4].map((n) => sentence(part, n)));

describe('an article in parts', () => {
  it('is joined in order, whatever the pager names first', async () => {
    const pager = [1, 2, 3];
    const { whole, asked } = await join({
      '/hour.html': page(1, { pager: [1, 3, 2] }),
      '/hour_2.html': page(2, { pager, title: 'The hour of the river (2)' }),
      '/hour_3.html': page(3, { pager, title: 'The hour of the river – Page 3 of 3' }),
    });
    expect(lines(whole.article.text)).toEqual(all(1, 2, 3));
    expect(whole.article.partial).toBeUndefined();
    expect(whole.article.parts).toEqual([
      { number: 1, url: `${origin}/hour.html`, read: true },
      { number: 2, url: `${origin}/hour_2.html`, read: true },
      { number: 3, url: `${origin}/hour_3.html`, read: true },
    ]);
    expect(whole.article.wordCount).toBeGreaterThan(200);
    expect(asked.sort()).toEqual(['/hour_2.html', '/hour_3.html']);
  });

  it('is found from page to page where each names only the next', async () => {
    const { whole } = await join({
      '/hour.html': page(1, { next: { href: '/hour_2.html', words: '下一页' } }),
      '/hour_2.html': page(2, { next: { href: '/hour_3.html', words: '下一页' } }),
      '/hour_3.html': page(3, {}),
    });
    expect(lines(whole.article.text)).toEqual(all(1, 2, 3));
  });

  it('is joined from its first page where the reader opens on a later one', async () => {
    const pager = [1, 2, 3];
    const { whole } = await join(
      {
        '/hour.html': page(1, { pager }),
        '/hour_2.html': page(2, { pager }),
        '/hour_3.html': page(3, { pager }),
      },
      '/hour_2.html',
    );
    expect(lines(whole.article.text)).toEqual(all(1, 2, 3));
  });

  it('has what each part repeats only once: lead, note on the author, picture', async () => {
    const head =
      '<p>A lead that stands on every page and says what this is about, in a sentence of some length.</p><figure><img src="/boat.jpg" width="800" height="500"><figcaption>The boat.</figcaption></figure>';
    const tail =
      '<p>Ada Marlowe is the author of this and has written about rivers for as long as there were any.</p>';
    const pager = [1, 2];
    const { whole } = await join({
      '/hour.html': page(1, { pager, head, tail }),
      '/hour_2.html': page(2, { pager, head, tail }),
    });
    const text = lines(whole.article.text);
    expect(text.filter((line) => line.startsWith('A lead'))).toHaveLength(1);
    expect(text.filter((line) => line.startsWith('Ada Marlowe'))).toHaveLength(1);
    expect(text.at(-1)).toMatch(/^Ada Marlowe/);
    expect(whole.images.map(({ id, src }) => [id, src])).toEqual([['img1', `${origin}/boat.jpg`]]);
    expect(whole.article.html.match(/<img/g)).toHaveLength(1);
  });

  it('keeps the place of a part that cannot be had', async () => {
    const pager = [1, 2, 3];
    const site: Record<string, string> = {
      '/hour.html': page(1, { pager }),
      '/hour_3.html': page(3, { pager }),
    };
    const first = await join(site);
    expect(lines(first.whole.article.text)).toEqual(all(1, 3));
    expect(first.whole.gaps).toEqual([{ number: 2, url: `${origin}/hour_2.html`, before: 4 }]);
    expect(first.whole.article.partial).toEqual({ reason: 'parts', part: 2, parts: 3 });
    site['/hour_2.html'] = page(2, { pager });
    const second = await join(site);
    expect(lines(second.whole.article.text)).toEqual(all(1, 2, 3));
    expect(second.whole.gaps).toEqual([]);
  });

  it('ends where the site answers any number with its first page', async () => {
    const first = page(1, { next: { href: '/hour_2.html', words: 'Next page' } });
    const { found, asked } = await join({ '/hour.html': first, '/hour_2.html': first });
    expect(asked).toEqual(['/hour_2.html']);
    expect(found.map(({ number }) => number)).toEqual([1]);
  });

  it('ends at pages that lead round in a circle', async () => {
    const { whole, asked } = await join({
      '/hour.html': page(1, { next: { href: '/hour_2.html', words: 'Next page' } }),
      '/hour_2.html': page(2, { next: { href: '/hour_1.html', words: 'Next page' } }),
      '/hour_1.html': page(1, { next: { href: '/hour_2.html', words: 'Next page' } }),
    });
    expect(lines(whole.article.text)).toEqual(all(1, 2));
    expect(asked).toEqual(['/hour_2.html']);
  });

  it('does not take the next article for a part', async () => {
    const other = page(2, { title: 'A winter without ice' });
    const { found } = await join({
      '/hour.html': page(1, { next: { href: '/hour_2.html', words: 'Next' } }),
      '/hour_2.html': other,
    });
    expect(found.map(({ number }) => number)).toEqual([1]);
  });

  it('has twenty parts at most', async () => {
    const site: Record<string, string> = {};
    for (let part = 1; part <= 25; part += 1)
      site[nameOf(part)] = page(part, { next: { href: nameOf(part + 1), words: 'Next page' } });
    const { found } = await join(site);
    expect(found).toHaveLength(20);
  });

  it('numbers the footnotes of each part by itself, so that every mark leads to its own note', async () => {
    const note = (part: number) =>
      `<p>A sentence of part ${part} with a mark that leads to the note below it.<sup><a href="#n1" id="r1">1</a></sup></p><ol class="footnotes"><li id="n1">The note of part ${part}. <a href="#r1">↩</a></li></ol>`;
    const pager = [1, 2];
    const { whole } = await join({
      '/hour.html': page(1, { pager, tail: note(1) }),
      '/hour_2.html': page(2, { pager, tail: note(2) }),
    });
    const shown = new window.DOMParser().parseFromString(whole.html, 'text/html');
    const notes = [...shown.querySelectorAll('sup a')].map(
      (mark) => shown.querySelector(mark.getAttribute('href') ?? '')?.textContent,
    );
    expect(notes).toEqual([
      expect.stringContaining('The note of part 1'),
      expect.stringContaining('The note of part 2'),
    ]);
  });
});

describe('the headline of a part', () => {
  it.each([
    ['渡口的两把水尺', '渡口的两把水尺（2）', true],
    ['渡口的两把水尺', '渡口的两把水尺 第3页', true],
    ['Three ways', 'Three ways – Page 2 of 5', true],
    ['Three ways', 'Three ways: the second gauge', true],
    ['Route 66', 'Route 67', false],
    ['The bell', 'A winter without ice', false],
  ])('%s, %s: %s', (one, other, same) => {
    expect(sameHeadline(one, other)).toBe(same);
  });
});

describe('the text of a fetched page', () => {
  const gbk = new Uint8Array([0xb6, 0xc9, 0xbf, 0xda]); // 渡口
  const bytes = (...pieces: (string | Uint8Array<ArrayBuffer>)[]) => new Blob(pieces);
  it.each([
    ['the header', bytes(gbk), 'text/html; charset=GBK', '渡口'],
    ['its own meta', bytes('<meta charset="gb2312">', gbk), 'text/html', '<meta charset="gb2312">渡口'],
    ['what it is', bytes(gbk), null, '渡口'],
    ['UTF-8 where it says nothing', bytes('渡口'), null, '渡口'],
    ['a name that nobody knows', bytes('渡口'), 'text/html; charset=nonsense', '渡口'],
  ])('is decoded by %s', async (_, blob, type, expected) => {
    vi.stubGlobal('FileReader', FakeFileReader);
    expect(await readPageText(blob, type)).toBe(expected);
    vi.unstubAllGlobals();
  });
});

/** Node has no `FileReader`; jsdom's does not take Node's blobs. */
class FakeFileReader {
  onload: (() => void) | undefined;
  result: string | undefined;
  readAsText(blob: Blob, encoding: string): void {
    void blob.arrayBuffer().then((buffer) => {
      this.result = new TextDecoder(encoding).decode(buffer);
      this.onload?.();
    });
  }
}
