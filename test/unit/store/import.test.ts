import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { beforeEach, describe, expect, it } from 'vitest';
import { isUnchanged, sealRecord } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import { writeBackup } from '../../../utils/export/backup';
import { exportClips, exportFrom } from '../../../utils/export/export-clips';
import { findExportFormat } from '../../../utils/export/registry';
import { readFiles } from '../../../utils/import/read-file';
import type { ImportKit } from '../../../utils/import/types';
import type { ClipRecord, ClipSummary } from '../../../utils/model/clip';
import { defaultSettings } from '../../../utils/model/settings';
import { act } from '../../../utils/store/acts';
import { getRecord, getSummary, listSummaries } from '../../../utils/store/clips';
import { listCollected, listCollections } from '../../../utils/store/collections';
import { library } from '../../../utils/store/db';
import { fillClip } from '../../../utils/store/fill-clip';
import { listToFetch, planImport, runImport, undoImport } from '../../../utils/store/import-clips';
import { backupSource, clipsOf } from '../../../utils/store/read-library';
import { saveDraft } from '../../../utils/store/save-draft';
import { indexState } from '../../../utils/store/search-index';
import { assets, tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';
import { sampleDraft } from '../clip/sample';
import { unzip } from '../export/read-zip';
import { makeZip } from '../import/make-zip';

const telling = await tellingClips();
const kit: ImportKit = {
  window: new JSDOM().window as unknown as ImportKit['window'],
  now: '2026-03-04T05:06:07.000Z',
  hasher: crypto.subtle,
};
/** What a person gets who asks for contacts to stay: the record as it is kept. */
const whole = { ...job, contacts: 'keep' } as const;
const stamp = { made: kit.now, tool: 'Colophon 0.1.0' };

beforeEach(async () => {
  await library.delete();
  await library.open();
});

function file(name: string): { name: string; blob: Blob } {
  const path = join(fileURLToPath(import.meta.url), '..', '..', '..', 'imports', name);
  return { name, blob: new Blob([readFileSync(path)]) };
}

let number = 0;
async function bring(...files: { name: string; blob: Blob }[]) {
  number += 1;
  const id = `import-${number}`;
  const report = await runImport(readFiles(files, kit), kit, { id, files: files.map(({ name }) => name) });
  return { id, report };
}

/** All that the library keeps of clips, as plain JSON. */
async function snapshot(): Promise<unknown> {
  const kept = {
    clips: await library.clips.orderBy('id').toArray(),
    versions: await library.versions.orderBy('id').toArray(),
    collections: await library.collections.orderBy('id').toArray(),
    assets: (await library.assets.orderBy('digest').toArray()).map(({ digest, bytes, type }) => [
      digest,
      bytes.byteLength,
      type,
    ]),
  };
  return JSON.parse(JSON.stringify(kept));
}

/** A library with every telling clip, two versions of one, one in the Trash, and the bytes of the images. */
async function fill(): Promise<void> {
  for (const { digest, bytes, type } of assets.values())
    await library.assets.put({ digest, bytes: bytes.buffer, type });
  const { blob } = await exportClips([...telling.values()], findExportFormat('jsonl') as never, job);
  await bring({ name: 'clips.jsonl', blob });
  await saveDraft(sampleDraft({ id: 'urn:uuid:00000000-0000-4000-8000-000000000050' }), ownHasher);
  await saveDraft(
    sampleDraft({
      id: 'urn:uuid:00000000-0000-4000-8000-000000000099',
      text: 'The river.\nIt came back.',
      at: '2026-05-05T00:00:00.000Z',
    }),
    ownHasher,
  );
  await act({ kind: 'trash', clipIds: [(telling.get('tables') as ClipRecord).id], on: true }, kit.now);
  await library.imports.clear();
  await library.importSteps.clear();
}

/** The names of collections, each with those around it. */
async function paths(ids: readonly string[] = []): Promise<string[]> {
  return (await listCollections()).filter(({ id }) => ids.includes(id)).map(({ path }) => path);
}

/** What a person says of clips: every kind of fact, on clips and as collections. */
async function sayOfClips(): Promise<void> {
  const [one, two, three] = (await listSummaries()).map(({ id }) => id);
  await act({ kind: 'add-collection', id: 'outer', name: 'River towns' });
  await act({ kind: 'add-collection', id: 'inner', name: '灯', parent: 'outer' });
  await act({ kind: 'add-collection', id: 'empty', name: 'Still empty' });
  await act({ kind: 'collect', clipIds: [one ?? '', two ?? ''], add: ['inner', 'outer'] });
  await act({ kind: 'tag', clipIds: [one ?? ''], add: ['said later'], remove: ['河流'] });
  await act({ kind: 'note', clipIds: [two ?? ''], note: '# A note\n\n*later*' });
  await act({ kind: 'read', clipIds: [one ?? ''], state: 'reading', progress: 0.4 });
  await act({ kind: 'read', clipIds: [three ?? ''], state: 'read' });
  await act({ kind: 'favourite', clipIds: [two ?? ''], on: true });
  await act({ kind: 'archive', clipIds: [three ?? ''], on: true });
}

async function emptyLibrary(): Promise<void> {
  await library.delete();
  await library.open();
}

describe('a backup', () => {
  it('restored into an empty library is the same library: versions, Trash, images, fingerprints', async () => {
    await fill();
    const before = await snapshot();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    await emptyLibrary();
    const { report } = await bring({ name: 'backup.zip', blob });
    expect(report.rejections).toEqual([]);
    expect(await snapshot()).toEqual(before);
    for (const { record } of await library.versions.toArray())
      expect(await isUnchanged(record, ownHasher)).toBe(true);
  });

  it('brings back what the person says of clips: tags, notes, reading, favourites, archive, collections', async () => {
    await fill();
    await sayOfClips();
    const before = await snapshot();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    await emptyLibrary();
    const { id, report } = await bring({ name: 'backup.zip', blob });
    expect(report.rejections).toEqual([]);
    expect(await snapshot()).toEqual(before);
    const again = await bring({ name: 'backup.zip', blob });
    expect([again.report.added, again.report.updated]).toEqual([0, 0]);
    expect(await snapshot()).toEqual(before);
    await undoImport(id);
    expect([await library.clips.count(), await library.collections.count()]).toEqual([0, 0]);
  });

  it('brings back a collection that alone is gone, says so before, and takes it back again', async () => {
    await fill();
    await sayOfClips();
    const before = await snapshot();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    const [gone] = await library.collections.toArray();
    await library.collections.delete(gone?.id ?? '');
    const plan = await planImport(readFiles([{ name: 'backup.zip', blob }], kit), kit);
    expect(plan).toMatchObject({ added: 0, updated: 0, collections: 1 });
    const { id, report } = await bring({ name: 'backup.zip', blob });
    expect(report.collections).toBe(1);
    expect(await snapshot()).toEqual(before);
    await undoImport(id);
    const { collections = [] } = (await library.imports.get(id)) ?? {};
    expect(collections).toEqual([gone?.id]);
  });

  it('keeps a clip where the person’s saving put it, though its text was fetched later', async () => {
    await bring(file('pocket.csv'));
    const [waiting] = await listToFetch();
    const draft = sampleDraft({ id: waiting?.id, url: waiting?.url, at: '2026-06-06T00:00:00.000Z' });
    await fillClip(waiting?.id ?? '', draft, ownHasher);
    const row = await getSummary(waiting?.id ?? '');
    await library.clips.put({ ...(row as ClipSummary), seenAgainAt: '2026-07-07T00:00:00.000Z' });
    const before = await snapshot();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    await emptyLibrary();
    await bring({ name: 'backup.zip', blob });
    expect(await snapshot()).toEqual(before);
  });

  it('joined to a library leaves its collections as they are, and takes no row that is none', async () => {
    await fill();
    await sayOfClips();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    await act({ kind: 'edit-collection', id: 'outer', name: 'Renamed since' });
    await bring({ name: 'backup.zip', blob });
    expect((await listCollections()).map(({ path }) => path)).toEqual([
      'Renamed since',
      'Renamed since/灯',
      'Still empty',
    ]);
    const files = await unzip(new Uint8Array(await blob.arrayBuffer()));
    const rows = [
      '{"id":"x"}',
      '{"id":"y","name":"Y","order":1,"parent":"y"}',
      '{"id":5,"name":"Z","order":1}',
      '7',
    ];
    const entries = [...files].map(([name, data]) => ({
      name,
      data: name === 'extras/collections.jsonl' ? rows.join('\n') : (data as Uint8Array<ArrayBuffer>),
    }));
    await bring({
      name: 'odd.zip',
      blob: makeZip([...entries, { name: 'extras/clips.jsonl', data: '{"id":"evil"}' }]),
    });
    expect(await library.collections.count()).toBe(3);
    expect(await library.clips.get('evil')).toBeUndefined();
  });

  it('says in its manifest what it holds, with a SHA-256 that others compute alike', async () => {
    await fill();
    const files = await unzip(
      new Uint8Array(await (await writeBackup(await backupSource(defaultSettings), stamp)).arrayBuffer()),
    );
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
    expect(manifest.counts).toMatchObject({
      clips: telling.size + 1,
      versions: telling.size + 2,
      blobs: assets.size,
    });
    for (const { path, bytes, sha256 } of manifest.entries) {
      const data = files.get(path) as Uint8Array<ArrayBuffer>;
      expect(data.length).toBe(bytes);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      expect(Buffer.from(hash).toString('hex')).toBe(sha256);
    }
    expect(new TextDecoder().decode(files.get('README.txt'))).toContain('clips.jsonl');
  });

  it('with a damaged line and a damaged image names them and restores the rest', async () => {
    await fill();
    const bytes = Buffer.from(
      await (await writeBackup(await backupSource(defaultSettings), stamp)).arrayBuffer(),
    );
    const at = bytes.lastIndexOf('Water is patient.');
    expect(at).toBeGreaterThan(0);
    bytes.write('Water was patient', at);
    const png = bytes.indexOf('Colour\0' + '1', 0, 'latin1');
    bytes.write('9', png + 7, 'latin1');
    await emptyLibrary();
    const { report } = await bring({ name: 'backup.zip', blob: new Blob([bytes]) });
    expect(report.rejections.map(({ reason, shown }) => [reason, shown])).toEqual([
      ['damaged', '河边小镇的灯“亮起来”了'],
      ['damaged', 'Weirs & wheels: a <short> history'],
    ]);
    expect(report.added).toBe(telling.size);
    expect(await library.assets.count()).toBe(assets.size - 1);
  });
});

describe('an export', () => {
  it('of a collection has the clips of those within it too, each once, and none of the Trash', async () => {
    await fill();
    await sayOfClips();
    const [one, two, three] = (await listSummaries()).map(({ id }) => id);
    await act({ kind: 'collect', clipIds: [three ?? ''], add: ['outer'] });
    await act({ kind: 'trash', clipIds: [two ?? ''], on: true });
    expect((await listCollected('outer')).map(({ id }) => id)).toEqual([one, three]);
    expect((await listCollected('inner')).map(({ id }) => id)).toEqual([one]);
    expect(await listCollected('empty')).toEqual([]);
    expect(await listCollected('no-such')).toEqual([]);
  });

  it('has the tags and the note of now, under a seal that holds', async () => {
    await fill();
    await sayOfClips();
    const ids = (await listSummaries()).map((row) => row.id);
    const { blob } = await exportFrom(clipsOf(ids), findExportFormat('jsonl') as never, whole);
    const records = (await blob.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ClipRecord);
    for (const record of records) {
      const row = await getSummary(record.id);
      expect([record.tags, record.userNotes]).toEqual([row?.tags, row?.note]);
      expect(await isUnchanged(record, ownHasher)).toBe(true);
    }
    expect(records.some(({ tags }) => tags.includes('said later'))).toBe(true);
    expect(records.map(({ id }) => id)).toEqual(ids);
  });
});

describe('the round trip', () => {
  it.each(['json', 'jsonl', 'html'] as const)(
    '%s: export, import into an empty library: the identity, fingerprints included',
    async (id) => {
      await fill();
      const ids = (await listSummaries()).map((row) => row.id);
      const records = new Map(
        await Promise.all(ids.map(async (each) => [each, await getRecord(each)] as const)),
      );
      const { blob, name } = await exportFrom(clipsOf(ids), findExportFormat(id) as never, whole);
      await emptyLibrary();
      const { report } = await bring({ name, blob });
      expect([report.added, report.rejected]).toEqual([ids.length, 0]);
      for (const [each, record] of records) {
        expect(JSON.parse(JSON.stringify(await getRecord(each)))).toEqual(JSON.parse(JSON.stringify(record)));
      }
    },
  );

  it('takes copies whose contacts were masked: beside the kept clip they change nothing, alone they hold', async () => {
    await fill();
    const ids = (await listSummaries()).map((row) => row.id);
    const before = await snapshot();
    const { blob, name } = await exportFrom(clipsOf(ids), findExportFormat('jsonl') as never, job);
    expect(await blob.text()).toMatch(/"masked":"sha256:/);
    const beside = await bring({ name, blob });
    expect([beside.report.updated, beside.report.rejected]).toEqual([0, 0]);
    expect(await snapshot()).toEqual(before);
    await emptyLibrary();
    const alone = await bring({ name, blob });
    expect([alone.report.added, alone.report.rejected]).toEqual([ids.length, 0]);
    for (const each of ids) {
      const record = (await getRecord(each)) as ClipRecord;
      expect(await isUnchanged(record, ownHasher)).toBe(true);
    }
  });

  it('holds for libraries that nobody thought of', async () => {
    const [base] = telling.values();
    const word = fc.string({ unit: 'grapheme', maxLength: 40 });
    const record = fc.record({
      id: fc.uuid(),
      title: word,
      text: word,
      tags: fc.uniqueArray(word.filter((tag) => tag.trim() !== '')),
      note: fc.option(word, { nil: undefined }),
      said: fc.record({
        note: word,
        tags: fc.uniqueArray(word),
        state: fc.constantFrom('unread' as const, 'reading' as const, 'read' as const),
        progress: fc.double({ min: 0, max: 1, noNaN: true }),
        shelves: fc.uniqueArray(fc.nat(3)),
        flags: fc.subarray(['favourite', 'archive', 'trash'] as const),
      }),
    });
    const shelf = fc.record({ name: word, within: fc.option(fc.nat(3), { nil: undefined }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 6 }),
        fc.array(shelf, { maxLength: 4 }),
        async (specs, shelves) => {
          await emptyLibrary();
          for (const [index, { name, within }] of shelves.entries()) {
            const parent = within === undefined ? undefined : `shelf-${within}`;
            await act({ kind: 'add-collection', id: `shelf-${index}`, name, parent });
          }
          const made = await Promise.all(
            specs.map(({ id, title, text, tags, note }) =>
              sealRecord(
                {
                  ...(base as ClipRecord),
                  id: `urn:uuid:${id}`,
                  content: { title, html: '<p>x</p>', text, wordCount: 1 },
                  source: {
                    ...(base as ClipRecord).source,
                    urls: { retrieved: `https://news.example/${id}`, cleaned: `https://news.example/${id}` },
                  },
                  tags,
                  userNotes: note,
                },
                ownHasher,
              ),
            ),
          );
          const { blob } = await exportClips(made, findExportFormat('jsonl') as never, whole);
          if (made.length === 0) return;
          await bring({ name: 'clips.jsonl', blob });
          for (const { id, said } of specs) {
            const clipIds = [`urn:uuid:${id}`];
            await act({ kind: 'tag', clipIds, add: said.tags });
            await act({ kind: 'note', clipIds, note: said.note });
            await act({ kind: 'read', clipIds, state: said.state, progress: said.progress });
            await act({ kind: 'collect', clipIds, add: said.shelves.map((index) => `shelf-${index}`) });
            for (const kind of said.flags) await act({ kind, clipIds, on: true });
          }
          const before = await snapshot();
          const backup = await writeBackup(await backupSource(defaultSettings), stamp);
          await emptyLibrary();
          await bring({ name: 'backup.zip', blob: backup });
          expect(await snapshot()).toEqual(before);
          for (const row of await library.versions.toArray())
            expect(await isUnchanged(row.record, ownHasher)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('an import', () => {
  it('is planned before a byte is written', async () => {
    const before = await snapshot();
    const plan = await planImport(readFiles([file('pocket.csv')], kit), kit);
    expect(plan).toMatchObject({ added: 4, updated: 0, same: 1, rejected: 2, toFetch: 4 });
    expect(plan.examples.add[0]).toEqual({
      title: 'The mill by the river',
      url: 'https://news.example/mill',
    });
    expect(plan.rejections.map(({ reason }) => reason)).toEqual(['no-address', 'bad-address']);
    expect(await snapshot()).toEqual(before);
    expect(await library.imports.count()).toBe(0);
  });

  it('puts clips into collections, archive and favourites as their program had them, and undo takes all of it back', async () => {
    await act({ kind: 'add-collection', id: 'mine', name: 'rivers' });
    const before = await snapshot();
    const { id } = await bring(file('bookmarks.html'), file('linkwarden.json'), file('raindrop.csv'));
    // A folder joins the collection of the same name, whatever its letters.
    expect((await listCollections()).map(({ path }) => path)).toEqual([
      'rivers',
      'rivers/深水',
      'rivers/Deep',
      'rivers/Mills',
    ]);
    const weir = (await listSummaries()).find(({ url }) => url === 'https://news.example/weir');
    expect(await paths(weir?.collections)).toEqual(['rivers/深水']);
    const mill = (await listSummaries()).find(({ url }) => url === 'https://news.example/mill');
    expect(mill).toMatchObject({ favourite: true, tags: ['old', 'wood', 'mills'] });
    expect(await paths(mill?.collections)).toEqual(['rivers', 'rivers/Mills']);
    await undoImport(id);
    expect(await snapshot()).toEqual(before);
    const pocket = await bring(file('pocket.csv'), file('readwise.csv'));
    const quotes = (await listSummaries()).find(({ url }) => url === 'https://news.example/quotes');
    expect(quotes).toMatchObject({ archived: true, readState: 'read', progress: 1 });
    const read = (await listSummaries()).find(({ url }) => url === 'https://news.example/mill');
    expect(read).toMatchObject({ readState: 'reading', progress: 0.5 });
    await undoImport(pocket.id);
    expect(await snapshot()).toEqual(before);
  });

  it('makes clips that wait for their text, each with what the file says', async () => {
    const { report } = await bring(file('pocket.csv'));
    expect([report.added, report.updated, report.rejected]).toEqual([4, 1, 2]);
    expect((await listToFetch()).map(({ title }) => title).sort()).toEqual([
      'A title, with "quotes" and a line break',
      'The mill by the river',
      'https://news.example/bare',
      '河边小镇的灯',
    ]);
    const mill = (await listSummaries()).find(({ title }) => title === 'The mill by the river');
    expect(mill).toMatchObject({
      tags: ['rivers', 'mills', 'twice'],
      clippedAt: '2024-05-20T00:00:00.000Z',
      light: 'grey',
      toFetch: true,
      wordCount: 0,
    });
  });

  it('done twice adds nothing, for every kind of file', async () => {
    const names = [
      'pocket.csv',
      'ril_export.html',
      'instapaper-old.csv',
      'instapaper-new.csv',
      'readwise.csv',
      'raindrop.csv',
      'karakeep.json',
      'linkwarden.json',
      'wallabag.json',
      'bookmarks.html',
      'obsidian.md',
      'singlefile.html',
      'csl.json',
    ];
    for (const name of names) {
      await emptyLibrary();
      const first = await bring(file(name));
      expect(first.report.added).toBeGreaterThan(0);
      const before = await snapshot();
      const second = await bring(file(name));
      expect([name, second.report.added, second.report.updated]).toEqual([name, 0, 0]);
      expect(await snapshot()).toEqual(before);
    }
  });

  it('joins what another program marked to the clip that is there, and keeps its text', async () => {
    await saveDraft(sampleDraft({ url: 'https://news.example/mill' }), ownHasher);
    const { report } = await bring(file('wallabag.json'), file('karakeep.json'));
    expect([report.added, report.updated]).toEqual([0, 2]);
    const [row] = await listSummaries();
    const record = await getRecord(row?.id ?? '');
    expect(record?.content.title).toBe('Mills “come back” to the valley');
    expect(record?.tags).toEqual(['rivers', 'mills']);
    expect(await paths(row?.collections)).toEqual(['Water/Mills wheels']);
    expect(record?.userNotes).toBe('Ask Bo');
    expect(record?.highlights).toHaveLength(1);
    expect(await library.versions.count()).toBe(1);
    expect(record && (await isUnchanged(record, ownHasher))).toBe(true);
  });

  it('gives a waiting clip its text when another file has it', async () => {
    await bring(file('pocket.csv'));
    await bring(file('wallabag.json'));
    const mill = (await listSummaries()).find(({ url }) => url === 'https://news.example/mill');
    expect(mill?.toFetch).toBeUndefined();
    expect((await getRecord(mill?.id ?? ''))?.content.text).toContain('Water is patient.');
    expect(mill?.tags).toContain('twice');
  });

  it('is taken back as one act: the library is as it was', async () => {
    await fill();
    await saveDraft(
      sampleDraft({ id: 'urn:uuid:00000000-0000-4000-8000-000000000077', url: 'https://news.example/mill' }),
      ownHasher,
    );
    await act(
      { kind: 'trash', clipIds: ['urn:uuid:00000000-0000-4000-8000-000000000077'], on: true },
      kit.now,
    );
    const before = await snapshot();
    const { id, report } = await bring(file('wallabag.json'), file('pocket.csv'), file('bookmarks.html'));
    expect(report.updated).toBeGreaterThan(0);
    expect(await snapshot()).not.toEqual(before);
    expect(await undoImport(id)).toBe(true);
    expect(await snapshot()).toEqual(before);
    expect(await undoImport(id)).toBe(true);
    expect(await snapshot()).toEqual(before);
    expect(await undoImport('no-such')).toBe(false);
  });

  it('taken back leaves alone what the person did since', async () => {
    const { id } = await bring(file('wallabag.json'));
    await saveDraft(
      sampleDraft({ id: 'urn:uuid:00000000-0000-4000-8000-000000000078', url: 'https://news.example/mill' }),
      ownHasher,
    );
    await undoImport(id);
    const [row, ...others] = await listSummaries();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ title: 'Mills “come back” to the valley', versionCount: 1 });
  });

  it('stopped half-way keeps whole clips, and goes on where it was when done again', async () => {
    const rows = Array.from(
      { length: 220 },
      (_, index) => `Title ${index},https://news.example/${index},1716163200,,unread`,
    );
    const many = {
      name: 'many.csv',
      blob: new Blob([`title,url,time_added,tags,status\n${rows.join('\n')}\n`]),
    };
    const stop = new AbortController();
    const started = runImport(readFiles([many], kit), kit, {
      id: 'stopped',
      files: ['many.csv'],
      signal: stop.signal,
      tell: ({ added }) => added >= 100 && stop.abort(new Error('enough')),
    });
    await expect(started).rejects.toThrow('enough');
    expect(await library.clips.count()).toBe(100);
    expect((await library.imports.get('stopped'))?.state).toBe('stopped');
    const { report } = await bring(many);
    expect([report.added, report.same]).toEqual([120, 100]);
    expect(await library.clips.count()).toBe(220);
    await undoImport('stopped');
    expect(await library.clips.count()).toBe(120);
  });

  it('of one file in two windows at once has each clip once, and the index has them so too', async () => {
    await fill();
    const ids = (await listSummaries()).map((row) => row.id);
    const { blob, name } = await exportFrom(clipsOf(ids), findExportFormat('jsonl') as never, whole);
    await emptyLibrary();
    const [one, other] = await Promise.all([bring({ name, blob }), bring({ name, blob })]);
    expect([one.report.added, other.report.added, one.report.same, other.report.same].sort()).toEqual(
      [0, 0, ids.length, ids.length].sort(),
    );
    expect(await library.clips.count()).toBe(ids.length);
    expect(await library.searchDocs.count()).toBe(ids.length);
    await undoImport(one.id);
    await undoImport(other.id);
    expect(await library.clips.count()).toBe(0);
    expect(await indexState()).toEqual({ indexed: 0, of: 0 });
  });

  it('of a clip in the Trash takes it out again', async () => {
    await fill();
    const blob = await writeBackup(await backupSource(defaultSettings), stamp);
    const { id } = telling.get('code-and-lists') as ClipRecord;
    await act({ kind: 'trash', clipIds: [id], on: true }, kit.now);
    await bring({ name: 'backup.zip', blob });
    expect((await library.clips.get(id))?.deletedAt).toBeUndefined();
    expect((await library.clips.get((telling.get('tables') as ClipRecord).id))?.deletedAt).toBe(kit.now);
  });

  it('keeps the images that a page of ours carries', async () => {
    const founding = telling.get('founding') as ClipRecord;
    const { blob, name } = await exportClips([founding], findExportFormat('html') as never, job);
    await bring({ name, blob });
    const digest = founding.images[0]?.digest ?? '';
    expect((await library.assets.get(digest))?.bytes.byteLength).toBe(assets.get(digest)?.bytes.length);
  });
});
