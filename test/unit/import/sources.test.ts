import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { clipFromPage } from '../../../utils/import/page-to-clip';
import { type ReadItem, readFile } from '../../../utils/import/read-file';
import type { ImportKit } from '../../../utils/import/types';
import { makeZip } from './make-zip';

const kit: ImportKit = {
  window: new JSDOM().window as unknown as ImportKit['window'],
  now: '2026-03-04T05:06:07.000Z',
  hasher: crypto.subtle,
};
const folder = join(fileURLToPath(import.meta.url), '..', '..', '..', 'imports');
const saved = '2024-05-20T00:00:00.000Z';

async function read(name: string, blob = new Blob([readFileSync(join(folder, name))])): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of readFile({ name, blob }, kit)) items.push(item);
  return items;
}

/** The pages that a file brings, and what is rejected, in short. */
function brief(items: readonly ReadItem[]): unknown[] {
  return items.map(({ item }) =>
    item.kind === 'page' ? item.page : item.kind === 'reject' ? `${item.reason} ${item.where}` : item.kind,
  );
}

describe('files of other programs', () => {
  it('Pocket, CSV', async () => {
    const items = await read('pocket.csv');
    expect(new Set(items.map(({ from }) => from))).toEqual(new Set(['pocket-csv']));
    expect(brief(items)).toEqual([
      {
        url: 'https://news.example/mill',
        title: 'The mill by the river',
        savedAt: saved,
        tags: ['rivers', 'mills'],
      },
      {
        url: 'https://news.example/quotes',
        title: 'A title, with "quotes" and a line break',
        savedAt: '2024-05-20T00:00:01.000Z',
        tags: [],
        archived: true,
        progress: 1,
      },
      { url: 'https://news.example/bare', title: undefined, savedAt: '2024-05-20T00:00:02.000Z', tags: [] },
      {
        url: 'https://news.example/lamp?utm_source=pocket',
        title: '河边小镇的灯',
        savedAt: '2024-05-20T00:00:03.000Z',
        tags: ['河流'],
      },
      'no-address pocket.csv:7',
      'bad-address pocket.csv:8',
      {
        url: 'http://www.news.example/mill#top',
        title: 'The mill again',
        savedAt: '2024-05-20T00:00:06.000Z',
        tags: ['twice'],
      },
    ]);
  });

  it('Pocket, HTML', async () => {
    const items = await read('ril_export.html');
    expect(items[0]?.from).toBe('pocket-html');
    expect(brief(items)).toMatchObject([
      { url: 'https://news.example/mill', savedAt: saved, tags: ['rivers', 'mills'] },
      { title: '河边小镇的灯', tags: [] },
      { url: 'https://news.example/old', savedAt: '2011-03-13T07:06:40.000Z', archived: true, progress: 1 },
    ]);
    expect(brief(items)[0]).not.toHaveProperty('archived');
  });

  it('Pocket, a zip of parts', async () => {
    const part = readFileSync(join(folder, 'pocket.csv'));
    const items = await read(
      'pocket.zip',
      makeZip([
        { name: 'part_000000.csv', data: part, deflate: true },
        { name: 'part_000001.csv', data: part },
      ]),
    );
    expect(items).toHaveLength(14);
    expect(items[13]?.from).toBe('pocket-csv');
  });

  it('Instapaper, old and new columns', async () => {
    expect(brief(await read('instapaper-old.csv'))).toEqual([
      { url: 'https://news.example/mill', title: 'The mill by the river', savedAt: undefined, tags: [] },
      {
        url: 'https://news.example/weir',
        title: 'The weir',
        savedAt: undefined,
        tags: [],
        folders: [['Rivers']],
        note: 'Water is patient.',
      },
    ]);
    expect(brief(await read('instapaper-new.csv'))).toMatchObject([
      { savedAt: saved, tags: ['rivers', 'old mills'], archived: true, progress: 1 },
      { tags: [], favourite: true },
    ]);
  });

  it('Readwise Reader', async () => {
    expect(brief(await read('readwise.csv'))).toEqual([
      {
        url: 'https://news.example/mill',
        title: 'The mill by the river',
        savedAt: saved,
        tags: ['rivers', "Ada's mills"],
        progress: 0.5,
      },
      'feed readwise.csv:3',
    ]);
  });

  it('Raindrop', async () => {
    expect(brief(await read('raindrop.csv'))).toMatchObject([
      {
        url: 'https://news.example/mill',
        savedAt: saved,
        tags: ['old', 'wood'],
        folders: [['Rivers', 'Mills']],
        note: 'Ask Bo',
        highlights: [{ text: 'Water is patient.', note: 'True' }, { text: 'Wheels turn.' }],
      },
      { tags: [], highlights: [], favourite: true },
    ]);
  });

  it('Karakeep, Linkwarden, wallabag', async () => {
    expect(brief(await read('karakeep.json'))).toMatchObject([
      {
        url: 'https://news.example/mill',
        savedAt: saved,
        tags: ['rivers', 'mills'],
        folders: [['Water', 'Mills wheels']],
        note: 'Ask Bo',
        archived: true,
        favourite: true,
      },
      'not-supported karakeep.json#2',
      'no-address karakeep.json#3',
    ]);
    expect(brief(await read('linkwarden.json'))).toMatchObject([
      {
        url: 'https://news.example/mill',
        savedAt: saved,
        tags: ['mills'],
        folders: [['Rivers']],
        note: 'About a mill',
        favourite: true,
      },
      { url: 'https://news.example/deep', folders: [['Rivers', 'Deep']] },
      { url: 'https://news.example/weir', tags: [] },
    ]);
    expect(brief(await read('wallabag.json'))).toMatchObject([
      {
        authors: ['Ada Marlowe'],
        published: '2024-05-19',
        language: 'en-GB',
        tags: ['rivers'],
        favourite: true,
        highlights: [{ text: 'Water is patient.', note: 'True' }],
      },
    ]);
  });

  it('bookmarks of browsers: folders become collections', async () => {
    expect(brief(await read('bookmarks.html'))).toEqual([
      {
        url: 'https://news.example/mill',
        title: 'The mill by the river',
        savedAt: saved,
        tags: ['old', 'wood'],
        note: 'About a mill',
      },
      {
        url: 'https://news.example/weir',
        title: 'The weir',
        savedAt: '2024-05-20T00:00:01.000Z',
        tags: [],
        folders: [['Rivers', '深水']],
      },
      'bad-address bookmarks.html#4',
    ]);
  });

  it('CSL-JSON as sources without text', async () => {
    expect(brief(await read('csl.json'))).toMatchObject([
      {
        authors: ['Ada Marlowe', '林小满', 'Valley Post'],
        published: '2024-05-19',
        site: 'News Example',
        savedAt: saved,
      },
      { url: 'https://doi.org/10.5555/weirs', published: '2020' },
      'no-address csl.json#3',
    ]);
  });

  it('Zotero RDF: people, site, date, notes and collections', async () => {
    const items = await read('zotero.rdf');
    expect(items[0]?.from).toBe('zotero-rdf');
    expect(brief(items)).toEqual([
      {
        url: 'https://news.example/mill',
        title: 'The mill by the river',
        savedAt: saved,
        tags: ['rivers', 'mills'],
        authors: ['Ada Marlowe', '林小满'],
        folders: [['Rivers', 'Mills']],
        site: 'News Example',
        language: 'en',
        published: '2024-05-19',
        subtitle: 'About a mill',
        note: 'Ask Bo\nand Cleo',
      },
      {
        url: 'https://doi.org/10.5555/weirs',
        title: 'On weirs',
        savedAt: undefined,
        tags: [],
        authors: [],
        folders: [['Rivers']],
        site: 'Journal of Rivers',
        published: '2020',
      },
      'bad-address zotero.rdf#3',
    ]);
  });

  it('Omnivore: the one export that carries text and highlights, and both are kept', async () => {
    const metadata = [
      {
        id: 'a',
        slug: 'the-mill-1',
        title: 'The mill by the river',
        description: 'About a mill',
        author: 'Ada Marlowe',
        url: 'https://news.example/mill',
        state: 'Active',
        readingProgress: 0,
        thumbnail: '',
        labels: ['rivers'],
        savedAt: saved,
        updatedAt: saved,
        publishedAt: '2024-05-19T12:00:00.000Z',
      },
    ];
    const zip = makeZip([
      { name: 'metadata_0_to_20.json', data: JSON.stringify(metadata), deflate: true },
      {
        name: 'content/the-mill-1.html',
        data: '<div><p>Water is patient.</p><p>Wheels turn.</p><script>alert(1)</script></div>',
        deflate: true,
      },
      {
        name: 'highlights/the-mill-1.md',
        data: '> Water is patient. [⤴️](https://omnivore.example/h)\n\nTrue\n\n> Wheels turn.\n',
      },
    ]);
    const [only] = await read('omnivore.zip', zip);
    if (only?.item.kind !== 'page') throw new Error('no page');
    expect(only.item.page.highlights).toEqual([
      { text: 'Water is patient.', note: 'True' },
      { text: 'Wheels turn.' },
    ]);
    const record = await clipFromPage(only.item.page, only.from, kit);
    expect(record.content.text).toBe('Water is patient.\nWheels turn.');
    expect(record.content.html).toBe('<div><p>Water is patient.</p><p>Wheels turn.</p></div>');
    expect(record.highlights.map(({ target }) => target.selector[1])).toEqual([
      { type: 'TextPositionSelector', start: 35, end: 52 },
      { type: 'TextPositionSelector', start: 53, end: 65 },
    ]);
    expect(record.capture).toMatchObject({ how: 'import', at: saved, tool: 'import:omnivore' });
    expect(record.source.creators.map(({ value }) => value.name)).toEqual(['Ada Marlowe']);
  });

  it('notes of Obsidian Web Clipper: cleaned like any page', async () => {
    const [only] = await read('obsidian.md');
    if (only?.item.kind !== 'page') throw new Error('no page');
    expect(only.item.page).toMatchObject({
      url: 'https://news.example/mill',
      title: 'The mill: by the river',
      authors: ['Ada Marlowe'],
      published: '2024-05-19',
      tags: ['clippings', 'rivers'],
      subtitle: 'About a mill',
    });
    const record = await clipFromPage(only.item.page, only.from, kit);
    expect(record.content.html).not.toMatch(/script|onerror|javascript/i);
    expect(record.content.html).toContain('<strong>turned</strong>');
    expect(record.content.html).toContain('<td>1900</td>');
    expect(record.content.text.split('\n')[0]).toBe('The river turned the wheels again.');
  });

  it('pages saved whole are read like live ones: article, author, date, rights', async () => {
    const [only] = await read('singlefile.html');
    if (only?.item.kind !== 'page') throw new Error('no page');
    const record = await clipFromPage(only.item.page, only.from, kit);
    expect(record.source.urls.retrieved).toBe('https://news.example/mill');
    expect(record.capture.at).toBe('2024-05-20T08:00:00.000Z');
    expect(record.content.title).toBe('The mill by the river');
    expect(record.content.text).toContain('Water is patient, said the elder');
    expect(record.content.text).not.toContain('Home');
    expect(record.source.creators[0]?.value.name).toBe('Ada Marlowe');
    expect(record.source.published?.value.iso).toContain('2024-05-19');
    expect(record.rights.notices[0]?.value).toContain('All rights reserved');
  });

  it('the same page gets the same id, wherever it comes from', async () => {
    const ids = [];
    for (const name of ['pocket.csv', 'bookmarks.html', 'karakeep.json']) {
      const [first] = await read(name);
      if (first?.item.kind === 'page') ids.push((await clipFromPage(first.item.page, first.from, kit)).id);
    }
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
