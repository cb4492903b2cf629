import type { Claim } from '../../utils/model/claim';
import type { ClipRecord } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import type { Agent, Origin, PartialDate, SourceInfo, SourceType } from '../../utils/model/source';

/** Clips for the citation tests: the founding sample and the six types of rights.md 3.2. All invented. */

export function stated<T>(value: T): Claim<T> {
  return { value, status: 'stated', confidence: 1, evidence: [] };
}

export function inferred<T>(value: T): Claim<T> {
  return { value, status: 'inferred', confidence: 0.7, evidence: [] };
}

export function day(iso: string): PartialDate {
  const precision = iso.length === 4 ? 'year' : iso.length === 7 ? 'month' : 'day';
  return { iso, precision };
}

export const author = (name: string, more: Partial<Agent> = {}): Claim<Agent> =>
  stated({ kind: 'person', name, role: 'author', ...more });

const nothingStated: RightsInfo = {
  notices: [],
  signal: { light: 'grey', code: 'none-stated', because: [] },
};

interface Spec {
  id?: string;
  title?: string;
  site?: string;
  url?: string;
  type?: SourceType;
  creators?: Claim<Agent>[];
  published?: string;
  modified?: string;
  language?: string;
  origin?: Claim<Origin>;
  originalTitle?: string;
  csl?: Record<string, unknown>;
  rights?: RightsInfo;
  source?: Partial<SourceInfo>;
  record?: Partial<ClipRecord>;
}

/** A whole clip of a few words. Captured on 2026-11-25. */
export function clip(spec: Spec): ClipRecord {
  const url = spec.url ?? 'https://news.example/2024/0520/123.html';
  const host = new URL(url).hostname;
  const title = spec.title ?? 'A title';
  return {
    version: '1.0',
    id: spec.id ?? 'urn:uuid:00000000-0000-4000-8000-000000000001',
    content: { title, html: '<p>Text</p>', text: 'Text', wordCount: 1 },
    source: {
      title: stated(title),
      originalTitle: spec.originalTitle === undefined ? undefined : stated(spec.originalTitle),
      creators: spec.creators ?? [],
      site: stated({
        name: spec.site ?? 'Example',
        url: `https://${host}/`,
        domain: host.split('.').slice(-2).join('.'),
      }),
      published: spec.published ? stated(day(spec.published)) : undefined,
      modified: spec.modified ? stated(day(spec.modified)) : undefined,
      language: inferred(spec.language ?? 'en'),
      type: inferred(spec.type ?? 'webpage'),
      origin: spec.origin,
      urls: { retrieved: url, cleaned: url },
      csl: spec.csl,
      ...spec.source,
    },
    rights: spec.rights ?? nothingStated,
    images: [],
    capture: {
      at: '2026-11-25T01:09:23Z',
      clock: 'device',
      tool: 'colophon',
      toolVersion: '0.1.0',
      browser: 'Chromium 156',
      how: 'full-article',
    },
    integrity: { canonicalization: 'clip-text-v1', text: 'sha256:0f', record: 'sha256:1f' },
    highlights: [],
    tags: [],
    edits: [],
    ...spec.record,
  };
}

export const statement =
  '声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-84700000,广告合作:025-84700001。';

export const sample = clip({
  title: '河边小镇的灯“亮起来”了',
  originalTitle: '河边小镇亮灯记',
  site: '示例门户',
  url: 'https://news.example/2024/0520/123.html',
  creators: [author('陈立平', { family: '陈', given: '立平', affiliation: '示例日报' })],
  published: '2024-05-20',
  language: 'zh-CN',
  origin: inferred({ name: '示例日报', relation: 'republished' }),
  rights: {
    notices: [stated(statement)],
    holder: stated({ kind: 'third-party', name: 'original author' }),
    signal: { light: 'red', code: 'owner-is-third-party.no-permission', because: [] },
  },
  record: {
    images: [
      {
        id: 'img1',
        src: 'https://news.example/1.png',
        caption: stated('亮灯的小镇'),
        creators: [stated({ kind: 'person', name: '李忠', role: 'photographer', rolePrinted: '记者' })],
        rights: nothingStated,
      },
    ],
  },
});

