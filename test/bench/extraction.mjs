#!/usr/bin/env node
// How good and how quick are extraction and detection, beside Readability and Defuddle?
//   node test/bench/extraction.mjs [--own] [--sets NAME,NAME] [--limit N]
// Runs on our own pages (test/pages) and, where ../shared/bench is, on its sets. Prints one table and writes
// .output/bench/extraction.json: a map from a figure's name to { value, unit, peers }.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCore, OTHERS, require, root, rowsOf, shared } from './lib/core.mjs';
import { timesInChromium } from './lib/detect-in-chromium.mjs';

const { values: options } = parseArgs({
  options: { own: { type: 'boolean' }, sets: { type: 'string' }, limit: { type: 'string' } },
});
const figures = {};

const { parseHTML } = await import(pathToFileURL(require.resolve('linkedom')).href);
const { Readability, isProbablyReaderable } = require('@mozilla/readability');
const { Defuddle } = await import(pathToFileURL(join(root, 'node_modules/defuddle/dist/node.js')).href);
const core = await loadCore('extract/extract-article', 'detect/detect');

const contestants = {
  colophon: (document, url) => {
    const result = core.extractArticle(document, { url });
    return result.ok ? result.value.text : '';
  },
  readability: (document) => {
    const result = new Readability(document).parse();
    return result ? linesOf(parse(`<body>${result.content}</body>`).body) : '';
  },
  defuddle: async (document, url) => {
    const result = await Defuddle(document, url);
    return linesOf(parse(`<body>${result.content}</body>`).body);
  },
};
const detectors = {
  colophon: (document, url) => core.detectArticle(document, { url }).readable,
  readability: (document) => isProbablyReaderable(document),
};

await ownPages();
if (!options.own && existsSync(join(shared, 'sets'))) await publicSets();
report();

function parse(html) {
  return parseHTML(`<!doctype html><html>${html}</html>`).document;
}

/** Our own pages: the share of planted paragraphs that came back, and of planted side matter that stayed out. */
async function ownPages() {
  const folder = join(root, 'test/pages');
  const counts = Object.fromEntries(
    Object.keys(contestants).map((who) => [who, { kept: 0, planted: 0, out: 0, side: 0, ms: 0 }]),
  );
  let pages = 0;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, 'expected.json');
    if (!existsSync(file)) continue;
    const expected = JSON.parse(readFileSync(file, 'utf8'));
    if (!Array.isArray(expected.present)) continue;
    pages += 1;
    const html = readFileSync(join(folder, name, 'page.html'), 'utf8');
    const url = expected.url ?? 'https://paper.example/2026/03/a-long-walk-home.html';
    for (const [who, extract] of Object.entries(contestants)) {
      const { text, ms } = await timed(() => extract(parseHTML(html).document, url));
      const found = fold(text);
      const count = counts[who];
      count.ms += ms;
      for (const piece of expected.present) {
        count.planted += 1;
        if (found.includes(fold(piece))) count.kept += 1;
      }
      for (const piece of expected.absent ?? []) {
        count.side += 1;
        if (!found.includes(fold(piece))) count.out += 1;
      }
    }
  }
  figure('own pages', pages, 'pages');
  figure(
    'own pages: planted passages kept',
    share(counts, (c) => c.kept / c.planted),
    'share',
  );
  figure(
    'own pages: planted side matter out',
    share(counts, (c) => c.out / c.side),
    'share',
  );
}

/** The public sets, with the measure that stands beside them. */
async function publicSets() {
  const { bodyScore, quantile } = await import(pathToFileURL(join(shared, 'metrics.mjs')).href);
  const wanted = options.sets?.split(',') ?? ['scrapinghub', 'wcxb', 'fundus', 'zh', 'zhdata'];
  for (const set of wanted) {
    const rows = rowsOf(set, options.limit ? Number(options.limit) : undefined);
    if (!rows.length) continue;
    await bodies(set, rows, bodyScore, quantile);
    await detections(set, rows, quantile);
    if (set === 'wcxb') await detectionInChromium(set, rows, quantile);
  }
}

