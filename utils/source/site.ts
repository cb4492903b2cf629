import type { Claim, Evidence } from '../model/claim';
import type { Site } from '../model/source';
import { isRootWord } from '../page/breadcrumb';
import { metaOf, type PageFacts } from '../page/facts';
import type { Headline } from '../page/headline';
import { firstString, isRecord } from '../page/json-ld';
import { fold, HAN, plainText, quoteOf, squeeze } from '../page/text';
import { hostOf, registrableDomain } from '../page/url';

interface NameCandidate {
  name: string;
  confidence: number;
  evidence: Evidence;
}

const OWNER =
  /(?:^|\s)(?:版权所有|版權所有)\s{0,9}[:：]?\s{0,9}(?:©|\(c\)|copyright)?\s{0,9}(?:\d{4}\s{0,9}[-~–至]?\s{0,9}(?:\d{4})?)?\s{0,9}([\p{Script=Han}]{2,20})$|^(?:copyright\s{0,9})?(?:©|\(c\))?\s{0,9}(?:\d{4}(?:\s{0,9}[-~–]\s{0,9}\d{4})?)?\s{0,9}([\p{Script=Han}]{2,20}?)\s{0,9}版权所有/iu;

/** Who published this copy: the name that the page gives to its site, its address, and the Chinese registrations. */
export function readSite(facts: PageFacts, headline: Headline): Claim<Site> {
  const names = candidates(facts, headline).sort((a, b) => b.confidence - a.confidence);
  const best = names[0];
  const url = homeOf(facts.url);
  const domain = registrableDomain(facts.url);
  const registrations = readRegistrations(facts);
  if (!best) {
    return {
      value: { name: hostOf(facts.url) || domain, url, domain, ...registrations },
      status: 'inferred',
      confidence: 0.5,
      evidence: [{ kind: 'url', rule: 'site.host', scope: 'site', quote: url }],
    };
  }
  const agreeing = names.filter((n) => fold(n.name) === fold(best.name));
  const others = names.filter((n) => fold(n.name) !== fold(best.name)).slice(0, 3);
  return {
    value: { name: best.name, url, domain, ...registrations },
    status: 'stated',
    confidence: Math.min(0.99, best.confidence + 0.04 * (agreeing.length - 1)),
    evidence: agreeing.map((n) => n.evidence),
    ...(others.length > 0
      ? {
          alternatives: others.map((n) => ({
            value: { name: n.name, url, domain, ...registrations },
            confidence: n.confidence,
            evidence: [n.evidence],
          })),
        }
      : {}),
  };
}

function candidates(facts: PageFacts, headline: Headline): NameCandidate[] {
  const found: NameCandidate[] = [];
  const add = (
    name: string | undefined,
    confidence: number,
    kind: Evidence['kind'],
    rule: string,
    quote?: string,
  ) => {
    const text = plainText(name ?? '');
    if (text.length < 2 || text.length > 60 || /^https?:|^@/.test(text)) return;
    found.push({
      name: text,
      confidence,
      evidence: { kind, rule, scope: 'site', quote: quoteOf(quote ?? text) },
    });
  };
  add(metaOf(facts, 'sitename'), 0.88, 'meta', 'meta.sitename');
  add(metaOf(facts, 'og:site_name'), 0.9, 'meta', 'meta.og-site-name');
  const publisher = facts.resolve(facts.mainEntity?.node.publisher);
  if (isRecord(publisher)) add(firstString(publisher.name), 0.82, 'json-ld', 'json-ld.publisher');
  const website = facts.jsonLd.find(({ types }) => types.includes('WebSite'));
  add(firstString(website?.node.name), 0.78, 'json-ld', 'json-ld.website');
  add(metaOf(facts, 'application-name', 'apple-mobile-web-app-title'), 0.62, 'meta', 'meta.application-name');
  const suffix = headline.suffixes[headline.suffixes.length - 1];
  if (suffix && suffix.length <= 40)
    add(suffix.replace(/\.(?:com|net|cn|org)$/i, ''), 0.74, 'meta', 'title.suffix', facts.documentTitle);
  const root = facts.breadcrumb?.items[0];
  if (root && !isRootWord(root)) add(root, 0.45, 'breadcrumb', 'breadcrumb.root', facts.breadcrumb?.text);
  for (const line of facts.lines.slice(-40)) {
    const match = line.text.length <= 120 && HAN.test(line.text) ? OWNER.exec(squeeze(line.text)) : null;
    const owner = match?.[1] ?? match?.[2];
    if (owner) add(owner, 0.6, 'footer', 'footer.owner', line.text);
  }
  return found;
}

function homeOf(url: string): string {
  try {
    return `${new URL(url).origin}/`;
  } catch {
    return url;
  }
}

const ICP =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP[备证]\s*(?:B2-)?\d{6,10}号?(?:-\d{1,3})?)/u;
const NEWS_LICENCE =
  /(?:互联网新闻信息服务许可证|新闻信息服务许可证|新闻许可证)(?:编号|号)?\s{0,9}[:：]?\s*(\d{8,14})/u;

function readRegistrations(facts: PageFacts): { icp?: string; newsLicence?: string } {
  let icp: string | undefined;
  let newsLicence: string | undefined;
  for (const line of facts.lines.slice(-60)) {
    icp ??= ICP.exec(line.text)?.[1];
    newsLicence ??= NEWS_LICENCE.exec(line.text)?.[1];
  }
  return { ...(icp ? { icp } : {}), ...(newsLicence ? { newsLicence } : {}) };
}
