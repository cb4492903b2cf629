import { describe, expect, test } from 'vitest';
import { toCsl } from '../../../utils/cite/csl';
import { writeApa7 } from '../../../utils/cite/styles/apa-7';
import { writeBiblatex } from '../../../utils/cite/styles/biblatex';
import { writeBibtex } from '../../../utils/cite/styles/bibtex';
import { writeChicagoAuthorDate, writeChicagoNotes } from '../../../utils/cite/styles/chicago-18';
import { writeGbt2015, writeGbt2025 } from '../../../utils/cite/styles/gbt-7714';
import { writeMla9 } from '../../../utils/cite/styles/mla-9';
import { writeRis } from '../../../utils/cite/styles/ris';
import type { ClipRecord } from '../../../utils/model/clip';
import { author, clip, everyRecord as records } from '../../cite/records';

const wikiUrl = 'https://en.wiki.example/w/index.php?title=Web_archiving&oldid=987654321';

/** The outputs of rights.md 3.2; `*…*` stands for italics. */
const EXPECTED: Record<string, Partial<Record<keyof typeof records, string>>> = {
  'gbt-7714-2025': {
    sample:
      '陈立平. 河边小镇的灯“亮起来”了[EB/OL]. （2024-05-20）[2026-11-25]. https://news.example/2024/0520/123.html.',
    paperItself:
      '陈立平. 河边小镇亮灯记[N/OL]. 示例日报，2024-05-20. https://daily.example/2024/0520/1.html.',
    newspaper:
      'Rivera A，Cho M J. City council approves new housing plan[N/OL]. The Example Times，2025-03-14. https://times.example/2025/03/14/housing-plan.',
    blog: 'Okafor A. Why I rewrote my static site generator[EB/OL]. （2024-11-02）[2026-11-25]. https://ada.example/rewrite.',
    journal:
      'Müller J，Chen W，Silva R，et al. Web content extraction for provenance[J/OL]. Journal of Web Archiving，2023，12（3）：45-61. https://jwa.example/12/3/45. DOI:10.1234/jwa.2023.45.',
    encyclopedia: `Web archiving[EB/OL]. （2026-10-30）[2026-11-25]. ${wikiUrl}.`,
    government:
      'National Weather Service. Hurricane preparedness[EB/OL]. （2025-06-01）[2026-11-25]. https://weather.example/hurricane.',
    undated: '没有日期的网页[EB/OL]. [2026-11-25]. https://nodate.example/page.',
    chineseJournal:
      '林小满，陈一，王二，等. 网页归档与出处记录研究[J/OL]. 示例学报，2023，40（2）：15-29. https://xuebao.example/2023/2/15.',
  },
  'gbt-7714-2015': {
    sample:
      '陈立平. 河边小镇的灯“亮起来”了[EB/OL]. (2024-05-20)[2026-11-25]. https://news.example/2024/0520/123.html.',
    paperItself:
      '陈立平. 河边小镇亮灯记[N/OL]. 示例日报, 2024-05-20[2026-11-25]. https://daily.example/2024/0520/1.html.',
    newspaper:
      'RIVERA A, CHO M J. City council approves new housing plan[N/OL]. The Example Times, 2025-03-14[2026-11-25]. https://times.example/2025/03/14/housing-plan.',
    blog: 'OKAFOR A. Why I rewrote my static site generator[EB/OL]. (2024-11-02)[2026-11-25]. https://ada.example/rewrite.',
    journal:
      'MÜLLER J, CHEN W, SILVA R, et al. Web content extraction for provenance[J/OL]. Journal of Web Archiving, 2023, 12(3): 45-61[2026-11-25]. https://jwa.example/12/3/45. DOI:10.1234/jwa.2023.45.',
    encyclopedia: `Web archiving[EB/OL]. (2026-10-30)[2026-11-25]. ${wikiUrl}.`,
    government:
      'National Weather Service. Hurricane preparedness[EB/OL]. (2025-06-01)[2026-11-25]. https://weather.example/hurricane.',
    undated: '没有日期的网页[EB/OL]. [2026-11-25]. https://nodate.example/page.',
    chineseJournal:
      '林小满, 陈一, 王二, 等. 网页归档与出处记录研究[J/OL]. 示例学报, 2023, 40(2): 15-29[2026-11-25]. https://xuebao.example/2023/2/15.',
  },
  'apa-7': {
    sample:
      '陈立平. (2024, May 20). *河边小镇的灯“亮起来”了*. 示例门户. https://news.example/2024/0520/123.html',
    newspaper:
      'Rivera, A., & Cho, M. (2025, March 14). City council approves new housing plan. *The Example Times*. https://times.example/2025/03/14/housing-plan',
    blog: 'Okafor, A. (2024, November 2). Why I rewrote my static site generator. *Ada’s Notebook*. https://ada.example/rewrite',
    journal:
      'Müller, J., Chen, W., Silva, R., & Singh, A. (2023). Web content extraction for provenance. *Journal of Web Archiving*, *12*(3), 45–61. https://doi.org/10.1234/jwa.2023.45',
    encyclopedia: `Web archiving. (2026, October 30). In *Wikipedia*. ${wikiUrl}`,
    government:
      'National Weather Service. (2025, June 1). *Hurricane preparedness*. National Oceanic and Atmospheric Administration. https://weather.example/hurricane',
    undated:
      '*没有日期的网页*. (n.d.). 示例网. Retrieved November 25, 2026, from https://nodate.example/page',
    undatedEnglish:
      'Marlowe, A. (n.d.). *A page without a date*. Example Notes. Retrieved November 25, 2026, from https://notes.example/page',
  },
  'mla-9': {
    sample:
      '陈立平. “河边小镇的灯‘亮起来’了.” *示例门户*, 20 May 2024, https://news.example/2024/0520/123.html. Probably originally published in 示例日报. Accessed 25 Nov. 2026.',
    newspaper:
      'Rivera, Ana, and Min-jun Cho. “City Council Approves New Housing Plan.” *The Example Times*, 14 Mar. 2025, https://times.example/2025/03/14/housing-plan.',
    blog: 'Okafor, Ada. “Why I Rewrote My Static Site Generator.” *Ada’s Notebook*, 2 Nov. 2024, https://ada.example/rewrite.',
    journal:
      'Müller, Jana, et al. “Web Content Extraction for Provenance.” *Journal of Web Archiving*, vol. 12, no. 3, Sept. 2023, pp. 45–61, https://doi.org/10.1234/jwa.2023.45.',
    encyclopedia: `“Web Archiving.” *Wikipedia*, 30 Oct. 2026, ${wikiUrl}.`,
    government:
      'National Weather Service. “Hurricane Preparedness.” *Weather.example*, National Oceanic and Atmospheric Administration, 1 June 2025, https://weather.example/hurricane.',
    undatedEnglish:
      'Marlowe, Ada. “A Page without a Date.” *Example Notes*, https://notes.example/page. Accessed 25 Nov. 2026.',
  },
  'chicago-18': {
    sample:
      '陈立平. 2024. “河边小镇的灯‘亮起来’了.” *示例门户*, May 20. https://news.example/2024/0520/123.html.',
    newspaper:
      'Rivera, Ana, and Min-jun Cho. 2025. “City Council Approves New Housing Plan.” *The Example Times*, March 14. https://times.example/2025/03/14/housing-plan.',
    blog: 'Okafor, Ada. 2024. “Why I Rewrote My Static Site Generator.” *Ada’s Notebook*, November 2. https://ada.example/rewrite.',
    journal:
      'Müller, Jana, Wei Chen, Rui Silva, and Asha Singh. 2023. “Web Content Extraction for Provenance.” *Journal of Web Archiving* 12 (3): 45–61. https://doi.org/10.1234/jwa.2023.45.',
    encyclopedia: `Wikipedia. 2026. “Web archiving.” October 30. ${wikiUrl}.`,
    government:
      'National Weather Service. 2025. “Hurricane Preparedness.” *Weather.example*, National Oceanic and Atmospheric Administration, June 1. https://weather.example/hurricane.',
    undatedEnglish:
      'Marlowe, Ada. n.d. “A Page without a Date.” *Example Notes*. Accessed November 25, 2026. https://notes.example/page.',
  },
  'chicago-18-notes': {
    newspaper:
      'Rivera, Ana, and Min-jun Cho. “City Council Approves New Housing Plan.” *The Example Times*, March 14, 2025. https://times.example/2025/03/14/housing-plan.',
    journal:
      'Müller, Jana, Wei Chen, Rui Silva, and Asha Singh. “Web Content Extraction for Provenance.” *Journal of Web Archiving* 12, no. 3 (2023): 45–61. https://doi.org/10.1234/jwa.2023.45.',
    encyclopedia: `Wikipedia. “Web archiving.” October 30, 2026. ${wikiUrl}.`,
  },
};

