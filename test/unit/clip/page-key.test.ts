import { describe, expect, it } from 'vitest';
import { pageKey, pageKeys } from '../../../utils/clip/page-key';

describe('pageKey', () => {
  it.each([
    ['a fragment', 'https://news.example/a#top'],
    ['tracking members', 'https://news.example/a?utm_source=letter&fbclid=x1&spm=a.b'],
    ['the scheme', 'http://news.example/a'],
    ['www', 'https://www.news.example/a'],
    ['a mobile host', 'https://m.news.example/a'],
    ['an AMP folder at the end', 'https://news.example/a/amp/'],
    ['an AMP folder at the start', 'https://amp.news.example/amp/a'],
    ['an AMP switch', 'https://news.example/a?amp=1'],
    ['AMP as the output', 'https://news.example/a?outputType=amp'],
    ['an AMP viewer', 'https://www.google.com/amp/s/news.example/a'],
    ['an AMP cache', 'https://news-example.cdn.ampproject.org/c/s/news.example/a'],
    ['a host for phones', 'https://touch.news.example/a'],
    ['a last slash', 'https://news.example/a/'],
    ['doubled slashes', 'https://news.example//a'],
    ['capitals in the host and the default port', 'https://NEWS.example:443/a'],
  ])('is the same with %s', (_, address) => {
    expect(pageKey(address)).toBe(pageKey('https://news.example/a'));
  });

  it.each([
    ['another path', 'https://news.example/b'],
    ['another case in the path', 'https://news.example/A'],
    ['a member that names the page', 'https://news.example/a?id=7'],
    ['another port', 'https://news.example:8443/a'],
    ['another site under the same domain', 'https://sport.news.example/a'],
    ['a route in the fragment', 'https://news.example/a#/chapter/2'],
  ])('differs with %s', (_, address) => {
    expect(pageKey(address)).not.toBe(pageKey('https://news.example/a'));
  });

  it('does not mind the order of members', () => {
    expect(pageKey('https://news.example/?b=2&a=1')).toBe(pageKey('https://news.example/?a=1&b=2'));
  });

  it('keeps a two-part host that begins with m', () => {
    expect(pageKey('https://m.example/a')).toBe('m.example/a');
  });

  it('knows a mobile host within a host', () => {
    expect(pageKey('https://en.m.encyclopedia.example/wiki/Mill')).toBe('en.encyclopedia.example/wiki/Mill');
  });

  it('gives back what is no address', () => {
    expect(pageKey('no address')).toBe('no address');
  });
});

describe('pageKeys', () => {
  const keys = (retrieved: string, canonical?: string, variants?: string[]) =>
    pageKeys({
      retrieved,
      ...(canonical && { canonical: { value: canonical } }),
      variants,
    });

  it.each([
    [
      'another site for phones',
      'https://m.news.example.cn/x/7612345.d.html',
      'https://news.example.com.cn/c/2024-05-16/7612345.shtml',
    ],
    [
      'a number and a folder of dates',
      'https://m.news.example/a/98765',
      'https://news.example/2024/05/16/98765.html',
    ],
    [
      'the words that name it',
      'https://amp.news.example/story/four-inks',
      'https://other.example/2024-05/four-inks',
    ],
  ])('have the canonical address with %s', (_, mobile, desktop) => {
    expect(keys(mobile, desktop)).toEqual([pageKey(mobile), pageKey(desktop)]);
    // And the other way, where the page names its variants.
    expect(keys(desktop, desktop, [mobile])).toEqual([pageKey(desktop), pageKey(mobile)]);
  });

  it.each([
    [
      'the first page of an article',
      'https://news.example/a/123456_2.html',
      'https://news.example/a/123456.html',
    ],
    [
      'the first page, by a member',
      'https://news.example/four-inks?page=2',
      'https://news.example/four-inks',
    ],
    ['the front page', 'https://news.example/a/123456', 'https://news.example/'],
    ['another article', 'https://news.example/a/123456', 'https://news.example/a/123457'],
    ['a list', 'https://news.example/story/four-inks', 'https://news.example/stories'],
    [
      'another day',
      'https://paper.example/2024-05-16/front-page',
      'https://paper.example/2024-05-17/front-page',
    ],
  ])('do not have a canonical address that is %s', (_, retrieved, canonical) => {
    expect(keys(retrieved, canonical)).toEqual([pageKey(retrieved)]);
    expect(keys(retrieved, undefined, [canonical])).toEqual([pageKey(retrieved)]);
  });
});
