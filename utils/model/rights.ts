import type { Claim, Evidence } from './claim';
import type { Agent } from './source';

export interface LicenceRef {
  family: 'CC' | 'CC0' | 'PDM' | 'OGL' | 'GFDL' | 'SPDX' | 'custom';
  /** Only where exact: `CC-BY-SA-4.0`. */
  spdx?: string;
  url?: string;
  name: string;
  version?: string;
  jurisdiction?: string;
  terms?: { by: boolean; nc: boolean; nd: boolean; sa: boolean };
  /** The page says "except where otherwise noted". */
  exceptions?: boolean;
}

export type PermissionCondition =
  | 'attribution'
  | 'link'
  | 'noncommercial'
  | 'unmodified'
  | 'notify'
  | 'share-alike';

export interface Permission {
  kind: 'open-licence' | 'conditional' | 'by-request';
  conditions?: PermissionCondition[];
}

export interface Prohibition {
  acts: ('republish' | 'copy' | 'modify' | 'commercial' | 'ai-training' | 'any')[];
}

/** 版权归原作者所有: the site says that somebody else owns it, and does not say who. */
export interface ThirdParty {
  kind: 'third-party';
  name: 'original author';
}

export type Light = 'green' | 'amber' | 'red' | 'grey';

/** Codes of rights.md 2.2; the interface has a sentence for each under `signal_<code with _>`. */
export type SignalCode =
  | 'open.cc0'
  | 'open.pdm'
  | 'open.by'
  | 'open.by-sa'
  | 'open.gov'
  | 'open.other'
  | 'open.nc'
  | 'open.nd'
  | 'open.version-unknown'
  | 'open.exceptions'
  | 'cond.attribution'
  | 'cond.notify'
  | 'conflict'
  | 'reserved.arr'
  | 'reserved.prohibited'
  | 'owner-is-third-party.no-permission'
  | 'none-stated'
  | 'none-stated.notice'
  /** The person has a permission of their own, with a note. */
  | 'user.permission';

export interface Signal {
  light: Light;
  code: SignalCode;
  /** Never empty for any light but grey. */
  because: Evidence[];
}

/** Preferences for machines; they never change the light. */
export interface MachineUse {
  tdm?: Claim<{ reserved: boolean; policy?: string }>;
  rsl?: Claim<string>;
  aipref?: Claim<string>;
  robots?: Claim<string[]>;
}

export interface RightsInfo {
  license?: Claim<LicenceRef>;
  holder?: Claim<Agent | ThirdParty>;
  year?: Claim<number>;
  /** Every © line and 声明, word for word, with its scope. */
  notices: Claim<string>[];
  permission?: Claim<Permission>;
  prohibition?: Claim<Prohibition>;
  /** The page's words that it is not the owner, or will delete on request. */
  disclaimer?: Claim<string>;
  /** How the licensor asks to be named (`cc:attributionName`, `cc:attributionURL`). */
  attribution?: Claim<{ name?: string; url?: string }>;
  /** A page about copyright that this one links to with `rel=copyright`; what stands there was not read. */
  noticeUrl?: Claim<string>;
  acquireUrl?: Claim<string>;
  usageUrl?: Claim<string>;
  /** Masked on export unless the person asks. */
  contact?: Claim<string>;
  /** rightsstatements.org; ours is always `…/CNE/1.0/` (copyright not evaluated) unless the page states one. */
  statementUri?: string;
  machine?: MachineUse;
  signal: Signal;
}
