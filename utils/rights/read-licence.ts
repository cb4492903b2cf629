import type { Claim, Evidence } from '../model/claim';
import type { LicenceRef } from '../model/rights';
import type { PageFacts, PageLine } from '../page/facts';
import { asArray, firstString } from '../page/json-ld';
import { cssPath, quoteOf, squeeze } from '../page/text';
import { hostOf, pageKey, resolveUrl } from '../page/url';
import {
  exactness,
  licenceFromText,
  licenceFromUrl,
  mentionsCreativeCommons,
  publicDomainOf,
  sameLicence,
} from './licences';
import { ALL_RIGHTS, EXCEPTIONS } from './notice-patterns';
import { type LicenceScope, scopeOf } from './scope';
import { type Subject, subjectOf } from './subject';

/** A licence that the page names somewhere, for whatever it licenses. */
export interface LicenceFinding {
  licence: LicenceRef;
  scope: LicenceScope;
  confidence: number;
  evidence: Evidence;
}

/** What the page's licences come to: the one for the work or the site, all others for the record. */
export interface LicenceReading {
  license?: Claim<LicenceRef>;
  findings: LicenceFinding[];
  /** Two licences in the same scope that do not agree. */
  conflict?: [LicenceFinding, LicenceFinding];
}

/** Collects every licence with its scope and picks the one for this work (rights.md 1.2 A to C, 1.3, 1.8). */
export function readLicence(
  facts: PageFacts,
  article: { start: number; end: number; headline: number },
): LicenceReading {
  const findings = [
    ...fromAnchors(facts, article),
    ...fromHead(facts),
    ...fromJsonLd(facts),
    ...fromMeta(facts),
    ...fromRdf(facts),
    ...fromText(facts, article),
  ];
  const ours = findings
    .filter((f) => f.scope === 'work' || f.scope === 'site')
    .sort((a, b) => rank(b) - rank(a));
  const best = ours[0];
  if (!best) return { findings };
  const rival = ours.find(
    (f) =>
      f.scope === best.scope &&
      f.confidence >= 0.6 &&
      !sameLicence(f.licence, best.licence) &&
      f.licence.family !== 'GFDL',
  );
  const agreeing = ours.filter((f) => sameLicence(f.licence, best.licence));
  const exact = [...agreeing].sort((a, b) => exactness(b.licence) - exactness(a.licence))[0] ?? best;
  const exceptions = agreeing.some((f) => f.licence.exceptions);
  const value: LicenceRef = { ...exact.licence, ...(exceptions ? { exceptions } : {}) };
  if (rival) delete value.spdx;
  const kinds = new Set(agreeing.map((f) => f.evidence.kind)).size;
  return {
    findings,
    license: {
      value,
      status: rival ? 'conflict' : 'stated',
      confidence: Math.min(0.99, best.confidence * (1 + 0.15 * (kinds - 1))),
      evidence: agreeing.slice(0, 4).map((f) => f.evidence),
      ...(rival
        ? {
            alternatives: [
              { value: rival.licence, confidence: rival.confidence, evidence: [rival.evidence] },
            ],
          }
        : {}),
    },
    ...(rival ? { conflict: [best, rival] } : {}),
  };
}

/** `license`, with or without the prefix that CC REL gives it. */
const LICENCE_REL = /(?:^|\s)(?:cc:|xhv:|dct:|dcterms:)?license(?:\s|$)/i;

/** A licence of another object is not the page's, whatever words stand around it; what is said of the site is the site's. */
function ofSubject<S extends { scope: LicenceScope }>(scope: S, subject: Subject): S {
  if (subject === 'page' || (subject === 'site' && scope.scope !== 'work')) return scope;
  return { ...scope, scope: subject };
}

function rank(finding: LicenceFinding): number {
  return finding.confidence + (finding.scope === 'work' ? 0.1 : 0) + exactness(finding.licence) / 50;
}

function withExceptions(licence: LicenceRef, context: string): LicenceRef {
  return EXCEPTIONS.test(context) ? { ...licence, exceptions: true } : licence;
}

