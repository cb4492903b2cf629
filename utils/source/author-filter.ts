import type { PageFacts } from '../page/facts';
import { firstString, isRecord } from '../page/json-ld';
import { isOrganization, isPersonName } from '../page/names';
import { fold, HAN, squeeze } from '../page/text';
import { domainLabel } from '../page/url';

/** Names that a page goes by itself, folded; an author of that name is no person (rights.md 1.6). */
export function siteNames(facts: PageFacts, suffixes: readonly string[] = []): Set<string> {
  const names = new Set<string>();
  const add = (text: string | undefined) => {
    const name = fold(text);
    if (name.length >= 2) names.add(name);
    const bare = fold(text?.replace(/\b(?:gmbh|ltd|inc|llc|spa|s\.?a\.?|co|corp|ag|kg|plc)\b\.?/gi, ''));
    if (bare.length >= 3) names.add(bare);
  };
  for (const name of [
    'og:site_name',
    'application-name',
    'apple-mobile-web-app-title',
    'publisher',
    'dc.publisher',
    'copyright',
    'dcterms.publisher',
  ]) {
    for (const value of facts.meta.get(name) ?? []) add(value);
  }
  const publisher = facts.resolve(facts.mainEntity?.node.publisher);
  if (isRecord(publisher)) add(firstString(publisher.name));
  for (const entry of facts.jsonLd)
    if (entry.types.some((t) => /^(?:WebSite|NewsMediaOrganization)$/.test(t)))
      add(firstString(entry.node.name));
  add(domainLabel(facts.url));
  for (const suffix of suffixes.slice(-1)) add(suffix);
  return names;
}

const ROBOTS =
  /^(?:admin\w*|administrator|editor(?:s|ial)?(?: team| staff)?|developer|redaktion|redacci[oó]n|redazione|r[ée]daction|redakcja|redakce|redactie|the editors?|staff(?: writer| reporter)?|web ?master|wordpress|root|user|guest|author|authors|unknown|anonymous|null|none|undefined|false|true|n\/?a|system|test|系统管理员|管理员|网络整理|未知|佚名|匿名|无|不详|本站|原创|网友|小编|编辑|编辑部|网站编辑|整理|转载|互联网|网络|发布者|超级管理员|匿名用户|作者|记者|author name|full bio|read more|see bio|view bio|view profile|name|agencies|agency|marketing team|content team|web team|team|news ?desk|newsroom)$/iu;
const SOFTWARE =
  /discuz|wordpress|dedecms|phpcms|joomla|drupal|comsenz|powereasy|contributors to wikimedia|维基媒体项目贡献者|自由的百科全书|autoren der wikimedia/iu;
const SOCIAL =
  /^(?:facebook|twitter|instagram|linkedin|youtube|pinterest|rss|email|e-mail|share|website|follow|bio|posts?|about|contact|home|menu|search|login|more)$/i;

/**
 * Whether a text cannot be an author's name: an address, a number, a template word, the site's own name, the headline,
 * or a sentence.
 */
export function isRejected(name: string, names: Set<string>, title: string): boolean {
  const text = squeeze(name);
  if (text.length < 2 || /^https?:|www\.|^@|\.(?:com|org|net|de|cn)\b/i.test(text)) return true;
  if (/@/.test(text) && /\./.test(text)) return true;
  if (/^[\d\s._-]+$/.test(text) || /\d{4,}/.test(text)) return true;
  if (ROBOTS.test(text) || SOCIAL.test(text) || SOFTWARE.test(text)) return true;
  if (text.length > 60 || text.split(' ').length > 7) return true;
  if (/[{}<>[\]|=]|[。！？!?]$/.test(text)) return true;
  const folded = fold(text);
  if (!folded || folded === fold(title)) return true;
  // A personal site goes by its owner's name.
  const personal = isPersonName(text) && text.includes(' ') && !isOrganization(text);
  if (names.has(folded)) return !personal;
  for (const site of names) {
    if (site.length >= (HAN.test(site) ? 2 : 5) && folded.includes(site) && folded.length <= site.length + 14)
      return true;
    if (HAN.test(text) && site.startsWith(folded) && site.length <= folded.length + 4) return true;
    if (!personal && folded.length >= 6 && site.startsWith(folded) && site.length <= folded.length + 6)
      return true;
  }
  return false;
}
