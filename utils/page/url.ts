import { parse } from 'tldts';

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

/** The registrable domain by the Public Suffix List; the host itself where there is none. */
export function registrableDomain(url: string): string {
  const parsed = parse(url, { allowPrivateDomains: true });
  return parsed.domain ?? parsed.hostname ?? '';
}

/** The part of the domain that names the site: `example` of `news.example.co.uk`. */
export function domainLabel(url: string): string {
  return parse(url, { allowPrivateDomains: true }).domainWithoutSuffix ?? '';
}

export function hostOf(url: string): string {
  return parse(url).hostname ?? '';
}

/** Host and path without `www.`, `m.`, protocol, query noise and the last slash: enough to tell that two addresses are one page. */
export function pageKey(url: string, base?: string): string {
  try {
    const parsed = new URL(url, base && /^https?:/.test(base) ? base : undefined);
    const path = parsed.pathname
      .replace(/\/(?:index|default)\.\w+$/, '')
      .replace(/\/+$/, '')
      .replace(/\/amp$/, '');
    return `${parsed.hostname.replace(/^(?:www|m|amp|mobile|wap)\./, '')}${path}`.toLowerCase();
  } catch {
    return url;
  }
}