export const paperItself = clip({
  title: '河边小镇亮灯记',
  site: '示例日报',
  url: 'https://daily.example/2024/0520/1.html',
  type: 'article-newspaper',
  creators: [author('陈立平', { family: '陈', given: '立平' })],
  published: '2024-05-20',
  language: 'zh-CN',
});

export const newspaper = clip({
  title: 'City council approves new housing plan',
  site: 'The Example Times',
  url: 'https://times.example/2025/03/14/housing-plan',
  type: 'article-newspaper',
  creators: [author('Ana Rivera'), author('Min-jun Cho')],
  published: '2025-03-14',
});

export const blog = clip({
  title: 'Why I rewrote my static site generator',
  site: 'Ada’s Notebook',
  url: 'https://ada.example/rewrite',
  type: 'post-weblog',
  creators: [author('Ada Okafor')],
  published: '2024-11-02',
});

export const journal = clip({
  title: 'Web content extraction for provenance',
  site: 'Journal of Web Archiving',
  url: 'https://jwa.example/12/3/45',
  type: 'article-journal',
  creators: [author('Jana Müller'), author('Wei Chen'), author('Rui Silva'), author('Asha Singh')],
  published: '2023-09',
  csl: {
    volume: '12',
    issue: 3,
    page: '45-61',
    DOI: 'https://doi.org/10.1234/jwa.2023.45',
    ISSN: '1234-5679',
  },
  rights: {
    notices: [],
    license: stated({
      family: 'CC',
      spdx: 'CC-BY-4.0',
      name: 'CC BY 4.0',
      url: 'https://creativecommons.org/licenses/by/4.0/',
    }),
    signal: { light: 'green', code: 'open.by', because: [] },
  },
});

export const encyclopedia = clip({
  title: 'Web archiving',
  site: 'Wikipedia',
  url: 'https://en.wiki.example/wiki/Web_archiving',
  type: 'entry-encyclopedia',
  published: '2004-01-02',
  modified: '2026-10-30',
  source: {
    urls: {
      retrieved: 'https://en.wiki.example/wiki/Web_archiving',
      cleaned: 'https://en.wiki.example/wiki/Web_archiving',
      persistent: stated({
        scheme: 'oldid',
        id: 'https://en.wiki.example/w/index.php?title=Web_archiving&oldid=987654321',
      }),
    },
  },
  rights: {
    notices: [],
    license: stated({
      family: 'CC',
      spdx: 'CC-BY-SA-4.0',
      name: 'CC BY-SA 4.0',
      url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    }),
    signal: { light: 'green', code: 'open.by-sa', because: [] },
  },
});

export const government = clip({
  title: 'Hurricane preparedness',
  site: 'Weather.example',
  url: 'https://weather.example/hurricane',
  creators: [author('National Weather Service', { kind: 'organization' })],
  published: '2025-06-01',
  csl: { publisher: 'National Oceanic and Atmospheric Administration' },
});

/** Nothing but a title, a site and the day it was seen. */
export const undated = clip({
  title: '没有日期的网页',
  site: '示例网',
  url: 'https://nodate.example/page',
  language: 'zh-CN',
});

export const undatedEnglish = clip({
  title: 'A page without a date',
  site: 'Example Notes',
  url: 'https://notes.example/page',
  creators: [author('Ada Marlowe')],
});

export const chineseJournal = clip({
  title: '网页归档与出处记录研究',
  site: '示例学报',
  url: 'https://xuebao.example/2023/2/15',
  type: 'article-journal',
  creators: ['林小满', '陈一', '王二', '赵三'].map((name) =>
    author(name, { family: name.slice(0, 1), given: name.slice(1) }),
  ),
  published: '2023',
  language: 'zh-CN',
  csl: { volume: '40', issue: '2', page: '15–29' },
});

export const hostile = clip({
  title: 'A {weird} 100% "test" & #1_a $5 ~x^2 \\cmd NASA\nline two <b>',
  site: 'Tom & Jerry_Inc {x}',
  url: 'https://hostile.example/a_b%20c?x=1&y={z}#frag',
  creators: [
    author('Marlowe & Sons, Ltd. and Co_#1', { kind: 'organization' }),
    author('Ludwig van der Berg'),
  ],
  published: '2024-02-29',
});

export const everyRecord = {
  sample,
  paperItself,
  newspaper,
  blog,
  journal,
  encyclopedia,
  government,
  undated,
  undatedEnglish,
  chineseJournal,
  hostile,
};
