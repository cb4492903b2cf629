/**
 * The search index on synthetic documents, half Chinese half English, of about 800 words:
 * `node test/bench/search.mjs [documents=10000]` with the project's own Node. Memory and times of the pure part;
 * keys and values lie in a Map.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { chanceOf } from '../torture/lib/chance.mjs';

const count = Number(process.argv[2] ?? 10_000);
const root = new URL('../..', import.meta.url).pathname;
const search = await load(['segments', 'segment-builder', 'search-index', 'query', 'snippet', 'manifest']);

async function load(names) {
  const folder = mkdtempSync(join(tmpdir(), 'search-bench-'));
  const entry = names
    .map((name) => `export * from '${join(root, 'utils/search', `${name}.ts`)}';`)
    .join('\n');
  const bundle = await rolldown({
    input: 'entry',
    platform: 'node',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : undefined),
        load: (id) => (id === 'entry' ? entry : undefined),
      },
    ],
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'search.mjs' });
  const loaded = await import(pathToFileURL(join(folder, 'search.mjs')).href);
  rmSync(folder, { recursive: true });
  return loaded;
}

const random = chanceOf(7);
/** Zipf-like: small numbers often, large ones rarely. */
const rank = (size) => Math.min(size - 1, Math.floor(size ** random()) - 1);

const LATIN = Array.from({ length: 60_000 }, () => {
  const syllables = 1 + Math.floor(random() * 4);
  return (
    Array.from(
      { length: syllables },
      () => 'bcdfghklmnprstvw'[Math.floor(random() * 16)] + 'aeiouy'[Math.floor(random() * 6)],
    ).join('') + 'nrst'[Math.floor(random() * 4)]
  );
});
const HAN = Array.from({ length: 3500 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 37) % 20000)));
const CHINESE = Array.from({ length: 40_000 }, () =>
  Array.from({ length: random() < 0.8 ? 2 : 3 }, () => HAN[rank(HAN.length)]).join(''),
);

function englishText(words) {
  const out = [];
  for (let index = 0; index < words; index += 1)
    out.push(LATIN[rank(LATIN.length)] + (index % 14 === 13 ? '.' : ''));
  return out.join(' ');
}
function chineseText(words) {
  let out = '';
  for (let index = 0; index < words; index += 1)
    out += CHINESE[rank(CHINESE.length)] + (index % 9 === 8 ? '，' : '');
  return out;
}
function makeDocument(index) {
  const text = index % 2 === 0 ? chineseText : englishText;
  return { title: text(8), names: text(3), notes: '', body: text(550 + Math.floor(random() * 500)) };
}

const values = (() => {
  const map = new Map();
  const self = {
    map,
    async getMany(keys) {
      return keys.map((key) => map.get(key));
    },
    async putMany(entries) {
      for (const [key, bytes] of entries) map.set(key, bytes);
    },
    async deleteMany(keys) {
      for (const key of keys) map.delete(key);
    },
    atomically: (work) => work(self),
  };
  return self;
})();

/** Milliseconds of this process's own work, whatever else the machine does. */
const cpu = () => process.cpuUsage().user / 1000;
const ms = (since) => performance.now() - since;
const share = (list, p) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
const row = (name, value) => console.log(name.padEnd(44), value);

/** Some Chinese bodies, for queries and snippets; the rest is not kept. */
const kept = [];
const saved = [];
let characters = 0;
let analysing = 0;
let packing = 0;
const bulk = Math.max(0, count - 500);
for (let first = 0; first < bulk; first += 1000) {
  const documents = Array.from({ length: Math.min(1000, bulk - first) }, (_, index) =>
    makeDocument(first + index),
  );
  for (const each of documents) characters += each.body.length;
  kept.push(...documents.filter((_, index) => index % 50 === 0).map((each) => each.body));
  const since = cpu();
  const builder = new search.SegmentBuilder();
  for (const text of documents) builder.add({ text });
  analysing += cpu() - since;
  const added = cpu();
  await search.appendSegment(values, builder.build());
  packing += cpu() - added;
}
row('documents', `${count}, ${(((characters / bulk) * count) / 1e6).toFixed(1)} M characters`);
row(
  'bulk, processor time: analyse, pack, append',
  `${((bulk / (analysing + packing)) * 1000).toFixed(0)} documents/s (analysis ${((analysing / bulk) * 1000).toFixed(0)} µs, packing ${((packing / bulk) * 1000).toFixed(0)} µs each)`,
);
const bulkMerge = cpu();
while (await search.mergeOnce(values));
row('merging the bulk, processor time', `${(cpu() - bulkMerge).toFixed(0)} ms`);

