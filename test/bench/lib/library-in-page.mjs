/** What the library's measurement does within a page of the extension. `bench` is the bundle that holds it. */

/** Mulberry32: the same library on every run. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (() => {
  const random = randomFrom(7);
  const letters = 'bcdfghklmnprstvw';
  const latin = Array.from({ length: 60_000 }, () => {
    const syllables = 1 + Math.floor(random() * 4);
    return Array.from(
      { length: syllables },
      () => letters[Math.floor(random() * 16)] + 'aeiouy'[Math.floor(random() * 6)],
    )
      .join('')
      .concat('nrst'[Math.floor(random() * 4)]);
  });
  const han = Array.from({ length: 3500 }, (_, index) =>
    String.fromCharCode(0x4e00 + ((index * 37) % 20000)),
  );
  const rank = (size) => Math.min(size - 1, Math.floor(size ** random()) - 1);
  const chinese = Array.from({ length: 40_000 }, () =>
    Array.from({ length: random() < 0.8 ? 2 : 3 }, () => han[rank(han.length)]).join(''),
  );
  return { latin, chinese };
})();

export function textsOf(index) {
  const random = randomFrom(index + 1000);
  /** Zipf-like: small numbers often, large ones rarely. */
  const pick = (list) => list[Math.min(list.length - 1, Math.floor(list.length ** random()) - 1)];
  const isChinese = index % 2 === 0;
  const text = (count) =>
    Array.from({ length: count }, (_, at) =>
      isChinese
        ? pick(words.chinese) + (at % 9 === 8 ? '，' : '')
        : `${pick(words.latin)}${at % 14 === 13 ? '.' : ''} `,
    ).join('');
  const names = Array.from({ length: 200 }, (_, at) => `${isChinese ? '站' : 'Site '}${at}`);
  return {
    isChinese,
    random,
    title: text(8).trim(),
    siteName: pick(names),
    author: isChinese ? pick(words.chinese) : `${pick(words.latin)} ${pick(words.latin)}`,
    tag: pick(['city', 'river', 'work', '城市', '河流', 'later']),
    body: text(550 + Math.floor(random() * 500)),
  };
}

const idOf = (index) => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const claim = (value) => ({ value, status: 'stated', confidence: 1, evidence: [] });

function draftOf(index) {
  const id = idOf(index);
  const { isChinese, random, title, siteName, author, tag, body } = textsOf(index);
  const light = ['green', 'amber', 'red', 'grey'][Math.floor(random() * 4)];
  const at = new Date(Date.UTC(2016, 0, 1) + random() * 3.3e11).toISOString();
  const language = isChinese ? 'zh-CN' : 'en';
  return {
    tag,
    draft: {
      version: '1.0',
      id,
      content: { title, html: `<p>${body}</p>`, text: body, language, wordCount: 800 },
      source: {
        title: claim(title),
        site: claim({ name: siteName, url: 'https://site.example/', domain: 'site.example' }),
        creators: [claim({ kind: 'person', name: author, role: 'author' })],
        language: claim(language),
        published: claim({ iso: at.slice(0, 10), precision: 'day' }),
        type: claim('webpage'),
        urls: { retrieved: `https://site.example/${index}`, cleaned: `https://site.example/${index}` },
      },
      rights: { notices: [], signal: { light, code: 'none-stated', because: [] } },
      images: [],
      capture: {
        at,
        clock: 'device',
        tool: 'Colophon',
        toolVersion: '0',
        browser: 'Chromium',
        how: 'full-article',
      },
    },
  };
}

/** One invented clip: its list row and its version, under a seal that is invented too. */
export function rowsOf(index) {
  const { draft, tag } = draftOf(index);
  const { id, content, source, rights, capture } = draft;
  const integrity = { canonicalization: 'clip-text-v1', text: `sha256:${id}`, record: `sha256:${id}` };
  const record = { ...draft, integrity, highlights: [], tags: [tag], edits: [] };
  const row = {
    id,
    pageKey: source.urls.retrieved.slice(8),
    url: source.urls.retrieved,
    title: content.title,
    language: content.language,
    siteName: source.site.value.name,
    authors: source.creators.map(({ value }) => value.name),
    published: source.published.value.iso,
    light: rights.signal.light,
    excerpt: content.text.slice(0, 200),
    wordCount: content.wordCount,
    imageCount: 0,
    tags: [tag],
    clippedAt: capture.at,
    versionId: id,
    versionCount: 1,
  };
  return { row, version: { id, clipId: id, at: capture.at, record } };
}

