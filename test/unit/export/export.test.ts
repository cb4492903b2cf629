import { webcrypto } from 'node:crypto';
import { HtmlRenderer, Parser } from 'commonmark';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isUnchanged, sealDraft } from '../../../utils/clip/fingerprint';
import { exportClips } from '../../../utils/export/export-clips';
import type { ExportOptions } from '../../../utils/export/format';
import { exportFormats, findExportFormat } from '../../../utils/export/registry';
import type { ClipDraft, ClipRecord } from '../../../utils/model/clip';
import { claim, idOf, sampleDraft } from '../clip/sample';

const hasher = webcrypto.subtle as SubtleCrypto;
const { window } = new JSDOM();
const picture = new Blob([new Uint8Array([1, 2, 3])], { type: 'image/jpeg' });

const options = {
  window,
  language: 'en',
  contacts: 'mask',
  images: 'link',
  asset: async (digest: string) =>
    digest === 'sha256:kept' ? { blob: picture, type: 'image/jpeg' } : undefined,
  collection: 'Colophon clips',
} satisfies ExportOptions & { collection: string };

async function recordOf(change: (draft: ClipDraft) => void = () => undefined): Promise<ClipRecord> {
  const draft = sampleDraft();
  change(draft);
  return sealDraft(draft, hasher);
}

async function write(
  id: 'markdown' | 'json' | 'jsonl' | 'html',
  record: ClipRecord,
  more: Partial<typeof options> = {},
): Promise<string> {
  const format = findExportFormat(id);
  if (!format) throw new Error('no such format');
  const { blob } = await exportClips([record], format, { ...options, ...more } as typeof options);
  return blob.text();
}

function split(markdown: string): { fields: Record<string, unknown>; body: string; html: string } {
  const [, yaml = '', body = ''] = markdown.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [];
  return { fields: parse(yaml), body, html: new HtmlRenderer().render(new Parser().parse(body)) };
}