async function bodies(set, rows, bodyScore, quantile) {
  const articles = rows.filter((row) => row.type === 'article' && row.gold.text);
  if (!articles.length) return;
  const scores = {};
  const times = {};
  for (const [who, extract] of Object.entries(contestants)) {
    const parts = [];
    const spent = [];
    for (const row of articles) {
      const document = parseHTML(row.html()).document;
      const { text, ms } = await timed(() => extract(document, row.url));
      spent.push(ms);
      parts.push({ gold: row.gold.text, found: text, cjk: /^(zh|ja|jp|ko|kr|cn|tw)/.test(row.lang ?? '') });
    }
    scores[who] = bodyScore(parts);
    times[who] = spent;
  }
  figure(
    `${set}: body F1`,
    share(scores, (s) => s.f1),
    'F1',
  );
  figure(
    `${set}: articles lost`,
    share(scores, (s) => s.lost),
    'pages',
  );
  figure(
    `${set}: extraction, sum`,
    share(times, (t) => t.reduce((a, b) => a + b, 0)),
    'ms',
  );
  figure(
    `${set}: extraction, p50`,
    share(times, (t) => quantile(t, 0.5)),
    'ms',
  );
}

async function detections(set, rows, quantile) {
  const counts = {};
  for (const [who, detect] of Object.entries(detectors)) {
    const count = { yes: 0, articles: 0, no: 0, others: 0, ms: [] };
    for (const row of rows) {
      if (row.type !== 'article' && !OTHERS.includes(row.type)) continue;
      const document = parseHTML(row.html()).document;
      const start = performance.now();
      const readable = detect(document, row.url);
      count.ms.push(performance.now() - start);
      if (row.type === 'article') {
        count.articles += 1;
        if (readable) count.yes += 1;
      } else {
        count.others += 1;
        if (!readable) count.no += 1;
      }
    }
    counts[who] = count;
  }
  figure(
    `${set}: articles detected`,
    share(counts, (c) => c.yes / c.articles),
    'share',
  );
  if (counts.colophon.others)
    figure(
      `${set}: other pages refused`,
      share(counts, (c) => c.no / c.others),
      'share',
    );
  figure(
    `${set}: detection, p50`,
    share(counts, (c) => quantile(c.ms, 0.5)),
    'ms',
  );
}

/** What a page pays in a real browser, where one is installed. */
async function detectionInChromium(set, rows, quantile) {
  const times = await timesInChromium(rows);
  if (!times.length) return;
  figure(`${set}: detection in Chromium, p50`, { colophon: quantile(times, 0.5) }, 'ms');
  figure(`${set}: detection in Chromium, p99`, { colophon: quantile(times, 0.99) }, 'ms');
}

async function timed(run) {
  const start = performance.now();
  try {
    const text = await run();
    return { text: text ?? '', ms: performance.now() - start };
  } catch {
    return { text: '', ms: performance.now() - start };
  }
}

function share(counts, measure) {
  return Object.fromEntries(Object.entries(counts).map(([who, count]) => [who, measure(count)]));
}

function figure(name, value, unit) {
  if (typeof value === 'number') {
    figures[name] = { value, unit, peers: {} };
    return;
  }
  const { colophon, ...peers } = value;
  figures[name] = {
    value: round(colophon),
    unit,
    peers: Object.fromEntries(Object.entries(peers).map(([k, v]) => [k, round(v)])),
  };
}

function round(value) {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10000) / 10000;
}

function fold(text) {
  return text.replace(/[\s\u00a0\u3000]+/g, '');
}

function linesOf(node) {
  let out = '';
  for (const child of node?.childNodes ?? []) {
    if (child.nodeType === 3) out += child.textContent;
    else if (child.nodeType === 1 && !/^(?:script|style|template|noscript)$/i.test(child.tagName)) {
      const block =
        /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/i.test(
          child.tagName,
        );
      out += block ? `\n${linesOf(child)}\n` : linesOf(child);
    }
  }
  return out;
}

function report() {
  const rows = Object.entries(figures).map(([name, { value, unit, peers }]) => [
    name,
    String(value),
    String(peers.readability ?? ''),
    String(peers.defuddle ?? ''),
    unit,
  ]);
  const head = ['figure', 'colophon', 'readability', 'defuddle', 'unit'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  for (const row of [head, ...rows])
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
    );
  mkdirSync(join(root, '.output/bench'), { recursive: true });
  writeFileSync(join(root, '.output/bench/extraction.json'), `${JSON.stringify(figures, null, 2)}\n`);
}