/** Writes clips as they lie in the library after saving, without the index, and the ledger that knows of them. */
export async function seedAll({ library, enter, writeKept }, count) {
  const seals = new Map();
  const step = 1_000;
  let writing = Promise.resolve();
  for (let from = 0; from < count; from += step) {
    const all = Array.from({ length: Math.min(step, count - from) }, (_, at) => rowsOf(from + at));
    for (const { version } of all) seals.set(version.id, version.record.integrity.record);
    // The next are made while these are written.
    await writing;
    writing = library.transaction('rw', [library.versions, library.clips], async () => {
      await library.versions.bulkPut(all.map(({ version }) => version));
      await library.clips.bulkPut(all.map(({ row }) => row));
    });
  }
  await writing;
  await enter(seals);
  // These seals are invented: what reads all of them, once a day, has nothing to do here.
  const at = new Date().toISOString();
  await writeKept({
    health: { at, wholeAt: at, versions: count, missing: [], damaged: [], pictures: [] },
  });
}

/** Of words taken out of clips, how many are found there again: pairs of characters, beginnings of words, phrases. */
export async function measureRecall({ searchClips, parseQuery }, clips) {
  const random = randomFrom(23);
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
  const random = randomFrom(11);
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
      if (query.text.length > 0)
        await readPassages(
          rows.slice(0, 12).map(({ id }) => id),
          query,
        );
      times.push(searched + (performance.now() - reading));
      found += last.total;
    }
    result[name] = { p50: share(times, 0.5), p95: share(times, 0.95), found: Math.round(found / runs) };
  }
  return result;
}

/** What the index adds to a save: preparing, and its share of the transaction; the same rows with and without it. */
export async function measureSaves({ library, prepareClips, indexClips, forgetClips, searchTables }) {
  const preparing = [];
  const times = { with: [], without: [] };
  const ids = [];
  for (let run = 0; run < 80; run += 1) {
    const kind = run % 2 === 0 ? 'with' : 'without';
    const { version, row } = rowsOf(9_000_000 + run);
    ids.push(row.id);
    let since = performance.now();
    const prepared = prepareClips([{ summary: row, record: version.record }]);
    preparing.push(performance.now() - since);
    since = performance.now();
    const { clips, versions, saves } = library;
    await library.transaction('rw', [clips, versions, saves, ...searchTables()], async () => {
      await clips.where('pageKey').equals(row.pageKey).toArray();
      await versions.put(version);
      await clips.put(row);
      await saves.put({ draftId: row.id, clipId: row.id, at: row.clippedAt, outcome: { kind: 'new' } });
      if (kind === 'with') await indexClips(prepared);
    });
    times[kind].push(performance.now() - since);
  }
  await library.transaction(
    'rw',
    [library.clips, library.versions, library.saves, ...searchTables()],
    async () => {
      await forgetClips(ids);
      for (const table of [library.clips, library.versions, library.saves]) await table.bulkDelete(ids);
    },
  );
  const adds = (part) => share(preparing, part) + share(times.with, part) - share(times.without, part);
  return { p50: adds(0.5), p95: adds(0.95) };
}

/** A peer with the same texts and our tokens (words of letters, pairs of Chinese characters). */
export async function measurePeer({ MiniSearch, FlexIndex, eachTerm }, name, count) {
  const tokens = (text) => {
    const terms = [];
    eachTerm(text, (term) => terms.push(term));
    return terms;
  };
  const index =
    name === 'MiniSearch'
      ? new MiniSearch({ fields: ['title', 'body'], tokenize: tokens, processTerm: (term) => term })
      : new FlexIndex({ tokenize: 'strict', encode: tokens });
  let build = 0;
  for (let at = 0; at < count; at += 1) {
    const { title, body } = textsOf(at);
    const since = performance.now();
    if (name === 'MiniSearch') index.add({ id: at, title, body });
    else index.add(at, `${title}\n${body}`);
    build += performance.now() - since;
  }
  globalThis.keptAlive = index;
  const times = [];
  const makers = Object.values(queryMakers(randomFrom(11))).slice(0, 3);
  for (const make of makers)
    for (let run = 0; run < 60; run += 1) {
      const query = make();
      const since = performance.now();
      if (name === 'MiniSearch') index.search(query, { combineWith: 'AND' });
      else index.search(query, { limit: 100 });
      times.push(performance.now() - since);
    }
  return { build, p50: share(times, 0.5), p95: share(times, 0.95) };
}