const WRITERS = {
  'gbt-7714-2025': writeGbt2025,
  'gbt-7714-2015': writeGbt2015,
  'apa-7': writeApa7,
  'mla-9': writeMla9,
  'chicago-18': writeChicagoAuthorDate,
  'chicago-18-notes': writeChicagoNotes,
};

const unescapeHtml = (html: string) =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

describe.each(Object.entries(WRITERS))('%s', (style, write) => {
  test.each(Object.entries(EXPECTED[style] ?? {}))('%s', (name, expected) => {
    const made = write([toCsl(records[name as keyof typeof records])]);
    expect(made.text).toBe(expected.replaceAll('*', ''));
    const marked = made.html.replace(/<\/?i>/g, '*').replace(/^<p>|<\/p>$/g, '');
    expect(unescapeHtml(marked)).toBe(expected);
  });
});

const cite = (record: ClipRecord, write: (typeof WRITERS)[keyof typeof WRITERS]) =>
  write([toCsl(record)]).text;

describe('what styles say where something is missing or many', () => {
  test('a page without author, date and title still gives its site and address', () => {
    const bare = clip({ title: '', site: 'Example', url: 'https://bare.example/' });
    expect(cite(bare, writeMla9)).toBe('Example, https://bare.example/. Accessed 25 Nov. 2026.');
    expect(cite(bare, writeGbt2025)).toBe('[EB/OL]. [2026-11-25]. https://bare.example/.');
  });

  test('no style invents a year for an undated journal or newspaper', () => {
    const undated = clip({
      type: 'article-journal',
      title: 'T',
      site: 'J',
      creators: [author('Ada Marlowe')],
    });
    const accessed = /Accessed (?:25 Nov\.|November 25,) 2026|Retrieved November 25, 2026|\[2026-11-25\]/;
    for (const write of Object.values(WRITERS)) {
      expect(cite(undated, write).replace(accessed, '')).not.toContain('2026');
    }
    expect(cite(undated, writeGbt2015)).toBe(
      'MARLOWE A. T[J/OL]. J[2026-11-25]. https://news.example/2024/0520/123.html.',
    );
    expect(cite(undated, writeChicagoAuthorDate)).toContain('Marlowe, Ada. n.d. “T.”');
  });

  test('a title that ends in a mark gets no second one', () => {
    const asked = clip({ title: 'Who owns a page?', creators: [author('Ada Marlowe')], published: '2024' });
    expect(cite(asked, writeMla9)).toContain('“Who Owns a Page?” ');
    expect(cite(asked, writeApa7)).toContain('Who owns a page? Example.');
    const said = clip({ title: '谁拥有网页？', language: 'zh', published: '2024' });
    expect(cite(said, writeMla9)).toContain('“谁拥有网页？” ');
  });

  test('an institution that is its own site is not named twice', () => {
    const own = clip({
      site: 'Example Agency',
      creators: [author('Example Agency', { kind: 'organization' })],
      published: '2024',
    });
    expect(cite(own, writeApa7)).toBe(
      'Example Agency. (2024). A title. https://news.example/2024/0520/123.html',
    );
  });

  test('many authors', () => {
    const names = Array.from({ length: 21 }, (_, index) =>
      author(`Given Family${String.fromCharCode(97 + index)}`),
    );
    const many = clip({ creators: names, published: '2024' });
    expect(cite(many, writeApa7)).toContain('Familys, G., . . . Familyu, G. (2024)');
    expect(cite(many, writeMla9)).toMatch(/^Familya, Given, et al\. “/);
    expect(cite(many, writeChicagoAuthorDate)).toMatch(
      /^Familya, Given, Given Familyb, Given Familyc, et al\. 2024\. “/,
    );
    expect(cite(many, writeGbt2015)).toMatch(/^FAMILYA G, FAMILYB G, FAMILYC G, et al\. /);
  });

  test('a romanised name stands in brackets only when the person gave one', () => {
    const given = clip({
      creators: [author('陈立平', { family: '陈', given: '立平', romanized: 'Chen, L.' })],
      published: '2024',
    });
    expect(cite(given, writeApa7)).toMatch(/^陈立平 \[Chen, L\.\]\. \(2024\)\./);
  });

  test('titles in other languages keep their capitals', () => {
    const german = clip({ title: 'Wem gehört eine seite im netz', language: 'de', published: '2024' });
    expect(cite(german, writeMla9)).toContain('“Wem gehört eine seite im netz.”');
  });

  test('page ranges are shortened as each style wants', () => {
    const paged = clip({
      type: 'article-journal',
      published: '2024',
      csl: { volume: '1', page: '1123-1145' },
    });
    expect(cite(paged, writeMla9)).toContain('pp. 1123–45');
    expect(cite(paged, writeApa7)).toContain('1123–1145');
    expect(cite(paged, writeChicagoAuthorDate)).toContain(': 1123–45');
  });

  test('reports', () => {
    const report = clip({
      type: 'report',
      title: 'Rivers in winter',
      creators: [author('Ada Marlowe')],
      published: '2024-05-06',
      csl: { publisher: 'River Board', number: '12' },
    });
    expect(cite(report, writeGbt2015)).toBe(
      'MARLOWE A. Rivers in winter[R/OL]. River Board, 2024[2026-11-25]. https://news.example/2024/0520/123.html.',
    );
    expect(cite(report, writeGbt2025)).toBe(
      'Marlowe A. Rivers in winter[R/OL]. 2024-05-06. https://news.example/2024/0520/123.html.',
    );
    expect(cite(report, writeApa7)).toContain('Rivers in winter (No. 12). River Board.');
  });

  test('works of one author and year are told apart by letters, by date, whatever their order', () => {
    const of = (title: string, published?: string) =>
      toCsl(clip({ title, published, creators: [author('Ada Marlowe')], url: `https://a.example/${title}` }));
    const items = [
      of('Later', '2024-06-01'),
      of('Earlier', '2024-05-01'),
      of('Old', '2023'),
      of('X'),
      of('Y'),
    ];
    const years = (text: string) =>
      text.split('\n').map((line) => /\d{4}[ab]?|n\.d\.(?:-[ab])?/.exec(line)?.[0]);
    expect(years(writeApa7(items).text)).toEqual(['2024b', '2024a', '2023', 'n.d.-a', 'n.d.-b']);
    expect(years(writeChicagoAuthorDate(items).text)).toEqual(['2024b', '2024a', '2023', 'n.d.-a', 'n.d.-b']);
  });

  test('several citations stand one on a line, in the order given', () => {
    const made = writeMla9([records.newspaper, records.blog].map(toCsl));
    expect(made.text.split('\n')).toHaveLength(2);
    expect(made.html.match(/<p>/g)).toHaveLength(2);
    expect(made.text.split('\n')[1]).toMatch(/^Okafor/);
  });
});

