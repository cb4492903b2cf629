/** Addresses as text: resolving, cleaning, and the schemes that we let through. */

const TRACKING =
  /^(utm_\w+|ga_\w+|hsa_\w+|mtm_\w+|pk_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|rb_clickid|s_cid|ref_src|ref_url|cmpid|ncid|spm|scm|share_token|share_source|share_medium|share_plat|share_tag|share_from|unique_k|from_source|isappinstalled|nsukey|wechat_redirect)$/i;
/** Values by which Chinese platforms mark a shared link; `from` itself may be the page's own parameter. */
const SHARED_FROM = /^(timeline|singlemessage|groupmessage|message|weibo|qq|qzone|wechat|share|copy)$/i;
const TRACKING_FRAGMENT = /^#(rd|wechat_redirect|wechat_qrcode|xtor=.*|ref=.*|:~:text=.*)?$/i;

/**
 * Makes an address absolute.
 * @param address as it stands in the page; white space and control characters inside are what browsers drop.
 * @returns the absolute address, or undefined where it is none.
 */
export function resolveAddress(address: string | null | undefined, base: string): string | undefined {
  const trimmed = address?.trim();
  if (!trimmed) return undefined;
  try {
    return new URL(trimmed, base).href;
  } catch {
    return undefined;
  }
}

/** The address that relative addresses of a document are resolved against: its `<base>`, else its own. */
export function baseAddress(document: Document, pageUrl: string): string {
  const href = document.querySelector('base[href]')?.getAttribute('href');
  const base = resolveAddress(href, pageUrl);
  return base && /^https?:/i.test(base) ? base : pageUrl;
}

/** The same address without tracking parameters; other parameters and fragments stay as they are. */
export function stripTracking(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  if (!/^https?:$/.test(url.protocol)) return address;
  const doomed = [...url.searchParams].filter(
    ([name, value]) => TRACKING.test(name) || (/^from$/i.test(name) && SHARED_FROM.test(value)),
  );
  const fragment = TRACKING_FRAGMENT.test(url.hash);
  if (!doomed.length && !fragment) return address;
  for (const [name] of doomed) url.searchParams.delete(name);
  if (fragment) url.hash = '';
  return url.href;
}

/** Is this an address that a link may keep? http, https, mailto, or a place in the clip itself. */
export function isSafeLink(address: string): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s]/i.test(address) || /^#[\w-]+$/.test(address);
}

/** Is this an address that an image may keep? http, https, our own blob, or raster bytes. */
export function isSafeImage(address: string): boolean {
  return /^(?:https?:\/\/[^\s]|blob:|data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,])/i.test(address);
}

/**
 * Do two addresses name the same document, parameters included, but fragment and scheme aside?
 * Both must be absolute.
 */
export function isSameDocument(a: string, b: string): boolean {
  const key = (address: string) => address.replace(/#.*/s, '').replace(/^https?:/i, '');
  return key(a) === key(b);
}
