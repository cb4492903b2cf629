import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-ris';
import { parse as parseBib } from '@retorquere/bibtex-parser';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import jsonld from 'jsonld';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { oneLine } from '../../../utils/cite/wording';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import { type ExportJob, exportClips } from '../../../utils/export/export-clips';
import type { ExportFormatId } from '../../../utils/export/format';
import { findExportFormat } from '../../../utils/export/registry';
import type { ClipRecord } from '../../../utils/model/clip';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';

/** Each format, read back by a parser that is not ours. */

const clips = await tellingClips();
const all = [...clips.values()];
const clip = (name: string): ClipRecord => clips.get(name) as ClipRecord;

async function write(
  id: ExportFormatId,
  records: ClipRecord[],
  more: Partial<ExportJob> = {},
): Promise<string> {
  const format = findExportFormat(id);
  if (!format) throw new Error(`no format ${id}`);
  const { blob } = await exportClips(records, format, { ...job, images: 'link', ...more });
  return blob.text();
}

interface ReadMarkdown {
  facts: Record<string, unknown>;
  nodes: Nodes[];
  tree: Nodes;
}

function readMarkdown(source: string): ReadMarkdown {
  const tree = fromMarkdown(source, {
    extensions: [frontmatter(['yaml']), gfm(), math()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml']), gfmFromMarkdown(), mathFromMarkdown()],
  });
  const nodes: Nodes[] = [];
  const walk = (node: Nodes): void => {
    nodes.push(node);
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  const yaml = nodes.find((node) => node.type === 'yaml');
  return { facts: parseYaml(yaml && 'value' in yaml ? yaml.value : ''), nodes, tree };
}

function words(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map(words).join('') : '';
}

const ofType = <T extends Nodes['type']>(nodes: Nodes[], type: T) =>
  nodes.filter((node): node is Extract<Nodes, { type: T }> => node.type === type);

describe('Markdown', () => {
  it('keeps every title and fact through YAML', async () => {
    for (const record of all) {
      const { facts } = readMarkdown(await write('markdown', [record]));
      expect(facts.title ?? '').toBe(record.content.title);
      expect(facts.url).toBe(record.source.urls.retrieved);
      expect(facts.tags ?? []).toEqual(record.tags);
      expect(facts.clip_record).toBe(record.id);
    }
  });

  it('keeps bold beside Chinese punctuation bold, without a sign of it in the source', async () => {
    const source = await write('markdown', [clip('bold-and-punctuation')]);
    expect(source).toContain('他说：“**你好**。”然后走了。这是**重点**：后文；（*括号*）也行，**粗**体，');
    expect(source).not.toContain('&#x');
    const { nodes } = readMarkdown(source);
    expect(ofType(nodes, 'strong').map((node) => words(node).trim())).toEqual(['你好', '重点', '粗', '空格']);
    expect(ofType(nodes, 'emphasis').map(words)).toContain('括号');
    const paragraphs = ofType(nodes, 'paragraph').map(words);
    expect(paragraphs).toContain('*star* _under_ ~~no~~ [a](b) <b> &amp; \\ `');
    expect(paragraphs[0]).toContain('他说：“你好。”然后走了。这是重点：后文；（括号）也行，粗体，');
  });

  it('keeps every letter of bold and plain runs in any mixture', async () => {
    const run = fc.record({
      text: fc
        .array(
          fc.constantFrom(
            '灯',
            '亮',
            'a',
            '1',
            '“',
            '”',
            '。',
            '，',
            '（',
            '）',
            '.',
            '*',
            '_',
            ' ',
            '《',
            '》',
          ),
          { minLength: 1, maxLength: 5 },
        )
        .map((chars) => chars.join('')),
      tag: fc.constantFrom('', 'strong', 'em'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 6 }), async (runs) => {
        const html = `<p>灯${runs.map(({ text, tag }) => (tag ? `<${tag}>${text}</${tag}>` : text)).join('')}灯</p>`;
        const record = {
          ...clip('bold-and-punctuation'),
          content: { ...clip('bold-and-punctuation').content, html },
        };
        const { nodes } = readMarkdown(await write('markdown', [record]));
        const plain = `灯${runs.map(({ text }) => text).join('')}灯`.replace(/\s+/g, '');
        expect(ofType(nodes, 'paragraph').map((node) => words(node).replace(/\s+/g, ''))).toContain(plain);
        const bold = runs.filter(({ text, tag }) => tag === 'strong' && /[灯亮a1]/.test(text));
        if (bold.length > 0) expect(ofType(nodes, 'strong').length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps footnotes as footnotes, and a reference to nothing as its words', async () => {
    const { nodes } = readMarkdown(await write('markdown', [clip('footnotes')]));
    expect(ofType(nodes, 'footnoteReference').map(({ identifier }) => identifier)).toEqual(['1', 'b']);
    expect(ofType(nodes, 'footnoteDefinition').map((note) => [note.identifier, words(note).trim()])).toEqual([
      ['1', 'A note.'],
      ['b', 'Another.Longer.'],
    ]);
    expect(words(ofType(nodes, 'paragraph')[0] as Nodes)).toContain('with a dead one9. H2O, 2nd.');
  });

  it('keeps formulas as TeX, and money as money', async () => {
    const { nodes } = readMarkdown(await write('markdown', [clip('formulas')]));
    expect(ofType(nodes, 'inlineMath').map(({ value }) => value)).toEqual(['e^{i\\pi}+1=0']);
    expect(ofType(nodes, 'math').map(({ value }) => value)).toEqual(['\\frac{a}{b}']);
    expect(ofType(nodes, 'paragraph').map(words).join()).toContain('So e^{i\\pi}+1=0 costs $5 and $6.');
    const html = ofType(nodes, 'html')
      .map(({ value }) => value)
      .join('');
    expect(html).toContain('<mfrac>');
    expect(words({ type: 'root', children: ofType(nodes, 'paragraph') } as Nodes)).toContain('a spoilt one');
  });

  it('keeps a plain table, with pipes and breaks in cells, and turns to HTML where cells span', async () => {
    const source = await write('markdown', [clip('tables')]);
    const { nodes } = readMarkdown(source);
    const [table, ...others] = ofType(nodes, 'table');
    expect(others).toEqual([]);
    expect(table?.children.map((row) => row.children.map(words))).toEqual([
      ['Year', 'Mills | wheels'],
      ['1900', '12or a|b'],
      ['1950', ''],
    ]);
    expect(JSON.stringify(table)).toContain('<br>');
    const blocks = nodes.flatMap((node) =>
      node.type === 'html' && node.value.startsWith('<table') ? [node.value] : [],
    );
    expect(blocks).toHaveLength(2);
    const page = new JSDOM(blocks.join('')).window.document;
    expect(page.querySelector('caption')?.textContent).toBe('Output by river');
    expect(page.querySelector('th[colspan="2"]')?.textContent).toBe('Both rivers');
    expect(page.querySelectorAll('table table td')[0]?.textContent).toBe('in');
  });

  it('keeps code with its language and its fences, and lists as deep and long as they are', async () => {
    const { nodes } = readMarkdown(await write('markdown', [clip('code-and-lists')]));
    const [code] = ofType(nodes, 'code');
    expect(code?.lang).toBe('rust');
    expect(code?.value).toBe('fn main() {\n\n    println!("```");\n}');
    expect(ofType(nodes, 'inlineCode').map(({ value }) => value)).toContain('``a`');
    const lists = ofType(nodes, 'list');
    expect(lists[0]).toMatchObject({ ordered: true, start: 9 });
    expect(lists.some(({ children }) => children.length === 30)).toBe(true);
    const depth = (node: Nodes): number =>
      'children' in node
        ? Math.max(0, ...node.children.map((child) => depth(child as Nodes))) + (node.type === 'list' ? 1 : 0)
        : 0;
    expect(
      depth({
        type: 'root',
        children: nodes.slice(0, 1).flatMap((root) => ('children' in root ? root.children : [])),
      } as Nodes),
    ).toBeGreaterThanOrEqual(4);
    expect(ofType(nodes, 'heading').map(words)).not.toContain('not a heading');
  });

  it('keeps readings over characters, and lets nothing hostile through', async () => {
    const ruby = await write('markdown', [clip('vertical')]);
    expect(ruby).toContain('<ruby>灯<rt>あかり</rt></ruby>がともる。');
    const { nodes } = readMarkdown(await write('markdown', [clip('hostile')]));
    const html = ofType(nodes, 'html')
      .map(({ value }) => value)
      .join('');
    expect(html).not.toMatch(/script|onerror/i);
    expect(ofType(nodes, 'link').every(({ url }) => /^(?:https?|mailto):/.test(url))).toBe(true);
    expect(ofType(nodes, 'heading').filter(({ depth }) => depth === 1)).toHaveLength(1);
  });

  it('has addresses as links and not as words with signs in them', async () => {
    const { nodes } = readMarkdown(await write('markdown', [clip('open-licence')]));
    const targets = ofType(nodes, 'link').map(({ url }) => url);
    expect(targets).toContain('https://creativecommons.org/licenses/by-sa/4.0/');
    expect(targets).toContain('https://wiki.example/wiki/Weirs');
    const chinese = await write('markdown', [clip('founding')], { language: 'zh' });
    expect(chinese).toMatch(/<https:\/\/news\.example\/2026\/founding\.html>。/);
  });

  it('brings notes and highlights only when asked', async () => {
    expect(await write('markdown', [clip('marked')])).toContain('Which river?');
    expect(await write('markdown', [clip('marked')], { marks: 'without' })).not.toMatch(/Which river|Ask Bo/);
  });

  it('speaks to Obsidian and Logseq in their own ways', async () => {
    const obsidian = readMarkdown(await write('markdown', [clip('marked')], { markdown: 'obsidian' }));
    expect(obsidian.facts.tags).toEqual(['mills', '_2026', 'to-read']);
    const logseq = await write('markdown', [clip('hostile')], { markdown: 'logseq' });
    expect(logseq.split('\n')[0]).toMatch(/^title:: =cmd/);
    expect(logseq).not.toMatch(/^---/);
  });
});

describe('HTML', () => {
  it('is whole in one file: nothing runs, nothing is asked of the network, every word is there', async () => {
    for (const record of all) {
      const source = await write('html', [record], { images: 'files' });
      const { document } = new JSDOM(source).window;
      const asks = [
        ...document.querySelectorAll('[src], link[rel~="stylesheet"], iframe, object, embed'),
      ].map((each) => each.getAttribute('src') ?? each.getAttribute('href'));
      expect(asks.filter((address) => !address?.startsWith('data:'))).toEqual([]);
      const scripts = [...document.querySelectorAll('script')].map(({ type }) => type);
      expect(scripts).toEqual(['application/ld+json', 'application/json']);
      expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(
        /^default-src 'none'; img-src data:; style-src 'sha256-/,
      );
      // Readings stand beside the text, not in it.
      for (const reading of document.querySelectorAll('rt')) reading.remove();
      const shown = (document.querySelector('article')?.textContent ?? '').replace(/\s+/g, '');
      for (const line of record.content.text
        .split('\n')
        .filter(() => !['hostile', 'formulas'].includes(nameOf(record)))) {
        for (const cell of line.split(/\t| {2,}/)) expect(shown).toContain(cell.replace(/\s+/g, ''));
      }
    }
  });

  it('carries the whole record, and its seal holds', async () => {
    for (const record of all) {
      const { document } = new JSDOM(await write('html', [record], { contacts: 'keep' })).window;
      const back = JSON.parse(document.querySelector('#clip-record')?.textContent ?? '');
      expect(back).toEqual(JSON.parse(JSON.stringify(record)));
      expect(await isUnchanged(back, ownHasher)).toBe(true);
    }
  });

  it('says source and rights to people and machines; a licence link only where the licence is open', async () => {
    const open = new JSDOM(await write('html', [clip('open-licence')])).window.document;
    expect(open.querySelector('link[rel="license"]')?.getAttribute('href')).toBe(
      'https://creativecommons.org/licenses/by-sa/4.0/',
    );
    expect(open.querySelector('footer.clip-source')?.textContent).toContain('Licensed under CC BY-SA 4.0');
    const closed = new JSDOM(await write('html', [clip('founding')])).window.document;
    expect(closed.querySelector('link[rel="license"]')).toBeNull();
    expect(closed.querySelector('footer.clip-source')?.textContent).toContain('版权归原作者所有');
    expect(closed.querySelector('footer.clip-source')?.textContent).not.toContain('84700000');
    expect(closed.querySelector('figcaption')?.textContent).toContain('李忠');
    const data = JSON.parse(open.querySelector('script[type="application/ld+json"]')?.textContent ?? '');
    const { '@context': _, ...article } = data;
    const [read] = (await jsonld.expand({
      '@context': { '@vocab': 'https://schema.org/' },
      ...article,
    })) as Record<string, unknown>[];
    expect(read?.['https://schema.org/license']).toEqual([
      { '@value': 'https://creativecommons.org/licenses/by-sa/4.0/' },
    ]);
    expect(JSON.stringify(read?.['https://schema.org/author'])).toContain('Ada Marlowe');
  });

  it('leaves out pictures without a licence where asked, but says whose they are', async () => {
    const { document } = new JSDOM(await write('html', [clip('pictures')], { images: 'licensed' })).window;
    expect([...document.querySelectorAll('img')].map((each) => each.getAttribute('data-clip-image'))).toEqual(
      ['img1', 'img1'],
    );
    expect(document.querySelector('.left-out a')?.getAttribute('href')).toBe(
      'https://news.example/sketch.webp',
    );
    const none = new JSDOM(await write('html', [clip('pictures')], { images: 'none' })).window.document;
    expect(none.querySelector('img')).toBeNull();
    expect(none.body.textContent).toContain('Bo Fern');
  });
});

describe('JSON', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const schema = JSON.parse(
    readFileSync(
      join(fileURLToPath(import.meta.url), '..', '..', '..', '..', 'public', 'schema', 'clip-1.json'),
      'utf8',
    ),
  );
  const validate = ajv.compile(schema);

  it('is held against the very schema that is published', () => {
    const inner = join(
      fileURLToPath(import.meta.url),
      '..',
      '..',
      '..',
      '..',
      'utils',
      'import',
      'clip-1.schema.json',
    );
    expect(JSON.parse(readFileSync(inner, 'utf8'))).toEqual(schema);
  });

  it('keeps to its published schema, as one record, a list, or a record a line', async () => {
    for (const record of all) {
      expect(validate(JSON.parse(await write('json', [record]))) || validate.errors).toBe(true);
    }
    const list = JSON.parse(await write('json', all));
    expect(list).toHaveLength(all.length);
    const lines = (await write('jsonl', all))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(list);
    expect(validate({ ...lines[0], integrity: undefined })).toBe(false);
    expect(
      validate({ ...lines[0], rights: { notices: [], signal: { light: 'blue', code: 'x', because: [] } } }),
    ).toBe(false);
  });
});

describe('tables', () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ] as const)('%s: a row for each clip, and no cell that a spreadsheet computes', async (id, delimiter) => {
    const format = findExportFormat(id);
    const blob = format && (await exportClips(all, format, job)).blob;
    expect([...new Uint8Array((await blob?.slice(0, 3).arrayBuffer()) ?? new ArrayBuffer(0))]).toEqual([
      0xef, 0xbb, 0xbf,
    ]);
    // `text()` takes the byte order mark away.
    const source = (await blob?.text()) ?? '';
    const { data, errors } = Papa.parse<Record<string, string>>(source.replace(/\r\n$/, ''), {
      header: true,
      delimiter,
      newline: '\r\n',
      quoteChar: id === 'csv' ? '"' : '\u0001',
    });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(all.length);
    expect(data[0]).toMatchObject({
      title: '河边小镇的灯“亮起来”了',
      authors: '陈立平',
      site: '示例门户',
      rights_light: 'red',
      tags: '河流; night market',
    });
    const cells = data.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠\t\r|%]/.test(cell))).toEqual([]);
    expect(data[9]?.title).toMatch(/^'=cmd/);
  });
});