describe('data formats', () => {
  test('BibLaTeX of the sample', () => {
    expect(writeBiblatex([toCsl(records.sample)])).toBe(`@online{chen2024,
  author = {陈立平},
  title = {河边小镇的灯“亮起来”了},
  origtitle = {河边小镇亮灯记},
  organization = {示例门户},
  date = {2024-05-20},
  url = {https://news.example/2024/0520/123.html},
  urldate = {2026-11-25},
  langid = {chinese},
  note = {原载《示例日报》(据页面署名推断); 图: 李忠},
  file-digest = {sha256:0f},
}
`);
  });

  test('BibTeX of the newspaper', () => {
    expect(writeBibtex([toCsl(records.newspaper)])).toBe(`@misc{rivera2025,
  author = {Rivera, Ana and Cho, Min-jun},
  title = {City council approves new housing plan},
  organization = {The Example Times},
  howpublished = {\\url{https://times.example/2025/03/14/housing-plan}},
  year = {2025},
  month = mar,
  note = {Accessed: 2026-11-25},
}
`);
  });

  test('RIS of the sample: CRLF, contacts masked', () => {
    expect(writeRis([toCsl(records.sample)])).toBe(
      [
        'TY  - ELEC',
        'ID  - chen2024',
        'AU  - 陈立平',
        'TI  - 河边小镇的灯“亮起来”了',
        'T2  - 示例门户',
        'PY  - 2024',
        'DA  - 2024/05/20',
        'Y2  - 2026/11/25',
        'UR  - https://news.example/2024/0520/123.html',
        'LA  - zh-CN',
        'N1  - 原标题: 河边小镇亮灯记; 原载《示例日报》(据页面署名推断); 图: 李忠; 页面声明: 声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-••••••••,广告合作:025-••••••••。',
        'ER  - ',
        '',
      ].join('\r\n'),
    );
  });

  test('acronyms and proper names keep their capitals in titles', () => {
    const made = writeBibtex([toCsl(clip({ title: 'How NASA met Ada in iPhone times' }))]);
    expect(made).toContain('title = {How {NASA} met {Ada} in {iPhone} times}');
  });
});
