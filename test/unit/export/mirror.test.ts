import { describe, expect, it } from 'vitest';
import { sealRecord } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import { markdownFormat } from '../../../utils/export/markdown';
import { type MirrorFolder, type MirrorJob, mirror, mirrorLogName } from '../../../utils/export/mirror';
import { nameByTemplate } from '../../../utils/export/name-template';
import type { ClipRecord } from '../../../utils/model/clip';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';

const clips = await tellingClips();
const clip = (name: string): ClipRecord => clips.get(name) as ClipRecord;

/** A folder in memory, which counts what is written. */
function folder(start: Record<string, string> = {}) {
  const files = new Map<string, Blob>(Object.entries(start).map(([path, text]) => [path, new Blob([text])]));
  const written: string[] = [];
  const made: MirrorFolder = {
    read: async (path) => files.get(path),
    write: async (path, content) => {
      written.push(path);
      files.set(path, new Blob([content]));
    },
    remove: async (path) => void files.delete(path),
  };
  return {
    files,
    written,
    folder: made,
    text: async (path: string) => (await files.get(path)?.text()) ?? '',
  };
}

function run(made: MirrorFolder, records: ClipRecord[], more: Partial<MirrorJob> = {}) {
  return mirror({
    folder: made,
    async *records() {
      yield* records;
    },
    present: new Set(records.map(({ id }) => id)),
    name: (record) => nameByTemplate('{title}', record),
    write: (record, base) => markdownFormat.write(record, base, job),
    shape: 'plain',
    ...more,
  });
}

describe('a folder that mirrors the library', () => {
  it('has a file for each clip with its images, and is left alone while nothing changes', async () => {
    const { files, written, folder: made } = folder();
    const all = [...clips.values()];
    expect(await run(made, all)).toEqual({ written: all.length, removed: 0, theirs: [] });
    const notes = [...files.keys()].filter((path) => path.endsWith('.md'));
    expect(notes).toHaveLength(all.length);
    expect([...files.keys()]).toContain('assets/河边小镇的灯“亮起来”了-img1.png');
    written.length = 0;
    expect((await run(made, all)).written).toBe(0);
    expect(written).toEqual([]);
  });

  it('follows what changes: text, choices, and clips that are gone', async () => {
    const { files, written, folder: made, text } = folder();
    const [one, two] = [clip('founding'), clip('marked')];
    await run(made, [one, two]);
    const retitled = await sealRecord({ ...two, tags: ['new tag'] }, ownHasher);
    written.length = 0;
    expect(await run(made, [one, retitled])).toMatchObject({ written: 1 });
    expect(await text('Marked & noted -twice-.md')).toContain('new tag');
    expect(written).toEqual(['Marked & noted -twice-.md', mirrorLogName]);
    expect((await run(made, [one, retitled], { shape: 'other' })).written).toBe(2);
    expect(await run(made, [retitled])).toMatchObject({ removed: 1 });
    expect([...files.keys()].sort()).toEqual(['Marked & noted -twice-.md', mirrorLogName]);
  });

  it('leaves the person’s own files and changes alone, and says which', async () => {
    const { files, folder: made, text } = folder({ 'Marked & noted -twice-.md': 'mine' });
    await run(made, [clip('marked')]);
    expect(await text('Marked & noted -twice-.md')).toBe('mine');
    const path = 'Marked & noted -twice- 2.md';
    expect(await text(path)).toContain('turned the wheels');
    files.set(path, new Blob(['edited']));
    const again = await run(made, [await sealRecord({ ...clip('marked'), tags: [] }, ownHasher)]);
    expect(again).toEqual({ written: 0, removed: 0, theirs: [path] });
    expect((await run(made, [])).theirs).toEqual([path]);
    expect(await text(path)).toBe('edited');
  });

  it('writes a file again that was taken away, once its clip changes, and takes no path from a log that reaches out', async () => {
    const { files, folder: made, text } = folder();
    await run(made, [clip('marked')]);
    files.delete('Marked & noted -twice-.md');
    await run(made, [await sealRecord({ ...clip('marked'), tags: ['x'] }, ownHasher)]);
    expect(files.has('Marked & noted -twice-.md')).toBe(true);
    const evil = JSON.stringify({ clips: { a: { files: [{ path: '../../etc/passwd', sum: 'x' }] }, b: 5 } });
    files.set(mirrorLogName, new Blob([evil]));
    files.set('../../etc/passwd', new Blob(['root']));
    await run(made, []);
    expect(await text('../../etc/passwd')).toBe('root');
    files.set(mirrorLogName, new Blob(['{"clips": ']));
    expect((await run(made, [clip('marked')])).written).toBe(1);
  });

  it('can be stopped between two clips', async () => {
    const { folder: made } = folder();
    const stop = new AbortController();
    const work = run(made, [...clips.values()], {
      signal: stop.signal,
      tell: (done) => done === 2 && stop.abort(new Error('enough')),
    });
    await expect(work).rejects.toThrow('enough');
  });
});
