import type { Claim } from '../model/claim';
import type { Addresses, PersistentId } from '../model/source';
import { metaOf, type PageFacts } from '../page/facts';
import { quoteOf } from '../page/text';
import { pageKey, registrableDomain, resolveUrl } from '../page/url';

/** Parameters that say how a reader came, not what the page is; our own short list (rights.md section 5). */
const TRACKING =
  /^(?:utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|oly_\w+|vero_\w+|wickedid|ref_src|ref_url|ncid|cmpid|ocid|spm|spm_id_from|scm|isappinstalled|from_isappinstalled|nsukey|share_token|share_from|share_source|share_medium|share_plat|share_session_id|share_tag|share_times|share_id|timestamp_share|unique_k|vd_source|bbid|ts_share|tt_from|weibo_id|wm|chksm|scene|srcid|sharer_shareinfo\w*|clicktime|enterid|ascene|devicetype|nettype|fontScale|pass_ticket|wx_header|exportkey)$/i;
/** Only these values of an otherwise meaningful word are tracking. */
const TRACKING_VALUES: Record<string, RegExp> = {
  from: /^(?:timeline|singlemessage|groupmessage|message|weibo|qq|search|app|wechat|copylink|mobile)$/i,
  ref: /^(?:twitter|facebook|rss|share|newsletter|home|homepage)\b/i,
  source: /^(?:rss|twitter|facebook|share|newsletter|wechat|weibo)$/i,
};

/** The address without tracking parameters, fragment and default noise; unknown parameters stay. */
export function cleanUrl(address: string): string {
  try {
    const url = new URL(address);
    for (const [name, value] of [...url.searchParams]) {
      if (TRACKING.test(name) || TRACKING_VALUES[name.toLowerCase()]?.test(value))
        url.searchParams.delete(name);
    }
    // `#!/path` and `#/path` are addresses of single-page sites; other fragments are places in the page.
    if (!/^#!?\//.test(url.hash)) url.hash = '';
    return url.href;
  } catch {
    return address;
  }
}

/** The addresses of the page: as shown, cleaned, canonical where it is plausible, persistent, of an archive. */
export function readAddresses(facts: PageFacts): Addresses {
  const canonical = readCanonical(facts);
  const ogUrl = resolveUrl(metaOf(facts, 'og:url'), facts.url);
  const variants = readVariants(facts);
  const persistent = readPersistent(facts);
  const memento = readMemento(facts);
  return {
    retrieved: facts.url,
    ...(canonical ? { canonical } : {}),
    ...(ogUrl ? { ogUrl } : {}),
    ...(variants.length > 0 ? { variants } : {}),
    cleaned: cleanUrl(facts.url),
    ...(persistent ? { persistent } : {}),
    ...(memento ? { memento } : {}),
  };
}

/** A canonical address that points to a home page or to a much shallower path describes a template, not this page. */
function readCanonical(facts: PageFacts): Claim<string> | undefined {
  const link = facts.links.find((l) => l.element.localName === 'link' && l.rel.includes('canonical'));
  const href = resolveUrl(link?.element.getAttribute('href'), facts.url);
  if (!href) return undefined;
  const depth = (url: string) => new URL(url).pathname.split('/').filter(Boolean).length;
  const here = safeUrl(facts.url);
  if (!here) return undefined;
  if (depth(facts.url) > 0 && depth(href) === 0 && !new URL(href).search) return undefined;
  if (registrableDomain(href) === registrableDomain(facts.url) && depth(href) < depth(facts.url) - 1)
    return undefined;
  return {
    value: href,
    status: 'stated',
    confidence: pageKey(href) === pageKey(facts.url) ? 0.97 : 0.7,
    evidence: [{ kind: 'link', rule: 'link.canonical', scope: 'page', quote: quoteOf(href) }],
  };
}

/** `rel=amphtml`, and `rel=alternate` for a medium: the same page, set for another screen. */
function readVariants(facts: PageFacts): string[] {
  const links = facts.links.filter(
    ({ rel, element }) =>
      element.localName === 'link' &&
      (rel.includes('amphtml') ||
        (rel.includes('alternate') &&
          /handheld|max-width|screen/i.test(element.getAttribute('media') ?? ''))),
  );
  const addresses = links.map(({ element }) => resolveUrl(element.getAttribute('href'), facts.url));
  return [...new Set(addresses.filter((address) => address !== undefined))].slice(0, 4);
}

function safeUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** The scheme of an address that is meant to last (RFC 8574). */
function persistentOf(address: string): PersistentId {
  const doi = /^https?:\/\/(?:dx\.)?doi\.org\/(10\.\d{4,9}\/\S+)$/i.exec(address)?.[1];
  if (doi) return { scheme: 'doi', id: doi };
  if (/^https?:\/\/hdl\.handle\.net\//i.test(address)) return { scheme: 'handle', id: address };
  if (/\/ark:/i.test(address)) return { scheme: 'ark', id: address };
  return { scheme: 'permalink', id: address };
}

function readPersistent(facts: PageFacts): Claim<PersistentId> | undefined {
  const doi = /\b(10\.\d{4,9}\/[^\s"<>]+)/.exec(
    metaOf(
      facts,
      'citation_doi',
      'dc.identifier',
      'dc.identifier.doi',
      'prism.doi',
      'bepress_citation_doi',
    ) ?? '',
  )?.[1];
  if (doi)
    return {
      value: { scheme: 'doi', id: doi },
      status: 'stated',
      confidence: 0.95,
      evidence: [{ kind: 'meta', rule: 'meta.doi', scope: 'work', quote: quoteOf(doi) }],
    };
  const citeAs = facts.links.find((link) => link.rel.includes('cite-as') && /^https?:/.test(link.href));
  if (citeAs)
    return {
      value: persistentOf(citeAs.href),
      status: 'stated',
      confidence: 0.9,
      evidence: [{ kind: 'link', rule: 'link.cite-as', scope: 'work', quote: quoteOf(citeAs.href) }],
    };
  const oldid = facts.walk.anchors.find(
    ({ element }) =>
      /[?&]oldid=\d+/.test(element.getAttribute('href') ?? '') &&
      /permalink|cite|permanent/i.test(
        `${element.parentElement?.getAttribute('id') ?? ''} ${element.getAttribute('href') ?? ''} ${element.getAttribute('title') ?? ''}`,
      ),
  );
  const href = resolveUrl(oldid?.element.getAttribute('href'), facts.url);
  if (href)
    return {
      value: { scheme: 'oldid', id: href },
      status: 'stated',
      confidence: 0.9,
      evidence: [{ kind: 'link', rule: 'link.oldid', scope: 'work', quote: quoteOf(href) }],
    };
  return undefined;
}

function readMemento(facts: PageFacts): Addresses['memento'] {
  const match = /^https?:\/\/web\.archive\.org\/web\/(\d{14})(?:[a-z]{2}_)?\/(https?:\/\/.+)$/.exec(
    facts.url,
  );
  if (!match?.[1] || !match[2]) return undefined;
  const [, stamp, original] = match;
  const datetime = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}T${stamp.slice(8, 10)}:${stamp.slice(10, 12)}:${stamp.slice(12, 14)}Z`;
  return {
    original,
    memento: facts.url,
    datetime,
    timemap: `https://web.archive.org/web/timemap/link/${original}`,
  };
}
