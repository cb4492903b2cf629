import type { PageRef } from '../model/article';
import type { Claim, Evidence } from '../model/claim';
import type {
  MachineUse,
  Permission,
  PermissionCondition,
  Prohibition,
  RightsInfo,
  ThirdParty,
} from '../model/rights';
import type { Agent } from '../model/source';
import { metaOf, type PageFacts, readPageFacts } from '../page/facts';
import { readHeadline } from '../page/headline';
import { firstString, isRecord } from '../page/json-ld';
import { articleSpan } from '../page/span';
import { quoteOf, squeeze } from '../page/text';
import { resolveUrl } from '../page/url';
import { PHONE, YEARS } from './notice-patterns';
import { readAttribution, readNoticeUrl } from './read-attribution';
import { readLicence } from './read-licence';
import { type Notice, noticeClaim, readNotices } from './read-notices';
import { signalOf } from './signal';

/** Our own machine value is always "copyright not evaluated"; the other statements are an institution's to make. */
export const NOT_EVALUATED = 'http://rightsstatements.org/vocab/CNE/1.0/';

/**
 * Reads under which terms the page stands, from the untouched document: licence with scope, notices word for word,
 * permission, prohibition, disclaimer, holder, machine preferences, and the light with its reason. Never throws.
 */
export function readRights(
  document: Document,
  page: PageRef,
  facts: PageFacts = readPageFacts(document, page),
): RightsInfo {
  const span = articleSpan(facts, readHeadline(document, facts));
  const reading = readLicence(facts, span);
  const notices = readNotices(facts, span);
  const find = (kind: Notice['kinds'][number]) => notices.find((n) => n.kinds.includes(kind));
  const elsewhere = find('owner-elsewhere');
  const disclaimer = elsewhere ?? find('takedown') ?? find('disclaimer');
  const prohibition = find('prohibition');
  const holder = readHolder(facts, notices, elsewhere);
  const year = readYear(facts, notices);
  const contact = readContact(disclaimer) ?? readRightsAgent(facts);
  const permission = readPermission(
    reading.license?.value.terms,
    reading.license?.evidence,
    find('permission'),
  );
  const machine = readMachine(facts);
  const attribution = readAttribution(facts);
  const noticeUrl = readNoticeUrl(facts);
  return {
    ...(reading.license ? { license: reading.license } : {}),
    ...(holder ? { holder } : {}),
    ...(year ? { year } : {}),
    notices: notices.map(noticeClaim),
    ...(permission ? { permission } : {}),
    ...(prohibition ? { prohibition: prohibitionClaim(prohibition) } : {}),
    ...(disclaimer ? { disclaimer: noticeClaim(disclaimer) } : {}),
    ...readUrls(facts),
    ...(attribution ? { attribution } : {}),
    ...(noticeUrl ? { noticeUrl } : {}),
    ...(contact ? { contact } : {}),
    statementUri: statedStatement(facts) ?? NOT_EVALUATED,
    ...(machine ? { machine } : {}),
    signal: signalOf(reading, notices),
  };
}

function claim<T>(value: T, confidence: number, evidence: Evidence): Claim<T> {
  return { value, status: 'stated', confidence, evidence: [evidence] };
}

function readHolder(
  facts: PageFacts,
  notices: readonly Notice[],
  elsewhere: Notice | undefined,
): Claim<Agent | ThirdParty> | undefined {
  if (elsewhere)
    return claim<Agent | ThirdParty>(
      { kind: 'third-party', name: 'original author' },
      0.7,
      elsewhere.evidence,
    );
  const main = facts.mainEntity;
  const value = facts.resolve(main?.node.copyrightHolder);
  const name = isRecord(value) ? firstString(value.name) : firstString(value);
  if (main && name && !/^https?:/.test(name)) {
    const organization = !isRecord(value) || !/Person/.test(String(value['@type'] ?? ''));
    return claim<Agent | ThirdParty>(
      { kind: organization ? 'organization' : 'person', name: squeeze(name), role: 'other' },
      0.8,
      {
        kind: 'json-ld',
        rule: 'json-ld.copyrightHolder',
        scope: 'work',
        quote: quoteOf(name),
        selector: { type: 'x-JsonPointer', value: `${main.pointer}/copyrightHolder`, script: main.script },
      },
    );
  }
  const named = metaOf(facts, 'dcterms.rightsholder', 'dc.rights.holder', 'dc.rightsholder');
  if (named && !/^https?:/.test(named))
    return claim<Agent | ThirdParty>({ kind: 'organization', name: squeeze(named), role: 'other' }, 0.7, {
      kind: 'meta',
      rule: 'meta.dcterms.rightsholder',
      scope: 'work',
      quote: quoteOf(named),
    });
  for (const notice of notices) {
    const named = HOLDER.exec(notice.text);
    const holder = squeeze(named?.[1] ?? named?.[2] ?? '').replace(/[\s.,;|–—-]{1,40}$/u, '');
    if (holder.length >= 2 && holder.length <= 60)
      return claim<Agent | ThirdParty>(
        { kind: 'organization', name: holder, role: 'other' },
        0.5,
        notice.evidence,
      );
  }
  return undefined;
}

