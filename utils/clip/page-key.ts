import { stripTracking } from '../dom/address';

/**
 * One key for all addresses of one page: without scheme, `www.`, mobile and AMP spelling, tracking members, fragment,
 * and with the query in order. A fragment that looks like a route (`#!/…`, `#/…`) stays, since it names a page.
 * Takes an absolute address; gives the address itself if it cannot be read. The key is for comparing, not for opening.
 */
export function pageKey(address: string): string {
  const url = parse(stripTracking(address));
  if (!url) return address;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return url.href.split('#', 1)[0] ?? address;
  return plainHost(url) + plainPath(url.pathname) + plainQuery(url.searchParams) + route(url.hash);
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function plainHost(url: URL): string {
  // `url.host` is lower case, punycode, and without the scheme's own port.
  return url.host.replace(/^(?:www\d?|m|mobile|wap|amp|3g)\.(?=[^.]+\.)/, '').replace(/\.(?=:|$)/, '');
}

function plainPath(path: string): string {
  const plain = path
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:amp|amp\.html)\/?$/i, '/')
    .replace(/^\/amp\//i, '/')
    .replace(/\.amp(?=\.html?$|$)/i, '')
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
