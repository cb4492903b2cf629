/** What the library's measurement does within a page of the extension. `bench` is the bundle that holds it. */

import { chanceOf } from '../../torture/lib/chance.mjs';
import { draftOf, idOf, rowsOf, textsOf, words } from './invented-clips.mjs';

export { seedAll } from './invented-clips.mjs';

/** Of words taken out of clips, how many are found there again: pairs of characters, beginnings of words, phrases. */
export async function measureRecall({ searchClips, parseQuery }, clips) {
  const random = chanceOf(23);
  const between = (from, to) => from + Math.floor(random() * (to - from));
  const missed = [];
  const runs = 200;
  for (let run = 0; run < runs; run += 1) {
    const index = between(0, clips);
    const { isChinese, body } = textsOf(index);
    const at = between(0, body.length - 40);
    const piece = isChinese
      ? /[\u4e00-\u9fff]{2}/.exec(body.slice(at))?.[0]
      : / ([a-z]{3,}) ([a-z]+)/.exec(body.slice(at));
    const typed = isChinese
      ? piece
      : [piece[1].slice(0, 3), `"${piece[1]} ${piece[2]}"`, piece[1].replace(/a/, 'á')][run % 3];
    const query = parseQuery(`${typed} -nowhereatall`, new Date().toISOString());
    const found = await searchClips(query, { inTrash: false, locale: 'en' });
    if ((await found.placeOf(idOf(index))) < 0) missed.push(typed);
  }
  return { runs, missed };
}

/** Clips as a JSON Lines export of ours has them, sealed: what an import reads. */
export async function exportLines({ sealRecord, ownHasher }, from, to) {
  const lines = [];
  for (let index = from; index < to; index += 1) {
    const { draft, tag } = draftOf(index);
    const record = { ...draft, highlights: [], tags: [tag], edits: [] };
    lines.push(JSON.stringify(await sealRecord(record, ownHasher)));
  }
  return lines.join('\n');
}

/** Changes of many clips at once, and their taking back. */
export async function measureActs({ library, act, undoAct }, most) {
  const clipIds = await library.clips.orderBy('listed').limit(most).primaryKeys();
  const time = async (run) => {
    const since = performance.now();
    const done = await run();
    return [performance.now() - since, done];
  };
  const [tag, tagged] = await time(() => act({ kind: 'tag', clipIds, add: ['a new tag'] }));
  const [read] = await time(() => act({ kind: 'read', clipIds, state: 'read' }));
  const [trash, trashed] = await time(() => act({ kind: 'trash', clipIds, on: true }));
  const [back] = await time(() => undoAct(trashed));
  const [undo] = await time(() => undoAct(tagged));
  const [one] = await time(() => act({ kind: 'favourite', clipIds: clipIds.slice(0, 1), on: true }));
  return { count: clipIds.length, tag, read, trash, back, undo, one };
}

/** Makes the search index anew; how many clips it holds stands in `progress`. */
export function indexAll({ dropIndex, fillIndex, indexState }) {
  return navigator.locks.request('colophon-search-index', async () => {
    const watch = setInterval(async () => {
      globalThis.progress = (await indexState()).indexed;
    }, 5_000);
    await dropIndex();
    await fillIndex();
    clearInterval(watch);
  });
}

export async function indexSize({ library }) {
  let bytes = 0;
  await library.searchBlocks.each((row) => {
    bytes += row.bytes.length;
  });
  return bytes / 1e6;
}

const share = (times, part) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

function queryMakers(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const frequent = (list) => list[Math.min(list.length - 1, Math.floor(list.length ** random()) - 1)];
  return {
    'Chinese word of two characters': () => frequent(words.chinese).slice(0, 2),
    'Chinese, four characters': () =>
      frequent(words.chinese).slice(0, 2) + frequent(words.chinese).slice(0, 2),
    'English, two words': () => `${frequent(words.latin)} ${frequent(words.latin)}`,
    'English, beginning of a word': () => frequent(words.latin).slice(0, 3),
    'word and filters': () => `${frequent(words.latin)} light:${pick(['red', 'green'])} after:2020`,
    'states alone': () =>
      pick(['is:unread -is:archived', 'is:read', 'has:tag is:unread', '-has:note light:red']),
    'filters only': () =>
      `${pick(['tag:city', 'lang:zh', 'light:amber', 'before:2020'])} site:${pick(['1', '2', '7'])}`,
  };
}

/** Each query with what the list shows first: thirty rows with their passages. */
export async function measureQueries({ searchClips, readPassages, parseQuery }) {
  const random = chanceOf(11);
  const result = {};
  const runs = 60;
  for (const [name, make] of Object.entries(queryMakers(random))) {
    const times = [];
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const query = parseQuery(make(), new Date().toISOString());
      const since = performance.now();
      let first;
      const last = await searchClips(query, { inTrash: false, locale: 'en' }, (some) => {
        first ??= performance.now();
        return some;
      });
      const rows = await last.read(0, 30);
      const searched = (first ?? performance.now()) - since;
      const reading = performance.now();
      if (query.text.length > 0) await readPassages(rows.slice(0, 12), query);
      times.push(searched + (performance.now() - reading));
      found += last.total;
    }
    result[name] = { p50: share(times, 0.5), p95: share(times, 0.95), found: Math.round(found / runs) };
  }
  return result;
}

