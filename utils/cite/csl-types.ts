/**
 * CSL-JSON 1.0.2, the part that web sources use. It is the pivot: a clip becomes one CslItem, and every
 * citation format is written from that.
 */

export type CslType =
  | 'webpage'
  | 'article-newspaper'
  | 'article-magazine'
  | 'article-journal'
  | 'post-weblog'
  | 'entry-encyclopedia'
  | 'report'
  | 'legislation'
  | 'post';

/** Either `literal` (an institution, or a name that must not be split) or `family` with `given`. */
export interface CslName {
  family?: string;
  given?: string;
  'non-dropping-particle'?: string;
  suffix?: string;
  literal?: string;
}

/** One date; year, then month and day as far as they are known. */
export interface CslDate {
  'date-parts': number[][];
}

/** What CSL has no variable for. Kept under `custom`, which the schema allows. */
export interface CslCustom {
  /** `urn:uuid:…` of the clip. */
  clip?: string;
  /** Registrable domain of the site, for citation keys. */
  domain?: string;
  licence?: { name: string; spdx?: string; url?: string };
  /** The first copyright line or statement, word for word. */
  notice?: string;
  /** The first publication was concluded, not stated. */
  originInferred?: boolean;
  originalUrl?: string;
  photographers?: string[];
  editors?: string[];
  /** `sha256:…` of the clip's text. */
  digest?: string;
  /** Printed name → the romanised form that the person entered. */
  romanized?: Record<string, string>;
}

export interface CslItem {
  id: string;
  type: CslType;
  title?: string;
  'original-title'?: string;
  'container-title'?: string;
  publisher?: string;
  'publisher-place'?: string;
  'original-publisher'?: string;
  author?: CslName[];
  translator?: CslName[];
  illustrator?: CslName[];
  compiler?: CslName[];
  contributor?: CslName[];
  issued?: CslDate;
  accessed?: CslDate;
  'original-date'?: CslDate;
  'event-date'?: CslDate;
  volume?: string;
  issue?: string;
  page?: string;
  number?: string;
  section?: string;
  genre?: string;
  edition?: string;
  DOI?: string;
  ISSN?: string;
  ISBN?: string;
  PMID?: string;
  URL?: string;
  language?: string;
  note?: string;
  custom?: CslCustom;
}
