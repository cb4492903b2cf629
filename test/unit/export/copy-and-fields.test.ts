import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blobOf } from '../../../utils/export/blob-of';
import { exportVariables, isCopied } from '../../../utils/export/catalogue';
import { clipVariables } from '../../../utils/export/clip-variables';
import { copyOf } from '../../../utils/export/copy';
import { exportClips } from '../../../utils/export/export-clips';
import { clipSource, type ExportFormatId } from '../../../utils/export/format';
import { markupDom } from '../../../utils/export/markup-dom';
import { obsidianAddress } from '../../../utils/export/obsidian';
import { bodyMarkup } from '../../../utils/export/readable';
import { findExportFormat } from '../../../utils/export/registry';
import type { ClipRecord } from '../../../utils/model/clip';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';

const clips = await tellingClips();
const clip = (name: string): ClipRecord => clips.get(name) as ClipRecord;

async function copied(id: ExportFormatId, ...records: ClipRecord[]) {
  return copyOf(clipSource(records), findExportFormat(id) as never, job);
}

async function frontMatterOf(
  record: ClipRecord,
  more: Partial<typeof job>,
): Promise<Record<string, unknown>> {
  const { blob } = await exportClips([record], findExportFormat('markdown') as never, {
    ...job,
    images: 'link',
    ...more,
  });
  return parse(/^---\n([\s\S]*?)\n---\n/.exec(await blob.text())?.[1] ?? '');
}

describe('the clipboard', () => {
  it('takes an article as words and as HTML, with its source, nothing that runs and no kept file', async () => {
    const { text, html = '' } = await copied('markdown', clip('founding'), clip('hostile'));
    expect(text).toContain('# 河边小镇的灯“亮起来”了');
    expect(text).toContain('\n\n---\ntitle: "=cmd');
    const { document } = new JSDOM(html).window;
    expect(document.querySelectorAll('article')).toHaveLength(2);
    expect(document.querySelector('h1')?.textContent).toBe('河边小镇的灯“亮起来”了');
    expect(document.querySelector('img')?.getAttribute('src')).toBe('https://news.example/1.png');
    expect(document.body.textContent).toContain('版权归原作者所有');
    expect(document.querySelector('script, [onclick], a[href^="javascript"]')).toBeNull();
    expect((await copied('html', clip('founding'))).text).not.toContain('<');
  });

  it('takes marked passages with who wrote them and the way to them', async () => {
    const { text, html = '' } = await copied('quotes', ...clips.values());
    expect(text).toContain('“turned the wheels” — Ada Marlowe');
    const { document } = new JSDOM(html).window;
    expect(document.querySelectorAll('p')).toHaveLength(2);
    expect(document.querySelector('p')?.textContent).toContain('Which river?');
    expect(document.querySelector('a')?.getAttribute('href')).toMatch(
      /^https:\/\/news\.example\/2026\/marked\.html#:~:text=/,
    );
  });

  it('takes lists of sources as they are, and no books or thousands of clips', async () => {
    const { text, html } = await copied('ris', clip('founding'));
    expect(text).toMatch(/^TY {2}- /);
    expect(html).toBeUndefined();
    expect([
      isCopied('markdown', 1),
      isCopied('epub', 1),
      isCopied('csv', 1),
      isCopied('text', 5_000),
    ]).toEqual([true, false, false, false]);
  });
});

