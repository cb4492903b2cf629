import { describe, expect, it } from 'vitest';
import { pageKey } from '../../../utils/clip/page-key';

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

  it('gives back what is no address', () => {
    expect(pageKey('no address')).toBe('no address');
  });
});
