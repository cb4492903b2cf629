import { parse } from 'tldts';
import { describe, expect, it } from 'vitest';
import { domainOf } from '../../../utils/page/public-suffix';
import { domainLabel, hostOf, registrableDomain } from '../../../utils/page/url';

/** Shapes of hosts of article pages: invented names under real suffixes. */
const hosts =
  'news.example.com www.example.co.uk www.example.org.uk blog.example.ac.uk www.example.gov.uk example.com.cn news.example.com.cn epaper.example.sh.cn www.example.gov.cn www.example.net.cn example.cn www.example.co.jp www.example.ne.jp www.example.or.kr www.example.co.kr www.example.com.au www.example.net.au www.example.co.nz www.example.govt.nz www.example.com.br www.example.com.tw www.example.org.tw www.example.com.hk www.example.co.in www.example.co.za www.example.com.mx www.example.gob.mx www.example.de com.example.de www.example.fr www.example.gouv.fr www.example.it www.example.at www.example.co.at www.example.eu www.example.ch www.example.me www.example.tv www.example.io someone.github.io someone.pages.dev someone.netlify.app someone.vercel.app docs.someone.readthedocs.io someone.blogspot.com someone.wordpress.com localhost 192.0.2.7 example'.split(
    ' ',
  );

describe('the registrable domain', () => {
  it.each(hosts)('of %s is what the Public Suffix List says', (host) => {
    const listed = parse(host, { allowPrivateDomains: true });
    expect(domainOf(host)?.domain ?? null).toBe(listed.domain);
    expect(domainOf(host)?.label ?? '').toBe(listed.domainWithoutSuffix ?? '');
  });

  it('is taken from addresses and bare hosts alike', () => {
    expect(registrableDomain('https://News.Example.co.uk:8080/a?b#c')).toBe('example.co.uk');
    expect(registrableDomain('http://127.0.0.1:4000/page')).toBe('127.0.0.1');
    expect(domainLabel('https://www.example.com.cn/')).toBe('example');
    expect(hostOf('www.example.com/path')).toBe('www.example.com');
    expect(hostOf('not an address')).toBe('');
  });
});