const HOLDER =
  /(?:©|\(c\)|ⓒ|copyright\s{0,9}(?:©|\(c\))?)\s{0,9}(?:(?:19|20)\d{2}(?:\s{0,9}[-–~,]\s{0,9}(?:19|20)?\d{2,4})?[\s,.]{0,9})?(?:by\s+)?((?:\p{Lu}|\p{Script=Han})[^.。|,，;©]{1,58}?)(?=\s{0,9}(?:[.。|,，;]|all rights|alle rechte|tous droits|版权所有|(?:19|20)\d{2}|$))|版权所有\s{0,9}[:：©]?\s{0,9}(\p{Script=Han}{2,24})/iu;

function readYear(facts: PageFacts, notices: readonly Notice[]): Claim<number> | undefined {
  const main = facts.mainEntity;
  const stated = Number(firstString(main?.node.copyrightYear));
  if (main && stated >= 1800 && stated <= 2200)
    return claim(stated, 0.7, {
      kind: 'json-ld',
      rule: 'json-ld.copyrightYear',
      scope: 'work',
      quote: String(stated),
    });
  for (const notice of notices) {
    const match = YEARS.exec(notice.text);
    const last = match?.[2] ?? match?.[1];
    const year = Number(last && last.length === 2 ? `20${last}` : last);
    if (year >= 1900 && year <= 2200) return claim(year, 0.4, notice.evidence);
  }
  return undefined;
}

function readContact(disclaimer: Notice | undefined): Claim<string> | undefined {
  const match = disclaimer ? PHONE.exec(disclaimer.text) : null;
  return disclaimer && match ? claim(match[0], 0.9, disclaimer.evidence) : undefined;
}

/** `dc.rights.agent`: whom to ask (rights.md C2). */
function readRightsAgent(facts: PageFacts): Claim<string> | undefined {
  const agent = metaOf(facts, 'dc.rights.agent', 'dc.rightsagent', 'dcterms.rights.agent');
  if (!agent) return undefined;
  return claim(squeeze(agent).slice(0, 200), 0.7, {
    kind: 'meta',
    rule: 'meta.dc.rights.agent',
    scope: 'work',
    quote: quoteOf(agent),
  });
}

function readPermission(
  terms: { by: boolean; nc: boolean; nd: boolean; sa: boolean } | undefined,
  evidence: Evidence[] | undefined,
  notice: Notice | undefined,
): Claim<Permission> | undefined {
  if (evidence?.[0]) {
    const conditions: PermissionCondition[] = [];
    if (terms?.by) conditions.push('attribution');
    if (terms?.nc) conditions.push('noncommercial');
    if (terms?.nd) conditions.push('unmodified');
    if (terms?.sa) conditions.push('share-alike');
    return {
      value: { kind: 'open-licence', ...(conditions.length > 0 ? { conditions } : {}) },
      status: 'stated',
      confidence: 0.8,
      evidence,
    };
  }
  if (!notice) return undefined;
  const conditions: PermissionCondition[] = [];
  if (/注明|标明|署名|credit|attribut|quellenangabe|ссылка/iu.test(notice.text))
    conditions.push('attribution');
  if (/链接|link|网址|出处/iu.test(notice.text)) conditions.push('link');
  if (/联系|告知|notify|contact/iu.test(notice.text)) conditions.push('notify');
  const kind = conditions.length === 1 && conditions[0] === 'notify' ? 'by-request' : 'conditional';
  return claim<Permission>({ kind, ...(conditions.length > 0 ? { conditions } : {}) }, 0.7, notice.evidence);
}