describe('Markdown', () => {
  it('carries source and rights in its front matter', async () => {
    const record = await recordOf();
    expect(split(await write('markdown', record)).fields).toEqual({
      title: 'Mills “come back” to the valley',
      subtitle: 'A second life for old wheels',
      author: ['Ada Marlowe'],
      source: 'News Example',
      original_title: 'Mills return',
      first_published: 'Valley Post',
      first_published_inferred: true,
      captured: '2026-03-04T05:06:07.000Z',
      url: 'https://news.example/town/mills',
      language: 'en',
      copyright: ['All rights reserved. Write to d•••@••• or call 025-••••••••.'],
      rights_quote: 'All rights reserved.',
      rights_light: 'red',
      rights_code: 'reserved.arr',
      text_sha256: record.integrity.text.slice(7),
      clip_record: idOf(1),
    });
  });

  it('reads as the article, with a credit under the image and source and rights at the end', async () => {
    const { html } = split(await write('markdown', await recordOf()));
    const page = new JSDOM(html).window.document;
    expect(page.querySelector('h1')?.textContent).toBe('Mills “come back” to the valley');
    expect([...page.querySelectorAll('h2')].map((h2) => h2.textContent)).toEqual([
      'After the flood',
      'Source and rights',
    ]);
    const image = page.querySelector('img');
    expect(image?.getAttribute('src')).toBe('https://news.example/photos/town.jpg');
    expect(image?.closest('p')?.nextElementSibling?.querySelector('em')?.textContent).toBe(
      'The old mill. Photo: Bo Fern. Rights not stated.',
    );
    const facts = [...page.querySelectorAll('li')].map((li) => li.textContent);
    expect(facts).toContain('Author: Ada Marlowe (Valley Post)');
    expect(facts).toContain('First published: probably Valley Post');
    expect(facts).toContain('Published: no date stated');
    expect(facts).toContain('Photos: Bo Fern');
    expect(facts).toContain('Rights: The page reserves all rights.');
    expect(page.querySelector('blockquote')?.textContent?.trim()).toBe(
      'All rights reserved. Write to d•••@••• or call 025-••••••••.',
    );
  });

  it('speaks Chinese where asked', async () => {
    const { html } = split(await write('markdown', await recordOf(), { language: 'zh' } as never));
    expect(html).toContain('<h2>出处与权利</h2>');
    expect(html).toContain('权利: 页面声明保留所有权利。');
  });

  it('keeps contacts in the statement only when asked', async () => {
    const record = await recordOf();
    expect(await write('markdown', record)).not.toMatch(/desk@|84700000/);
    const kept = await write('markdown', record, { contacts: 'keep' } as never);
    expect(split(kept).html).toContain('Write to desk@news.example or call 025-84700000.');
  });

  it('lets no title become YAML, Markdown or HTML', async () => {
    const title =
      '---\nrights_light: green\n# [x](javascript:alert(1)) <img src=x onerror=alert(1)> `a` *b* "q" \\';
    const record = await recordOf((draft) => {
      draft.content.title = title;
      draft.source.site = claim({
        name: '"}\n- evil: true #',
        url: 'https://x.example/',
        domain: 'x.example',
      });
      draft.rights.notices = [claim('> ## All *rights* reserved\n\n<script>alert(1)</script>')];
    });
    const { fields, html } = split(await write('markdown', record));
    expect(fields).toMatchObject({ title, source: '"}\n- evil: true #', rights_light: 'red' });
    const page = new JSDOM(html).window.document;
    expect(page.querySelector('script, img[onerror], a[href^="javascript"], h1 a, h1 code')).toBeNull();
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.body.textContent).toContain('<script>alert(1)</script>');
  });

  it('cleans the stored HTML again', async () => {
    const record = await recordOf((draft) => {
      draft.content.html =
        '<p>Text<script>alert(1)</script> <a href="javascript:alert(1)">link</a></p><iframe src="https://x.example"></iframe>';
    });
    const markdown = await write('markdown', record);
    expect(markdown).not.toMatch(/alert|iframe|javascript/);
    expect(markdown).toContain('Text link');
  });

  it('has no markup in a formula for a program that knows none', async () => {
    const math = (tex: string, display = 'inline') =>
      `<math display="${display}"><semantics><mi>x</mi><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
    const record = await recordOf((draft) => {
      draft.content.html = `<p>A ${math('a&lt;b &lt;img src=x onerror=alert(1)&gt; [l](javascript:alert(2))')} z</p>${math('&lt;script&gt;alert(3)&lt;/script&gt;', 'block')}`;
    });
    const { body, html } = split(await write('markdown', record));
    expect(body).toContain('$a< b < img src=x');
    const shown = new JSDOM(html).window.document;
    expect(shown.querySelectorAll('img[onerror], script, a[href^="javascript:"]')).toHaveLength(0);
  });

  it('keeps tables, code, lists, emphasis and links', async () => {
    const record = await recordOf((draft) => {
      draft.content.html =
        '<p>A <strong>strong</strong> and <em>soft</em> <a href="https://a.example/">link</a>.</p><ul><li>one</li><li>two</li></ul><pre><code>let a = 1;\n</code></pre><table><thead><tr><th>Year</th><th>Mills</th></tr></thead><tbody><tr><td>1900</td><td>12</td></tr></tbody></table><blockquote><p>Said so</p></blockquote>';
      draft.images = [];
    });
    const { body } = split(await write('markdown', record));
    expect(body).toContain('A **strong** and *soft* [link](https://a.example/).');
    expect(body).toContain('- one\n- two');
    expect(body).toContain('```\nlet a = 1;\n```');
    expect(body).toContain('| Year | Mills |');
    expect(body).toContain('> Said so');
  });

  it('puts kept images beside the text where asked', async () => {
    const record = await recordOf((draft) => {
      draft.images = draft.images.map((image) => ({ ...image, digest: 'sha256:kept' }));
    });
    const format = findExportFormat('markdown');
    const exported = format && (await exportClips([record], format, { ...options, images: 'files' }));
    expect(exported?.name).toBe('Mills “come back” to the valley.zip');
    const names = await zipNames(exported?.blob);
    expect(names).toEqual([
      'Mills “come back” to the valley.md',
      'assets/Mills “come back” to the valley-img1.jpg',
    ]);
  });

  it('says in words where an image that stood in the page as bytes was not kept', async () => {
    const src = 'data:image/png;base64,iVBORw0KGgo=';
    const record = await recordOf((draft) => {
      draft.content.html = `<p><img src="${src}" alt="A map"></p>`;
      draft.images = [];
    });
    const markdown = await write('markdown', record);
    expect(markdown).not.toContain('base64');
    expect(split(markdown).html).toContain('<p>[A map]</p>');
  });
});

describe('JSON', () => {
  it('is the whole record where it may be, and its seal holds', async () => {
    const record = await recordOf();
    const back = JSON.parse(await write('json', record, { contacts: 'keep' } as never));
    expect(back).toEqual(JSON.parse(JSON.stringify(record)));
    expect(await isUnchanged(back, hasher)).toBe(true);
  });

  it('masks contacts in statements unless asked, under a seal of its own that names the kept one', async () => {
    const record = await recordOf((draft) => {
      const statement = '联系：025-84700000，desk@paper.example';
      draft.rights.notices = [
        {
          value: statement,
          status: 'stated',
          confidence: 0.9,
          evidence: [{ kind: 'footer', rule: 'notice.contact', scope: 'site', quote: statement }],
        },
      ];
      draft.content.text += '\nCall 025-84700000.'; // the article's own words are no statement
    });
    const text = await write('json', record);
    const back = JSON.parse(text);
    expect(back.rights.notices[0].value).toBe('联系：025-••••••••，d•••@•••');
    expect(back.rights.notices[0].evidence[0].quote).toBe('联系：025-••••••••，d•••@•••');
    expect(back.content).toEqual(record.content);
    expect(back.integrity.masked).toBe(record.integrity.record);
    expect(back.integrity.text).toBe(record.integrity.text);
    expect(await isUnchanged(back, hasher)).toBe(true);
    expect(await write('jsonl', record)).not.toContain('desk@paper.example');
    expect(await write('html', record)).not.toContain('desk@paper.example');
  });

  it('does not hide, by masking, that a record was changed', async () => {
    const record = await recordOf((draft) => {
      draft.rights.notices = [
        { value: 'Tel. 025-84700000', status: 'stated', confidence: 0.9, evidence: [] },
      ];
    });
    const tampered = { ...record, content: { ...record.content, title: 'Another' } };
    expect(await isUnchanged(JSON.parse(await write('json', tampered)), hasher)).toBe(false);
  });
});

describe('several clips', () => {
  it('come as one zip with a file each, and the same clips give the same bytes', async () => {
    const records = [await recordOf(), await recordOf((draft) => Object.assign(draft, { id: idOf(2) }))];
    for (const format of exportFormats.filter(({ kind }) => kind === 'separate')) {
      const exported = await exportClips(records, format, options);
      expect(exported.name).toBe('Colophon clips.zip');
      const base = 'Mills “come back” to the valley';
      expect(await zipNames(exported.blob)).toEqual([
        `${base}.${format.extension}`,
        `${base} 2.${format.extension}`,
      ]);
      const again = await exportClips(records, format, options);
      expect(await again.blob.bytes()).toEqual(await exported.blob.bytes());
    }
  });
});

/** The names in a zip, read from its central directory. */
async function zipNames(blob: Blob | undefined): Promise<string[]> {
  const bytes = Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
  const names: string[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    names.push(bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
  }
  return names;
}
