/** CC ports that have an SPDX id of their own; other ports are named by their address only. */
export const CC_SPDX_PORTS = new Set(
  'CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-NC-3.0-DE CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO'.split(
    ' ',
  ),
);

export const CC_VERSIONS = new Set(['1.0', '2.0', '2.1', '2.5', '3.0', '4.0']);

/** Words for the elements of CC licences in the languages that deeds are written in. */
export const CC_ELEMENTS: readonly (readonly ['BY' | 'NC' | 'ND' | 'SA', RegExp])[] = [
  [
    'NC',
    /non[\s-]?commercial|nicht[\s-]?kommerziell|keine?[\s-]?kommerzielle|pas d['’]?utilisation commerciale|no[\s-]?comercial|n[ãa]o[\s-]?comercial|non commerciale|niet[\s-]?commercieel|非営利|非商业|非商業|niekomercyjne|некоммерческ|ikke[\s-]?kommersiell|icke[\s-]?kommersiell|ei[\s-]?kaupallinen|비영리/iu,
  ],
  [
    'ND',
    /no[\s-]?deriv|keine[\s-]?bearbeitung|pas de modification|sin[\s-]?(?:obra[\s-]?)?derivad|sem[\s-]?deriva|non opere derivate|geen[\s-]?afgeleide|改変禁止|禁止演绎|禁止改作|bez utworów zależnych|без производных|변경금지/iu,
  ],
  [
    'SA',
    /share[\s-]?alike|weitergabe (?:unter|zu) gleichen|partage (?:dans les|à l['’]identique|des conditions)|compartir[\s-]?igual|compartilha[\s-]?igual|condividi allo|gelijk[\s-]?delen|継承|相同方式共享|相同方式分享|na tych samych|на тех же|동일조건/iu,
  ],
  [
    'BY',
    /attribution|namensnennung|paternité|atribuci[oó]n|reconocimiento|attribuzione|atribuição|naamsvermelding|表示|署名|姓名标示|姓名標示|uznanie autorstwa|с указанием авторства|атрибуция|navngivelse|erkännande|nimeä|저작자표시/iu,
  ],
];

export interface GovernmentLicence {
  name: string;
  /** Matches the address of the licence. */
  url: RegExp;
  /** Matches its name in a sentence. */
  text: RegExp;
  address: string;
}

/** Licences of governments that allow reuse with attribution (rights.md A7). */
export const GOVERNMENT_LICENCES: readonly GovernmentLicence[] = [
  {
    name: 'Open Government Licence v3.0',
    url: /nationalarchives\.gov\.uk\/doc\/open-government-licence\/version\/3/i,
    text: /open government licen[cs]e\s*(?:v(?:ersion)?\s*)?3(?:\.0)?/i,
    address: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  },
  {
    name: 'Open Government Licence – Canada',
    url: /open\.canada\.ca\/\w+\/open-government-licence-canada/i,
    text: /open government licence\s*[–-]\s*canada/i,
    address: 'https://open.canada.ca/en/open-government-licence-canada',
  },
  {
    name: 'Licence Ouverte / Open Licence 2.0',
    url: /etalab\.gouv\.fr\/.{0,200}(?:licence-ouverte|open-licence)/i,
    text: /licence ouverte(?:\s*\/\s*open licence)?(?:\s*(?:v(?:ersion)?\s*)?2\.0)?\b/i,
    address: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
  },
  {
    name: 'Datenlizenz Deutschland – Namensnennung 2.0',
    url: /govdata\.de\/dl-de\/by-2-0/i,
    text: /datenlizenz deutschland\s*[–-]\s*namensnennung\s{0,9}[–-]?\s*(?:version\s*)?2\.0/i,
    address: 'https://www.govdata.de/dl-de/by-2-0',
  },
];
