import { describe, expect, it } from 'vitest';
import { zoteroItem } from '../../../utils/export/zotero';
import type { ClipRecord } from '../../../utils/model/clip';
import { tellingClips } from '../../exports/clips';

const clips = await tellingClips();
const clip = (name: string): ClipRecord => clips.get(name) as ClipRecord;

describe('Zotero items', () => {
  it('have who, where, when, the terms in the page’s own words, and contacts masked', () => {
    expect(zoteroItem(clip('founding'))).toMatchObject({
      itemType: 'webpage',
      title: '河边小镇的灯“亮起来”了',
      websiteTitle: '示例门户',
      date: '2024-05-20',
      url: 'https://news.example/2026/founding.html',
      language: 'zh-CN',
      rights: expect.stringMatching(/版权归原作者所有.*025-••••••••/),
      tags: [{ tag: '河流' }, { tag: 'night market' }],
    });
    const [author] = zoteroItem(clip('founding')).creators as Record<string, string>[];
    expect(`${author?.lastName}${author?.firstName ?? ''}`).toBe('陈立平');
  });

  it('have only fields that Zotero’s schema knows for their type, and dates as it takes them', () => {
    // From Zotero's schema, as far as our types go; what is not among them Zotero drops.
    const common = ['title', 'creators', 'url', 'date', 'accessDate', 'language', 'rights', 'extra'];
    const own: Record<string, string[]> = {
      webpage: ['websiteTitle'],
      newspaperArticle: ['publicationTitle'],
      magazineArticle: ['publicationTitle'],
      journalArticle: ['publicationTitle', 'DOI'],
      blogPost: ['blogTitle'],
      encyclopediaArticle: ['encyclopediaTitle'],
      report: ['institution'],
      forumPost: ['forumTitle'],
    };
    const types = [
      'webpage',
      'article-newspaper',
      'article-magazine',
      'article-journal',
      'post-weblog',
      'entry-encyclopedia',
      'report',
      'post',
    ] as const;
    for (const type of types) {
      const base = clip('open-licence');
      const source = {
        ...base.source,
        type: { ...base.source.type, value: type },
        csl: { DOI: '10.5555/weirs' },
      };
      const item = zoteroItem({ ...base, source });
      const known = [...common, ...(own[item.itemType] ?? []), 'itemType', 'tags', 'notes', 'attachments'];
      const named = Object.keys(item).filter((key) => item[key] !== undefined);
      expect([type, named.filter((key) => !known.includes(key))]).toEqual([type, []]);
      expect(item.accessDate).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
      expect([item.DOI, item.extra].join(' ')).toContain('10.5555/weirs');
    }
  });

  it('have notes and highlights as notes, escaped, and the licence by its address', () => {
    const { notes } = zoteroItem(clip('marked'));
    expect(notes).toContainEqual({ note: '<p>“turned the wheels” — Which river?</p>' });
    expect(zoteroItem(clip('hostile')).notes).toEqual([
      { note: '<p>--- <br># note<br>&lt;/section&gt;</p>' },
    ]);
    expect(zoteroItem(clip('open-licence')).rights).toContain(
      'https://creativecommons.org/licenses/by-sa/4.0/',
    );
  });
});
