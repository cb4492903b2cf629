import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { baseAddress, isSafeLink, resolveAddress, stripTracking } from '../../../utils/dom/address';
import { blockLines, countWords, foldSpace } from '../../../utils/dom/text';
import { isHidden } from '../../../utils/dom/visibility';

const bodyOf = (html: string) =>
  parseHTML(`<html><body>${html}</body></html>`).document.body as unknown as Element;

describe('text', () => {
  it('gives the lines that a reader sees', () => {
    expect(
      blockLines(
        bodyOf(
          '<p>　　灯塔<b>亮了</b>。</p><div>one<br>two<ul><li>three</li></ul>four</div><script>x</script>',
        ),
      ),
    ).toEqual(['灯塔亮了。', 'one', 'two', 'three', 'four']);
  });

  it('folds white space of every kind', () => {
    expect(foldSpace('\u3000\u3000a\u00a0 \n b\u200b\ufeff')).toBe('a b');
  });

  it.each([
    ['The quick brown fox', 4],
    ['灯塔亮了。', 4],
    ['在 GitHub 上有 3 个', 6],
    ["it's a well-known fact", 4],
    ['東京タワー', 5],
    ['', 0],
  ])('counts the words of "%s"', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('addresses', () => {
  it.each([
    ['https://a.example/x?utm_source=b&id=7', 'https://a.example/x?id=7'],
    ['https://a.example/x?spm=1.2.3&from=timeline#rd', 'https://a.example/x'],
    ['https://a.example/x?from=2019&to=2020', 'https://a.example/x?from=2019&to=2020'],
    ['https://a.example/x?p=2#part', 'https://a.example/x?p=2#part'],
    ['not an address', 'not an address'],
  ])('%s without tracking', (address, cleaned) => {
    expect(stripTracking(address)).toBe(cleaned);
  });

  it('resolves against the base of the page', () => {
    const { document } = parseHTML('<html><head><base href="/root/"></head><body></body></html>');
    const base = baseAddress(document as unknown as Document, 'https://a.example/a/b/c.html');
    expect(resolveAddress('x.html', base)).toBe('https://a.example/root/x.html');
    expect(resolveAddress('http://[', base)).toBeUndefined();
  });

  it.each([
    'javascript:x',
    ' javascript:x',
    'data:text/html,x',
    'blob:https://a.example/1',
    'file:///etc',
    'https:',
    '//x',
  ])('does not trust a link to %s', (address) => {
    expect(isSafeLink(address)).toBe(false);
  });
});

it.each([
  ['<p hidden>a</p>', true],
  ['<p style="color:red; DISPLAY : none">a</p>', true],
  ['<p aria-hidden="true">a</p>', true],
  ['<p hidden="until-found">a</p>', false],
  ['<p style="display:block">a</p>', false],
])('%s is hidden: %s', (html, hidden) => {
  expect(isHidden(bodyOf(html).firstElementChild as Element)).toBe(hidden);
});