/**
 * What the index adds to a save: preparing, its reading and writing within the transaction, and by how much that ends later;
 * of the last the median, out of the same rows with and without it, since what one save waits for the disk is chance.
 */
export async function measureSaves({ library, prepareClips, indexClips, forgetClips, searchTables }) {
  const own = [];
  const rest = { with: [], without: [] };
  const ids = [];
  for (let run = 0; run < 80; run += 1) {
    const kind = run % 2 === 0 ? 'with' : 'without';
    const { version, row } = rowsOf(9_000_000 + run);
    ids.push(row.id);
    let since = performance.now();
    const prepared = prepareClips([{ summary: row, record: version.record }]);
    const preparing = performance.now() - since;
    since = performance.now();
    let indexing = 0;
    const { clips, versions, saves } = library;
    await library.transaction('rw', [clips, versions, saves, ...searchTables()], async () => {
      await clips.where('pageKey').equals(row.pageKey).toArray();
      await versions.put(version);
      await clips.put(row);
      await saves.put({ draftId: row.id, clipId: row.id, at: row.clippedAt, outcome: { kind: 'new' } });
      if (kind === 'without') return;
      const begun = performance.now();
      await indexClips(prepared);
      indexing = performance.now() - begun;
    });
    rest[kind].push(performance.now() - since - indexing);
    if (kind === 'with') own.push(preparing + indexing);
  }
  await library.transaction(
    'rw',
    [library.clips, library.versions, library.saves, ...searchTables()],
    async () => {
      await forgetClips(ids);
      for (const table of [library.clips, library.versions, library.saves]) await table.bulkDelete(ids);
    },
  );
  const later = share(rest.with, 0.5) - share(rest.without, 0.5);
  return { p50: share(own, 0.5) + later, p95: share(own, 0.95) + later, whole: share(rest.without, 0.5) };
}

/**
 * A peer with the same texts and our tokens (words of letters, pairs of Chinese characters): made with breaks, as the
 * driver asks how far it is; then written as text and begun from that, as a page would that is opened.
 */
export async function measurePeer({ MiniSearch, FlexIndex, eachTerm }, name, count) {
  const tokens = (text) => {
    const terms = [];
    eachTerm(text, (term) => terms.push(term));
    return terms;
  };
  const peer = { MiniSearch: miniSearch, FlexSearch: flexSearch }[name]({ MiniSearch, FlexIndex, tokens });
  let build = 0;
  let rested = performance.now();
  for (let at = 0; at < count; at += 1) {
    const texts = textsOf(at);
    const since = performance.now();
    peer.add(at, texts);
    build += performance.now() - since;
    if (performance.now() - rested < 200) continue;
    globalThis.progress = `${name}: ${at}`;
    await new Promise((settled) => setTimeout(settled));
    rested = performance.now();
  }
  globalThis.keptAlive = peer;
  const times = [];
  for (const make of Object.values(queryMakers(chanceOf(11))).slice(0, 3))
    for (let run = 0; run < 60; run += 1) {
      const query = make();
      const since = performance.now();
      peer.search(query);
      times.push(performance.now() - since);
    }
  return { build, p50: share(times, 0.5), p95: share(times, 0.95) };
}

/** How long a peer takes to begin with what it wrote before, in milliseconds, and how many bytes that is. */
export async function measurePeerStart() {
  const written = await globalThis.keptAlive.write();
  const since = performance.now();
  await globalThis.keptAlive.begin(written);
  const start = performance.now() - since;
  return { start, size: written.reduce((sum, [, text]) => sum + (text?.length ?? 0), 0) / 1e6 };
}

function miniSearch({ MiniSearch, tokens }) {
  const settings = { fields: ['title', 'body'], tokenize: tokens, processTerm: (term) => term };
  const index = new MiniSearch(settings);
  return {
    add: (id, { title, body }) => index.add({ id, title, body }),
    search: (query) => index.search(query, { combineWith: 'AND' }),
    write: async () => [['all', JSON.stringify(index)]],
    // With breaks: Chinese pairs take it minutes, and the driver's patience for an answer would end.
    begin: ([[, text]]) => MiniSearch.loadJSONAsync(text, settings),
  };
}

function flexSearch({ FlexIndex, tokens }) {
  const settings = { tokenize: 'strict', encode: tokens };
  const index = new FlexIndex(settings);
  return {
    add: (id, { title, body }) => index.add(id, `${title}\n${body}`),
    search: (query) => index.search(query, { limit: 100 }),
    async write() {
      const parts = [];
      await index.export((key, text) => {
        parts.push([key, text]);
      });
      return parts;
    },
    async begin(parts) {
      const again = new FlexIndex(settings);
      for (const [key, text] of parts) await again.import(key, text);
    },
  };
}