function fromAnchors(
  facts: PageFacts,
  article: { start: number; end: number; headline: number },
): LicenceFinding[] {
  const found: LicenceFinding[] = [];
  for (const { element, line, zone } of facts.walk.anchors) {
    const href = element.getAttribute('href') ?? '';
    if (!/creativecommons|licen[cs]e|govdata|fdl/i.test(href)) continue;
    const licence = licenceFromUrl(resolveUrl(href, facts.url) ?? href);
    if (!licence) continue;
    if ((element.getAttribute('type') ?? '') === 'application/rsl+xml') continue;
    const rel = LICENCE_REL.test(element.getAttribute('rel') ?? '');
    const context = contextOf(facts.lines, line, element);
    const scope = ofSubject(
      scopeOf({ element, line, zone, context, rel, article, facts }),
      subjectOf(element, facts),
    );
    const confidence = rel ? 0.95 : scope.sentence ? 0.85 : 0.62;
    found.push({
      licence: withExceptions(mergeText(licence, context), context),
      scope: scope.scope,
      confidence,
      evidence: {
        kind: zone === 'footer' ? 'footer' : 'link',
        rule: rel ? 'a.rel-license' : 'a.licence',
        scope: evidenceScope(scope.scope),
        quote: quoteOf(context || squeeze(element.textContent) || href),
        selector: { type: 'CssSelector', value: cssPath(element) },
      },
    });
    if (found.length > 40) break;
  }
  return found;
}

/** The link gives no version, the text beside it does: they are one statement if they agree. */
function mergeText(licence: LicenceRef, context: string): LicenceRef {
  if (licence.version || licence.family !== 'CC') return licence;
  const text = licenceFromText(context);
  return text?.version && text.family === 'CC' && sameLicence(text, licence) ? text : licence;
}

function evidenceScope(scope: LicenceScope): Evidence['scope'] {
  return scope === 'theme' ? 'template' : scope;
}

/** The words around a licence link: its line, and where that is empty or short, the next one. */
function contextOf(lines: readonly PageLine[], index: number, element: Element): string {
  const own = lines[index];
  const text = own && (own.element.contains(element) || element.contains(own.element)) ? own.text : '';
  const image = element.querySelector('img');
  const label = image ? squeeze(image.getAttribute('alt') ?? image.getAttribute('title') ?? '') : '';
  if (text.length >= 40) return text;
  const near = [lines[index - 1], own, lines[index + 1]].filter(
    (l): l is PageLine => l !== undefined && mentionsLicence(l.text) && l.text.length <= 400,
  );
  const joined = near.map((l) => l.text).join(' ');
  return squeeze(joined.includes(text) ? joined || label : `${text} ${joined}`) || label;
}

function mentionsLicence(text: string): boolean {
  return mentionsCreativeCommons(text) || /lizen[sz]|licen[cs]|許諾|许可/iu.test(text);
}

function fromHead(facts: PageFacts): LicenceFinding[] {
  const found: LicenceFinding[] = [];
  for (const link of facts.links) {
    if (
      link.element.localName !== 'link' ||
      !link.rel.includes('license') ||
      link.type === 'application/rsl+xml'
    )
      continue;
    const licence = licenceFromUrl(link.href);
    if (licence)
      found.push({
        licence,
        scope: 'site',
        confidence: 0.9,
        evidence: {
          kind: 'link',
          rule: 'link.rel-license',
          scope: 'site',
          quote: quoteOf(link.href),
          selector: { type: 'CssSelector', value: 'link[rel~="license"]' },
        },
      });
  }
  for (const property of facts.microdata) {
    if (!/^(?:cc:|xhv:|dct:)?license$/i.test(property.name)) continue;
    const href = property.element.getAttribute('href') ?? property.value;
    const licence = licenceFromUrl(href);
    if (!licence || property.element.localName === 'a') continue;
    const subject = subjectOf(property.element, facts);
    const image = /Image|Photo/i.test(property.itemType ?? '');
    const { scope } = ofSubject({ scope: image ? 'image' : 'work' }, image ? 'page' : subject);
    found.push({
      licence,
      scope,
      confidence: 0.88,
      evidence: {
        kind: 'microdata',
        rule: 'microdata.license',
        scope: evidenceScope(scope),
        quote: quoteOf(href),
        selector: { type: 'CssSelector', value: cssPath(property.element) },
      },
    });
  }
  return found;
}

function fromJsonLd(facts: PageFacts): LicenceFinding[] {
  const found: LicenceFinding[] = [];
  for (const entry of facts.jsonLd) {
    for (const value of asArray(entry.node.license)) {
      const text = firstString(facts.resolve(value)) ?? '';
      const licence = licenceFromUrl(text) ?? licenceFromText(text);
      if (!licence) continue;
      const image = entry.types.some((t) =>
        /Image|Photo|Video|Audio|Media|Dataset|SoftwareSourceCode/i.test(t),
      );
      const main = entry === facts.mainEntity || isThisPage(entry.node, facts.url);
      const scope: LicenceScope = image
        ? 'image'
        : main
          ? 'work'
          : entry.types.includes('WebSite')
            ? 'site'
            : 'other';
      found.push({
        licence,
        scope,
        confidence: 0.9,
        evidence: {
          kind: 'json-ld',
          rule: 'json-ld.license',
          scope: evidenceScope(scope),
          quote: quoteOf(text),
          selector: { type: 'x-JsonPointer', value: `${entry.pointer}/license`, script: entry.script },
        },
      });
    }
  }
  return found;
}

