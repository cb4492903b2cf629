import type { LicenceRef } from '../model/rights';
import { CC_ELEMENTS, CC_SPDX_PORTS, CC_VERSIONS, GOVERNMENT_LICENCES } from './licence-table';

type Element = 'BY' | 'NC' | 'ND' | 'SA';
const ORDER: readonly Element[] = ['BY', 'NC', 'ND', 'SA'];

const CC_URL =
  /creativecommons\.org\/(licen[sc]es|publicdomain)\/([a-z-]+)(?:\/(\d\.\d))?(?:\/([a-z]{2,3}))?(?=[/?#\s]|$)/i;

/** Reads the address of a licence (rights.md 1.4); undefined for addresses that are none we know. */
export function licenceFromUrl(href: string): LicenceRef | undefined {
  const match = CC_URL.exec(href);
  if (match) return ccFromUrl(match);
  for (const licence of GOVERNMENT_LICENCES) {
    if (licence.url.test(href))
      return {
        family: 'OGL',
        name: licence.name,
        url: licence.address,
        terms: { by: true, nc: false, nd: false, sa: false },
      };
  }
  if (/gnu\.org\/(?:copyleft|licenses)\/fdl/i.test(href)) return { family: 'GFDL', name: 'GFDL', url: href };
  return undefined;
}

function ccFromUrl(match: RegExpExecArray): LicenceRef | undefined {
  const code = (match[2] ?? '').toLowerCase();
  const version = match[3] && CC_VERSIONS.has(match[3]) ? match[3] : undefined;
  if (code === 'zero')
    return {
      family: 'CC0',
      spdx: 'CC0-1.0',
      name: 'CC0 1.0',
      version: '1.0',
      url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    };
  if (code === 'mark')
    return {
      family: 'PDM',
      name: 'Public Domain Mark 1.0',
      version: '1.0',
      url: 'https://creativecommons.org/publicdomain/mark/1.0/',
    };
  if (match[1]?.toLowerCase() === 'publicdomain') return undefined;
  const elements = code
    .toUpperCase()
    .split('-')
    .filter((part): part is Element => (ORDER as readonly string[]).includes(part));
  if (elements.length === 0) return undefined;
  const port = match[4] && match[4].toLowerCase() !== 'dee' ? match[4].toUpperCase() : undefined;
  return ccLicence(elements, version, version && port && !/^DEED$/i.test(port) ? port : undefined, true);
}

/** A CC licence by its elements; the SPDX id only where it is exact. */
function ccLicence(
  elements: readonly Element[],
  version?: string,
  jurisdiction?: string,
  addressed = false,
): LicenceRef {
  const sorted = ORDER.filter((element) => elements.includes(element));
  const code = sorted.join('-');
  const name = `CC ${code}${version ? ` ${version}` : ''}${jurisdiction ? ` ${jurisdiction}` : ''}`;
  const base = version ? `CC-${code}-${version}` : undefined;
  const spdx =
    base && jurisdiction
      ? CC_SPDX_PORTS.has(`${base}-${jurisdiction}`)
        ? `${base}-${jurisdiction}`
        : undefined
      : base;
  const url =
    version && (addressed || spdx)
      ? `https://creativecommons.org/licenses/${code.toLowerCase()}/${version}/${jurisdiction ? `${jurisdiction.toLowerCase()}/` : ''}`
      : undefined;
  return {
    family: 'CC',
    ...(spdx ? { spdx } : {}),
    ...(url ? { url } : {}),
    name,
    ...(version ? { version } : {}),
    ...(jurisdiction ? { jurisdiction } : {}),
    terms: {
      by: sorted.includes('BY'),
      nc: sorted.includes('NC'),
      nd: sorted.includes('ND'),
      sa: sorted.includes('SA'),
    },
  };
}

const CC_CODE =
  /\b(?:CC|Creative[\s-]?Commons)[\s:–-]*(?:licen[sc]e\s*)?\(?(BY(?:[\s/+–-]{0,3}(?:NC|ND|SA))*|0\b|Zero\b)\)?(?:[\s-]*(?:v|version\s*)?(\d\.\d))?(?:[\s-]+(DE|AT|CH|US|UK|FR|NL|AU|JP|IGO|INT)\b)?/i;
const CC_NAME =
  /creative[\s-]?commons|クリエイティブ・?コモンズ|知识共享|創用\s?CC|创用\s?CC|\bCC(?:[\s-]?Li[cz]en[sz]\w*|[\s-]?BY\b|0\b)/iu;
const VERSION = /\b([1-4]\.[0-5])\b/;

/** "CC 4.0 BY-SA", as Chinese blogs print it. */
const CC_VERSION_FIRST = /\bCC\s*(\d\.\d)\s*(BY(?:[\s/-]{1,2}(?:NC|ND|SA))*)\b/i;

/** Whether a text speaks of Creative Commons at all. */
export function mentionsCreativeCommons(text: string): boolean {
  return CC_NAME.test(text) || CC_CODE.test(text);
}

/** Reads the name of a licence in a text: "CC BY-SA 4.0", or its elements written out in eleven languages. */
export function licenceFromText(text: string): LicenceRef | undefined {
  const first = CC_VERSION_FIRST.exec(text);
  if (first?.[1] && first[2])
    return ccLicence(first[2].toUpperCase().split(/[^A-Z]+/) as Element[], first[1]);
  const code = CC_CODE.exec(text);
  // "5 cc by mouth": small letters name a licence only with a version or further elements.
  const plain = code !== null && !code[2] && code[0] === code[0].toLowerCase() && code[1] === 'by';
  if (code?.[1] && !plain) return fromCode(code, text);
  if (CC_NAME.test(text)) {
    const elements = CC_ELEMENTS.filter(([, pattern]) => pattern.test(text)).map(([element]) => element);
    const version = VERSION.exec(text)?.[1];
    const known = version && CC_VERSIONS.has(version) ? version : undefined;
    if (elements.includes('BY')) return ccLicence(elements, known, jurisdictionIn(text));
    const letters = /\b(BY(?:[\s/-]{1,3}(?:NC|ND|SA))+)\b/i.exec(text);
    if (letters?.[1]) return ccLicence(letters[1].toUpperCase().split(/[\s/-]+/) as Element[], known);
    if (elements.length > 0) return ccLicence(['BY', ...elements], known, jurisdictionIn(text));
    if (/\bzero\b|\bCC0\b/i.test(text))
      return licenceFromUrl('https://creativecommons.org/publicdomain/zero/1.0/');
    return { family: 'CC', name: 'Creative Commons' };
  }
  for (const licence of GOVERNMENT_LICENCES) {
    if (licence.text.test(text))
      return {
        family: 'OGL',
        name: licence.name,
        url: licence.address,
        terms: { by: true, nc: false, nd: false, sa: false },
      };
  }
  if (/\bGFDL\b|GNU Free Documentation License/i.test(text)) return { family: 'GFDL', name: 'GFDL' };
  return undefined;
}

function fromCode(code: RegExpExecArray, text: string): LicenceRef {
  const letters = (code[1] ?? '').toUpperCase();
  if (letters === '0' || letters === 'ZERO')
    return {
      family: 'CC0',
      spdx: 'CC0-1.0',
      name: 'CC0 1.0',
      version: '1.0',
      url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    };
  const version = code[2] ?? VERSION.exec(text.slice(code.index))?.[1];
  const port = code[3] && !/^INT$/i.test(code[3]) ? code[3].toUpperCase() : undefined;
  return ccLicence(
    letters.split(/[^A-Z]+/) as Element[],
    version && CC_VERSIONS.has(version) ? version : undefined,
    port,
  );
}

function jurisdictionIn(text: string): string | undefined {
  if (/deutschland|germany/i.test(text)) return 'DE';
  if (/österreich|austria/i.test(text)) return 'AT';
  if (/united states/i.test(text)) return 'US';
  return undefined;
}

const PUBLIC_DOMAIN =
  /\b(?:information|content|contents|material|materials|text|works?|pages?|site|website)\b[^.]{0,120}\b(?:is|are)\b[^.]{0,40}\bpublic domain\b/i;

/** A government site of the United States that says itself that its works are in the public domain (rights.md G8). */
export function publicDomainOf(text: string, host: string): LicenceRef | undefined {
  if (!/\.(?:gov|mil)(?:\.example)?$/i.test(host) || !PUBLIC_DOMAIN.test(text)) return undefined;
  return { family: 'PDM', name: 'Public domain' };
}

/** Whether two references are the same licence; an unknown version agrees with any. */
export function sameLicence(a: LicenceRef, b: LicenceRef): boolean {
  if (a.family !== b.family) return false;
  if (a.family !== 'CC') return true;
  if (!a.terms || !b.terms) return true;
  const same =
    a.terms.by === b.terms.by &&
    a.terms.nc === b.terms.nc &&
    a.terms.nd === b.terms.nd &&
    a.terms.sa === b.terms.sa;
  return same && (!a.version || !b.version || a.version === b.version);
}

/** How much a reference says: an address with version before a name with version before a bare family. */
export function exactness(licence: LicenceRef): number {
  if (licence.family !== 'CC') return 3;
  return (licence.terms ? 1 : 0) + (licence.version ? 1 : 0) + (licence.url ? 1 : 0);
}
