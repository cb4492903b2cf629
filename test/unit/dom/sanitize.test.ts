import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { parseInert } from '../../../utils/dom/parse-inert';
import { sanitize } from '../../../utils/dom/sanitize';
import { setSafeHtml } from '../../../utils/dom/set-safe-html';
import type { SafeHtml } from '../../../utils/model/article';

const { window } = new JSDOM('<!doctype html><body><div id="room"></div></body>', {
  url: 'https://reader.example/',
});
const clean = (html: string) => sanitize(html, window as never) as string;

describe('what comes through the sanitiser', () => {
  it.each([
    [
      'formulas with their TeX',
      '<p>a <math display="block"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">x^2 &lt; 3</annotation></semantics></math> b</p>',
    ],
    ['ruby', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>'],
    ['details', '<details open=""><summary>What</summary><p>That.</p></details>'],
    [
      'tables with spans',
      '<table><tbody><tr><th colspan="2" scope="col">a</th></tr><tr><td rowspan="2">b</td><td>c</td></tr></tbody></table>',
    ],
    [
      'figures',
      '<figure><img src="https://img.example/a.jpg" alt="A &quot;pier&quot;" width="10" height="20"><figcaption>The pier</figcaption></figure>',
    ],
    [
      'small marks',
      '<p>H<sub>2</sub>O, x<sup>2</sup>, <del>old</del> <ins>new</ins>, <mark>m</mark>, <bdi dir="rtl">ع</bdi></p>',
    ],
    [
      'notes of our own',
      '<p>a<sup><a href="#fn-1" id="fnref-1">1</a></sup></p><ol><li id="fn-1">note <a href="#fnref-1">↩</a></li></ol>',
    ],
    ['code with its language', '<pre><code class="language-js">let a = 1 &lt; 2;\n\n  b();</code></pre>'],
    [
      'links',
      '<p><a href="https://paper.example/x?a=1&amp;b=2" title="t">x</a> <a href="mailto:ada@paper.example">mail</a></p>',
    ],
    ['definition lists', '<dl><dt>a</dt><dd>b</dd></dl>'],
    [
      'pictures that were kept',
      '<p><img src="blob:https://reader.example/1" alt=""><img src="data:image/png;base64,AA==" alt=""></p>',
    ],
  ])('%s', (_, html) => {
    expect(clean(html)).toBe(html);
  });

  it.each([
    ['scripts', '<p>a<script>x()</script></p>', '<p>a</p>'],
    ['handlers', '<p onclick="x()">a<img src=x onerror=x()></p>', '<p>a</p>'],
    [
      'script addresses',
      '<a href="java\nscript:x()">a</a><a href="&#1;javascript:x()">b</a><a href="data:text/html,x">c</a>',
      'abc',
    ],
    ['styles and classes', '<p style="x" class="y" id="z">a</p><style>p{}</style>', '<p>a</p>'],
    ['forms', '<form action="/x"><input name=a><button>go</button><p>a</p></form>', '<p>a</p>'],
    ['frames', '<iframe srcdoc="<script>x()</script>"></iframe><p>a</p>', '<p>a</p>'],
    ['SVG pictures as data', '<img src="data:image/svg+xml,<svg onload=x()>">', ''],
    [
      'image maps',
      '<map><area href="/x"></map><img usemap="#m" src="https://a.example/a.png" alt="">',
      '<img src="https://a.example/a.png" alt="">',
    ],
    ['blob links', '<a href="blob:https://reader.example/1">a</a>', 'a'],
  ])('not %s', (_, html, left) => {
    expect(clean(html).replace(/go/, '')).toBe(left);
  });

  it('is the same when it comes through again, whatever it was', () => {
    const parts = [
      '<p>',
      '</p>',
      '<math>',
      '<mtext>',
      '<annotation>',
      '</math>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<a href="https://a.example">',
      '</a>',
      '<li>',
      '<ul>',
      '</ul>',
      '<pre>\n\n',
      '<h2>',
      '<div>',
      '<b>',
      '<i>',
      '</b>',
      '<svg>',
      '<style>',
      '<!--',
      '-->',
      '<img src="https://a.example/a.png">',
      '<dl><dt>',
      '<dd>',
      '<ruby><rt>',
      '<details><summary>',
      '&lt;',
      '&amp;amp;',
      'x',
      '<template>',
      '<select>',
      '<noscript>',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 25 }), (chosen) => {
        const once = clean(chosen.join(''));
        expect(clean(once)).toBe(once);
        expect(parseInert(once, window as never).body.innerHTML).toBe(
          parseInert(parseInert(once, window as never).body.innerHTML, window as never).body.innerHTML,
        );
      }),
      { numRuns: 400 },
    );
  });
});

describe('filling an element', () => {
  const room = window.document.getElementById('room') as unknown as Element;

  it('cleans again what it is given, and shows pictures under the address it is told', () => {
    const stored =
      '<p onclick="x()">a</p><img src="https://a.example/a.png" alt="A"><img src="https://a.example/lost.png" alt="Lost">' as SafeHtml;
    setSafeHtml(room, stored, {
      imageSource: (src) => (src.endsWith('a.png') ? 'blob:https://reader.example/7' : undefined),
    });
    expect(room.querySelector('p')?.outerHTML).toBe('<p>a</p>');
    expect(room.querySelector('img')?.getAttribute('src')).toBe('blob:https://reader.example/7');
    expect(room.querySelectorAll('img')).toHaveLength(1);
    const missing = room.querySelector('[role=img]');
    expect(missing?.textContent).toBe('Lost');
    expect(missing?.ownerDocument).toBe(window.document);
  });

  it('replaces what stood there', () => {
    setSafeHtml(room, '<p>new</p>' as SafeHtml);
    expect(room.innerHTML).toBe('<p>new</p>');
  });
});