describe('front matter by a template', () => {
  it('knows the words that the dialog offers', () => {
    expect(exportVariables).toEqual(Object.keys(clipVariables));
  });

  it('has the person’s fields, lists as lists, and leaves out what the page does not state', async () => {
    const fields =
      'name: {title}\nsource: {url}\nby: "[[{author}]]"\npeople: [[{author}]]\ntags: {tags}\nkind: article\nlicence: {license}\nwhere: {site}, {year}\nodd: {nothing} {title}\n\nno field here\n';
    expect(await frontMatterOf(clip('founding'), { fields })).toEqual({
      name: '河边小镇的灯“亮起来”了',
      source: 'https://news.example/2026/founding.html',
      by: ['[[陈立平]]'],
      people: ['[[陈立平]]'],
      tags: ['河流', 'night market'],
      kind: 'article',
      where: '示例门户, 2024',
      odd: '{nothing} 河边小镇的灯“亮起来”了',
    });
  });

  it('lets no value become YAML, masks contacts, and is ours where no line can be read', async () => {
    const hostile = await frontMatterOf(clip('hostile'), {
      fields: 'a: {title}\n__proto__: {title}\nb: {author}',
    });
    expect(hostile.a).toBe(clip('hostile').content.title);
    expect(hostile.b).toEqual(['+1+1"</dc:creator>', '@SUM(A1)\r\nTY  - BOOK']);
    expect(String((await frontMatterOf(clip('founding'), { fields: 'c: {copyright}' })).c)).toContain(
      '025-••••••••',
    );
    expect((await frontMatterOf(clip('founding'), { fields: 'nothing to read' })).clip_record).toBe(
      clip('founding').id,
    );
  });

  it('has tags as links for Obsidian where asked, and as tags otherwise', async () => {
    const record = { ...clip('marked'), tags: ['mills', 'a|b]] #c'] };
    expect(await frontMatterOf(record, { markdown: 'obsidian', wikilinks: true })).toMatchObject({
      topics: ['[[mills]]', '[[a b c]]'],
    });
    expect(await frontMatterOf(record, { markdown: 'obsidian', wikilinks: true })).not.toHaveProperty('tags');
    expect((await frontMatterOf(record, { markdown: 'obsidian' })).tags).toEqual(['mills', 'a-b-c']);
  });
});

describe('a note for Obsidian', () => {
  it('is made without opening it, long texts by the clipboard', () => {
    const short = obsidianAddress('灯 & “lamp”', 'a=b&c', { vault: 'My notes', folder: '/Clips/../2026/' });
    const query = new URLSearchParams(short.url.replace('obsidian://new?', ''));
    expect(Object.fromEntries(query)).toEqual({
      vault: 'My notes',
      file: 'Clips/2026/灯 & “lamp”',
      silent: 'true',
      content: 'a=b&c',
    });
    const long = obsidianAddress('x', '灯'.repeat(1_000), { vault: '', folder: '' });
    expect(long).toEqual({ url: 'obsidian://new?file=x&silent=true&clipboard=true', clipboard: true });
  });
});

describe('a long file in the making', () => {
  const megabytes = (count: number, end?: Error) =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (count-- > 0) controller.enqueue(new Uint8Array(1024 * 1024).fill(count));
        else if (end) controller.error(end);
        else controller.close();
      },
    });

  it('is gathered in pieces outside of memory, a short one is not', async () => {
    const pieces: Blob[] = [];
    const spill = async () => ({
      write: async (bytes: Blob) => void pieces.push(bytes),
      finish: async () => new Blob(pieces),
      drop: async () => void pieces.splice(0),
    });
    const long = await blobOf(megabytes(21), 'application/zip', spill);
    expect([long.size, long.type]).toEqual([21 * 1024 * 1024, 'application/zip']);
    expect(pieces.map(({ size }) => size / 1024 / 1024)).toEqual([4, 4, 4, 4, 4, 1]);
    const plain = await (await blobOf(megabytes(21), '')).bytes();
    expect(Buffer.compare(await long.bytes(), plain)).toBe(0);
    pieces.splice(0);
    expect((await blobOf(megabytes(3), 'x/y', spill)).size).toBe(3 * 1024 * 1024);
    expect(pieces).toEqual([]);
    await expect(blobOf(megabytes(9, new Error('cut')), '', spill)).rejects.toThrow('cut');
    expect(pieces).toEqual([]);
  });
});

describe('a tree as nodes of a document', () => {
  it('is what the same tree is as HTML, formulas in their own namespace', () => {
    const { document } = new JSDOM('').window;
    for (const record of clips.values()) {
      const box = document.createElement('div');
      for (const node of bodyMarkup(record, job, () => undefined, false))
        box.append(markupDom(node, document));
      expect(box.querySelector('script')).toBeNull();
      for (const math of box.querySelectorAll('math *'))
        expect(math.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML');
    }
    const page = bodyMarkup(clip('open-licence'), job, () => undefined, false);
    const box = document.createElement('div');
    for (const node of page) box.append(markupDom(node, document));
    expect(box.textContent).toContain('The weir stood before the mill & the “wheel”.');
    expect(box.querySelector('a')?.getAttribute('href')).toBe('https://wiki.example/Weir?a=1&b=2#History');
  });
});