describe('highlights', () => {
  it('as Markdown: each with its note and source', async () => {
    const { nodes } = readMarkdown(await write('highlights', all));
    expect(ofType(nodes, 'blockquote').map(words)).toEqual(['turned the wheels', '=Nobody had expected it.']);
    expect(ofType(nodes, 'heading').map(words)).toEqual([
      'Highlights and notes',
      expect.stringMatching(/^=cmd/),
      'Marked & noted "twice"',
    ]);
  });

  it('as Web Annotations that a JSON-LD processor reads', async () => {
    const data = JSON.parse(await write('annotations', all));
    expect(data['@context']).toBe('http://www.w3.org/ns/anno.jsonld');
    const context = {
      '@vocab': 'http://www.w3.org/ns/oa#',
      id: '@id',
      type: '@type',
      dc: 'http://purl.org/dc/elements/1.1/',
      source: { '@id': 'http://www.w3.org/ns/oa#hasSource', '@type': '@id' },
    };
    const read = (await jsonld.expand({ '@context': context, '@graph': data['@graph'] })) as Record<
      string,
      unknown
    >[];
    expect(read.map((each) => each['@id'])).toEqual([
      'urn:uuid:00000000-0000-4000-8000-0000000000a1',
      `${clip('marked').id}#h2`,
    ]);
    expect(JSON.stringify(read[0])).toContain('"turned the wheels"');
    expect(JSON.stringify(read[0])).toContain('Which river?');
  });

  it('as the CSV that Readwise takes, and as quotes with their sources', async () => {
    const { data } = Papa.parse<Record<string, string>>((await write('readwise', all)).trimEnd(), {
      header: true,
    });
    expect(data.map(({ Highlight, Title, Author, Note }) => [Highlight, Title, Author, Note])).toEqual([
      ['turned the wheels', 'Marked & noted "twice"', 'Ada Marlowe', 'Which river?'],
      ["'=Nobody had expected it.", 'Marked & noted "twice"', 'Ada Marlowe', ''],
    ]);
    expect(await write('quotes', all)).toContain(
      '“turned the wheels” — Ada Marlowe, “Marked & noted ‘twice’”, News Example',
    );
  });
});

