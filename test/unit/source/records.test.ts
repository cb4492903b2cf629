import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../utils/model/claim';
import { readPageFacts } from '../../../utils/page/facts';
import { readImageCredit } from '../../../utils/page/image-credit';
import { readRights } from '../../../utils/rights/read-rights';
import { readSource } from '../../../utils/source/read-source';

/** What a page's record must say; a field that is left out is not looked at, an empty list says "nobody". */
interface PageRecord {
  url: string;
  now?: string;
  title?: string;
  subtitle?: string;
  originalTitle?: string;
  authors?: { name: string; role?: string; affiliation?: string }[];
  editors?: string[];
  translators?: string[];
  site?: string;
  origin?: string | null;
  originUrl?: string;
  published?: string | null;
  publishedDay?: string;
  publishedMinute?: string;
  modifiedDay?: string;
  /** When the event takes place that the page is about. */
  event?: string | null;
  breadcrumb?: string[];
  language?: string;
  type?: string;
  canonical?: string | null;
  cleaned?: string;
  doi?: string;
  orcid?: string;
  /** The permanent address of the revision that was seen. */
  oldid?: string;
  free?: boolean;
  light?: string;
  code?: string;
  licence?: string | null;
  holder?: string;
  year?: number;
  contact?: string;
  conditions?: string[];
  attribution?: { name?: string; url?: string } | null;
  noticeUrl?: string;
  machine?: { tdm?: boolean; rsl?: string; robots?: string[] };
  /** Each stands, word for word, in one of the notices. */
  notices?: string[];
  image?: { src: string; caption?: string; credit?: string; creators: string[]; agency?: string };
}

const folder = join(__dirname, '../../pages');
const cases = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, 'record.json')))
  .sort();

const parsers: Record<string, (html: string, url: string) => Document> = {
  linkedom: (html) => parseHTML(html).document as unknown as Document,
  jsdom: (html, url) => new JSDOM(html, { url }).window.document,
};

for (const [parser, parse] of Object.entries(parsers)) {
  describe(`records of our pages in ${parser}`, () => {
    it.each(cases)('%s', (name) => {
      const html = readFileSync(join(folder, name, 'page.html'), 'utf8');
      const record = JSON.parse(readFileSync(join(folder, name, 'record.json'), 'utf8')) as PageRecord;
      const document = parse(html, record.url);
      const before = document.documentElement.outerHTML;
      holds(document, record);
      expect(document.documentElement.outerHTML).toBe(before);
    });
  });
}

