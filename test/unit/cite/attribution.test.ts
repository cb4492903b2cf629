import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributionLine, imageAttribution, shareText } from '../../../utils/cite/attribution';
import { maskContacts } from '../../../utils/cite/redact';
import { withTextFragment } from '../../../utils/cite/text-fragment';
import type { ClipImage, ClipRecord } from '../../../utils/model/clip';
import { author, clip, everyRecord, stated, statement } from '../../cite/records';

describe('the attribution line', () => {
  test('open licence', () => {
    expect(attributionLine(everyRecord.journal, 'en')).toBe(
      '“Web content extraction for provenance” by Jana Müller, Wei Chen, Rui Silva and Asha Singh (Journal of Web Archiving), September 2023, https://jwa.example/12/3/45. Licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Saved November 25, 2026; layout simplified.',
    );
    expect(attributionLine(everyRecord.encyclopedia, 'zh')).toBe(
      '《Web archiving》，Wikipedia，2026年10月30日，https://en.wiki.example/w/index.php?title=Web_archiving&oldid=987654321。依 CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/) 许可使用。2026年11月25日 采集，版式已简化。',
    );
  });

  test('the licensor’s own wish, where there is a licence', () => {
    const attribution = stated({ name: 'Ada for Harrow Quay', url: 'https://quay.example/ada' });
    const wished = (record: ClipRecord) => ({ ...record, rights: { ...record.rights, attribution } });
    expect(attributionLine(wished(everyRecord.journal), 'en')).toContain(
      '/by/4.0/). Asks to be credited as Ada for Harrow Quay (https://quay.example/ada). Saved',
    );
    expect(attributionLine(wished(everyRecord.encyclopedia), 'zh')).toContain(
      '许可使用。要求署名为 Ada for Harrow Quay (https://quay.example/ada)。',
    );
    expect(attributionLine(wished(everyRecord.newspaper), 'en')).not.toContain('Harrow');
  });

  test('no permission found; the statement word for word, telephone numbers masked', () => {
    expect(attributionLine(everyRecord.newspaper, 'en')).toBe(
      '“City council approves new housing plan” by Ana Rivera and Min-jun Cho, The Example Times, March 14, 2025. https://times.example/2025/03/14/housing-plan. Saved for personal use on November 25, 2026; no reuse permission was found on the page.',
    );
    expect(attributionLine(everyRecord.sample, 'zh')).toBe(
      '《河边小镇的灯“亮起来”了》，陈立平（示例日报），示例门户，2024年5月20日，https://news.example/2024/0520/123.html。声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-••••••••,广告合作:025-••••••••。2026年11月25日 采集，版式已简化。',
    );
  });

  test('conditions are given in the page’s words, never as a licence', () => {
    const because = [
      { kind: 'footer', rule: 'zh.cite-source', scope: 'site', quote: '转载请注明出处' } as const,
    ];
    const record = clip({
      creators: [author('Ada Marlowe')],
      rights: { notices: [], signal: { light: 'amber', code: 'cond.attribution', because } },
    });
    expect(attributionLine(record, 'en')).toBe(
      '“A title” by Ada Marlowe, Example. https://news.example/2024/0520/123.html. The page’s own terms: “转载请注明出处” Saved for personal use on November 25, 2026.',
    );
    expect(attributionLine(record, 'zh')).toContain('。转载请注明出处。2026年11月25日 采集');
  });

  test('a selection is marked as shortened', () => {
    const record = {
      ...everyRecord.journal,
      capture: { ...everyRecord.journal.capture, how: 'selection' as const },
    };
    expect(attributionLine(record, 'en')).toMatch(/layout simplified; shortened\.$/);
    expect(attributionLine(record, 'zh')).toMatch(/版式已简化，有删节。$/);
  });

  test('pictures', () => {
    const [picture] = everyRecord.sample.images;
    if (!picture) throw new Error('the sample has a picture');
    expect(imageAttribution(picture, 'zh')).toBe('亮灯的小镇。摄影：李忠。权利状况未注明。');
    const withAgency: ClipImage = {
      ...picture,
      caption: stated('The lit town'),
      agency: stated({ kind: 'organization', name: 'Example Pictures', role: 'agency' }),
    };
    expect(imageAttribution(withAgency, 'en')).toBe(
      'The lit town. Photo: 李忠/Example Pictures. Rights not stated.',
    );
    expect(imageAttribution({ ...picture, caption: undefined, creators: [] }, 'en')).toBe('');
  });
});

