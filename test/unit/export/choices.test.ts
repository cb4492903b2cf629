import { describe, expect, it } from 'vitest';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import { ownHasher } from '../../../utils/clip/own-hasher';
import { exportOffers } from '../../../utils/export/catalogue';
import { excerptOf } from '../../../utils/export/excerpt';
import { exportClips } from '../../../utils/export/export-clips';
import { nameByTemplate } from '../../../utils/export/name-template';
import { exportFormats, findExportFormat } from '../../../utils/export/registry';
import type { ClipRecord } from '../../../utils/model/clip';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';

const clips = await tellingClips();
const clip = (name: string): ClipRecord => clips.get(name) as ClipRecord;

describe('what dialogs know of the formats', () => {
  it('is what the formats are', () => {
    const facts = exportFormats.map(({ id, group, extension, kind, hasImages }) => ({
      id,
      group,
      extension,
      kind,
      hasImages,
    }));
    expect(exportOffers).toEqual(facts);
  });
});

describe('names by a template', () => {
  it('are made of what the page states, and gaps close', () => {
    expect(nameByTemplate('{captured} {title}', clip('founding'))).toBe('2026-03-04 河边小镇的灯“亮起来”了');
    expect(nameByTemplate('{author} - {published} - {title}', clip('founding'))).toBe(
      '陈立平 - 2024-05-20 - 河边小镇的灯“亮起来”了',
    );
    expect(nameByTemplate('{published} - {title} ({year})', clip('footnotes'))).toBe('A- B (2026)');
    expect(nameByTemplate('{title} - {published}', clip('formulas'))).toBe('2019-11-20');
    expect(nameByTemplate('{site}/{domain}/../{title}', clip('open-licence'))).not.toMatch(/[/\\]/);
    expect(nameByTemplate('{nothing} {title}', clip('marked'))).toBe('{nothing} Marked & noted -twice-');
    expect(nameByTemplate('{published}', clip('marked'))).toBe('Marked & noted -twice-');
    expect(nameByTemplate('', clip('empty'))).toBe('clip');
  });

  it('name one file, and several are numbered', async () => {
    const markdown = findExportFormat('markdown') as never;
    const one = await exportClips([clip('marked')], markdown, { ...job, fileNames: '{year} {title}' });
    expect(one.name).toBe('2026 Marked & noted -twice-.md');
  });
});

describe('an excerpt', () => {
  it('is the beginning, at most a tenth, and says that it breaks off', async () => {
    const long = {
      ...clip('marked'),
      content: {
        ...clip('marked').content,
        text: Array.from({ length: 100 }, (_, index) => `Line ${index} of the river and the mill.`).join(
          '\n',
        ),
      },
    };
    const short = await excerptOf(long);
    expect(short.content.text.split(/\s+/).length).toBeLessThanOrEqual(81);
    expect(short.content.text).toMatch(/^Line 0 of the river and the mill\.\nLine 1/);
    expect(short.content.text).toMatch(/\[…\]$/);
    expect([short.highlights, short.images, short.userNotes]).toEqual([[], [], undefined]);
    expect(short.content.html).not.toContain('Line 50');
    expect(await isUnchanged(short, ownHasher)).toBe(true);
    const chinese = {
      ...clip('founding'),
      content: { ...clip('founding').content, text: '河'.repeat(10_000) },
    };
    expect([...(await excerptOf(chinese)).content.text.replace(' […]', '')].length).toBe(300);
  });

  it('leaves the library in place of the text where it is asked for', async () => {
    const { blob } = await exportClips([clip('founding')], findExportFormat('markdown') as never, {
      ...job,
      extent: 'excerpt',
    });
    const text = await blob.text();
    expect(text).toContain('[…]');
    expect(text).toContain('版权归原作者所有');
    expect(text).not.toContain('船工说');
  });
});

describe('work in progress', () => {
  it('says how far it is, and can be stopped between two clips', async () => {
    const told: number[] = [];
    await exportClips([...clips.values()], findExportFormat('csv') as never, {
      ...job,
      tell: (done) => told.push(done),
    });
    expect(told).toEqual([...clips.values()].map((_, index) => index + 1));
    for (const id of ['epub', 'html', 'json'] as const) {
      const stop = new AbortController();
      const work = exportClips([...clips.values()], findExportFormat(id) as never, {
        ...job,
        signal: stop.signal,
        tell: (done) => done === 2 && stop.abort(new Error('enough')),
      });
      await expect(work).rejects.toThrow('enough');
    }
  });
});