function isThisPage(node: Record<string, unknown>, url: string): boolean {
  return [node.url, node['@id']].some((u) => typeof u === 'string' && pageKey(u, url) === pageKey(url));
}

function fromMeta(facts: PageFacts): LicenceFinding[] {
  const found: LicenceFinding[] = [];
  for (const name of [
    'dc.rights',
    'dcterms.rights',
    'dc.rights.license',
    'dcterms.license',
    'dc:rights',
    'dcterms:license',
    'rights',
    'license',
    'copyright',
    'rights-standard',
  ]) {
    for (const text of facts.meta.get(name) ?? []) {
      const licence =
        licenceFromUrl(text) ?? (mentionsCreativeCommons(text) ? licenceFromText(text) : undefined);
      if (licence)
        found.push({
          licence: withExceptions(licence, text),
          scope: 'site',
          confidence: 0.8,
          evidence: { kind: 'meta', rule: `meta.${name}`, scope: 'site', quote: quoteOf(text) },
        });
    }
  }
  return found;
}

/** `<Work rdf:about=""><license rdf:resource=…>` in a comment: the site's own statement in the old form. */
function fromRdf(facts: PageFacts): LicenceFinding[] {
  return facts.walk.rdfComments.flatMap((comment) => {
    const match =
      /<Work\s+rdf:about="([^"<>]{0,500})"[^<>]{0,500}>(?:(?!<Work\b)[\s\S]){0,4000}?<license\s+rdf:resource="([^"<>]{1,500})"/i.exec(
        comment,
      );
    const licence = match?.[2] ? licenceFromUrl(match[2]) : undefined;
    const about = match?.[1] ?? '';
    if (
      !licence ||
      (about && pageKey(about, facts.url) !== pageKey(facts.url) && !facts.url.startsWith(about))
    )
      return [];
    const evidence: Evidence = {
      kind: 'rdfa',
      rule: 'rdf.comment',
      scope: 'site',
      quote: quoteOf(match?.[0] ?? ''),
    };
    return [{ licence, scope: 'site' as const, confidence: 0.8, evidence }];
  });
}

/** Licences named in words; without a link the sentence must say what is licensed, or stand where notices stand. */
function fromText(
  facts: PageFacts,
  article: { start: number; end: number; headline: number },
): LicenceFinding[] {
  const found: LicenceFinding[] = [];
  const host = hostOf(facts.url);
  for (const line of facts.lines) {
    if (
      line.text.length > 900 ||
      !/creative|\bcc\b|CC[0\s-]|クリエイティブ|知识共享|创用|創用|open government|licence ouverte|datenlizenz|public domain/iu.test(
        line.text,
      )
    )
      continue;
    const sentence = licenceSentence(line.text);
    const licence = licenceFromText(sentence) ?? publicDomainOf(sentence, host);
    if (!licence) continue;
    const scope = ofSubject(
      scopeOf({
        element: line.element,
        line: line.index,
        zone: line.zone,
        context: sentence,
        rel: false,
        article,
        facts,
        text: true,
      }),
      subjectOf(line.element, facts),
    );
    found.push({
      licence: withExceptions(licence, line.text),
      scope: scope.scope,
      confidence: scope.sentence ? 0.78 : 0.55,
      evidence: {
        kind: line.zone === 'footer' ? 'footer' : 'visible-text',
        rule: 'text.licence',
        scope: evidenceScope(scope.scope),
        quote: quoteOf(line.text),
        selector: { type: 'CssSelector', value: cssPath(line.element) },
      },
    });
    if (found.length > 20) break;
  }
  // The bare words name no terms: they state a licence only in a sentence that says so.
  return found.filter(
    (f) =>
      f.licence.terms !== undefined ||
      f.licence.family !== 'CC' ||
      (f.confidence >= 0.7 && !ALL_RIGHTS.test(f.evidence.quote ?? '')),
  );
}

/** The sentence of a longer line that names the licence, with the one before it. */
function licenceSentence(text: string): string {
  if (text.length <= 240) return text;
  const parts = text.split(/(?<=[.!?。！？])\s+/u);
  const at = parts.findIndex((part) => mentionsCreativeCommons(part) || licenceFromText(part) !== undefined);
  return at < 0 ? text : parts.slice(Math.max(0, at), at + 1).join(' ');
}