describe('citations and plain text', () => {
  it.each(['biblatex', 'bibtex', 'ris', 'csl', 'gbt'] as const)('%s: an entry for each clip', async (id) => {
    const source = await write(id, [clip('founding'), clip('open-licence')]);
    expect(source).toContain('陈立平');
    expect(source).toMatch(/Marlowe/i);
  });

  it.each(['biblatex', 'bibtex'] as const)(
    '%s: a whole selection, twice over, is read back with a key for each',
    async (id) => {
      const { entries, errors } = parseBib(await write(id, [...all, ...all]), {
        english: false,
        sentenceCase: false,
        caseProtection: 'off',
      } as never);
      expect(errors).toEqual([]);
      expect(entries).toHaveLength(2 * all.length);
      expect(new Set(entries.map(({ key }) => key.toLowerCase())).size).toBe(2 * all.length);
      for (const [index, record] of all.entries()) {
        const { title, url } = entries[index]?.fields ?? {};
        if (record.content.title.trim()) expect(oneLine(String(title))).toBe(oneLine(record.content.title));
        if (id === 'biblatex')
          expect(new URL(String(url)).href).toBe(
            new URL(record.source.urls.canonical?.value ?? record.source.urls.retrieved).href,
          );
      }
    },
  );

  it('ris: a whole selection is read back, entry by entry', async () => {
    const read = new Cite(await write('ris', all), { forceType: '@ris/file' }).data as {
      title?: string;
      URL?: string;
    }[];
    expect(read).toHaveLength(all.length);
    expect(read.map(({ title = '' }) => oneLine(title))).toEqual(
      all.map(({ content }) => oneLine(content.title)),
    );
    expect(read.every(({ URL: url }) => /^https?:/.test(url ?? ''))).toBe(true);
  });

  it('text: all prose, whose the pictures are, source and rights', async () => {
    const source = await write('text', [clip('founding')]);
    for (const line of clip('founding').content.text.split('\n')) expect(source).toContain(line);
    expect(source).toContain('Photo: 李忠.');
    expect(source).toContain('版权归原作者所有');
  });
});

function nameOf(record: ClipRecord): string {
  return [...clips].find(([, each]) => each === record)?.[0] ?? '';
}
