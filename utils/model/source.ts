import type { Claim } from './claim';

export type AgentRole =
  | 'author'
  | 'correspondent'
  | 'photographer'
  | 'editor'
  | 'translator'
  | 'illustrator'
  | 'compiler'
  | 'agency'
  | 'other';

export interface Agent {
  kind: 'person' | 'organization';
  /** As printed: `陈立平`. */
  name: string;
  /** For CSL; Chinese by the surname list; never guessed for mixed scripts. */
  family?: string;
  given?: string;
  /** Only when the person asks for it. */
  romanized?: string;
  role: AgentRole;
  /** The word that the page printed for the role, for instance `记者`. */
  rolePrinted?: string;
  affiliation?: string;
  url?: string;
  orcid?: string;
}

/** A partial ISO 8601 date: precision is explicit, the local offset is kept as printed. */
export interface PartialDate {
  iso: string;
  precision: 'year' | 'month' | 'day' | 'minute' | 'second';
  asPrinted?: string;
  /** `+08:00` or `Z`. */
  tz?: string;
  tzAssumed?: boolean;
}

export type SourceType =
  | 'webpage'
  | 'article-newspaper'
  | 'article-magazine'
  | 'article-journal'
  | 'post-weblog'
  | 'entry-encyclopedia'
  | 'report'
  | 'legislation'
  | 'post';

/** First publication, where this copy is a republication. */
export interface Origin {
  name?: string;
  url?: string;
  agency?: string;
  date?: PartialDate;
  relation: 'republished' | 'syndicated' | 'translated' | 'excerpt' | 'unknown';
}

/** Who published this copy. */
export interface Site {
  name: string;
  url: string;
  /** Registrable domain (Public Suffix List). */
  domain: string;
  /** 备案号, for instance `苏ICP备…号`. */
  icp?: string;
  /** 互联网新闻信息服务许可证 number. */
  newsLicence?: string;
}

export interface PersistentId {
  scheme: 'doi' | 'ark' | 'handle' | 'urn' | 'permalink' | 'oldid';
  id: string;
}

export interface Addresses {
  /** The address that the browser showed. */
  retrieved: string;
  canonical?: Claim<string>;
  ogUrl?: string;
  /** Where the page says that it stands for small screens, or as AMP. */
  variants?: string[];
  /** `retrieved` without tracking parameters and fragment. */
  cleaned: string;
  persistent?: Claim<PersistentId>;
  memento?: { original: string; timemap?: string; timegate?: string; memento?: string; datetime?: string };
}

export interface SourceInfo {
  title: Claim<string>;
  subtitle?: Claim<string>;
  /** 原标题; CSL `original-title`. */
  originalTitle?: Claim<string>;
  creators: Claim<Agent>[];
  site: Claim<Site>;
  breadcrumb?: Claim<string[]>;
  published?: Claim<PartialDate>;
  modified?: Claim<PartialDate>;
  event?: Claim<PartialDate>;
  language: Claim<string>;
  type: Claim<SourceType>;
  origin?: Claim<Origin>;
  urls: Addresses;
  access?: Claim<{ free: boolean; paywalledParts?: string[] }>;
  /** Further CSL variables: volume, issue, page, ISSN, DOI… */
  csl?: Record<string, unknown>;
}