let merging = 0;
for (let index = bulk; index < count; index += 1) {
  const document = makeDocument(index);
  const since = performance.now();
  await search.appendSegment(values, search.prepareSegment([{ text: document }]));
  saved.push(ms(since));
  const merge = performance.now();
  while (await search.mergeOnce(values));
  merging += ms(merge);
}
row(
  'one save (analyse + append)',
  `p50 ${share(saved, 0.5).toFixed(2)} ms, p95 ${share(saved, 0.95).toFixed(2)} ms`,
);
row('merging in idle, each save', `${(merging / saved.length).toFixed(2)} ms on average`);

const bytes = () => [...values.map.values()].reduce((sum, each) => sum + each.length, 0);
const manifest = await search.readManifest(values);
row(
  'index',
  `${(bytes() / 1e6).toFixed(1)} MB, ${(bytes() / count / 1000).toFixed(2)} kB a document, segments ${manifest.segments.map((each) => each.span).join(' ')}`,
);

const now = '2026-11-25T00:00:00Z';
const pick = (list) => list[Math.floor(random() * list.length)];
const sampleChinese = () => {
  const body = pick(kept);
  const at = Math.floor(random() * (body.length - 5));
  return body.slice(at, at + 2 + Math.floor(random() * 3)).replace(/，/g, '');
};
const QUERIES = {
  'Chinese, 2 to 4 characters': sampleChinese,
  'Chinese, one character': () => pick(HAN.slice(0, 500)),
  'English, two words': () => `${LATIN[rank(LATIN.length)]} ${LATIN[rank(LATIN.length)]}`,
  'English, prefix of three': () => LATIN[rank(LATIN.length)].slice(0, 3),
  'English, prefix of one': () => pick([...'bcdfghklmnprstvw']),
  mixed: () => `${sampleChinese()} -${LATIN[rank(LATIN.length)]}`,
};
async function measure(title, cache) {
  for (const [name, make] of Object.entries(QUERIES)) {
    const times = [];
    let found = 0;
    const work = cpu();
    for (let run = 0; run < 300; run += 1) {
      const query = search.parseQuery(make(), now);
      const since = performance.now();
      const outcome = await search.searchIndex(values, query, { cache });
      times.push(ms(since));
      found += outcome.documents.length;
    }
    row(
      `${title}: ${name}`,
      `p50 ${share(times, 0.5).toFixed(2)} p95 ${share(times, 0.95).toFixed(2)} max ${share(times, 1).toFixed(2)} ms, processor ${((cpu() - work) / 300).toFixed(2)} each, ${(found / 300).toFixed(0)} found`,
    );
  }
}
await measure('as saved', search.createBlockCache(16e6));

const snippets = [];
for (let run = 0; run < 500; run += 1) {
  const body = pick(kept);
  const query = search.parseQuery(body.slice(700, 704), now);
  const since = performance.now();
  search.makeSnippet(body, query);
  snippets.push(ms(since));
}
row('snippet', `p50 ${share(snippets, 0.5).toFixed(2)} p95 ${share(snippets, 0.95).toFixed(2)} ms`);

const compact = performance.now();
await search.mergeOnce(values, { everything: true });
row('merge everything', `${ms(compact).toFixed(0)} ms, ${(bytes() / 1e6).toFixed(1)} MB`);
await measure('merged', search.createBlockCache(16e6));
globalThis.gc?.();
row(
  'memory',
  `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident, ${(process.memoryUsage().arrayBuffers / 1e6).toFixed(0)} MB buffers`,
);
