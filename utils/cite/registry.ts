import type { CslItem } from './csl-types';
import type { FormattedText } from './rich-text';
import { writeApa7 } from './styles/apa-7';
import { writeBiblatex } from './styles/biblatex';
import { writeBibtex } from './styles/bibtex';
import { writeChicagoAuthorDate, writeChicagoNotes } from './styles/chicago-18';
import { writeCslJson } from './styles/csl-json';
import { writeGbt2015, writeGbt2025 } from './styles/gbt-7714';
import { writeMla9 } from './styles/mla-9';
import { writeRis } from './styles/ris';

interface Named {
  id: string;
  /** Key of the format's name in `_locales`. */
  label: string;
  extension: string;
  mimeType: string;
}

/** For reference managers: a file's text. */
export interface DataFormat extends Named {
  kind: 'data';
  write(items: readonly CslItem[]): string;
}

/** For people: text, and the same as HTML with italics. An entry that a style leaves empty is dropped. */
export interface TextStyle extends Named {
  kind: 'text';
  write(items: readonly CslItem[]): FormattedText;
}

export type CiteFormat = DataFormat | TextStyle;

const textFile = { kind: 'text', extension: 'txt', mimeType: 'text/plain' } as const;

/** All citation formats, in the order that menus show them. */
export const citeFormats = [
  { id: 'gbt-7714-2025', label: 'cite_gbt_7714_2025', ...textFile, write: writeGbt2025 },
  { id: 'gbt-7714-2015', label: 'cite_gbt_7714_2015', ...textFile, write: writeGbt2015 },
  { id: 'apa-7', label: 'cite_apa_7', ...textFile, write: writeApa7 },
  { id: 'mla-9', label: 'cite_mla_9', ...textFile, write: writeMla9 },
  { id: 'chicago-18', label: 'cite_chicago_18', ...textFile, write: writeChicagoAuthorDate },
  { id: 'chicago-18-notes', label: 'cite_chicago_18_notes', ...textFile, write: writeChicagoNotes },
  {
    id: 'biblatex',
    label: 'cite_biblatex',
    kind: 'data',
    extension: 'bib',
    mimeType: 'application/x-bibtex',
    write: writeBiblatex,
  },
  {
    id: 'bibtex',
    label: 'cite_bibtex',
    kind: 'data',
    extension: 'bib',
    mimeType: 'application/x-bibtex',
    write: writeBibtex,
  },
  {
    id: 'ris',
    label: 'cite_ris',
    kind: 'data',
    extension: 'ris',
    mimeType: 'application/x-research-info-systems',
    write: writeRis,
  },
  {
    id: 'csl-json',
    label: 'cite_csl_json',
    kind: 'data',
    extension: 'json',
    mimeType: 'application/vnd.citationstyles.csl+json',
    write: writeCslJson,
  },
] as const satisfies readonly CiteFormat[];

export type CiteFormatId = (typeof citeFormats)[number]['id'];

/** The format of that id, or undefined. */
export function findCiteFormat(id: string): CiteFormat | undefined {
  return citeFormats.find((format) => format.id === id);
}