describe('share text', () => {
  test('Chinese', () => {
    expect(shareText(everyRecord.sample, '灯亮了')).toBe(
      '“灯亮了”——陈立平，《河边小镇的灯“亮起来”了》，示例门户\nhttps://news.example/2024/0520/123.html#:~:text=%E7%81%AF%E4%BA%AE%E4%BA%86',
    );
  });

  test('English', () => {
    expect(shareText(everyRecord.blog, 'I rewrote it - twice, really & truly.')).toBe(
      '“I rewrote it - twice, really & truly.” — Ada Okafor, “Why I rewrote my static site generator”, Ada’s Notebook\nhttps://ada.example/rewrite#:~:text=I%20rewrote%20it%20%2D%20twice%2C%20really%20%26%20truly.',
    );
  });
});

describe('text fragments', () => {
  const directive = (url: string) => url.split(':~:text=')[1] ?? '';

  test('long quotes are given as beginning and end, at whole words', () => {
    const quote = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    expect(directive(withTextFragment('https://a.example/', quote))).toBe(
      'word0%20word1%20word2%20word3%20word4%20word5,word54%20word55%20word56%20word57%20word58%20word59',
    );
  });

  test('a quote over several paragraphs too', () => {
    const made = withTextFragment('https://a.example/', '第一段的开头在这里。\n\n最后一段在这里结束。');
    const [start, end] = directive(made).split(',').map(decodeURIComponent);
    expect('第一段的开头在这里。'.startsWith(start ?? '-')).toBe(true);
    expect('最后一段在这里结束。'.endsWith(end ?? '-')).toBe(true);
  });

  // Seen in Chromium: a fragment that begins or ends within a word, as its segmenter sees it, is not found.
  test('a quote that cuts words is widened to whole words of the page', () => {
    const text = 'Title\nThe council met on Tuesday.\n小镇吸引了多位传承人入驻。';
    expect(directive(withTextFragment('https://a.example/', 'ncil met on Tue', text))).toBe(
      'council%20met%20on%20Tuesday',
    );
    expect(decodeURIComponent(directive(withTextFragment('https://a.example/', '小镇吸', text)))).toBe(
      '小镇吸引',
    );
    expect(decodeURIComponent(directive(withTextFragment('https://a.example/', '不在文中', text)))).toBe(
      '不在文中',
    );
  });

  test('an address keeps its own fragment and loses an older directive', () => {
    expect(withTextFragment('https://a.example/#part', 'x')).toBe('https://a.example/#part:~:text=x');
    expect(withTextFragment('https://a.example/#:~:text=old', 'x')).toBe('https://a.example/#:~:text=x');
    expect(withTextFragment('https://a.example/', '  \n ')).toBe('https://a.example/');
  });

  test('whatever the quote: a valid address, whose parts are found in the quote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (quote) => {
        const made = withTextFragment('https://a.example/page', quote);
        expect(new URL(made).href).toBe(made);
        expect(directive(made)).not.toMatch(/[-&\s()']/);
        const parts = directive(made).split(',').filter(Boolean).map(decodeURIComponent);
        expect(parts.length).toBeLessThanOrEqual(2);
        const seen = quote.replace(/\s+/g, ' ');
        for (const part of parts) expect(seen).toContain(part);
      }),
    );
  });
});

describe('masking contacts', () => {
  test.each([
    [statement, statement.replace('84700000', '••••••••').replace('84700001', '••••••••')],
    ['电话：13800001111', '电话：138••••••••'],
    ['投稿邮箱 desk@news.example，谢谢', '投稿邮箱 d•••@•••，谢谢'],
    [
      'Write to ada.marlowe@example.org or call +49 (0)30 1234567.',
      'Write to a•••@••• or call +49 (0)•• •••••••.',
    ],
    ['（025）84700000转802', '（025）••••••••转•••'],
    ['热线 400-800-1234', '热线 400-•••-••••'],
    ['QQ：123456789', 'QQ：123••••••'],
    ['Call (555) 010-0199 today', 'Call (555) •••-•••• today'],
  ])('%s', (text, expected) => {
    expect(maskContacts(text)).toBe(expected);
  });

  test.each([
    '2024-05-20 10:30',
    '© 2004–2024 Example Times',
    '苏ICP备12345678号-1',
    '苏公网安备 32010002012345号',
    '互联网新闻信息服务许可证 32120170001',
    'https://news.example/2024/0520/1380000111122.html',
    '总投资12345678元',
    'ISBN 978-7-111-12345-6',
    'DOI 10.1234/5550100199',
  ])('stays: %s', (text) => {
    expect(maskContacts(text)).toBe(text);
  });

  test('masking twice is masking once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'0123456789-()+@. 电话：aé.com'), { maxLength: 40 }),
        (parts) => {
          const once = maskContacts(parts.join(''));
          expect(maskContacts(once)).toBe(once);
        },
      ),
    );
  });
});
