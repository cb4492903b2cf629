import { domainOf } from './public-suffix';

/** Resolves an address against the page's; undefined for what is no http address. */
export function resolveUrl(href: string | null | undefined, base: string): string | undefined {
  if (!href) return undefined;
  try {
    const url = new URL(href.trim(), base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** The registrable domain (see `public-suffix.ts`); the host itself where there is none. */
export function registrableDomain(url: string): string {
  const host = hostOf(url);
  return domainOf(host)?.domain ?? host;
}

/** The part of the domain that names the site: `example` of `news.example.co.uk`. */
export function domainLabel(url: string): string {
  return domainOf(hostOf(url))?.label ?? '';
}

/** The host of an address or a bare host, in lower case, without port. */
export function hostOf(url: string): string {
  for (const address of [url, `http://${url}`]) {
    try {
      const { hostname, protocol } = new URL(address.trim());
      if (hostname && /^https?:$/.test(protocol)) return hostname.replace(/\.$/, '');
    } catch {
      // a bare host, or no address at all
    }
  }
  return '';
}

/** Host and path without `www.`, `m.`, protocol, query noise and the last slash: enough to tell that two addresses are one page. */
export function pageKey(url: string, base?: string): string {
  try {
    const parsed = new URL(url, base && /^https?:/.test(base) ? base : undefined);
    const path = parsed.pathname
      .replace(/\/(?:index|default)\.\w+$/, '')
      .replace(/\/{1,40}$/, '')
      .replace(/\/amp$/, '');
    return `${parsed.hostname.replace(/^(?:www|m|amp|mobile|wap)\./, '')}${path}`.toLowerCase();
  } catch {
    return url;
  }
}
