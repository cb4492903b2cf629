import { stripTracking } from '../dom/address';
import type { Claim } from '../model/claim';
import type { Addresses } from '../model/source';

/**
 * All keys of a page, its own first: what it says of its other addresses (canonical, AMP, mobile) counts where the two
 * name the same article. So a clip made on the mobile page is found on the other one.
 */
export function pageKeys({ retrieved, canonical, variants }: PageAddresses): string[] {
  const own = pageKey(retrieved);
  const main = canonical ? pageKey(canonical.value) : own;
  const others = (variants ?? []).map(pageKey);
  return [
    ...new Set([
      own,
      ...(isSameArticle(own, main, 'canonical') ? [main] : []),
      ...others.filter((key) => isSameArticle(own, key, 'variant')),
    ]),
  ];
}

/** A selection is a clip of its own: the same passage of the same page is the same clip, and no version of the page. */
export function selectionKey(address: string, text: string): string {
  let one = 0x9dc5;
  let other = 0x811c;
  // Two of FNV-1a's kind: nobody needs to be kept from finding another text of the same number.
  for (const character of text.normalize('NFC').replace(/\s+/g, ' ')) {
    const unit = character.codePointAt(0) ?? 0;
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ (unit + 7), 0x85ebca6b);
  }
  return `${pageKey(address)}#selection=${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}

/** The addresses of a page by which its clip is found. */
export type PageAddresses = Pick<Addresses, 'retrieved' | 'variants'> & {
  canonical?: Pick<Claim<string>, 'value'>;
};

/**
 * Whether the other address that a page names is one of the same article: it has the same numbers (a canonical address
 * may have more), or, where there is none of weight, the same last words. The second page of an article names the first
 * as canonical, and a careless template names the front page. A date is no number of an article, and may stand in one
 * address alone, but two dates are two days.
 */
function isSameArticle(own: string, other: string, as: 'canonical' | 'variant'): boolean {
  const here = namesIn(own);
  const there = namesIn(other);
  const isOtherDay = here.dates.length > 0 && there.dates.length > 0 && !within(here.dates, there.dates);
  if (isOtherDay) return false;
  const hasAll = within(here.numbers, there.numbers);
  const isSame = hasAll && within(there.numbers, here.numbers);
  if (here.numbers.some((digits) => digits.length >= 4)) return as === 'canonical' ? hasAll : isSame;
  const last = here.words.at(-1);
  return isSame && last !== undefined && there.words.includes(last);
}

function within(few: readonly string[], many: readonly string[]): boolean {
  return few.every((each) => many.includes(each));
}

const date = /(?<!\d)(?:19|20)\d\d[-/]?(?:0[1-9]|1[0-2])(?:[-/]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)/g;

/** The dates, the other numbers and the longer words of a key, without its host. */
function namesIn(key: string): Record<'dates' | 'numbers' | 'words', string[]> {
  const path = key.slice(Math.max(0, key.search(/[/?#]/)));
  const rest = path.replace(date, '');
  return {
    dates: (path.match(date) ?? []).map((each) => each.replace(/\D/g, '')),
    numbers: rest.match(/\d+/g) ?? [],
    words: rest.toLowerCase().match(/[^/?#&=.]{6,}/g) ?? [],
  };
}

/**
 * One key for all addresses of one page: without scheme, `www.`, mobile and AMP spelling, tracking members, fragment,
 * and with the query in order. A fragment that looks like a route (`#!/…`, `#/…`) stays, since it names a page.
 * Takes an absolute address; gives the address itself if it cannot be read. The key is for comparing, not for opening.
 */
export function pageKey(address: string): string {
  const url = parse(stripTracking(fromAmpCache(address)));
  if (!url) return address;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return url.href.split('#', 1)[0] ?? address;
  return plainHost(url) + plainPath(url.pathname) + plainQuery(url.searchParams) + route(url.hash);
}

/** The page behind an AMP viewer or cache, whose path holds the page's own address (amp.dev, "AMP Cache URL format"). */
function fromAmpCache(address: string): string {
  const url = parse(address);
  if (!url) return address;
  const { hostname, pathname, search } = url;
  const pattern = /(?:^|\.)ampproject\.org$/.test(hostname)
    ? /^\/(?:[a-z]\/)*(s\/)?([^/.]+\.[^/]+)(\/.*)?$/
    : /(?:^|\.)(?:google\.[a-z.]{2,9}|bing-amp\.com)$/.test(hostname)
      ? /^\/(?:amp|c)\/(s\/)?([^/.]+\.[^/]+)(\/.*)?$/
      : undefined;
  const [, secure, host, path = '/'] = pattern?.exec(pathname) ?? [];
  return host ? `${secure ? 'https' : 'http'}://${host}${path}${search}` : address;
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function plainHost(url: URL): string {
  // `url.host` is lower case, punycode, and without the scheme's own port.
  return url.host
    .replace(/^(?:www\d?|m|mobile|wap|amp|touch|h5|3g)\.(?=[^.]+\.)/, '')
    .replace(/\.m\.(?=[^.]+\.[^.])/, '.') // `en.m.encyclopedia.example`
    .replace(/\.(?=:|$)/, '');
}

function plainPath(path: string): string {
  const plain = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:amp|amp\.html)\/?$/i, '/')
    .replace(/^\/amp\//i, '/')
    .replace(/\.amp(?=\.html?$|$)/i, '')
    .replace(/\.amphtml$/i, '.html')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '/');
  return plain.length > 1 ? plain.replace(/\/$/, '') : '';
}

function plainQuery(query: URLSearchParams): string {
  const members = [...query].filter(([name, value]) => !isAmpSwitch(name, value));
  if (members.length === 0) return '';
  const plain = new URLSearchParams(members);
  plain.sort();
  return `?${plain}`;
}

function isAmpSwitch(name: string, value: string): boolean {
  return /^(?:amp|outputtype|output)$/i.test(name) && /^(?:1|true|amp|)$/i.test(value);
}

function route(hash: string): string {
  return /^#!?\//.test(hash) ? hash : '';
}