function prohibitionClaim(notice: Notice): Claim<Prohibition> {
  const acts: Prohibition['acts'] = [];
  if (/转载|republi|reprint|nachdruck|転載|전재|使用|redistribut|broadcast/iu.test(notice.text))
    acts.push('republish');
  if (/复制|copy|kopier|vervielfält|reproduc|reproduktion|複製|복제/iu.test(notice.text)) acts.push('copy');
  if (
    /AI\s?(?:学习|학습|training)|machine learning|text.{0,10}data ?mining|tekst og datamining/iu.test(
      notice.text,
    )
  )
    acts.push('ai-training');
  if (/商业|commercial|gewerblich|kommerziell/iu.test(notice.text)) acts.push('commercial');
  return claim<Prohibition>({ acts: acts.length > 0 ? acts : ['any'] }, 0.9, notice.evidence);
}

function readUrls(facts: PageFacts): Pick<RightsInfo, 'acquireUrl' | 'usageUrl'> {
  const main = facts.mainEntity;
  const url = (key: string): Claim<string> | undefined => {
    const href = resolveUrl(firstString(main?.node[key]), facts.url);
    return href && main
      ? claim(href, 0.8, {
          kind: 'json-ld',
          rule: `json-ld.${key}`,
          scope: 'work',
          quote: quoteOf(href),
          selector: { type: 'x-JsonPointer', value: `${main.pointer}/${key}`, script: main.script },
        })
      : undefined;
  };
  const acquireUrl = url('acquireLicensePage');
  const usageUrl = url('usageInfo');
  return { ...(acquireUrl ? { acquireUrl } : {}), ...(usageUrl ? { usageUrl } : {}) };
}

/** A rightsstatements.org address that the page itself gives; `/page/` is the same as `/vocab/`. */
function statedStatement(facts: PageFacts): string | undefined {
  for (const { element } of facts.walk.anchors) {
    const match = /rightsstatements\.org\/(?:page|vocab)\/([A-Za-z-]+)\/1\.0/.exec(
      element.getAttribute('href') ?? '',
    );
    if (match?.[1]) return `http://rightsstatements.org/vocab/${match[1]}/1.0/`;
  }
  return undefined;
}

const ROBOTS = /^(?:noai|noimageai|noml|noarchive|nosnippet|noindex|notranslate|noimageindex)$/i;

/** What the page asks of machines; a row of its own that never changes the light (rights.md D, rule 7). */
function readMachine(facts: PageFacts): MachineUse | undefined {
  const machine: MachineUse = {};
  const tdm = metaOf(facts, 'tdm-reservation');
  if (tdm === '0' || tdm === '1') {
    const policy = metaOf(facts, 'tdm-policy');
    machine.tdm = claim({ reserved: tdm === '1', ...(policy ? { policy } : {}) }, 0.9, {
      kind: 'meta',
      rule: 'meta.tdm-reservation',
      scope: 'page',
      quote: tdm,
    });
  }
  const rsl = facts.links.find((l) => l.rel.includes('license') && l.type === 'application/rsl+xml');
  if (rsl)
    machine.rsl = claim(rsl.href, 0.8, {
      kind: 'link',
      rule: 'link.rsl',
      scope: 'site',
      quote: quoteOf(rsl.href),
    });
  const robots = [...(facts.meta.get('robots') ?? []), ...(facts.meta.get('googlebot') ?? [])]
    .flatMap((value) => value.split(/[,\s]+/))
    .filter((token) => ROBOTS.test(token))
    .map((token) => token.toLowerCase());
  const tokens = [...new Set(robots)];
  if (tokens.length > 0)
    machine.robots = claim(tokens, 0.6, {
      kind: 'meta',
      rule: 'meta.robots',
      scope: 'page',
      quote: quoteOf((facts.meta.get('robots') ?? []).join(', ')),
    });
  const usage = metaOf(facts, 'content-usage');
  if (usage)
    machine.aipref = claim(usage, 0.7, {
      kind: 'meta',
      rule: 'meta.content-usage',
      scope: 'page',
      quote: quoteOf(usage),
    });
  return Object.keys(machine).length > 0 ? machine : undefined;
}