function holds(document: Document, record: PageRecord): void {
  const page = { url: record.url, ...(record.now ? { now: record.now } : {}) };
  const facts = readPageFacts(document, page);
  const source = readSource(document, page, facts);
  const rights = readRights(document, page, facts);
  const people = (...roles: string[]) =>
    source.creators.map((c) => c.value).filter((a) => roles.includes(a.role));

  if (record.title) expect(source.title.value).toBe(record.title);
  if (record.subtitle) expect(source.subtitle?.value).toBe(record.subtitle);
  if (record.originalTitle) expect(source.originalTitle?.value).toBe(record.originalTitle);
  if (record.authors) {
    const found = people('author', 'correspondent');
    expect(found.map((a) => a.name)).toEqual(record.authors.map((a) => a.name));
    record.authors.forEach((author, i) => {
      if (author.role) expect(found[i]?.role).toBe(author.role);
      if (author.affiliation) expect(found[i]?.affiliation).toBe(author.affiliation);
    });
  }
  if (record.editors) expect(people('editor').map((a) => a.name)).toEqual(record.editors);
  if (record.translators) expect(people('translator').map((a) => a.name)).toEqual(record.translators);
  if (record.site) expect(source.site.value.name).toBe(record.site);
  if (record.origin !== undefined) expect(source.origin?.value.name ?? null).toBe(record.origin);
  if (record.originUrl) expect(source.origin?.value.url).toBe(record.originUrl);
  if (record.published !== undefined) expect(source.published?.value.iso ?? null).toBe(record.published);
  if (record.publishedDay) expect(source.published?.value.iso.slice(0, 10)).toBe(record.publishedDay);
  if (record.publishedMinute) expect(source.published?.value.iso.slice(0, 16)).toBe(record.publishedMinute);
  if (record.modifiedDay) expect(source.modified?.value.iso.slice(0, 10)).toBe(record.modifiedDay);
  if (record.event !== undefined) expect(source.event?.value.iso ?? null).toBe(record.event);
  if (record.breadcrumb) expect(source.breadcrumb?.value).toEqual(record.breadcrumb);
  if (record.language) expect(source.language.value).toBe(record.language);
  if (record.type) expect(source.type.value).toBe(record.type);
  if (record.canonical !== undefined) expect(source.urls.canonical?.value ?? null).toBe(record.canonical);
  if (record.cleaned) expect(source.urls.cleaned).toBe(record.cleaned);
  if (record.doi) expect(source.urls.persistent?.value).toEqual({ scheme: 'doi', id: record.doi });
  if (record.oldid) expect(source.urls.persistent?.value).toEqual({ scheme: 'oldid', id: record.oldid });
  if (record.orcid) expect(source.creators[0]?.value.orcid).toBe(record.orcid);
  if (record.free !== undefined) expect(source.access?.value.free).toBe(record.free);

  if (record.light) expect(rights.signal.light).toBe(record.light);
  if (record.code) expect(rights.signal.code).toBe(record.code);
  if (rights.signal.light !== 'grey') expect(rights.signal.because.length).toBeGreaterThan(0);
  if (record.licence !== undefined) {
    const licence = rights.license?.value;
    expect(licence ? (licence.spdx ?? licence.name) : null).toBe(record.licence);
  }
  if (record.holder) expect(rights.holder?.value.name).toBe(record.holder);
  if (record.year) expect(rights.year?.value).toBe(record.year);
  if (record.contact) expect(rights.contact?.value).toBe(record.contact);
  if (record.attribution !== undefined) expect(rights.attribution?.value ?? null).toEqual(record.attribution);
  if (record.noticeUrl) expect(rights.noticeUrl?.value).toBe(record.noticeUrl);
  if (record.conditions) expect(rights.permission?.value.conditions).toEqual(record.conditions);
  if (record.machine) {
    expect(rights.machine?.tdm?.value.reserved).toBe(record.machine.tdm);
    expect(rights.machine?.rsl?.value).toBe(record.machine.rsl);
    expect(rights.machine?.robots?.value).toEqual(record.machine.robots);
  }
  const notices = rights.notices.map((notice) => notice.value);
  for (const words of record.notices ?? []) expect(notices.join('\n')).toContain(words);
  if (record.image) {
    const img = document.querySelector(`img[src="${record.image.src}"]`);
    if (!img) throw new Error(`no image ${record.image.src}`);
    const credit = readImageCredit(img, facts);
    expect(credit.creators.map((c) => c.value.name)).toEqual(record.image.creators);
    if (record.image.caption) expect(credit.caption?.value).toBe(record.image.caption);
    if (record.image.credit) expect(credit.credit?.value).toContain(record.image.credit);
    if (record.image.agency) expect(credit.agency?.value.name).toBe(record.image.agency);
  }
  everyClaimHasEvidence([
    source.title,
    source.site,
    source.published,
    source.origin,
    ...source.creators,
    ...rights.notices,
    rights.license,
    rights.attribution,
    rights.noticeUrl,
  ]);
}

function everyClaimHasEvidence(claims: (Claim<unknown> | undefined)[]): void {
  for (const claim of claims) {
    if (!claim) continue;
    expect(claim.evidence.length).toBeGreaterThan(0);
    for (const evidence of claim.evidence) {
      expect(evidence.rule).not.toBe('');
      expect(evidence.quote?.length ?? 0).toBeLessThanOrEqual(500);
    }
  }
}
