/**
 * The invented library of the bench: the same clips on every run. A kept profile is told by the text of this file, so a
 * change here has all of them written anew.
 */

import { chanceOf } from '../../torture/lib/chance.mjs';

export const words = (() => {
  const random = chanceOf(7);
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

const names = {
  latin: Array.from({ length: 200 }, (_, at) => `Site ${at}`),
  chinese: Array.from({ length: 200 }, (_, at) => `站${at}`),
};

export function textsOf(index) {
  const random = chanceOf(index + 1000);
  /** Zipf-like: small numbers often, large ones rarely. */
  const pick = (list) => list[Math.min(list.length - 1, Math.floor(list.length ** random()) - 1)];
  const isChinese = index % 2 === 0;
  const text = (count) =>
    Array.from({ length: count }, (_, at) =>
      isChinese
        ? pick(words.chinese) + (at % 9 === 8 ? '，' : '')
        : `${pick(words.latin)}${at % 14 === 13 ? '.' : ''} `,
    ).join('');
  return {
    isChinese,
    random,
    title: text(8).trim(),
    siteName: pick(isChinese ? names.chinese : names.latin),
    author: isChinese ? pick(words.chinese) : `${pick(words.latin)} ${pick(words.latin)}`,
    tag: pick(['city', 'river', 'work', '城市', '河流', 'later']),
    body: text(550 + Math.floor(random() * 500)),
  };
}

export const idOf = (index) => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const claim = (value) => ({ value, status: 'stated', confidence: 1, evidence: [] });

export function draftOf(index) {
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

/**
 * Writes clips as they lie in the library after saving, without the index, and the ledger that knows of them. How many
 * are written stands in `progress`.
 */
export async function seedAll({ library, enter, writeKept }, count) {
  const seals = new Map();
  const step = 2_000;
  let writing = Promise.resolve();
  for (let from = 0; from < count; from += step) {
    const all = Array.from({ length: Math.min(step, count - from) }, (_, at) => rowsOf(from + at));
    for (const { version } of all) seals.set(version.id, version.record.integrity.record);
    // The next are made while these are written.
    await writing;
    globalThis.progress = from;
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
