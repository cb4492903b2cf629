import { createHash } from 'node:crypto';
import { sealRecord } from '../../utils/clip/fingerprint';
import { ownHasher } from '../../utils/clip/own-hasher';
import type { Claim, Evidence } from '../../utils/model/claim';
import type { ClipContent, ClipImage, ClipRecord, Highlight } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import type { Agent, SourceInfo } from '../../utils/model/source';

/** Telling clips for the exports: each has something that a format could lose or choke on. All invented. */

const grey: RightsInfo = { notices: [], signal: { light: 'grey', code: 'none-stated', because: [] } };

function claim<T>(value: T, quote?: string): Claim<T> {
  const evidence: Evidence = { kind: 'visible-text', rule: 'test', scope: 'work', ...(quote && { quote }) };
  return { value, status: 'stated', confidence: 0.9, evidence: [evidence] };
}

const person = (name: string, more: Partial<Agent> = {}): Claim<Agent> =>
  claim({ kind: 'person', name, role: 'author', ...more });

/** A PNG of one point; the colour makes its bytes differ. */
export function png(colour: number): Uint8Array<ArrayBuffer> {
  const base = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  // A text chunk before the image's end: the bytes differ, the picture does not.
  const text = Buffer.from(`tEXtColour\0${colour}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(text));
  const end = base.length - 12;
  return new Uint8Array(Buffer.concat([base.subarray(0, end), length, text, sum, base.subarray(end)]));
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export interface KeptBytes {
  digest: string;
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

function kept(bytes: Uint8Array<ArrayBuffer>, type: string): KeptBytes {
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, bytes, type };
}

const lamp = kept(png(1), 'image/png');
const map = kept(png(2), 'image/png');
/** The first bytes of a WebP file: enough to see that a book cannot take it as it is. */
const sketch = kept(new Uint8Array(Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1')), 'image/webp');
const broken = kept(new Uint8Array(Buffer.from('this is no picture')), 'image/jpeg');

/** The bytes that the library keeps for the clips. */
export const assets: ReadonlyMap<string, KeptBytes> = new Map(
  [lamp, map, sketch, broken].map((asset) => [asset.digest, asset]),
);

interface Spec {
  name: string;
  content: Omit<ClipContent, 'wordCount'> & { wordCount?: number };
  source?: Partial<SourceInfo>;
  rights?: RightsInfo;
  images?: ClipImage[];
  tags?: string[];
  userNotes?: string;
  highlights?: Highlight[];
  url?: string;
}

function image(id: string, more: Partial<ClipImage> & { src: string }): ClipImage {
  return { id, creators: [], rights: grey, ...more };
}

async function make(number: number, spec: Spec): Promise<ClipRecord> {
  const url = spec.url ?? `https://news.example/2026/${spec.name}.html`;
  return sealRecord(
    {
      version: '1.0',
      id: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      content: { wordCount: spec.content.text.length, ...spec.content },
      source: {
        title: claim(spec.content.title),
        creators: [person('Ada Marlowe')],
        site: claim({ name: 'News Example', url: 'https://news.example/', domain: 'news.example' }),
        language: claim(spec.content.language ?? 'en'),
        type: claim('webpage'),
        urls: { retrieved: url, cleaned: url },
        ...spec.source,
      },
      rights: spec.rights ?? grey,
      images: spec.images ?? [],
      capture: {
        at: `2026-03-04T05:06:${String(number).padStart(2, '0')}.000Z`,
        clock: 'device',
        tool: 'Colophon',
        toolVersion: '0.1.0',
        browser: 'Chrome 156',
        how: 'full-article',
      },
      highlights: spec.highlights ?? [],
      tags: spec.tags ?? [],
      ...(spec.userNotes && { userNotes: spec.userNotes }),
      edits: [],
    },
    ownHasher,
  );
}

const statement = '声明:本媒体部分图片、文章来源于网络,版权归原作者所有,如有侵权,请联系删除:025-84700000。';

const specs: Spec[] = [
  {
    name: 'founding',
    content: {
      title: '河边小镇的灯“亮起来”了',
      subtitle: '老渡口的夜',
      html: '<p>　　天黑以后，<strong>“河边小镇”</strong>的灯亮了起来。</p><h2>渡口</h2><p><img src="https://news.example/1.png" alt="亮灯的小镇" width="600" height="400"></p><p>船工说：<b>今年，</b>人多了。</p>',
      text: '天黑以后，“河边小镇”的灯亮了起来。\n渡口\n船工说：今年，人多了。',
      language: 'zh-CN',
    },
    source: {
      originalTitle: claim('河边小镇亮灯记'),
      creators: [person('陈立平', { affiliation: '示例日报', rolePrinted: '记者' })],
      site: claim({ name: '示例门户', url: 'https://news.example/', domain: 'news.example' }),
      published: claim({ iso: '2024-05-20', precision: 'day', asPrinted: '2024年5月20日' }),
      origin: { ...claim({ name: '示例日报', relation: 'republished' as const }), status: 'inferred' },
    },
    rights: {
      notices: [claim(statement)],
      holder: claim({ kind: 'third-party', name: 'original author' }),
      signal: {
        light: 'red',
        code: 'owner-is-third-party.no-permission',
        because: [{ kind: 'footer', rule: 'zh.owner-else', scope: 'site', quote: '版权归原作者所有' }],
      },
    },
    images: [
      image('img1', {
        src: 'https://news.example/1.png',
        alt: '亮灯的小镇',
        width: 600,
        height: 400,
        caption: claim('亮灯的小镇'),
        credit: claim('记者 李忠 摄'),
        creators: [person('李忠', { role: 'photographer', rolePrinted: '记者' })],
        digest: lamp.digest,
      }),
    ],
    tags: ['河流', 'night market'],
  },
  {
    name: 'open-licence',
    content: {
      title: 'Weirs & wheels: a <short> history',
      html: '<p>The weir stood <em>before</em> the mill &amp; the “wheel”.</p><p>Read <a href="https://wiki.example/Weir?a=1&amp;b=2#History">more</a>, or <a href="https://wiki.example/a|b[c]{d}^`é">with odd signs</a>.</p><blockquote cite="https://wiki.example/q"><p>Water is patient.</p></blockquote>',
      text: 'The weir stood before the mill & the “wheel”.\nRead more, or with odd signs.\nWater is patient.',
      language: 'en',
    },
    source: {
      creators: [
        person('Ada Marlowe'),
        person('Bo Fern', { role: 'editor' }),
        person('Cleo Ash', { role: 'translator' }),
      ],
      published: claim({ iso: '2025-11-02T10:00:00+01:00', precision: 'second', tz: '+01:00' }),
      modified: claim({ iso: '2026-01', precision: 'month' }),
      urls: {
        retrieved: 'https://wiki.example/Weirs',
        cleaned: 'https://wiki.example/Weirs',
        canonical: claim('https://wiki.example/wiki/Weirs'),
      },
    },
    rights: {
      license: claim({
        family: 'CC',
        spdx: 'CC-BY-SA-4.0',
        url: 'https://creativecommons.org/licenses/by-sa/4.0/',
        name: 'CC BY-SA 4.0',
        version: '4.0',
        terms: { by: true, nc: false, nd: false, sa: true },
      }),
      holder: claim({ kind: 'organization', name: 'Wiki Example', role: 'other' }),
      year: claim(2025),
      notices: [claim('© 2025 Wiki Example. Text under CC BY-SA 4.0.')],
      machine: { tdm: claim({ reserved: true, policy: 'https://wiki.example/tdm.json' }) },
      signal: { light: 'green', code: 'open.by-sa', because: [] },
    },
  },
  {
    name: 'tables',
    content: {
      title: 'Tables | and pipes',
      html:
        '<p>A plain one:</p><table><thead><tr><th>Year</th><th>Mills | wheels</th></tr></thead><tbody><tr><td>1900</td><td>12<br>or <code>a|b</code></td></tr><tr><td><b>1950</b></td><td></td></tr></tbody></table>' +
        '<p>One with spans:</p><table><caption>Output by river</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col" colspan="2">Both rivers</th></tr></thead><tbody><tr><th scope="row" rowspan="2">Ash</th><td>1</td></tr><tr><td>2</td></tr></tbody><tfoot><tr><td colspan="2">3</td></tr></tfoot></table>' +
        '<p>One with a list and a table inside:</p><table><tbody><tr><td><ul><li>one</li><li>two</li></ul></td><td><table><tbody><tr><td>in</td></tr></tbody></table></td></tr></tbody></table><table></table>',
      text: 'A plain one:\nYear\tMills | wheels\n1900\t12 or a|b\n1950\t\nOne with spans:\nBoth rivers\nAsh\t1\n2\n3\nOne with a list and a table inside:\none two\tin',
      language: 'en',
    },
  },
  {
    name: 'code-and-lists',
    content: {
      title: 'yes',
      html:
        '<p>Use <code>``a`</code> and <kbd>Ctrl</kbd>.</p><pre><code class="language-rust">fn main() {\n\n    println!("```");\n}\n</code></pre><ol start="9"><li><p>nine</p><ul><li>deep<ol><li>deeper<ul><li>deepest</li></ul></li></ol></li></ul></li><li>ten</li></ol><ul>' +
        Array.from({ length: 30 }, (_, index) => `<li>item ${index + 1}</li>`).join('') +
        '</ul><dl><dt>Weir</dt><dd>A low dam.</dd></dl><dl><dd>Lost meaning</dd></dl><hr><p>1. not a list<br># not a heading<br>+ nor this</p>',
      text: 'Use ``a` and Ctrl.\nfn main() {\n    println!("```");\n}\nnine\ndeep\ndeeper\ndeepest\nten\nWeir\nA low dam.\nLost meaning\n1. not a list\n# not a heading\n+ nor this',
      language: 'en',
    },
  },
  {
    name: 'formulas',
    content: {
      title: '2019-11-20',
      html:
        '<p>So <math><semantics><mrow><msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup><mo>+</mo><mn>1</mn><mo>=</mo><mn>0</mn></mrow><annotation encoding="application/x-tex">e^{i\\pi}+1=0</annotation></semantics></math> costs $5 and $6.</p>' +
        '<p><math display="block"><semantics><mfrac><mi>a</mi><mi>b</mi></mfrac><annotation encoding="application/x-tex">\\frac{a}{b}</annotation></semantics></math></p>' +
        '<p>Without TeX: <math><mfrac><mi>x</mi><mi>y</mi></mfrac></math>, and a spoilt one: <math><mfrac><mi>x</mi></mfrac></math>.</p>',
      text: 'So e^{i\\pi}+1=0 costs $5 and $6.\n\\frac{a}{b}\nWithout TeX: xy, and a spoilt one: x.',
      language: 'en',
    },
  },
  {
    name: 'footnotes',
    content: {
      title: 'A: B',
      html: '<p>Said first<sup><a href="#fn-1" id="fnref-1">1</a></sup> and again<sup><a href="#fn-b" id="fnref-b">2</a></sup>, with a dead one<sup><a href="#fn-9">9</a></sup>. H<sub>2</sub>O, 2<sup>nd</sup>.</p><ol><li id="fn-1">A <em>note</em>. <a href="#fnref-1">↩</a></li><li id="fn-b"><p>Another.</p><p>Longer. <a href="#fnref-b">↩</a></p></li></ol>',
      text: 'Said first1 and again2, with a dead one9. H2O, 2nd.\nA note. ↩\nAnother.\nLonger. ↩',
      language: 'en',
    },
  },
  {
    name: 'bold-and-punctuation',
    content: {
      title: '- x',
      html: '<p>他说：<strong>“你好。”</strong>然后走了。这是<b>重点：</b>后文；<em>（括号）</em>也行，<strong>粗</strong>体，<b> 空格 </b>两边。</p><p>*star* _under_ ~~no~~ [a](b) &lt;b&gt; &amp;amp; \\ `</p>',
      text: '他说：“你好。”然后走了。这是重点：后文；（括号）也行，粗体， 空格 两边。\n*star* _under_ ~~no~~ [a](b) <b> &amp; \\ `',
      language: 'zh-Hans',
    },
  },
  {
    name: 'right-to-left',
    content: {
      title: 'الطاحونة القديمة',
      html: '<p>عادت <strong>الطاحونة</strong> إلى العمل (1900) مع <bdi>Ada</bdi> و<bdo dir="ltr">abc</bdo><bdo>x</bdo>.</p>',
      text: 'عادت الطاحونة إلى العمل (1900) مع Ada وabcx.',
      language: 'ar',
      direction: 'rtl',
    },
  },
  {
    name: 'vertical',
    content: {
      title: '川べりの灯',
      html: '<p><ruby>灯<rt>あかり</rt></ruby>がともる。<ruby>渡<rp>(</rp><rt>わた</rt><rp>)</rp>し<rp>(</rp><rt>し</rt><rp>)</rp></ruby>守は言う。<ruby>無</ruby></p>',
      text: '灯がともる。渡し守は言う。無',
      language: 'ja',
    },
  },
  {
    name: 'hostile',
    url: 'https://evil.example/--><script>alert(1)</script>?a="b"&c=\'d\'#--',
    content: {
      title: "=cmd|' /C calc'!A0 </title><script>alert(1)</script> -->\u202egnp.exe\u0007 ]]> {{y}} 👩‍👩‍👧",
      subtitle: '"}]} --- \\end{document} %\n@misc{x, author={y}}',
      html: '<p>&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; --&gt; </p><p>\u0001\u000b<b><i>x</b>y</i><p>open<ul>bare<li>item</ul><table><tr><td>cell<td>two</table><details>no summary</details><figure><figcaption>only words</figcaption></figure><p><a href="https://a.example/ x">space</a><a href="https://b.example/"><img src="https://news.example/inside.png" alt="in a link"> and words</a></p><h2><p>para in heading</p></h2><ol type="x" start="99999999"><li value="3">three</li></ol>',
      text: '<script>alert(1)</script> ]]> -->\nxy\nopen\nbare\nitem\ncell\ttwo\nno summary\nspace and words\npara in heading\nthree',
      language: 'en"><script>',
    },
    source: {
      creators: [person('+1+1"</dc:creator>'), person('@SUM(A1)\r\nTY  - BOOK')],
      site: claim({ name: '<b>Site</b> & {Co} \\', url: 'https://evil.example/', domain: 'evil.example' }),
      published: claim({ iso: 'soon', precision: 'day', asPrinted: '<i>soon</i>' }),
    },
    rights: {
      notices: [claim('<script>alert(2)</script> © "All" rights & more\u0000')],
      signal: { light: 'red', code: 'reserved.arr', because: [] },
    },
    tags: ['=1+1', 'a,b', '"q"'],
    userNotes: '--- \n# note\n</section>',
  },
  {
    name: 'pictures',
    content: {
      title: 'Six pictures',
      html: '<figure><img src="https://news.example/map.png" alt="A map"><figcaption>The old map</figcaption></figure><p><img src="https://news.example/sketch.webp" alt=""></p><ul><li><img src="https://news.example/lost.jpg" alt="Lost"> lost</li></ul><p>Between <img src="https://news.example/broken.jpg" alt="Broken"> words.</p><p><img src="data:image/png;base64,iVBORw0KGgo=" alt="Inline"></p><h2>Heading <img src="https://news.example/map.png" alt="A map"></h2>',
      text: 'lost\nBetween  words.\nHeading',
      language: 'en',
    },
    images: [
      image('img1', {
        src: 'https://news.example/map.png',
        alt: 'A map',
        caption: claim('The old map'),
        credit: claim('Bo Fern / CC BY 4.0'),
        creators: [person('Bo Fern', { role: 'photographer' })],
        rights: {
          notices: [],
          license: claim({
            family: 'CC',
            spdx: 'CC-BY-4.0',
            name: 'CC BY 4.0',
            url: 'https://creativecommons.org/licenses/by/4.0/',
          }),
          signal: { light: 'green', code: 'open.by', because: [] },
        },
        digest: map.digest,
      }),
      image('img2', { src: 'https://news.example/sketch.webp', digest: sketch.digest }),
      image('img3', { src: 'https://news.example/lost.jpg', alt: 'Lost', failure: 'not found' }),
      image('img4', {
        src: 'https://news.example/broken.jpg',
        alt: 'Broken',
        digest: broken.digest,
        agency: claim({ kind: 'organization', name: 'Fern Pictures', role: 'agency' }),
      }),
    ],
  },
  {
    name: 'marked',
    content: {
      title: 'Marked & noted "twice"',
      html: '<p>The river turned the wheels again. Nobody had expected it.</p>',
      text: 'The river turned the wheels again. Nobody had expected it.',
      language: 'en',
    },
    tags: ['mills', '2026', 'to read'],
    userNotes: 'Compare with the map.\nAsk Bo.',
    highlights: [
      {
        id: 'urn:uuid:00000000-0000-4000-8000-0000000000a1',
        motivation: 'commenting',
        body: 'Which river?',
        created: '2026-03-05T08:00:00.000Z',
        target: {
          source: 'https://news.example/2026/marked.html',
          selector: [
            { type: 'TextQuoteSelector', exact: 'turned the wheels', prefix: 'The river ', suffix: ' again' },
            { type: 'TextPositionSelector', start: 33, end: 50 },
          ],
        },
      },
      {
        id: 'h2',
        motivation: 'highlighting',
        created: '2026-03-05T08:01:00.000Z',
        target: {
          source: 'https://news.example/2026/marked.html',
          selector: [
            { type: 'TextQuoteSelector', exact: '=Nobody had expected it.' },
            { type: 'TextPositionSelector', start: 58, end: 81 },
          ],
        },
      },
    ],
  },
  {
    name: 'empty',
    content: { title: '', html: '', text: '', wordCount: 0 },
    source: { creators: [], language: claim('') },
  },
];

/** The clips by name. */
export async function tellingClips(): Promise<Map<string, ClipRecord>> {
  const made = await Promise.all(specs.map((spec, index) => make(index + 1, spec)));
  return new Map(made.map((record, index) => [specs[index]?.name ?? '', record]));
}
