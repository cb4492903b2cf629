import type { AgentRole, PartialDate } from './source';

/** Licences that a person may name for a page whose own words were missed or misread. */
export const namedLicences = ['cc0', 'by', 'by-sa', 'by-nc', 'by-nd', 'by-nc-sa', 'by-nc-nd'] as const;
export type NamedLicence = (typeof namedLicences)[number];

/** What a person knows of the terms. A note says from whom or from where. */
export type RightsCorrection =
  | { kind: 'permission'; note: string }
  | { kind: 'licence'; licence: NamedLicence; note?: string }
  | { kind: 'reserved'; note?: string }
  | { kind: 'unstated'; note?: string };

/** A person as entered in the form of authors. */
export interface EnteredPerson {
  name: string;
  role: AgentRole;
  affiliation?: string;
}

/**
 * The person's own value for one fact of a clip; `null` puts back what the page says. The page's value stays in the
 * claim's alternatives and in `edits`.
 */
export type Correction =
  | { fact: 'title'; value: string | null }
  | { fact: 'site'; value: string | null }
  | { fact: 'creators'; value: EnteredPerson[] | null }
  | { fact: 'origin'; value: string | null }
  | { fact: 'published'; value: PartialDate | null }
  | { fact: 'rights'; value: RightsCorrection | null }
  | { fact: 'credit'; imageId: string; value: string | null };

export type CorrectedFact = Correction['fact'];
