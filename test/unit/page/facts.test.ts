import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readPageFacts } from '../../../utils/page/facts';
import { cutSuffix } from '../../../utils/page/headline';
import { parseTolerant } from '../../../utils/page/json-ld';

const read = (html: string, url = 'https://quay.example/a/1') =>
  readPageFacts(parseHTML(html).document as unknown as Document, { url });

describe('readPageFacts', () => {
  it('reads a row of plain text as the breadcrumb, in a div and in a table cell', () => {
    const div =
      '<body><div><a href="/">首页</a>&gt;<a href="/n/">要闻</a>&gt;<a href="/n/r/">河口</a></div><p>正文</p></body>';
    const cell = '<body><table><tr><td>当前位置：首页 &gt;&gt; 要闻 &gt;&gt; 河口</td></tr></table></body>';
    for (const body of [div, cell]) {
      expect(read(`<html>${body}</html>`).breadcrumb?.items).toEqual(['首页', '要闻', '河口']);
    }
  });

  it('parts lines at blocks and line breaks, and keeps the pieces of a line apart', () => {
    const facts = read(
      '<html><body><div><span>来源：两河晚报</span><span>作者：林小满</span></div><p>一<br>二</p></body></html>',
    );
    expect(facts.lines.map((line) => line.text)).toEqual(['来源：两河晚报作者：林小满', '一', '二']);
    expect(facts.lines[0]?.segments).toEqual(['来源：两河晚报', '作者：林小满']);
  });

  it('knows what stands in navigation, side column, comments, caption and footer', () => {
    const zones = read(
      '<html><body><nav>a</nav><main><p>b</p><figure><figcaption>c</figcaption></figure></main><aside>d</aside><div class="comments">e</div><footer>f</footer></body></html>',
    ).lines.map((line) => line.zone);
    expect(zones).toEqual(['nav', 'main', 'caption', 'aside', 'comments', 'footer']);
  });

  it('does not take a wrapper for a side column because of its name', () => {
    const facts = read('<html><body><div class="page sidebar"><h1>Title</h1><p>Text</p></div></body></html>');
    expect(facts.lines.map((line) => line.zone)).toEqual(['main', 'main']);
  });

  it('chooses the article among the nodes of a graph, by address and headline', () => {
    const facts = read(
      '<html><head><title>The boat</title><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Quay"},{"@type":"Article","headline":"Another","url":"https://quay.example/b"},{"@type":"Article","headline":"The boat","author":{"@id":"#ada"}},{"@type":"Person","@id":"#ada","name":"Ada Marlowe"}]}</script></head><body></body></html>',
    );
    expect(facts.mainEntity?.node.headline).toBe('The boat');
    expect(facts.resolve(facts.mainEntity?.node.author)).toMatchObject({ name: 'Ada Marlowe' });
    expect(facts.mainEntity?.pointer).toBe('/@graph/2');
  });

  it('survives an empty document and 5 000 nested elements', () => {
    expect(read('').lines).toEqual([]);
    const deep = `<html><body>${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}</body></html>`;
    expect(read(deep).lines.map((line) => line.text)).toEqual(['deep']);
  });
});

describe('parseTolerant', () => {
  it.each([
    ['{"a":1};', { a: 1 }],
    ['//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['<!-- {"a":1} -->', { a: 1 }],
    ['{"a":[1,2,],}', { a: [1, 2] }],
    ['{"a":"one\ntwo"}', { a: 'one two' }],
  ])('%s', (text, value) => {
    expect(parseTolerant(text)).toEqual(value);
  });

  it('gives nothing for what is no JSON', () => {
    expect(parseTolerant('{"a":')).toBeUndefined();
  });
});

describe('cutSuffix', () => {
  const page = (url: string, name?: string) => ({
    url,
    meta: new Map(name ? [['og:site_name', [name]]] : []),
  });
  it.each([
    ['木船上的图书馆-两河网', '木船上的图书馆'],
    ['木船上的图书馆--文化--两河网', '木船上的图书馆'],
    ['木船上的图书馆_文化_河声新闻-The River', '木船上的图书馆'],
    ['木船上的图书馆？|公园_新潮新闻', '木船上的图书馆？'],
    ['木船上的图书馆——河口网', '木船上的图书馆'],
    ['木船上的图书馆 | 河口', '木船上的图书馆'],
    ['A library that floats – Harrow Quay', 'A library that floats'],
    ['A library that floats — Harrow Quay', 'A library that floats'],
    ['A library that floats | Harrow Quay Post', 'A library that floats'],
    ['Rainstorms: What They Do and How We Measure Them', 'Rainstorms: What They Do and How We Measure Them'],
    ['Guide: Quick Setup', 'Guide: Quick Setup'],
    ['State-of-the-art boats', 'State-of-the-art boats'],
  ])('%s', (full, title) => {
    expect(cutSuffix(full, page('https://quay.example/a')).title).toBe(title);
  });

  it('takes the site off the front where it stands first', () => {
    expect(
      cutSuffix('Quayside » Letters » My winter', page('https://quayside.example/a', 'Quayside')).title,
    ).toBe('My winter');
  });
});
